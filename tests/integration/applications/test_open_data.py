"""What everybody may see of granted applications: a page, JSON and CSV by 360Giving's names."""

from __future__ import annotations

import csv
import io
import json

import pytest

from app.applications.domain import ApplicationState, Outcome
from app.applications.domain.open_data import CSV_HEAD
from app.kernel import clock as now
from app.registry import services as registry
from app.registry.domain import Confidentiality
from tests.factories.applications import create_application, full_answers
from tests.factories.people import create_world

S = ApplicationState


@pytest.fixture
def granted(db_session, clock):
    clock.stop("2017-02-24T12:00")
    create_world(db_session)
    return create_application(db_session, state=S.DECIDED, outcome=Outcome.GRANTED_IN_PART)


def grants(client) -> list[dict[str, object]]:
    return json.loads(client.get("/beviljade-insatser.json").data)["grants"]


def test_everybody_sees_what_was_granted_to_whom_for_what_and_how_much(client, granted):
    page = client.get("/beviljade-insatser").text

    assert "Vägen vidare" in page
    assert "Medlefors folkhögskola" in page
    assert "300\u00a0000\u00a0kr" in page
    assert "§ 62" in page
    assert "Finansiera insatser" in page


@pytest.mark.parametrize(
    ("state", "outcome"),
    [(S.DRAFT, None), (S.SUBMITTED, None), (S.ON_AGENDA, None), (S.DECIDED, Outcome.REJECTED)],
)
def test_rule_dec_nothing_is_public_before_the_attested_decision_or_when_rejected(
    db_session, client, state, outcome
):
    create_world(db_session)
    create_application(db_session, state=state, outcome=outcome or Outcome.GRANTED)

    assert "Inget är beviljat ännu" in client.get("/beviljade-insatser").text
    assert grants(client) == []


def test_the_json_has_the_names_of_the_standard_and_no_persons(client, granted):
    (grant,) = grants(client)

    assert grant["title"] == "Vägen vidare"
    assert (grant["amountAppliedFor"], grant["amountAwarded"]) == (600_000, 300_000)
    assert (grant["currency"], grant["awardDate"]) == ("SEK", "2017-02-24")
    assert grant["plannedDates"] == [{"startDate": "2017-04-03", "endDate": "2020-03-31"}]
    assert grant["recipientOrganization"] == [
        {"id": "SE-8947018480", "name": "Medlefors folkhögskola"}
    ]
    assert grant["fundingOrganization"][0]["id"] == "SE-2220000000"
    assert grant["id"] == f"SE-2220000000-{granted.case.number}"
    text = json.dumps(grant, ensure_ascii=False)
    assert "Hadad" not in text
    assert "@" not in text


def test_the_table_has_the_same_columns_and_amounts_in_kronor(client, granted):
    content = client.get("/beviljade-insatser.csv").data.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(content), delimiter=";")

    assert tuple(head) == CSV_HEAD
    assert row[CSV_HEAD.index("Amount Awarded")] == "300000"
    assert row[CSV_HEAD.index("Beneficiary Location:Name")] == "Skellefteå, Norsjö"


def test_ore_are_kept_in_the_open_data(db_session, client):
    create_world(db_session)
    budget = full_answers()["budget"] | {"applied": {"2017": 12_345_60}}
    create_application(
        db_session, state=S.DECIDED, outcome=Outcome.GRANTED, answers=full_answers(budget=budget)
    )

    assert grants(client)[0]["amountAwarded"] == 12_345.6


def test_rule_o2_a_marked_case_tells_neither_who_nor_what(db_session, client, granted):
    mark = Confidentiality("25 kap. 1 § OSL", "Förbundet", now.today())
    registry.mark_case(db_session, actor=None, case_id=granted.case_id, mark=mark)
    db_session.flush()

    page = client.get("/beviljade-insatser").text
    (grant,) = grants(client)

    assert "Insats med sekretess" in page
    for told in ("Vägen vidare", "Medlefors", "894701", "Skellefteå"):
        assert told not in page
        assert told not in json.dumps(grant, ensure_ascii=False)
    assert grant["amountAwarded"] == 300_000


def test_a_year_at_a_time_and_a_strange_year_shows_the_latest(db_session, client, granted, clock):
    clock.stop("2018-03-01T12:00")
    create_application(
        db_session,
        state=S.DECIDED,
        answers=full_answers(initiative={"name": "Steget fram"}),
    )

    assert "Steget fram" in client.get("/beviljade-insatser").text
    earlier = client.get("/beviljade-insatser?ar=2017").text
    assert "Vägen vidare" in earlier
    assert "Steget fram" not in earlier
    assert "Steget fram" in client.get("/beviljade-insatser?ar=1999").text
    assert len(grants(client)) == 2
