"""The association's own words and settings: party types, bodies, seats, charter. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from app.kernel.actor import Role


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
