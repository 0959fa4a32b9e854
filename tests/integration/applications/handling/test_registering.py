"""What the office does with an application: register, dismiss, reserve, overrule."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications.domain import ApplicationState, CompletionState, Outcome
from app.applications.queries.handling import (
    waiting,
    waiting_of,
)
from app.applications.queries.whole import events, handled
from app.applications.services import handling
from app.kernel import history
from app.kernel.errors import DomainError, NotFound
from app.registry import queries as registry
from app.registry.domain import CaseState, Direction
from tests.integration.applications.handling import DUE, code

S = ApplicationState


class TestRegister:
    def test_rule_o1_it_is_taken_up_and_somebody_is_responsible(
        self, db_session, make, office_actor
    ):
        found = make()
        handling.register(db_session, actor=office_actor, application_id=found.id)

        assert found.state is S.REGISTERED
        assert found.case.responsible_id == office_actor.person_id
        assert history.changes(db_session, found)[-1].event == "register"

    def test_the_one_who_is_responsible_already_stays(self, db_session, make, office_actor, world):
        found = make()
        found.case.responsible_id = world.director.person_id
        handling.register(db_session, actor=office_actor, application_id=found.id)
        assert found.case.responsible_id == world.director.person_id

    def test_it_waits_for_the_completion(self, db_session, make, office_actor, ask):
        found = make()
        ask(found)
        with pytest.raises(DomainError) as refusal:
            handling.register(db_session, actor=office_actor, application_id=found.id)
        assert refusal.value.details["reasons"] == ["application.completion_open"]
        assert found.state is S.SUBMITTED

    def test_an_unknown_one_is_not_found(self, db_session, office_actor):
        with pytest.raises(NotFound):
            handling.register(db_session, actor=office_actor, application_id=99)


class TestDismiss:
    def test_rule_o7_the_reason_is_registered_and_the_applicant_is_told(
        self, db_session, make, office_actor, outbox
    ):
        found = make(S.REGISTERED, reserved=True)
        handling.dismiss(
            db_session, actor=office_actor, application_id=found.id, reason=" Dubblett. "
        )

        assert (found.state, found.reserved) == (S.DISMISSED, False)
        assert found.case.state is CaseState.CLOSED
        record = registry.records(db_session, found.case_id)[-1]
        assert record.content == "Besked om att ansökan är avskriven: Dubblett."
        assert record.direction is Direction.OUT
        (mail,) = outbox()
        assert mail.recipient == "fatima@medlefors.example"
        assert "Skäl: Dubblett." in mail.body

    def test_a_request_that_waited_is_taken_back(self, db_session, make, office_actor, ask):
        found = make()
        made = ask(found)
        handling.dismiss(
            db_session, actor=office_actor, application_id=found.id, reason="Dubblett."
        )
        assert made.state is CompletionState.WITHDRAWN

    def test_a_case_that_is_closed_already_is_left_alone(self, db_session, make, office_actor):
        found = make()
        found.case.state = CaseState.CLOSED
        handling.dismiss(
            db_session, actor=office_actor, application_id=found.id, reason="Dubblett."
        )
        assert found.case.state is CaseState.CLOSED

    def test_there_is_a_reason(self, db_session, make, office_actor):
        with pytest.raises(DomainError) as refusal:
            handling.dismiss(db_session, actor=office_actor, application_id=make().id, reason=" ")
        assert (code(refusal), refusal.value.field) == ("application.reason_missing", "reason")

    def test_what_lies_before_the_board_is_not_dismissed(self, db_session, make, office_actor):
        found = make(S.ON_AGENDA)
        with pytest.raises(DomainError) as refusal:
            handling.dismiss(db_session, actor=office_actor, application_id=found.id, reason="Nej.")
        assert code(refusal) == "transition.not_allowed"


class TestReserve:
    def test_rule_frame_it_counts_as_reserved_until_it_is_let_go(
        self, db_session, make, office_actor
    ):
        found = make(S.IN_PREPARATION)
        for reserved in (True, True, False):
            handling.set_reserved(
                db_session, actor=office_actor, application_id=found.id, reserved=reserved
            )
            assert found.reserved is reserved
        said = [one.sentence for one in events(db_session, found.id)]
        assert len([one for one in said if "i ramen" in one]) == 2

    @pytest.mark.parametrize("state", [S.DECIDED, S.CLOSED, S.DISMISSED, S.WITHDRAWN])
    def test_what_is_settled_reserves_nothing(self, db_session, make, office_actor, state):
        found = make(state)
        with pytest.raises(DomainError) as refusal:
            handling.set_reserved(
                db_session, actor=office_actor, application_id=found.id, reserved=True
            )
        assert code(refusal) == "application.not_pending"


class TestOverrideParties:
    @pytest.mark.parametrize("state", [S.DRAFT, S.SUBMITTED])
    def test_rule_f5_the_office_lets_one_slag_of_parties_through(
        self, db_session, make, office_actor, state
    ):
        found = make(state)
        handling.override_parties(
            db_session, actor=office_actor, application_id=found.id, reason="Förstudie. "
        )
        assert found.parties_override == "Förstudie."
        assert "godtog" in events(db_session, found.id)[0].sentence

    def test_rule_f5_there_is_a_reason(self, db_session, make, office_actor):
        with pytest.raises(DomainError) as refusal:
            handling.override_parties(
                db_session, actor=office_actor, application_id=make().id, reason=""
            )
        assert (code(refusal), refusal.value.field) == ("application.reason_missing", "reason")

    def test_rule_f5_not_when_it_is_decided(self, db_session, make, office_actor):
        with pytest.raises(DomainError) as refusal:
            handling.override_parties(
                db_session, actor=office_actor, application_id=make(S.DECIDED).id, reason="Nej."
            )
        assert code(refusal) == "application.not_pending"


class TestQuestions:
    def test_rule_o1_what_waits_to_be_registered_has_its_day(self, db_session, make):
        make(S.DRAFT)
        make(S.REGISTERED)
        found = make()
        assert [
            (row.application_id, row.submitted_on, row.number) for row in waiting(db_session)
        ] == [(found.id, date(2017, 2, 15), None)]

    def test_the_requests_of_one_s_own_applications(self, db_session, make, ask, fatima, world):
        found = make()
        ask(found)
        mine = waiting_of(db_session, fatima.person_id)
        assert [(row.application_id, row.due_on) for row in mine] == [(found.id, DUE)]
        assert waiting_of(db_session, world.director.person_id) == []

    def test_how_far_the_handling_has_come(self, db_session, make, office_actor):
        assert handled(db_session, make(S.DRAFT)).taken == {}
        decided = handled(db_session, make(S.DECIDED, outcome=Outcome.REJECTED))
        assert decided.board_on is None
        assert (decided.proposal_made, decided.letter_sent) == (False, False)
        found = make()
        handling.register(db_session, actor=office_actor, application_id=found.id)
        assert list(handled(db_session, found).taken.values()) == [date(2017, 2, 15)] * 2

    def test_events_of_other_applications_are_not_mixed_in(
        self, db_session, make, ask, office_actor
    ):
        other, found = make(), make()
        ask(other)
        handling.register(db_session, actor=office_actor, application_id=found.id)
        assert [one.sentence for one in events(db_session, found.id)] == ["registrerade ansökan"]
