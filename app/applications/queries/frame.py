"""What the frame is counted from: decided, reserved, on the agenda (rule FRAME)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.applications.domain import PENDING, ApplicationState, Stage
from app.applications.domain.frame import FrameFacts, FrameYear, frame_years
from app.applications.domain.granting import GRANTING, Ruling
from app.applications.models import (
    Application,
    ApplicationDecision,
    AppliedYear,
    FundFrame,
    GrantLine,
)
from app.kernel import clock


def frames(session: Session) -> Sequence[FundFrame]:
    """Return the frames that have been decided, the latest year first."""
    return session.scalars(select(FundFrame).order_by(FundFrame.year.desc())).all()


def frame_of(session: Session, year: int) -> FundFrame | None:
    """Return the frame of a year, or None."""
    return session.get(FundFrame, year)


def room(
    session: Session, *, application: Application | None = None, ruling: Ruling | None = None
) -> list[FrameYear]:
    """Return the room this year and the next three, with what a ruling would take (rule FRAME).

    An ``application`` that is on an agenda is counted by its proposal there; ``ruling`` is what
    its page is about to say.
    """
    facts = frame_facts(session, application=application, ruling=ruling)
    years = set(ruling.by_year) if ruling else set()
    return frame_years(facts, first=clock.today().year, years=years)


def frame_facts(
    session: Session, *, application: Application | None = None, ruling: Ruling | None = None
) -> FrameFacts:
    """Return the sums, in four statements however many applications there are.

    A fifth asks for what is reserved for the application on the page.
    """
    reserved = _reserved(session)
    here = application is not None and application.state in PENDING and ruling is not None
    reserved_here = here and application is not None and application.reserved
    return FrameFacts(
        frames={one.year: one.ore for one in frames(session)},
        decided=_sums(session, _granted().where(ApplicationDecision.record_id.is_not(None))),
        reserved=reserved[False],
        reserved_on_agenda=reserved[True],
        on_agenda=_sums(session, _proposed()),
        here=ruling.by_year if here and ruling else {},
        here_reserved=_sums(session, _applied().where(Application.id == application.id))
        if reserved_here and application
        else {},
    )


def _reserved(session: Session) -> dict[bool, dict[int, int]]:
    """Return what is reserved by year, for what is on an agenda (True) and for other pending."""
    on_agenda = Application.state == ApplicationState.ON_AGENDA
    rows = session.execute(
        _applied()
        .add_columns(on_agenda)
        .where(Application.state.in_([*PENDING, ApplicationState.ON_AGENDA]))
        .group_by(on_agenda)
    )
    found: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for year, ore, listed in rows:
        if ore:
            found[bool(listed)][year] = int(ore)
    return found


def _sums(session: Session, statement: Select[*tuple[Any, ...]]) -> dict[int, int]:
    return {year: int(ore) for year, ore in session.execute(statement) if ore}


def _granted() -> Select[*tuple[Any, ...]]:
    return (
        select(GrantLine.year, func.sum(GrantLine.ore))
        .join(ApplicationDecision, ApplicationDecision.id == GrantLine.decision_id)
        .where(ApplicationDecision.kind.in_(GRANTING))
        .group_by(GrantLine.year)
    )


def _applied() -> Select[*tuple[Any, ...]]:
    return (
        select(AppliedYear.year, func.sum(AppliedYear.ore))
        .join(Application, Application.id == AppliedYear.application_id)
        .where(Application.reserved.is_(True))
        .group_by(AppliedYear.year)
    )


def _proposed() -> Select[*tuple[Any, ...]]:
    """The proposals on agendas: of each application the one of its latest round."""
    latest = (
        select(func.max(ApplicationDecision.round))
        .where(ApplicationDecision.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    return (
        _granted()
        .join(Application, Application.id == ApplicationDecision.application_id)
        .where(
            Application.state == ApplicationState.ON_AGENDA,
            ApplicationDecision.stage == Stage.PROPOSAL,
            ApplicationDecision.round == latest,
        )
    )
