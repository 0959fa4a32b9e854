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
BOARD = SEATED | {Capacity.SUBSTITUTE}  # those who may lead and attest


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
    CHAIRING = "chairing"  # leads these §§ in the ordinary chair's place
    WRITING = "writing"  # takes the minutes of these §§


class RecusalGround(StrEnum):
    """Why somebody may be recused (KL 6:28)."""

    PARTY = "party"
    REPRESENTS = "represents"
    SUPERVISION = "supervision"
    ASSISTS = "assists"
    OTHER = "other"


class Ruling(StrEnum):
    """How a matter of recusal ended: undisputed, or tried by the body (rules K12/K13)."""

    UNDISPUTED = "undisputed"
    RECUSED = "recused"
    NOT_RECUSED = "not_recused"


class Outcome(StrEnum):
    """What became of the matter at a §."""

    NONE = "none"  # nothing said yet, or nothing to say
    DECIDED = "decided"
    REFERRED_BACK = "referred_back"
    TABLED = "tabled"
    WITHDRAWN = "withdrawn"  # the matter is taken off
    FILED = "filed"
    NOTED = "noted"


class MotionKind(StrEnum):
    """What is moved (rule K3)."""

    APPROVAL = "approval"
    REJECTION = "rejection"
    AMENDMENT = "amendment"
    ADDITION = "addition"
    REFERRAL_BACK = "referral_back"
    TABLING = "tabling"


class BallotKind(StrEnum):
    """A vote on yes and no, or between candidates."""

    QUESTION = "question"
    ELECTION = "election"


class Choice(StrEnum):
    """How somebody voted; not taking part in the decision is no vote at all (rule K1)."""

    YES = "yes"
    NO = "no"
    ABSTAINS = "abstains"


class Majority(StrEnum):
    """How many of the votes a yes needs (rule F15)."""

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"
    UNANIMOUS = "unanimous"


class StatementKind(StrEnum):
    """What is noted for somebody after the decision (rule K2)."""

    PARTICULAR = "particular"  # särskilt yttrande
    NOTE = "note"  # protokollsanteckning


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
    REMOTE = "remote"  # a signature service signed the digest
    UPLOADED = "uploaded"  # a signing service was sent the document and returned it signed


METHOD_WORDS = {
    AttestationMethod.IN_TOOL: "Godkänt i Klubba",
    AttestationMethod.ON_PAPER: "Undertecknat på papper",
    AttestationMethod.REMOTE: "Undertecknat hos en underskriftstjänst",
    AttestationMethod.UPLOADED: "Undertecknat hos en signeringstjänst",
}

# As the log says it.
METHOD_SHORT = {
    AttestationMethod.IN_TOOL: "i Klubba",
    AttestationMethod.ON_PAPER: "på papper",
    AttestationMethod.REMOTE: "hos en underskriftstjänst",
    AttestationMethod.UPLOADED: "hos en signeringstjänst",
}

# Attested minutes are public records (rule O5); before that they are working material.
ATTESTED = frozenset({MeetingState.ATTESTED, MeetingState.POSTED, MeetingState.FINAL})
