"""The texts of the templates of a group's report and of the brief to the board."""

from __future__ import annotations

from app.devtools.word_parts import (
    LABEL_WIDTH,
    TEXT_WIDTH,
    cell,
    facts,
    listing,
    p,
    prose,
    row,
    run,
    table,
    unless,
    when,
)
from app.devtools.word_parts import block as repeated


def report() -> str:
    """Grupprapport."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + facts((("Dag", "motesdag"), ("Plats", "plats")), about="Dag och plats")
        + p("Heading2", "Deltagande")
        + _present()
        + when("arenden", p("Heading2", "Ansökningar"))
        + repeated(
            "arenden",
            p("Heading3", "{{arenden.nr}}. {{arenden.rubrik}}"),
            p("Uppgift", "{{arenden.dnr}}"),
            p("BodyText", "{{arenden.sokande}}"),
            _blocks("arenden.anteckningar"),
            p("BodyText", "{{arenden.jav.text}}"),
            p("Beslutsinledning", "{{arenden.stallning_inledning}}:"),
            p("Attsats", "{{arenden.stallning.text}}"),
            p("BodyText", "{{arenden.utan_stallning}}"),
            _blocks("arenden.skal"),
        )
        + when("ovrigt", p("Heading2", "Övriga punkter"), prose("ovrigt"))
    )


def _blocks(path: str) -> str:
    """Paragraphs and bullets under a heading of the third degree, which they add none to."""
    return repeated(
        path,
        p("BodyText", run(f"{{{{{path}.mellanrubrik}}}}", "Stark")),
        p("BodyText", f"{{{{{path}.stycke}}}}"),
        p("ListBullet", f"{{{{{path}.punkt}}}}"),
    )


def _present() -> str:
    half = TEXT_WIDTH // 2
    widths = (half, TEXT_WIDTH - half)
    heads = ("Närvarande", "Frånvarande")
    return table(
        "Tabell",
        widths,
        row(
            *(cell(w, h, style="Tabellrubrik") for w, h in zip(widths, heads, strict=True)),
            header=True,
        ),
        row(
            cell(widths[0], "{{narvarande.text}}"),
            cell(widths[1], "{{franvarande.text}}"),
        ),
        about="De som var med och de som var frånvarande",
    )


def brief() -> str:
    """Beredningsunderlag."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + p("Heading2", "Ansökan i korthet")
        + _application()
        + when("sammanfattning", p("Etikett", "Sammanfattning"), prose("sammanfattning"))
        + when("belopp", p("Etikett", "Sökt belopp per år"), _amounts())
        + p("Heading2", "Beredning")
        + p("BodyText", "{{utan_beredning}}")
        + when("yttranden", p("Etikett", "Yttranden: {{sammanrakning}}"), _opinions())
        + when(
            "stallningstagande",
            p("Etikett", "Gruppens ställningstagande"),
            p("BodyText", "{{stallningstagande}}"),
        )
        + prose("stallningstagande_skal")
        + when("ram", p("Heading2", "Hur medlen räcker"), _frame())
        + p("Heading2", "Förslag till beslut")
        + when(
            "forslag",
            p("Beslutsinledning", "{{forslag_inledning}}:"),
            p("Attsats", "{{forslag.text}}"),
        )
        + unless("forslag", p("BodyText", "Förslaget skrivs när ärendet läggs på dagordningen."))
    )


def _application() -> str:
    return table(
        "Uppgifter",
        (LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH),
        row(
            cell(LABEL_WIDTH, "{{uppgifter.etikett}}", style="Tabellrubrik"),
            cell(TEXT_WIDTH - LABEL_WIDTH, "{{uppgifter.text}}"),
        ),
        about="Ansökan i korthet",
    )


def _amounts() -> str:
    return listing(
        (2000, 2600),
        ("År", "Sökt"),
        ("belopp.ar", "belopp.sokt"),
        "Sökt belopp per år",
        amounts={1},
    )


def _opinions() -> str:
    widths = (2200, 2100, TEXT_WIDTH - 4300)
    heads = ("Medlem", "Yttrande", "Skäl")
    return table(
        "Tabell",
        widths,
        row(
            *(cell(w, h, style="Tabellrubrik") for w, h in zip(widths, heads, strict=True)),
            header=True,
        ),
        row(
            cell(widths[0], "{{yttranden.medlem}}"),
            cell(widths[1], "{{yttranden.yttrande}}", "{{yttranden.belopp}}"),
            cell(widths[2], "{{yttranden.skal}}"),
        ),
        about="Medlemmarnas yttranden",
    )


def _frame() -> str:
    widths = (900, 1700, 1700, 2900, TEXT_WIDTH - 7200)
    after = "Kvar om ansökan och allt på dagordningen beviljas"
    heads = ("År", "Ram", "Kvar i dag", after, "Anmärkning")
    paths = ("ram.ar", "ram.ram", "ram.kvar", "ram.efter", "ram.anmarkning")
    about = "Hur medlen räcker år för år"
    return listing(widths, heads, paths, about, together=True, amounts={1, 2, 3})
