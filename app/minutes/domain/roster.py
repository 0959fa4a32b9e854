"""The lists of the minutes' front page, and where everybody was, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.minutes.domain.facts import Attendee, MinutesFacts
from app.minutes.domain.numbers import Run, runs
from app.minutes.domain.presence import Presence, PresenceTable, Quorum, Service
from app.minutes.domain.terms import CAPACITY_WORDS, Capacity

_RANK = {
    Capacity.CHAIR: 0,
    Capacity.VICE_CHAIR: 1,
    Capacity.REGULAR: 2,
    Capacity.SUBSTITUTE: 3,
    Capacity.OFFICIAL: 4,
}
_GUESTS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line on the front page: "Rolf Hedqvist, ersättare för Anneli Nyhlén, §§ 57–60"."""

    person: Attendee
    role: str  # "vice ordförande"; a title for those who do not decide
    spans: str = ""  # "§§ 61–70"; empty for the whole meeting
    replaces: tuple[tuple[str, str], ...] = ()  # (name of the regular, spans when not all)

    @property
    def name(self) -> str:
        """Return the name as it is printed."""
        return self.person.name

    @property
    def organisation(self) -> str:
        """Return the member organisation, or where somebody from outside works."""
        return self.person.where


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who was there, in exactly one of the lists."""

    deciding: tuple[Entry, ...]
    not_serving: tuple[Entry, ...]
    others: tuple[Entry, ...]


def roster(facts: MinutesFacts, table: PresenceTable) -> Roster:
    """Return the three lists, the chair first, substitutes in order of call."""
    there = sorted(
        (person for person in facts.attendees if table.ever_present(person)),
        key=lambda person: (_RANK.get(person.capacity, _GUESTS), person.position, person.id),
    )
    deciding = [p for p in there if table.places_served(p)]
    idle = [p for p in there if p.substitute and p not in deciding]
    rest = [p for p in there if p not in deciding and p not in idle]
    return Roster(
        tuple(_deciding(facts, table, person) for person in deciding),
        tuple(Entry(p, _role(p), spans_of(facts, table, p)) for p in idle),
        tuple(Entry(p, _title(p), spans_of(facts, table, p)) for p in rest),
    )


def roster_at(facts: MinutesFacts, table: PresenceTable, place: int) -> Roster:
    """Return the three lists for one § alone, as an extract prints them."""
    serving = table.serving(place)
    busy = {service.person.id for service in serving}
    rest = [person for person in table.present(place) if person.id not in busy]
    return Roster(
        tuple(
            Entry(
                s.person,
                _role(s.person, serving=s.person.substitute),
                replaces=((s.replaces.name, ""),) if s.replaces else (),
            )
            for s in sorted(serving, key=lambda s: (_RANK[s.person.capacity], s.person.position))
        ),
        tuple(Entry(p, _role(p), _part(facts, table, p, place)) for p in rest if p.substitute),
        tuple(Entry(p, _title(p), _part(facts, table, p, place)) for p in rest if not p.substitute),
    )


def quorum_runs(
    facts: MinutesFacts, table: PresenceTable
) -> list[tuple[str, Quorum, tuple[Service, ...]]]:
    """Return (§§, quorum, who serves) for each run of §§ where the same people serve."""
    found: list[tuple[list[int], tuple[Service, ...]]] = []
    for place in range(1, table.places + 1):
        serving = table.serving(place)
        if found and found[-1][1] == serving:
            found[-1][0].append(place)
        else:
            found.append(([place], serving))
    return [
        (facts.span_of(places[0], places[-1]), table.quorum(places[0]), serving)
        for places, serving in found
    ]


def spans_of(facts: MinutesFacts, table: PresenceTable, person: Attendee) -> str:
    """Return where somebody was: "§§ 61–70", "del av § 63"; nothing for the whole meeting."""
    there = table.presence[person.id]
    if all(presence is Presence.WHOLE for presence in there):
        return ""
    whole = [place for place, how in enumerate(there, 1) if how is Presence.WHOLE]
    partly = [place for place, how in enumerate(there, 1) if how is Presence.PARTLY]
    parts = [facts.spans(runs(whole))] if whole else []
    return ", ".join(parts + [f"del av {facts.spans([run])}" for run in runs(partly)])


def _part(facts: MinutesFacts, table: PresenceTable, person: Attendee, place: int) -> str:
    partly = table.of(person, place) is Presence.PARTLY
    return f"del av {facts.spans([(place, place)])}" if partly else ""


def _deciding(facts: MinutesFacts, table: PresenceTable, person: Attendee) -> Entry:
    served = table.places_served(person)
    replaced: dict[str, list[int]] = {}
    for place, regular in served:
        if regular is not None:
            replaced.setdefault(regular.name, []).append(place)
    several = len(replaced) > 1
    return Entry(
        person,
        _role(person, serving=person.substitute),
        _spans(facts, table, [place for place, _ in served]),
        tuple(
            (name, facts.spans(runs(places)) if several else "")
            for name, places in replaced.items()
        ),
    )


def _spans(facts: MinutesFacts, table: PresenceTable, places: Iterable[int]) -> str:
    found: list[Run] = runs(places)
    return "" if found == [(1, table.places)] else facts.spans(found)


def _role(person: Attendee, *, serving: bool = False) -> str:
    return "tjänstgörande ersättare" if serving else CAPACITY_WORDS[person.capacity]


def _title(person: Attendee) -> str:
    """Return "förbundschef, sekreterare"; the capacity for somebody without a title."""
    title = person.title or CAPACITY_WORDS[person.capacity]
    if person.takes_minutes and "sekreterare" not in title:
        return f"{title}, sekreterare"
    return title
