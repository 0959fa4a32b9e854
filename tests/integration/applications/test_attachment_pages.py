"""The attachments' page, and remarks between those who write."""

from __future__ import annotations

import io

import pytest

from app.applications import services
from app.applications.domain import ApplicationState, Part
from app.applications.models import Collaborator
from app.kernel import clock
from app.kernel.actor import Role
from tests.factories.applications import create_application

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\nendobj\n%%EOF\n"


@pytest.fixture
def writer(db_session, client, sign_in):
    return sign_in(client, Role.APPLICANT)


@pytest.fixture
def draft(db_session, writer):
    made = services.create_draft(db_session, actor=writer)
    db_session.flush()
    return made


def page(draft, key):
    return f"/ansokningar/{draft.id}/del/{key}"


def join(session, application, person_id, part):
    session.add(
        Collaborator(
            application_id=application.id,
            person_id=person_id,
            part=part,
            added_at=clock.now(),
            added_by="Fatima",
        )
    )
    session.flush()


def test_remarks_are_written_and_settled_on_a_part(client, draft):
    address = f"{page(draft, 'need')}/kommentar"
    assert client.post(address, data={"text": ""}).status_code == 422
    refused = client.post(address, data={"text": "Anna 811228-9874"})
    assert refused.value("text") == "Anna 811228-9874"
    client.post(address, data={"text": "Räcker det?"})
    shown = client.get(page(draft, "need"))
    assert "Räcker det?" in shown.words
    assert "1 kommentar" in shown.words

    settle = f"/ansokningar/{draft.id}/kommentar/1/klar"
    assert client.post(settle).location.endswith(page(draft, "need"))
    assert "Klara kommentarer" in client.get(page(draft, "need")).words
    client.post(f"{page(draft, 'files')}/kommentar", data={"text": "a"})
    client.post(f"{page(draft, 'files')}/kommentar", data={"text": "Vilket intyg?"})
    assert "2 kommentarer" in client.get(page(draft, "need")).words
    assert client.post(f"/ansokningar/{draft.id}/kommentar/2/klar").location.endswith("bilagor")


def upload(client, draft, *names, title=""):
    files = [(io.BytesIO(PDF), name) for name in names]
    return client.post(
        f"/ansokningar/{draft.id}/bilagor",
        data={"file": files, "title": title},
        content_type="multipart/form-data",
    )


def test_attachments_are_added_read_and_taken_off(client, draft):
    address = f"/ansokningar/{draft.id}/bilagor"
    assert "Inga bilagor ännu." in client.get(address).words
    assert upload(client, draft, "avsikt.pdf", title="Avsiktsförklaring").status_code == 303
    assert upload(client, draft, "a.pdf", "b.pdf").status_code == 303
    assert "Avsiktsförklaring" in client.get(address).words
    assert "3 bilagor" in client.get(address).words

    assert client.get(f"{address}/1").data == PDF
    assert "följer inte längre" in client.get(f"{address}/1/ta-bort").words
    assert client.post(f"{address}/1/ta-bort").status_code == 303
    assert client.get(f"{address}/1").status_code == 404


def test_one_bad_file_keeps_all_of_them_out(client, draft):
    answer = upload(client, draft, "a.pdf", "program.exe")

    assert answer.status_code == 422
    assert "program.exe kan inte tas emot" in answer.words
    assert "Inga bilagor ännu." in answer.words
    assert upload(client, draft).status_code == 422


def test_attachments_of_what_has_been_sent_stay(client, db_session, writer, draft):
    upload(client, draft, "a.pdf")
    sent = create_application(db_session, state=ApplicationState.SUBMITTED, actor=writer)
    join(db_session, sent, writer.person_id, Part.SUBMIT)

    address = f"/ansokningar/{sent.id}/bilagor"
    assert "Lägg till bilagor" not in client.get(address).words
    assert client.get(f"{address}/1/ta-bort").status_code == 404
    assert upload(client, sent, "b.pdf").status_code == 422
