"""Making a packet in the background: claimed, told how far it has come, stored.

Every step is committed by itself, so that the page can show it and no lock is held while
LibreOffice works. A worker that is killed leaves the claim, and the next one takes it over when
the lease has run out; office files that have become PDF need not be made again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO

from sqlalchemy.orm import Session

from app.documents import services as documents
from app.documents.domain import PDF
from app.documents.pdf import PdfUnavailable
from app.kernel import clock, db, errors
from app.meetings import queries as meetings
from app.packets import documents as pdf
from app.packets import queries
from app.packets.domain import (
    AGAIN_AFTER,
    FAILED_WORDS,
    LEASE,
    MOST_TRIES,
    Contents,
    PacketState,
)
from app.packets.models import Packet
from app.packets.services.converting import part_of, summons_part
from app.packets.services.gathering import gather

log = logging.getLogger(__name__)


class _TakenOver(Exception):  # noqa: N818 -- an answer: another worker does it now
    """The claim has run out and somebody else has it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to make one packet; ``tries`` tells it from a later one."""

    packet_id: int
    meeting_id: int
    tries: int


def make_next() -> bool:
    """Make one packet that is due; returns False when there was none.

    Two workers never make the same one. What fails is tried again after a while, and given up
    after the last try with a sentence that says why.
    """
    claim = claim_next()
    if claim is None:
        return False
    _make_quietly(claim)
    return True


def _make_quietly(claim: Claim) -> None:
    """Make the packet; whatever goes wrong is told on the page or tried again."""
    try:
        _make(claim)
    except _TakenOver:
        log.warning("packet %s was taken over by another worker", claim.packet_id)
    except PdfUnavailable as error:
        _give_up(claim, errors.sentence(error))
    except Exception:
        log.exception("packet %s was not made and is tried again", claim.packet_id)
        _try_again(claim)


def claim_next() -> Claim | None:
    """Take the packet that has waited longest, under a lease."""
    with db.new_session() as session, db.committing(session):
        now = clock.now()
        for packet in queries.worn_out(session, now):
            _fail(packet, FAILED_WORDS)
        found = queries.next_due(session, now)
        if found is None:
            return None
        packet = session.get_one(Packet, found)
        packet.state = PacketState.RUNNING
        packet.tries += 1
        packet.done_papers = 0
        packet.claimed_until = now + LEASE
        return Claim(packet.id, packet.meeting_id, packet.tries)


@contextmanager
def _held(claim: Claim) -> Iterator[tuple[Session, Packet]]:
    """Give the packet in a transaction of its own, while the claim holds."""
    with db.new_session() as session, db.committing(session):
        packet = queries.claimed(session, claim.packet_id, claim.tries)
        if packet is None:
            raise _TakenOver
        yield session, packet


def _make(claim: Claim) -> None:
    with db.new_session(read_only=True) as session:
        gathered = gather(session, meetings.meeting(session, claim.meeting_id))
    contents = gathered.contents
    with _held(claim) as (_, packet):
        packet.fingerprint = contents.fingerprint()
        packet.of_draft = contents.summons_version is None
        packet.total_papers = 1 + len(contents.papers)
    with TemporaryDirectory(prefix="klubba-packet-") as name, TemporaryFile() as file:
        folder = Path(name)
        summons = summons_part(gathered.summons, folder)
        parts = []
        for done, paper in enumerate(contents.papers, 1):
            _tell(claim, done)
            parts.append(part_of(paper, contents.held_on, folder))
        _tell(claim, 1 + len(parts))
        pages = pdf.bind(file, contents, summons=summons, parts=parts, made_at=clock.now())
        _finish(claim, contents, file, pages=pages, left_out=sum(p.left_out for p in parts))


def _tell(claim: Claim, done: int) -> None:
    with _held(claim) as (_, packet):
        packet.done_papers = done
        packet.claimed_until = clock.now() + LEASE


def _finish(claim: Claim, contents: Contents, file: BinaryIO, *, pages: int, left_out: int) -> None:
    """Store the packet as the next version of the meeting's packet, in the same commit as DONE."""
    with _held(claim) as (session, packet):
        before = queries.newest_done(session, packet.meeting_id, drafts=True)
        earlier = before.file_version if before else None
        stored = documents.store_file(
            session,
            actor=None,
            kind="handlingspaket",
            title=f"{contents.heading} {contents.held_on.isoformat()}",
            filename=contents.filename,
            media_type=PDF,
            file=file,
            document_id=earlier.document_id if earlier else None,
        )
        session.flush()
        packet.state = PacketState.DONE
        packet.file_version_id = stored.id
        packet.pages = pages
        packet.left_out = left_out
        packet.finished_at = clock.now()


def _try_again(claim: Claim) -> None:
    with _held_if(claim) as packet:
        if packet is None:
            return
        if claim.tries >= MOST_TRIES:
            _fail(packet, FAILED_WORDS)
        else:
            packet.claimed_until = clock.now() + AGAIN_AFTER


def _give_up(claim: Claim, because: str) -> None:
    with _held_if(claim) as packet:
        if packet is not None:
            _fail(packet, because)


@contextmanager
def _held_if(claim: Claim) -> Iterator[Packet | None]:
    with db.new_session() as session, db.committing(session):
        yield queries.claimed(session, claim.packet_id, claim.tries)


def _fail(packet: Packet, because: str) -> None:
    packet.state = PacketState.FAILED
    packet.failed_because = because
    packet.finished_at = clock.now()
