"""The pages of the year and of what it asks for."""

from __future__ import annotations

import pytest

PLAN = "/sammantraden/plan/2017"
DUTY = f"{PLAN}/uppgift/annual_report"


@pytest.fixture
def proposed(office, earlier):
    """A plan for 2017 that the office has had proposed."""
    assert office.post(f"{PLAN}/forslag").status_code == 303


def test_the_office_proposes_adds_to_and_adopts_a_plan(office, earlier):
    page = office.get(office.get("/sammantraden/plan").location)
    assert "Ingen plan för 2017" in page.words
    assert "Föreslå en plan efter 2016" in page.words
    page = office.get(office.post(f"{PLAN}/forslag").location)
    assert "Förslaget är gjort" in page.words

    form = office.get(f"{PLAN}/nytt").form()
    assert (form["starts_at"], form["place"]) == ("09:00", "Folkets hus, Älvby")
    page = office.get(office.post(f"{PLAN}/nytt", data=form | {"held_on": "2017-06-16"}).location)
    assert "Sammanträdet är med i planen." in page.words
    page = office.get(office.post(f"{PLAN}/faststall").location)

    assert "Planen är fastställd. 3 sammanträden är planerade." in page.words
    assert "Sammanträdesplan 2017" in office.get("/sammantraden?ar=2017").words


def test_a_day_is_changed_and_taken_out_on_its_page(office, proposed):
    address = next(a.get("href") for a in office.get(PLAN).tree.iter("a") if a.text == "fre 24 feb")
    form = office.get(address).form()
    page = office.get(office.post(address, data=form | {"held_on": "2017-02-23"}).location)
    assert "tors 23 feb" in page.words

    page = office.get(office.post(f"{address}/ta-bort").location)

    assert "tors 23 feb" not in page.words


@pytest.mark.parametrize("page", ["nytt", "day"])
def test_a_wrong_day_is_told_beside_the_field_and_what_was_typed_stays(office, proposed, page):
    links = [a.get("href", "") for a in office.get(PLAN).tree.iter("a")]
    own = next(link for link in links if link.startswith(f"{PLAN}/") and link[-1].isdigit())
    address = f"{PLAN}/nytt" if page == "nytt" else own
    form = office.get(address).form() | {"held_on": "2018-06-16", "place": "Kommunhuset"}

    answer = office.post(address, data=form)

    assert answer.status_code == 422
    assert "Välj en dag under 2017." in answer.words
    assert answer.value("place") == "Kommunhuset"


def test_a_duty_is_noted_and_taken_back_on_its_page(office, world):
    assert "Årsredovisning för 2016" in office.get(PLAN).words
    form = office.get(DUTY).form()
    wrong = office.post(DUTY, data=form | {"done_on": "2017-02-16", "reference": "§ 12"})
    assert "Ange en dag som har varit." in wrong.words

    page = office.get(
        office.post(DUTY, data=form | {"done_on": "2017-02-10", "reference": "§ 12"}).location
    )
    assert "2017-02-10, § 12" in page.words
    assert office.get(DUTY).value("reference") == "§ 12"

    page = office.get(office.post(f"{DUTY}/angra").location)

    assert "§ 12" not in page.words


@pytest.mark.parametrize("path", [f"{PLAN}/uppgift/okand", f"{PLAN}/99", f"{PLAN}.docx"])
def test_what_does_not_exist_is_not_found(office, world, path):
    assert office.get(path).status_code == 404


def test_the_plan_is_fetched_as_word(office, proposed):
    answer = office.get(f"{PLAN}.docx")

    assert answer.mimetype.endswith("wordprocessingml.document")
    assert answer.data.startswith(b"PK")


def test_the_board_reads_the_plan_and_changes_nothing(office, new_client, sign_in, world, proposed):
    member = new_client()
    sign_in(member, world.chair)

    page = member.get(PLAN)
    assert "fre 24 feb" in page.words
    assert "Fastställ planen" not in page.words
    assert member.get(f"{PLAN}/nytt").status_code == 403
    assert "när kansliet har gjort den" in member.get("/sammantraden/plan/2018").words


def test_rule_f20_the_office_is_reminded_in_march_and_nobody_else(
    office, new_client, sign_in, world, clock
):
    reminder = "Årsredovisning för 2016: klart senast den 2017-03-31"
    assert reminder not in office.get("/oversikt").words
    clock.stop("2017-03-01T09:00")
    sign_in(office, world.director)
    assert reminder in office.get("/oversikt").words
    member = new_client()
    sign_in(member, world.chair)
    assert reminder not in member.get("/oversikt").words


def test_the_year_asks_a_known_number_of_statements(office, proposed, counting):
    office.post(f"{PLAN}/faststall")
    office.get(PLAN)
    with counting() as seen:
        office.get(PLAN)
    assert len(seen) <= 13, "\n".join(seen)
