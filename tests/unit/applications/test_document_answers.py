"""The answers as a document shows them: facts, texts, tables, cards, and a budget that adds up."""

from __future__ import annotations

from typing import Any

from app.applications.documents.answers import section_parts
from app.applications.documents.budget import budget_parts
from app.applications.domain.form import section
from app.devtools.seed_applications import VAGEN_VIDARE

SP = "\xa0"


def parts_of(key: str, answers: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    page = section(1, key)
    assert page is not None
    return section_parts(page, VAGEN_VIDARE.get(key) if answers is None else answers)


def rows_of(part: dict[str, Any], columns: int) -> list[list[str]]:
    (table,) = part[f"belopp{columns}"]
    return [list(row.values()) for row in [*table["rader"], *table["summor"]]]


def budget(**changes: Any) -> dict[str, Any]:
    return {
        "periods": ["2017", "2018"],
        "costs": [
            {"category": "staff", "text": "Projektledare", "amounts": {"2017": 100, "2018": 200}}
        ],
        "financing": [],
        "applied": {"2017": 100, "2018": 200},
        **changes,
    }


def test_short_answers_stand_together_and_choices_are_words():
    (facts,) = parts_of("organisation")
    said = {one["etikett"]: one["text"] for one in facts["uppgifter"]}
    assert said["Organisationsform"] == "Ideell förening, stiftelse eller folkhögskola"
    assert "Plusgiro" not in said  # not answered and not asked for
    (first, text) = parts_of("purpose")
    assert "\n" in first["uppgifter"][0]["text"]
    assert text["text"][0]["stycke"].startswith("Fler i målgruppen")


def test_what_is_asked_for_and_not_answered_is_a_dash():
    (facts,) = parts_of("organisation", {})
    assert {one["text"] for one in facts["uppgifter"]} == {"—"}
    (goals,) = parts_of("goals", {})
    assert goals["text"] == [{"stycke": "—"}]
    (_, text) = parts_of("purpose", {})
    assert text["text"] == [{"stycke": "—"}]


def test_a_page_with_one_question_of_its_own_name_has_no_second_heading():
    (goals,) = parts_of("goals")
    assert goals["rubrik"] == ""
    assert [card["rubrik"] for card in goals["kort"]] == ["Mål 1", "Mål 2"]


def test_rows_of_few_columns_are_a_table():
    plan = parts_of("activities")[1]["tabell4"][0]
    assert plan["k1"] == "Aktivitet"
    assert plan["rader"][1]["k4"] == ""  # nobody is named, and nobody has to be


def test_yes_and_no_and_money_are_words():
    (facts,) = parts_of("state_aid")
    assert facts["uppgifter"][0]["text"] == "Nej"


def test_vagen_vidare_adds_up_to_what_the_esf_application_says():
    by_period, _, financing, applied = parts_of("budget")
    assert rows_of(by_period, 4)[-1] == [
        "Summa kostnader",
        f"629{SP}843",
        f"13{SP}613{SP}891",
        f"14{SP}243{SP}734",
    ]
    assert rows_of(financing, 3)[0][:2] == ["Europeiska socialfonden, ESF-stöd", f"66,54{SP}%"]
    assert financing["anmarkning"] == "Kostnader och finansiering går ihop."
    assert rows_of(applied, 2)[-1] == ["Summa", f"600{SP}000"]


def test_many_periods_go_on_below_with_the_sum_last():
    years = [str(year) for year in range(2017, 2023)]
    amounts = dict.fromkeys(years, 100)
    costs = [{"category": "travel", "text": "", "amounts": amounts}]
    first, second, *_ = budget_parts(budget(periods=years, costs=costs))
    assert list(first["belopp5"][0].values())[1:5] == ["2017", "2018", "2019", "2020"]
    assert second["rubrik"] == "Kostnader per period, fortsättning"
    assert rows_of(second, 4)[-1] == ["Summa kostnader", "1", "1", "6"]


def test_rows_tell_who_pays_when_it_is_not_everybody():
    costs = [
        {"category": "staff", "text": "", "financier": "Region Norr", "amounts": {"2017": 100}},
        {"category": "staff", "text": "Coach", "financier": "association", "amounts": {}},
    ]
    _, rows, *_ = budget_parts(budget(costs=costs))
    assert [row[0] for row in rows_of(rows, 2)] == [
        "Personal, betalas av Region Norr",
        "Personal: Coach, betalas av Samordningsförbundet",
        "Summa kostnader",
    ]


def test_rows_that_say_no_more_than_the_sums_are_left_out():
    costs = [{"category": "staff", "text": "Personal", "amounts": {"2017": 300}}]
    assert [part["rubrik"] for part in budget_parts(budget(costs=costs))] == [
        "Kostnader per period",
        "Finansiering",
        "Söks av samordningsförbundet",
    ]


def test_a_budget_that_does_not_add_up_says_by_how_much():
    short = budget_parts(budget(applied={"2017": 100}))[-2]
    assert "2 kr saknas" in short["anmarkning"].replace(SP, " ")
    over = budget_parts(budget(applied={"2017": 500}))[-2]
    assert "2 kr är för mycket" in over["anmarkning"].replace(SP, " ")


def test_an_empty_budget_is_a_dash_and_one_without_costs_has_no_shares():
    assert budget_parts({})[0]["text"] == [{"stycke": "—"}]
    found = budget_parts(budget(periods=[], costs=[], applied={}, financing=[
        {"financier": "Region Norr", "form": "okänd", "ore": 100},
    ]))  # fmt: skip
    assert [part["rubrik"] for part in found] == ["Kostnader per period", "Finansiering"]
    assert rows_of(found[1], 3)[0] == ["Region Norr, okänd", "", "1"]
