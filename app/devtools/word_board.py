"""The text of the templates around the board: official letter, decision letter, agreement."""

from __future__ import annotations

from app.devtools.word_parts import (
    KEEP,
    SIGNING_HEIGHT,
    TEXT_WIDTH,
    cell,
    facts,
    listing,
    p,
    prose,
    row,
    table,
    when,
)


def _amounts(
    widths: tuple[int, ...], heads: tuple[str, ...], paths: tuple[str, ...], texts: int, about: str
) -> str:
    """A table whose first ``texts`` columns are words and the rest amounts."""
    return listing(widths, heads, paths, about, amounts=range(texts, len(widths)))


def _signed() -> str:
    return p(
        "BodyText", "{{underskrift.namn}}", more=f'{KEEP}<w:spacing w:before="480" w:after="0"/>'
    ) + p("Rad", "{{underskrift.roll}}")


def official_letter() -> str:
    """Tjänsteskrivelse."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + p("Heading2", "Förslag till beslut")
        + p("Beslutsinledning", "{{foreslas_inledning}}:")
        + p("Attsats", "{{forslag.text}}")
        + p("Heading2", "Ärendet")
        + facts(
            (
                ("Till", "till"),
                ("Sökande", "sokande"),
                ("Insats", "insats"),
                ("Ansökan gäller", "slag"),
                ("Period", "period"),
                ("Sökt belopp", "sokt"),
            ),
            about="Ärendet",
        )
        + when(
            "sokt_per_ar",
            p("Caption", "Sökt per år"),
            _amounts(
                (1600, 2400), ("År", "Belopp"), ("sokt_per_ar.ar", "sokt_per_ar.belopp"), 1,
                "Sökt per år",
            ),
        )
        + when("sammanfattning", p("Heading2", "Ansökan i korthet"), prose("sammanfattning"))
        + when("beredning", p("Heading2", "Beredning"), prose("beredning"))
        + when("skal", p("Heading2", "Skäl för förslaget"), prose("skal"))
        + when(
            "ram",
            p("Heading2", "Ekonomi"),
            p(
                "BodyText",
                "Så påverkar förslaget ramen för insatser. Kvar är ramen minus det som är "
                "beslutat, det som är reserverat för andra ärenden som bereds, andra förslag på "
                "dagordningen och det här förslaget.",
                more=KEEP,
            ),
            listing(
                (640, 1410, 1390, 1390, 1430, 1390, 1420),
                ("År", "Ram", "Beslutat", "Reserverat", "Andra förslag", "Förslaget", "Kvar"),
                tuple(
                    f"ram.{name}"
                    for name in (
                        "ar", "ram", "beslutat", "reserverat", "andra", "forslag", "kvar"
                    )
                ),
                "Ramen för insatser",
                together=True,
                amounts=range(1, 7),
            ),
        )
        + _signed()
    )  # fmt: skip


def letter() -> str:
    """Beslutsmeddelande."""
    return (
        p("Rad", "{{mottagare.namn}}")
        + p("Rad", "{{mottagare.adress}}")
        + p("Heading1", "{{rubrik}}", more='<w:spacing w:before="480"/>')
        + p("BodyText", "{{inledning}} Beslutet fattades {{beslutet}}.")
        + p("Heading2", "Beslut")
        + p("Beslutsinledning", "{{beslut_inledning}}:")
        + p("Attsats", "{{beslut.text}}")
        + when(
            "summa",
            p("Heading2", "Beviljat belopp"),
            _amounts((1600, 2400), ("År", "Belopp"), ("belopp.ar", "belopp.belopp"), 1, "Per år"),
            p("BodyText", "I allt högst {{summa}}.", more='<w:spacing w:before="120"/>'),
        )
        + when("skal", p("Heading2", "Skäl"), prose("skal"))
        + when("nu", p("Heading2", "Det här händer nu"), p("ListBullet", "{{nu.text}}"))
        + _signed()
        + when(
            "overklagande",
            p("Heading2", "Hur man överklagar"),
            p("BodyText", "{{overklagande}}"),
        )
    )


def agreement() -> str:
    """Överenskommelse."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + p("Heading2", "Parter och insats")
        + facts(
            (
                ("Förbundet", "forbund.namn"),
                ("Huvudman", "huvudman.namn"),
                ("Organisationsnummer", "huvudman.orgnr"),
                ("Adress", "huvudman.adress"),
                ("Insats", "insats"),
                ("Inriktning", "inriktning"),
                ("Period", "period"),
                ("Beslut", "beslutet"),
                ("Beviljat belopp", "beviljat"),
                ("Hör till", "forlanger"),
            ),
            about="Parter och insats",
        )
        + p("Caption", "Beviljat per år")
        + _amounts(
            (1600, 2400), ("År", "Belopp"), ("beviljat_per_ar.ar", "beviljat_per_ar.belopp"), 1,
            "Beviljat per år",
        )
        + when(
            "mal",
            p("Heading2", "Mål"),
            listing(
                (4070, 2800, 2200),
                ("Mål", "Indikator", "Målvärde"),
                ("mal.mal", "mal.indikator", "mal.varde"),
                about="Mål",
            ),
        )
        + p("Heading2", "Budget")
        + _amounts(
            (1070, 5600, 2400),
            ("År", "Kostnad", "Belopp"),
            ("budget.ar", "budget.kostnad", "budget.belopp"),
            2,
            "Budget",
        )
        + p("Heading2", "Redovisning")
        + listing(
            (2400, TEXT_WIDTH - 2400),
            ("Senast", "Redovisning"),
            ("rapporter.dag", "rapporter.slag"),
            about="Redovisning",
        )
        + p("Heading2", "Utbetalning")
        + _amounts(
            (2400, 2400), ("Tidigast", "Belopp"), ("utbetalningar.dag", "utbetalningar.belopp"), 1,
            "Utbetalning",
        )
        + p("BodyText", "I allt {{utbetalningar_summa}}.", more='<w:spacing w:before="120"/>')
        + when("villkor", p("Heading2", "Villkor"), prose("villkor"))
        + p("Heading2", "Underskrifter")
        + p(
            "BodyText",
            "Överenskommelsen är upprättad i två exemplar. Parterna har var sitt.",
            more=KEEP,
        )
        + _signatures()
    )  # fmt: skip


def _signatures() -> str:
    """A row for each of the parties, held together on one page."""
    widths = (2400, 1750, 2720, 2200)
    heads = ("Part", "Ort och datum", "Underskrift", "Namnförtydligande")
    values = ("{{underskrifter.part}}", "{{underskrifter.ort_datum}}", "", "{{underskrifter.namn}}")
    return table(
        "Tabell",
        widths,
        row(
            *(
                cell(w, p("Tabellrubrik", head, more=KEEP))
                for w, head in zip(widths, heads, strict=True)
            ),
            header=True,
        ),
        row(
            *(
                cell(w, p("Underskrift", value, more=KEEP))
                for w, value in zip(widths, values, strict=True)
            ),
            height=SIGNING_HEIGHT * 2,
        ),
        about="Underskrifter",
    )
