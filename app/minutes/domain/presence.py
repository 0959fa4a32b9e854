"""Who is there and who serves at every § of a meeting, from defaults and exceptions. Pure.

Rules F13/K11 and K14 (quorum per §), K10 (co-opted and guests never count), SUB (substitutes),
ATT (who leads and who writes each §).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.minutes.domain.facts import Attendee, Change, MinutesFacts
from app.minutes.domain.numbers import Run, runs
from app.minutes.domain.terms import Capacity, ChangeKind, Ruling


class Presence(IntEnum):
    """How much of one § somebody was there for; only the whole of it counts in the quorum."""

    AWAY = 0
    PARTLY = 1
    WHOLE = 2


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody who serves at a §: in an own seat, or a substitute for a regular (or a vacancy)."""

    person: Attendee
    replaces: Attendee | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of the ordinary seats are filled at a § (rule F13/K11)."""

    serving: int
    seats: int

    @property
    def reached(self) -> bool:
        """Say whether more than half of the seats are filled; vacant ones count in the total."""
        return 2 * self.serving > self.seats

    @property
    def text(self) -> str:
        """Return "7 av 8, beslutsför"."""
        word = "beslutsför" if self.reached else "inte beslutsför"
        return f"{self.serving} av {self.seats}, {word}"


@dataclass(frozen=True, slots=True)
class PresenceTable:
    """The answer for a whole meeting; everything printed about presence is read from here."""

    attendees: tuple[Attendee, ...]
    places: int
    seats: int
    presence: dict[int, tuple[Presence, ...]]  # by attendee id, one per place
    services: tuple[tuple[Service, ...], ...]  # one per place

    def of(self, person: Attendee, place: int) -> Presence:
        """Return how somebody was there at a place."""
        return self.presence[person.id][place - 1]

    def serving(self, place: int) -> tuple[Service, ...]:
        """Return who serves at a place, in the order of the roster."""
        return self.services[place - 1]

    def quorum(self, place: int) -> Quorum:
        """Return the quorum at a place (rules F13/K11, K14)."""
        return Quorum(len(self.serving(place)), self.seats)

    def present(self, place: int) -> list[Attendee]:
        """Return everybody who is there at a place, if only for a part of it."""
        return [person for person in self.attendees if self.of(person, place)]

    def ever_present(self, person: Attendee) -> bool:
        """Say whether somebody was there at all."""
        return any(self.presence[person.id])

    @property
    def vacant(self) -> int:
        """Return how many of the ordinary seats nobody holds; they count in the quorum's total."""
        return self.seats - sum(person.seated for person in self.attendees)

    def chair(self, place: int) -> Attendee | None:
        """Return who leads a place: the one chosen for it, the chair, else the vice chair."""
        there = [person for person in self.attendees if self.of(person, place) is Presence.WHOLE]
        chosen = _chosen(there, ChangeKind.CHAIRING, place)
        chairs = [person for person in there if person.chairs]
        vices = [person for person in there if person.capacity is Capacity.VICE_CHAIR]
        return next(iter([*chosen, *chairs, *vices]), None)

    def chairs(self) -> list[tuple[Attendee, list[Run]]]:
        """Return everybody who led, in the order they did, with the places."""
        return self._in_turn(self.chair)

    def secretary(self, place: int) -> Attendee | None:
        """Return who takes the minutes of a place: the one chosen for it, else the secretary."""
        there = self.present(place)
        chosen = _chosen(there, ChangeKind.WRITING, place)
        return next(iter([*chosen, *(person for person in there if person.takes_minutes)]), None)

    def secretaries(self) -> list[tuple[Attendee, list[Run]]]:
        """Return everybody who took the minutes, in the order they did, with the places."""
        return self._in_turn(self.secretary)

    def _in_turn(self, who: Callable[[int], Attendee | None]) -> list[tuple[Attendee, list[Run]]]:
        found: dict[int, list[int]] = {}
        people: dict[int, Attendee] = {}
        for place in range(1, self.places + 1):
            if person := who(place):
                people[person.id] = person
                found.setdefault(person.id, []).append(place)
        return [(people[key], runs(places)) for key, places in found.items()]

    def places_served(self, person: Attendee) -> list[tuple[int, Attendee | None]]:
        """Return (place, replaced regular or None) for every place where somebody serves."""
        return [
            (place, service.replaces)
            for place in range(1, self.places + 1)
            for service in self.serving(place)
            if service.person.id == person.id
        ]


def presence_table(
    attendees: Sequence[Attendee], places: int, seats: int | None = None
) -> PresenceTable:
    """Work out presence and service for every place from 1 to ``places``.

    ``seats`` is the number of ordinary seats with the vacant ones; as many as are filled when None.
    """
    people = tuple(attendees)
    filled = sum(person.seated for person in people)
    total = max(filled, seats or 0)
    presence = {p.id: tuple(_presence(p, place) for place in _each(places)) for p in people}
    services = tuple(
        tuple(_services(people, presence, place, vacant=total - filled)) for place in _each(places)
    )
    return PresenceTable(people, places, total, presence, services)


def table_of(facts: MinutesFacts) -> PresenceTable:
    """Return the table of a meeting's minutes."""
    return presence_table(facts.attendees, len(facts.paragraphs), facts.seats)


