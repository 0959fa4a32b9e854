"""One § held while something that happened at it is written: rows, versions, order, the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import EditConflict
from app.meetings.domain import moved
from app.minutes import queries
from app.minutes.domain import MinutesFacts, Part
from app.minutes.domain.acts import PART_WORDS, act_words
from app.minutes.models import (
    Ballot,
    Dissent,
    Motion,
    Paragraph,
    Proposition,
    Statement,
)
from app.minutes.services.access import writable
from app.minutes.services.alone import open_paragraph

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_ROWS: dict[Part, type[Any]] = {
    Part.MOTION: Motion,
    Part.PROPOSITION: Proposition,
    Part.BALLOT: Ballot,
    Part.DISSENT: Dissent,
    Part.STATEMENT: Statement,
}
_NAMES = {
    Part.MOTION: "ett yrkande",
    Part.PROPOSITION: "en proposition",
    Part.BALLOT: "en omröstning",
    Part.DISSENT: "en reservation",
    Part.STATEMENT: "ett yttrande",
}
_note = history.Noting("minutes")


def seen_version(fact: object) -> int:
    """Return a number that is another when somebody has changed what was shown."""
    return crc32(repr(fact).encode())


@dataclass(frozen=True, slots=True)
class Held:
    """A § that nobody else changes these things at until the commit, as it stands now."""

    facts: MinutesFacts
    place: int
    paragraph: Paragraph

    def stored(self, part: Part, row_id: int) -> Any:
        """Return one thing as it stands now, or None."""
        things = getattr(self.facts.at(self.place).deliberation, part)
        return next((thing for thing in things if thing.id == row_id), None)

    def row(self, session: Session, part: Part, row_id: int) -> Any:
        """Return the row to write in: the stored one of this §, else a new one, last.

        What somebody has removed meanwhile is written in anew, so that nothing typed is lost.
        """
        kind = _ROWS[part]
        if self.stored(part, row_id) is not None:
            return session.get_one(kind, row_id)
        things = getattr(self.facts.at(self.place).deliberation, part)
        values = {} if part is Part.DISSENT else {"position": len(things) + 1}
        return kind(paragraph_id=self.paragraph.id, **values)

    def same(
        self, part: Part, mine: Any, version: int, texts: Sequence[tuple[str, str, str]]
    ) -> bool:
        """Say whether nothing is changed; ``texts`` are (form field, label, attribute).

        Raises:
            EditConflict: when somebody else changed it since ``version``, with both texts.
        """
        theirs = self.stored(part, mine.id)
        if theirs is None or mine == theirs:
            return theirs is not None
        now = seen_version(theirs)
        if version != now:
            raise EditConflict(self._both(part, mine, theirs, texts), version=now)
        return False

    def _both(
        self, part: Part, mine: Any, theirs: Any, texts: Sequence[tuple[str, str, str]]
    ) -> list[tuple[str, str, str, str]]:
        """Return the texts that differ, or what each says as a whole when no text does."""
        differing = [
            (field, label, getattr(mine, name), getattr(theirs, name))
            for field, label, name in texts
            if getattr(mine, name) != getattr(theirs, name)
        ]
        return differing or [("shown", *self._said(part, mine), self._said(part, theirs)[1])]

    def saved(
        self, session: Session, actor: Actor | None, part: Part, row: Any, row_id: int
    ) -> None:
        """Put the row in its place and tell it in the log, with what it said before (rule O4)."""
        before = self.stored(part, row_id)
        session.add(row)
        session.flush()
        said = [] if before is None else [self._said(part, before)]
        verb = "skrev in" if before is None else "ändrade"
        self.tell(session, actor, f"{part}_saved", f"{verb} {_NAMES[part]}", replaced=said)

    def removed(self, session: Session, actor: Actor | None, part: Part, row_id: int) -> None:
        """Take the row away and tell what it said in the log (rule O4)."""
        said = self._said(part, self.stored(part, row_id))
        session.delete(session.get_one(_ROWS[part], row_id))
        session.flush()
        self.tell(session, actor, f"{part}_removed", f"tog bort {_NAMES[part]}", replaced=[said])

    def _said(self, part: Part, thing: Any) -> tuple[str, str]:
        return PART_WORDS[part], act_words(self.facts, self.place, part, thing)

    def moved(
        self, session: Session, actor: Actor | None, part: Part, row_id: int, step: int
    ) -> None:
        """Change the order of one kind of things; what is gone or cannot go further stays."""
        things = getattr(self.facts.at(self.place).deliberation, part)
        order = [thing.id for thing in things]
        if part is Part.DISSENT or row_id not in order:
            return
        wanted = moved(order, row_id, step)
        if wanted == tuple(order):
            return
        for position, key in enumerate(wanted, start=1):
            session.get_one(_ROWS[part], key).position = position
        self.tell(session, actor, f"{part}_moved", f"ändrade ordningen: {_NAMES[part]}")

    def tell(
        self, session: Session, actor: Actor | None, action: str, sentence: str, **details: Any
    ) -> None:
        """Write a row about the § in the log."""
        where = f"{sentence} i ”{self.paragraph.heading}”"
        _note(session, actor, self.paragraph, action, where, **details)


def hold(session: Session, meeting: Meeting, paragraph_id: int) -> Held:
    """Return a § of a meeting whose minutes are written, held until the commit.

    Raises:
        DomainError: ``minutes.not_open``; NotFound for another meeting's §.
    """
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    session.execute(select(Paragraph.id).where(Paragraph.id == paragraph_id).with_for_update())
    _forget(session)
    facts = queries.minutes_whole(session, meeting.id)
    place = next(one.place for one in facts.paragraphs if one.id == paragraph_id)
    return Held(facts, place, paragraph)


def _forget(session: Session) -> None:
    """Let what was read before the § was held be read again."""
    session.flush()
    for row in list(session.identity_map.values()):
        if isinstance(row, tuple(_ROWS.values())):
            session.expire(row)
