"""Answering the summons in chromium: from the letter, on the meeting's page, by the office."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.meetings import queries
from app.meetings.services import replying
from tests.factories import meetings as make
from tests.factories.people import create_world

HELD = date(2017, 2, 24)
DAY = f"/sammantraden/{HELD}"


def summoned_board(session: Session) -> None:
    """Load a board that has been summoned to a meeting."""
    world = create_world(session)
    make.send_summons(session, world, make.create_meeting(session, world))


@pytest.fixture
def address(live_server: Any, clock: Any) -> str:
    """The address of the server, nine days before the meeting."""
    found: str = live_server(summoned_board)
    return found


def login(app: Any, name: str) -> Any:
    """Return the login of one of the association."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        found = session.scalars(select(Person).where(Person.given_name == name)).one().user
        session.expunge_all()
        return found


def link(app: Any, name: str) -> str:
    """Return the address in somebody's letter."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        person = session.scalars(select(Person).where(Person.given_name == name)).one()
        meeting = queries.meeting_on(session, HELD)
        return f"/sammantraden/svar/{replying.token_for(meeting.id, person.id, HELD)}"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_no_from_the_letter_asks_the_substitute_whose_yes_is_foreseen(
    address: str, open_page: Any, enter: Any, app: Any, axe: Any, width: int, javascript: bool
) -> None:
    look = axe if javascript else lambda _page: None
    kent: Page = open_page(address, width=width, javascript=javascript)
    kent.goto(link(app, "Kent"))
    look(kent)
    kent.get_by_text("Lägg till ett meddelande").click()
    kent.get_by_label("Meddelande till kansliet").fill("Är bortrest")
    kent.get_by_role("button", name="Jag kan inte komma").click()
    expect(kent.get_by_text("Tack för beskedet att du inte kan komma.")).to_be_visible()
    look(kent)

    hans: Page = open_page(address, width=width, javascript=javascript)
    enter(hans, login(app, "Hans"))
    hans.goto("/oversikt")
    hans.get_by_role("link", name="Svara om du kan tjänstgöra för Kent Arvidsson").click()
    expect(hans.get_by_text("Kent Arvidsson kan inte komma")).to_be_visible()
    look(hans)
    hans.get_by_role("button", name="Jag deltar på distans").click()
    expect(hans.get_by_text("Du tjänstgör för Kent Arvidsson.")).to_be_visible()
    look(hans)

    maj: Page = open_page(address, width=width, javascript=javascript)
    enter(maj, login(app, "Maj"))
    maj.goto(DAY)
    expect(maj.get_by_text("Inte beslutsför än: 1 av 5 har svarat att de kommer")).to_be_visible()
    maj.get_by_role("link", name="Visa alla svar").click()
    expect(maj.get_by_text("Hans Jonsered tjänstgör")).to_be_visible()
    expect(maj.get_by_text("Är bortrest")).to_be_visible()
    look(maj)
    maj.get_by_role("link", name="Anteckna svar från Ann Edvall").click()
    look(maj)
    maj.get_by_label("Kommer", exact=True).check()
    maj.get_by_role("button", name="Spara svaret").click()
    expect(maj.get_by_role("heading", level=1)).to_have_text(re.compile("^Svar på kallelsen"))
    expect(maj.get_by_text("antecknat av Maj Lindell")).to_be_visible()


def test_by_keyboard_alone_the_letter_is_answered(address: str, open_page: Any, app: Any) -> None:
    page: Page = open_page(address)
    page.goto(link(app, "Ann"))
    page.get_by_text("Lägg till ett meddelande").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Jag kommer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ditt svar: Kommer")).to_be_visible()


def test_a_link_that_leads_nowhere_is_readable(address: str, open_page: Any, axe: Any) -> None:
    page: Page = open_page(address, width=320)
    page.goto("/sammantraden/svar/nagot-annat")
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken kan inte användas")
    axe(page)
