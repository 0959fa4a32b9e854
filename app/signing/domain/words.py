"""How a signature is told, by what it is and never more. Pure."""

from __future__ import annotations

from datetime import date, datetime

from app.kernel.clock import STOCKHOLM
from app.minutes.domain import AttestationMethod
from app.minutes.domain.terms import METHOD_WORDS

_GROUP = 8  # letters of a SHA-256 that are read together

# How the person showed who they are.
ASSURANCE_WORDS = {
    "password": "med lösenordet angivet på nytt",
    "password_totp": "med lösenord och engångskod",
    "password_passkey": "med lösenord och passnyckel",
}

# What each way is, for the one who chooses; nothing is called more than it is.
METHOD_EXPLAINED = {
    AttestationMethod.IN_TOOL: "Godkännandet visar att du har loggat in och på nytt visat vem du "
    "är. Klubba sparar kontrollsumman, tiden och sättet. Det är inte en avancerad elektronisk "
    "underskrift av dig som person.",
    AttestationMethod.ON_PAPER: "Originalet skrivs under för hand och förvaras hos förbundet. "
    "Klubba sparar en skannad bild av det.",
    AttestationMethod.REMOTE: "Underskriftstjänsten legitimerar dig och undertecknar "
    "kontrollsumman i ditt namn. Protokollet lämnar inte Klubba. Klubba kontrollerar "
    "underskriften och sparar den.",
    AttestationMethod.UPLOADED: "Protokollet skickas som PDF till signeringstjänsten, där var och "
    "en undertecknar. Klubba kontrollerar den undertecknade filen och sparar den.",
}


def how_signed(
    method: AttestationMethod, *, assurance: str, attested_on: date, registered_at: datetime
) -> str:
    """Return the signature in words: "Godkänt i Klubba 2016-11-21 kl. 14.00, med lösenord …"."""
    told = f"{METHOD_WORDS[method]} {attested_on.isoformat()}"
    if method is not AttestationMethod.IN_TOOL:
        return told
    at = registered_at.astimezone(STOCKHOLM).strftime("kl. %H.%M")
    return ", ".join(filter(None, (f"{told} {at}", ASSURANCE_WORDS.get(assurance, ""))))


def initials(name: str) -> str:
    """Return the initials of a name: "Anna-Karin af Geijer" gives "AKAG"."""
    return "".join(word[0].upper() for word in name.replace("-", " ").split())


def sha256_groups(sha256: str) -> list[str]:
    """Return the SHA-256 in groups that can be read aloud and compared."""
    return [sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP)]
