"""What minutes show elsewhere: on the meeting's page, and in what a person has to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries as association
from app.association.domain import Charter
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.tasks import Task
from app.kernel.ui import long_date
from app.meetings.domain import MeetingState, Panel, PanelLack, PanelLink
from app.minutes import queries
from app.minutes.domain.freezing import AttestationDates, attestation_dates
from app.minutes.domain.terms import ATTESTED
from app.minutes.policies import (
    FREEZE_MINUTES,
    READ_MINUTES,
    TAKE_EXTRACTS,
    WRITE_MINUTES,
)
from app.minutes.queries import SigningRow, WaitingRow
from app.minutes.routes.immediate import immediate_tasks

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_WRITTEN = frozenset({MeetingState.MINUTES_DRAFTING, MeetingState.FROZEN, *ATTESTED})
_RULE = "14 dagar efter sammanträdet"


def minutes_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return the links to the minutes and what their attestation lacks."""
    if meeting.state is MeetingState.IN_SESSION:
        return _in_session(meeting, writes=actor.may(WRITE_MINUTES, meeting))
    if meeting.state not in _WRITTEN or not actor.may(READ_MINUTES, meeting):
        return Panel()
    frozen = meeting.state is MeetingState.FROZEN
    rows = queries.signing(session, meeting.id) if frozen else []
    return Panel(
        heading="Protokoll",
        links=tuple(_links(meeting, actor)),
        lacks=tuple(_lacks(session, meeting, rows)),
        next_text=_next_text(rows, actor) if frozen else "",
        next_label="Läs och justera protokollet" if _signs(rows, actor) else "",
    )


def _in_session(meeting: Meeting, *, writes: bool) -> Panel:
    """Return what is done in the room, and for everybody there the big screen."""
    wall = PanelLink("Storbildsvy", url_for("minutes.wall", day=meeting.held_on))
    heading = "Protokoll" if writes else "I rummet"
    return Panel(heading=heading, links=(*(_writing(meeting) if writes else ()), wall))


def _writing(meeting: Meeting) -> list[PanelLink]:
    day = meeting.held_on
    return [
        PanelLink("Mötesläge", url_for("minutes.room", day=day)),
        PanelLink("Närvaro", url_for("minutes.attendance", day=day)),
        PanelLink("Skriv protokollet", url_for("minutes.edit", day=day)),
    ]


_STATES = {
    MeetingState.MINUTES_DRAFTING: ("Utkast", "draft"),
    MeetingState.FROZEN: ("Låst", "locked"),
}


def _links(meeting: Meeting, actor: Actor) -> list[PanelLink]:
    day = meeting.held_on
    word, kind = _STATES.get(meeting.state, ("Justerat", "done"))
    found = [
        PanelLink("Läs protokollet", url_for("minutes.read", day=day), state=word, kind=kind),
        PanelLink("Protokollet som Word", url_for("minutes.word", day=day)),
    ]
    if meeting.state is not MeetingState.MINUTES_DRAFTING:
        found.append(PanelLink("Justering", url_for("signing.attestation", day=day)))
    elif actor.may(WRITE_MINUTES, meeting):
        found = [*_writing(meeting), *found]
    if meeting.state is MeetingState.MINUTES_DRAFTING and actor.may(FREEZE_MINUTES, meeting):
        found.append(PanelLink("Lås protokollet", url_for("minutes.freeze", day=day)))
    if meeting.state in ATTESTED and actor.may(TAKE_EXTRACTS, meeting):
        found.append(PanelLink("Protokollsutdrag", url_for("minutes.extracts", day=day)))
    return found


def _lacks(session: Session, meeting: Meeting, rows: Sequence[SigningRow]) -> list[PanelLack]:
    """Return who has not signed; red when the time is out (rule K7)."""
    waiting = [row for row in rows if not row.signed]
    if not waiting:
        return []
    late = _dates(association.charter(session), meeting.held_on).late(clock.today())
    href = url_for("signing.attestation", day=meeting.held_on)
    kind = "late" if late else "warning"
    return [PanelLack(f"{row.name} har inte justerat", href, kind) for row in waiting]


def _signs(rows: Sequence[SigningRow], actor: Actor) -> bool:
    """Say whether the signature of this very person is waited for."""
    return any(row.person_id == actor.person_id and not row.signed for row in rows)


def _next_text(rows: Sequence[SigningRow], actor: Actor) -> str:
    if _signs(rows, actor):
        return "Protokollet väntar på din justering."
    return f"{sum(row.signed for row in rows)} av {len(rows)} har justerat protokollet."


def _dates(charter: Charter, held_on: date) -> AttestationDates:
    return attestation_dates(
        held_on,
        within_days=charter.attestation_days,
        remind_after=charter.attestation_reminder_days,
    )


def minutes_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what a person has to sign, and what the office has to write and see to (rule K7)."""
    rows = queries.waiting_signatures(session)
    days = queries.unfinished(session) if actor.may(FREEZE_MINUTES) else ()
    charter = association.charter(session) if rows or days else Charter()
    found = [_write(day, _dates(charter, day)) for day in days]
    for row in rows:
        dates = _dates(charter, row.held_on)
        if row.number is not None:
            found += immediate_tasks(row, actor, charter)
        elif row.person_id == actor.person_id:
            found.append(_sign(row, dates))
        elif actor.may(FREEZE_MINUTES) and today >= dates.remind_on:
            found.append(_remind(row, dates))
    return found


def _write(held_on: date, dates: AttestationDates) -> Task:
    return Task(
        f"Skriv klart protokollet från den {long_date(held_on)}",
        url_for("minutes.edit", day=held_on),
        dates.last_day,
        f"ska vara justerat {_RULE}",
    )


def _sign(row: WaitingRow, dates: AttestationDates) -> Task:
    return Task(
        f"Justera protokollet från den {long_date(row.held_on)}",
        url_for("signing.attestation", day=row.held_on),
        dates.last_day,
        _RULE,
        mine=True,
    )


def _remind(row: WaitingRow, dates: AttestationDates) -> Task:
    return Task(
        f"{row.name} har inte justerat protokollet från den {long_date(row.held_on)}",
        url_for("signing.attestation", day=row.held_on),
        dates.last_day,
        _RULE,
    )
