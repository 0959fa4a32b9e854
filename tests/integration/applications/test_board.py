"""An application and the board: agenda, minutes, attested § (rules DEC, PART, A5)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.applications.domain import ApplicationState, DecisionKind, Outcome
from app.applications.models import Application, RecordedDecision
from app.applications.queries import deciding as queries
from app.applications.services import deciding, proposing
from app.kernel.errors import DomainError, EditConflict
from app.meetings import queries as meeting_queries
from app.minutes import services as minutes
from app.registry import services as registry
from app.registry.domain import DecisionRecorded, Direction
from tests.factories import board, cycle
from tests.factories.applications import full_answers
from tests.factories.meetings import create_meeting
from tests.factories.people import create_world

GRANTED = (
    "bevilja Medlefors folkhögskola medfinansiering med högst 600\xa0000\xa0kr för insatsen Vägen "
    "vidare under perioden 2017–2020, fördelat med 150\xa0000\xa0kr 2017, 150\xa0000\xa0kr 2018, "
    "150\xa0000\xa0kr 2019 och 150\xa0000\xa0kr 2020"
)


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


@pytest.fixture
def application(db_session, world):
    return board.ready(db_session, world)


def test_one_click_puts_the_case_with_clauses_and_papers_on_the_agenda(
    db_session, world, application
):
    meeting = board.placed(db_session, world, application)
    item = meeting_queries.item_about(
        db_session, meeting_id=meeting.id, case_id=application.case_id
    )
    assert application.state is ApplicationState.ON_AGENDA
    assert [clause.text for clause in item.clauses] == [GRANTED]
    assert item.heading == "Ansökan om medfinansiering, Vägen vidare"
    papers = meeting_queries.annexes(db_session, meeting.id)
    assert [paper.title for paper in papers if paper.item_id == item.id] == [
        "Ansökan, Vägen vidare"
    ]
    assert queries.proposal(db_session, application.id).meeting_on == meeting.held_on
    (stands,) = proposing.standing_on(db_session, application)
    assert stands.meeting_id == meeting.id


def test_putting_it_there_again_writes_the_same_item_anew(db_session, world, application):
    meeting = board.placed(db_session, world, application)
    board.propose(db_session, world, application, DecisionKind.GRANT_IN_PART, amounts=board.HALF)
    board.placed(db_session, world, application, meeting)
    rows = [i for i in meeting_queries.agenda(db_session, meeting.id) if i.case_id]
    assert len(rows) == 1
    assert rows[0].clauses[0].endswith("och i övrigt avslå den")
    assert len(rows[0].annexes) == 1


def test_without_a_proposal_nothing_comes_on_the_agenda(db_session, world, application):
    meeting = create_meeting(db_session, world)
    with pytest.raises(DomainError) as refusal:
        proposing.put_on_agenda(
            db_session,
            actor=cycle.office(world),
            application_id=application.id,
            meeting_id=meeting.id,
        )
    assert refusal.value.details["reasons"] == ["application.no_proposal"]
    assert application.state is ApplicationState.READY_FOR_BOARD


def test_a_meeting_that_has_begun_takes_no_more_cases(db_session, world, application):
    meeting = create_meeting(db_session, world)
    board.propose(db_session, world, application)
    board.opened(db_session, world, meeting)
    with pytest.raises(DomainError, match=r"board\.no_such_meeting"):
        board.placed(db_session, world, application, meeting)


def test_what_is_not_on_an_agenda_cannot_be_taken_off_or_decided(db_session, world, application):
    with pytest.raises(DomainError, match=r"board\.not_on_agenda"):
        proposing.take_off_agenda(
            db_session, actor=cycle.office(world), application_id=application.id
        )
    with pytest.raises(DomainError, match=r"board\.not_on_agenda"):
        board.state(db_session, world, application)


def test_a_draft_gets_no_proposal(db_session, world):
    draft = board.ready(db_session, world, state=ApplicationState.DRAFT)
    with pytest.raises(DomainError, match=r"board\.no_proposal_now"):
        board.propose(db_session, world, draft)


def test_the_stated_decision_is_worded_in_the_open_paragraph(db_session, world, application):
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    stated = board.state(
        db_session, world, application, DecisionKind.GRANT_IN_PART, amounts=board.HALF
    )
    assert (stated.worded, stated.applied) == (1, False)
    (clause,) = board.clauses_of(db_session, meeting, application.case_id)
    assert "till en del, med högst 300\xa0000\xa0kr" in clause
    assert application.state is ApplicationState.ON_AGENDA


def test_rule_dec_only_the_last_signature_decides(db_session, world, application):
    """Rule DEC: stated, read, closed, frozen and half signed is not decided."""
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    board.state(db_session, world, application)
    assert application.state is ApplicationState.ON_AGENDA
    board.attested(db_session, world, meeting)
    assert application.state is ApplicationState.DECIDED
    assert application.outcome is Outcome.GRANTED
    assert application.granted_ore == application.applied_ore == 60_000_000
    assert application.decided_on == meeting.held_on
    assert application.paragraph_label.startswith("§ ")
    row = queries.latest_in_effect(db_session, application.id)
    assert row.record_id == application.decision_record_id


def test_rule_dec_frozen_minutes_without_every_signature_decide_nothing(
    db_session, world, application
):
    """Rule DEC."""
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    board.state(db_session, world, application)
    cycle.read_every_decision(db_session, world, meeting)
    minutes.close_meeting(
        db_session, actor=cycle.office(world), meeting=meeting, closed_at=cycle.time(14)
    )
    version = minutes.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    for user in cycle.signers(world)[:-1]:
        cycle.sign(db_session, meeting, version, user)
    assert application.state is ApplicationState.ON_AGENDA
    cycle.sign(db_session, meeting, version, cycle.signers(world)[-1])
    assert application.state is ApplicationState.DECIDED


def test_rule_dec_the_database_refuses_an_outcome_without_an_attested_paragraph(
    db_session, world, application
):
    """Rule DEC: around the service, by SQL, with a record of the case that is no decision."""
    made = registry.register_record(
        db_session,
        actor=None,
        case_id=application.case_id,
        direction=Direction.INTERNAL,
        dated=date(2017, 2, 15),
        counterpart="",
        content="En anteckning",
    )
    db_session.flush()
    statement = text(
        "UPDATE application SET state = 'decided', outcome = 'granted', "
        "granted_ore = applied_ore, decided_on = '2017-02-15', decision_record_id = :record "
        "WHERE id = :id"
    )
    with pytest.raises(IntegrityError):
        db_session.execute(statement, {"record": made.id, "id": application.id})


def test_rule_dec_what_came_back_from_the_minutes_is_never_changed(db_session, world, application):
    """Rule DEC."""
    board.decided(db_session, world, application=application)
    with pytest.raises(DBAPIError):
        db_session.execute(text("UPDATE recorded_decision SET paragraph_label = '§ 1'"))


def test_a_paragraph_without_a_stated_decision_waits_for_the_office(db_session, world, application):
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    board.attested(db_session, world, meeting)
    assert application.state is ApplicationState.ON_AGENDA
    waiting = queries.waiting_paragraph(db_session, application)
    assert waiting.clauses == [GRANTED]
    stated = board.state(db_session, world, application)
    assert stated.applied
    assert application.state is ApplicationState.DECIDED
    assert application.decision_record_id == waiting.record_id
    assert queries.waiting_paragraph(db_session, application) is None


def test_a_paragraph_worded_otherwise_than_stated_waits_for_the_office(
    db_session, world, application
):
    """Rule DEC: the § decides, not the form."""
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    board.state(db_session, world, application)
    row = next(
        one
        for one in cycle.facts(db_session, meeting).paragraphs
        if one.case_id == application.case_id
    )
    minutes.save_paragraph(
        db_session,
        actor=cycle.office(world),
        meeting=meeting,
        paragraph_id=row.id,
        version=row.version,
        heading=row.heading,
        clauses=["avslå ansökan med motiveringen att medel saknas"],
        confirmed=True,
    )
    board.attested(db_session, world, meeting)
    assert application.state is ApplicationState.ON_AGENDA
    stated = board.state(
        db_session, world, application, DecisionKind.REJECT, reasons="Medel saknas."
    )
    assert stated.applied
    assert application.outcome is Outcome.REJECTED


def test_the_same_paragraph_twice_changes_nothing(db_session, world, application):
    board.decided(db_session, world, application=application)
    row = db_session.scalars(select(RecordedDecision)).one()
    version = application.version_id
    came = DecisionRecorded(
        row.case_id, row.record_id, row.meeting_on, row.body_name, row.paragraph_label, ("avslå",)
    )
    deciding.record(db_session, None, came)
    db_session.flush()
    assert db_session.scalars(select(RecordedDecision)).one() is row
    assert application.version_id == version


def test_a_paragraph_about_a_case_without_application_is_left_alone(db_session, world):
    case = registry.open_case(db_session, actor=None, heading="Något annat")
    db_session.flush()
    registry.record_decision(
        db_session,
        actor=None,
        case_id=case.id,
        meeting_on=date(2017, 2, 15),
        body_name="Styrelsen",
        paragraph_label="§ 1",
        clauses=("anteckna informationen",),
    )
    registry.matter_lost(db_session, None, case.id)
    assert db_session.scalars(select(RecordedDecision)).all() == []


def test_a_paragraph_that_only_informs_about_a_prepared_case_decides_nothing(
    db_session, world, application
):
    """Rule DEC: the § of an earlier meeting is kept but belongs to no round."""
    registry.record_decision(
        db_session,
        actor=None,
        case_id=application.case_id,
        meeting_on=date(2017, 2, 15),
        body_name="Styrelsen",
        paragraph_label="§ 1",
        clauses=("anteckna informationen",),
    )
    assert application.state is ApplicationState.READY_FOR_BOARD
    assert db_session.scalars(select(RecordedDecision)).one().round is None
    board.placed(db_session, world, application)
    assert queries.waiting_paragraph(db_session, application) is None


def test_rule_part_granted_in_part_is_kept_by_line_and_year(db_session, world, application):
    """Rule PART."""
    board.decided(
        db_session, world, DecisionKind.GRANT_IN_PART, application=application, amounts=board.HALF
    )
    assert application.outcome is Outcome.GRANTED_IN_PART
    assert application.granted_ore == 30_000_000
    assert queries.granted_by_year(db_session, [application.id]) == dict.fromkeys(
        (2017, 2018, 2019, 2020), 7_500_000
    )


def test_rule_a5_a_rejection_without_reasons_is_refused(db_session, world, application):
    """Rule A5."""
    with pytest.raises(DomainError) as refusal:
        board.propose(db_session, world, application, DecisionKind.REJECT)
    assert refusal.value.field == "reasons"


def test_rule_a5_the_database_refuses_a_rejection_without_reasons(db_session, world, application):
    """Rule A5."""
    board.propose(db_session, world, application)
    with pytest.raises(IntegrityError):
        db_session.execute(text("UPDATE application_decision SET kind = 'reject'"))


def test_rule_f4_a_personnummer_in_the_reasons_is_stopped(db_session, world, application):
    """Rule F4."""
    with pytest.raises(DomainError) as refusal:
        board.propose(
            db_session, world, application, DecisionKind.REJECT, reasons="Se 19811218-9876."
        )
    assert (refusal.value.code, refusal.value.field) == ("grant.personal_number", "reasons")


def test_rule_f3_nothing_is_granted_without_a_purpose(db_session, world):
    """Rule F3."""
    answers = full_answers(purpose={"purposes": []})
    application = board.ready(db_session, world, answers=answers)
    with pytest.raises(DomainError, match=r"grant\.no_purpose"):
        board.propose(db_session, world, application)
    board.propose(db_session, world, application, DecisionKind.REJECT, reasons="Saknar ändamål.")


def test_referred_back_it_is_registered_and_the_next_round_begins_empty(
    db_session, world, application
):
    board.decided(
        db_session,
        world,
        DecisionKind.REFER_BACK,
        application=application,
        refer_to="till LSG för att förtydliga målgruppen",
    )
    assert application.state is ApplicationState.REGISTERED
    assert application.outcome is None
    assert queries.current_round(db_session, application.id) == 2
    assert queries.proposal(db_session, application.id) is None


def test_tabled_it_is_ready_with_the_same_proposal_and_can_be_decided_next_time(
    db_session, world, application, clock
):
    board.decided(
        db_session,
        world,
        DecisionKind.TABLE,
        application=application,
        table_to=date(2017, 4, 28),
    )
    assert application.state is ApplicationState.READY_FOR_BOARD
    again = queries.proposal(db_session, application.id)
    assert again.round == 2
    assert queries.ruling_of(again).total == 60_000_000
    clock.stop("2017-04-01T12:00")
    meeting = create_meeting(db_session, world, held_on=date(2017, 4, 28))
    board.opened(db_session, world, board.placed(db_session, world, application, meeting))
    board.state(db_session, world, application)
    board.attested(db_session, world, meeting)
    assert application.outcome is Outcome.GRANTED


def test_two_who_write_the_proposal_see_both_texts(db_session, world, application):
    board.propose(db_session, world, application)
    with pytest.raises(EditConflict) as conflict:
        proposing.save_proposal(
            db_session,
            actor=cycle.office(world),
            application_id=application.id,
            version=0,
            kind=DecisionKind.REJECT,
            reasons="Medel saknas.",
        )
    ((_, _, mine, theirs),) = conflict.value.fields
    assert "avslå" in mine
    assert "bevilja" in theirs
    kept = db_session.get(Application, application.id)
    assert kept.state is ApplicationState.READY_FOR_BOARD
