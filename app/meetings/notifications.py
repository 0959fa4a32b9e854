"""The mails about a meeting, each with a calendar part that follows the same UID."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from icalendar import Event, vCalAddress, vText
from sqlalchemy.orm import Session

from app.kernel import clock
from app.kernel.calendars import new_calendar
from app.kernel.outbox import OutboxMessage, queue_mail
from app.meetings.domain import SummonsKind
from app.meetings.models import Meeting
from app.meetings.queries import Convenee

_SUMMONS = """Hej {name}

{opening}

{when}
{where}{link_line}{details}{changes}{convener}
{address}{reply}

Kallelsen är bifogad som Word-dokument. Öppna kalenderfilen i brevet för att lägga in \
sammanträdet i din kalender.

Med vänlig hälsning
{association}

--
{why}
"""

_CANCELLATION = """Hej {name}

{body}s sammanträde {when} är inställt.

Skäl: {reason}

Kalenderfilen i brevet tar bort sammanträdet ur din kalender.
{address}

Med vänlig hälsning
{association}

--
Du får det här brevet för att du har fått kallelsen till sammanträdet.
"""

_REMINDER = """Hej {name}

{heading} {when} finns att läsa. Du har inte öppnat den i Klubba än.
{address}

Har du redan läst dokumentet som kom med kallelsen behöver du inte göra något.

Med vänlig hälsning
{association}

--
Du får det här brevet för att du är kallad till sammanträdet. Det skickas bara en gång.
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """What all the mails of one sending have in common; ``link`` may be empty."""

    kind: SummonsKind
    association: str
    body: str
    organiser: str  # the e-mail address that answers go to
    link: str = ""
    context: Mapping[str, object] | None = None
    attachments: Sequence[dict[str, str]] = ()


def calendar(meeting: Meeting, letter: Letter, person: Convenee) -> str:
    """Return the iCalendar object for one recipient: REQUEST, or CANCEL for a cancelled meeting.

    The UID is the meeting's own through all versions; SEQUENCE grows with each (RFC 5546).
    """
    cancelled = letter.kind is SummonsKind.CANCELLATION
    made = new_calendar("sammantraden", "CANCEL" if cancelled else "REQUEST")
    made.add_component(_event(meeting, letter, person, cancelled=cancelled))
    return str(made.to_ical().decode())


def _event(meeting: Meeting, letter: Letter, person: Convenee, *, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", meeting.calendar_uid)
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", _local(meeting, start=True))
    event.add("dtend", _local(meeting, start=False))
    event.add("summary", f"{letter.body} sammanträder")
    event.add("location", meeting.place)
    if description := _description(meeting, letter):
        event.add("description", description)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if letter.link:
        event.add("url", letter.link)
    organiser = vCalAddress(f"mailto:{letter.organiser}")
    organiser.params["CN"] = vText(letter.association)
    event["organizer"] = organiser
    event.add("attendee", _attendee(person), encode=False)
    return event


def _local(meeting: Meeting, *, start: bool) -> datetime:
    clock_time = meeting.starts_at if start else meeting.ends_at
    return datetime.combine(meeting.held_on, clock_time, clock.STOCKHOLM)


def _attendee(person: Convenee) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{person.email}")
    attendee.params["CN"] = vText(person.name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT" if person.required else "OPT-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("TRUE")
    return attendee


def _description(meeting: Meeting, letter: Letter) -> str:
    parts = [meeting.details, meeting.digital_link, letter.link]
    return "\n\n".join(part for part in parts if part)


def send(
    session: Session,
    *,
    meeting: Meeting,
    letter: Letter,
    person: Convenee,
    summons_id: int,
    reply_link: str = "",
) -> OutboxMessage:
    """Put one person's mail in the outbox, with the document and the calendar part.

    ``reply_link`` is where the person answers; empty for those who are not asked.
    """
    cancelled = letter.kind is SummonsKind.CANCELLATION
    body = (
        _cancellation(meeting, letter, person)
        if cancelled
        else _text(meeting, letter, person, reply_link)
    )
    return queue_mail(
        session,
        recipient=person.email,
        heading=_heading(meeting, letter),
        body=body,
        subject_type="summons",
        subject_id=summons_id,
        attachments=letter.attachments,
        calendar=calendar(meeting, letter, person),
        calendar_method="CANCEL" if cancelled else "REQUEST",
    )


def _heading(meeting: Meeting, letter: Letter) -> str:
    day = meeting.held_on.isoformat()
    if letter.kind is SummonsKind.CANCELLATION:
        return f"Inställt: {letter.body}s sammanträde {day}"
    revised = "Reviderad kallelse" if letter.kind is SummonsKind.REVISED else "Kallelse"
    return f"{revised}: {letter.body}s sammanträde {day}"


def _text(meeting: Meeting, letter: Letter, person: Convenee, reply_link: str) -> str:
    context = letter.context or {}
    time = context.get("tid")
    facts: Mapping[str, str] = time if isinstance(time, Mapping) else {}
    revised = letter.kind is SummonsKind.REVISED
    opening = "Kallelsen är ändrad." if revised else "Du kallas till sammanträde."
    if not person.required:
        opening = "Du får kallelsen till sammanträdet."
    return _SUMMONS.format(
        name=person.name,
        opening=f"{opening} {letter.body} sammanträder",
        when=f"{facts.get('dag', '')} {facts.get('klockslag', '')}".strip(),
        where=meeting.place,
        link_line=f"\nDelta digitalt: {meeting.digital_link}" if meeting.digital_link else "",
        details=f"\n{meeting.details}" if meeting.details else "",
        changes=_changes(context.get("andringar")),
        convener=f"\n\nSammankallande: {context.get('sammankallande', '')}",
        address=_address("Läs handlingarna", letter.link),
        reply=_address("Svara om du kommer", reply_link),
        association=letter.association,
        why="Du får det här brevet för att du är kallad till sammanträdet eller får det för "
        "kännedom.",
    )


def _changes(sentences: object) -> str:
    if not isinstance(sentences, Sequence) or not sentences:
        return ""
    return "\n\nDet här är nytt:\n" + "\n".join(f"- {sentence}" for sentence in sentences)


def _address(words: str, link: str) -> str:
    return f"\n{words}: {link}" if link else ""


def _cancellation(meeting: Meeting, letter: Letter, person: Convenee) -> str:
    return _CANCELLATION.format(
        name=person.name,
        body=letter.body,
        when=meeting.held_on.isoformat(),
        reason=meeting.cancelled_because,
        address=_address("Se sammanträdet", letter.link),
        association=letter.association,
    )


def remind(
    session: Session,
    *,
    meeting: Meeting,
    context: Mapping[str, Any],
    name: str,
    email: str,
    link: str,
    about: str,
) -> OutboxMessage:
    """Put a reminder to read the summons in the outbox, filed under ``about`` and the meeting."""
    heading = str(context.get("rubrik", "Kallelse"))
    time: Mapping[str, str] = context.get("tid", {})
    return queue_mail(
        session,
        recipient=email,
        heading=f"Påminnelse: {heading[:1].lower()}{heading[1:]} {meeting.held_on.isoformat()}",
        body=_REMINDER.format(
            name=name,
            heading=heading.replace("Kallelse", "Kallelsen", 1),
            when=f"{time.get('dag', '')} {time.get('klockslag', '')}".strip(),
            address=_address("Läs handlingarna", link),
            association=context.get("forbund", {}).get("namn", ""),
        ),
        subject_type=about,
        subject_id=meeting.id,
    )
