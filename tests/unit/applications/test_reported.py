"""The initiatives of the 2021 and 2024 reports can be stored whole, and add up."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications.domain.budget import answers_of, budget_of
from app.applications.domain.checking import missing
from app.devtools.seed_applications import VAGEN_VIDARE
from app.devtools.seed_initiatives import REPORTED_2021, REPORTED_2024, answers_for


@pytest.mark.parametrize("seed", [*REPORTED_2021, *REPORTED_2024], ids=lambda seed: seed.name)
def test_a_reported_initiative_is_complete_and_adds_up(seed):
    answers = answers_for(seed)
    budget = budget_of(answers["budget"])

    found = missing(1, answers, today=seed.starts_on, goes_on=seed.kind != "new")

    assert [lack for lack in found if lack.level == "error"] == []
    assert budget.total_cost == budget.total_financing
    assert budget.total_applied == seed.ore
    assert answers_of(budget) == answers["budget"]


def test_the_amounts_are_those_that_the_boards_granted():
    assert [seed.ore for seed in REPORTED_2021] == [120_000_000, 122_000_000]


def test_vagen_vidare_is_complete_and_adds_up_to_14_243_734_kronor():
    budget = budget_of(VAGEN_VIDARE["budget"])
    found = missing(1, VAGEN_VIDARE, today=date(2017, 1, 30), goes_on=False)

    assert [lack for lack in found if lack.level == "error"] == []
    assert budget.total_cost == budget.total_financing == 1_424_373_400
    assert budget.total_applied == 60_000_000
    assert budget.by_period() == {"Analys och planering": 62_984_300, "Genomförande": 1_361_389_100}
    esf = sum(one.ore for one in budget.financing if one.form == "esf")
    assert round(esf / budget.total_cost, 4) == 0.6654
