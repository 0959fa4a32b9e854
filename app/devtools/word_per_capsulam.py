"""The text of the template of a decision per capsulam."""

from __future__ import annotations

from app.devtools.word_parts import TEXT_WIDTH, facts, labelled, listing, p, prose, when

_NAME, _SHORT = 2500, 1050
_MEMBER = 2300


def circulated() -> str:
    """Beslut per capsulam."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + facts(
            (
                ("Beslut", "beteckning"),
                ("Ärendenummer", "dnr"),
                ("Beslutsdag", "beslutsdag"),
                ("Frågan skickad", "skickad"),
                ("Sista dag att svara", "svarstid"),
            ),
            about="Vad beslutet gäller",
        )
        + p("Heading2", "Formen för beslutet")
        + p("BodyText", "{{formen}}")
        + when("skal", p("Heading2", "Varför frågan inte kunde vänta"), prose("skal"))
        + when("bakgrund", p("Heading2", "Bakgrund"), prose("bakgrund"))
        + p("Heading2", "Förslag till beslut")
        + p("Beslutsinledning", "{{forslag_inledning}}")
        + p("Attsats", "{{forslag.text}}")
        + when(
            "handlingar",
            p("Heading2", "Handlingar"),
            listing(
                (3400, TEXT_WIDTH - 3400),
                ("Handling", "Kontrollsumma (SHA-256)"),
                ("handlingar.titel", "handlingar.fingeravtryck"),
                "Handlingar som följde med frågan",
            ),
        )
        + p("Heading2", "Svar")
        + listing(
            (_NAME, _MEMBER, _SHORT, _SHORT, TEXT_WIDTH - _NAME - _MEMBER - 2 * _SHORT),
            ("Ledamot", "Medlem", "Formen", "Saken", "Svarade"),
            ("svar.namn", "svar.medlem", "svar.form", "svar.sak", "svar.tid"),
            "Vad var och en svarade",
        )
        + labelled("yttranden", "Yttranden")
        + p("Heading2", "Beslut")
        + p("BodyText", "{{utfall}}")
        + p("Beslutsinledning", "{{beslut_inledning}}")
        + when("att", p("Attsats", "{{att.text}}"))
        + when("anmals", p("BodyText", "{{anmals}}"))
        + p("Etikett", "Frågans kontrollsumma (SHA-256)")
        + p("Kontrollsumma", "{{fingeravtryck}}")
    )
