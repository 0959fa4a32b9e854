"""Sending one certified extract of some §§ to those who are to have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.association import queries as association
from app.dispatch import queries
from app.dispatch.domain import Decided, Letter, Way, is_email, letter
from app.dispatch.models import Dispatch, DispatchRecipient
from app.dispatch.queries import frozen_rows
from app.dispatch.services.leaving import queue, register
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.minutes import services as minutes_services

if TYPE_CHECKING:
    from app.meetings.models import Meeting
    from app.minutes.models import Extract, MinutesVersion

_note = history.Noting("dispatch")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done for one recipient; ``address`` is that of the mail, the envelope's, or why not.

    The same recipient may stand at several §§: ``recipient_ids`` are all those lines.
    """

    recipient_ids: tuple[int, ...]
    way: Way
    address: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a sending: how many mails and letters were made."""

    mails: int
    letters: int


def send(
    session: Session,
    *,
    actor: Actor | None,
    meeting_id: int,
    numbers: Sequence[int],
    choices: Iterable[Choice],
) -> Outcome:
    """Send one certified extract of the §§ with these numbers to each chosen recipient.

    The extract is made once, registered as outgoing on the case of each §, and queued for those
    who get it by mail. Safe to run again: whoever has got it is left out, and nobody gets the same
    extract twice at the same address.

    Raises:
        DomainError: ``dispatch.nothing_chosen``, ``dispatch.nothing_left``,
            ``dispatch.no_address``, ``dispatch.not_email``, ``dispatch.no_reason``; what
            :func:`minutes.services.extract_data` raises before the attestation.
    """
    meetings.lock_meeting(session, meeting_id)
    meeting = meetings.meeting(session, meeting_id)
    rows = _open_rows(session, meeting_id, numbers)
    picked = _picked(rows, choices)
    goes = [one for one in picked if one[0].way is not Way.NOT_NEEDED]
    for choice, lines in picked:
        if choice.way is Way.NOT_NEEDED:
            _not_needed(session, actor, meeting, lines, choice.address)
    if not goes:
        return Outcome(0, 0)
    version, extract = _extract(session, actor, meeting, numbers)
    mail = _letter(session, meeting, version, extract, numbers)
    return _send_all(session, actor, meeting, extract, mail, goes)


Picked = tuple[Choice, list[DispatchRecipient]]


def _open_rows(
    session: Session, meeting_id: int, numbers: Sequence[int]
) -> dict[int, DispatchRecipient]:
    if not numbers:
        raise DomainError("dispatch.nothing_chosen")
    found = {
        one.id: one
        for one in queries.recipients(session, meeting_id)
        if one.paragraph.number in numbers and one.dispatch_id is None and not one.not_needed
    }
    if not found:
        raise DomainError("dispatch.nothing_left")
    return found


def _picked(rows: dict[int, DispatchRecipient], choices: Iterable[Choice]) -> list[Picked]:
    """Return each choice with its lines that are still open; choices are checked first."""
    found = []
    for choice in choices:
        lines = [rows[one] for one in choice.recipient_ids if one in rows]
        if lines:
            _check(choice, lines[0].name)
            found.append((choice, lines))
    return found


def _check(choice: Choice, name: str) -> None:
    address = choice.address.strip()
    if choice.way is Way.NOT_NEEDED and not address:
        raise DomainError("dispatch.no_reason", name=name)
    if choice.way is Way.MAIL and not address:
        raise DomainError("dispatch.no_address", name=name)
    if choice.way is Way.MAIL and not is_email(address):
        raise DomainError("dispatch.not_email", address=address)


def _not_needed(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    lines: Iterable[DispatchRecipient],
    reason: str,
) -> None:
    for line in lines:
        line.not_needed = reason.strip()
        told = f"noterade att {line.name} inte behöver något utdrag av {line.label}: "
        _note(session, actor, meeting, "not_needed", f"{told}{reason.strip()}")


def _extract(
    session: Session, actor: Actor | None, meeting: Meeting, numbers: Sequence[int]
) -> tuple[MinutesVersion, Extract]:
    """Return the extract of these §§: the one that was made before, or a new one."""
    version, context = minutes_services.extract_data(
        session, actor=actor, meeting=meeting, numbers=numbers
    )
    before = queries.extract_of(
        session, version_id=version.id, paragraphs=str(context["paragrafspann"])
    )
    if before is not None:
        return version, before
    made = minutes_services.make_extract(session, actor=actor, meeting=meeting, numbers=numbers)
    session.flush()
    return version, made


def _letter(
    session: Session,
    meeting: Meeting,
    version: MinutesVersion,
    extract: Extract,
    numbers: Sequence[int],
) -> Letter:
    head = association.get_association(session)
    return letter(
        [
            Decided(row["nummer"], row["rubrik"], row["beslut_inledning"], tuple(row["beslut"]))
            for row in frozen_rows(version)
            if row["tal"] in numbers
        ],
        association=head.name,
        body_name=meeting.body.name,
        span=extract.paragraphs,
        held_on=meeting.held_on,
        attested_on=max(one.attested_on for one in version.attestations),
        appeal_text=association.charter(session).appeal_text,
        contact=_contact(head.telephone, head.email),
    )


def _contact(telephone: str, email: str) -> str:
    ways = [f"telefon {telephone}" if telephone else "", email]
    reached = " eller ".join(filter(None, ways))
    return f"Har du frågor? Hör av dig till förbundets kansli: {reached}." if reached else ""


def _send_all(
    session: Session,
    actor: Actor | None,
    meeting: Meeting,
    extract: Extract,
    mail: Letter,
    goes: Iterable[Picked],
) -> Outcome:
    together: dict[tuple[Way, str], list[DispatchRecipient]] = {}
    for choice, lines in goes:
        address = _address(choice, lines[0].name)
        together.setdefault((choice.way, address), []).extend(lines)
    told: list[DispatchRecipient] = []
    counts = dict.fromkeys(Way, 0)
    for (way, address), lines in together.items():
        made = queries.dispatch_to(session, extract_id=extract.id, address=address)
        if made is None:
            made = _dispatch(session, actor, extract, mail, way, address, _names(lines))
            counts[way] += 1
            told += lines if way is Way.MAIL else []
        for line in lines:
            line.dispatch_id = made.id
    session.flush()
    if told:
        register(session, actor, meeting, extract, told, clock.today(), "med e-post")
        sentence = f"skickade protokollsutdrag, {extract.paragraphs}, till {_names(told)}"
        _note(session, actor, meeting, "sent", sentence)
    return Outcome(counts[Way.MAIL], counts[Way.LETTER])


def _address(choice: Choice, name: str) -> str:
    address = choice.address.strip()
    return address.lower() if choice.way is Way.MAIL else address or name


def _names(lines: Iterable[DispatchRecipient]) -> str:
    return "; ".join(dict.fromkeys(line.name for line in lines))


def _dispatch(
    session: Session,
    actor: Actor | None,
    extract: Extract,
    mail: Letter,
    way: Way,
    address: str,
    name: str,
) -> Dispatch:
    made = Dispatch(
        extract_id=extract.id,
        way=way,
        recipient=name,
        address=address,
        outbox_message_id=queue(session, extract, mail, address).id if way is Way.MAIL else None,
        posted_on=None,
        made_at=clock.now(),
        made_by=actor.name if actor else history.SYSTEM,
    )
    session.add(made)
    session.flush()
    return made
