"""The text of the template of published minutes: as the minutes, without what is signed."""

from __future__ import annotations

from app.devtools.word_minutes import paragraph, present
from app.devtools.word_parts import facts, labelled, p, when


def published() -> str:
    """Publicerat protokoll."""
    return (
        p("Heading1", "{{rubrik}}")
        + p("BodyText", "{{utgava}}")
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
        + paragraph(labelled("paragrafer.rattelser", "Rättelser"))
        + p("Heading2", "Justering")
        + p("BodyText", "{{justerat.text}}")
        + when(
            "maskat",
            p("Heading2", "Maskade uppgifter"),
            p("BodyText", "{{maskat.text}}"),
        )
    )
