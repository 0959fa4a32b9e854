"""A year's plan: proposed after the last one, changed, adopted; what the year asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.association import queries as association
from app.documents.engine import Rendered
from app.documents.kinds import SAMMANTRADESPLAN
from app.documents.services import fill
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings_queries
from app.meetings import services as meetings
from app.meetings.domain import MeetingState
from app.planning import documents, queries
from app.planning.domain import DutyKind, PlanState, duties, proposed_days
from app.planning.models import DutyDone, MeetingPlan, PlannedMeeting

_note = history.Noting("planning")


@dataclass(frozen=True, slots=True)
class DayFacts:
    """When and where one meeting of a plan is to be."""

    held_on: date
    starts_at: time
    ends_at: time
    place: str


def propose(session: Session, *, actor: Actor | None, body_id: int, year: int) -> MeetingPlan:
    """Make a plan for a year from the meetings of the latest year before it.

    Meetings that are planned already in the year are taken in as they are, and take the place of
    what would have been proposed near them. Without an earlier year nothing is proposed.

    Raises:
        DomainError: ``plan.exists``.
    """
    if queries.plan(session, body_id=body_id, year=year) is not None:
        raise DomainError("plan.exists", year=year)
    plan = MeetingPlan(body_id=body_id, year=year, state=PlanState.PROPOSED)
    session.add(plan)
    try:
        session.flush()
    except IntegrityError as error:  # two people at the same moment
        raise DomainError("plan.exists", year=year) from error
    _take_in(session, plan)
    _propose_days(session, plan)
    session.flush()
    _note(session, actor, plan, "proposed", f"gjorde ett förslag till sammanträdesplan för {year}")
    return plan


def _take_in(session: Session, plan: MeetingPlan) -> None:
    for one in queries.held(session, body_id=plan.body_id, year=plan.year):
        if one.state is not MeetingState.CANCELLED:
            facts = (one.held_on, one.starts_at, one.ends_at, one.place)
            plan.days.append(_day(DayFacts(*facts), meeting_id=one.id))


def _propose_days(session: Session, plan: MeetingPlan) -> None:
    year = queries.last_before(session, body_id=plan.body_id, year=plan.year)
    if year is None:
        return
    earlier = {
        one.held_on: one
        for one in queries.held(session, body_id=plan.body_id, year=year)
        if one.state is not MeetingState.CANCELLED
    }
    planned = [day.held_on for day in plan.days]
    for day, before in proposed_days(earlier, plan.year, planned).items():
        one = earlier[before]
        plan.days.append(_day(DayFacts(day, one.starts_at, one.ends_at, one.place)))


def _day(facts: DayFacts, meeting_id: int | None = None) -> PlannedMeeting:
    return PlannedMeeting(
        held_on=facts.held_on,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        place=facts.place.strip(),
        meeting_id=meeting_id,
    )


def add_day(
    session: Session, *, actor: Actor | None, plan: MeetingPlan, facts: DayFacts
) -> PlannedMeeting:
    """Add a meeting to the plan; in an adopted plan it becomes a meeting at once.

    Raises:
        DomainError: on ``held_on``, ``ends_at`` or ``place``.
    """
    _check(plan, facts)
    made = _day(facts)
    plan.days.append(made)
    session.flush()
    if plan.state is PlanState.ADOPTED:
        _make_meeting(session, actor, plan, made)
    text = f"lade till sammanträdet {facts.held_on.isoformat()} i planen"
    _note(session, actor, plan, "day_added", text)
    return made


def edit_day(
    session: Session, *, actor: Actor | None, plan: MeetingPlan, day_id: int, facts: DayFacts
) -> None:
    """Change when and where a meeting of the plan is to be, until it has become a meeting.

    Raises:
        DomainError: ``plan.already_meeting``; on ``held_on``, ``ends_at`` or ``place``.
    """
    row = queries.planned(plan, day_id)
    if row.meeting_id is not None:
        raise DomainError("plan.already_meeting")
    _check(plan, facts, own_id=row.id)
    before = row.held_on
    row.held_on, row.starts_at, row.ends_at = facts.held_on, facts.starts_at, facts.ends_at
    row.place = facts.place.strip()
    session.flush()
    text = f"ändrade sammanträdet {before.isoformat()} i planen"
    _note(session, actor, plan, "day_edited", text, before=before.isoformat())


def remove_day(session: Session, *, actor: Actor | None, plan: MeetingPlan, day_id: int) -> None:
    """Take a meeting out of the plan, until it has become one.

    Raises:
        DomainError: ``plan.already_meeting``.
    """
    row = queries.planned(plan, day_id)
    if row.meeting_id is not None:
        raise DomainError("plan.already_meeting")
    plan.days.remove(row)
    session.flush()
    text = f"tog bort sammanträdet {row.held_on.isoformat()} ur planen"
    _note(session, actor, plan, "day_removed", text)


def _check(plan: MeetingPlan, facts: DayFacts, own_id: int | None = None) -> None:
    if facts.held_on.year != plan.year:
        raise DomainError("plan.wrong_year", field="held_on", year=plan.year)
    if any(day.held_on == facts.held_on and day.id != own_id for day in plan.days):
        raise DomainError("plan.day_taken", field="held_on")
    if facts.ends_at <= facts.starts_at:
        raise DomainError("plan.times", field="ends_at")
    if not facts.place.strip():
        raise DomainError("plan.no_place", field="place")


def adopt(session: Session, *, actor: Actor | None, plan: MeetingPlan) -> int:
    """Make meetings of the plan's days, and answer with how many were made.

    A day that already has a meeting of the body takes that one. Safe to run again.

    Raises:
        DomainError: ``plan.empty``.
    """
    if not plan.days:
        raise DomainError("plan.empty")
    made = sum(_make_meeting(session, actor, plan, day) for day in plan.days)
    if plan.state is not PlanState.ADOPTED:
        plan.state, plan.adopted_at = PlanState.ADOPTED, clock.now()
        session.flush()
        _note(session, actor, plan, "adopted", f"fastställde sammanträdesplanen för {plan.year}")
    return made


def _make_meeting(
    session: Session, actor: Actor | None, plan: MeetingPlan, day: PlannedMeeting
) -> bool:
    """Say whether a meeting had to be made for the day."""
    if day.meeting_id is not None:
        return False
    day.meeting_id = meetings_queries.meeting_that_day(
        session, body_id=plan.body_id, day=day.held_on
    )
    if day.meeting_id is not None:
        return False
    meeting = meetings.create_meeting(
        session,
        actor=actor,
        body_id=plan.body_id,
        held_on=day.held_on,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        place=day.place,
    )
    day.meeting_id = meeting.id
    session.flush()
    return True


def mark_duty(
    session: Session,
    *,
    actor: Actor | None,
    year: int,
    kind: DutyKind,
    done_on: date,
    reference: str,
) -> None:
    """Note that something the year asks for is done, and where it is written (rules F18, F20).

    Raises:
        DomainError: ``duty.future`` on ``done_on``, ``duty.no_reference`` on ``reference``.
    """
    if done_on > clock.today():
        raise DomainError("duty.future", field="done_on")
    if not reference.strip():
        raise DomainError("duty.no_reference", field="reference")
    row = queries.duty_row(session, year, kind)
    if row is None:
        row = DutyDone(year=year, kind=kind)
        session.add(row)
    row.done_on, row.reference = done_on, reference.strip()
    session.flush()
    _note(session, actor, row, "duty_done", f"noterade att det är gjort: {reference.strip()}")


def unmark_duty(session: Session, *, actor: Actor | None, year: int, kind: DutyKind) -> None:
    """Take back that something is done; no error when it is not."""
    row = queries.duty_row(session, year, kind)
    if row is None:
        return
    _note(session, actor, row, "duty_undone", "tog tillbaka en notering om att något är gjort")
    session.delete(row)
    session.flush()


def render_plan(session: Session, *, plan: MeetingPlan) -> Rendered:
    """Return the plan as a Word document, as it stands now."""
    head = association.get_association(session)
    context = documents.plan_context(
        plan,
        association.charter(session),
        head,
        duties(plan.year, queries.done(session, plan.year)),
        today=clock.today(),
    )
    return fill(SAMMANTRADESPLAN, context, documents.plan_properties(plan, head, clock.now()))
