"""The Word file with the signatures in, made once when the last one has signed (rule ATT)."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError

from app.documents import services as documents
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.sealing import queries as sealing
from app.signing import services
from app.signing.models import AttestedDocument
from tests.factories import cycle


def words(file_version):
    document = Document(BytesIO(documents.content(file_version)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(cells)


def test_rule_att_nothing_is_made_before_the_last_one_has_signed(db_session, world):
    meeting, version = cycle.frozen(db_session, world)

    for user in cycle.signers(world)[:2]:
        cycle.sign(db_session, meeting, version, user)

    assert services.attested_document(db_session, version.id) is None
    assert services.sealed_pdf(db_session, version.id) is None


def test_rule_att_the_document_tells_who_signed_when_how_and_which_bytes(db_session, world):
    _, version = cycle.attested(db_session, world)

    made = services.attested_document(db_session, version.id)

    assert made.filename == "protokoll-2016-11-18-justerat.docx"
    assert made.sha256 != version.sha256
    text = words(made)
    sha = " ".join(version.sha256[at : at + 8] for at in range(0, 64, 8))
    assert text.count("Godkänt i Klubba 2016-11-21 kl. 14.00") == 3
    assert text.count(f"SHA-256 {sha}") == 3
    assert "Kontrollsumma" not in words(version.file_version)
    assert "SHA-256" not in words(version.file_version)


def test_the_sealed_pdf_of_the_document_is_asked_for_once(db_session, world):
    meeting, version = cycle.attested(db_session, world)
    made = services.attested_document(db_session, version.id)
    told = minutes_services.attested_minutes(db_session, meeting.id)

    services.make_attested_document(db_session, None, told)

    asked = sealing.export_of(db_session, made.id, sealed=True)
    assert asked.file_version_id is None
    assert services.sealed_pdf(db_session, version.id) is None
    assert db_session.scalar(select(func.count(AttestedDocument.id))) == 1


def test_rule_att_the_database_takes_no_document_of_a_version_that_not_all_have_signed(
    db_session, world
):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)
    row = {"minutes_version_id": version.id, "file_version_id": version.file_version_id}

    with pytest.raises(DBAPIError), db_session.begin_nested():
        db_session.execute(insert(AttestedDocument).values(row))

    assert minutes.current_version(db_session, meeting.id).id == version.id
    assert services.attested_document(db_session, version.id) is None
