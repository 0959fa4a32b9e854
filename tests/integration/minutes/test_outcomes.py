"""What becomes of a matter, and its way back to a meeting once the minutes are attested."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.applications.domain import ApplicationState, DecisionKind
from app.kernel import history
from app.kernel.errors import DomainError, NotFound
from app.meetings import services as meeting_services
from app.meetings.domain import ItemKind, WaitingReason
from app.meetings.models import WaitingMatter
from app.minutes import services
from app.minutes.domain import Outcome
from app.minutes.domain.outcomes import AT_ONCE_CLAUSE
from app.minutes.models import Adjournment, Paragraph
from app.minutes.services import outcomes
from app.registry import services as registry
from tests.factories import board, cycle
from tests.integration.minutes.outcome_help import Held

NEXT = date(2017, 2, 24)


@pytest.fixture
def held(db_session, world):
    return Held(db_session, world, cycle.drafted(db_session, world))


def waiting(session):
    return session.scalars(select(WaitingMatter).order_by(WaitingMatter.id)).all()


def test_tabling_until_a_meeting_writes_its_clause_and_its_day(held, world):
    meeting_services.create_meeting(
        held.session,
        actor=held.actor,
        body_id=world.board.id,
        held_on=NEXT,
        starts_at=time(9),
        ends_at=time(15),
        place="Norrsele",
    )
    held.do(services.set_outcome, outcome=Outcome.TABLED, until=NEXT, reason="behövs inte")

    row = held.row()
    assert (row.outcome, row.tabled_until, row.outcome_reason) == (Outcome.TABLED, NEXT, "")
    assert held.about("Förlängning").clauses == (
        "bordlägga ärendet till sammanträdet den 24 februari 2017",
    )
    assert "bordläggs" in history.events(held.session, row)[0].sentence

    held.do(services.set_outcome, outcome=Outcome.TABLED, until=date(2017, 3, 1))
    assert held.about("Förlängning").clauses == ("bordlägga ärendet till den 1 mars 2017",)


def test_deciding_after_all_brings_the_proposal_back_and_forgets_the_rest(held):
    held.do(services.set_outcome, outcome=Outcome.REFERRED_BACK, reason="för ny beredning")
    assert held.row().outcome_reason == "för ny beredning"
    held.do(services.set_outcome, outcome=Outcome.DECIDED)
    one = held.about("Förlängning")
    assert one.clauses == one.proposal
    assert (one.outcome, one.outcome_reason, one.tabled_until) == (Outcome.DECIDED, "", None)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"outcome": Outcome.REFERRED_BACK, "reason": " "}, "outcome.no_reason", "reason"),
        ({"outcome": Outcome.TABLED, "until": cycle.HELD}, "outcome.day_passed", "until"),
    ],
)
def test_an_outcome_that_lacks_something_is_refused(held, values, code, field):
    with pytest.raises(DomainError) as refused:
        held.do(services.set_outcome, **values)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_rule_f13_without_quorum_only_tabling_and_noting_are_taken(held):
    held.without_quorum()
    for outcome in set(Outcome) - {Outcome.NONE, Outcome.TABLED, Outcome.NOTED}:
        with pytest.raises(DomainError) as refused:
            held.do(services.set_outcome, outcome=outcome, reason="för ny beredning")
        assert refused.value.code == "outcome.no_quorum"
    held.do(services.set_outcome, outcome=Outcome.TABLED)
    assert held.row().outcome is Outcome.TABLED
    with pytest.raises(DomainError) as refused:
        held.do(services.attest_at_once)
    assert refused.value.code == "at_once.no_quorum"


def test_a_matter_that_is_taken_off_says_so_and_freezes_without_a_decision(held):
    held.do(services.set_outcome, outcome=Outcome.WITHDRAWN)
    assert held.about("Förlängning").clauses == ()
    version = services.freeze(held.session, actor=held.actor, meeting=held.meeting)
    frozen = next(
        row for row in version.file_version.data["paragrafer"] if "Förlängning" in row["rubrik"]
    )
    assert frozen["anteckningar"] == ["Ärendet utgår."]
    assert frozen["beslut"] == []


def test_what_was_tabled_waits_for_a_meeting_once_when_the_minutes_are_attested(held):
    held.do(services.set_outcome, outcome=Outcome.TABLED, until=NEXT)
    held.do(services.set_outcome, "Förstudie", outcome=Outcome.NOTED)
    services.freeze(held.session, actor=held.actor, meeting=held.meeting)
    assert waiting(held.session) == []
    held.attested()

    one = held.about("Förlängning")
    [matter] = waiting(held.session)
    assert matter.reason is WaitingReason.TABLED
    assert matter.kind is ItemKind.DECISION
    assert (matter.heading, matter.case_id) == (one.heading, one.case_id)
    assert tuple(matter.clauses) == one.proposal
    assert (matter.not_before, matter.source) == (NEXT, f"paragraph:{one.id}")
    assert matter.told == f"{one.label}, 18 november 2016"

    minutes = services.attested_minutes(held.session, held.meeting.id)
    outcomes.bring_back(held.session, None, minutes)
    assert waiting(held.session) == [matter]


def test_what_was_referred_back_waits_without_a_proposal(held):
    held.do(services.set_outcome, outcome=Outcome.REFERRED_BACK, reason="för ny beredning")
    held.attested()
    [matter] = waiting(held.session)
    assert (matter.reason, matter.clauses) == (WaitingReason.REFERRED_BACK, [])
    assert matter.not_before is None


@pytest.mark.parametrize(
    ("kind", "values", "outcome"),
    [
        (DecisionKind.TABLE, {"table_to": date(2017, 4, 28)}, Outcome.TABLED),
        (DecisionKind.REFER_BACK, {"refer_to": "för ny beredning"}, Outcome.REFERRED_BACK),
    ],
)
def test_an_application_that_is_put_off_comes_back_by_its_own_way_and_only_once(
    db_session, world, kind, values, outcome
):
    application = board.decided(db_session, world, kind, **values)
    about = select(Paragraph).where(Paragraph.case_id == application.case_id)
    row = db_session.scalars(about).one()
    assert (row.outcome, row.tabled_until) == (outcome, values.get("table_to"))
    assert application.state is not ApplicationState.ON_AGENDA
    assert waiting(db_session) == []


def test_an_application_put_off_in_the_minutes_waits_for_the_office_and_not_in_the_queue(
    db_session, world
):
    application = board.ready(db_session, world)
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    here = Held(db_session, world, meeting)
    one = next(p for p in here.facts.paragraphs if p.case_id == application.case_id)
    services.set_outcome(
        db_session, actor=here.actor, meeting=meeting, paragraph_id=one.id, outcome=Outcome.TABLED
    )
    board.attested(db_session, world, meeting)
    assert application.state is ApplicationState.ON_AGENDA
    assert waiting(db_session) == []
    board.state(db_session, world, application, DecisionKind.TABLE, table_to=date(2017, 4, 28))
    assert application.state is ApplicationState.READY_FOR_BOARD


def test_a_paragraph_without_a_case_comes_back_too(held):
    held.do(services.set_outcome, "Förstudie", outcome=Outcome.TABLED)
    held.attested()
    [matter] = waiting(held.session)
    assert (matter.heading, matter.case_id) == ("Förstudie om psykisk hälsa", None)


def test_words_that_come_through_the_register_set_the_outcome_too(held):
    case_id = held.about("Förlängning").case_id

    def say(*clauses):
        assert registry.decision_worded(held.session, held.actor, case_id, clauses) == [1]
        return held.about("Förlängning")

    one = say("bordlägga ärendet till sammanträdet den 24 februari 2017")
    assert (one.outcome, one.tabled_until) == (Outcome.TABLED, NEXT)
    held.do(services.attest_at_once)
    one = say("bevilja hela beloppet")
    assert (one.outcome, one.tabled_until) == (Outcome.DECIDED, None)
    assert one.clauses == ("bevilja hela beloppet", AT_ONCE_CLAUSE)


def test_the_database_itself_lets_only_what_is_tabled_wait(held):
    row = held.row()
    row.tabled_until = NEXT
    with pytest.raises(IntegrityError):
        held.session.flush()


# Closed doors and adjournments


def test_closed_doors_are_told_first_of_all(held):
    for closed in (True, True):
        held.do(services.set_closed_doors, closed=closed)
    assert held.row().behind_closed_doors
    version = services.freeze(held.session, actor=held.actor, meeting=held.meeting)
    frozen = next(
        row for row in version.file_version.data["paragrafer"] if "Förlängning" in row["rubrik"]
    )
    assert frozen["narvaro"][0] == "Ärendet behandlas inom stängda dörrar."
    events = [event.sentence for event in history.events(held.session, held.row())]
    assert events.count("angav att ärendet behandlas inom stängda dörrar") == 1


def test_doors_can_be_opened_again(held):
    held.do(services.set_closed_doors, closed=True)
    held.do(services.set_closed_doors, closed=False)
    assert not held.row().behind_closed_doors


def test_an_adjournment_is_told_at_its_paragraph_and_can_be_taken_out(held):
    made = held.do(services.adjourn, starts_at=time(11, 30), ends_at=time(12, 30))
    held.session.flush()
    assert [(b.starts_at, b.place) for b in held.facts.breaks] == [
        (time(11, 30), held.about("Förlängning").place)
    ]
    version = services.freeze(held.session, actor=held.actor, meeting=held.meeting)
    frozen = next(
        row for row in version.file_version.data["paragrafer"] if "Förlängning" in row["rubrik"]
    )
    assert "Sammanträdet ajourneras kl. 11.30–12.30." in frozen["narvaro"]
    with pytest.raises(DomainError):
        services.remove_adjournment(
            held.session, actor=held.actor, meeting=held.meeting, adjournment_id=made.id
        )
    services.unlock(held.session, actor=held.actor, meeting=held.meeting, reason="Fel tid")
    services.remove_adjournment(
        held.session, actor=held.actor, meeting=held.meeting, adjournment_id=made.id
    )
    assert held.facts.breaks == ()


@pytest.mark.parametrize(
    ("start", "end", "code", "field"),
    [
        (time(8), time(9), "break.before_opening", "starts_at"),
        (time(13), time(15), "break.after_closing", "ends_at"),
        (time(12), time(11), "break.backwards", "ends_at"),
        (time(10), time(10, 30), "break.overlaps", "starts_at"),
    ],
)
def test_an_adjournment_outside_the_meeting_or_told_twice_is_refused(held, start, end, code, field):
    held.do(services.adjourn, starts_at=time(10, 15), ends_at=time(10, 45))
    with pytest.raises(DomainError) as refused:
        held.do(services.adjourn, starts_at=start, ends_at=end)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_another_meetings_adjournment_is_not_found(held, world):
    other = Held(held.session, world, cycle.drafted(held.session, world, date(2016, 12, 9)))
    made = other.do(services.adjourn, starts_at=time(10), ends_at=time(11))
    held.session.flush()
    with pytest.raises(NotFound):
        services.remove_adjournment(
            held.session, actor=held.actor, meeting=held.meeting, adjournment_id=made.id
        )


def test_a_paragraph_with_an_adjournment_is_not_removed(held):
    held.do(services.adjourn, starts_at=time(10), ends_at=time(11))
    held.session.flush()
    with pytest.raises(DomainError) as refused:
        held.do(services.remove_paragraph)
    assert refused.value.code == "minutes.has_break"


def test_the_database_itself_refuses_an_adjournment_that_ends_before_it_begins(held):
    one = held.about("Förlängning")
    held.session.add(
        Adjournment(
            meeting_id=held.meeting.id, paragraph_id=one.id, starts_at=time(12), ends_at=time(11)
        )
    )
    with pytest.raises(IntegrityError):
        held.session.flush()
