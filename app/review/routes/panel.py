"""What the round shows elsewhere: at a § while it is written, on the meeting's page, as tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from app.association import queries as association
from app.kernel.actor import Actor
from app.kernel.panels import PanelLink
from app.kernel.tasks import Task
from app.kernel.ui import long_date, moment
from app.meetings.domain import MeetingState, Panel, PanelLack
from app.meetings.models import Meeting
from app.minutes.domain import MinutesFacts, ParagraphFacts
from app.minutes.domain.freezing import attestation_dates
from app.minutes.domain.panels import PanelAct, ParagraphPanel
from app.minutes.policies import FREEZE_MINUTES
from app.review import queries

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
    """Return what came back and which attestations are late, for the office (rules K7, UNL)."""
    if not actor.may(FREEZE_MINUTES):
        return []
    charter = association.charter(session)
    late = {
        signer.meeting_on: attestation_dates(
            signer.meeting_on,
            within_days=charter.attestation_days,
            remind_after=charter.attestation_reminder_days,
        ).last_day
        for signer in queries.waiting(session)
        if signer.paragraph_id is None
    }
    back = [
        Task(
            f"Rätta protokollet från den {long_date(one.held_on)} och lås det igen",
            url_for("minutes.edit", day=one.held_on),
            rule=f"{one.name} skickade tillbaka det",
        )
        for one in queries.sent_back(session)
    ]
    return back + [_late(day, last) for day, last in late.items() if today > last]


def _late(held_on: date, last_day: date) -> Task:
    return Task(
        f"Justeringen av protokollet från den {long_date(held_on)} är försenad",
        url_for("review.newest", day=held_on),
        last_day,
        "14 dagar efter sammanträdet",
    )
