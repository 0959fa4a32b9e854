"""The budget's page: periods, rows, sums on the server, and what it refuses."""

from __future__ import annotations

import pytest

from app.applications import queries, services
from app.devtools.seed_applications import VAGEN_VIDARE
from app.kernel.actor import Actor, Role

BUDGET = VAGEN_VIDARE["budget"]


@pytest.fixture
def draft(db_session, client, sign_in):
    made = services.create_draft(db_session, actor=sign_in(client, Role.APPLICANT))
    db_session.flush()
    return made


@pytest.fixture
def address(draft):
    return f"/ansokningar/{draft.id}/del/budget"


@pytest.fixture
def post(client, address):
    def send(**changes):
        typed = {**client.get(address).form(address), **changes}
        return client.post(address, data=typed)

    return send


def kept(session, draft):
    row = queries.section_row(session, draft.id, "budget")
    return row.content if row else None


def sum_of(answer, name):
    outputs = [one for one in answer.tree.iter("output") if one.get("data-sum") == name]
    return outputs[0].text.replace("\u00a0", " ")


def test_an_empty_budget_begins_with_the_years_of_the_initiative(client, db_session, draft, post):
    services.save_section(
        db_session,
        actor=_actor(db_session, draft),
        application_id=draft.id,
        key="initiative",
        version=0,
        content={"starts_on": "2017-04-03", "ends_on": "2019-03-31"},
    )

    answer = client.get(f"/ansokningar/{draft.id}/del/budget")

    assert [answer.value(f"periods-{n}") for n in range(3)] == ["2017", "2018", "2019"]
    assert [answer.value(f"applied-{n}-year") for n in range(3)] == ["2017", "2018", "2019"]


def _actor(session, draft):
    person = queries.collaborators(session, draft.id)[0].person
    return Actor(user_id=1, person_id=person.id, name=person.name)


def test_the_server_counts_when_the_budget_is_saved(client, db_session, draft, address, post):
    post(
        **{
            "periods-0": "2027",
            "costs-0-category": "staff",
            "costs-0-financier": "Förbundet",
            "costs-0-amounts-0": "1 250,50 kr",
            "applied-0-year": "2027",
            "applied-0-ore": "1 000",
            "financing-0-financier": "Norsjö kommun",
            "financing-0-form": "cash",
            "financing-0-ore": "200",
        }
    )
    answer = client.get(address)

    assert sum_of(answer, "costs") == "1 250,50 kr"
    assert sum_of(answer, "column-0") == "1 250,50 kr"
    assert sum_of(answer, "row") == "1 250,50 kr"
    assert sum_of(answer, "financing") == "1 200 kr"
    assert "Finansieringen är 50,50 kr mindre än kostnaderna." in answer.words
    assert answer.value("costs-0-financier") == "Förbundet"
    assert kept(db_session, draft)["costs"][0]["financier"] == "association"
    assert draft.applied_ore == 100_000


def test_sums_are_shown_of_what_is_typed_though_it_cannot_be_saved_yet(post):
    answer = post(
        **{"periods-0": "2027", "costs-0-category": "staff", "costs-0-amounts-0": "500"},
        **{"applied-0-year": "nästa år", "applied-0-ore": "100,123"},
    )

    assert answer.status_code == 422
    assert sum_of(answer, "costs") == "500 kr"
    assert answer.value("applied-0-ore") == "100,123"
    assert "Söks av förbundet, rad 1: Skriv året med fyra siffror" in answer.words
    assert "Skriv beloppet i kronor med siffror" in answer.words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"costs-0-amounts-0": "-5"}, "Beloppet kan inte vara mindre än noll."),
        ({"costs-0-amounts-0": "0,005"}, "Skriv beloppet i kronor"),
        ({"costs-0-category": ""}, "Välj vad kostnaden gäller."),
        ({"periods-0": ""}, "Skriv vad perioden heter"),
        ({"costs-0-text": "För 811228-9874"}, "ser ut som ett personnummer"),
        ({"financing-0-ore": "5"}, "Skriv vem som betalar."),
    ],
)
def test_a_bad_value_is_refused_in_the_very_cell(db_session, draft, post, typed, sentence):
    good = {
        "periods-0": "2027",
        "costs-0-category": "staff",
        "costs-0-text": "Lön",
        "costs-0-amounts-0": "5",
    }
    answer = post(**{**good, **typed})

    assert answer.status_code == 422
    assert answer.words.count(sentence) == 2
    (name, value) = next(iter(typed.items()))
    assert answer.value(name) == (value or None if "category" in name else value)
    assert kept(db_session, draft) is None


def test_too_many_rows_are_refused_and_all_are_still_there(db_session, draft, post):
    rows = {f"costs-{n}-category": "staff" for n in range(41)}
    rows |= {f"costs-{n}-text": f"Kostnad {n + 1}" for n in range(41)}

    answer = post(**rows)

    assert answer.status_code == 422
    assert "Det finns 41 rader" in answer.words
    assert answer.value("costs-40-text") == "Kostnad 41"
    assert kept(db_session, draft) is None


@pytest.fixture
def filled(db_session, draft):
    services.save_section(
        db_session,
        actor=_actor(db_session, draft),
        application_id=draft.id,
        key="budget",
        version=0,
        content=BUDGET,
    )


def test_a_period_is_added_as_a_column_of_every_row(filled, post):
    answer = post(do="periods:add")

    assert answer.value("periods-2") == ""
    assert answer.value("costs-5-amounts-2") == ""
    assert answer.value("costs-5-amounts-1").replace("\u00a0", " ") == "2 665 724"


def test_a_period_is_taken_away_with_its_amounts(client, db_session, draft, filled, address, post):
    answer = post(do="periods:remove:0")

    assert answer.value("periods-0") == "Genomförande"
    assert answer.value("periods-1") is None
    assert answer.value("costs-0-amounts-0").replace("\u00a0", " ") == "6 684 580"

    client.post(address, data={**answer.form(address), "do": "save"})
    content = kept(db_session, draft)
    assert content["periods"] == ["Genomförande"]
    assert all(set(row["amounts"]) == {"Genomförande"} for row in content["costs"])


@pytest.mark.parametrize("act", ["periods:remove:9", "periods:remove:x"])
def test_a_period_that_is_not_there_is_not_taken_away(db_session, draft, filled, post, act):
    assert post(do=act).status_code == 303
    assert kept(db_session, draft) == BUDGET


def test_rows_of_every_table_are_added_and_taken_away(filled, post):
    assert post(do="costs:add").value("costs-6-text") == ""
    assert post(do="financing:add").value("financing-3-financier") == ""
    assert post(do="applied:remove:0").value("applied-0-year") == "2018"
    emptied = post(do="costs:remove:0")
    assert emptied.value("costs-0-text") == "Externa tjänster"
    assert sum_of(emptied, "costs") == "7 063 638 kr"


def test_a_budget_without_rows_still_has_its_periods(client, address, post):
    answer = post(do="costs:remove:0")

    assert sum_of(answer, "column-0") == "0 kr"
    assert client.post(address, data=answer.form(address)).status_code == 303


def test_an_amount_without_a_column_gets_one(post):
    answer = post(**{"costs-0-amounts-1": "500"})

    assert answer.value("periods-1") == ""
    assert "Skriv vad perioden heter" in answer.words
