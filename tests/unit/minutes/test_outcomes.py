"""What becomes of a matter: its att-sats, what is offered, what freezing points out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.minutes.domain import Break, Outcome
from app.minutes.domain.drafting import lacks_decision
from app.minutes.domain.freezing import freezing_problems
from app.minutes.domain.outcomes import (
    AT_ONCE_CLAUSE,
    OUTCOME_WORDS,
    Ending,
    at_once_sentence,
    clauses_after,
    closing_notes,
    ending_said,
    ending_words,
    outcome_clause,
    outcome_problems,
    outcomes_offered,
)
from tests.unit.minutes.people import board, minutes, paragraph

TABLED = Ending(Outcome.TABLED, until=date(2017, 2, 24))
BACK = Ending(Outcome.REFERRED_BACK, "till utvecklingsgruppen för ny beredning")


@pytest.mark.parametrize(
    ("ending", "clause"),
    [
        (TABLED, "bordlägga ärendet till sammanträdet den 24 februari 2017"),
        (Ending(Outcome.TABLED), "bordlägga ärendet till nästa sammanträde"),
        (
            Ending(Outcome.TABLED, until=date(2017, 3, 1), at_meeting=False),
            "bordlägga ärendet till den 1 mars 2017",
        ),
        (BACK, "återremittera ärendet till utvecklingsgruppen för ny beredning"),
        (
            Ending(Outcome.REFERRED_BACK, "att kostnaderna ska räknas om."),
            "återremittera ärendet för att kostnaderna ska räknas om",
        ),
        (Ending(Outcome.REFERRED_BACK), "återremittera ärendet"),
        (Ending(Outcome.FILED), "lägga redovisningen till handlingarna"),
        (Ending(Outcome.NOTED), "anteckna informationen till protokollet"),
        (Ending(Outcome.WITHDRAWN), ""),
        (Ending(Outcome.DECIDED), ""),
    ],
)
def test_each_outcome_has_its_usual_clause(ending, clause):
    assert outcome_clause(ending) == clause


def test_rule_f13_without_quorum_a_matter_is_tabled_or_noted_and_nothing_else():
    assert set(outcomes_offered(quorum=False)) == {Outcome.NONE, Outcome.TABLED, Outcome.NOTED}
    assert outcomes_offered(quorum=True) == tuple(OUTCOME_WORDS)
    assert set(OUTCOME_WORDS) == set(Outcome)


def test_what_is_tabled_or_referred_back_is_not_decided():
    for ending in (TABLED, BACK):
        assert clauses_after(ending, ["bevilja 100 kronor", AT_ONCE_CLAUSE]) == (
            outcome_clause(ending),
            AT_ONCE_CLAUSE,
        )


def test_what_is_filed_or_noted_keeps_the_rest_of_the_decision():
    noted = clauses_after(Ending(Outcome.NOTED), ["tacka för rapporten", AT_ONCE_CLAUSE])
    assert noted == (
        "tacka för rapporten",
        "anteckna informationen till protokollet",
        AT_ONCE_CLAUSE,
    )
    assert clauses_after(Ending(Outcome.NOTED), noted) == noted
    assert clauses_after(Ending(Outcome.FILED), noted) == (
        "tacka för rapporten",
        "lägga redovisningen till handlingarna",
        AT_ONCE_CLAUSE,
    )


def test_what_is_decided_after_all_gets_its_proposal_back():
    tabled = clauses_after(TABLED, ["bevilja"])
    assert clauses_after(Ending(Outcome.DECIDED), tabled, ["bevilja"]) == ("bevilja",)
    assert clauses_after(Ending(), ["avslå"], ["bevilja"]) == ("avslå",)


def test_a_matter_that_is_taken_off_has_no_decision_and_needs_none():
    assert clauses_after(Ending(Outcome.WITHDRAWN), ["bevilja"]) == ()
    gone = paragraph(1, outcome=Outcome.WITHDRAWN)
    assert not lacks_decision(gone)
    assert closing_notes(gone) == ["Ärendet utgår."]
    assert lacks_decision(paragraph(1))
    assert closing_notes(paragraph(1)) == []


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        (["bordlägga ärendet till sammanträdet den 24 februari 2017"], TABLED),
        (["tacka", "Bordlägga frågan"], Ending(Outcome.TABLED)),
        (["bordlägga ärendet till den 30 februari 2017"], Ending(Outcome.TABLED)),
        (["återremittera ärendet till utvecklingsgruppen för ny beredning"], BACK),
        (["återremittera"], Ending(Outcome.REFERRED_BACK)),
        (["bevilja"], None),
        ([], None),
    ],
)
def test_a_decision_that_was_worded_elsewhere_says_what_becomes_of_the_matter(clauses, said):
    assert ending_said(clauses) == said


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_day_that_a_clause_names_is_read_back(day):
    said = ending_said([outcome_clause(Ending(Outcome.TABLED, until=day))])
    assert said is not None
    assert said.until == day


def test_the_page_says_the_outcome_in_a_sentence():
    assert ending_words(TABLED) == "Ärendet bordläggs till sammanträdet den 24 februari 2017."
    assert ending_words(BACK).endswith("till utvecklingsgruppen för ny beredning.")
    assert ending_words(Ending(Outcome.REFERRED_BACK)) == "Ärendet återremitteras."
    assert ending_words(Ending()) == ""


TABLING = "bordlägga ärendet till nästa sammanträde"


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"outcome": Outcome.TABLED, "clauses": (TABLING,)}, ["tabled_no_day"]),
        (
            {"outcome": Outcome.TABLED, "tabled_until": date(2017, 2, 24), "clauses": (TABLING,)},
            [],
        ),
        (
            {"outcome": Outcome.REFERRED_BACK, "clauses": ("återremittera ärendet",)},
            ["referred_no_reason"],
        ),
        (
            {"outcome": Outcome.REFERRED_BACK, "outcome_reason": "x", "clauses": ("bevilja",)},
            ["outcome_not_said"],
        ),
        ({"clauses": (TABLING,)}, ["outcome_missing"]),
        ({"outcome": Outcome.WITHDRAWN, "clauses": ("bevilja",)}, ["withdrawn_decides"]),
        ({"at_once": True, "clauses": ("bevilja",)}, ["at_once_not_said"]),
        ({"at_once": True, "clauses": ("bevilja", AT_ONCE_CLAUSE)}, []),
        ({"outcome": Outcome.DECIDED, "clauses": ("bevilja",)}, []),
    ],
)
def test_an_outcome_that_lacks_something_is_pointed_out(values, codes):
    found = list(outcome_problems(paragraph(1, **values)))
    assert [problem.code for problem in found] == [f"freeze.{code}" for code in codes]
    assert all(problem.weight == "warning" for problem in found)
    assert all(problem.sentence.startswith("§ 57: ") for problem in found)


def test_rule_imm_a_paragraph_attested_at_once_says_so():
    assert at_once_sentence(paragraph(1, at_once=True)) == "Paragrafen justeras omedelbart."
    assert at_once_sentence(paragraph(1)) == ""


def test_an_adjournment_outside_the_meeting_stops_the_freezing():
    rows = [paragraph(place, clauses=("bevilja",)) for place in (1, 2, 3)]
    facts = replace(
        minutes(board(), paragraphs=rows),
        closed_at=time(14),
        breaks=(Break(1, 2, time(11), time(12)), Break(2, 3, time(13, 30), time(14, 30))),
    )
    found = [p for p in freezing_problems(facts) if p.code == "freeze.break_outside"]
    assert [problem.position for problem in found] == [3]
    assert found[0].sentence.startswith("§ 59: ajourneringen kl. 13.30–14.30 ligger utanför")
