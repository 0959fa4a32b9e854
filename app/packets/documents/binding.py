"""The whole packet in one file: contents, summons, annexes; numbered, stamped, bookmarked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TypedDict

from app.packets.documents.front import Front, front, lines
from app.packets.documents.joining import About, Joiner, opened
from app.packets.documents.places import pages_of_items
from app.packets.domain import Contents, first_pages, marks


@dataclass(frozen=True, slots=True)
class Part:
    """One paper as a PDF on the disk, what is stamped on it, and whether it only says why not."""

    stamp: str
    path: Path
    pages: int
    left_out: bool = False


class Places(TypedDict):
    """Where the summons, each item in it and each annex begin; pages counted from 1."""

    summons_page: int
    item_pages: list[int]
    paper_pages: list[int]


def bind(
    file: BinaryIO, contents: Contents, *, summons: Part, parts: Sequence[Part], made_at: datetime
) -> int:
    """Write the packet to an open file and return its number of pages.

    ``parts`` are the annexes in the order of ``contents.papers``. One paper is in memory at a time.
    """
    letter = opened(summons.path.read_bytes())
    in_letter = pages_of_items(letter, contents.chapters)
    lengths = [summons.pages, *(part.pages for part in parts)]
    # The contents take as many pages whatever the numbers in them are.
    length = _front(contents, in_letter, lengths, 1, made_at).pages
    opening = _front(contents, in_letter, lengths, length, made_at)
    total = length + sum(lengths)
    joiner = Joiner(file, total=total, about=_about(contents, made_at))
    joiner.add(opened(opening.content), links=opening.links)
    joiner.add(letter)
    for part in parts:
        joiner.add(opened(part.path.read_bytes()), stamp=part.stamp)
    joiner.close(marks(contents, **_places(in_letter, lengths, length)))
    return total


def _front(
    contents: Contents,
    in_letter: Sequence[int],
    lengths: Sequence[int],
    length: int,
    made_at: datetime,
) -> Front:
    rows = lines(contents, **_places(in_letter, lengths, length))
    return front(contents, tuple(rows), made_at=made_at)


def _places(in_letter: Sequence[int], lengths: Sequence[int], front_length: int) -> Places:
    """Return where everything begins when the first pages are so many."""
    firsts = first_pages(front_length + 1, lengths)
    return {
        "summons_page": firsts[0],
        "item_pages": [firsts[0] + page for page in in_letter],
        "paper_pages": firsts[1:],
    }


def _about(contents: Contents, made_at: datetime) -> About:
    return About(
        title=f"{contents.heading} {contents.day}",
        author=contents.association,
        made=f"D:{made_at:%Y%m%d%H%M%S}Z",
        key=contents.fingerprint()[:32],
    )
