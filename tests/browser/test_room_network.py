"""Meeting mode when the network or the login goes: nothing that was written is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.models import LoginSession
from app.devtools import seed_summons
from app.kernel import clock as kernel_clock
from tests.browser import acts
from tests.browser.acts import House
from tests.browser.holding import (
    DAY,
    MEETING,
    NOTES,
    OFFLINE,
    ROOM,
    copies,
    cut,
    enter,
    heading,
    in_session,
    leave,
    nothing_is_kept,
    state,
    step,
    stored,
)


@pytest.fixture(autouse=True)
def at_the_meeting(clock: Any) -> None:
    """Ten in the morning on the day of the meeting."""
    clock.stop(f"{DAY}T10:00")


def test_what_is_written_without_network_in_several_paragraphs_reaches_the_server(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = enter(open_house(in_session))
    helena.fill(NOTES, "Skrivet med nät.")
    helena.context.set_offline(True)
    helena.fill(NOTES, "Skrivet utan nät.")
    step(helena, "^Nästa", 6)
    expect(state(helena)).to_contain_text(OFFLINE)
    helena.page.get_by_role("button", name="Lägg till en att-sats").click()
    helena.page.keyboard.type("återkomma i maj")
    step(helena, "^Nästa", 7)
    helena.fill(NOTES, "Den tredje paragrafen.")
    expect(state(helena)).to_contain_text(OFFLINE)
    helena.page.get_by_text("Alla paragrafer").click()
    expect(helena.page.locator("[data-room-unsent]:not([hidden])")).to_have_count(3)
    assert len(copies(helena)) == 3

    helena.context.set_offline(False)
    expect(state(helena)).to_have_text(acts.SAVED)
    expect(helena.page.locator("[data-unsaved]")).to_have_count(0)
    nothing_is_kept(helena)
    facts = stored(app)
    assert facts.at(5).notes == "Skrivet utan nät."
    assert facts.at(6).clauses[-1] == "återkomma i maj"
    assert facts.at(7).notes == "Den tredje paragrafen."
    helena.goto(ROOM)
    expect(heading(helena)).to_have_text(seed_summons.ITEMS[6].heading)


def test_a_page_that_was_closed_without_network_sends_what_it_kept_when_it_is_opened_again(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = enter(open_house(in_session))
    cut(helena)
    before = stored(app).at(5).clauses
    helena.page.get_by_role("button", name="Ta bort att-sats 1").click()
    helena.fill(NOTES, "Skrivet i den första.")
    step(helena, "^Nästa", 6)
    helena.page.get_by_role("button", name="Ta bort att-sats 1").click()
    helena.fill(NOTES, "Skrivet i den andra.")
    expect(state(helena)).to_contain_text(OFFLINE)
    leave(helena)

    helena.goto(ROOM, "Mötesläge")

    nothing_is_kept(helena)
    facts = stored(app)
    assert facts.at(5).notes == "Skrivet i den första."
    assert facts.at(6).notes == "Skrivet i den andra."
    assert facts.at(5).clauses == before[1:]
    assert facts.at(6).clauses == ()


def test_a_save_whose_answer_is_lost_is_no_conflict_with_oneself(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = enter(open_house(in_session))
    lost = []

    def lose(route: Any) -> None:
        if not lost:
            lost.append(route.fetch())  # the server saves, and nobody hears of it
            route.abort()
        else:
            route.continue_()

    helena.page.route(f"**{ROOM}", lose)
    helena.fill(NOTES, "Första meningen.")
    expect(state(helena)).to_contain_text(OFFLINE)
    helena.fill(NOTES, "Första meningen. Andra meningen.")
    expect(state(helena)).to_have_text(acts.SAVED, timeout=20_000)
    assert lost
    assert stored(app).at(5).notes == "Första meningen. Andra meningen."


def test_a_copy_that_somebody_has_written_over_is_shown_beside_the_other_text(
    open_house: Callable[..., House],
) -> None:
    house = open_house(in_session)
    helena, jonas = enter(house), enter(house, "jonas")
    cut(helena)
    helena.fill(NOTES, "Helenas rader på tåget.")
    expect(state(helena)).to_contain_text(OFFLINE)
    leave(helena)
    jonas.fill(NOTES, "Jonas rader i rummet.")
    expect(state(jonas)).to_have_text(acts.SAVED)

    helena.goto(ROOM, "Mötesläge")
    expect(helena.field(NOTES)).to_have_value("Jonas rader i rummet.")
    with helena.page.expect_navigation():
        helena.page.get_by_role("button", name="Hämta tillbaka texten").click()
    helena.arrive("Ni har skrivit i samma text")
    helena.told("Jonas rader i rummet.")
    expect(helena.page.get_by_label("Din text")).to_have_value("Helenas rader på tåget.")


def test_local_copies_are_nobody_elses_and_go_away_at_logout(
    open_house: Callable[..., House],
) -> None:
    house = open_house(in_session)
    helena = enter(house)
    cut(helena)
    helena.fill(NOTES, "Bara för Helena.")
    expect(state(helena)).to_contain_text(OFFLINE)
    helena.context.clear_cookies()  # the login is gone, and the copy is left on the device
    leave(helena)

    helena.log_in("jonas")
    helena.goto(ROOM, "Mötesläge")
    expect(helena.field(NOTES)).to_have_value("")
    expect(helena.page.get_by_text("som inte hann sparas")).to_have_count(0)
    assert len(copies(helena)) == 1
    helena.press("Logga ut", "Logga in")
    assert copies(helena) == []


def test_a_login_that_lapses_in_the_middle_of_the_meeting_costs_no_word(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = enter(open_house(in_session))
    with Session(app.extensions["engine"]) as session:
        session.execute(update(LoginSession).values(revoked_at=kernel_clock.now()))
        session.commit()
    helena.fill(NOTES, "Skrivet i den femte.")
    step(helena, "^Nästa", 6)
    helena.fill(NOTES, "Skrivet i den sjätte.")
    expect(state(helena)).to_contain_text("Inloggningen har gått ut")
    helena.press("Spara", "Logga in igen")
    helena.fill("E-postadress", "helena@klubba.example")
    helena.fill("Lösenord", acts.PASSWORD)
    helena.press("Logga in och fortsätt")
    if helena.page.get_by_role("button", name="Spara").count():
        helena.press("Spara", "Mötesläge")
    nothing_is_kept(helena)
    facts = stored(app)
    assert facts.at(5).notes == "Skrivet i den femte."
    assert facts.at(6).notes == "Skrivet i den sjätte."


def test_the_ordinary_editor_puts_back_and_sends_what_was_kept(
    open_house: Callable[..., House], app: Any
) -> None:
    helena = open_house(in_session).visitor("helena")
    address = f"{MEETING}/protokoll/skriv/5"
    helena.goto(address)
    cut(helena)
    helena.fill(NOTES, "Skrivet på tåget.")
    expect(state(helena)).to_have_text(OFFLINE)
    leave(helena)
    helena.goto(address)
    expect(helena.field(NOTES)).to_have_value("Skrivet på tåget.")
    expect(state(helena)).to_have_text(acts.SAVED)
    assert stored(app).at(5).notes == "Skrivet på tåget."
    assert copies(helena) == []
