"""What happens between the demonstration's meetings: decisions on delegation, wishes, times."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.delegation import services as delegation
from app.delegation.domain import DecisionKind
from app.devtools.demo.days import at, workday
from app.devtools.demo.people import Cast
from app.meetings import queries, services
from app.meetings.domain import ItemDetails, ItemKind, MeetingState, WaitingReason
from app.meetings.models import Meeting

_AGO = timedelta(days=9)


def between_meetings(session: Session, cast: Cast, today: date) -> None:
    """Let decisions be made, matters be wished for, and an agenda be written by several."""
    _decide(session, cast, workday(today - _AGO))
    services.wait(
        session,
        actor=cast.director,
        body_id=cast.board.id,
        reason=WaitingReason.WISHED,
        kind=ItemKind.DECISION,
        heading="Insatser för föräldralediga som saknar arbete",
        background="Flera ledamöter har fått frågan från kommunernas socialtjänst.",
        told=f"Önskat av {cast.people['karin'].name}",
    )
    drafting = select(Meeting).where(Meeting.state == MeetingState.DRAFTING)
    for meeting in session.scalars(drafting.order_by(Meeting.held_on).limit(1)):
        _write(session, cast, meeting)


def _decide(session: Session, cast: Cast, day: date) -> None:
    with at(day):
        delegation.register_decision(
            session,
            actor=cast.director,
            kind=DecisionKind.DELEGATED,
            decided_on=day,
            decided_by_id=cast.director.person_id,
            heading="Hyra av lokal för föräldrakurs",
            background="Tre lokaler har jämförts. Den valda ligger närmast bussarna.",
            clauses=["hyra lokalen på Torggatan 8 till och med juni för högst 4 500 kr i månaden"],
            ground="Delegationsordningen punkt 3.2",
        )
        delegation.register_decision(
            session,
            actor=cast.director,
            kind=DecisionKind.URGENT,
            decided_on=day,
            decided_by_id=cast.people["ingrid"].id,
            heading="Yttrande över länets folkhälsoplan",
            clauses=["lämna yttrandet enligt kansliets förslag"],
            urgency="Yttrandet skulle lämnas före styrelsens nästa sammanträde.",
        )


def _write(session: Session, cast: Cast, meeting: Meeting) -> None:
    """Plan how long an item takes, let somebody else write it with the office, add an election."""
    own = next(row for row in queries.agenda(session, meeting.id) if row.annexes)
    services.edit_item(
        session,
        actor=cast.director,
        meeting=meeting,
        item_id=own.id,
        version=own.version,
        heading=own.heading,
        kind=own.kind,
        background=own.background,
        presenter=own.presenter,
        clauses=own.clauses,
        case_id=own.case_id,
        subordinate=own.subordinate,
        details=ItemDetails(planned_minutes=45),
    )
    services.set_authors(
        session,
        actor=cast.director,
        meeting=meeting,
        item_id=own.id,
        person_ids=[cast.people["mikael"].id],
    )
    services.add_item(
        session,
        actor=cast.director,
        meeting=meeting,
        heading="Val av ersättare i utvecklingsgruppen",
        kind=ItemKind.ELECTION,
        clauses=["välja två ersättare i utvecklingsgruppen"],
        details=ItemDetails(15, "ersättare i utvecklingsgruppen", 2, f"för {meeting.held_on.year}"),
    )
