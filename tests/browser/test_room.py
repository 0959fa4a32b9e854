"""Meeting mode in chromium: moving, keys, no network, two secretaries, and the big screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.models import LoginSession
from app.devtools import seed_summons
from app.devtools.demo.applications import Desk
from app.devtools.demo.people import load_association
from app.devtools.demo.play import Player
from app.kernel import clock as kernel_clock
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import MinutesFacts
from tests.browser import acts
from tests.browser.acts import House, Visitor

DAY = "2017-02-24"
MEETING = f"/sammantraden/{DAY}"
ROOM = f"{MEETING}/motet"
WALL = f"{ROOM}/vagg"
NOTES = "Anteckningar efter beslutet"
OFFLINE = "Ingen kontakt – sparat på den här enheten"


def summoned(session: Session) -> None:
    """Load the meeting with its summons sent."""
    play(session, opened=False)


def in_session(session: Session) -> None:
    """Load the meeting while it is held, at its fifth §."""
    play(session, opened=True)


def play(session: Session, *, opened: bool) -> None:
    cast = load_association(session)
    player = Player(session, cast, Desk(session, cast))
    meeting = seed_summons.plan(session, actor=cast.director, body_id=cast.board.id)
    player.summon(meeting)
    if opened:
        with kernel_clock.stopped_at(kernel_clock.now()):
            player.open(meeting)
        fifth = queries.minutes_whole(session, meeting.id).at(5).id
        services.go_to(session, actor=cast.director, meeting=meeting, paragraph_id=fifth)


@pytest.fixture(autouse=True)
def at_the_meeting(clock: Any) -> None:
    """Ten in the morning on the day of the meeting."""
    clock.stop(f"{DAY}T10:00")


def stored(app: Any) -> MinutesFacts:
    """Return the minutes as the server has them."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        day = date.fromisoformat(DAY)
        meeting = session.scalars(select(Meeting).where(Meeting.held_on == day)).one()
        return queries.minutes_whole(session, meeting.id)


def heading(visitor: Visitor) -> Locator:
    """Return the heading of the § that shows."""
    return visitor.page.locator("[data-room-sheet] h2")


def state(visitor: Visitor) -> Locator:
    """Return the words that say what is saved."""
    return visitor.page.locator("[data-save-state]")


def copies(visitor: Visitor) -> list[str]:
    """Return the names of the local copies."""
    found: list[str] = visitor.page.evaluate("Object.keys(localStorage)")
    return found


def nothing_is_kept(visitor: Visitor) -> None:
    """Wait until the server has everything."""
    for _ in range(50):
        if not copies(visitor):
            return
        visitor.page.wait_for_timeout(100)
    assert copies(visitor) == []


def cut(visitor: Visitor) -> None:
    """Let nothing that is sent arrive, not even what a page sends while it goes away."""
    visitor.context.route(
        "**/*",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )


def leave(visitor: Visitor) -> None:
    """Close the page, and let the network be back."""
    visitor.page.goto("about:blank")
    visitor.context.unroute("**/*")


def enter(house: House, key: str = "helena", **options: Any) -> Visitor:
    """Open meeting mode, with every § fetched."""
    visitor = house.visitor(key, **options)
    with visitor.page.expect_response("**/paragrafer.json"):
        visitor.goto(ROOM, "Mötesläge")
    visitor.page.wait_for_load_state("networkidle")
    return visitor


def step(visitor: Visitor, name: str, place: int) -> None:
    """Press a button that goes to another §, by script: the page is not loaded anew."""
    visitor.page.get_by_role("button", name=re.compile(name)).click()
    expect(heading(visitor)).to_have_text(seed_summons.ITEMS[place - 1].heading)


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
