"""The public board as an Atom feed (RFC 4287), and what its pages are made of (K17, K18, O5)."""

from __future__ import annotations

from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest

from app.publication import queries, services
from tests.factories import cycle

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/anslagstavla/flode.xml"


def read(client):
    answer = client.get(FEED)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return ET.fromstring(answer.data)


def text(element, name):
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text


def moment(element, name="updated"):
    value = text(element, name)
    assert value.endswith("Z")
    return datetime.fromisoformat(value)


def links(element):
    return {one.get("rel"): one.get("href") for one in element.findall(f"{ATOM}link")}


def test_the_feed_has_everything_that_rfc_4287_asks_for(db_session, world, client, app):
    meeting, _ = cycle.attested(db_session, world)
    cycle.summoned(db_session, world, date(2016, 12, 9))
    (posting,) = queries.postings_of(db_session, meeting.id)
    base = app.extensions["settings"].base_url.rstrip("/")

    feed = read(client)
    posted, coming = feed.findall(f"{ATOM}entry")

    assert feed.tag == f"{ATOM}feed"
    assert text(feed, "title") == "Anslagstavla, Samordningsförbundet Älvbygden"
    assert text(feed.find(f"{ATOM}author"), "name") == "Samordningsförbundet Älvbygden"
    assert links(feed) == {"self": f"{base}{FEED}", "alternate": f"{base}/anslagstavla"}
    ids = [text(one, "id") for one in (feed, posted, coming)]
    assert len(set(ids)) == 3
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert moment(feed) == moment(posted) == moment(posted, "published") == posting.posted_at
    assert text(posted, "title") == "Styrelsens protokoll den 18 november 2016 är justerat"
    assert links(posted) == {"alternate": f"{base}/anslagstavla/{posting.id}"}
    assert "Sista dag för överklagande: måndag 12 december 2016" in text(posted, "content")
    assert text(coming, "title") == "Styrelsen sammanträder fredag 9 december 2016"
    assert links(coming)["alternate"] == f"{base}/anslagstavla#sammantraden"


def test_an_entry_keeps_its_id_and_says_when_it_was_last_changed(db_session, world, client, clock):
    meeting, _ = cycle.attested(db_session, world)
    (before,) = read(client).findall(f"{ATOM}entry")
    (posting,) = queries.postings_of(db_session, meeting.id)
    now = clock.move(hours=5)
    services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=posting.id)

    (after,) = read(client).findall(f"{ATOM}entry")

    assert text(before, "id") == text(after, "id")
    assert (moment(after), moment(read(client))) == (now, now)
    assert "Anslaget har inte visats hela tiden." in text(after, "content")


def test_a_notice_that_is_down_leaves_the_feed_and_an_empty_board_is_a_whole_feed(
    db_session, world, client, clock
):
    midnight = moment(read(client))
    assert midnight == datetime.fromisoformat("2016-11-20T23:00:00Z")
    cycle.attested(db_session, world)
    assert len(read(client).findall(f"{ATOM}entry")) == 1
    clock.stop("2016-12-13T00:00")

    assert read(client).findall(f"{ATOM}entry") == []


def test_rule_o5_the_feed_shows_no_draft(db_session, world, client):
    cycle.frozen(db_session, world)
    cycle.drafted(db_session, world, date(2016, 12, 9))

    answer = client.get(FEED)

    assert read(client).findall(f"{ATOM}entry") == []
    assert "Förlängning av tre insatser" not in answer.text


def test_what_people_write_is_data_in_the_feed(db_session, world, client):
    world.association.name = "Förbundet <script> & ]]>"

    assert text(read(client), "title") == "Anslagstavla, Förbundet <script> & ]]>"


PICTURES = {"img", "picture", "video", "audio", "iframe", "object", "embed", "canvas", "figure"}


def test_rule_k18_the_board_holds_notices_alone_and_no_pictures(db_session, world, client):
    meeting, _ = cycle.attested(db_session, world)
    cycle.summoned(db_session, world, date(2016, 12, 9))
    (posting,) = queries.postings_of(db_session, meeting.id)

    for address in ("/anslagstavla", f"/anslagstavla/{posting.id}"):
        page = client.get(address)
        main = page.tree.find(".//main")
        assert not {one.tag for one in page.tree.iter()} & PICTURES
        shapes = [one for one in main.iter("svg") if one.get("aria-hidden") != "true"]
        assert shapes == []
    headings = [one.text for one in client.get("/anslagstavla").tree.find(".//main").iter("h2")]
    assert headings == [
        "Justerade protokoll",
        "Kommande sammanträden",
        "Så överklagar du ett beslut",
        "Följ anslagstavlan",
    ]


@pytest.mark.parametrize("inside", [False, True])
def test_rule_k17_the_public_pages_have_no_menu_of_the_office(
    db_session, world, client, as_user, inside
):
    cycle.attested(db_session, world)
    browser = as_user(world.director) if inside else client

    page = browser.get("/anslagstavla")

    hrefs = [a.get("href") for a in page.tree.find(".//header").iter("a")]
    assert "/anslagstavla" in hrefs
    assert not {"/sammantraden", "/diarium", "/forbundet"} & set(hrefs)
    assert ("/oversikt" in hrefs, "/logga-in" in hrefs) == (inside, not inside)
    alternate = [one.get("href") for one in page.tree.iter("link") if one.get("rel") == "alternate"]
    assert alternate == [FEED]
