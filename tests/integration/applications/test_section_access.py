"""Who may write which part when: completion, paper, a login that lapsed, questions asked."""

from __future__ import annotations

import pytest

from app.applications import queries, services
from app.applications.domain import ApplicationState, Part
from app.applications.models import Collaborator, CompletionPoint, CompletionRequest
from app.devtools.seed_applications import VAGEN_VIDARE
from app.kernel import clock
from app.kernel.actor import Role
from tests.factories.applications import create_application


def page(application, key):
    return f"/ansokningar/{application.id}/del/{key}"


@pytest.fixture
def writer(client, sign_in):
    return sign_in(client, Role.APPLICANT)


@pytest.fixture
def asked(db_session, writer):
    """An application that is being prepared, with a request to complete the need and the files."""
    made = create_application(db_session, state=ApplicationState.REGISTERED, actor=writer)
    db_session.add(
        Collaborator(
            application_id=made.id,
            person_id=writer.person_id,
            part=Part.SUBMIT,
            added_at=clock.now(),
            added_by="Kansliet",
        )
    )
    request = CompletionRequest(
        application_id=made.id,
        number=1,
        before_number=1,
        due_on=clock.today(),
        sent_at=clock.now(),
        sent_by="Kansliet",
    )
    db_session.add(request)
    db_session.flush()
    for position, (key, text) in enumerate(
        [("need", "Beskriv hur många det gäller."), ("files", "Bifoga stadgarna.")]
    ):
        point = CompletionPoint(request_id=request.id, position=position, key=key, text=text)
        db_session.add(point)
    db_session.flush()
    return made


def test_a_part_that_is_asked_about_says_what_to_complete_and_can_be_saved(
    client, db_session, asked
):
    shown = client.get(page(asked, "need"))
    assert "Kansliet ber om en komplettering" in shown.words
    assert "Beskriv hur många det gäller." in shown.words
    assert "ska kompletteras" in shown.words

    typed = {**shown.form(page(asked, "need")), "need": "Det gäller 78 personer."}
    assert client.post(page(asked, "need"), data=typed).status_code == 303
    assert queries.answers(db_session, asked.id)["need"]["need"] == "Det gäller 78 personer."


def test_a_part_that_is_not_asked_about_is_locked(client, db_session, asked):
    shown = client.get(page(asked, "goals"))
    assert "ingår inte i begäran om komplettering" in shown.words
    assert "låst" in shown.words
    assert "Spara och fortsätt" not in shown.text

    answer = client.post(page(asked, "goals"), data={"goals-0-goal": "Annat", "version": "1"})
    assert answer.status_code == 422
    assert "kan inte ändras" in answer.words
    assert queries.answers(db_session, asked.id)["goals"] == VAGEN_VIDARE["goals"]


def test_attachments_that_are_asked_for_can_be_added(client, asked):
    shown = client.get(f"/ansokningar/{asked.id}/bilagor")

    assert "Bifoga stadgarna." in shown.words
    assert "Lägg till bilagor" in shown.words


def test_the_office_writes_what_came_on_paper(client, db_session, sign_in):
    office = sign_in(client, Role.ADMINISTRATOR)
    made = services.create_draft(db_session, actor=office, on_paper=True)
    db_session.flush()

    typed = {**client.get(page(made, "need")).form(page(made, "need")), "need": "Stöd"}
    assert client.post(page(made, "need"), data=typed).status_code == 303
    assert queries.answers(db_session, made.id)["need"] == {"need": "Stöd"}


def test_a_draft_of_an_applicant_is_not_the_offices(client, new_client, db_session, sign_in):
    made = services.create_draft(db_session, actor=sign_in(client, Role.APPLICANT))
    db_session.flush()
    office = new_client()
    sign_in(office, Role.DIRECTOR)

    assert office.get(page(made, "need")).status_code == 404
    assert office.post(page(made, "need"), data={"need": "Annat"}).status_code == 404


def test_what_was_written_is_kept_when_the_login_has_lapsed(
    client, new_client, db_session, sign_in
):
    made = services.create_draft(db_session, actor=sign_in(client, Role.APPLICANT))
    db_session.flush()

    answer = new_client().post(page(made, "need"), data={"need": "En lång text"})

    assert answer.status_code == 401
    assert answer.value("kept-need") == "En lång text"


def test_a_part_is_shown_with_as_many_questions_however_much_is_written(
    client, db_session, writer, counting
):
    empty = services.create_draft(db_session, actor=writer)
    full = services.create_draft(db_session, actor=writer)
    for key, content in VAGEN_VIDARE.items():
        services.save_section(
            db_session, actor=writer, application_id=full.id, key=key, version=0, content=content
        )
    client.get(page(full, "goals"))
    numbers = []
    for one in (empty, full):
        with counting() as statements:
            client.get(page(one, "goals"))
        numbers.append(len(statements))

    assert numbers[0] == numbers[1] <= 12
