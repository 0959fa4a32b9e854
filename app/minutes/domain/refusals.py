"""What attendance and writing say no with. Pure."""

from __future__ import annotations

SENTENCES = {
    "minutes.not_open": (
        "Protokollet kan inte ändras nu. Det går från att sammanträdet öppnas tills protokollet "
        "låses för justering."
    ),
    "minutes.closed_before_opened": (
        "Sammanträdet kan inte avslutas före kl. {opened}, då det öppnades. Ange ett senare "
        "klockslag."
    ),
    "minutes.chair_attests": (
        "{name} leder sammanträdet och undertecknar redan protokollet. Välj en annan justerare."
    ),
    "minutes.secretary_attests": (
        "{name} för protokollet och undertecknar det redan. Välj en annan justerare."
    ),
    "minutes.only_board_attests": "Bara ledamöter och ersättare kan leda eller justera.",
    "minutes.attester_absent": (
        "{name} är inte närvarande vid sammanträdet. Ändra närvaron eller välj en annan justerare."
    ),
    "minutes.heading_missing": "Skriv en rubrik för paragrafen.",
    "minutes.numbered": (
        "Paragrafen har fått sitt nummer och kan inte flyttas eller tas bort. Nya paragrafer "
        "läggs efter de numrerade."
    ),
    "minutes.used_in_attendance": (
        "Någon kommer, går eller tjänstgör vid den här paragrafen. Ändra det i närvaron först."
    ),
    "minutes.breaks_attendance": (
        "Flytten gör att ett undantag i närvaron slutar innan det börjar. Ändra närvaron först."
    ),
    "minutes.no_agenda_paragraph": "Protokollet har ingen paragraf om dagordningen.",
    "minutes.no_additions": "Inget ärende har lagts till på sammanträdet.",
    "attendance.already_there": "{name} finns redan i närvaron.",
    "attendance.name_missing": "Välj en person eller skriv ett efternamn.",
    "attendance.only_outsiders": (
        "Ledamöter och ersättare kommer från mandaten under Förbundet och kan inte läggas till här."
    ),
    "attendance.cannot_remove": (
        "Bara gäster, föredragande, adjungerade och tjänstepersoner utan uppdrag kan tas bort. "
        "Markera i stället som frånvarande."
    ),
    "attendance.only_substitutes": "Bara en ersättare kan tjänstgöra för någon annan.",
    "attendance.replaces_whom": "Välj vilken ledamot som {name} tjänstgör för.",
    "attendance.seat_taken": (
        "{other} tjänstgör redan för {regular}. Två ersättare kan inte ha samma plats."
    ),
    "attendance.span_backwards": "Den sista paragrafen ligger före den första. Byt plats på dem.",
    "attendance.duty_while_away": (
        "{name} är inte med vid {span} och kan inte vara den som {does} paragrafen. Välj någon "
        "annan."
    ),
    "attendance.duty_taken": (
        "{other} {does} redan {span}. Ta bort det undantaget först, eller välj andra paragrafer."
    ),
    "attendance.already_recused": (
        "Frågan om jäv för {name} är redan antecknad vid {span}. Ta bort den först om den ska "
        "ändras."
    ),
    "attendance.substitute_busy": (
        "{name} är inte ledig vid {span}. Välj en ersättare som är närvarande och inte tjänstgör "
        "redan."
    ),
    "attendance.nobody_to_replace": (
        "{name} tjänstgör inte vid paragrafen, så ingen ersättare behövs. Välj ingen."
    ),
    "attendance.keeps_seat": ("{name} är inte jävig och tjänstgör själv. Välj ingen ersättare."),
    "attendance.raised_recusal": (
        "{name} har väckt en fråga om jäv som står i protokollet och kan inte tas bort ur närvaron."
    ),
}
