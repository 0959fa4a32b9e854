"""What a person meets when a rule of the association says no. Pure."""

from __future__ import annotations

SENTENCES = {
    "association.exists": "Förbundet finns redan. Logga in för att ändra uppgifterna.",
    "association.bad_organisation_number": (
        "Organisationsnumret stämmer inte. Det har tio siffror, till exempel 222000-0000, "
        "och den sista är en kontrollsiffra. Jämför med registreringsbeviset."
    ),
    "association.members_missing": "Skriv minst en medlem.",
    "association.member_exists": "{name} finns redan bland medlemmarna.",
    "association.body_exists": "Det finns redan ett organ som heter {name}.",
    "association.one_board": "Förbundet har redan en styrelse. Ändra den i stället.",
    "association.board_kept": "Styrelsen kan inte bli något annat eller upphöra.",
    "association.notice_board_exists": "Det finns redan en anslagstavla som heter {name}.",
    "association.seat_ends_before_start": (
        "Uppdraget slutar innan det börjar. Välj ett slutdatum som är {valid_from} eller senare."
    ),
    "association.seat_needs_member": "Välj vilken medlem platsen hör till.",
    "association.seat_overlaps": (
        "{name} har redan en plats här som {role} under den tiden ({span}). "
        "Ändra datumen eller den andra platsen."
    ),
    "association.chair_taken": (
        "{name} är redan {role} under den tiden ({span}). Avsluta det uppdraget först."
    ),
    "association.role_not_here": "Den rollen finns inte i {body}. Välj en annan.",
    "association.nobody_left": (
        "Då finns ingen förbundschef eller administratör kvar som kan sköta förbundet. "
        "Lägg till en efterträdare först."
    ),
    "association.out_of_range": "Skriv ett tal från {low} till {high}.",
    "association.reminder_after_deadline": (
        "Påminnelsen kommer efter sista dagen. Skriv högst {high} dagar."
    ),
    "association.pattern_needs": "Mönstret ska innehålla {needed}, där numret skrivs.",
    "association.pattern_unreadable": (
        "Mönstret går inte att läsa. Inom klamrar får bara stå {allowed}."
    ),
    "association.pattern_exists": (
        "{body} har redan ett mönster från {year}. Ta bort det först, eller välj ett annat år."
    ),
    "association.numbers_given": (
        "{body} har redan numrerade paragrafer {year}, och nummer ändras aldrig. "
        "Välj {first} eller ett senare år."
    ),
    "association.pattern_in_use": (
        "{body} har redan numrerade paragrafer {year} enligt mönstret, och nummer ändras aldrig. "
        "Lägg till ett nytt mönster från ett senare år i stället."
    ),
    "association.own_pattern_in_use": (
        "{body} har redan numrerade paragrafer {year} enligt det förra mönstret, och nummer "
        "ändras aldrig. Lägg till ett eget mönster för organet från ett senare år i stället."
    ),
    "association.year_out_of_range": "Skriv ett år från {low} till {high}.",
    "association.term_start_unreadable": (
        "Skriv månad och dag med fyra siffror, till exempel 04-01."
    ),
}
