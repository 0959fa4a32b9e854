"""Putting notices up: on digital boards at once, on others as the office tells (K19, F7)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.association import queries as association
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.meetings.domain import MeetingEvent, MeetingState
from app.minutes import services as minutes_services
from app.minutes.domain.freezing import AttestedMinutes
from app.minutes.domain.sentences import long_date
from app.publication import domain, queries
from app.publication.models import Posting
from app.publication.services.proving import attested_behind, prove_closing, prove_posting

if TYPE_CHECKING:
    from app.association.models import NoticeBoard


def announce(session: Session, actor: Actor | None, minutes: AttestedMinutes) -> None:
    """Put the notice up on every digital board the day that the last one signs (rule K19).

    The system does that by itself, whoever it was that signed last. A § attested at once has a
    notice of its own, which does not take the meeting further (rule IMM).
    """
    for board in association.notice_boards(session, clock.today()):
        if board.digital:
            _put_up(session, None, minutes, board, clock.today())
    _step_when_on_every_board(session, actor, minutes)


def attested_of(
    session: Session, meeting_id: int, paragraph_id: int | None = None
) -> AttestedMinutes:
    """Return the whole minutes that everybody has signed, or one § attested at once (rule IMM).

    Raises:
        DomainError: ``attest.not_done`` before that.
    """
    found = queries.attested_versions(session, meeting_id)
    version = next((one for one in found if one.paragraph_id == paragraph_id), None)
    if version is None:
        raise DomainError("attest.not_done")
    return minutes_services.attested_version(session, version)


def register_posting(
    session: Session,
    *,
    actor: Actor | None,
    meeting_id: int,
    board_id: int,
    posted_on: date,
    paragraph_id: int | None = None,
) -> Posting:
    """Register that the notice has been put up on a physical board (rules K19, F7).

    ``paragraph_id`` is the § when the notice is about one attested at once (rule IMM).

    Raises:
        DomainError: on ``posted_on``; ``posting.already_up``, ``posting.no_such_board``,
            ``attest.not_done``.
    """
    meetings.lock_meeting(session, meeting_id)
    minutes = attested_of(session, meeting_id, paragraph_id)
    board = _board(session, board_id)
    posted = queries.postings_about(session, meeting_id, paragraph_id)
    if any(one.notice_board_id == board.id for one in posted):
        raise DomainError("posting.already_up", board=board.name)
    _check_day(minutes, board, posted_on)
    made = _put_up(session, actor, minutes, board, posted_on)
    _step_when_on_every_board(session, actor, minutes)
    return made


def post_anew(
    session: Session, *, actor: Actor | None, meeting_id: int, posting_id: int, posted_on: date
) -> Posting:
    """Put a broken notice up anew: a new posting with a new appeal period (rule K20).

    Raises:
        DomainError: ``posting.not_broken``; on ``posted_on`` as :func:`register_posting`.
        NotFound: when the posting is not about this meeting's minutes.
    """
    meetings.lock_meeting(session, meeting_id)
    broken = queries.posting(session, meeting_id=meeting_id, posting_id=posting_id)
    session.refresh(broken)
    if broken.broken_at is None or broken.taken_down_at is not None:
        raise DomainError("posting.not_broken")
    minutes = attested_behind(session, broken)
    _check_day(minutes, broken.notice_board, posted_on)
    broken.taken_down_at = clock.now()
    prove_closing(session, actor, broken, minutes, down_on=clock.today())
    return _put_up(session, actor, minutes, broken.notice_board, posted_on, replaces=broken)


def mark_broken(session: Session, *, actor: Actor | None, meeting_id: int, posting_id: int) -> None:
    """Note that a notice was not shown for the whole time, so that it is posted anew (K20).

    Raises:
        DomainError: ``posting.already_down``.
        NotFound: when the posting is not about this meeting's minutes.
    """
    meetings.lock_meeting(session, meeting_id)
    found = queries.posting(session, meeting_id=meeting_id, posting_id=posting_id)
    session.refresh(found)
    if found.taken_down_at is not None:
        raise DomainError("posting.already_down")
    found.broken_at = found.broken_at or clock.now()
    history.note(
        session,
        actor=actor,
        action="publication.broken",
        subject=meetings.meeting(session, meeting_id),
        sentence=f"noterade att anslaget på {found.notice_board.name} inte visades hela tiden",
    )


def register_taken_down(
    session: Session,
    *,
    actor: Actor | None,
    meeting_id: int,
    posting_id: int,
    taken_down_on: date,
) -> None:
    """Register that somebody has taken the notice down from a physical board (rule K19).

    Raises:
        DomainError: on ``taken_down_on``; ``posting.is_digital``, ``posting.already_down``.
        NotFound: when the posting is not about this meeting's minutes.
    """
    meetings.lock_meeting(session, meeting_id)
    found = queries.posting(session, meeting_id=meeting_id, posting_id=posting_id)
    session.refresh(found)
    if found.notice_board.digital:
        raise DomainError("posting.is_digital")
    if found.taken_down_at is not None:
        raise DomainError("posting.already_down")
    if taken_down_on < found.take_down_on:
        last = found.last_day.isoformat()
        raise DomainError("posting.down_too_early", field="taken_down_on", day=last)
    if taken_down_on > clock.today():
        raise DomainError("posting.in_future", field="taken_down_on")
    found.taken_down_at = clock.now()
    history.note(
        session,
        actor=actor,
        action="publication.taken_down",
        subject=meetings.meeting(session, meeting_id),
        sentence=f"registrerade att anslaget på {found.notice_board.name} togs ned "
        f"{taken_down_on.isoformat()}",
    )
    prove_closing(session, actor, found, attested_behind(session, found), down_on=taken_down_on)
    finish_when_all_are_down(session, actor, meeting_id)


def missing_boards(
    session: Session, meeting_id: int, paragraph_id: int | None = None
) -> list[NoticeBoard]:
    """Return the boards in force that the notice has not been put up on (rule F7)."""
    postings = queries.postings_about(session, meeting_id, paragraph_id)
    posted = {one.notice_board_id for one in postings}
    boards = association.notice_boards(session, clock.today())
    return [board for board in boards if board.id not in posted]


def announced_sentence(session: Session, version_id: int) -> str:
    """Return a sentence on when the attestation was announced, for extracts; or nothing."""
    postings = queries.postings_of_version(session, version_id)
    if not postings:
        return ""
    first = min(one.posted_on for one in postings)
    return f"Justeringen tillkännagavs på förbundets anslagstavla den {long_date(first)}."


def finish_when_all_are_down(session: Session, actor: Actor | None, meeting_id: int) -> None:
    """Take the meeting to its end when every notice is down after a whole appeal period.

    The notices of the whole minutes decide; those of §§ attested at once have their own (IMM).
    """
    session.flush()
    meeting = meetings.meeting(session, meeting_id)
    postings = queries.postings_about(session, meeting_id)
    newest = {one.notice_board_id: one for one in postings}.values()
    if meeting.state is not MeetingState.POSTED or not newest:
        return
    if all(one.taken_down_at is not None and one.broken_at is None for one in newest):
        meeting_services.step(
            session,
            actor=actor,
            meeting=meeting,
            event=MeetingEvent.FINISH,
            sentence="avslutade ärendegången: överklagandetiden är slut och anslaget är nedtaget",
        )


def _board(session: Session, board_id: int) -> NoticeBoard:
    boards = association.notice_boards(session, clock.today())
    found = next((board for board in boards if board.id == board_id), None)
    if found is None:
        raise DomainError("posting.no_such_board")
    return found


def _check_day(minutes: AttestedMinutes, board: NoticeBoard, posted_on: date) -> None:
    if posted_on < minutes.attested_on:
        day = minutes.attested_on.isoformat()
        raise DomainError("posting.before_attestation", field="posted_on", day=day)
    if posted_on > clock.today():
        raise DomainError("posting.in_future", field="posted_on")
    if board.digital and posted_on != clock.today():
        raise DomainError("posting.digital_today", field="posted_on")


def _put_up(
    session: Session,
    actor: Actor | None,
    minutes: AttestedMinutes,
    board: NoticeBoard,
    posted_on: date,
    *,
    replaces: Posting | None = None,
) -> Posting:
    days = domain.period(posted_on)
    made = Posting(
        notice_board_id=board.id,
        minutes_version_id=minutes.version_id,
        body_name=minutes.body_name,
        meeting_on=minutes.meeting_on,
        paragraphs=minutes.paragraphs,
        attested_on=minutes.attested_on,
        posted_on=days.posted_on,
        posted_at=clock.now(),
        posted_by=actor.name if actor else history.SYSTEM,
        last_day=days.last_day,
        take_down_on=days.take_down_on,
        kept_at=minutes.kept_at,
        taken_down_at=None,
        broken_at=None,
        proof_id=None,
        closing_proof_id=None,
    )
    made.notice_board = board
    session.add(made)
    session.flush()
    again = "på nytt " if replaces else ""
    history.note(
        session,
        actor=actor,
        action="publication.posted",
        subject=meetings.meeting(session, minutes.meeting_id),
        sentence=f"anslog justeringen {_of_what(minutes)}{again}på {board.name}, sista dag för "
        f"överklagande är {days.last_day.isoformat()}",
        posting=made.id,
    )
    prove_posting(session, actor, made, minutes, again=replaces is not None)
    return made


def _of_what(minutes: AttestedMinutes) -> str:
    return f"av {minutes.paragraphs} " if minutes.paragraph_id is not None else ""


def _step_when_on_every_board(
    session: Session, actor: Actor | None, minutes: AttestedMinutes
) -> None:
    session.flush()
    meeting = meetings.meeting(session, minutes.meeting_id)
    postings = queries.postings_about(session, minutes.meeting_id)
    if meeting.state is not MeetingState.ATTESTED or not postings:
        return
    if not missing_boards(session, minutes.meeting_id):
        meeting_services.step(
            session,
            actor=actor,
            meeting=meeting,
            event=MeetingEvent.POST,
            sentence="noterade att justeringen är anslagen på alla anslagstavlor",
        )
