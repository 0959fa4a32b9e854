"""Meeting mode in chromium: moving, keys, two secretaries, no script, and the big screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app.devtools import seed_summons
from tests.browser import acts
from tests.browser.acts import House
from tests.browser.holding import (
    DAY,
    MEETING,
    NOTES,
    ROOM,
    WALL,
    copies,
    enter,
    heading,
    in_session,
    state,
    step,
    stored,
    summoned,
)


@pytest.fixture(autouse=True)
def at_the_meeting(clock: Any) -> None:
    """Ten in the morning on the day of the meeting."""
    clock.stop(f"{DAY}T10:00")


def test_text_is_saved_while_one_goes_between_paragraphs_without_loading_the_page(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = enter(open_house(in_session))
    helena.page.evaluate("window.same = true")
    helena.fill(NOTES, "Frågor besvarades.")
    step(helena, "^Nästa", 6)
    helena.fill(NOTES, "Budgeten gicks igenom.")
    step(helena, "^Föregående", 5)
    expect(helena.field(NOTES)).to_have_value("Frågor besvarades.")
    expect(state(helena)).to_have_text(acts.SAVED)
    helena.page.get_by_text("Alla paragrafer").click()
    helena.page.get_by_role("button", name=seed_summons.ITEMS[7].heading).click()
    expect(heading(helena)).to_have_text(seed_summons.ITEMS[7].heading)
    expect(heading(helena)).to_be_focused()
    expect(state(helena)).to_have_text(acts.SAVED)
    facts = stored(app)
    assert [facts.at(place).notes for place in (5, 6)] == [
        "Frågor besvarades.",
        "Budgeten gicks igenom.",
    ]
    assert not facts.at(5).from_proposal
    assert helena.page.evaluate("window.same")
    assert copies(helena) == []
    helena.goto(ROOM)
    expect(heading(helena)).to_have_text(seed_summons.ITEMS[7].heading)


def test_two_secretaries_in_the_same_paragraph_see_both_texts(
    open_house: Callable[..., House], app: Any
) -> None:
    house = open_house(in_session)
    helena, jonas = enter(house), enter(house, "jonas")
    jonas.fill(NOTES, "Frågan tas upp igen i maj.")
    expect(state(jonas)).to_have_text(acts.SAVED)

    with helena.page.expect_navigation():
        helena.fill(NOTES, "Styrelsen tackar.")
    helena.arrive("Ni har skrivit i samma text")

    helena.told("Jonas Ekberg sparade före dig")
    helena.told("Frågan tas upp igen i maj.")
    helena.fill("Din text Anteckningar efter beslutet", "Styrelsen tackar. I maj igen.")
    helena.press("Spara min text", "Mötesläge")
    expect(helena.field(NOTES)).to_have_value("Styrelsen tackar. I maj igen.")
    assert stored(app).at(5).notes == "Styrelsen tackar. I maj igen."
    assert copies(helena) == []


def test_the_secretary_holds_the_meeting_with_the_keyboard_alone(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = open_house(summoned).visitor("helena")
    page = helena.page
    key = page.keyboard.press

    def onwards(name: str, role: Any = "button") -> None:
        """Tab to something and press Enter there."""
        wanted = page.get_by_role(role, name=re.compile(name)).first
        for _ in range(80):
            if wanted.evaluate("element => element === document.activeElement"):
                break
            key("Tab")
        expect(wanted).to_be_focused()
        key("Enter")

    helena.goto(f"{MEETING}/narvaro")
    with page.expect_navigation():
        onwards("^Öppna sammanträdet")
    helena.goto(MEETING)
    with page.expect_navigation():
        onwards("^Mötesläge", "link")
    helena.arrive("Mötesläge")
    page.wait_for_load_state("networkidle")
    onwards("^Påbörja § 1$")
    expect(page.locator("[data-room-timer]")).to_have_text(re.compile("^Pågått"))

    for place, text in enumerate(("välja protokollförare", "godkänna listan", "utse två"), 2):
        key("ArrowRight")
        expect(heading(helena)).to_have_text(seed_summons.ITEMS[place - 1].heading)
        page.get_by_role("textbox", name="Att-sats 1", exact=True).focus()
        key("Control+a")
        page.keyboard.type(text)
        key("ArrowRight")  # in a field the arrows move in the text
        expect(heading(helena)).to_have_text(seed_summons.ITEMS[place - 1].heading)
        expect(state(helena)).to_have_text(acts.SAVED)
        key("Control+Enter")
        expect(heading(helena)).to_have_text(seed_summons.ITEMS[place].heading)
        key("PageUp")
        expect(heading(helena)).to_have_text(seed_summons.ITEMS[place - 1].heading)
    expect(state(helena)).to_have_text(acts.SAVED)
    with page.expect_navigation():
        onwards("^Avsluta sammanträdet", "link")
    helena.arrive("Avsluta sammanträdet")
    with page.expect_navigation():
        onwards("^Avsluta sammanträdet")

    facts = stored(app)
    assert facts.closed_at is not None
    assert [facts.at(place).clauses[0] for place in (2, 3, 4)] == [
        "välja protokollförare",
        "godkänna listan",
        "utse två",
    ]


def test_everything_is_done_by_buttons_without_script(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = open_house(in_session, scripts=False).visitor("helena", width=320)
    helena.goto(ROOM, "Mötesläge")
    helena.press("Lägg till en att-sats", "Mötesläge")
    helena.fill(NOTES, "Skrivet utan skript.")
    helena.press(re.compile("^Nästa"), "Mötesläge")
    expect(heading(helena)).to_have_text(seed_summons.ITEMS[5].heading)
    helena.press(re.compile("^Föregående"), "Mötesläge")
    helena.page.get_by_text("Alla paragrafer").click()
    helena.press(seed_summons.ITEMS[8].heading, "Mötesläge")
    expect(heading(helena)).to_have_text(seed_summons.ITEMS[8].heading)
    assert stored(app).at(5).notes == "Skrivet utan skript."


def test_the_wall_follows_the_secretary_within_some_seconds(
    open_house: Callable[..., House], axe: Any
) -> None:
    house = open_house(in_session)
    helena = enter(house)
    anneli = house.visitor("anneli", width=1920)
    anneli.goto(WALL, "Styrelsen")
    shown = anneli.page.locator("[data-wall] h2")
    expect(shown).to_have_text(seed_summons.ITEMS[4].heading)
    step(helena, "^Nästa", 6)
    expect(shown).to_have_text(seed_summons.ITEMS[5].heading)
    axe(anneli.page)

    anneli.context.set_offline(True)
    expect(anneli.page.locator("[data-wall-notice]")).to_contain_text(
        "Bilden visar läget kl. 10.00"
    )
    step(helena, "^Nästa", 7)
    anneli.context.set_offline(False)
    expect(shown).to_have_text(seed_summons.ITEMS[6].heading)
    expect(anneli.page.locator("[data-wall-notice]")).to_have_text("")
