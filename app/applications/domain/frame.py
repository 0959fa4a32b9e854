"""The room in the frame: frame − decided − reserved, year by year (rule FRAME). Pure.

All amounts are whole öre by calendar year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

YEARS_SHOWN = 4  # this one and the next three

SENTENCES = {
    "frame.year": "Skriv ett år mellan 2004 och 2100.",
    "frame.negative": "Ramen kan inte vara mindre än noll.",
    "frame.no_amount": "Skriv hur stor ramen är.",
}


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What the frame is counted from.

    ``reserved`` is what pending applications that the office has reserved for apply for, those on
    an agenda left out; ``on_agenda`` what the proposals on agendas would grant; ``here`` what the
    application on the page would take, when it is not on an agenda itself.
    """

    frames: Mapping[int, int] = field(default_factory=dict)
    decided: Mapping[int, int] = field(default_factory=dict)
    reserved: Mapping[int, int] = field(default_factory=dict)
    reserved_on_agenda: Mapping[int, int] = field(default_factory=dict)
    on_agenda: Mapping[int, int] = field(default_factory=dict)
    here: Mapping[int, int] = field(default_factory=dict)
    here_reserved: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrameYear:
    """One year of the frame; what needs a frame is None where the year has none."""

    year: int
    frame: int | None
    decided: int
    reserved: int
    elsewhere: int  # reserved for others that are being prepared, those on agendas left out
    on_agenda: int
    here: int
    room: int | None
    if_agenda: int | None
    if_here: int | None

    @property
    def warning(self) -> str:
        """Return in a word what to look out for, or nothing (rule FRAME)."""
        if self.frame is None:
            return "Ram saknas" if self.decided or self.on_agenda or self.here else ""
        if self.room is not None and self.room < 0:
            return "Överskriden"
        lowest = min(ore for ore in (self.if_agenda, self.if_here, 0) if ore is not None)
        return "Räcker inte" if lowest < 0 else ""


def frame_years(facts: FrameFacts, *, first: int, years: Iterable[int] = ()) -> list[FrameYear]:
    """Return this year and the next three, and the further years that money is asked for in.

    room = frame − decided − reserved for pending; ``if_agenda`` what is left when all on the
    agenda is granted; ``if_here`` when the application on the page is granted too (rule FRAME).
    """
    shown = {first + step for step in range(YEARS_SHOWN)} | set(years)
    return [_year(facts, year) for year in sorted(shown)]


def _year(facts: FrameFacts, year: int) -> FrameYear:
    frame = facts.frames.get(year)
    decided, on_agenda = facts.decided.get(year, 0), facts.on_agenda.get(year, 0)
    waiting = facts.reserved.get(year, 0)
    reserved = waiting + facts.reserved_on_agenda.get(year, 0)
    here = facts.here.get(year, 0)
    elsewhere = waiting - facts.here_reserved.get(year, 0)
    room = if_agenda = if_here = None
    if frame is not None:
        room = frame - decided - reserved
        # What is granted is no longer reserved: each amount is counted once.
        if_agenda = frame - decided - waiting - on_agenda
        if_here = frame - decided - elsewhere - on_agenda - here
    return FrameYear(
        year, frame, decided, reserved, elsewhere, on_agenda, here, room, if_agenda, if_here
    )


def short_years(found: Iterable[FrameYear]) -> tuple[FrameYear, ...]:
    """Return the years where the money does not reach or the frame is missing (rule FRAME)."""
    return tuple(one for one in found if one.warning)
