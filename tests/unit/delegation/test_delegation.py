"""What a decision outside a meeting has to say, and what it is called."""

from __future__ import annotations

from datetime import date

import pytest

from app.delegation.domain import (
    DecisionFacts,
    DecisionKind,
    check_decision,
    ground_words,
    label,
    series,
)
from app.kernel.errors import DomainError

TODAY = date(2017, 2, 15)
FULL = {
    "kind": DecisionKind.DELEGATED,
    "decided_on": TODAY,
    "heading": "Hyra av lokal",
    "clauses": ("hyra lokalen",),
    "ground": "Delegationsordningen punkt 3.2",
    "urgency": "",
}


def facts(**changes):
    return DecisionFacts(**(FULL | changes))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"heading": " "}, "heading"),
        ({"clauses": ()}, "clauses"),
        ({"ground": ""}, "ground"),
        ({"kind": DecisionKind.URGENT, "urgency": " "}, "urgency"),
        ({"decided_on": date(2017, 2, 16)}, "decided_on"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_on_its_field(changes, field):
    with pytest.raises(DomainError) as refused:
        check_decision(facts(**changes), today=TODAY)

    assert refused.value.field == field


def test_a_whole_decision_is_let_through():
    check_decision(facts(), today=TODAY)
    check_decision(
        facts(kind=DecisionKind.URGENT, urgency="Kursen börjar i morgon", ground=""), today=TODAY
    )


def test_rule_f17_k16_each_kind_and_year_has_its_own_series():
    names = {series(kind, year) for kind in DecisionKind for year in (2016, 2017)}

    assert len(names) == 4
    assert label(DecisionKind.DELEGATED, 3, 2017) == "Delegationsbeslut 3/2017"
    assert label(DecisionKind.URGENT, 1, 2017) == "Ordförandebeslut 1/2017"


def test_an_urgent_decision_rests_on_the_act_of_its_day_unless_something_else_is_said():
    urgent = DecisionKind.URGENT

    assert ground_words(urgent, "", date(2017, 12, 31)) == ("6 kap. 36 § kommunallagen (1991:900)")
    assert ground_words(urgent, "", date(2018, 1, 1)) == "6 kap. 39 § kommunallagen (2017:725)"
    assert ground_words(urgent, " Arbetsordningen 12 § ", TODAY) == "Arbetsordningen 12 §"
    assert ground_words(DecisionKind.DELEGATED, "", TODAY) == ""