def _each(places: int) -> range:
    return range(1, places + 1)


def _chosen(there: Iterable[Attendee], kind: ChangeKind, place: int) -> list[Attendee]:
    """Return who was chosen to lead or to write at a place, whoever was chosen last first."""
    found = [
        (change.id, person)
        for person in there
        for change in person.changes
        if change.kind is kind and change.covers(place)
    ]
    return [person for _, person in sorted(found, key=lambda pair: -pair[0])]


def _presence(person: Attendee, place: int) -> Presence:
    """Return the default as changed by comings and goings, then by what holds at this place.

    Whatever else is said of somebody who is recused, they are away (rule K12).
    """
    if recused(person, place):
        return Presence.AWAY
    found = _after_moves(person, place)
    for change in person.changes:
        if change.covers(place):
            found = _overlaid(found, change)
    return found


def _overlaid(found: Presence, change: Change) -> Presence:
    if change.kind is ChangeKind.PRESENT:
        return max(found, Presence.PARTLY if change.partly else Presence.WHOLE)
    if change.kind is ChangeKind.ABSENT:
        return min(found, Presence.PARTLY if change.partly else Presence.AWAY)
    return found


def _after_moves(person: Attendee, place: int) -> Presence:
    """Walk through arrivals and departures in order up to the place."""
    moves = sorted(
        (c for c in person.changes if c.kind in {ChangeKind.ARRIVED, ChangeKind.LEFT}),
        key=lambda c: (c.first, c.kind is ChangeKind.LEFT, c.id),
    )
    there = moves[0].kind is ChangeKind.LEFT if moves else person.present
    partly = False
    for move in moves:
        if move.kind is ChangeKind.ARRIVED and move.first <= place:
            there, partly = True, move.partly and move.first == place
        elif move.kind is ChangeKind.LEFT and move.first < place:
            there, partly = False, False
        elif move.kind is ChangeKind.LEFT and move.first == place:
            partly = partly or move.partly
    if not there:
        return Presence.AWAY
    return Presence.PARTLY if partly else Presence.WHOLE


def _services(
    people: Iterable[Attendee],
    presence: dict[int, tuple[Presence, ...]],
    place: int,
    *,
    vacant: int,
) -> Iterable[Service]:
    """Give every ordinary seat to its holder, else to the first substitute set to serve in it.

    A regular who is there serves, so a substitute steps back by itself when the regular comes.
    """
    there = [p for p in people if presence[p.id][place - 1] is Presence.WHOLE]
    holders = {p.id: p for p in people if p.seated}
    free = {key for key, p in holders.items() if p not in there}
    for person in there:
        if person.seated:
            yield Service(person)
    for person in there:
        if not person.substitute or (claim := claimed(person, place)) is NO_CLAIM:
            continue
        if claim is None and vacant:
            vacant -= 1
            yield Service(person)
        elif claim in free:
            free.discard(claim)
            yield Service(person, holders[claim])


NO_CLAIM = 0  # no attendee has this id


def claimed(person: Attendee, place: int) -> int | None:
    """Return whose seat a substitute is set to serve in at a place; None for a vacant one.

    What holds for the place goes before what holds for the whole meeting.
    """
    for change in person.changes:
        if change.kind is ChangeKind.SERVING and change.covers(place):
            return change.replaces_id
    return person.replaces_id or NO_CLAIM


def offered(
    table: PresenceTable, place: int, absent: Attendee, *, called: bool = False
) -> list[Attendee]:
    """Return who may serve for an absent regular, the one to ask first first (rule SUB).

    Substitutes of the same member organisation in order of call, then the others in order of call;
    only those who do not serve already, and who are there unless they are ``called`` in.
    """
    busy = {service.person.id for service in table.serving(place)}
    free = [
        person
        for person in table.attendees
        if person.substitute
        and person.id not in busy
        and (called or table.of(person, place) is Presence.WHOLE)
    ]
    own = absent.member_organisation_id
    return sorted(free, key=lambda p: (p.member_organisation_id != own or own is None, p.position))


def returned(table: PresenceTable) -> list[Attendee]:
    """Return who left, not because of recusal, and serves again afterwards (rule SUB warns)."""
    return [person for person in table.attendees if _served_after_leaving(table, person)]


def _served_after_leaving(table: PresenceTable, person: Attendee) -> bool:
    served = [place for place, _ in table.places_served(person)]
    return bool(served) and broke_off(table, person, served[-1])


def broke_off(table: PresenceTable, person: Attendee, place: int) -> bool:
    """Say whether somebody stopped serving before a place and left, other than recused (SUB)."""
    served = [at for at, _ in table.places_served(person)]
    return any(
        table.of(person, at) is Presence.AWAY and not recused(person, at)
        for at in range(min(served, default=place), place)
    )


def recused(person: Attendee, place: int) -> bool:
    """Say whether somebody is recused at a place (rule K12)."""
    return any(c.takes_out and c.covers(place) for c in person.changes)


def tried(person: Attendee, place: int) -> bool:
    """Say whether the body has found that somebody is not recused at a place (rule K12)."""
    return any(
        c.ruling is Ruling.NOT_RECUSED and c.covers(place) and not recused(person, place)
        for c in person.changes
    )
