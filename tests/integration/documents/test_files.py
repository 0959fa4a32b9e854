"""Files are kept as immutable versions, and handed out with their own names."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.documents import queries, services
from app.documents.models import FileVersion
from app.kernel import history
from app.kernel.errors import NotFound
from app.kernel.storage import storage
from app.kernel.web import download
from tests.factories import people

PDF = b"%PDF-1.7\n%%EOF\n"


def store(session, **values) -> FileVersion:
    facts = {
        "actor": None,
        "kind": "bilaga",
        "title": "Budget",
        "filename": "budget.pdf",
        "media_type": "application/pdf",
        "content": PDF,
    }
    version = services.store(session, **{**facts, **values})
    session.flush()
    return version


def test_a_stored_file_is_found_again_by_its_fingerprint(db_session, clock):
    version = store(db_session, filename="C:\\mapp\\Årets budget.pdf", data={"år": 2017})

    found = queries.file_version(db_session, version.id)
    assert found.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (found.size, found.number, found.filename) == (len(PDF), 1, "Årets budget.pdf")
    assert found.document.title == "Budget"
    assert found.data == {"år": 2017}
    assert services.content(found) == PDF


def test_who_stored_it_is_noted(db_session, clock):
    user = people.create_login(db_session, people.create_person(db_session), password=None)

    by_hand = store(db_session, actor=people.actor_for(user))
    by_itself = store(db_session)

    assert (by_hand.created_by, by_itself.created_by) == ("Åsa Öberg", "Klubba")
    entry = history.events(db_session, by_hand)[0]
    assert entry.sentence == "sparade filen budget.pdf"
    assert entry.details == {"kind": "bilaga", "sha256": by_hand.sha256}


def test_a_document_is_a_chain_of_versions(db_session, clock):
    first = store(db_session)
    second = store(
        db_session, document_id=first.document_id, content=PDF + b"\n", edited_by_hand=True
    )

    assert [v.number for v in queries.versions(db_session, first.document_id)] == [1, 2]
    assert second.edited_by_hand
    assert services.content(first) == PDF


def test_a_version_cannot_be_changed_or_removed(db_session, clock):
    version = store(db_session)
    db_session.commit()

    for statement in ("UPDATE file_version SET title_x = 1", "DELETE FROM file_version"):
        sql = statement.replace("title_x = 1", "filename = 'annat.pdf'")
        with pytest.raises(DBAPIError, match="append-only"):
            db_session.execute(text(sql))
        db_session.rollback()
    assert queries.file_version(db_session, version.id).filename == "budget.pdf"


def test_what_is_not_there_is_not_found(db_session):
    with pytest.raises(NotFound):
        queries.file_version(db_session, 1)
    with pytest.raises(NotFound):
        store(db_session, document_id=1)


def test_a_file_that_was_changed_on_disk_is_never_handed_out(db_session, clock):
    version = store(db_session)
    path = storage()._path(version.sha256)  # type: ignore[attr-defined]
    path.write_bytes(b"annat")

    with pytest.raises(ValueError, match="changed"):
        services.content(version)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("beslut.pdf", "attachment; filename=\"beslut.pdf\"; filename*=UTF-8''beslut.pdf"),
        (
            "Årsbok.pdf",
            "attachment; filename=\"Arsbok.pdf\"; filename*=UTF-8''%C3%85rsbok.pdf",
        ),
        ('a"b\\c.pdf', "attachment; filename=\"abc.pdf\"; filename*=UTF-8''a%22b%5Cc.pdf"),
        ("報告", "attachment; filename=\"fil\"; filename*=UTF-8''%E5%A0%B1%E5%91%8A"),
        ("a\r\nb.pdf", "attachment; filename=\"ab.pdf\"; filename*=UTF-8''a%0D%0Ab.pdf"),
    ],
)
def test_a_file_is_handed_out_under_its_own_name(app, name: str, header: str):
    with app.test_request_context():
        answer = download(PDF, filename=name, media_type="text/csv")

    assert answer.headers["Content-Disposition"] == header
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.data == PDF


def test_a_renderer_gets_the_day_and_the_paragraph(db_session, monkeypatch):
    monkeypatch.setattr(services, "_renderers", {})
    seen = []
    services.register_renderer("prov", lambda *args: seen.append(args[1:]))

    services.render_for(db_session, "prov", day=date(2016, 11, 18), paragraph=62)

    assert seen == [(date(2016, 11, 18), 62)]
    assert services.known_renderers() == ["prov"]
