"""Makes the four Word templates anew: ``python -m app.devtools.word_templates``.

The files are ordinary Word files that an office restyles; this is only how the first ones were
made. The unit of one § is the same in the minutes and in the extract.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.devtools.word_parts import (
    KEEP,
    LABEL_WIDTH,
    SIGNING_HEIGHT,
    TEXT_WIDTH,
    block,
    cell,
    facts,
    listing,
    p,
    row,
    run,
    table,
    unless,
    when,
    word_file,
)
from app.documents.kinds import ANSLAGSBEVIS, KALLELSE, PROTOKOLL, PROTOKOLLSUTDRAG, DocumentKind

ROOT = Path(__file__).parents[2] / "docs_templates"
_NOT_KEPT = '<w:keepNext w:val="0"/>'  # a row of a table is not held to the next one


def prose(path: str, more: str = "") -> str:
    """Headings, paragraphs and bullets in the order they come."""
    return block(
        path,
        p("Heading3", f"{{{{{path}.mellanrubrik}}}}", more=more),
        p("BodyText", f"{{{{{path}.stycke}}}}"),
        p("ListBullet", f"{{{{{path}.punkt}}}}"),
    )


def labelled(path: str, label: str, style: str = "BodyText") -> str:
    """A label and the lines of a list, when it has any."""
    return when(path, p("Etikett", label), p(style, f"{{{{{path}.text}}}}"))


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
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
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
        "for_kannedom", p("Tabellrubrik", "För kännedom"), p("Tabelltext", "{{for_kannedom.text}}")
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
    widths = (7000, TEXT_WIDTH - 7000)
    item = (
        p("Arenderubrik", "{{arenden.nr}}. {{arenden.rubrik}}")
        + p("Marke", "{{arenden.andrad}}")
        + p("Uppgift", "{{arenden.dnr}}")
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


def paragraph() -> str:
    """One §, the decision last or, when the association has chosen so, first."""
    heading = p(
        "Heading2", run("{{paragrafer.nummer}}", "Paragrafnummer"), run("  {{paragrafer.rubrik}}")
    )
    return block(
        "paragrafer",
        heading,
        p("Uppgift", "{{paragrafer.dnr}}"),
        when("beslut_forst", decision()),
        p("Narvaro", "{{paragrafer.narvaro.text}}"),
        p("Narvaro", "{{paragrafer.jav.text}}"),
        prose("paragrafer.bakgrund"),
        p("Beslutsinledning", "{{paragrafer.forslag_inledning}}:"),
        p("Attsats", "{{paragrafer.forslag.text}}"),
        labelled("paragrafer.yrkanden", "Yrkanden"),
        labelled("paragrafer.propositionsordning", "Propositionsordning"),
        ballots(),
        unless("beslut_forst", decision()),
        labelled("paragrafer.reservationer", "Reservationer"),
        labelled("paragrafer.anteckningar", "Anteckningar"),
        p("Narvaro", "{{paragrafer.omedelbart_justerad}}"),
        labelled("paragrafer.bilagor", "Bilagor", "Rad"),
        labelled("paragrafer.expedieras", "Expedieras till", "Rad"),
    )


def decision() -> str:
    """What was decided."""
    return p("Beslutsinledning", "{{paragrafer.beslut_inledning}}:") + p(
        "Attsats", "{{paragrafer.beslut.text}}"
    )


def ballots() -> str:
    """Each ballot: the question, who voted how, the result."""
    path = "paragrafer.omrostningar"
    voters = f"{path}.roster"
    return block(
        path,
        p("Caption", "Omröstning"),
        p("BodyText", f"{{{{{path}.inledning}}}}", more="<w:keepNext/>"),
        listing(
            (3700, 3700, TEXT_WIDTH - 7400),
            ("Namn", "Organisation", "Röst"),
            (f"{voters}.namn", f"{voters}.organisation", f"{voters}.rost"),
            about="Omröstning",
            together=True,
        ),
        p("BodyText", f"{{{{{path}.resultat}}}}", more='<w:spacing w:before="120"/>'),
    )


def present() -> str:
    """Who took part."""
    return (
        p("Heading2", "Beslutande")
        + listing(
            (1950, 1700, 2000, 1520, 1900),
            ("Namn", "Uppdrag", "Organisation", "Tjänstgör för", "Paragrafer"),
            tuple(
                f"beslutande.{name}"
                for name in ("namn", "roll", "organisation", "ersatter", "paragrafer")
            ),
            about="Beslutande",
        )
        + when(
            "ej_tjanstgorande",
            p("Heading2", "Ej tjänstgörande ersättare"),
            listing(
                (3650, 3520, 1900),
                ("Namn", "Organisation", "Paragrafer"),
                tuple(
                    f"ej_tjanstgorande.{name}" for name in ("namn", "organisation", "paragrafer")
                ),
                about="Ej tjänstgörande ersättare",
            ),
        )
        + when(
            "ovriga",
            p("Heading2", "Övriga deltagande"),
            listing(
                (1950, 2450, 2770, 1900),
                ("Namn", "Titel", "Organisation", "Paragrafer"),
                tuple(f"ovriga.{name}" for name in ("namn", "titel", "organisation", "paragrafer")),
                about="Övriga deltagande",
            ),
        )
    )


def signatures() -> str:
    """A line for each signer."""
    widths = (1700, 4170, 3200)
    heads = ("Uppdrag", "Underskrift", "Namnförtydligande")
    return table(
        "Tabell",
        widths,
        row(
            *(cell(w, h, style="Tabellrubrik") for w, h in zip(widths, heads, strict=True)),
            header=True,
        ),
        row(
            cell(widths[0], p("Underskrift", "{{underskrifter.roll}}", more=KEEP)),
            cell(widths[1], "{{underskrifter.justerat}}", style="Underskrift"),
            cell(
                widths[2],
                "{{underskrifter.namn}}",
                "{{underskrifter.paragrafer}}",
                style="Underskrift",
            ),
            height=SIGNING_HEIGHT,
        ),
        about="Underskrifter",
    )


def signed_footer() -> str:
    """On every page: a place for each signer, and one for whoever certifies an extract."""
    widths = (2500, 2400, TEXT_WIDTH - 4900)
    first = row(
        cell(
            widths[0] + widths[1],
            "Justering (sign)",
            style="Footer",
            more='<w:gridSpan w:val="2"/>',
        ),
        cell(widths[2], "Utdragsbestyrkande", style="Footer", more='<w:vMerge w:val="restart"/>'),
    )
    signer = row(
        cell(widths[0], "{{signatarer.namn}}", style="Footer"),
        cell(widths[1], "{{signatarer.initialer}}", style="Footer"),
        cell(widths[2], p("Footer"), more="<w:vMerge/>"),
        height=300,
    )
    signing = table("Uppgifter", widths, first, signer, about="Justering och bestyrkande")
    return p("Footer") + signing + p("Footer", more='<w:spacing w:line="20" w:lineRule="exact"/>')


def minutes() -> str:
    """Protokoll."""
    return (
        p("Heading1", "{{rubrik}}")
        + facts(
            (
                ("Sammanträdesdatum", "sammantradesdatum"),
                ("Plats och tid", "plats_och_tid"),
                ("Paragrafer", "paragrafspann"),
                ("Utses att justera", "justerare"),
                ("Justeringens plats och tid", "justeringens_plats_och_tid"),
                ("Justeras senast", "justeras_senast"),
            ),
            about="Sammanträdet",
        )
        + present()
        + p("Heading2", "Underskrifter")
        + signatures()
        + p("Heading2", "Bevis om anslag")
        + p(
            "BodyText",
            "Justeringen av protokollet har tillkännagetts på förbundets anslagstavla.",
            more="<w:keepNext/>",
        )
        + facts(
            (
                ("Organ", "anslag.organ"),
                ("Sammanträdesdatum", "anslag.sammantradesdatum"),
                ("Paragrafer", "anslag.paragrafspann"),
                ("Anslaget sätts upp", "anslag.anslaget_satts_upp"),
                ("Sista dag att överklaga", "anslag.overklagande_sista_dag"),
                ("Anslaget tas ned", "anslag.anslaget_tas_ned"),
                ("Protokollet förvaras", "anslag.forvaras"),
                ("Underskrift", "anslag.underskrift"),
            ),
            about="Bevis om anslag",
            signed=True,
        )
        + paragraph()
    )


def extract() -> str:
    """Protokollsutdrag."""
    return (
        p("Heading1", "{{rubrik}}")
        + facts(
            (
                ("Organ", "organ"),
                ("Sammanträdesdatum", "sammantradesdatum"),
                ("Plats och tid", "plats_och_tid"),
                ("Paragrafer", "paragrafspann"),
                ("Utses att justera", "justerare"),
            ),
            about="Sammanträdet",
        )
        + present()
        + paragraph()
        + p("Heading2", "Justering")
        + p("BodyText", "{{justerat}}")
        + p("BodyText", "{{anslaget}}")
        + signatures()
        + p("Heading2", "Bestyrkande")
        + p("BodyText", "{{bestyrkande.text}}", more="<w:keepNext/>")
        + certified("bestyrkande")
    )


def certified(path: str, when_label: str = "Ort och datum") -> str:
    """Where one person signs."""
    rows = {
        when_label: (f"{{{{{path}.ort_datum}}}}",),
        "Underskrift": ("",),
        "Namnförtydligande": (f"{{{{{path}.namn}}}}", f"{{{{{path}.roll}}}}"),
    }
    return table(
        "Uppgifter",
        (LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH),
        *(
            row(
                cell(LABEL_WIDTH, label, style="Tabellrubrik"),
                cell(TEXT_WIDTH - LABEL_WIDTH, *values, style="Underskrift"),
                height=SIGNING_HEIGHT if label == "Underskrift" else 0,
            )
            for label, values in rows.items()
        ),
        about="Underskrift",
    )


def proof() -> str:
    """Bevis om anslag."""
    return (
        p("Heading1", "{{rubrik}}")
        + p("BodyText", "{{inledning}}")
        + when("avbrott", p("Andring", "{{avbrott}}"))
        + facts(
            (
                ("Organ", "organ"),
                ("Sammanträdesdatum", "sammantradesdatum"),
                ("Paragrafer", "paragrafspann"),
                ("Protokollet justerat", "justerat"),
                ("Justerat av", "justerare"),
                ("Anslagstavla", "tavla.namn"),
                ("Finns på", "tavla.plats"),
                ("Anslaget sätts upp", "anslaget_satts_upp"),
                ("Sista dag för överklagande", "overklagande_sista_dag"),
                ("Anslaget tas ned", "anslaget_tas_ned"),
                ("Protokollet förvaras hos", "forvaras"),
            ),
            about="Bevis om anslag",
        )
        + p("Heading2", "Hur man överklagar")
        + p("BodyText", "{{overklagande}}")
        + p("Heading2", "Underskrift")
        + posted()
        + when(
            "fingeravtryck",
            p("Etikett", "Protokollets kontrollsumma (SHA-256)"),
            p("Kontrollsumma", "{{fingeravtryck}}"),
        )
    )


def posted() -> str:
    """Who certifies that the notice was up."""
    return table(
        "Uppgifter",
        (LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH),
        row(
            cell(LABEL_WIDTH, "Underskrift", style="Tabellrubrik"),
            cell(TEXT_WIDTH - LABEL_WIDTH, "", style="Underskrift"),
            height=SIGNING_HEIGHT,
        ),
        row(
            cell(LABEL_WIDTH, "Namnförtydligande", style="Tabellrubrik"),
            cell(
                TEXT_WIDTH - LABEL_WIDTH,
                "{{underskrift.namn}}",
                "{{underskrift.roll}}",
                style="Underskrift",
            ),
        ),
        about="Underskrift",
    )


def templates() -> Mapping[DocumentKind, bytes]:
    """Every template by its kind."""
    plain = end = p("Footer")
    return {
        KALLELSE: word_file(summons(), plain, KALLELSE.title, first_footer=letterhead() + end),
        PROTOKOLL: word_file(minutes(), signed_footer(), PROTOKOLL.title),
        PROTOKOLLSUTDRAG: word_file(extract(), signed_footer(), PROTOKOLLSUTDRAG.title),
        ANSLAGSBEVIS: word_file(proof(), plain, ANSLAGSBEVIS.title),
    }


def main() -> None:
    """Write the templates where the program finds them."""
    for kind, content in templates().items():
        path = ROOT / kind.template
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(ROOT.parent), len(content))


if __name__ == "__main__":
    main()
