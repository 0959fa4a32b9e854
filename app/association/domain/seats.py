"""Who may sit where, and what the rules find missing. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.association.domain.charter import Charter, term_end
from app.association.domain.words import MISSING_WORDS, REGULAR_SEATS, ROLE_WORDS, PartyType
from app.kernel.actor import Role
from app.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """What the rules need to know about one seat; names only for the sentences."""

    person_id: int
    person: str
    role: Role
    member_id: int | None
    member: str
    valid_from: date
    valid_to: date | None

    def meets(self, other: SeatFacts) -> bool:
        """Say whether the two seats are valid on some same day."""
        return (self.valid_to is None or other.valid_from <= self.valid_to) and (
            other.valid_to is None or self.valid_from <= other.valid_to
        )

    @property
    def span(self) -> str:
        """Return the time in words."""
        end = f"till och med {self.valid_to}" if self.valid_to else "tills vidare"
        return f"från {self.valid_from} {end}"


def check_seat(new: SeatFacts, others: Collection[SeatFacts]) -> None:
    """Refuse a seat that cannot stand beside the others in the same body.

    Raises:
        DomainError: it ends before it starts, the person sits there already, or somebody else
            is chair or vice chair on some of its days.
    """
    if new.valid_to is not None and new.valid_to < new.valid_from:
        raise DomainError(
            "association.seat_ends_before_start", field="valid_to", valid_from=new.valid_from
        )
    for other in others:
        if not new.meets(other):
            continue
        words = {"name": other.person, "role": ROLE_WORDS[other.role], "span": other.span}
        if other.person_id == new.person_id:
            raise DomainError("association.seat_overlaps", field="person_id", **words)
        if other.role == new.role and new.role in {Role.CHAIR, Role.VICE_CHAIR}:
            raise DomainError("association.chair_taken", field="role", **words)


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Something in the association's make-up that deviates from a rule: shown, never refused."""

    rule: str
    text: str
    place: str  # members, board


def shortcomings(
    members: Mapping[int, tuple[str, PartyType]],
    seats: Sequence[SeatFacts],
    charter: Charter,
    day: date,
) -> list[Shortcoming]:
    """List what rules F1, F9, F11 and F13 say about the members and the board's seats of a day.

    ``members`` holds (name, party type) by id.
    """
    return [
        *_missing_parties({party for _, party in members.values()}),
        *_unseated(members, seats),
        *_vacant(seats, charter.board_seats),
        *_uneven(seats),
        *_two_members(seats),
        *_beyond_term(seats, charter, day),
    ]


def _missing_parties(present: set[PartyType]) -> Iterator[Shortcoming]:
    """Rule F1: all four party types are members."""
    for party in PartyType:
        if party not in present:
            yield Shortcoming("F1", f"Bland medlemmarna saknas {MISSING_WORDS[party]}.", "members")


def _unseated(
    members: Mapping[int, tuple[str, PartyType]], seats: Sequence[SeatFacts]
) -> Iterator[Shortcoming]:
    """Rule F9: every member has at least one regular and one substitute."""
    regular = {seat.member_id for seat in seats if seat.role in REGULAR_SEATS}
    substitute = {seat.member_id for seat in seats if seat.role is Role.SUBSTITUTE}
    for member_id, (name, _) in members.items():
        lacking = [
            word
            for word, held in (("ledamot", regular), ("ersättare", substitute))
            if member_id not in held
        ]
        if lacking:
            text = f"{name} saknar {' och '.join(lacking)} i styrelsen."
            yield Shortcoming("F9", text, "board")


def _vacant(seats: Sequence[SeatFacts], wanted: int) -> Iterator[Shortcoming]:
    """Rule F13: vacant ordinary seats count when it is told whether the board may decide."""
    filled = sum(seat.role in REGULAR_SEATS for seat in seats)
    if filled < wanted:
        text = f"{filled} av styrelsens {wanted} ordinarie platser är besatta."
        yield Shortcoming("F13", text, "board")


def _uneven(seats: Sequence[SeatFacts]) -> Iterator[Shortcoming]:
    """Rule F9: as many substitutes as regulars."""
    regulars = sum(seat.role in REGULAR_SEATS for seat in seats)
    substitutes = sum(seat.role is Role.SUBSTITUTE for seat in seats)
    if seats and regulars != substitutes:
        text = (
            f"Styrelsen har {regulars} ordinarie ledamöter och {substitutes} ersättare. "
            "De ska vara lika många."
        )
        yield Shortcoming("F9", text, "board")


def _two_members(seats: Sequence[SeatFacts]) -> Iterator[Shortcoming]:
    """Rule F9: nobody holds seats for two members."""
    held: dict[int, dict[str, str]] = {}
    for seat in seats:
        if seat.member:
            held.setdefault(seat.person_id, {})[seat.member] = seat.person
    for by_member in held.values():
        if len(by_member) > 1:
            name = next(iter(by_member.values()))
            text = f"{name} har platser för flera medlemmar: {' och '.join(sorted(by_member))}."
            yield Shortcoming("F9", text, "board")


def _beyond_term(seats: Sequence[SeatFacts], charter: Charter, day: date) -> Iterator[Shortcoming]:
    """Rule F11: nobody sits longer than the term of office."""
    for seat in seats:
        last = term_end(seat.valid_from, charter)
        if seat.valid_to is not None and seat.valid_to <= last:
            continue
        verb = "gick ut" if last < day else "går ut"
        text = f"Mandatperioden för {seat.person} {verb} {last}, men platsen gäller {seat.span}."
        yield Shortcoming("F11", text, "board")


_AHEAD = timedelta(days=90)  # so early that members have time to appoint anew


def ending_soon(seats: Sequence[SeatFacts], day: date) -> dict[date, list[str]]:
    """Return who leaves within three months, by last day, the first one first (rule F11)."""
    ending: dict[date, list[str]] = {}
    for seat in sorted(seats, key=lambda s: (s.valid_to or date.max, s.person)):
        if seat.valid_to is not None and day <= seat.valid_to <= day + _AHEAD:
            ending.setdefault(seat.valid_to, []).append(seat.person)
    return ending
