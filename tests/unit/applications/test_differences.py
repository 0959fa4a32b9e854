"""Answers in words, and what changed between two versions."""

from copy import deepcopy

from app.applications.domain.differences import changed, shown
from app.devtools.seed_applications import VAGEN_VIDARE


def plain(text):
    return text.replace("\u00a0", " ")


def page(content, key):
    return next(one for one in shown(1, content) if one.key == key)


def text_of(content, key, label):
    return next(plain(one.words) for one in page(content, key).answers if one.label == label)


def test_answers_are_shown_in_words():
    assert text_of(VAGEN_VIDARE, "organisation", "Antal anställda") == "51–100"
    assert text_of(VAGEN_VIDARE, "initiative", "Startdatum") == "3 april 2017"
    assert text_of(VAGEN_VIDARE, "initiative", "Kommuner där insatsen pågår") == (
        "Skellefteå, Norsjö"
    )
    assert text_of(VAGEN_VIDARE, "purpose", "Insatsen ska").startswith("Finansiera insatser")
    assert text_of(VAGEN_VIDARE, "state_aid", "Har organisationen fått sådant stöd") == "Nej"


def test_what_is_not_answered_is_left_out():
    labels = [one.label for one in page(VAGEN_VIDARE, "organisation").answers]

    assert "Plusgiro" not in labels
    assert page({}, "budget").answers == ()


def test_rows_are_a_table_without_the_columns_that_nobody_filled_in():
    (people,) = page(VAGEN_VIDARE, "contacts").answers

    assert [column.label for column in people.table.columns] == [
        "Uppgift",
        "Namn",
        "Befattning",
        "Telefon",
        "E-postadress",
    ]
    posts = page(VAGEN_VIDARE, "staffing").answers[0].table
    assert [column.num for column in posts.columns] == [False, True, False]
    assert posts.rows[1] == ("Administratör", "50", "Medlefors folkhögskola")


def test_the_budget_is_shown_with_sums_and_says_that_it_agrees():
    costs, financing, applied, agreement = page(VAGEN_VIDARE, "budget").answers

    assert plain(costs.table.foot[-1]) == "14 243 734 kr"
    assert plain(financing.table.foot[-1]) == "14 243 734 kr"
    assert plain(applied.table.foot[-1]) == "600 000 kr"
    assert agreement.text == "Kostnader och finansiering stämmer överens."


def test_a_budget_with_only_costs_shows_by_how_much_it_differs():
    costs = [{"category": "staff", "text": "Lön", "amounts": {"2027": 10_050}}]

    answers = page({"budget": {"periods": ["2027"], "costs": costs}}, "budget").answers

    assert [one.label for one in answers] == ["Kostnader", "Finansiering", "Avstämning"]
    assert "100,50 kr mindre än" in plain(answers[-1].text)


def test_a_budget_with_only_financing_is_shown():
    financing = [{"financier": "Norsjö", "form": "cash", "ore": 100}]

    assert [one.label for one in page({"budget": {"financing": financing}}, "budget").answers] == [
        "Finansiering",
        "Avstämning",
    ]


def test_the_same_answers_have_no_difference():
    assert changed(1, VAGEN_VIDARE, deepcopy(VAGEN_VIDARE)) == ()


def test_a_difference_is_shown_by_page_and_question():
    after = deepcopy(VAGEN_VIDARE)
    after["need"]["need"] = "Ett annat behov."
    after["goals"]["goals"][0]["target"] = "50 procent"
    del after["equality"]

    found = changed(1, VAGEN_VIDARE, after)

    assert [(one.section, one.title) for one in found] == [
        ("need", "Behov och analys"),
        ("goals", "Mål"),
        ("equality", "Jämställdhet och tillgänglighet"),
    ]
    (need,) = found[0].fields
    assert (need.label, need.after) == ("Behov", "Ett annat behov.")
    assert "40 procent" in found[1].fields[0].before
    assert [one.after for one in found[2].fields] == ["", ""]


def test_a_changed_amount_is_a_difference_in_the_budget():
    after = deepcopy(VAGEN_VIDARE)
    after["budget"]["applied"]["2017"] = 10_000_000

    (budget,) = changed(1, VAGEN_VIDARE, after)

    assert [one.label for one in budget.fields] == [
        "Finansiering",
        "Söks av förbundet",
        "Avstämning",
    ]
