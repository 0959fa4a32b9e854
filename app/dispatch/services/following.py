"""What is done about an extract after it was sent: again, posted as a letter, opened anew."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.dispatch import queries
from app.dispatch.domain import Letter, State, Way, state_of
from app.dispatch.queries import sent_of
from app.dispatch.services.leaving import queue, register
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings

_note = history.Noting("dispatch")


def send_again(
    session: Session, *, actor: Actor | None, meeting_id: int, dispatch_id: int, sure: bool = False
) -> None:
    """Send the same extract once more to the same address.

    What did not leave is tried again at once. What has left is sent again only when somebody is
    ``sure``.

    Raises:
        DomainError: ``dispatch.is_letter``; ``dispatch.already_sent`` unless ``sure``.
        NotFound: when the sending is not about this meeting.
    """
    meetings.lock_meeting(session, meeting_id)
    found = queries.dispatch(session, meeting_id=meeting_id, dispatch_id=dispatch_id)
    message = found.message
    if message is None:
        raise DomainError("dispatch.is_letter")
    state = state_of(sent_of(found))
    if state is State.SENT and not sure:
        raise DomainError("dispatch.already_sent", address=found.address)
    meeting = meetings.meeting(session, meeting_id)
    if state in {State.SENT, State.FAILED}:
        mail = Letter(message.heading, message.body)
        found.outbox_message_id = queue(session, found.extract, mail, found.address).id
    else:
        message.next_try_at = clock.now()
    if state is State.SENT:
        lines = [
            one for one in queries.recipients(session, meeting_id) if one.dispatch_id == found.id
        ]
        register(session, actor, meeting, found.extract, lines, clock.today(), "med e-post igen")
    sentence = f"skickade protokollsutdrag, {found.extract.paragraphs}, igen till {found.recipient}"
    _note(session, actor, meeting, "sent_again", sentence)


def register_posted(
    session: Session, *, actor: Actor | None, meeting_id: int, dispatch_id: int, posted_on: date
) -> None:
    """Register that somebody has posted the extract as a letter.

    Raises:
        DomainError: ``dispatch.not_letter``, ``dispatch.already_posted``; on ``posted_on`` a day
            that has not been, or before the extract was made.
        NotFound: when the sending is not about this meeting.
    """
    meetings.lock_meeting(session, meeting_id)
    found = queries.dispatch(session, meeting_id=meeting_id, dispatch_id=dispatch_id)
    if found.way is not Way.LETTER:
        raise DomainError("dispatch.not_letter")
    if found.posted_on is not None:
        raise DomainError("dispatch.already_posted")
    made_on = found.extract.made_at.astimezone(clock.STOCKHOLM).date()
    if posted_on > clock.today():
        raise DomainError("dispatch.posted_in_future", field="posted_on")
    if posted_on < made_on:
        raise DomainError("dispatch.posted_too_early", field="posted_on", day=made_on.isoformat())
    found.posted_on = posted_on
    session.flush()
    meeting = meetings.meeting(session, meeting_id)
    lines = [one for one in queries.recipients(session, meeting_id) if one.dispatch_id == found.id]
    register(session, actor, meeting, found.extract, lines, posted_on, "som brev")
    sentence = (
        f"noterade att utdraget av {found.extract.paragraphs} till {found.recipient} postades"
    )
    _note(session, actor, meeting, "posted", f"{sentence} {posted_on.isoformat()}")


def reopen(session: Session, *, actor: Actor | None, meeting_id: int, recipient_id: int) -> int:
    """Let a recipient be sent to anew, at another address or after all; return the § number.

    What was sent before stays as it was.

    Raises:
        NotFound: when the recipient is not this meeting's.
    """
    meetings.lock_meeting(session, meeting_id)
    found = queries.recipient(session, meeting_id=meeting_id, recipient_id=recipient_id)
    found.dispatch_id, found.not_needed = None, ""
    session.flush()
    number = found.paragraph.number or 0
    meeting = meetings.meeting(session, meeting_id)
    _note(session, actor, meeting, "reopened", f"öppnade {found.name} vid {found.label} igen")
    return number
