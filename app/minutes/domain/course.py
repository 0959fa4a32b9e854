"""The course of the meeting: order of the items, closed doors, adjournments. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import time

from app.minutes.domain.facts import Break, MinutesFacts, ParagraphFacts
from app.minutes.domain.problems import Place, Problem
from app.minutes.domain.sentences import clock_words

CLOSED_DOORS = "Ärendet behandlas inom stängda dörrar."


def course_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return what is told first of all at a §: another order than the agenda's, closed doors."""
    doors = [CLOSED_DOORS] if facts.at(place).behind_closed_doors else []
    return [*_order(facts, place), *doors]


def break_sentences(facts: MinutesFacts, place: int) -> list[str]:
    """Return the adjournments that came at a §."""
    return [break_words(one) for one in facts.breaks if one.place == place]


def break_words(one: Break) -> str:
    """Return "Sammanträdet ajourneras kl. 11.30–12.30."."""
    return f"Sammanträdet ajourneras kl. {clock_words(one.starts_at)}–{clock_words(one.ends_at)}."


def _order(facts: MinutesFacts, place: int) -> Iterator[str]:
    """Tell of an item that was taken up before or after its turn on the agenda."""
    one = facts.at(place)
    summoned = [p for p in facts.paragraphs if _position(p) is not None and not p.added]
    in_turn = _in_turn(summoned)
    if one not in summoned or one in in_turn:
        return
    later = [p for p in in_turn if p.place > place and _at(p) < _at(one)]
    earlier = [p for p in in_turn if p.place < place and _at(p) > _at(one)]
    words = f"Ärende {one.agenda_number} på dagordningen behandlas"
    if later:
        yield f"{words} före ärende {later[0].agenda_number}."
    else:  # since the row is the longest, it is one or the other
        yield f"{words} efter ärende {earlier[-1].agenda_number}."


def _position(paragraph: ParagraphFacts) -> int | None:
    return paragraph.agenda_position


def _at(paragraph: ParagraphFacts) -> int:
    return paragraph.agenda_position or 0


def _in_turn(paragraphs: Sequence[ParagraphFacts]) -> list[ParagraphFacts]:
    """Return the longest row of §§ that kept the agenda's order; the others were taken out of it.

    Of two such rows the one with the earlier items: an item is said to come before its turn
    rather than another one after.
    """
    ends: list[int] = []  # the last position of the best row of each length
    found: list[list[ParagraphFacts]] = []
    for one in paragraphs:
        length = bisect_right(ends, _at(one))
        row = [*(found[length - 1] if length else ()), one]
        ends[length:] = [_at(one), *ends[length + 1 :]]
        found[length:] = [row, *found[length + 1 :]]
    return found[-1] if found else []


def break_fault(
    starts_at: time,
    ends_at: time,
    *,
    opened_at: time | None,
    closed_at: time | None,
    others: Sequence[tuple[time, time]] = (),
) -> str:
    """Return the code of what is wrong with an adjournment, or nothing.

    It ends after it began, lies within the meeting's times as they were, and is not told twice.
    """
    if ends_at <= starts_at:
        return "break.backwards"
    if opened_at is not None and starts_at < opened_at:
        return "break.before_opening"
    if closed_at is not None and ends_at > closed_at:
        return "break.after_closing"
    if any(starts_at < end and start < ends_at for start, end in others):
        return "break.overlaps"
    return ""


def break_problems(facts: MinutesFacts, place: int) -> Iterator[Problem]:
    """Refuse an adjournment that lies outside the meeting's times, since they were changed."""
    for one in facts.breaks:
        fault = break_fault(
            one.starts_at, one.ends_at, opened_at=facts.opened_at, closed_at=facts.closed_at
        )
        if one.place == place and fault:
            span = f"kl. {clock_words(one.starts_at)}–{clock_words(one.ends_at)}"
            yield Problem(
                "freeze.break_outside",
                place,
                f"{facts.at(place).label}: ajourneringen {span} ligger utanför sammanträdets tid. "
                "Rätta ajourneringen eller tiden.",
                Place.PARAGRAPH,
            )
