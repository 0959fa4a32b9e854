"""The text of the templates of the minutes and their extracts: one § is the same in both."""

from __future__ import annotations

from app.devtools.word_parts import (
    KEEP,
    LABEL_WIDTH,
    SIGNING_HEIGHT,
    TEXT_WIDTH,
    block,
    cell,
    facts,
    labelled,
    listing,
    p,
    prose,
    row,
    run,
    table,
    unless,
    when,
)


def paragraph(*last: str) -> str:
    """One §, the decision last or, when the association has chosen so, first; ``last`` ends it."""
    heading = p(
        "Heading2",
        run("{{paragrafer.nummer}}", "Paragrafnummer"),
        run("\t{{paragrafer.rubrik}}"),
        more='<w:ind w:left="794" w:hanging="794"/>',
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
        labelled("paragrafer.reservationer", "{{paragrafer.reservationer_rubrik}}"),
        labelled("paragrafer.anteckningar", "Anteckningar"),
        p("Narvaro", "{{paragrafer.omedelbart_justerad}}"),
        labelled("paragrafer.bilagor", "Bilagor", "Rad"),
        labelled("paragrafer.expedieras", "Expedieras till", "Rad"),
        *last,
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
            (1850, 2250, 2000, 1750, 1220),
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
                (4100, 3750, 1220),
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
                (1850, 3250, 2750, 1220),
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
            cell(
                widths[1],
                p("Underskrift", "{{underskrifter.justerat}}", more=KEEP)
                + p("Kontrollsumma", "{{underskrifter.kontrollsumma}}", more=KEEP),
            ),
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
                ("Sista dag för överklagande", "anslag.overklagande_sista_dag"),
                ("Anslaget tas ned", "anslag.anslaget_tas_ned"),
                ("Protokollet förvaras hos", "anslag.forvaras"),
                ("Underskrift", "anslag.underskrift"),
            ),
            about="Bevis om anslag",
            signed=True,
        )
        + new_page()
        + paragraph()
    )


def new_page() -> str:
    """The front pages, which are signed and posted, are parted from the paragraphs."""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return p("Rad", more=f"<w:pageBreakBefore/>{spacing}")


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
        + when(
            "rattelser",
            p("Heading2", "Rättelser"),
            p("BodyText", "{{rattelser.text}}"),
        )
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
