"""Sentences of Swedish minutes that the tool composes from rows. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time

from babel.dates import format_date

from app.meetings.domain import ItemKind, Standing
from app.minutes.domain.facts import Attendee, Change, MinutesFacts, ParagraphFacts
from app.minutes.domain.listing import listed
from app.minutes.domain.numbers import Run
from app.minutes.domain.presence import PresenceTable, Service, recused
from app.minutes.domain.terms import ChangeKind, Mode

_BOARD_DECIDES = frozenset({ItemKind.DECISION, ItemKind.ELECTION})
_MODES = {
    Mode.VIDEO: "deltar på distans med ljud och bild",
    Mode.AUDIO: "deltar på distans med enbart ljud",
}
OPENING = "Ordföranden hälsar välkommen och förklarar sammanträdet öppnat."
APPROVE_AGENDA = "godkänna dagordningen"


def presence_sentences(facts: MinutesFacts, table: PresenceTable, place: int) -> list[str]:
    """Return what is told at a § about comings and goings, service, distance and who leads."""
    return [
        *_vacant(facts, table, place),
        *_moves(facts, place),
        *_serving(facts, table, place),
        *_distance(facts, table, place),
        *([] if duty_recused(facts, place) else leading_sentences(facts, table, place)),
        *_no_quorum(facts, table, place),
    ]


def duty_recused(facts: MinutesFacts, place: int) -> bool:
    """Say whether the chair or the secretary is recused: that is told before who steps in."""
    on_duty = (person for person in facts.attendees if person.chairs or person.takes_minutes)
    return any(recused(person, place) for person in on_duty)


def leading_sentences(facts: MinutesFacts, table: PresenceTable, place: int) -> list[str]:
    """Return what is told at a § about who else leads or takes the minutes (rule ATT)."""
    return [*_chair(facts, table, place), *_secretary(facts, table, place)]


_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")


def vacant_words(number: int) -> str:
    """Return "en vakant plats", "två vakanta platser"."""
    return (
        f"{_number(number)} vakant plats" if number == 1 else f"{_number(number)} vakanta platser"
    )


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _vacant(facts: MinutesFacts, table: PresenceTable, place: int) -> Iterator[str]:
    """Tell first of all how many seats are vacant; they count in the quorum (rule F13/K11)."""
    if place == 1 and table.vacant:
        are = "vakant" if table.vacant == 1 else "vakanta"
        seats = f"{facts.body_name} har {table.seats} platser"
        yield f"{seats}, varav {_number(table.vacant)} är {are}."


def _moves(facts: MinutesFacts, place: int) -> Iterator[str]:
    for person in facts.attendees:
        for change in person.changes:
            if change.first == place and (text := _move(facts, person, change)):
                yield text


def _move(facts: MinutesFacts, person: Attendee, change: Change) -> str:
    here = facts.spans([(change.first, change.first)])
    at = f" kl. {clock_words(change.clock)}" if change.clock else ""
    if change.kind is ChangeKind.ARRIVED:
        where = f"under {here}" if change.partly else f"före {here}"
        return f"{person.name} anländer{at}, {where}." if at else f"{person.name} anländer {where}."
    if change.kind is ChangeKind.LEFT:
        where = f"under {here}" if change.partly else f"efter {here}"
        leaves = f"{person.name} lämnar sammanträdet{at}"
        return f"{leaves}, {where}." if at else f"{leaves} {where}."
    if change.kind is ChangeKind.ABSENT:
        return f"{person.name} är inte närvarande under {_span(facts, change)}."
    if change.kind is ChangeKind.PRESENT and (person.seated or person.substitute):
        return f"{person.name} är närvarande under {_span(facts, change)}."
    return ""


def _span(facts: MinutesFacts, change: Change) -> str:
    last = change.last or len(facts.paragraphs)
    text = facts.spans([(change.first, max(change.first, last))])
    return f"en del av {text}" if change.partly else text


def _serving(facts: MinutesFacts, table: PresenceTable, place: int) -> Iterator[str]:
    """Tell who begins to serve here, and for how long; a recusal tells it in its own sentence."""
    before = _pairs(table.serving(place - 1)) if place > 1 else set()
    for service in table.serving(place):
        if not service.person.substitute or _pair(service) in before:
            continue
        if service.replaces and recused(service.replaces, place):
            continue
        last = place
        while last < table.places and _pair(service) in _pairs(table.serving(last + 1)):
            last += 1
        whole = (place, last) == (1, table.places)
        yield _serves(service, "" if whole else f" {facts.spans([(place, last)])}")


def _serves(service: Service, span: str) -> str:
    person, regular = service.person, service.replaces
    who = f"{person.name} ({person.where})" if person.where else person.name
    return f"{who} tjänstgör {_seat(regular)}{span}."


def _pair(service: Service) -> tuple[int, int | None]:
    return service.person.id, service.replaces.id if service.replaces else None


def _pairs(services: Sequence[Service]) -> set[tuple[int, int | None]]:
    return {_pair(service) for service in services}


def _distance(facts: MinutesFacts, table: PresenceTable, place: int) -> Iterator[str]:
    """Tell once who takes part from elsewhere, and what allows it (rule F16)."""
    begins = {person.id: _first_place(table, person) for person in at_distance(table)}
    groups: dict[str, list[str]] = {}
    for person in at_distance(table):
        if begins[person.id] == place:
            groups.setdefault(_takes_part(person), []).append(person.name)
    for words, names in groups.items():
        yield f"{listed(names)} {words}."
    if facts.distance_basis and place == min(begins.values(), default=0):
        yield f"Deltagandet på distans sker med stöd av {facts.distance_basis.rstrip('.')}."


def at_distance(table: PresenceTable) -> list[Attendee]:
    """Return everybody who takes part from elsewhere, if only in a part (rule F16)."""
    return [p for p in table.attendees if p.mode in _MODES and table.ever_present(p)]


def _first_place(table: PresenceTable, person: Attendee) -> int:
    return next(place for place, how in enumerate(table.presence[person.id], 1) if how)


def _takes_part(person: Attendee) -> str:
    because = person.mode is Mode.AUDIO and person.mode_reason.strip().rstrip(".")
    words = _MODES[person.mode]
    return f"{words} med hänvisning till {because}" if because else words


def _chair(facts: MinutesFacts, table: PresenceTable, place: int) -> Iterator[str]:
    """Tell at the first of the §§ that somebody else than the ordinary chair leads."""
    leader = table.chair(place)
    first_set = next((person for person in facts.attendees if person.chairs), None)
    if leader is None or leader == first_set:
        return
    run = _begun(table.chairs(), leader, place)
    if run is not None:
        yield f"{leader.name} inträder som ordförande under {facts.spans([run])}."


def _secretary(facts: MinutesFacts, table: PresenceTable, place: int) -> Iterator[str]:
    """Tell at the first of the §§ that somebody else than the secretary takes the minutes."""
    writer = table.secretary(place)
    if writer is None or facts.secretary is None or writer == facts.secretary:
        return
    run = _begun(table.secretaries(), writer, place)
    if run is not None:
        yield f"{writer.name} för protokollet vid {facts.spans([run])}."


def _begun(turns: Sequence[tuple[Attendee, list[Run]]], person: Attendee, place: int) -> Run | None:
    """Return the run of places that somebody begins at a place, or None in the middle of one."""
    places = next(found for one, found in turns if one == person)
    return next((run for run in places if run[0] == place), None)


def _no_quorum(facts: MinutesFacts, table: PresenceTable, place: int) -> Iterator[str]:
    quorum = table.quorum(place)
    if not quorum.reached and facts.at(place).kind in _BOARD_DECIDES:
        yield (
            f"{facts.body_name} är inte beslutsför i ärendet: "
            f"{quorum.serving} av {quorum.seats} platser är besatta."
        )


def change_words(facts: MinutesFacts, change: Change) -> str:
    """Return an exception in a few words for the roster: "kom före § 61 kl. 10.15"."""
    here = facts.spans([(change.first, change.first)])
    at = f" kl. {clock_words(change.clock)}" if change.clock else ""
    span = _span(facts, change)
    regular = facts.attendee(change.replaces_id)
    words = {
        ChangeKind.ARRIVED: f"kom {'under' if change.partly else 'före'} {here}{at}",
        ChangeKind.LEFT: f"gick {'under' if change.partly else 'efter'} {here}{at}",
        ChangeKind.PRESENT: f"med vid {span}",
        ChangeKind.ABSENT: f"inte med vid {span}",
        ChangeKind.SERVING: f"tjänstgör {_seat(regular)} {span}",
        ChangeKind.RECUSED: f"jäv vid {span}" if change.takes_out else f"prövat, ej jäv vid {span}",
        ChangeKind.CHAIRING: f"leder {span}",
        ChangeKind.WRITING: f"för protokollet vid {span}",
    }
    return words[change.kind]


def _seat(regular: Attendee | None) -> str:
    return f"för {regular.name}" if regular else "på vakant plats"


# Standing items


def attesters_clause(names: Sequence[str]) -> str:
    """Return "utse Rolf Hedqvist att tillsammans med ordföranden justera protokollet"."""
    return f"utse {listed(names)} att tillsammans med ordföranden justera protokollet"


_PREPOSITIONS = frozenset({"hos", "i", "på", "via", "vid"})


def attestation_sentence(place: str, day: date | None, at: time | None) -> str:
    """Return "Justeringen äger rum den 28 november 2016 kl. 13.00 på kansliet." or nothing."""
    if day is None:
        return ""
    clock = f" kl. {clock_words(at)}" if at else ""
    joint = (
        "" if not place else " " if place.split(maxsplit=1)[0].lower() in _PREPOSITIONS else ", "
    )
    return f"Justeringen äger rum den {long_date(day)}{clock}{joint}{place}."


def closing_sentence(at: time) -> str:
    """Return the sentence with the time when the chair closes the meeting."""
    return f"Ordföranden tackar för visat intresse och avslutar sammanträdet kl. {clock_words(at)}."


def agenda_clause(added: Sequence[ParagraphFacts], paragraphs: Sequence[ParagraphFacts]) -> str:
    """Return the decision on the agenda, naming what was added at the meeting."""
    if not added:
        return APPROVE_AGENDA
    other = next((p.place for p in paragraphs if p.standing is Standing.OTHER_QUESTIONS), None)
    own = [p for p in added if other is None or p.place < other]
    under = [p for p in added if p not in own]
    parts = []
    if own:
        words = "som eget ärende" if len(own) == 1 else "som egna ärenden"
        parts.append(f"{listed(_quoted(own))} tas upp {words}")
    if under:
        parts.append(f"{listed(_quoted(under))} tas upp under Övriga frågor")
    word = "tillägget" if len(added) == 1 else "tilläggen"
    return f"{APPROVE_AGENDA} med {word} att {' och att '.join(parts)}"


def _quoted(paragraphs: Sequence[ParagraphFacts]) -> list[str]:
    return [f"”{paragraph.heading}”" for paragraph in paragraphs]


def additions(paragraphs: Sequence[ParagraphFacts]) -> list[ParagraphFacts]:
    """Return the §§ that were not on the agenda that was sent."""
    return [p for p in paragraphs if p.added and p.standing is Standing.NONE]


def clock_words(value: time) -> str:
    """Return "10.15"."""
    return value.strftime("%H.%M")


def long_date(day: date) -> str:
    """Return "8 september 2016"."""
    return str(format_date(day, "d MMMM y", locale="sv"))
