"""The words of minutes: capacities, modes, changes, signers, methods. Pure."""

from __future__ import annotations

from enum import StrEnum

from app.meetings.domain import MeetingState


class Capacity(StrEnum):
    """In which capacity somebody is at the meeting."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    REGULAR = "regular"
    SUBSTITUTE = "substitute"
    OFFICIAL = "official"
    CO_OPTED = "co_opted"
    PRESENTER = "presenter"
    GUEST = "guest"


CAPACITY_WORDS = {
    Capacity.CHAIR: "ordförande",
    Capacity.VICE_CHAIR: "vice ordförande",
    Capacity.REGULAR: "ledamot",
    Capacity.SUBSTITUTE: "ersättare",
    Capacity.OFFICIAL: "tjänsteperson",
    Capacity.CO_OPTED: "adjungerad",
    Capacity.PRESENTER: "föredragande",
    Capacity.GUEST: "gäst",
}

SEATED = frozenset({Capacity.CHAIR, Capacity.VICE_CHAIR, Capacity.REGULAR})


class Mode(StrEnum):
    """How somebody takes part (rule F16)."""

    IN_ROOM = "in_room"
    VIDEO = "video"
    AUDIO = "audio"


class ChangeKind(StrEnum):
    """An exception from somebody's default presence, from one § to another."""

    ARRIVED = "arrived"
    LEFT = "left"
    PRESENT = "present"
    ABSENT = "absent"
    SERVING = "serving"
    RECUSED = "recused"


class SignerRole(StrEnum):
    """Why somebody signs the minutes (rule ATT)."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    ATTESTER = "attester"


SIGNER_WORDS = {
    SignerRole.CHAIR: "ordförande",
    SignerRole.SECRETARY: "sekreterare",
    SignerRole.ATTESTER: "justerare",
}


class AttestationMethod(StrEnum):
    """How the same frozen bytes were confirmed."""

    IN_TOOL = "in_tool"
    ON_PAPER = "on_paper"


METHOD_WORDS = {
    AttestationMethod.IN_TOOL: "Godkänt i Klubba, med lösenordet angivet på nytt",
    AttestationMethod.ON_PAPER: "Undertecknat på papper",
}

# Attested minutes are public records (rule O5); before that they are working material.
ATTESTED = frozenset({MeetingState.ATTESTED, MeetingState.POSTED, MeetingState.FINAL})
