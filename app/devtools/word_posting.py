"""The text of the templates about notices: that one was put up, and how long it was up."""

from __future__ import annotations

from app.devtools.word_parts import (
    LABEL_WIDTH,
    SIGNING_HEIGHT,
    TEXT_WIDTH,
    cell,
    facts,
    listing,
    p,
    row,
    table,
    when,
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


def closing() -> str:
    """Bevis om anslagstid."""
    return (
        p("Heading1", "{{rubrik}}")
        + p("BodyText", "{{slutsats}}")
        + when("avbrott", p("Andring", "{{avbrott}}"))
        + facts(
            (
                ("Organ", "organ"),
                ("Sammanträdesdatum", "sammantradesdatum"),
                ("Paragrafer", "paragrafspann"),
                ("Protokollet justerat", "justerat"),
                ("Anslagstavla", "tavla.namn"),
                ("Finns på", "tavla.plats"),
                ("Anslaget sattes upp", "anslaget_satts_upp"),
                ("Uppsatt av", "uppsatt_av"),
                ("Sista dag för överklagande", "overklagande_sista_dag"),
                ("Anslaget togs ned", "anslaget_togs_ned"),
                ("Nedtaget av", "nedtaget_av"),
                ("Protokollet förvaras hos", "forvaras"),
            ),
            about="Bevis om anslagstid",
        )
        + p("Heading2", "Så har anslaget visats")
        + p("BodyText", "{{visning.text}}")
        + when(
            "uppehall",
            p("Etikett", "Uppehåll på minst en kvart"),
            listing(
                (3200, 3200, TEXT_WIDTH - 6400),
                ("Från", "Till", "Längd"),
                ("uppehall.fran", "uppehall.till", "uppehall.langd"),
                "Tider då anslaget inte sågs",
            ),
        )
        + p("Heading2", "Underskrift")
        + posted()
        + when(
            "fingeravtryck",
            p("Etikett", "Protokollets kontrollsumma (SHA-256)"),
            p("Kontrollsumma", "{{fingeravtryck}}"),
        )
    )
