"""Looking after the notices: seen on the public page, taken down in time, or broken (K20)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.request import OpenerDirector, ProxyHandler, build_opener

from sqlalchemy.orm import Session

from app.association import queries as association
from app.kernel import clock, db, history
from app.kernel.cli import settings
from app.meetings import queries as meetings
from app.publication import domain, queries
from app.publication.models import BoardWatch, Posting
from app.publication.services.posting import finish_when_all_are_down
from app.publication.services.proving import (
    BOARD_PATH,
    attested_behind,
    prove_closing,
)

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
ONE_SPAN = timedelta(minutes=15)  # between two looks that count as the same span
TIMEOUT = 3  # seconds
MOST = 2_000_000  # bytes that are read of the page


def look_after(session: Session) -> None:
    """Do what the worker does now and then: watch, mark what was not shown, take down."""
    keep_watch(session)
    break_unseen(session)
    take_down_due(session)


def keep_watch(session: Session) -> None:
    """Ask for the public page as anybody would, and note that it showed every notice."""
    # A session of its own: no lock is held while the page is asked for.
    with db.new_session(read_only=True) as reading:
        last = queries.last_watch(reading)
        expected = [one.id for one in queries.notices(reading, clock.today())]
    if not expected or (last and clock.now() - last.last_seen_at < EVERY):
        return
    if shows(settings().base_url, expected):
        note_seen(session, at=clock.now())
    else:
        log.warning("the public notice board did not show its notices")


def shows(base_url: str, expected: Sequence[int]) -> bool:
    """Say whether the public page answers and links to every notice that should be there."""
    address = base_url.rstrip("/") + BOARD_PATH
    try:
        with _direct().open(address, timeout=TIMEOUT) as answer:
            page = answer.read(MOST).decode("utf-8", "replace")
            found = answer.status == HTTPStatus.OK
    except (OSError, ValueError):
        return False
    return found and all(f'href="{BOARD_PATH}/{number}"' in page for number in expected)


def _direct() -> OpenerDirector:
    """Return an opener that goes straight to the address, past any proxy of this machine."""
    return build_opener(ProxyHandler({}))


def note_seen(session: Session, *, at: datetime) -> None:
    """Note that the board was seen: the last span grows, or a new one begins after a break."""
    last = queries.last_watch(session)
    if last is None or at - last.last_seen_at > ONE_SPAN:
        session.add(BoardWatch(first_seen_at=at, last_seen_at=at, longest_pause=0))
    elif at > last.last_seen_at:
        pause = int((at - last.last_seen_at).total_seconds())
        last.longest_pause = max(last.longest_pause, pause)
        last.last_seen_at = at
    session.flush()


def break_unseen(session: Session) -> None:
    """Mark the digital notices that were not seen for longer than tolerated (rule K20)."""
    up = [one for one in queries.still_up(session) if _unbroken(one)]
    if not up:
        return
    hours = association.charter(session).board_shown_tolerance_hours
    spans = queries.spans(session, min(one.posted_at for one in up))
    for one in up:
        until = min(clock.now(), domain.midnight(one.take_down_on))
        tolerance = timedelta(hours=hours)
        gap = domain.gap_start(spans, posted_at=one.posted_at, until=until, tolerance=tolerance)
        if gap is not None:
            _break(session, one, gap)


def _unbroken(posting: Posting) -> bool:
    return posting.notice_board.digital and posting.broken_at is None


def _break(session: Session, posting: Posting, since: datetime) -> None:
    posting.broken_at = clock.now()
    moment = since.astimezone(clock.STOCKHOLM)
    history.note(
        session,
        actor=None,
        action="publication.broken",
        subject=meetings.meeting(session, posting.minutes_version.meeting_id),
        sentence=f"märkte att anslaget på {posting.notice_board.name} inte har visats sedan "
        f"{moment:%Y-%m-%d} kl. {moment:%H.%M} och måste sättas upp på nytt",
        posting=posting.id,
    )


def take_down_due(session: Session) -> None:
    """Take down the digital notices whose appeal period is over, from midnight on (rule K20)."""
    today = clock.today()
    for one in queries.still_up(session):
        if not _unbroken(one) or one.take_down_on > today:
            continue
        one.taken_down_at = clock.now()
        meeting_id = one.minutes_version.meeting_id
        history.note(
            session,
            actor=None,
            action="publication.taken_down",
            subject=meetings.meeting(session, meeting_id),
            sentence=f"tog ned anslaget på {one.notice_board.name}",
            posting=one.id,
        )
        # The page itself shows it no more from midnight, whenever the worker comes to it.
        behind = attested_behind(session, one)
        prove_closing(session, None, one, behind, down_on=one.take_down_on)
        finish_when_all_are_down(session, None, meeting_id)
