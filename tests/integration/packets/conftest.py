"""The meeting of 2017-02-24 with papers that become a packet."""

from __future__ import annotations

import shutil
from io import BytesIO

import pytest

from tests.factories import meetings as make
from tests.factories.people import create_world
from tests.unit.packets.test_joining import drawn

SOFFICE = shutil.which("soffice")


@pytest.fixture
def world(db_session, clock):
    """An association with office, board, group and auditor, on 2017-02-15."""
    return create_world(db_session)


@pytest.fixture
def director(world):
    """The director as the one who acts."""
    return make.director(world)


@pytest.fixture
def meeting(db_session, world):
    """A planned meeting with the fixed items."""
    return make.create_meeting(db_session, world)


@pytest.fixture
def add(db_session, director, meeting):
    """``add("Ansökan.pdf", content)`` puts an annex on the first item."""
    from app.meetings import queries, services

    def one(filename: str, content: bytes = b"") -> None:
        services.add_annex(
            db_session,
            actor=director,
            meeting=meeting,
            item_id=queries.items(db_session, meeting.id)[0].id,
            filename=filename,
            content=content or drawn(f"Innehållet i {filename}"),
        )

    return one


def word(text: str) -> bytes:
    """Return a Word file with a text."""
    import docx

    document = docx.Document()
    document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
