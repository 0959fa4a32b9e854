"""All papers of a meeting as one PDF: its states, its parts and how they are numbered. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.documents.domain import CSV, DOCX, JPEG, ODP, ODS, ODT, PDF, PNG, PPTX, TXT, XLSX

LEASE = timedelta(minutes=5)  # longer than one paper can take
AGAIN_AFTER = timedelta(minutes=1)
MOST_TRIES = 3
FRONT = "Handlingar"


class PacketState(StrEnum):
    """Where the making of a packet is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


UNDER_WAY = frozenset({PacketState.QUEUED, PacketState.RUNNING})


class Way(StrEnum):
    """How a file becomes pages."""

    AS_IT_IS = "as_it_is"
    OFFICE = "office"
    IMAGE = "image"
    TEXT = "text"
    NONE = "none"


_WAYS = {
    PDF: Way.AS_IT_IS,
    **dict.fromkeys((DOCX, XLSX, PPTX, ODT, ODS, ODP), Way.OFFICE),
    **dict.fromkeys((PNG, JPEG), Way.IMAGE),
    **dict.fromkeys((TXT, CSV), Way.TEXT),
}


def way_of(media_type: str) -> Way:
    """Return how a file of this kind becomes pages; NONE is a page that says where it is."""
    return _WAYS.get(media_type, Way.NONE)


@dataclass(frozen=True, slots=True)
class Paper:
    """One annex as it goes into the packet."""

    number: int
    title: str
    sha256: str
    filename: str
    media_type: str

    @property
    def stamp(self) -> str:
        """Return what stands on each of its pages: "Bilaga 3"."""
        return f"Bilaga {self.number}"

    @property
    def name(self) -> str:
        """Return what it is called in the contents and the bookmarks."""
        return f"Bilaga {self.number}, {self.title}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One agenda item with its annexes; annexes without an item make the last, unnumbered one."""

    label: str
    heading: str
    papers: tuple[Paper, ...]

    @property
    def name(self) -> str:
        """Return "6. Ansökan om medfinansiering"."""
        return f"{self.label}. {self.heading}" if self.label else self.heading


@dataclass(frozen=True, slots=True)
class Contents:
    """What a packet is made of; ``summons_sha256`` is empty for a draft that nobody has sent."""

    association: str
    heading: str  # "Handlingar till styrelsens sammanträde"
    day: str
    hours: str
    place: str
    held_on: date
    summons_version: int | None
    summons_sha256: str
    chapters: tuple[Chapter, ...]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Return every annex in the order of the agenda."""
        return tuple(paper for chapter in self.chapters for paper in chapter.papers)

    @property
    def filename(self) -> str:
        """Return "Handlingar 2017-02-24.pdf"."""
        return f"{FRONT} {self.held_on.isoformat()}.pdf"

    def fingerprint(self) -> str:
        """Return a SHA-256 of all that the packet shows; another one means that it is old."""
        told = json.dumps(astuple(self), ensure_ascii=False, default=str)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: where it leads, counted from page 1, and those under it."""

    title: str
    page: int
    children: tuple[Mark, ...] = ()


def marks(
    contents: Contents,
    *,
    summons_page: int,
    item_pages: Sequence[int],
    paper_pages: Sequence[int],
) -> tuple[Mark, ...]:
    """Return the bookmarks: contents, summons, every item with its annexes.

    ``item_pages`` has the page of each chapter in the summons, ``paper_pages`` the first page of
    each annex in the order of ``contents.papers``; pages are counted from 1.
    """
    first_of = iter(paper_pages)
    chapters = (
        Mark(chapter.name, page, tuple(_paper_marks(chapter, first_of)))
        for chapter, page in zip(contents.chapters, item_pages, strict=True)
    )
    return (Mark("Innehåll", 1), Mark("Kallelse", summons_page), *chapters)


def _paper_marks(chapter: Chapter, pages: Iterator[int]) -> Iterator[Mark]:
    for paper in chapter.papers:
        yield Mark(paper.name, next(pages))


def first_pages(start: int, lengths: Sequence[int]) -> list[int]:
    """Return on which page each part begins when the first begins on ``start``."""
    found = []
    for length in lengths:
        found.append(start)
        start += length
    return found


def progress_words(done: int, total: int) -> str:
    """Return "7 av 61 handlingar"."""
    return f"{done} av {total} handlingar"


FAILED_WORDS = (
    "Arbetet avbröts flera gånger. Försök igen, och be den som sköter servern om hjälp om det "
    "händer igen."
)

SENTENCES = {
    "packets.nothing_to_make": "Dagordningen är tom. Lägg till minst ett ärende först.",
}
