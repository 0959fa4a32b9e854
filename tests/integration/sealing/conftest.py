"""A stored Word document that becomes a PDF, and keys to seal it with."""

from __future__ import annotations

import dataclasses
import shutil
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from app.config import SealSettings
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.engine import Properties
from app.documents.kinds import ANSLAGSBEVIS, DocumentKind
from app.sealing.services import own_authority, pades
from app.sealing.services.keys import SealKey
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


@pytest.fixture(scope="module")
def tagged() -> bytes:
    """A small tagged PDF with one page, as an archival one is built."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    document = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document)
    )
    part = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=document)
    document.K = pdf.make_indirect(part)
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot,
            K=document,
            ParentTree=pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array())),
        )
    )
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


@pytest.fixture
def own(tmp_path) -> SealKey:
    made = own_seal(tmp_path / "own")
    return SealKey(made.key, made.certificate, (made.authority,))


@pytest.fixture
def configured(app, clock, monkeypatch):
    """``configured(key_file=…)`` runs the application with settings of the seal."""

    def use(*, production: bool = False, **values):
        settings = dataclasses.replace(
            app.extensions["settings"], production=production, seal=SealSettings(**values)
        )
        monkeypatch.setitem(app.extensions, "settings", settings)

    with app.app_context():
        yield use


def pem(key: SealKey, password: bytes | None = None) -> bytes:
    hidden = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    private = key.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden
    )
    chain = [key.certificate, *key.others]
    return b"".join([private, *(c.public_bytes(serialization.Encoding.PEM) for c in chain)])


def p12(key: SealKey, password: bytes) -> bytes:
    hidden = serialization.BestAvailableEncryption(password)
    return pkcs12.serialize_key_and_certificates(
        b"sigill", key.key, key.certificate, key.others, hidden
    )


def seal(tagged: bytes, key: SealKey, **values) -> bytes:
    return pades.seal(tagged, key=key, moment=NOW, **values)
