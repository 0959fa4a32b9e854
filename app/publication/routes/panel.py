"""What the notice board shows elsewhere: on the meeting's page, and in what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries as association
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.kernel.ui import long_date, short_date
from app.meetings.domain import MeetingState, Panel, PanelLack, PanelLink
from app.minutes.domain import listed, numbers
from app.minutes.domain.terms import ATTESTED
from app.publication import domain, queries
from app.publication.models import Posting
from app.publication.policies import POST_NOTICES, READ_POSTINGS

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_RULE = "andra dagen efter justeringen"


def notice_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return the notices of a meeting's minutes, and what is to be put up anew."""
    if meeting.state not in ATTESTED or not actor.may(READ_POSTINGS, meeting):
        return Panel()
    href = url_for("publication.board", day=meeting.held_on)
    postings = queries.postings_of(session, meeting.id)
    waiting = _waiting(session, meeting, postings) if actor.may(POST_NOTICES, meeting) else []
    return Panel(
        heading="Anslag",
        links=tuple(_link(one, href) for one in postings),
        lacks=tuple(
            PanelLack(f"Anslaget på {one.notice_board.name} måste sättas upp på nytt", href, "late")
            for one in postings
            if one.broken_at is not None and one.taken_down_at is None
        )
        + tuple(_lack(session, row, href) for row in waiting),
        next_text=_next_text(waiting),
    )


def _next_text(waiting: Sequence[queries.WaitingBoard]) -> str:
    if not any(row.paragraph_id is None for row in waiting):
        return ""
    names = listed(list(dict.fromkeys(row.board_name for row in waiting)))
    return f"Protokollet är justerat. Sätt upp anslaget på {names}."


def _waiting(
    session: Session, meeting: Meeting, postings: Sequence[Posting]
) -> list[queries.WaitingBoard]:
    """Return the boards that the notice of this meeting's minutes is not on yet (rule F7)."""
    alone = any(one.minutes_version.paragraph_id is not None for one in postings)
    if meeting.state is not MeetingState.ATTESTED and not alone:
        return []
    rows = queries.waiting_boards(session, clock.today())
    return [row for row in rows if row.held_on == meeting.held_on]


def _lack(session: Session, row: queries.WaitingBoard, href: str) -> PanelLack:
    late = clock.today() > domain.post_by(row.attested_on)
    what = "Anslaget" if row.number is None else f"Anslaget om {_label(session, row)}"
    text = f"{what} är inte uppsatt på {row.board_name}"
    return PanelLack(text, href, "late" if late else "missing")


def _label(session: Session, row: queries.WaitingBoard) -> str:
    """Return "§ 62", as the body calls its §§ of that year (rule NUM)."""
    pattern = association.charter(session).pattern_of(row.body_id, row.held_on.year)
    return numbers.label(pattern, row.number or 0, row.held_on.year)


def _link(posting: Posting, href: str) -> PanelLink:
    down = posting.taken_down_at is not None
    cut = posting.broken_at is not None
    return PanelLink(
        posting.notice_board.name,
        href,
        note=(f"{posting.paragraphs}. " if posting.minutes_version.paragraph_id else "")
        + f"Sista dag för överklagande {short_date(posting.last_day)}",
        state="Nedtaget" if down else "Avbrutet" if cut else "Anslaget",
        kind="done" if down else "late" if cut else "current",
    )


def notice_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what the office has to put up, put up anew or take down (rules K19, K20)."""
    if not actor.may(POST_NOTICES):
        return []
    found = [_put_up(session, row) for row in queries.waiting_boards(session, today)]
    for one in queries.still_up(session):
        href = url_for("publication.board", day=one.meeting_on)
        where = f"{one.notice_board.name} för protokollet från den {long_date(one.meeting_on)}"
        if one.broken_at is not None:
            found.append(
                Task(
                    f"Anslaget måste sättas upp på nytt på {where}",
                    href,
                    _day(one),
                    "överklagandetiden är bruten",
                )
            )
        elif not one.notice_board.digital and one.take_down_on <= today:
            found.append(Task(f"Ta ned anslaget på {where}", href, one.take_down_on))
    return found


def _day(posting: Posting) -> date | None:
    if posting.broken_at is None:
        return None
    return posting.broken_at.astimezone(clock.STOCKHOLM).date()


def _put_up(session: Session, row: queries.WaitingBoard) -> Task:
    due = domain.post_by(row.attested_on)
    what = "protokollet"
    if row.number is not None:
        what = f"den omedelbart justerade {_label(session, row)}"
    return Task(
        f"Sätt upp anslaget på {row.board_name} för {what} från den {long_date(row.held_on)}",
        url_for("publication.board", day=row.held_on),
        due,
        _RULE,
    )
