"""The text of the templates about one §: attested at once by itself, and its rättelse."""

from __future__ import annotations

from app.devtools.word_minutes import paragraph, present, signatures
from app.devtools.word_parts import (
    LABEL_WIDTH,
    SIGNING_HEIGHT,
    TEXT_WIDTH,
    cell,
    facts,
    p,
    row,
    table,
    when,
)


def immediate() -> str:
    """Omedelbart justerad paragraf."""
    return (
        p("Heading1", "{{rubrik}}")
        + p("BodyText", "{{inledning}}")
        + facts(
            (
                ("Sammanträdesdatum", "sammantradesdatum"),
                ("Plats och tid", "plats_och_tid"),
                ("Paragraf", "paragrafspann"),
                ("Beslutsförhet", "beslutsforhet"),
                ("Utses att justera", "justerare"),
            ),
            about="Sammanträdet",
        )
        + present()
        + when("javiga", p("Heading2", "Jäviga"), p("Rad", "{{javiga.text}}"))
        + paragraph()
        + p("Heading2", "Underskrifter")
        + signatures()
        + p("Heading2", "Bevis om anslag")
        + p(
            "BodyText",
            "Justeringen av paragrafen har tillkännagetts på förbundets anslagstavla.",
            more="<w:keepNext/>",
        )
        + facts(
            (
                ("Organ", "anslag.organ"),
                ("Sammanträdesdatum", "anslag.sammantradesdatum"),
                ("Paragraf", "anslag.paragrafspann"),
                ("Anslaget sätts upp", "anslag.anslaget_satts_upp"),
                ("Sista dag för överklagande", "anslag.overklagande_sista_dag"),
                ("Anslaget tas ned", "anslag.anslaget_tas_ned"),
                ("Protokollet förvaras hos", "anslag.forvaras"),
                ("Underskrift", "anslag.underskrift"),
            ),
            about="Bevis om anslag",
            signed=True,
        )
    )


def correction() -> str:
    """Rättelse."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + p("BodyText", "{{mening}}")
        + facts(
            (
                ("Nummer", "nummer"),
                ("Paragraf", "paragraf"),
                ("Rubrik", "paragraf_rubrik"),
                ("Ärendenummer", "arende"),
                ("Sammanträdesdatum", "sammantradesdatum"),
                ("Står i paragrafen", "star"),
                ("Ska vara", "ska_vara"),
                ("Skäl", "skal"),
                ("Lagrum", "lagrum"),
            ),
            about="Vad som rättas",
        )
        + p("BodyText", "{{oforandrat}}")
        + p("Etikett", "Det justerade protokollets kontrollsumma (SHA-256)")
        + p("Kontrollsumma", "{{fingeravtryck}}")
        + p("Heading2", "Underskrift")
        + _signed()
    )


def _signed() -> str:
    rows = {
        "Datum": "{{underskrift.dag}}",
        "Godkänd": "{{underskrift.hur}}",
        "Namnförtydligande": "{{underskrift.namn}}",
        "Uppdrag": "{{underskrift.roll}}",
    }
    return table(
        "Uppgifter",
        (LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH),
        *(
            row(
                cell(LABEL_WIDTH, label, style="Tabellrubrik"),
                cell(TEXT_WIDTH - LABEL_WIDTH, value, style="Underskrift"),
                height=SIGNING_HEIGHT if label == "Underskrift" else 0,
            )
            for label, value in rows.items()
        ),
        about="Underskrift",
    )
