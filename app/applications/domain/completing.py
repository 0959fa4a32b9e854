"""Asking for completion: what a request has to say, and when it is reminded of. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.applications.domain.form import sections
from app.applications.domain.states import PENDING, ApplicationState
from app.kernel.errors import DomainError
from app.kernel.workdays import is_day_off, next_working_day

FILES = "files"
"""The page of the attachments, which is no page of the form but can be asked about too."""

_FILES_TITLE = "Bilagor"
USUAL_TIME = timedelta(days=14)
REMIND_BEFORE = timedelta(days=3)
REMIND_AFTER = timedelta(days=2)
_LONGEST = 2_000  # characters of one point

COMPLETING = {
    "completion.not_now": (
        "Ansökan kan inte kompletteras i det här läget. Det går från att den är inskickad tills "
        "den ligger på styrelsens dagordning."
    ),
    "completion.already_open": (
        "En begäran om komplettering väntar redan på svar. Ta tillbaka den först, om du vill "
        "skriva en ny."
    ),
    "completion.no_points": (
        "Skriv vid minst en del vad som saknas och varför det behövs. Det är det som den sökande "
        "får läsa."
    ),
    "completion.unknown_section": "Ansökan har ingen sådan del. Ladda om sidan och försök igen.",
    "completion.twice": "Skriv det som gäller samma del i en och samma punkt.",
    "completion.too_long": "En punkt får ha högst {most} tecken. Dela upp den eller korta den.",
    "completion.due_past": (
        "Dagen {day} ger den sökande ingen tid. Välj en dag efter i dag, gärna två veckor fram."
    ),
    "completion.none_open": (
        "Ingen begäran om komplettering väntar på svar. Den kan ha besvarats eller tagits tillbaka."
    ),
    "completion.still_missing": (
        "Något saknas ännu i de delar som ska kompletteras. Se listan, och skicka sedan."
    ),
    "completion.nothing_changed": (
        "Ingenting är ändrat i de delar som ska kompletteras. Ändra där, eller kontakta kansliet "
        "om ansökan redan är som den ska vara."
    ),
    "completion.not_answered": "Kompletteringen har inte kommit ännu.",
}


class Reminder(StrEnum):
    """Which of the two reminders it is time for."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reminders look at in an open request; ``reminded_on`` is the latest one's day."""

    sent_on: date
    due_on: date
    reminded_on: date | None = None


def titles(form_version: int) -> dict[str, str]:
    """Return what can be asked about: the title of each page of the form, then the attachments."""
    return {one.key: one.title for one in sections(form_version)} | {FILES: _FILES_TITLE}


def suggested_due(today: date) -> date:
    """Return two weeks ahead, moved past days when nobody is at work."""
    day = today + USUAL_TIME
    return next_working_day(day) if is_day_off(day) else day


def check_request(
    *,
    form_version: int,
    state: ApplicationState,
    points: Sequence[tuple[str, str]],
    due_on: date,
    today: date,
) -> None:
    """Refuse a request that cannot be made now, or that does not say what to do by when.

    ``points`` are pairs of a page's key and what is missing there and why.

    Raises:
        DomainError: on ``points`` or ``due_on``, or ``completion.not_now``.
    """
    if state not in PENDING:
        raise DomainError("completion.not_now")
    if due_on <= today:
        raise DomainError("completion.due_past", field="due_on", day=due_on)
    _check_points(titles(form_version), points)


def _check_points(known: Mapping[str, str], points: Sequence[tuple[str, str]]) -> None:
    if not points or not all(text.strip() for _, text in points):
        raise DomainError("completion.no_points", field="points")
    keys = [key for key, _ in points]
    if not set(keys) <= known.keys():
        raise DomainError("completion.unknown_section", field="points")
    if len(set(keys)) < len(keys):
        raise DomainError("completion.twice", field="points")
    if any(len(text) > _LONGEST for _, text in points):
        raise DomainError("completion.too_long", field="points", most=_LONGEST)


def reminder_due(asked: Asked, today: date) -> Reminder | None:
    """Return the reminder to send today, each once: some days before the day, some days after.

    Nobody is reminded on the day that the request was sent.
    """
    if today <= asked.sent_on:
        return None
    if today >= asked.due_on + REMIND_AFTER:
        late_one_sent = asked.reminded_on is not None and asked.reminded_on > asked.due_on
        return None if late_one_sent else Reminder.AFTER
    near = asked.due_on - REMIND_BEFORE <= today <= asked.due_on
    return Reminder.BEFORE if near and asked.reminded_on is None else None


@dataclass(frozen=True, slots=True)
class Letter:
    """What the mails of a request say: points as (title of the page, text), and where to answer."""

    due_on: date
    points: Sequence[tuple[str, str]]
    message: str
    link: str


def lead_in(due_on: str) -> str:
    """Return the sentence that opens every request."""
    return (
        f"För att kunna bereda ansökan behöver vi att ni kompletterar följande senast den {due_on}."
    )


def request_text(letter: Letter) -> str:
    """Return the mail that asks, one point for each page of the form."""
    said = f"\n\n{letter.message}" if letter.message else ""
    return (
        f"{lead_in(letter.due_on.isoformat())}\n\n{_points(letter)}{said}\n\n"
        f"Ändra i de delarna och skicka kompletteringen här: {letter.link}\n\n"
        "Resten av ansökan är låst så länge. Begäran är också bifogad som Word-dokument."
    )


def reminder_text(letter: Letter, *, late: bool) -> str:
    """Return the mail that reminds, before the day or when it has passed."""
    day = letter.due_on.isoformat()
    opening = (
        f"Kompletteringen av er ansökan skulle ha kommit senast den {day}. Utan den kan ansökan "
        "inte beredas."
        if late
        else f"Kompletteringen av er ansökan ska vara hos oss senast den {day}."
    )
    return (
        f"{opening}\n\n{_points(letter)}\n\n"
        f"Ändra i de delarna och skicka kompletteringen här: {letter.link}\n\n"
        "Kontakta oss om ni behöver mer tid."
    )


def _points(letter: Letter) -> str:
    return "\n\n".join(f"{title}\n{text}" for title, text in letter.points)
