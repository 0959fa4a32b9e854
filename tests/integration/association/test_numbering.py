"""The page of § patterns, body by body and year by year, and what refuses them (rule NUM)."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from app.association import queries, services
from app.association.models import ParagraphPattern
from app.kernel.errors import DomainError
from app.minutes import services as minutes_services
from tests.factories import cycle
from tests.factories.people import create_world

PAGE = "/forbundet/installningar/paragrafnummer"


@pytest.fixture
def world(db_session, clock):
    clock.stop(cycle.AFTERNOON)
    return create_world(db_session)


def add(session, world, from_year, pattern="§ {number}/{year}", body=None):
    return services.add_paragraph_pattern(
        session,
        actor=cycle.office(world),
        body_id=(body or world.board).id,
        from_year=from_year,
        pattern=pattern,
    )


def refusal_of(act, *args):
    with pytest.raises(DomainError) as refusal:
        act(*args)
    return refusal.value.code, refusal.value.field


def test_rule_num_the_minutes_follow_the_bodys_pattern_of_the_year(db_session, world):
    add(db_session, world, 2016, "Nvsf {number}")
    add(db_session, world, 2017)

    meeting, version = cycle.frozen(db_session, world)

    data = version.file_version.data
    assert [row["nummer"] for row in data["paragrafer"]][:2] == ["Nvsf 1", "Nvsf 2"]
    assert data["paragrafspann"] == "Nvsf 1–8"
    assert cycle.facts(db_session, meeting).at(1).label == "Nvsf 1"


def test_rule_num_a_year_in_which_numbers_are_given_is_not_renumbered(db_session, world):
    cycle.frozen(db_session, world)

    assert refusal_of(add, db_session, world, 2016) == ("association.numbers_given", "from_year")
    assert refusal_of(add, db_session, world, 2010) == ("association.numbers_given", "from_year")
    add(db_session, world, 2017)
    add(db_session, world, 2016, body=world.group)


def test_rule_num_a_pattern_that_numbers_are_given_by_stays(db_session, world):
    kept, later = add(db_session, world, 2016), add(db_session, world, 2018)
    db_session.flush()
    cycle.frozen(db_session, world)

    def remove(row):
        services.remove_paragraph_pattern(db_session, actor=cycle.office(world), pattern_id=row.id)

    assert refusal_of(remove, kept) == ("association.pattern_in_use", None)
    remove(later)
    db_session.flush()
    assert [one.from_year for one in queries.charter(db_session).paragraph_patterns] == [2016]


def test_rule_num_the_associations_own_pattern_stays_where_numbers_are_given_by_it(
    db_session, world, client, sign_in
):
    cycle.frozen(db_session, world)
    sign_in(client, world.director)
    form = client.get("/forbundet/installningar").form()

    refused = client.post(
        "/forbundet/installningar", data=form | {"paragraph_pattern": "Nvsf {nummer}"}
    )

    assert refused.status_code == 422
    assert "Styrelsen har redan numrerade paragrafer 2016" in refused.words
    assert client.post("/forbundet/installningar", data=form).status_code == 303


def test_rule_num_the_associations_own_pattern_is_free_where_every_body_has_its_own(
    db_session, world, client, sign_in
):
    add(db_session, world, 2016)
    db_session.flush()
    cycle.frozen(db_session, world)
    sign_in(client, world.director)
    form = client.get("/forbundet/installningar").form()

    answer = client.post(
        "/forbundet/installningar", data=form | {"paragraph_pattern": "Nvsf {nummer}"}
    )

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("from_year", "pattern", "expected"),
    [
        (2018, "§", ("association.pattern_needs", "pattern")),
        (2018, "§ {nr}", ("association.pattern_unreadable", "pattern")),
        (18, "§ {number}", ("association.year_out_of_range", "from_year")),
        (2017, "§ {number}", ("association.pattern_exists", "from_year")),
    ],
)
def test_rule_num_a_pattern_that_cannot_hold_is_refused(
    db_session, world, from_year, pattern, expected
):
    add(db_session, world, 2017)
    db_session.flush()

    assert refusal_of(add, db_session, world, from_year, pattern) == expected


@pytest.mark.parametrize("values", [{"from_year": 18}, {"pattern": "§"}, {"body_id": 999}, {}])
def test_the_database_refuses_what_the_services_would(db_session, world, values):
    add(db_session, world, 2017)
    db_session.flush()
    row = {"body_id": world.board.id, "from_year": 2017, "pattern": "§ {number}", **values}

    with pytest.raises(DBAPIError), db_session.begin_nested():
        db_session.execute(insert(ParagraphPattern).values(**row))


def test_the_office_adds_looks_and_removes(db_session, world, client, sign_in):
    sign_in(client, world.administrator)
    page = client.get(PAGE)
    form = {"body": str(world.board.id), "from_year": "2017", "pattern": "§ {nummer}/{år}"}

    assert "Inget organ har ett eget mönster" in page.words
    assert "{nummer} blir § 63" in page.words
    shown = client.post(PAGE, data=form | {"do": "show"})
    assert "Så blir det: § 63/2017" in shown.words
    assert client.post(PAGE, data=form).status_code == 303
    assert "Styrelsen 2017 § {nummer}/{år} § 63/2017" in client.get(PAGE).words
    kept = queries.charter(db_session).paragraph_patterns[0]
    assert client.post(f"{PAGE}/{kept.id}/ta-bort").status_code == 303
    assert queries.charter(db_session).paragraph_patterns == ()
    assert client.post(f"{PAGE}/{kept.id}/ta-bort").status_code == 404


def test_refusals_are_said_on_the_page(db_session, world, client, sign_in):
    kept = add(db_session, world, 2016)
    db_session.flush()
    cycle.frozen(db_session, world)
    db_session.commit()
    sign_in(client, world.administrator)
    form = {"body": str(world.board.id), "from_year": "2015", "pattern": "§"}

    for do in ("show", "add"):
        page = client.post(PAGE, data=form | {"do": do})
        assert page.status_code == 422
        assert "Mönstret ska innehålla {nummer}" in page.words
    taken = client.post(PAGE, data=form | {"from_year": "2016", "pattern": "Nvsf {nummer}"})
    assert "Styrelsen har redan ett mönster från 2016." in taken.words
    assert client.post(PAGE, data=form | {"from_year": ""}).status_code == 422
    removing = client.post(f"{PAGE}/{kept.id}/ta-bort")
    assert removing.status_code == 422
    assert "enligt mönstret, och nummer ändras aldrig" in removing.words


def test_the_board_reads_and_changes_nothing(db_session, world, client, sign_in):
    add(db_session, world, 2017)
    sign_in(client, world.auditor)

    assert client.get(PAGE).status_code in {200, 403}
    assert client.post(PAGE, data={}).status_code == 403


def test_rule_num_the_list_of_decisions_tells_why_numbers_are_missing(
    db_session, world, client, sign_in
):
    meeting, _version = cycle.frozen(db_session, world)
    minutes_services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")
    cycle.attested(db_session, world, cycle.date(2016, 12, 9))
    sign_in(client, world.director)

    words = client.get("/sammantraden/beslut/2016").words

    assert "§§ 1–8" in words
    assert "Protokollet från den 18 november 2016 är upplåst och skrivs igen." in words
    assert "8 paragrafer" in words
