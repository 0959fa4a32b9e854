"""Recusal in words: its grounds, and what is told of it at a §. Pure. Rules K12, K13 (KL 6:28)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.minutes.domain.facts import Attendee, Change, MinutesFacts
from app.minutes.domain.listing import listed
from app.minutes.domain.presence import PresenceTable
from app.minutes.domain.sentences import duty_recused, leading_sentences
from app.minutes.domain.terms import ChangeKind, RecusalGround, Ruling

GROUND_WORDS = {
    RecusalGround.PARTY: "Saken angår personen själv eller någon närstående",
    RecusalGround.REPRESENTS: "Personen eller någon närstående företräder den som saken angår",
    RecusalGround.SUPERVISION: "Ärendet rör tillsyn över verksamhet som personen är knuten till",
    RecusalGround.ASSISTS: "Personen har fört talan som ombud eller biträtt någon mot ersättning",
    RecusalGround.OTHER: "Något annat som kan rubba förtroendet för opartiskheten",
}
_POINTS = {ground: number for number, ground in enumerate(RecusalGround, start=1)}
RULING_WORDS = {
    Ruling.UNDISPUTED: "Jävet är ostridigt, ingen prövning",
    Ruling.RECUSED: "Prövat, jäv föreligger",
    Ruling.NOT_RECUSED: "Prövat, ej jäv",
}
Told = tuple[Attendee, Change]


def ground_words(change: Change) -> str:
    """Return "6 kap. 28 § 1 kommunallagen, ordförande i föreningen"; nothing without a ground."""
    named = change.ground_kind is not None and "28 §" not in change.ground
    law = f"6 kap. 28 § {_POINTS[change.ground_kind]} kommunallagen" if named else ""  # type: ignore[index]  # named says that there is one
    return ", ".join(filter(None, (law, change.ground)))


def recusal_sentences(facts: MinutesFacts, table: PresenceTable, place: int) -> list[str]:
    """Return what is told at a § about recusal, one text for those who are alike in it (K12).

    Who leads or writes instead of somebody recused is told after it.
    """
    groups: dict[tuple[object, ...], list[Told]] = {}
    for person, change in _begun(facts, place):
        alike = (ground_words(change), change.raised_by_id, change.ruling, change.last)
        groups.setdefault(alike, []).append((person, change))
    found = [_told(facts, table, group) for group in groups.values()]
    if duty_recused(facts, place):
        found += leading_sentences(facts, table, place)
    return found


def _begun(facts: MinutesFacts, place: int) -> Iterator[Told]:
    for person in facts.attendees:
        for change in person.changes:
            if change.kind is ChangeKind.RECUSED and change.first == place:
                yield person, change


def _told(facts: MinutesFacts, table: PresenceTable, group: Sequence[Told]) -> str:
    people = [person for person, _ in group]
    change = group[0][1]
    names = listed([person.name for person in people])
    raised = _raised(facts, names, change)
    if change.ruling is Ruling.NOT_RECUSED:
        return f"{raised}. {facts.body_name} finner att jäv inte föreligger."
    leaves = f"lämnar sammanträdet under handläggningen{_of(facts, change)}."
    itself = facts.attendee(change.raised_by_id) is None
    if change.ruling is Ruling.RECUSED:
        text = f"{raised}. {facts.body_name} finner att jäv föreligger. {names} {leaves}"
    elif itself:
        text = f"{raised} och {leaves}"
    else:
        text = f"{raised}. {names} {leaves}"
    return " ".join([text, *_instead(table, people, change.first)])


def _raised(facts: MinutesFacts, names: str, change: Change) -> str:
    """Return how the question came up, without the final point."""
    words = ground_words(change)
    ground = f" ({words})" if words else ""
    other = facts.attendee(change.raised_by_id)
    if other is not None:
        return f"Fråga om jäv för {names}{ground} väcks av {other.name}"
    if change.ruling is Ruling.NOT_RECUSED:
        return f"{names} väcker fråga om eget jäv{ground}"
    return f"{names} anmäler jäv{ground}"


def _of(facts: MinutesFacts, change: Change) -> str:
    """Return " av §§ 64–66" for a recusal from several §§."""
    last = change.last or len(facts.paragraphs)
    return f" av {facts.span_of(change.first, last)}" if last > change.first else ""


def _instead(table: PresenceTable, people: Sequence[Attendee], place: int) -> list[str]:
    """Tell who serves for those who are recused."""
    serving = {s.replaces.id: s.person.name for s in table.serving(place) if s.replaces}
    found = [(serving[person.id], person.name) for person in people if person.id in serving]
    if len(people) == 1:
        return [f"{name} tjänstgör i ärendet." for name, _ in found]
    pairs = [f"{name} för {regular}" for name, regular in found]
    return [f"I ärendet tjänstgör {listed(pairs)}."] if pairs else []
