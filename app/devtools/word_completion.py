"""The text of the template of a request for completion."""

from __future__ import annotations

from app.devtools.word_parts import block, facts, p, prose, when


def completion() -> str:
    """Begäran om komplettering."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + facts(
            (
                ("Till", "mottagare"),
                ("Insats", "insats"),
                ("Ärendenummer", "dnr"),
                ("Svar senast", "svar_senast"),
            ),
            about="Vad begäran gäller",
        )
        + p("Heading2", "Det här behöver vi")
        + p("BodyText", "{{inledning}}")
        + block("punkter", p("Heading3", "{{punkter.nr}}. {{punkter.del}}"), prose("punkter.text"))
        + when("meddelande", p("Heading2", "Mer att veta"), prose("meddelande"))
        + when("svara", p("Heading2", "Så här svarar ni"), p("ListBullet", "{{svara.text}}"))
        + p("Etikett", "Handläggare")
        + p("BodyText", "{{handlaggare}}")
        + p("BodyText", "{{kontakt}}")
    )
