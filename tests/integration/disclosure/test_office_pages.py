"""The office decides, previews, publishes and takes away (rules GDPR, O5)."""

from __future__ import annotations

from datetime import date

import pytest

from app.disclosure import queries, services
from app.kernel.tasks import tasks
from tests.factories import cycle
from tests.integration.disclosure.minutes import SECRET, TELLING

PAGE = "/sammantraden/2016-11-18/publicering"
PUBLIC = "/protokoll/2016/2016-11-18"


def actions(page):
    return [form.get("action") for form in page.tree.iter("form")]


def first(page, part):
    """The first form's address that holds a word, and what the page put into it."""
    return next(action for action in actions(page) if action and part in action)


def mark_of(address):
    return address.rsplit("/", 1)[1]


def publish(browser):
    preview = browser.get(f"{PAGE}/forhandsgranska")
    return browser.post(f"{PAGE}/forhandsgranska", data=preview.form())


def test_rule_gdpr_the_office_goes_through_every_finding_and_publishes(
    browser, client, db_session, minutes
):
    minutes(TELLING)
    page = browser.get(PAGE)
    assert "3 av 3 fynd är kvar" in page.words
    assert SECRET in page.words
    assert "Personnummer i § 5, Bakgrund" in page.words

    for _ in range(3):
        address = first(browser.get(PAGE), "/fynd/")
        assert browser.post(address, data={"verdict": "mask"}).status_code == 303
    done = browser.get(PAGE)
    assert "Steg 2 av 2" in done.words
    assert "Alla fynd är avgjorda" in done.words
    assert "Maj Lindell maskade ett personnummer i § 5, Bakgrund" in done.words
    assert SECRET not in done.text

    preview = browser.get(f"{PAGE}/forhandsgranska")
    assert "[maskat: personnummer]" in preview.words
    assert preview.value("unpublish_on") == "2021-11-21"
    assert publish(browser).status_code == 303
    after = browser.get(PAGE)
    assert "Det som är publicerat stämmer" in after.words
    assert "PDF-filen görs i bakgrunden" in after.words
    assert client.get(PUBLIC).status_code == 200


def test_what_may_stand_needs_its_reason_beside_the_field(browser, minutes):
    minutes("Ring 0910-12 34 50.")
    address = first(browser.get(PAGE), "/fynd/")
    mark = mark_of(address)

    refused = browser.post(address, data={"verdict": "stand"})
    assert refused.status_code == 422
    assert "Skriv varför uppgiften kan stå kvar." in refused.words
    kept = browser.post(address, data={"verdict": "stand", f"f{mark}-reason": "Kansliets växel"})
    assert kept.status_code == 303
    page = browser.get(PAGE)
    assert "Står kvar" in page.words
    assert "Kansliets växel" in page.words
    assert browser.post(first(page, "/angra/")).status_code == 303
    assert "1 av 1 fynd är kvar" in browser.get(PAGE).words
    assert browser.post(f"{PAGE}/angra/{mark}").status_code == 404
    assert browser.post(f"{PAGE}/fynd/{'0' * 12}", data={"verdict": "mask"}).status_code == 404


def test_rule_o3_what_is_secret_is_masked_with_its_provision_or_tried(browser, minutes):
    minutes("Rör en enskild.", doors=True)
    address = first(browser.get(PAGE), "/fynd/")
    mark = mark_of(address)

    assert browser.post(address, data={"verdict": "mask"}).status_code == 422
    data = {"verdict": "mask", f"f{mark}-provision": "26 kap. 1 § OSL"}
    assert browser.post(address, data=data).status_code == 303
    page = browser.get(PAGE)
    assert "Hela paragrafen maskad" in page.words
    assert "26 kap. 1 § OSL" in page.words


def test_a_passage_is_masked_by_hand(browser, minutes):
    minutes("Anna bor på Strandvägen 4.")
    page = browser.get(PAGE)
    assert "Inget som liknar ett personnummer" in page.words
    form = page.form(f"{PAGE}/maska") | {"hand-place": "4", "hand-text": "Storgatan"}

    refused = browser.post(f"{PAGE}/maska", data=form)
    assert "Texten finns inte på det stället" in refused.words
    assert refused.value("hand-text") == "Storgatan"
    assert (
        browser.post(f"{PAGE}/maska", data=form | {"hand-text": "Strandvägen 4"}).status_code == 303
    )
    assert "[maskat: personuppgift]" in browser.get(f"{PAGE}/forhandsgranska").words
    front = form | {"hand-place": "front", "hand-text": "lokal Björnen"}
    assert browser.post(f"{PAGE}/maska", data=front).status_code == 303


def test_the_preview_does_not_publish_what_is_undecided_or_changed(browser, db_session, minutes):
    meeting = minutes(TELLING)
    preview = browser.get(f"{PAGE}/forhandsgranska")
    assert "3 fynd är kvar" in preview.words

    refused = browser.post(f"{PAGE}/forhandsgranska", data={"sha256": "x"})
    assert "avgör först personnummer i § 5" in refused.words
    assert refused.status_code == 422
    assert queries.every(db_session) == []
    assert services.gather(db_session, meeting.id).left


def test_minutes_are_taken_away_with_a_reason(browser, client, minutes):
    minutes("Ingenting.")
    publish(browser)

    assert browser.get(f"{PAGE}/avpublicera").status_code == 200
    assert browser.post(f"{PAGE}/avpublicera", data={"reason": ""}).status_code == 422
    assert browser.post(f"{PAGE}/avpublicera", data={"reason": "Fel namn"}).status_code == 303
    assert browser.post(f"{PAGE}/avpublicera", data={"reason": "Igen"}).status_code == 422
    assert "Fel namn" in browser.get(PAGE).words
    assert client.get(PUBLIC).status_code == 410


@pytest.mark.parametrize("end", ["", "/forhandsgranska", "/avpublicera"])
def test_rule_o5_there_is_nothing_to_publish_before_everybody_has_signed(
    browser, db_session, world, end
):
    cycle.frozen(db_session, world)

    assert browser.get(PAGE + end).status_code == 404


def test_only_the_office_publishes(new_client, sign_in, world, minutes):
    minutes("Ingenting.")
    chair = new_client()
    sign_in(chair, world.chair)

    assert chair.get(PAGE).status_code == 403


def test_the_meeting_and_the_list_of_tasks_lead_to_publishing_and_to_what_is_published(
    app, browser, new_client, sign_in, db_session, world, office, minutes, clock
):
    minutes("Ingenting.")
    told = "Publicera protokollet från den 18 november 2016"

    def asked(today):
        with app.test_request_context():
            return [task.text for found in tasks(db_session, office, today) for task in found]

    assert "Publicera protokollet" in browser.get("/sammantraden/2016-11-18").words
    assert told in asked(date(2016, 11, 22))
    assert told not in asked(date(2017, 2, 1))
    publish(browser)
    db_session.expire_all()
    assert told not in asked(date(2016, 11, 22))
    member = new_client()
    sign_in(member, world.board_users[2])
    page = member.get("/sammantraden/2016-11-18")
    assert PUBLIC in {a.get("href") for a in page.tree.iter("a")}
    assert PAGE not in {a.get("href") for a in page.tree.iter("a")}


def test_the_page_asks_a_fixed_number_of_questions(browser, minutes, counting):
    minutes(TELLING)
    browser.get(PAGE)
    with counting() as statements:
        browser.get(PAGE)

    assert len([one for one in statements if one.lstrip().upper().startswith("SELECT")]) <= 20
