"""Reading answers: what is kept, what is refused, and in which sentence."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.applications.domain.answering import MAX_ROWS, read_answers
from app.applications.domain.budget import answers_of, budget_of
from app.applications.domain.faults import AnswersRefused, Faults
from app.applications.domain.form import section, sections
from app.applications.domain.questions import Field, Sort
from app.applications.domain.values import read_value
from app.devtools.seed_applications import VAGEN_VIDARE
from app.kernel.errors import sentences


def read(key, given):
    return read_answers(section(1, key), given)


def codes(key, given):
    return [(fault.path, fault.code) for fault in read(key, given)[1]]


@pytest.mark.parametrize("page", sections(1), ids=lambda page: page.key)
def test_vagen_vidare_is_kept_as_it_is(page):
    assert read_answers(page, VAGEN_VIDARE[page.key]) == (VAGEN_VIDARE[page.key], ())


@pytest.mark.parametrize("page", sections(1), ids=lambda page: page.key)
def test_nothing_is_required_while_writing(page):
    assert read_answers(page, {})[1] == ()


def test_numbers_get_their_usual_form_and_empty_answers_go_away():
    kept, faults = read(
        "organisation",
        {"name": " Medlefors ", "organisation_number": "8947018480", "plusgiro": "", "cfar": " "},
    )

    assert (kept, faults) == ({"name": "Medlefors", "organisation_number": "894701-8480"}, ())


@pytest.mark.parametrize(
    ("key", "given", "path", "code"),
    [
        (
            "organisation",
            {"organisation_number": "894701-8481"},
            "organisation_number",
            "bad_organisation_number",
        ),
        ("organisation", {"bankgiro": "670-6601"}, "bankgiro", "bad_bankgiro"),
        ("organisation", {"bankgiro": 6706600}, "bankgiro", "not_text"),
        ("organisation", {"plusgiro": "12"}, "plusgiro", "bad_plusgiro"),
        ("organisation", {"cfar": "17239618"}, "cfar", "bad_cfar"),
        ("organisation", {"email": "anna"}, "email", "not_email"),
        ("organisation", {"name": 7}, "name", "not_text"),
        ("organisation", {"name": "å" * 301}, "name", "too_long"),
        ("organisation", {"form": "circus"}, "form", "not_choice"),
        ("organisation", {"form": ["company"]}, "form", "not_choice"),
        ("organisation", {"colour": "blå"}, "colour", "unknown_field"),
        ("state_aid", {"received": "maybe"}, "received", "not_choice"),
        ("purpose", {"purposes": ["dance"]}, "purposes", "not_choice"),
        ("purpose", {"purposes": "follow_up"}, "purposes", "not_choice"),
        ("initiative", {"municipalities": "Norsjö"}, "municipalities", "not_choice"),
        ("initiative", {"starts_on": "den 3 april"}, "starts_on", "not_day"),
        ("initiative", {"starts_on": "2017-02-30"}, "starts_on", "not_day"),
        ("initiative", {"starts_on": 20170403}, "starts_on", "not_day"),
        (
            "initiative",
            {"starts_on": "2017-04-03", "ends_on": "2017-04-02"},
            "ends_on",
            "ends_before_start",
        ),
        ("target_group", {"women": "många"}, "women", "not_whole"),
        ("target_group", {"women": True}, "women", "not_whole"),
        ("target_group", {"women": -1}, "women", "negative"),
        ("target_group", {"women": 10**9}, "women", "too_large"),
        ("target_group", {"age_from": 30, "age_to": 29}, "age_to", "age_order"),
        ("goals", {"goals": "mål"}, "goals", "not_rows"),
        ("goals", {"goals": ["mål"]}, "goals", "not_rows"),
    ],
)
def test_a_bad_answer_is_refused_where_it_stands(key, given, path, code):
    assert codes(key, given) == [((path,), f"application.{code}")]


def test_rule_f4_a_personnummer_in_any_free_text_is_refused_with_the_reason():
    kept, faults = read("need", {"background": "Anna, 811228-9874, behöver stöd."})

    assert [fault.code for fault in faults] == ["application.personal_number"]
    assert "811228-9874" in faults[0].text
    assert "offentlig handling" in faults[0].text
    assert kept["background"].startswith("Anna")


def test_rule_f6_a_personnummer_in_a_row_is_refused_at_its_place():
    rows = [{"goal": "Bättre hälsa"}, {"goal": "811228-9874 i arbete"}]

    assert codes("goals", {"goals": rows}) == [
        (("goals", 1, "goal"), "application.personal_number")
    ]


def test_a_telephone_number_is_never_taken_for_a_personnummer():
    assert read("organisation", {"telephone": "0701012340"})[1] == ()


def test_empty_rows_go_away_but_faults_count_them():
    rows = [{"goal": ""}, {}, {"goal": "Arbete", "colour": "blå"}]

    kept, faults = read("goals", {"goals": rows})

    assert kept == {"goals": [{"goal": "Arbete"}]}
    assert [fault.path for fault in faults] == [("goals", 2, "colour")]


def test_only_empty_rows_are_no_answer():
    assert read("goals", {"goals": [{}, {"goal": " "}]}) == ({}, ())


def test_one_row_too_many_is_refused_and_none_is_dropped():
    rows = [{"goal": f"Mål {n}"} for n in range(MAX_ROWS + 1)]

    kept, faults = read("goals", {"goals": rows})

    assert len(kept["goals"]) == MAX_ROWS + 1
    assert faults[0].path == ("goals",)
    assert "26 rader" in faults[0].text
    assert codes("goals", {"goals": rows[:-1]}) == []


def test_a_row_that_ends_before_it_starts_is_refused():
    row = {"activity": "Start", "starts_on": "2018-01-01", "ends_on": "2017-01-01"}

    assert codes("activities", {"plan": [row]}) == [
        (("plan", 0, "ends_on"), "application.ends_before_start")
    ]


def test_a_municipality_is_named_once():
    kept, _ = read("initiative", {"municipalities": ["Norsjö", "", "Skellefteå", "Norsjö"]})

    assert kept == {"municipalities": ["Norsjö", "Skellefteå"]}
    assert read("initiative", {"municipalities": [""]})[0] == {}


def test_the_refusal_carries_a_sentence_for_every_place():
    _, faults = read("organisation", {"bankgiro": "1", "cfar": "2"})

    assert sentences(AnswersRefused(faults)) == [fault.text for fault in faults]


def budget(**changes):
    return {**deepcopy(VAGEN_VIDARE["budget"]), **changes}


def test_the_budget_of_vagen_vidare_adds_up_and_round_trips():
    kept, _ = read("budget", VAGEN_VIDARE["budget"])
    found = budget_of(kept)

    assert (found.total_cost, found.total_financing) == (1_424_373_400, 1_424_373_400)
    assert found.total_applied == 60_000_000
    assert answers_of(found) == kept


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"colour": []}, ("colour",), "unknown_field"),
        ({"costs": "mycket"}, ("costs",), "not_rows"),
        ({"costs": [{}] * 41}, ("costs",), "too_many_rows"),
        ({"costs": [{"text": "Lön"}]}, ("costs", 0, "category"), "no_category"),
        ({"costs": [{"category": "staff", "x": 1}]}, ("costs", 0, "x"), "unknown_field"),
        (
            {"costs": [{"category": "staff", "amounts": {"Genomförande": -1}}]},
            ("costs", 0, "amounts", "Genomförande"),
            "negative_money",
        ),
        (
            {"costs": [{"category": "staff", "amounts": {"Genomförande": 1.5}}]},
            ("costs", 0, "amounts", "Genomförande"),
            "not_money",
        ),
        (
            {"costs": [{"category": "staff", "amounts": {"Genomförande": 10**14}}]},
            ("costs", 0, "amounts", "Genomförande"),
            "too_large",
        ),
        (
            {"costs": [{"category": "staff", "amounts": {"Efteråt": 100}}]},
            ("costs", 0, "amounts", "Efteråt"),
            "unknown_period",
        ),
        ({"costs": [], "periods": "2017"}, ("periods",), "not_rows"),
        ({"costs": [], "periods": [str(n) for n in range(13)]}, ("periods",), "too_many_rows"),
        ({"costs": [], "periods": ["2017", "2017"]}, ("periods", 1), "same_period"),
        (
            {"costs": [{"category": "staff", "amounts": {"": 100}}], "periods": ["2017", ""]},
            ("periods", 1),
            "no_period_name",
        ),
        (
            {"financing": [{"ore": 1, "form": "cash"}]},
            ("financing", 0, "financier"),
            "no_financier",
        ),
        (
            {"financing": [{"ore": 1, "financier": "Norsjö"}]},
            ("financing", 0, "form"),
            "no_financing_form",
        ),
        (
            {"financing": [{"financier": "811228-9874", "form": "cash"}]},
            ("financing", 0, "financier"),
            "personal_number",
        ),
        ({"applied": {"i år": 100}}, ("applied", 0, "year"), "bad_year"),
        ({"applied": [{"year": "", "ore": 100}]}, ("applied", 0, "year"), "bad_year"),
        (
            {"applied": [{"year": "2017", "ore": 1}, {"year": "2017", "ore": 2}]},
            ("applied", 1, "year"),
            "same_year",
        ),
        ({"applied": {"2017": "mycket"}}, ("applied", 0, "ore"), "not_money"),
    ],
)
def test_a_bad_budget_is_refused_where_it_stands(changes, path, code):
    assert (path, f"application.{code}") in codes("budget", budget(**changes))


def test_empty_rows_of_the_budget_go_away():
    kept, faults = read(
        "budget",
        {
            "periods": ["2027", ""],
            "costs": [{"category": "", "amounts": {"2027": None}}, {"amounts": None}],
            "financing": [{"financier": "", "form": "", "ore": None}],
            "applied": [{"year": "", "ore": None}, {"year": 2027, "ore": 5}],
        },
    )

    assert faults == ()
    assert kept == {"periods": ["2027"], "costs": [], "financing": [], "applied": {"2027": 5}}


def mappings(names, values):
    """Return a strategy of dictionaries that discards nothing: the last of a name stands."""
    return st.lists(st.tuples(st.sampled_from(names), values), max_size=4).map(dict)


NAMES = ["goal", "role", "category", "amounts", "ore", "year", "form", "starts_on", ""]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | mappings(NAMES, inner),
    max_leaves=8,
)


@pytest.mark.parametrize("page", sections(1), ids=lambda page: page.key)
@given(st.data())
@settings(max_examples=25)
def test_whatever_comes_is_kept_or_refused_and_what_is_kept_stays_the_same(page, data):
    names = [field.name for field in page.fields] or ["periods", "costs", "financing", "applied"]
    given = data.draw(mappings(names, ANYTHING))

    kept, faults = read_answers(page, given)

    assert all(fault.text for fault in faults)
    if not faults:
        assert read_answers(page, kept) == (kept, ())


@given(mappings(["costs", "periods", "financing", "applied"], st.none()))
def test_a_budget_of_nothing_is_empty(given):
    kept, faults = read("budget", given)

    assert faults == ()
    assert not any(kept.values())


@pytest.mark.parametrize(("value", "kept", "faults"), [(5, 5, 0), ("5", 0, 1), (None, None, 0)])
def test_an_amount_in_a_row_is_whole_ore(value, kept, faults):
    found = Faults()

    assert read_value(Field("ore", "Belopp", Sort.MONEY), value, ("ore",), found) == kept
    assert len(found) == faults
