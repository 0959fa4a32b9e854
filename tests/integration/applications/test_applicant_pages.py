"""The applicant's own page: where it is, what is planned, the one next step."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.applications import queries, services
from app.applications.domain import AgreementState, ApplicationState, Outcome, Stage
from app.applications.models import (
    Agreement,
    ApplicationDecision,
    DecisionLetter,
)
from app.kernel import clock as kernel_clock
from app.kernel.outbox import queue_mail
from tests.factories import board
from tests.factories.applications import create_application, full_answers
from tests.factories.meetings import create_meeting
from tests.integration.applications.applicant_acts import ask_for_completion, open_call


class TestOwnPage:
    def page(self, client, application):
        return client.get(f"/ansokningar/{application.id}")

    def test_a_draft_leads_on_to_the_first_thing_missing(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, answers=full_answers(need={"need": ""})
        )
        page = self.page(client, application)
        assert "Fortsätt skriva: Behov och analys" in page.words
        assert "Utkast" in page.words
        assert "Något saknas" in page.words

    def test_a_complete_draft_leads_to_sending(self, client, db_session, fatima):
        call = open_call(db_session)
        application = create_application(db_session, applicant=fatima, call_id=call.id)
        page = self.page(client, application)
        assert "Gå till inskickning" in page.words
        assert "fredag 31 mars 2017" in page.words

    def test_one_that_waits_says_what_is_planned(self, client, db_session, fatima, world):
        create_meeting(db_session, world, held_on=date(2017, 3, 24))
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.REGISTERED
        )
        page = self.page(client, application)
        assert "Ni behöver inte göra något nu." in page.words
        assert "Den väntas tas upp av styrelsen den 24 mars 2017." in page.words
        assert "24 mar" in page.words
        assert "Under beredning" in page.words

    def test_a_request_for_completion_is_the_next_step(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        ask_for_completion(db_session, application)
        page = self.page(client, application)
        assert "Se vad som ska kompletteras" in page.words
        assert "Behöver kompletteras" in page.words

    def test_rule_dec_the_applicant_sees_no_decision_before_the_paragraph_is_attested(
        self, client, db_session, fatima, world
    ):
        application = board.ready(db_session, world, applicant=fatima)
        board.placed(db_session, world, application)
        page = self.page(client, application)
        assert "Väntar på beslut" in page.words
        for word in ("evilja", "vslag", "vslå", "förslag"):
            assert word not in page.words

    @pytest.mark.parametrize(
        ("outcome", "words"),
        [
            (Outcome.GRANTED, "att bevilja er ansökan."),
            (Outcome.GRANTED_IN_PART, "att bevilja er ansökan till en del."),
            (Outcome.REJECTED, "att avslå er ansökan."),
        ],
    )
    def test_the_decision_is_told_when_it_is_made(self, client, db_session, fatima, outcome, words):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.DECIDED, outcome=outcome
        )
        page = self.page(client, application)
        assert words in page.words
        assert "§ 62" in page.words
        assert "Läs beslutet" not in page.words
        decision = db_session.scalars(
            select(ApplicationDecision).where(ApplicationDecision.stage == Stage.DECISION)
        ).one()
        (sent,) = queries.submissions(db_session, application.id)
        db_session.add(
            DecisionLetter(
                decision_id=decision.id,
                file_version_id=sent.file_version_id,
                sent_at=kernel_clock.now(),
            )
        )
        db_session.flush()
        assert "Läs beslutet" in self.page(client, application).words
        # What the factory keeps has no data to read from.
        assert client.get(f"/ansokningar/{application.id}/besked").status_code == 404

    def test_an_agreement_to_sign_is_the_next_step(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.DECIDED
        )
        db_session.add(
            Agreement(
                application_id=application.id, number=1, state=AgreementState.OFFERED, budget={}
            )
        )
        db_session.flush()
        page = self.page(client, application)
        assert "Läs överenskommelsen" in page.words
        address = f"/ansokningar/{application.id}/overenskommelse/las"
        assert client.get(address).status_code == 404

    def test_letters_are_shown_once_though_several_got_them(self, client, db_session, fatima):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        for name in ("Fatima", "Arvid"):
            queue_mail(
                db_session,
                recipient=f"{name}@medlefors.example",
                heading="Kvitto: ansökan 2017/0001",
                body=f"Hej {name}\n\nVi har tagit emot er ansökan.\n\nHälsningar\nX\n\n--\nY",
                subject_type="application",
                subject_id=application.id,
            )
        page = self.page(client, application)
        assert page.words.count("Kvitto: ansökan 2017/0001") == 1
        assert "Vi har tagit emot er ansökan." in page.words

    def test_the_statements_do_not_grow_with_what_has_happened(
        self, client, db_session, fatima, counting
    ):
        application = create_application(
            db_session, applicant=fatima, state=ApplicationState.SUBMITTED
        )
        address = f"/ansokningar/{application.id}"
        client.get(address)
        db_session.commit()
        with counting() as few:
            client.get(address)
        for number in range(5):
            queue_mail(
                db_session,
                recipient="x@y.example",
                heading=f"Brev {number}",
                body="Hej\n\nx\n\n--\n",
                subject_type="application",
                subject_id=application.id,
            )
            services.freeze(db_session, actor=None, application=application)
        db_session.commit()
        with counting() as many:
            client.get(address)
        assert len(many) == len(few) <= 24
