"""The text of the template of a decision outside a meeting."""

from __future__ import annotations

from app.devtools.word_parts import (
    LABEL_WIDTH,
    SIGNING_HEIGHT,
    TEXT_WIDTH,
    cell,
    facts,
    p,
    prose,
    row,
    table,
    when,
)


def delegated() -> str:
    """Delegationsbeslut."""
    return (
        p("Dokumenttyp", "{{dokumenttyp}}")
        + p("Heading1", "{{rubrik}}")
        + facts(
            (
                ("Beslut", "beteckning"),
                ("Ärendenummer", "dnr"),
                ("Beslutsdag", "beslutsdag"),
                ("Beslutsfattare", "beslutsfattare"),
                ("Stöd för beslutet", "stod"),
            ),
            about="Vad beslutet gäller",
        )
        + when("bakgrund", p("Heading2", "Bakgrund"), prose("bakgrund"))
        + when("bradska", p("Heading2", "Varför beslutet inte kan vänta"), prose("bradska"))
        + p("Heading2", "Beslut")
        + p("Beslutsinledning", "{{beslut_inledning}}")
        + p("Attsats", "{{att.text}}")
        + p("BodyText", "{{anmals}}")
        + p("Heading2", "Underskrift")
        + _signed()
    )


def _signed() -> str:
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
            cell(TEXT_WIDTH - LABEL_WIDTH, "{{beslutsfattare}}", style="Underskrift"),
        ),
        about="Underskrift",
    )
