"""What the applicant is told after the board: the letter, the agreement, what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.applications.domain import Part
from app.applications.routes.applicant_tasks import applicant_tasks
from app.applications.services import agreeing, lettering
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from tests.factories import board, cycle
from tests.factories.applications import create_application
from tests.factories.people import create_world
from tests.integration.applications.applicant_acts import add_part, open_call


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session)


class TestTheDecision:
    @pytest.fixture
    def granted(self, db_session, world, fatima):
        return board.decided(
            db_session, world, application=board.ready(db_session, world, applicant=fatima)
        )

    def test_rule_dec_the_letter_is_read_when_it_has_been_sent(
        self, client, db_session, world, granted
    ):
        page = f"/ansokningar/{granted.id}"
        assert client.get(f"{page}/besked").status_code == 404
        assert "Beslutet skickas till er med e-post." in client.get(page).words

        lettering.send_letter(db_session, actor=cycle.office(world), application_id=granted.id)

        assert "Läs beslutet" in client.get(page).words
        letter = client.get(f"{page}/besked")
        assert letter.heading == "Beslutet om ansökan"
        assert "600 000 kr" in letter.words

    def test_the_agreement_is_read_when_it_has_been_offered(
        self, client, db_session, world, granted
    ):
        page = f"/ansokningar/{granted.id}/overenskommelse/las"
        actor = cycle.office(world)
        row = agreeing.begin_agreement(db_session, actor=actor, application_id=granted.id)
        assert client.get(page).status_code == 404

        row.our_signatory = "Maj Lindell, förbundschef"
        agreeing.offer_agreement(db_session, actor=actor, application_id=granted.id)

        shown = client.get(page)
        assert shown.heading == "Överenskommelse om Vägen vidare"
        assert "Väntar på underskrift" in shown.words
        own = client.get(f"/ansokningar/{granted.id}")
        assert "Läs överenskommelsen" in own.words
        assert 'class="tag tag-warning"' in own.text
        assert "Beviljat belopp 600 000 kr" in own.words
        assert "Låt underteckna överenskommelsen om Vägen vidare" in client.get("/oversikt").words


class TestToDo:
    def test_drafts_wait_until_their_last_day(self, app, db_session, applicant, fatima):
        call = open_call(db_session)
        create_application(db_session, applicant=fatima, call_id=call.id)
        create_application(db_session, applicant=fatima, answers={})
        others = create_application(db_session)
        add_part(db_session, others, fatima, Part.COMMENT)
        today = kernel_clock.today()
        with app.test_request_context():
            found = applicant_tasks(db_session, applicant, today)
            later = applicant_tasks(db_session, applicant, today + timedelta(days=90))
        assert [(one.text, one.due) for one in found] == [
            ("Skriv klart ansökan Vägen vidare", date(2017, 3, 31)),
            ("Skriv klart ansökan utan namn", None),
        ]
        assert [one.text for one in later] == ["Skriv klart ansökan utan namn"]

    def test_others_have_nothing_of_the_kind(self, db_session, world):
        chair = world.actor(world.chair, Role.CHAIR)
        assert applicant_tasks(db_session, chair, kernel_clock.today()) == []
