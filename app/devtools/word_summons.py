"""The text of the template of the summons."""

from __future__ import annotations

from app.devtools.word_parts import (
    TEXT_WIDTH,
    cell,
    facts,
    p,
    prose,
    row,
    run,
    table,
    when,
)

_NOT_KEPT = '<w:keepNext w:val="0"/>'  # a row of a table is not held to the next one


def letterhead() -> str:
    """Where the association is found."""
    third = TEXT_WIDTH // 3
    widths = (third, third, TEXT_WIDTH - 2 * third)
    contact = (
        "{{forbund.telefon}}",
        "{{forbund.epost}}",
        "{{forbund.webb}}",
        "Org.nr {{forbund.orgnr}}",
    )
    heads = ("Postadress", "Besöksadress", "Kontakt")
    return table(
        "Tabell",
        widths,
        row(
            *(cell(w, h, style="Tabellrubrik") for w, h in zip(widths, heads, strict=True)),
            header=True,
        ),
        row(
            cell(widths[0], "{{forbund.postadress}}", style="Adress"),
            cell(widths[1], "{{forbund.besoksadress}}", style="Adress"),
            cell(widths[2], *contact, style="Adress"),
        ),
        about="Förbundets adresser",
    )


def summons() -> str:
    """Kallelse."""
    return (
        p("Heading1", "{{rubrik}}")
        + when(
            "reviderad",
            p("Andring", run("{{reviderad}}", "Stark")),
            p("Andring", "{{andringar.text}}"),
        )
        + p("Heading2", "Tid och plats")
        + facts(
            (
                ("Dag", "tid.dag"),
                ("Tid", "tid.klockslag"),
                ("Plats", "tid.plats"),
                ("Detaljer", "tid.detaljer"),
                ("Länk", "tid.lank"),
                ("Sammankallande", "sammankallande"),
            ),
            about="Tid och plats",
        )
        + p("Heading2", "Sammankallade")
        + called()
        + p("Heading2", "Dagordning")
        + agenda()
    )


def called() -> str:
    """Those who are called, in three columns."""
    third = TEXT_WIDTH // 3
    widths = (third, third, TEXT_WIDTH - 2 * third)
    heads = ("Ledamöter", "Ersättare", "Övriga")
    informed = when(
        "for_kannedom",
        p("Tabellrubrik", "För kännedom", more='<w:spacing w:before="160"/>'),
        p("Tabelltext", "{{for_kannedom.text}}"),
    )
    return table(
        "Tabell",
        widths,
        row(
            *(cell(w, h, style="Tabellrubrik") for w, h in zip(widths, heads, strict=True)),
            header=True,
        ),
        row(
            cell(third, "{{ledamoter.text}}"),
            cell(third, "{{ersattare.text}}"),
            cell(TEXT_WIDTH - 2 * third, "{{ovriga.text}}", informed),
        ),
        about="De som kallas till sammanträdet",
    )


def agenda() -> str:
    """The items with background and proposal to the left, annexes to the right."""
    widths = (6600, TEXT_WIDTH - 6600)
    item = (
        p("Arenderubrik", "{{arenden.nr}}. {{arenden.rubrik}}")
        + p("Marke", "{{arenden.andrad}}")
        + p("Uppgift", "{{arenden.tid}}")
        + p("Uppgift", "{{arenden.dnr}}")
        + p("Uppgift", "{{arenden.val}}")
        + prose("arenden.bakgrund", _NOT_KEPT)
        + p("ListBullet", "{{arenden.punkter.text}}")
        + p("Beslutsinledning", "{{arenden.foreslas_inledning}}:", more=_NOT_KEPT)
        + p("Attsats", "{{arenden.att.text}}")
        + p("Uppgift", "{{arenden.foredragande}}")
    )
    return table(
        "Tabell",
        widths,
        row(
            cell(widths[0], "Ärenden", style="Tabellrubrik"),
            cell(widths[1], "Bilagor", style="Tabellrubrik"),
            header=True,
        ),
        row(cell(widths[0], item), cell(widths[1], "{{arenden.bilagor.text}}", style="Bilaga")),
        about="Dagordning",
    )
