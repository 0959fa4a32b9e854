"""What outcomes, adjournments, elections and attestation at once say no with. Pure."""

from __future__ import annotations

SENTENCES = {
    "outcome.no_quorum": (
        "{body} är inte beslutsför i ärendet. Det kan bara bordläggas eller antecknas som "
        "information."
    ),
    "outcome.no_reason": "Skriv till vem eller varför ärendet återremitteras.",
    "outcome.day_passed": "Ange en dag efter sammanträdet den {day}.",
    "outcome.numbered_at_once": (
        "Paragrafen justeras omedelbart. Ta bort den omedelbara justeringen innan ärendet utgår."
    ),
    "at_once.no_decision": "Skriv beslutet innan paragrafen förklaras omedelbart justerad.",
    "at_once.no_quorum": (
        "{body} är inte beslutsför i ärendet. Paragrafen kan inte justeras omedelbart."
    ),
    "break.backwards": "Sammanträdet återupptas efter att det har ajournerats. Byt klockslagen.",
    "break.before_opening": (
        "Sammanträdet öppnades kl. {opened}. Ange ett klockslag som inte ligger före."
    ),
    "break.after_closing": (
        "Sammanträdet avslutades kl. {closed}. Ange ett klockslag som inte ligger efter."
    ),
    "break.overlaps": "Sammanträdet är redan ajournerat under en del av den tiden.",
    "minutes.has_break": "Paragrafen har en ajournering. Ta bort den först.",
    "election.nobody": "Skriv namnet på den som utses.",
    "election.no_office": "Skriv vad personen utses till, till exempel vice ordförande.",
    "election.backwards": "Tiden slutar innan den börjar. Byt plats på dagarna.",
    "election.no_first": "Ange också från vilken dag.",
}
