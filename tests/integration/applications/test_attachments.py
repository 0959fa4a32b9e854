"""Attachments and remarks of an application."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.applications import services
from app.applications.domain import ApplicationState
from app.applications.models import ApplicationFile
from app.applications.queries import drafting
from app.applications.queries.sending import attached_files
from app.applications.services.files import MAX_FILES
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound
from tests.factories.applications import create_application
from tests.support.people import make_person

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\nendobj\n%%EOF\n"


@pytest.fixture
def fatima(db_session):
    person = make_person(db_session, "Fatima", "Hadad")
    return Actor(user_id=1, person_id=person.id, name="Fatima Hadad")


@pytest.fixture
def draft(db_session, fatima):
    return services.create_draft(db_session, actor=fatima)


def add(session, actor, application, filename="intyg_2016.pdf", content=PDF, title=""):
    return services.add_file(
        session,
        actor=actor,
        application_id=application.id,
        filename=filename,
        content=content,
        title=title,
    )


def with_macros():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        packed.writestr("word/document.xml", "<x/>")
        packed.writestr("word/vbaProject.bin", b"x")
    return stream.getvalue()


def test_a_file_becomes_an_attachment_with_its_name_or_a_title(db_session, fatima, draft):
    add(db_session, fatima, draft)
    add(db_session, fatima, draft, title="Styrelsens intyg")
    db_session.flush()

    assert [one.title for one in attached_files(db_session, draft.id)] == [
        "intyg 2016",
        "Styrelsens intyg",
    ]
    assert history.events(db_session, draft)[0].sentence == ("lade till bilagan ”Styrelsens intyg”")


@pytest.mark.parametrize(
    ("filename", "content", "code"),
    [
        ("program.exe", b"MZ", "documents.kind_not_allowed"),
        ("brev.docx", with_macros(), "documents.macros"),
        ("brev.docm", with_macros(), "documents.macros"),
        ("bild.pdf", b"\x89PNG\r\n\x1a\n", "documents.not_what_it_says"),
    ],
)
def test_a_file_of_the_wrong_kind_or_with_macros_is_refused(
    db_session, fatima, draft, filename, content, code
):
    with pytest.raises(DomainError) as refused:
        add(db_session, fatima, draft, filename, content)

    assert (refused.value.code, refused.value.field) == (code, "file")
    assert attached_files(db_session, draft.id) == []


def test_there_is_a_last_attachment(db_session, fatima, draft):
    for number in range(MAX_FILES):
        add(db_session, fatima, draft, title=f"Bilaga {number}")

    with pytest.raises(DomainError) as refused:
        add(db_session, fatima, draft)
    assert refused.value.code == "application.too_many_files"


def test_a_file_that_is_taken_off_keeps_its_row(db_session, fatima, draft):
    made = add(db_session, fatima, draft)
    db_session.flush()

    services.remove_file(db_session, actor=fatima, application_id=draft.id, file_id=made.id)

    assert attached_files(db_session, draft.id) == []
    assert db_session.get(ApplicationFile, made.id).removed_at is not None
    with pytest.raises(NotFound):
        services.remove_file(db_session, actor=fatima, application_id=draft.id, file_id=made.id)


def test_a_file_of_another_application_does_not_exist(db_session, fatima, draft):
    other = services.create_draft(db_session, actor=fatima)
    made = add(db_session, fatima, other)
    db_session.flush()

    with pytest.raises(NotFound):
        drafting.attachment(db_session, draft.id, made.id)


def test_attachments_are_closed_once_the_application_is_sent(db_session, fatima):
    sent = create_application(db_session, state=ApplicationState.SUBMITTED, actor=fatima)

    with pytest.raises(DomainError) as refused:
        add(db_session, fatima, sent)
    assert refused.value.code == "application.not_writable"


def comment(session, actor, application, text="Räcker det?", key="need"):
    return services.add_comment(
        session, actor=actor, application_id=application.id, key=key, text=text
    )


def test_a_remark_waits_on_its_part_until_it_is_settled(db_session, fatima, draft):
    made = comment(db_session, fatima, draft)
    comment(db_session, fatima, draft, key="files", text="Vilket intyg?")
    db_session.flush()

    assert [one.text for one in drafting.comments(db_session, draft.id, "need")] == ["Räcker det?"]
    assert drafting.unsettled_comments(db_session, draft.id) == {"files": 1, "need": 1}

    for _ in range(2):
        services.settle_comment(
            db_session, actor=fatima, application_id=draft.id, comment_id=made.id
        )
    assert drafting.unsettled_comments(db_session, draft.id) == {"files": 1}
    sentences = [one.sentence for one in history.events(db_session, draft)]
    assert sentences.count("markerade en kommentar från Fatima Hadad som klar") == 1


@pytest.mark.parametrize("text", ["", "  ", "Anna 811228-9874"])
def test_rule_f6_a_remark_says_something_and_nobodys_personnummer(db_session, fatima, draft, text):
    with pytest.raises(DomainError) as refused:
        comment(db_session, fatima, draft, text=text)
    assert refused.value.field == "text"


def test_a_remark_on_nothing_is_refused(db_session, fatima, draft):
    with pytest.raises(NotFound):
        comment(db_session, fatima, draft, key="poetry")
    other = services.create_draft(db_session, actor=fatima)
    made = comment(db_session, fatima, other)
    db_session.flush()
    with pytest.raises(NotFound):
        services.settle_comment(
            db_session, actor=fatima, application_id=draft.id, comment_id=made.id
        )
