"""The minutes editor and the roster in chromium: keys, autosave, rows, and without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.devtools import seed_minutes_play
from app.minutes import queries, services
from tests.browser.acts import SAVED
from tests.factories.minutes import players

PAGE = "/sammantraden/2016-11-18"
WRITE = f"{PAGE}/protokoll/skriv"


def open_meeting(session: Session) -> None:
    """Load the meeting of 2016-11-18, opened and with its attendance marked."""
    from app.devtools.demo.people import load_association

    cast = load_association(session)
    who = players(cast)
    meeting = seed_minutes_play.plan(session, who)
    seed_minutes_play.mark_summoned(session, who, meeting)
    seed_minutes_play.add_late_items(session, who, meeting)
    services.open_meeting(session, actor=who.actor, meeting=meeting)
    seed_minutes_play.mark_attendance(session, who, meeting)


def secretary(app: Any) -> Any:
    """Return the login of Helena, who takes the minutes."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        found = session.scalars(select(Person).where(Person.given_name == "Helena")).one().user
        assert found is not None
        session.expunge_all()
        return found


def clauses(app: Any, place: int) -> tuple[str, ...]:
    """Return the stored decision of a place."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        return queries.minutes_whole(session, 1).at(place).clauses


@pytest.fixture
def writing(live_server: Any, open_page: Any, enter: Any, app: Any) -> Any:
    """``writing(javascript=True, width=1280)`` gives a page signed in as the secretary."""
    address = live_server(open_meeting)

    def go(**options: Any) -> Page:
        page: Page = open_page(address, **options)
        enter(page, secretary(app))
        return page

    return go


def test_the_keys_lead_through_the_paragraphs_and_save(writing: Any, app: Any, axe: Any) -> None:
    page = writing()
    page.goto(f"{WRITE}/6")
    axe(page)
    first = page.get_by_label("Att-sats 1")
    first.fill("förlänga tiden med ett år")
    expect(page.locator("[data-save-state]").first).to_have_text(SAVED)
    assert clauses(app, 6)[0] == "förlänga tiden med ett år"
    first.press("Control+Enter")
    expect(page).to_have_url(f"{page.url.split('/sammantraden')[0]}{WRITE}/7")
    expect(
        page.locator("html.js-ready")
    ).to_be_attached()  # keys do nothing before the scripts have started
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".paragraph-number")).to_contain_text("§ 64")
    expect(page.locator("html.js-ready")).to_be_attached()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".paragraph-number")).to_contain_text("§ 63")
    page.goto(f"{WRITE}/14")
    page.mouse.wheel(0, 400)  # the list stays while the § is scrolled
    expect(page.locator("[data-paragraphs] [aria-current]")).to_be_in_viewport()


def test_rows_of_the_decision_are_added_moved_and_removed(writing: Any, app: Any) -> None:
    page = writing()
    page.goto(f"{WRITE}/6")
    page.get_by_role("button", name="Lägg till en att-sats").click()
    page.get_by_label("Att-sats 4").fill("uppdra till kansliet att meddela insatserna")
    page.get_by_role("button", name="Flytta upp att-sats 4").click()
    page.get_by_role("button", name="Ta bort att-sats 1").click()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("§ 62 är sparad.")).to_be_visible()
    kept = clauses(app, 6)
    assert len(kept) == 3
    assert kept[1] == "uppdra till kansliet att meddela insatserna"


@pytest.mark.parametrize("width", [320, 820])
def test_attendance_is_marked_without_script(writing: Any, width: int) -> None:
    page = writing(javascript=False, width=width)
    page.goto(f"{PAGE}/narvaro")
    page.get_by_label("Närvarande: Sara Öhlund").check()
    page.get_by_role("button", name="Spara närvaron").click()
    expect(page.get_by_label("Närvarande: Sara Öhlund")).to_be_checked()
    page.get_by_role("link", name="Lägg till undantag för Sara Öhlund").click()
    page.get_by_label("Tjänstgjorde vid paragrafen").check()
    page.get_by_label("Till och med").select_option(label="§ 60 Val av justerare")
    page.get_by_label("Tjänstgjorde för").select_option(label="Östen Forsmark")
    page.get_by_role("button", name="Lägg till undantaget").click()
    expect(page.get_by_text("Tjänstgör för Östen Forsmark §§ 57–60")).to_be_visible()
    page.get_by_role("link", name="Till närvaron").click()
    expect(page.get_by_text("5 av 5, beslutsför").first).to_be_visible()


def test_a_paragraph_is_written_without_script(writing: Any, app: Any) -> None:
    page = writing(javascript=False, width=320)
    page.goto(f"{WRITE}/6")
    page.get_by_role("button", name="Lägg till en att-sats").click()
    page.get_by_label("Att-sats 4").fill("underrätta insatserna")
    page.get_by_role("button", name="Spara och gå till nästa").click()
    expect(page.locator(".paragraph-number")).to_contain_text("§ 63")
    assert clauses(app, 6)[3] == "underrätta insatserna"


def test_every_page_of_attendance_is_accessible(writing: Any, axe: Any) -> None:
    page = writing(width=320)
    for path in ("narvaro", "narvaro/uppdrag", "narvaro/ny", "narvaro/1", "narvaro/avsluta"):
        page.goto(f"{PAGE}/{path}")
        axe(page)
    for path in ("1", "4", "ny", "6/ta-bort"):
        page.goto(f"{WRITE}/{path}")
        axe(page)
