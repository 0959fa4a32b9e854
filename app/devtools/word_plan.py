"""The text of the template of a year's plan."""

from __future__ import annotations

from app.devtools.word_parts import listing, p, when

_MEETINGS = (
    ("Sammanträde", "sammantraden.dag", 1450),
    ("Tid", "sammantraden.tid", 1350),
    ("Plats", "sammantraden.plats", 2020),
    ("Söks senast", "sammantraden.sok_senast", 1150),
    ("Grupp", "sammantraden.grupp", 1100),
    ("Kallelse", "sammantraden.kallelse", 1100),
    ("Justering", "sammantraden.justering", 1150),
)


def plan() -> str:
    """Sammanträdesplan."""
    heads, paths, widths = zip(*_MEETINGS, strict=True)
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + p("BodyText", "{{inledning}}")
        + p("Heading2", "Sammanträden")
        + listing(widths, heads, paths, "Årets sammanträden och de dagar som hör till dem")
        + when(
            "arsuppgifter",
            p("Heading2", "Årets uppgifter"),
            listing(
                (4800, 2000, 2520),
                ("Uppgift", "Senast", "Gjort"),
                ("arsuppgifter.uppgift", "arsuppgifter.senast", "arsuppgifter.gjort"),
                "Det som ska göras under året",
            ),
        )
    )
