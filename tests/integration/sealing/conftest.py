"""A stored Word document that becomes a PDF, and keys to seal it with."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Properties
from app.documents.kinds import ANSLAGSBEVIS, DocumentKind
from app.sealing.services import own_authority
from tests.factories.people import create_world

SOFFICE = shutil.which("soffice")
NOW = datetime(2017, 2, 15, 11, 0, tzinfo=UTC)
NAME = "Samordningsförbundet Älvdalen"


def word(kind: DocumentKind = ANSLAGSBEVIS, title: str = "Bevis om anslag") -> bytes:
    """Return a document of the kind, filled with its sample."""
    properties = Properties(title, "Anslag", "anslag", NAME, NOW)
    return documents.fill(kind, documents.sample(kind), properties).content


def own_seal(folder: Path, name: str = NAME) -> own_authority.OwnSeal:
    """Return a seal whose authority lies in a folder."""
    return own_authority.seal_of(folder, name, NOW, timedelta(days=60))


@pytest.fixture
def world(db_session, clock):
    """An association with office, board, group and auditor, on 2017-02-15."""
    return create_world(db_session)


@pytest.fixture
def store(db_session, world):
    """``store(content)`` keeps a Word document."""

    def one(content: bytes | None = None, filename: str = "Bevis om anslag.docx"):
        stored = documents.store(
            db_session,
            actor=None,
            kind="anslagsbevis",
            title="Bevis om anslag",
            filename=filename,
            media_type=DOCX,
            content=content or word(),
        )
        db_session.flush()
        return stored

    return one


@pytest.fixture
def reader():
    """Let somebody read every PDF, or nobody: ``reader.may = True``."""
    from app.sealing.services import may_read_pdf

    class Answer:
        may = True

        def __call__(self, _session, _actor, _export) -> bool:
            return self.may

    answer = Answer()
    may_read_pdf.subscribe(answer)
    yield answer
    may_read_pdf._subscribers.remove(answer)
