"""The sentences that a § attested at once refuses with. Pure."""

from __future__ import annotations

SENTENCES = {
    "immediate.incomplete": "{label} går inte att låsa för justering ännu: {reasons}",
    "immediate.changed": "Någon har ändrat paragrafen sedan du öppnade sidan. Läs igenom den igen "
    "och lås den sedan.",
    "immediate.frozen": "{label} är låst för omedelbar justering och kan inte ändras. Lås upp den "
    "först om något är fel.",
    "immediate.attested": "{label} är omedelbart justerad av alla och kan inte ändras eller låsas "
    "upp. Ett skrivfel rättas genom en rättelse.",
    "immediate.would_change": "Ändringen gör att {what} blir en annan i {label}, som är låst för "
    "omedelbar justering. Begränsa ändringen till andra paragrafer, eller lås upp {label} först om "
    "alla inte har justerat den.",
    "immediate.not_frozen": "Paragrafen är inte låst för omedelbar justering.",
    "extract.one_alone": "Protokollet är inte justerat ännu. Ta utdrag av en omedelbart justerad "
    "paragraf i taget.",
}
