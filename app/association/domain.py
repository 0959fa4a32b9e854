"""The association's own words and settings: party types, bodies, seats, charter. Pure."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.kernel.actor import Role
from app.kernel.errors import DomainError


class PartyType(StrEnum):
    """The four kinds of members (rule F1, FinsamL 1 and 4 §§)."""

    STATE_AF = "state_af"
    STATE_FK = "state_fk"
    REGION = "region"
    MUNICIPALITY = "municipality"


PARTY_WORDS = {
    PartyType.STATE_AF: "Arbetsförmedlingen",
    PartyType.STATE_FK: "Försäkringskassan",
    PartyType.REGION: "Region",
    PartyType.MUNICIPALITY: "Kommun",
}


class BodyKind(StrEnum):
    """What a body is for: a board decides, a preparatory body never does."""

    BOARD = "board"
    PRESIDIUM = "presidium"
    PREPARATORY = "preparatory"


BODY_WORDS = {
    BodyKind.BOARD: "Styrelse",
    BodyKind.PRESIDIUM: "Presidium",
    BodyKind.PREPARATORY: "Beredande grupp",
}

ROLE_WORDS = {
    Role.DIRECTOR: "förbundschef",
    Role.ADMINISTRATOR: "administratör",
    Role.CHAIR: "ordförande",
    Role.VICE_CHAIR: "vice ordförande",
    Role.REGULAR: "ledamot",
    Role.SUBSTITUTE: "ersättare",
    Role.MEMBER: "gruppmedlem",
    Role.APPLICANT: "sökande",
    Role.AUDITOR: "revisor",
}

ROLES_IN: Mapping[BodyKind, tuple[Role, ...]] = {
    BodyKind.BOARD: (Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.SUBSTITUTE),
    BodyKind.PRESIDIUM: (Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR),
    BodyKind.PREPARATORY: (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.SUBSTITUTE),
}
ROLES_OUTSIDE = (Role.DIRECTOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.APPLICANT)

BODY_ROLES = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR, Role.SUBSTITUTE, Role.MEMBER})
REGULAR_SEATS = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR})

APPEAL_TEXT = (
    "Beslutet kan prövas genom laglighetsprövning enligt 13 kap. kommunallagen. Den som är medlem "
    "(invånare) i en kommun eller region som ingår i förbundet har rätt att överklaga. "
    "Förbundets medlemmar har inte den rätten. Överklagandet ska vara skriftligt och ha kommit in "
    "till förvaltningsrätten inom tre veckor från den dag då det tillkännagavs på anslagstavlan "
    "att protokollet justerats."
)


@dataclass(frozen=True, slots=True)
class Charter:
    """Everything that the charter and the rules of procedure decide, with defaults.

    A stored setting has the field's name; lists are lines of text in the form.
    """

    summons_days: int = 7  # rule SUM
    paragraph_pattern: str = "§ {number}"  # rule NUM
    decision_first: bool = False  # the order inside a § in the minutes
    decision_words: str = "Samordningsförbundet beslutar:"
    proposal_words: str = "Samordningsförbundet föreslås besluta:"
    case_pattern: str = "{year}/{serial:04d}"  # rule O9
    appeal_text: str = APPEAL_TEXT  # rule F28
    minutes_kept_at: str = "Förbundets kansli"
    board_seats: int = 0  # rule F13: ordinary seats by the charter; 0: as many as are filled
    term_years: int = 4  # rule F11
    term_starts: str = "04-01"
    attestation_days: int = 14  # rule K7
    attestation_reminder_days: int = 10
    opening_items: str = (
        "Sammanträdet öppnas\nGodkännande av dagordning\nFöregående protokoll\nVal av justerare"
    )
    closing_items: str = "Informationsärenden\nÖvriga frågor"
    board_shown_tolerance_hours: int = 12  # rule K20: a longer gap breaks the appeal period


SOURCES: Mapping[str, str] = {
    "summons_days": "Arbetsordningen (regel SUM)",
    "paragraph_pattern": "Arbetsordningen (regel NUM)",
    "decision_first": "Arbetsordningen",
    "decision_words": "Arbetsordningen",
    "proposal_words": "Arbetsordningen",
    "case_pattern": "Diarieplanen (regel O9)",
    "appeal_text": "13 kap. kommunallagen (regel F28)",
    "minutes_kept_at": "Förbundsordningen",
    "board_seats": "Förbundsordningen (regel F13)",
    "term_years": "Förbundsordningen (regel F11)",
    "term_starts": "Förbundsordningen (regel F11)",
    "attestation_days": "5 kap. 69 § kommunallagen (regel K7)",
    "attestation_reminder_days": "Regel K7",
    "opening_items": "Arbetsordningen",
    "closing_items": "Arbetsordningen",
    "board_shown_tolerance_hours": "Regel K20",
}

SETTING_NAMES = tuple(field.name for field in fields(Charter))

SENTENCES = {
    "association.exists": "Förbundet finns redan. Logga in för att ändra uppgifterna.",
    "association.bad_organisation_number": (
        "Organisationsnumret stämmer inte. Det har tio siffror, till exempel 222000-0000, "
        "och den sista är en kontrollsiffra. Jämför med registreringsbeviset."
    ),
    "association.members_missing": "Skriv minst en medlem.",
    "association.member_exists": "{name} finns redan bland medlemmarna.",
    "association.body_exists": "Det finns redan ett organ som heter {name}.",
    "association.one_board": "Förbundet har redan en styrelse. Ändra den i stället.",
    "association.board_kept": "Styrelsen kan inte bli något annat eller upphöra.",
    "association.notice_board_exists": "Det finns redan en anslagstavla som heter {name}.",
    "association.seat_ends_before_start": (
        "Uppdraget slutar innan det börjar. Välj ett slutdatum som är {valid_from} eller senare."
    ),
    "association.seat_needs_member": "Välj vilken medlem platsen hör till.",
    "association.seat_overlaps": (
        "{name} har redan en plats här som {role} under den tiden ({span}). "
        "Ändra datumen eller den andra platsen."
    ),
    "association.chair_taken": (
        "{name} är redan {role} under den tiden ({span}). Avsluta det uppdraget först."
    ),
    "association.role_not_here": "Den rollen finns inte i {body}. Välj en annan.",
    "association.nobody_left": (
        "Då finns ingen förbundschef eller administratör kvar som kan sköta förbundet. "
        "Lägg till en efterträdare först."
    ),
    "association.out_of_range": "Skriv ett tal från {low} till {high}.",
    "association.reminder_after_deadline": (
        "Påminnelsen kommer efter sista dagen. Skriv högst {high} dagar."
    ),
    "association.pattern_needs": "Mönstret ska innehålla {needed}, där numret skrivs.",
    "association.pattern_unreadable": (
        "Mönstret går inte att läsa. Inom klamrar får bara stå {allowed}."
    ),
    "association.term_start_unreadable": (
        "Skriv månad och dag med fyra siffror, till exempel 04-01."
    ),
}


def organisation_number(text: str) -> str:
    """Return the number as "222000-0000"; raises DomainError when its check digit is wrong."""
    digits = "".join(sign for sign in text if sign.isdigit() and sign.isascii())
    rest = set(text) - set(string.digits) - set(" -–")
    if rest or len(digits) != 10 or _luhn(digits):  # noqa: PLR2004 -- ten digits by law
        raise DomainError("association.bad_organisation_number", field="organisation_number")
    return f"{digits[:6]}-{digits[6:]}"


def _luhn(digits: str) -> int:
    """Return what is left over; 0 when the last digit fits the others."""
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(digits)]
    return sum(n // 10 + n % 10 for n in doubled) % 10


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


def term_end(valid_from: date, charter: Charter) -> date:
    """Return the last day of the term of office that a day lies in (rule F11)."""
    month, day = (int(part) for part in charter.term_starts.split("-"))
    start = date(valid_from.year, month, day)
    year = start.year if start <= valid_from else start.year - 1
    return date(year + charter.term_years, month, day) - timedelta(days=1)


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
    """List what rules F1, F9 and F11 say about the members and the board's seats of a day.

    ``members`` holds (name, party type) by id.
    """
    return [
        *_missing_parties({party for _, party in members.values()}),
        *_unseated(members, seats),
        *_uneven(seats),
        *_two_members(seats),
        *_beyond_term(seats, charter, day),
    ]


def _missing_parties(present: set[PartyType]) -> Iterator[Shortcoming]:
    """Rule F1: all four party types are members."""
    for party in PartyType:
        if party not in present:
            word = PARTY_WORDS[party]
            which = f"en {word.lower()}" if party in _SEVERAL else word
            yield Shortcoming("F1", f"Bland medlemmarna saknas {which}.", "members")


_SEVERAL = {PartyType.REGION, PartyType.MUNICIPALITY}


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


_PATTERNS = {
    "paragraph_pattern": ("number", {"number", "year"}),
    "case_pattern": ("serial", {"serial", "year"}),
}
_RANGES = {
    "summons_days": (0, 60),
    "term_years": (1, 10),
    "attestation_days": (1, 60),
    "attestation_reminder_days": (1, 60),
    "board_shown_tolerance_hours": (1, 168),
}
_LEAP_YEAR = 2000


def check_charter(charter: Charter) -> None:
    """Refuse settings that nothing could work with.

    Raises:
        DomainError: naming the field: a number out of range, a pattern without its number, a
            day that does not exist.
    """
    values = asdict(charter)
    for name, (low, high) in _RANGES.items():
        if not low <= values[name] <= high:
            raise DomainError("association.out_of_range", field=name, low=low, high=high)
    if charter.attestation_reminder_days > charter.attestation_days:
        raise DomainError(
            "association.reminder_after_deadline",
            field="attestation_reminder_days",
            high=charter.attestation_days,
        )
    for name, (needed, allowed) in _PATTERNS.items():
        _check_pattern(name, values[name], needed, allowed)
    _check_term_start(charter.term_starts)


def _check_pattern(field: str, pattern: str, needed: str, allowed: set[str]) -> None:
    words = " eller ".join(f"{{{name}}}" for name in sorted(allowed))
    unreadable = DomainError("association.pattern_unreadable", field=field, allowed=words)
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
        if not names <= allowed:
            raise unreadable
        pattern.format(**dict.fromkeys(allowed, 1))
    except (ValueError, IndexError):
        raise unreadable from None
    if needed not in names:
        raise DomainError("association.pattern_needs", field=field, needed=f"{{{needed}}}")


def _check_term_start(text: str) -> None:
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        raise DomainError("association.term_start_unreadable", field="term_starts") from None
    if text == "02-29":
        raise DomainError("association.term_start_unreadable", field="term_starts")


def differing(charter: Charter) -> dict[str, Any]:
    """Return the settings that differ from their defaults."""
    default = asdict(Charter())
    return {name: value for name, value in asdict(charter).items() if value != default[name]}
