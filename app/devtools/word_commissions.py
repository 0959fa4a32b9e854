"""The text of the template of the list of commissions."""

from __future__ import annotations

from app.devtools.word_parts import listing, p, when


def commissions() -> str:
    """Uppdragslista."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + p("BodyText", "{{inledning}}")
        + when(
            "oppna",
            p("Heading2", "Att göra"),
            listing(
                (3270, 1900, 1500, 1250, 1150),
                ("Uppdrag", "Till", "Beslut", "Senast", "Läge"),
                ("oppna.uppdrag", "oppna.till", "oppna.beslut", "oppna.senast", "oppna.lage"),
                about="Uppdrag som inte är redovisade",
            ),
        )
        + when(
            "redovisade",
            p("Heading2", "Redovisat"),
            listing(
                (2350, 1400, 1350, 1250, 2720),
                ("Uppdrag", "Till", "Beslut", "Redovisat", "Redovisning"),
                (
                    "redovisade.uppdrag",
                    "redovisade.till",
                    "redovisade.beslut",
                    "redovisade.redovisat",
                    "redovisade.redovisning",
                ),
                about="Uppdrag som är redovisade",
            ),
        )
    )
