"""The words of masking: what is found, what is decided, and what the public reads. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a finding or a masked passage is."""

    PERSONAL_NUMBER = "personal_number"
    TELEPHONE = "telephone"
    EMAIL = "email"
    CONFIDENTIALITY = "confidentiality"
    PERSONAL_DATA = "personal_data"  # masked by hand


class Verdict(StrEnum):
    """What a person has decided about a finding; the latest decision holds."""

    MASK = "mask"
    STAND = "stand"
    UNDONE = "undone"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.PERSONAL_NUMBER: "personnummer",
    Kind.TELEPHONE: "telefonnummer",
    Kind.EMAIL: "e-postadress",
    Kind.CONFIDENTIALITY: "sekretess",
    Kind.PERSONAL_DATA: "personuppgift",
}
IN_THE_LOG: Mapping[Kind, str] = {
    Kind.PERSONAL_NUMBER: "ett personnummer",
    Kind.TELEPHONE: "ett telefonnummer",
    Kind.EMAIL: "en e-postadress",
    Kind.CONFIDENTIALITY: "en uppgift som omfattas av sekretess",
    Kind.PERSONAL_DATA: "en personuppgift",
}
# What the office may say that a passage masked by hand is.
BY_HAND = (Kind.PERSONAL_DATA, Kind.CONFIDENTIALITY)

_EXPLANATIONS: Mapping[str, str] = {
    "personnummer": "Personnummer publiceras inte (3 kap. 10 § lagen (2018:218) med kompletterande "
    "bestämmelser till EU:s dataskyddsförordning).",
    "telefonnummer": "Telefonnummer till enskilda publiceras inte när de inte behövs för att "
    "förstå beslutet (artikel 5.1 c i EU:s dataskyddsförordning).",
    "e-postadress": "E-postadresser till enskilda publiceras inte när de inte behövs för att "
    "förstå beslutet (artikel 5.1 c i EU:s dataskyddsförordning).",
    "personuppgift": "Uppgifter om enskilda personer publiceras inte när de inte behövs för att "
    "förstå beslutet (artikel 5.1 c i EU:s dataskyddsförordning).",
}
MASK = re.compile(r"\[maskat: ([^\]]+)\]")
"""What stands where something was masked; the group is why."""

SENTENCES: Mapping[str, str] = {
    "disclosure.not_attested": "Protokollet kan publiceras när alla har justerat det.",
    "disclosure.unknown": "Det som skulle avgöras finns inte längre. Läs sidan på nytt.",
    "disclosure.must_mask": "Ett personnummer får inte publiceras. Maska det.",
    "disclosure.no_reason": "Skriv varför uppgiften kan stå kvar.",
    "disclosure.no_trial": "Skriv hur sekretessen har prövats och vad prövningen ledde till.",
    "disclosure.no_provision": "Skriv den bestämmelse som uppgiften är hemlig enligt, till exempel "
    "26 kap. 1 § OSL.",
    "disclosure.holds_number": "Skriv inget personnummer här.",
    "disclosure.holds_masked": "Skriv inte den uppgift som ska maskas. Texten visas i loggen.",
    "disclosure.not_there": "Texten finns inte på det stället. Skriv den exakt som den står i "
    "protokollet.",
    "disclosure.too_short": "Skriv minst två tecken.",
    "disclosure.undecided": "Protokollet kan inte publiceras: {left}",
    "disclosure.number_left": "Protokollet kan inte publiceras: det som skulle visas innehåller "
    "fortfarande ett personnummer, i {places}.",
    "disclosure.changed": "Något har ändrats sedan du förhandsgranskade. Läs igenom på nytt.",
    "disclosure.same": "Det som skulle publiceras är detsamma som redan är publicerat.",
    "disclosure.not_published": "Protokollet är inte publicerat.",
    "disclosure.no_unpublish_reason": "Skriv varför protokollet avpubliceras.",
    "disclosure.past": "Dagen då protokollet avpubliceras måste ligga framåt i tiden.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands: the path of a text, and from and to which letter of it.

    A path is "paragrafer.3.bakgrund.0.stycke". An empty span stands for the whole §.
    """

    path: str
    start: int = 0
    end: int = 0

    @property
    def place(self) -> int | None:
        """Return the index of the §; None on the front page."""
        head, _, rest = self.path.partition(".")
        return int(rest.split(".", 1)[0]) if head == "paragrafer" else None

    @property
    def whole(self) -> bool:
        """Say whether the whole § is meant."""
        return self.start == self.end


def mark_of(key: str) -> str:
    """Return a short name of a finding for addresses and forms, from its key."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person must decide about: mask it, or let it stand.

    ``before``, ``text`` and ``after`` are shown to the office alone. ``grounds`` say why a § is
    thought to be confidential, ``provision`` what the register's mark names.
    """

    key: str
    kind: Kind
    passage: Passage
    where: str
    before: str = ""
    text: str = ""
    after: str = ""
    grounds: tuple[str, ...] = ()
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody has decided about a finding, or a passage masked by hand."""

    key: str
    kind: Kind
    verdict: Verdict
    passage: Passage
    provision: str = ""
    reason: str = ""


def mask_word(kind: Kind, provision: str = "") -> str:
    """Return "[maskat: personnummer]" or "[maskat: sekretess, 26 kap. 1 § OSL]"."""
    clean = provision.translate({ord("["): None, ord("]"): None}).strip()
    return f"[maskat: {KIND_WORDS[kind]}{f', {clean}' if clean else ''}]"


def explanation(why: str) -> str:
    """Return in a sentence why something was masked, from what stands in the mask itself."""
    known = _EXPLANATIONS.get(why)
    if known:
        return known
    provision = why.removeprefix(KIND_WORDS[Kind.CONFIDENTIALITY]).lstrip(", ")
    return f"Uppgiften omfattas av sekretess ({provision})." if provision else "Sekretess."
