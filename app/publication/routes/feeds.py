"""The notice board as an Atom feed (RFC 4287): what is up now, each with an id that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from flask import url_for

from app.kernel import clock, ui
from app.kernel.cli import settings
from app.publication import domain
from app.publication.queries import MeetingNotice, NoticeRow
from app.publication.routes.words import (
    broken_sentence,
    facts_of,
    lead_of,
    meeting_title,
    title_of,
)

if TYPE_CHECKING:
    from app.association.models import Association


@dataclass(frozen=True, slots=True)
class Entry:
    """One notice; moments are RFC 3339, in UTC."""

    id: str
    title: str
    href: str
    published: str
    updated: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """The whole board."""

    id: str
    title: str
    author: str
    href: str  # its own
    page: str  # the board's
    updated: str
    entries: tuple[Entry, ...]


def board_feed(
    association: Association,
    notices: Sequence[NoticeRow],
    meetings: Sequence[MeetingNotice],
    *,
    changed: datetime | None,
) -> Feed:
    """Return the board as it is now; ``changed`` is when anything last went up or came down."""
    number = association.organisation_number
    page = _absolute("notices.index")
    moments = [one.summoned_at for one in meetings if one.summoned_at] + [changed]
    known = [moment for moment in moments if moment is not None]
    return Feed(
        id=_id(number),
        title=f"Anslagstavla, {association.name}",
        author=association.name,
        href=_absolute("notices.feed"),
        page=page,
        updated=_moment(max(known, default=domain.midnight(clock.today()))),
        entries=(
            *(_notice(one, number) for one in notices),
            *(_meeting(one, number, page) for one in meetings),
        ),
    )


def _notice(one: NoticeRow, number: str) -> Entry:
    broken = (broken_sentence(),) if one.broken_at else ()
    facts = tuple(f"{term}: {value}" for term, value in facts_of(one))
    return Entry(
        id=_id(number, "anslag", one.id),
        title=title_of(one),
        href=_absolute("notices.show", posting_id=one.id),
        published=_moment(one.posted_at),
        updated=_moment(one.broken_at or one.posted_at),
        lines=(lead_of(one), *broken, *facts),
    )


def _meeting(one: MeetingNotice, number: str, page: str) -> Entry:
    at = _moment(one.summoned_at or domain.midnight(clock.today()))
    told = f"Kl. {ui.clock_time(one.starts_at)}, {one.place}"
    return Entry(
        id=_id(number, "sammantrade", one.id),
        title=meeting_title(one),
        href=f"{page}#sammantraden",
        published=at,
        updated=at,
        lines=(told,),
    )


def _id(number: str, *parts: object) -> str:
    """Return an id that stays when the address of the installation changes."""
    return uuid5(NAMESPACE_URL, "/".join(map(str, ("klubba", number, *parts)))).urn


def _absolute(endpoint: str, **values: Any) -> str:
    return settings().base_url.rstrip("/") + url_for(endpoint, **values)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
