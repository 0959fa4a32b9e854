"""What the round shows elsewhere: at a § while it is written, on the meeting's page, as tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries as association
from app.association.domain import Charter
from app.kernel.actor import Actor
from app.kernel.panels import PanelLink
from app.kernel.tasks import Task
from app.kernel.ui import long_date, moment
from app.meetings.domain import MeetingState, Panel, PanelLack
from app.minutes.domain import MinutesFacts, ParagraphFacts, label
from app.minutes.domain.freezing import attestation_dates
from app.minutes.domain.panels import PanelAct, ParagraphPanel
from app.minutes.policies import FREEZE_MINUTES
from app.review import queries
from app.review.domain import WaitingSigner

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_SHOWN = frozenset({MeetingState.FROZEN, MeetingState.MINUTES_DRAFTING})


def comment_panel(
    session: Session, facts: MinutesFacts, paragraph: ParagraphFacts, _actor: Actor
) -> ParagraphPanel:
    """Return the comments that nobody has seen to, beside the § where it is written again."""
    if not paragraph.numbered:
        return ParagraphPanel()
    rows = [row for row in queries.comments_at(session, paragraph.id) if row.open]
    return ParagraphPanel(
        heading="Kommentarer",
        acts=tuple(
            PanelAct(
                row.text,
                f"{row.written_by}, {moment(row.written_at)}, version {row.version_number}",
                "Markera som åtgärdad",
                url_for("review.resolve", day=facts.held_on, comment_id=row.id),
            )
            for row in rows
        ),
    )


def review_panel(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return the way to the round, and for the office how many comments wait."""
    if meeting.state not in _SHOWN:
        return Panel()
    last = queries.round_of(session, meeting.id, actor.person_id)
    office = actor.may(FREEZE_MINUTES, meeting)
    if last is None or not (office or last.signs):
        return Panel()
    href = url_for("review.newest", day=meeting.held_on)
    word, kind = ("Pågår", "current") if last.open else ("Tillbaka hos sekreteraren", "warning")
    return Panel(
        heading="Granskning",
        links=(PanelLink("Granska och kommentera", href, state=word, kind=kind),),
        lacks=tuple(_lacks(last, href)) if office else (),
    )


def _lacks(last: queries.Round, href: str) -> Iterator[PanelLack]:
    if last.unresolved:
        words = "kommentar" if last.unresolved == 1 else "kommentarer"
        yield PanelLack(f"{last.unresolved} {words} är inte åtgärdade", href, "warning")


def review_tasks(session: Session, actor: Actor, today: date) -> list[Task]:
    """Return the §§ that a person is to attest at once, and what the office sees to (K7, UNL)."""
    waiting = queries.waiting(session)
    office = actor.may(FREEZE_MINUTES)
    charter = association.charter(session) if waiting else Charter()
    found = [
        _alone(one, charter)
        for one in waiting
        if one.paragraph_id is not None and one.person_id == actor.person_id
    ]
    if office:
        days = {one.meeting_on: _last_day(one, charter) for one in waiting if not one.paragraph_id}
        found += [_back(one) for one in queries.sent_back(session)]
        found += [_late(day, last) for day, last in days.items() if today > last]
    return found


def _last_day(one: WaitingSigner, charter: Charter) -> date:
    days, after = charter.attestation_days, charter.attestation_reminder_days
    return attestation_dates(one.meeting_on, within_days=days, remind_after=after).last_day


def _alone(one: WaitingSigner, charter: Charter) -> Task:
    year = one.meeting_on.year
    name = label(charter.pattern_of(one.body_id, year), one.number or 0, year)
    return Task(
        f"Justera {name} från den {long_date(one.meeting_on)} omedelbart",
        url_for("review.review", day=one.meeting_on, version_id=one.version_id),
        _last_day(one, charter),
        mine=True,
    )


def _back(one: queries.SentBack) -> Task:
    return Task(
        f"Rätta protokollet från den {long_date(one.held_on)} och lås det igen",
        url_for("minutes.edit", day=one.held_on),
        rule=f"{one.name} skickade tillbaka det",
    )


def _late(held_on: date, last_day: date) -> Task:
    return Task(
        f"Justeringen av protokollet från den {long_date(held_on)} är försenad",
        url_for("review.newest", day=held_on),
        last_day,
        "14 dagar efter sammanträdet",
    )
