"""Two writers' answers: put together, or shown side by side; and rows that are moved."""

import pytest
from werkzeug.datastructures import MultiDict

from app.applications.domain.form import section
from app.applications.domain.merging import both_texts, fingerprints, merge
from app.applications.domain.places import place_name
from app.applications.forms.rows import act_on_rows

NEED, INITIATIVE = section(1, "need"), section(1, "initiative")
PURPOSE, BUDGET = section(1, "purpose"), section(1, "budget")


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "answers", "disputed"),
    [
        ({"need": "a"}, {"need": "b"}, {"need": "a"}, {"need": "b"}, ()),
        ({"need": "a"}, {"need": "a"}, {"need": "b"}, {"need": "b"}, ()),
        ({"need": "a"}, {"need": "b"}, {"need": "b"}, {"need": "b"}, ()),
        ({"need": "a"}, {"need": "b"}, {"need": "c"}, {"need": "b"}, ("need",)),
        ({}, {}, {"need": "b"}, {"need": "b"}, ()),
        ({}, {"need": "a"}, {"analysis": "b"}, {"need": "a", "analysis": "b"}, ()),
        ({"need": "a"}, {}, {"need": "b"}, {}, ("need",)),
        ({"need": "a"}, {"need": "a"}, {}, {}, ()),
    ],
)
def test_a_field_that_one_has_changed_needs_no_question(before, mine, theirs, answers, disputed):
    merged = merge(NEED, mine, theirs, fingerprints(before))

    assert (merged.answers, merged.disputed) == (answers, disputed)


def test_without_fingerprints_everything_that_differs_is_asked_about():
    merged = merge(NEED, {"need": "a", "analysis": "x"}, {"need": "b", "analysis": "x"}, None)

    assert merged.disputed == ("need",)


def shown(page, mine, theirs):
    merged = merge(page, mine, theirs, None)
    return both_texts(page, merged, mine, theirs)


def test_both_texts_can_be_typed_again():
    mine = {"starts_on": "2017-04-03", "municipalities": ["Norsjö", "Skellefteå"], "kind": "new"}
    theirs = {"starts_on": "2018-04-03", "municipalities": ["Norsjö"], "kind": "esf"}

    assert [(name, own, other) for name, _, own, other in shown(INITIATIVE, mine, theirs)] == [
        ("kind", "Ny insats", "Medfinansiering av ett ESF-projekt"),
        ("municipalities", "Norsjö\nSkellefteå", "Norsjö"),
        ("starts_on", "2017-04-03", "2018-04-03"),
    ]
    assert shown(INITIATIVE, {"starts_on": "2017-04-03"}, {})[0][2:] == ("2017-04-03", "")
    assert shown(INITIATIVE, {}, {"municipalities": ["Norsjö"]})[0][2:] == ("", "Norsjö")


def test_the_cells_of_a_budget_come_in_the_order_of_the_page():
    mine = {
        "periods": ["2027"],
        "costs": [{"category": "staff", "text": "Lön", "amounts": {"2027": 10_050}}],
        "applied": {"2027": 100},
    }
    theirs = {"financing": [{"financier": "Norsjö", "form": "cash", "ore": 0}]}

    found = shown(BUDGET, mine, theirs)

    assert [name for name, *_ in found] == [
        "periods-0",
        "costs-0-amounts-0",
        "costs-0-category",
        "costs-0-financier",
        "costs-0-text",
        "financing-0-financier",
        "financing-0-form",
        "financing-0-ore",
        "applied-0-ore",
        "applied-0-year",
    ]
    assert {name: own for name, _, own, _ in found}["costs-0-amounts-0"] == "100,50"


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "answers"),
    [
        ({"applied": 1}, {"applied": 1}, {"applied": 2}, {"applied": 2}),
        ({"applied": 1}, {"applied": 2}, {"applied": 1}, {"applied": 2}),
        ({"applied": 1}, {"applied": 2}, {"applied": 2}, {"applied": 2}),
    ],
)
def test_a_budget_that_one_has_changed_needs_no_question(before, mine, theirs, answers):
    assert merge(BUDGET, mine, theirs, fingerprints(before)).answers == answers


def test_a_payer_of_a_cost_is_shown_as_it_is_typed():
    cost = {"category": "staff", "financier": "association", "amounts": {}}

    found = {name: own for name, _, own, _ in shown(BUDGET, {"costs": [cost]}, {})}

    assert found["costs-0-financier"] == "Förbundet"


@pytest.mark.parametrize(
    ("kommun", "place"),
    [
        ("Norsjö kommun", "Norsjö"),
        ("Älvsbyns kommun", "Älvsbyn"),
        ("Borås stad", "Borås"),
        ("Bollnäs kommun", "Bollnäs"),
        ("Degerfors kommun", "Degerfors"),
        ("Grums kommun", "Grums"),
        ("Skellefteå", "Skellefteå"),
        ("Kiruna Lapplands", "Kiruna Lapplands"),
    ],
)
def test_a_kommun_is_known_by_its_place(kommun, place):
    assert place_name(kommun) == place


POSTED = MultiDict(
    [("seen", "x"), ("goals-0-goal", "a"), ("goals-3-goal", "b"), ("goals-3-indicator", "i")]
)


@pytest.mark.parametrize(
    ("act", "rows"),
    [
        ("goals:add", [("goals-0-goal", "a"), ("goals-1-goal", "b"), ("goals-1-indicator", "i")]),
        ("goals:up:1", [("goals-0-goal", "b"), ("goals-0-indicator", "i"), ("goals-1-goal", "a")]),
        ("goals:up:0", [("goals-0-goal", "a"), ("goals-1-goal", "b"), ("goals-1-indicator", "i")]),
        ("goals:remove:0", [("goals-0-goal", "b"), ("goals-0-indicator", "i")]),
    ],
)
def test_rows_move_with_all_that_was_typed_in_them(act, rows):
    moved = act_on_rows(POSTED, act, ["goals"])

    assert sorted((k, v) for k, v in moved.items() if k != "goals-2-new") == sorted(
        [("seen", "x"), *rows]
    )


@pytest.mark.parametrize("act", ["", "save", "risks:add", "goals:up:2", "goals:fly:0", "goals:up:"])
def test_other_acts_are_not_about_rows(act):
    assert act_on_rows(POSTED, act, ["goals"]) is None
