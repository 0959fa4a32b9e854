"""What the charter and the rules of procedure decide. Pure."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from app.association.domain.numbering import BodyPattern, pattern_for
from app.kernel.errors import DomainError

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
    summons_reminder_days: int = 3  # before the meeting, to those who have not opened it
    application_days: int = 42  # before a meeting: the last day to apply
    group_days: int = 21  # before a meeting: the preparatory group meets
    paragraph_pattern: str = "§ {number}"  # rule NUM
    decision_first: bool = False  # the order inside a § in the minutes
    decision_words: str = "Samordningsförbundet beslutar:"
    proposal_words: str = "Samordningsförbundet föreslås besluta:"
    qualified_majorities: str = ""  # rule F15: what needs one, by the charter; none when empty
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
    published_months: int = 60  # rule GDPR: a term of office and a year; 0: until somebody ends it
    login_second_factor: str = "enrolled"  # a LoginFactor; a signature asks for it always
    per_capsulam: bool = False  # rule PC: the form lacks clear support in statute
    paragraph_patterns: tuple[BodyPattern, ...] = ()  # rows of their own, no setting (rule NUM)

    def pattern_of(self, body_id: int, year: int) -> str:
        """Return how a body's § numbers of a year read; the body's own goes first (rule NUM)."""
        own = pattern_for(self.paragraph_patterns, body_id, year)
        return own.pattern if own else self.paragraph_pattern


SOURCES: Mapping[str, str] = {
    "summons_days": "Arbetsordningen (regel SUM)",
    "summons_reminder_days": "Förbundets val",
    "application_days": "Arbetsordningen",
    "group_days": "Arbetsordningen",
    "paragraph_pattern": "Arbetsordningen (regel NUM)",
    "decision_first": "Arbetsordningen",
    "decision_words": "Arbetsordningen",
    "proposal_words": "Arbetsordningen",
    "qualified_majorities": "Förbundsordningen (regel F15)",
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
    "published_months": "Förbundets val (regel GDPR)",
    "login_second_factor": "Förbundets val",
    "per_capsulam": "Arbetsordningen (regel PC)",
}

LOGIN_FACTOR_WORDS: Mapping[str, str] = {
    "never": "Fråga aldrig vid inloggning",
    "enrolled": "Fråga dem som har lagt till en kodapp eller en passnyckel",
    "office": "Fråga dem, och kräv att alla på kansliet har lagt till en",
}

SETTING_GROUPS = (
    (
        "Kallelse och dagordning",
        ("summons_days", "summons_reminder_days", "opening_items", "closing_items"),
    ),
    (
        "Beslut och paragrafer",
        (
            "proposal_words",
            "decision_words",
            "decision_first",
            "paragraph_pattern",
            "qualified_majorities",
            "per_capsulam",
        ),
    ),
    (
        "Justering och anslag",
        (
            "attestation_days",
            "attestation_reminder_days",
            "minutes_kept_at",
            "appeal_text",
            "board_shown_tolerance_hours",
            "published_months",
        ),
    ),
    ("Sammanträdesplan", ("application_days", "group_days")),
    ("Diarium", ("case_pattern",)),
    ("Inloggning", ("login_second_factor",)),
    ("Styrelsen", ("board_seats", "term_years", "term_starts")),
)
SETTING_UNITS = {
    "summons_days": "dagar före",
    "summons_reminder_days": "dagar före",
    "application_days": "dagar före",
    "group_days": "dagar före",
    "attestation_days": "dagar efter",
    "attestation_reminder_days": "dagar efter",
    "board_shown_tolerance_hours": "timmar",
    "published_months": "månader",
    "board_seats": "platser",
    "term_years": "år",
}

SETTING_NAMES = tuple(field.name for field in fields(Charter) if field.name != "paragraph_patterns")


def term_end(valid_from: date, charter: Charter) -> date:
    """Return the last day of the term of office that a day lies in (rule F11)."""
    month, day = (int(part) for part in charter.term_starts.split("-"))
    start = date(valid_from.year, month, day)
    year = start.year if start <= valid_from else start.year - 1
    return date(year + charter.term_years, month, day) - timedelta(days=1)


_PATTERNS = {
    "paragraph_pattern": ("number", {"number", "year"}),
    "case_pattern": ("serial", {"serial", "year"}),
}
IN_WORDS = {"number": "nummer", "serial": "nummer", "year": "år"}
_RANGES = {
    "summons_days": (0, 60),
    "summons_reminder_days": (1, 30),
    "application_days": (0, 180),
    "group_days": (0, 180),
    "board_seats": (0, 99),
    "term_years": (1, 10),
    "attestation_days": (1, 60),
    "attestation_reminder_days": (1, 60),
    "board_shown_tolerance_hours": (1, 168),
    "published_months": (0, 240),
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


def check_paragraph_pattern(pattern: str) -> None:
    """Refuse a pattern of § numbers that nothing could be written with (rule NUM).

    Raises:
        DomainError: on ``pattern``: ``association.pattern_needs``, ``…pattern_unreadable``.
    """
    _check_pattern("pattern", pattern, *_PATTERNS["paragraph_pattern"])


def _check_pattern(field: str, pattern: str, needed: str, allowed: set[str]) -> None:
    words = " eller ".join(f"{{{IN_WORDS[name]}}}" for name in sorted(allowed))
    unreadable = DomainError("association.pattern_unreadable", field=field, allowed=words)
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
        if not names <= allowed:
            raise unreadable
        pattern.format(**dict.fromkeys(allowed, 1))
    except (ValueError, IndexError):
        raise unreadable from None
    if needed not in names:
        raise DomainError(
            "association.pattern_needs", field=field, needed=f"{{{IN_WORDS[needed]}}}"
        )


def _check_term_start(text: str) -> None:
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        raise DomainError("association.term_start_unreadable", field="term_starts") from None
    if text == "02-29":
        raise DomainError("association.term_start_unreadable", field="term_starts")


def differing(charter: Charter) -> dict[str, Any]:
    """Return the settings that differ from their defaults."""
    default, values = Charter(), {name: getattr(charter, name) for name in SETTING_NAMES}
    return {name: value for name, value in values.items() if value != getattr(default, name)}
