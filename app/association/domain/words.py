"""The kinds of members, bodies and roles, and their words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
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


# In "saknas …": authorities by name, the others by kind.
MISSING_WORDS = PARTY_WORDS | {
    PartyType.REGION: "en region",
    PartyType.MUNICIPALITY: "en kommun",
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
