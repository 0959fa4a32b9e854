"""The sentences that freezing, attestation and extracts refuse with. Pure."""

from __future__ import annotations

SENTENCES = {
    "freeze.changed": "Någon har ändrat protokollet sedan du öppnade sidan. Läs igenom det igen "
    "och lås det sedan.",
    "freeze.incomplete": "Protokollet går inte att låsa ännu: {reasons}",
    "freeze.not_drafting": "Protokollet kan låsas när sammanträdet är avslutat.",
    "unlock.no_reason": "Skriv varför protokollet låses upp. Skälet sparas i historiken.",
    "unlock.not_frozen": "Protokollet är inte låst.",
    "unlock.attested": "Protokollet är justerat och kan inte låsas upp. Ett fel rättas genom en "
    "rättelse.",
    "attest.not_frozen": "Protokollet är inte låst för justering.",
    "attest.not_done": "Protokollet är inte justerat av alla ännu.",
    "attest.done": "Protokollet är redan justerat av alla.",
    "attest.other_bytes": "Protokollet har fått en ny lydelse sedan du läste det. Läs den nya "
    "lydelsen innan du justerar.",
    "attest.not_signer": "{name} ska inte justera det här protokollet.",
    "attest.twice": "{name} har redan justerat protokollet.",
    "attest.before_freezing": "Dagen ligger före den {day}, då protokollet låstes. Kontrollera "
    "datumet på den underskrivna sidan.",
    "attest.in_future": "Dagen har inte varit ännu. Ange den dag då sidan skrevs under.",
    "attest.scan_kind": "Välj en skannad sida som PDF, JPEG eller PNG.",
    "extract.not_attested": "Utdrag kan göras när protokollet är justerat.",
    "extract.no_paragraphs": "Välj minst en paragraf.",
    "extract.unknown": "Protokollet har ingen § {number}.",
}
