"""Every question about packets, with a deterministic order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.packets.domain import MOST_TRIES, UNDER_WAY, PacketState
from app.packets.models import Packet, PdfCopy


def newest(session: Session, meeting_id: int, *, drafts: bool) -> Packet | None:
    """Return the packet that was asked for last; those of drafts only when asked for."""
    statement = select(Packet).where(Packet.meeting_id == meeting_id)
    if not drafts:
        statement = statement.where(Packet.of_draft.is_(False))
    return session.scalar(statement.order_by(Packet.id.desc()).limit(1))


def newest_done(session: Session, meeting_id: int, *, drafts: bool) -> Packet | None:
    """Return the last packet that can be read, with its file."""
    statement = select(Packet).where(
        Packet.meeting_id == meeting_id, Packet.state == PacketState.DONE
    )
    if not drafts:
        statement = statement.where(Packet.of_draft.is_(False))
    return session.scalar(
        statement.order_by(Packet.id.desc()).limit(1).options(joinedload(Packet.file_version))
    )


def under_way(session: Session, meeting_id: int) -> Packet | None:
    """Return the packet that waits or is being made, if any."""
    return session.scalar(
        select(Packet)
        .where(Packet.meeting_id == meeting_id, Packet.state.in_(UNDER_WAY))
        .order_by(Packet.id.desc())
        .limit(1)
    )


def next_due(session: Session, now: datetime) -> int | None:
    """Return which packet to make now: one that waits, or one that a dead worker left."""
    return session.scalar(
        select(Packet.id)
        .where(Packet.state.in_(UNDER_WAY), Packet.claimed_until <= now, Packet.tries < MOST_TRIES)
        .order_by(Packet.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def worn_out(session: Session, now: datetime) -> list[Packet]:
    """Return those that have been tried too many times."""
    statement = select(Packet).where(
        Packet.state.in_(UNDER_WAY), Packet.claimed_until <= now, Packet.tries >= MOST_TRIES
    )
    return list(session.scalars(statement.order_by(Packet.id)))


def claimed(session: Session, packet_id: int, tries: int) -> Packet | None:
    """Return a packet while this very claim holds; None once another worker has taken over."""
    return session.scalar(
        select(Packet)
        .where(
            Packet.id == packet_id,
            Packet.tries == tries,
            Packet.state == PacketState.RUNNING,
        )
        .with_for_update()
    )


def copy_of(session: Session, sha256: str) -> str | None:
    """Return the SHA-256 of the PDF that an office file has become, if it has."""
    return session.scalar(select(PdfCopy.pdf_sha256).where(PdfCopy.source_sha256 == sha256))
