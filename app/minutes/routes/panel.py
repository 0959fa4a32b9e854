"""What minutes show elsewhere: on the meeting's page, and in what a person has to do."""

from __future__ import annotations

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
from app.minutes.models import MinutesVersion
from app.minutes.policies import FREEZE_MINUTES, READ_MINUTES, TAKE_EXTRACTS
from app.minutes.queries import WaitingRow

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_WRITTEN = frozenset({MeetingState.MINUTES_DRAFTING, MeetingState.FROZEN, *ATTESTED})
_RULE = "14 dagar efter sammanträdet"


def minutes_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return the links to the minutes and what their attestation lacks."""
    if meeting.state not in _WRITTEN or not actor.may(READ_MINUTES, meeting):
        return Panel()
    version = queries.current_version(session, meeting.id)
    return Panel(
        heading="Protokoll",
        links=tuple(_links(meeting, version, actor)),
        lacks=tuple(_lacks(session, meeting, version)) if version else (),
        next_text=_next_text(version, actor) if version else "",
    )


def _links(meeting: Meeting, version: MinutesVersion | None, actor: Actor) -> list[PanelLink]:
    day = meeting.held_on
    draft = version is None
    found = [
        PanelLink(
            "Läs protokollet",
            url_for("minutes.read", day=day),
            state="Utkast" if draft else "Justerat" if meeting.state in ATTESTED else "Låst",
            kind="draft" if draft else "done" if meeting.state in ATTESTED else "locked",
        ),
        PanelLink("Protokollet som Word", url_for("minutes.word", day=day)),
    ]
    if version is not None:
        found.append(PanelLink("Justering", url_for("minutes.attestation", day=day)))
    elif actor.may(FREEZE_MINUTES, meeting):
        found.append(PanelLink("Lås protokollet", url_for("minutes.freeze", day=day)))
    if meeting.state in ATTESTED and actor.may(TAKE_EXTRACTS, meeting):
        found.append(PanelLink("Protokollsutdrag", url_for("minutes.extracts", day=day)))
    return found


def _lacks(session: Session, meeting: Meeting, version: MinutesVersion) -> list[PanelLack]:
    """Return who has not signed; red when the time is out (rule K7)."""
    if meeting.state is not MeetingState.FROZEN:
        return []
    signed = {one.person_id for one in version.attestations}
    late = _dates(association.charter(session), meeting.held_on).late(clock.today())
    return [
        PanelLack(
            f"{one.name} har inte justerat",
            url_for("minutes.attestation", day=meeting.held_on),
            "late" if late else "warning",
        )
        for one in version.signers
        if one.person_id not in signed
    ]


def _dates(charter: Charter, held_on: date) -> AttestationDates:
    return attestation_dates(
        held_on,
        within_days=charter.attestation_days,
        remind_after=charter.attestation_reminder_days,
    )


def _next_text(version: MinutesVersion, actor: Actor) -> str:
    signed = {one.person_id for one in version.attestations}
    wanted = {one.person_id for one in version.signers}
    if actor.person_id in wanted - signed:
        return "Protokollet väntar på din justering."
    return f"{len(signed)} av {len(wanted)} har justerat protokollet."


def minutes_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return what a person has to sign, and what the office has to see to (rule K7)."""
    found: list[Task] = []
    rows = queries.waiting_signatures(session)
    charter = association.charter(session) if rows else Charter()
    for row in rows:
        dates = _dates(charter, row.held_on)
        if row.person_id == actor.person_id:
            found.append(_sign(row, dates))
        elif actor.may(FREEZE_MINUTES) and today >= dates.remind_on:
            found.append(_remind(row, dates))
    return found


def _sign(row: WaitingRow, dates: AttestationDates) -> Task:
    return Task(
        f"Justera protokollet från den {long_date(row.held_on)}",
        url_for("minutes.attestation", day=row.held_on),
        dates.last_day,
        _RULE,
        mine=True,
    )


def _remind(row: WaitingRow, dates: AttestationDates) -> Task:
    return Task(
        f"{row.name} har inte justerat protokollet från den {long_date(row.held_on)}",
        url_for("minutes.attestation", day=row.held_on),
        dates.last_day,
        _RULE,
    )
