"""Where one comes after writing down what happened: the place from which one went there."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.minutes import SeedMeeting, seed_minutes_opened
from tests.support.html_client import HtmlClient, Page

DAY = "/sammantraden/2016-11-18"
ROOM = f"{DAY}/motet"
ONE = f"{DAY}/protokoll/skriv/1"


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


@pytest.fixture
def office(client: HtmlClient, sign_in: Any, opened: SeedMeeting) -> HtmlClient:
    sign_in(client, opened.user("helena"))
    return client


def links(page: Page) -> list[str]:
    """Return where the links under "Anteckna det som händer" lead."""
    (acts,) = page.tree.findall(".//ul[@class='room-acts']")
    return [link.attrib["href"] for link in acts.iter("a")]


def send(browser: HtmlClient, address: str, **values: Any) -> Page:
    """Fill in the form of a page and send it to where it came from."""
    return browser.post(address, data=browser.get(address).form() | values)


def test_every_page_that_meeting_mode_leads_to_leads_back(office: HtmlClient) -> None:
    found = [link for link in links(office.get(ROOM)) if not link.endswith("/narvaro")]
    assert len(found) == 9
    for link in found:
        page = office.get(link)
        cancel = next(a for a in page.tree.iter("a") if (a.text or "").strip() == "Avbryt")
        assert cancel.attrib["href"] == ROOM, link
        assert 'href="/sammantraden/2016-11-18/motet"' not in office.get(link.split("?")[0]).text


def test_what_is_saved_leads_back_to_meeting_mode(office: HtmlClient, opened: SeedMeeting) -> None:
    karin = opened.attendee("karin")
    motion = {"movers": [karin], "kind": "approval"}
    address = f"{ONE}/yrkande?fran=motet"
    assert send(office, address, do="more", **motion).location == address
    assert send(office, address, do="save", **motion).location == ROOM
    address = f"{ONE}/deltar-inte?fran=motet"
    assert send(office, address, people=[karin]).location == ROOM
    address = f"{ONE}/ajournering?fran=motet"
    assert send(office, address, starts_at="10:00", ends_at="10:15").location == ROOM
    address = f"{DAY}/narvaro/jav?paragraf={opened.paragraph(57)}&fran=motet"
    assert send(office, address, person=str(karin)).location == ROOM


def test_a_tie_keeps_the_way_back(office: HtmlClient) -> None:
    address = f"{ONE}/omrostning?slag=sluten&fran=motet"
    values = {"yes_means": "bifall", "no_means": "avslag", "yes_count": "2", "no_count": "2"}
    done = send(office, address, do="save", **values)
    assert "?fran=motet#avgors" in done.location
    done = send(office, done.location.split("#")[0], do="save", casting="ja")
    assert done.location == ROOM


def test_removing_leads_back_too(office: HtmlClient, opened: SeedMeeting) -> None:
    address = f"{ONE}/yrkande?fran=motet"
    motion = {"movers": [opened.attendee("karin")], "kind": "approval"}
    send(office, address, do="save", **motion)
    found = next(
        link for link in office.get(ONE).tree.iter("a") if "/yrkande/" in link.get("href", "")
    )
    page = office.get(f"{found.attrib['href']}?fran=motet")
    removal = next(
        f.attrib["action"] for f in page.tree.iter("form") if "ta-bort" in f.get("action", "")
    )
    assert removal.endswith("?fran=motet")
    assert office.post(removal, data=page.form(removal)).location == ROOM
