"""What can be granted, and the sentences that say it (rules PART, A5)."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications.domain import DecisionKind, Kind
from app.applications.domain.budget import ASSOCIATION, Budget, Cost
from app.applications.domain.clauses import (
    Matter,
    asked,
    clauses,
    inside,
    join,
    motivated,
    same_words,
)
from app.applications.domain.granting import (
    AppliedLine,
    Ruling,
    applied_lines,
    cell_errors,
    check_ruling,
    in_full,
    tidied,
)
from app.kernel.errors import DomainError

WHOLE = (AppliedLine(0, "Medfinansiering", {2017: 10_000_000, 2018: 20_000_000}),)
TWO = (
    AppliedLine(1, "Personal", {2017: 8_000_000, 2018: 8_000_000}),
    AppliedLine(2, "Lokaler", {2017: 2_000_000}),
)
MATTER = Matter("Älvby kommun", "Vägen ut", starts_on=date(2017, 4, 1), ends_on=date(2018, 12, 31))


def test_without_costs_of_its_own_the_whole_amount_is_one_line():
    budget = Budget(
        costs=(Cost("staff", amounts={"2017": 5}),), applied={2018: 2, 2017: 1, 2019: 0}
    )
    assert applied_lines(budget) == (AppliedLine(0, "Medfinansiering", {2017: 1, 2018: 2}),)


def test_costs_that_the_association_pays_are_the_lines_when_they_add_up():
    costs = (
        Cost("staff", "", ASSOCIATION, {"2017": 3}),
        Cost("premises", "Lokal i Älvby", ASSOCIATION, {"2017": 1, "2018": 2}),
        Cost("staff", "Kommunens", "Älvby kommun", {"2017": 9}),
    )
    assert applied_lines(Budget(costs=costs, applied={2017: 4, 2018: 2})) == (
        AppliedLine(1, "Personal", {2017: 3}),
        AppliedLine(2, "Lokal i Älvby", {2017: 1, 2018: 2}),
    )
    (one,) = applied_lines(Budget(costs=costs, applied={2017: 4}))
    assert one.text == "Medfinansiering"


@pytest.mark.parametrize(
    ("amounts", "codes"),
    [
        ({(2017, 1): 8_000_000, (2017, 2): 2_000_000}, []),
        ({(2017, 1): 8_000_001}, ["grant.above_applied"]),
        ({(2018, 2): 1}, ["grant.no_such_cell"]),
        ({(2018, 2): 0}, []),
        ({(2017, 1): -1, (2017, 2): 9_000_000}, ["grant.negative", "grant.above_applied"]),
    ],
)
def test_rule_part_each_line_and_year_is_held_by_itself(amounts, codes):
    """Rule PART."""
    found = cell_errors(TWO, amounts)
    assert [error.code for error in found.values()] == codes


@pytest.mark.parametrize(
    ("ruling", "code", "field"),
    [
        (Ruling(DecisionKind.GRANT_IN_PART), "grant.nothing", "kind"),
        (Ruling(DecisionKind.GRANT_IN_PART, in_full(WHOLE)), "grant.not_less", "kind"),
        (
            Ruling(DecisionKind.GRANT_IN_PART, {(2017, 0): 10_000_001}),
            "grant.above_applied",
            "ore_2017_0",
        ),
        (Ruling(DecisionKind.REJECT), "grant.no_reasons", "reasons"),
        (Ruling(DecisionKind.REFER_BACK), "grant.no_refer_to", "refer_to"),
        (Ruling(DecisionKind.TABLE), "grant.no_table_to", "table_to"),
    ],
)
def test_rule_part_and_a5_a_ruling_says_what_its_kind_asks_for(ruling, code, field):
    """Rules PART, A5."""
    with pytest.raises(DomainError) as refusal:
        check_ruling(ruling, WHOLE)
    assert (refusal.value.code, refusal.value.field) == (code, field)


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(DecisionKind.GRANT, in_full(WHOLE)),
        Ruling(DecisionKind.GRANT_IN_PART, {(2017, 0): 9_999_999, (2018, 0): 20_000_000}),
        Ruling(DecisionKind.REJECT, reasons="Medel saknas."),
        Ruling(DecisionKind.REFER_BACK, refer_to="till LSG"),
        Ruling(DecisionKind.TABLE, table_to=date(2017, 4, 28)),
    ],
)
def test_a_whole_ruling_passes(ruling):
    check_ruling(ruling, WHOLE)
    assert tidied(ruling, WHOLE) == ruling


def test_what_a_kind_has_no_use_for_is_left_out():
    everything = Ruling(
        DecisionKind.GRANT,
        {(2017, 0): 1},
        (" Rapport ", ""),
        "Skäl",
        "till LSG",
        date(2017, 4, 28),
    )
    assert tidied(everything, WHOLE) == Ruling(
        DecisionKind.GRANT, in_full(WHOLE), conditions=("Rapport",)
    )
    assert Ruling(DecisionKind.REJECT, {(2017, 0): 1}).total == 0


@pytest.mark.parametrize(
    ("ruling", "matter", "lines", "said"),
    [
        (
            Ruling(DecisionKind.GRANT, in_full(WHOLE)),
            MATTER,
            WHOLE,
            [
                (
                    "bevilja Älvby kommun medfinansiering med högst 300\xa0000\xa0kr för insatsen "
                    "Vägen ut under perioden 2017–2018, fördelat med 100\xa0000\xa0kr 2017 och "
                    "200\xa0000\xa0kr 2018"
                )
            ],
        ),
        (
            Ruling(DecisionKind.GRANT, {(2017, 0): 100}, ("Att insatsen redovisar.",)),
            Matter("A", "B", starts_on=date(2017, 1, 1), ends_on=date(2017, 2, 1)),
            WHOLE,
            [
                "bevilja A medfinansiering med högst 1\xa0kr för insatsen B under 2017",
                "som villkor ange att insatsen redovisar",
            ],
        ),
        (
            Ruling(DecisionKind.GRANT_IN_PART, {(2017, 1): 100, (2017, 2): 200}),
            Matter("A", "B"),
            TWO,
            [
                (
                    "bevilja ansökan från A om medfinansiering av insatsen B till en del, med "
                    "högst 3\xa0kr, och i övrigt avslå den"
                ),
                "fördela beloppet på Personal med 1\xa0kr och Lokaler med 2\xa0kr",
            ],
        ),
        (
            Ruling(DecisionKind.GRANT),
            Matter("A", "B", Kind.EXTENSION, date(2017, 1, 1), date(2017, 5, 31)),
            (),
            ["förlänga insatsen B till och med den 31 maj 2017"],
        ),
        (
            Ruling(DecisionKind.GRANT),
            Matter("A", "B", Kind.CHANGE),
            (),
            ["godkänna den sökta ändringen av insatsen B"],
        ),
        (
            Ruling(DecisionKind.REJECT, reasons="Insatsen ryms inte i ramen."),
            Matter("A", "B"),
            (),
            [
                (
                    "avslå ansökan från A om medfinansiering av insatsen B med motiveringen att "
                    "insatsen ryms inte i ramen"
                )
            ],
        ),
        (
            Ruling(DecisionKind.REFER_BACK, refer_to="att beskriva målgruppen."),
            Matter("A", "B"),
            (),
            ["återremittera ärendet för att beskriva målgruppen"],
        ),
        (
            Ruling(DecisionKind.REFER_BACK, refer_to="Till LSG för att beskriva målgruppen"),
            Matter("A", "B"),
            (),
            ["återremittera ärendet till LSG för att beskriva målgruppen"],
        ),
        (
            Ruling(DecisionKind.TABLE, table_to=date(2017, 4, 28)),
            Matter("A", "B"),
            (),
            ["bordlägga ärendet till sammanträdet den 28 april 2017"],
        ),
        (
            Ruling(DecisionKind.TABLE),
            Matter("A", "B"),
            (),
            ["bordlägga ärendet till nästa sammanträde"],
        ),
    ],
)
def test_a_ruling_is_said_in_official_swedish(ruling, matter, lines, said):
    assert list(clauses(ruling, matter, lines)) == said


def test_rule_a5_reasons_become_part_of_the_sentence():
    """Rule A5."""
    assert motivated("Arbetsförmedlingen deltar inte.") == (
        "med motiveringen att Arbetsförmedlingen deltar inte"
    )
    assert motivated("Ramen är slut. Behovet är oklart.") == (
        "med följande motivering: Ramen är slut. Behovet är oklart"
    )


def test_parts_of_sentences():
    assert inside("Att  redovisa.") == "redovisa"
    assert (join([]), join(["a"]), join(["a", "b", "c"])) == ("", "a", "a, b och c")


@pytest.mark.parametrize(
    ("matter", "ore", "said"),
    [
        (MATTER, 100, "ansöker om 1\xa0kr i medfinansiering för insatsen Vägen ut under perioden"),
        (Matter("A", "B"), 0, "A ansöker om beslut för insatsen B."),
        (
            Matter("A", "B", Kind.EXTENSION, ends_on=date(2017, 5, 31)),
            100,
            "om förlängning av insatsen B till och med den 31 maj 2017 och om 1\xa0kr",
        ),
    ],
)
def test_what_is_asked_for_is_said_above_the_proposal(matter, ore, said):
    assert said in asked(matter, ore)


@pytest.mark.parametrize(
    ("attested", "same"),
    [
        (["Bevilja  A.", "förklara paragrafen omedelbart justerad"], True),
        (["bevilja B"], False),
        ([], False),
    ],
)
def test_rule_dec_a_paragraph_says_the_same_whatever_the_spacing(attested, same):
    """Rule DEC."""
    assert same_words(attested, ["bevilja A"]) is same
