"""The list of the year's decisions (Beslutsförteckning)."""

from __future__ import annotations

from datetime import date

from app.minutes import queries, services
from app.minutes.routes.reading import shorten
from tests.factories import cycle


def test_the_list_holds_every_paragraph_of_the_year_with_its_decision(
    db_session, world, client, sign_in
):
    cycle.attested(db_session, world, date(2016, 9, 8))
    cycle.attested(db_session, world, date(2016, 11, 18))
    cycle.attested(db_session, world, date(2015, 11, 18))
    sign_in(client, world.director)

    page = client.get("/sammantraden/beslut/2016")

    rows = queries.decisions(db_session, year=2016, attested_only=True)
    assert [row.number for row in rows] == list(range(1, 17))
    assert page.heading.replace("\u00ad", "") == "Beslutsförteckning 2016"
    assert "§ 5 2016-09-08 Förlängning av tre insatser 2016/0002 att förlänga" in page.words
    assert client.get("/sammantraden/beslut/2015").status_code == 200


def test_the_newest_year_is_shown_first(db_session, world, client, sign_in):
    cycle.attested(db_session, world, date(2015, 11, 18))
    sign_in(client, world.director)

    assert client.get("/sammantraden/beslut").heading.endswith("2015")


def test_rule_o5_only_the_office_sees_what_is_not_attested_and_nobody_a_draft(
    db_session, world, new_client, sign_in
):
    cycle.attested(db_session, world, date(2016, 9, 8))
    cycle.frozen(db_session, world, date(2016, 10, 18))
    cycle.drafted(db_session, world, date(2016, 11, 18))
    pages = {}
    for user in (world.director, world.board_users[3], world.auditor):
        browser = new_client()
        sign_in(browser, user)
        pages[user.person.name] = browser.get("/sammantraden/beslut/2016").words

    assert "16 paragrafer" in pages["Maj Lindell"]
    assert "Inte justerat" in pages["Maj Lindell"]
    for name in ("Mia Brolin", "Rolf Revelj"):
        assert "8 paragrafer" in pages[name]
        assert "2016-10-18" not in pages[name]
    assert all("2016-11-18" not in page for page in pages.values())


def test_rule_o5_unlocked_minutes_leave_the_list(db_session, world):
    meeting, _ = cycle.frozen(db_session, world)
    services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")
    db_session.flush()

    assert queries.decisions(db_session, year=2016, attested_only=False) == []


def test_the_list_asks_as_many_statements_for_many_rows_as_for_few(
    db_session, world, client, sign_in, counting
):
    cycle.attested(db_session, world, date(2016, 9, 8))
    sign_in(client, world.director)
    client.get("/sammantraden/beslut/2016")
    with counting() as few:
        client.get("/sammantraden/beslut/2016")
    for day in (date(2016, 10, 18), date(2016, 11, 18)):
        cycle.attested(db_session, world, day)
    db_session.commit()

    with counting() as many:
        client.get("/sammantraden/beslut/2016")

    assert len(many) == len(few) <= 9


def test_a_year_without_decisions_says_so_and_an_odd_year_is_not_found(
    db_session, world, client, sign_in
):
    sign_in(client, world.director)

    assert "Inga beslut 2014" in client.get("/sammantraden/beslut/2014").words
    assert "Inga beslut 20" in client.get("/sammantraden/beslut").words
    assert client.get("/sammantraden/beslut/0000").status_code == 404
    assert client.get("/sammantraden/beslut/20166").status_code == 404


def test_applicants_and_groups_do_not_see_the_list(db_session, world, client, sign_in):
    sign_in(client, world.group_users[0])

    assert client.get("/sammantraden/beslut/2016").status_code == 403


def test_a_long_decision_is_cut_between_words():
    assert shorten("bevilja medel") == "bevilja medel"
    assert (
        shorten("a" * 80 + " " + "b" * 75 + ", och mycket mera") == "a" * 80 + " " + "b" * 75 + " …"
    )
