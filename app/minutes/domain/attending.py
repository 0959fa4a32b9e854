"""What the roster must say before the minutes are frozen (rules F16, K12, ATT). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from app.minutes.domain.facts import Attendee, Change, MinutesFacts, ParagraphFacts
from app.minutes.domain.numbers import runs
from app.minutes.domain.presence import Presence, PresenceTable, recused
from app.minutes.domain.problems import Place, Problem
from app.minutes.domain.sentences import at_distance
from app.minutes.domain.terms import ChangeKind, Mode

_DUTIES = {
    ChangeKind.CHAIRING: ("leda", Presence.WHOLE),
    ChangeKind.WRITING: ("föra protokollet vid", Presence.PARTLY),
}


def roster_problems(facts: MinutesFacts, table: PresenceTable) -> Iterator[Problem]:
    """Report what is missing about distance, and duties that nobody could have done."""
    yield from _distance(facts, table)
    for person in table.attendees:
        for change in person.changes:
            yield from _while_away(facts, table, person, change)


def _distance(facts: MinutesFacts, table: PresenceTable) -> Iterator[Problem]:
    """Whoever is elsewhere needs the board's decision, and by sound only a reason (rule F16)."""
    people = at_distance(table)
    if people and not facts.distance_basis.strip():
        yield Problem(
            "freeze.distance_basis",
            None,
            "Någon deltar på distans men det framgår inte vilket beslut som tillåter det. Ange "
            "beslutet.",
            Place.DISTANCE,
        )
    for person in people:
        if person.mode is Mode.AUDIO and not person.mode_reason.strip():
            yield Problem(
                "freeze.mode_reason",
                None,
                f"{person.name} deltar med enbart ljud. Ange varför.",
                Place.DISTANCE,
                attendee_id=person.id,
            )


def _while_away(
    facts: MinutesFacts, table: PresenceTable, person: Attendee, change: Change
) -> Iterator[Problem]:
    places = places_away(table, person, change)
    if places:
        verb = _DUTIES[change.kind][0]
        why = "är jävig" if recused(person, places[0]) else "är inte med"
        yield Problem(
            "freeze.duty_while_away",
            places[0],
            f"{person.name} ska {verb} {facts.spans(runs(places))} men {why} då. Välj någon annan "
            "eller ta bort undantaget.",
            Place.ATTENDANCE,
            attendee_id=person.id,
        )


def places_away(table: PresenceTable, person: Attendee, change: Change) -> list[int]:
    """Return where somebody is to lead or to write but is not there to do it (rule ATT)."""
    if change.kind not in _DUTIES:
        return []
    needed = _DUTIES[change.kind][1]
    last = change.last or table.places
    places = range(change.first, last + 1)
    return [place for place in places if table.of(person, place) < needed]


def duties_at(facts: MinutesFacts, table: PresenceTable, one: ParagraphFacts) -> Iterator[Problem]:
    """Report a § that nobody led, or whose secretary had left it (rule ATT)."""
    if table.chairs() and table.chair(one.place) is None:
        yield Problem(
            "freeze.nobody_led",
            one.place,
            f"{one.label}: ingen ledde ärendet. Rätta närvaron.",
            Place.ATTENDANCE,
        )
    if facts.secretary is not None and table.secretary(one.place) is None:
        yield Problem(
            "freeze.nobody_wrote",
            one.place,
            f"{one.label}: {facts.secretary.name} är inte med. Ange i närvaron vem som förde "
            "protokollet.",
            Place.ATTENDANCE,
        )
