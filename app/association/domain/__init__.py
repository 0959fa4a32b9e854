"""The association's own words, settings and rules. Pure."""

from app.association.domain.charter import (
    APPEAL_TEXT,
    LOGIN_FACTOR_WORDS,
    SETTING_GROUPS,
    SETTING_NAMES,
    SETTING_UNITS,
    SOURCES,
    Charter,
    check_charter,
    check_paragraph_pattern,
    differing,
    term_end,
)
from app.association.domain.letterhead import Letterhead, letterhead
from app.association.domain.numbering import BodyPattern, filled, pattern_for, renumbered
from app.association.domain.numbers import (
    organisation_number,
)
from app.association.domain.patterns import (
    as_kept,
    as_written,
    paragraph_pattern_as_kept,
    pattern_as_written,
)
from app.association.domain.seats import (
    SeatFacts,
    Shortcoming,
    check_seat,
    ending_soon,
    shortcomings,
)
from app.association.domain.sentences import (
    SENTENCES,
)
from app.association.domain.words import (
    BODY_ROLES,
    BODY_WORDS,
    MISSING_WORDS,
    PARTY_WORDS,
    REGULAR_SEATS,
    ROLE_WORDS,
    ROLES_IN,
    ROLES_OUTSIDE,
    BodyKind,
    PartyType,
)

__all__ = [
    "APPEAL_TEXT",
    "BODY_ROLES",
    "BODY_WORDS",
    "LOGIN_FACTOR_WORDS",
    "MISSING_WORDS",
    "PARTY_WORDS",
    "REGULAR_SEATS",
    "ROLES_IN",
    "ROLES_OUTSIDE",
    "ROLE_WORDS",
    "SENTENCES",
    "SETTING_GROUPS",
    "SETTING_NAMES",
    "SETTING_UNITS",
    "SOURCES",
    "BodyKind",
    "BodyPattern",
    "Charter",
    "Letterhead",
    "PartyType",
    "SeatFacts",
    "Shortcoming",
    "as_kept",
    "as_written",
    "check_charter",
    "check_paragraph_pattern",
    "check_seat",
    "differing",
    "ending_soon",
    "filled",
    "letterhead",
    "organisation_number",
    "paragraph_pattern_as_kept",
    "pattern_as_written",
    "pattern_for",
    "renumbered",
    "shortcomings",
    "term_end",
]
