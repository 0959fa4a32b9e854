"""Answers to the summons, and substitutes asked in the order of call (rule SUB)."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.accounts import queries as accounts_queries
from app.accounts.domain import FAILURE_WINDOW, FAILURES_PER_ADDRESS, hash_token
from app.accounts.services import passwords
from app.association import queries as association_queries
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.cli import settings
from app.kernel.errors import DomainError
from app.meetings import queries
from app.meetings.domain import ANSWER_WORDS, Answer
from app.meetings.domain.replying import Shift, may_answer, shift
from app.meetings.models import Meeting, Reply
from app.meetings.queries import Convened
from app.meetings.queries.replies import called_by_seats, reply_by_token, reply_of, reply_rows
from app.meetings.services.reply_letters import Post

LinkOf = Callable[[str], str]
"""Makes a whole address from a token; without it the letters have no link."""

_note = history.Noting("reply")


def token_for(meeting_id: int, person_id: int, day: date) -> str:
    """Return the token of a person's link: the same in every letter about a meeting on that day.

    It is made from the installation's secret, so that it can be written in a later letter although
    only its hash is kept; a meeting that is moved gets other links.
    """
    text = f"reply:{meeting_id}:{person_id}:{day.isoformat()}"
    made = hmac.digest(settings().secret_key.encode(), text.encode(), "sha256")
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def ask(
    session: Session, *, meeting: Meeting, called: Convened, link_of: LinkOf | None = None
) -> dict[int, str]:
    """Let everybody who is called be asked whether they come; return the links by person id.

    Those who get the summons for information are not asked. Answers stand when the summons is
    revised, but a meeting that has been moved to another day asks anew.
    """
    people = (*called.regulars, *called.substitutes, *called.others)
    rows = {row.person_id: row for row in reply_rows(session, meeting.id)}
    wanted = {one.person_id for one in people}
    for person_id in rows.keys() - wanted:
        session.delete(rows[person_id])
    for person_id in wanted:
        _asked(session, meeting, person_id, rows.get(person_id))
    session.flush()
    _settle(session, meeting, link_of=link_of)
    if link_of is None:
        return {}
    return {n: link_of(token_for(meeting.id, n, meeting.held_on)) for n in wanted}


def _asked(session: Session, meeting: Meeting, person_id: int, row: Reply | None) -> None:
    token = token_for(meeting.id, person_id, meeting.held_on)
    if row is None:
        row = Reply(meeting_id=meeting.id, person_id=person_id)
        session.add(row)
    elif row.asked_for == meeting.held_on:
        row.token_hash = hash_token(token)  # another when the installation's secret is another
        return
    row.token_hash, row.asked_for, row.asked_at = hash_token(token), meeting.held_on, clock.now()
    row.answer = row.answered_at = row.serves_for_id = None
    row.comment = row.answered_by = ""


def give_answer(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    person_id: int,
    answer: Answer,
    comment: str = "",
    link_of: LinkOf | None = None,
) -> Reply:
    """Keep whether somebody comes; a regular's no asks the next substitute to serve (rule SUB).

    ``actor`` is None when the answer came through the link in the letter. The same answer once more
    changes nothing and mails nobody.

    Raises:
        DomainError: ``reply.closed`` once the meeting is open, over or cancelled; ``reply.moved``
            while the moved meeting has not been summoned to.
        NotFound: the person has not been asked.
    """
    queries.lock_meeting(session, meeting.id)
    session.refresh(meeting, ["state", "held_on"])
    row = reply_of(session, meeting_id=meeting.id, person_id=person_id)
    if not may_answer(meeting.state, meeting.held_on, clock.today()):
        raise DomainError("reply.closed")
    if row.asked_for != meeting.held_on:
        raise DomainError("reply.moved")
    changed = row.answer is not answer
    if not changed and row.comment == comment.strip():
        return row
    row.answer, row.comment = answer, comment.strip()
    row.answered_at, row.answered_by = clock.now(), actor.name if actor else row.person.name
    session.flush()
    if changed:
        _log(session, actor, meeting, row, answer)
        _settle(session, meeting, link_of=link_of, by=row)
    return row


def _log(
    session: Session, actor: Actor | None, meeting: Meeting, row: Reply, answer: Answer
) -> None:
    word = ANSWER_WORDS[answer].lower()
    if actor is not None and actor.person_id == row.person_id:
        sentence = f"svarade på kallelsen: {word}"
    elif actor is not None:
        sentence = f"antecknade svar på kallelsen från {row.person.name}: {word}"
    else:
        sentence = f"tog emot svar på kallelsen från {row.person.name}: {word}"
    _note(session, actor, meeting, "answered", sentence)


def _settle(
    session: Session, meeting: Meeting, *, link_of: LinkOf | None, by: Reply | None = None
) -> None:
    """Ask and release substitutes as the answers stand, and tell those it concerns (rule SUB)."""
    rows = reply_rows(session, meeting.id)
    seats = association_queries.seats_at(session, body_id=meeting.body_id, day=meeting.held_on)
    found = shift(called_by_seats(seats, rows))
    if found == Shift():
        return

    def link(row: Reply) -> str:
        token = token_for(meeting.id, row.person_id, meeting.held_on)
        return link_of(token) if link_of else ""

    _Settling(session, meeting, rows, Post(session, meeting, link), by).carry_out(found)


@dataclass(frozen=True, slots=True)
class _Settling:
    session: Session
    meeting: Meeting
    rows: Sequence[Reply]
    post: Post
    by: Reply | None  # whose answer led to it

    def carry_out(self, found: Shift) -> None:
        of = {row.person_id: row for row in self.rows}
        for substitute, regular in found.released:
            self._release(of[substitute], of.get(regular))
        for substitute, regular in found.asked:
            self._ask(of[substitute], of[regular])
        left = {regular for _, regular in found.released} | {self.by.person_id if self.by else 0}
        for regular in found.unserved:
            if regular in left:  # those who have been told before are not told again
                self.post.tell(of[regular], None)
        self.session.flush()

    def _release(self, row: Reply, regular: Reply | None) -> None:
        row.serves_for_id = None
        if regular is None or row.answer is Answer.ABSENT:
            return
        self.post.release(row, regular.person)
        self._log(f"löste {row.person.name} från att tjänstgöra för {regular.person.name}")

    def _ask(self, row: Reply, regular: Reply) -> None:
        row.serves_for_id = regular.person_id
        self.post.ask(row, regular.person)
        self.post.tell(regular, row.person)
        self._log(f"frågade {row.person.name} om att tjänstgöra för {regular.person.name}")

    def _log(self, sentence: str) -> None:
        _note(self.session, None, self.meeting, "substitute", sentence)


def reply_behind(session: Session, *, token: str, address: str) -> Reply:
    """Return the reply that a link is about, with its person.

    Raises:
        DomainError: ``reply.unknown``; ``reply.too_many`` after many unknown links from the same
            address (20 in a quarter of an hour).
    """
    since = clock.now() - FAILURE_WINDOW
    if len(accounts_queries.failures(session, _key(address), since=since)) >= FAILURES_PER_ADDRESS:
        raise DomainError("reply.too_many")
    found = reply_by_token(session, hash_token(token))
    if found is None:
        raise DomainError("reply.unknown")
    return found


def count_unknown(session: Session, address: str) -> None:
    """Count that somebody at an address has tried a link that leads nowhere."""
    passwords.count_failure(session, {_key(address): FAILURES_PER_ADDRESS})


def _key(address: str) -> str:
    return f"reply:{address}"
