"""Bad days: two writers, a lapsed login, no net, no mouse, and values that cannot be right."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.models import LoginSession
from app.devtools import seed_summons
from app.devtools.demo.applications import Desk
from app.devtools.demo.people import load_association
from app.devtools.demo.play import Player
from app.kernel import clock as kernel_clock
from app.meetings.domain import MeetingState
from tests.browser import acts

DAY = "2017-02-24"
AGENDA = f"/sammantraden/{DAY}/dagordning"
EDITOR = f"/sammantraden/{DAY}/protokoll/skriv"
NOTES = "Anteckningar efter beslutet"


def planned(session):
    """Load the meeting with its agenda, not yet summoned."""
    cast = load_association(session)
    seed_summons.plan(session, actor=cast.director, body_id=cast.board.id)


def in_session(session):
    """Load the meeting while it is held."""
    play(session, MeetingState.IN_SESSION)


def frozen(session):
    """Load the meeting with minutes that wait for signatures."""
    play(session, MeetingState.FROZEN)


def play(session, state):
    cast = load_association(session)
    player = Player(session, cast, Desk(session, cast))
    meeting = seed_summons.plan(session, actor=cast.director, body_id=cast.board.id)
    player.summon(meeting)
    with kernel_clock.stopped_at(kernel_clock.now()):
        player.open(meeting)
    if state is MeetingState.FROZEN:
        player.close(meeting)
        player.freeze(meeting)


@pytest.fixture
def at_the_meeting(clock):
    """Ten in the morning on the day of the meeting."""
    clock.stop(f"{DAY}T10:00")


def state(visitor):
    return visitor.page.locator("[data-save-state]")


def copies(visitor):
    return visitor.page.evaluate("Object.keys(localStorage)")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_people_who_write_the_same_paragraph_see_both_texts(
    open_house, at_the_meeting, scripts
):
    house = open_house(in_session, scripts=scripts)
    helena, jonas = house.visitor("helena"), house.visitor("jonas")
    for visitor in (helena, jonas):
        visitor.goto(f"{EDITOR}/8")
    jonas.fill(NOTES, "Frågan tas upp igen i maj.")
    jonas.press("Spara")

    if scripts:
        with helena.page.expect_navigation():
            helena.fill(NOTES, "Styrelsen tackar LSG.")
        helena.arrive("Ni har skrivit i samma text")
    else:
        helena.fill(NOTES, "Styrelsen tackar LSG.")
        helena.press("Spara", "Ni har skrivit i samma text")

    helena.told("Jonas Ekberg sparade före dig")
    helena.told("Frågan tas upp igen i maj.")
    expect(helena.page.get_by_label("Din text")).to_have_value("Styrelsen tackar LSG.")
    helena.link("Ta deras text", "Protokoll")
    expect(helena.field(NOTES)).to_have_value("Frågan tas upp igen i maj.")
    expect(helena.page.get_by_text("som inte hann sparas")).to_have_count(0)


def test_ones_own_text_can_replace_the_other_and_the_other_is_still_in_the_events(
    open_house, at_the_meeting
):
    house = open_house(in_session)
    helena, jonas = house.visitor("helena"), house.visitor("jonas")
    for visitor in (helena, jonas):
        visitor.goto(f"{EDITOR}/8")
    jonas.fill(NOTES, "Frågan tas upp igen i maj.")
    jonas.press("Spara")
    with helena.page.expect_navigation():
        helena.fill(NOTES, "Styrelsen tackar LSG.")
    helena.press("Spara min text", "Protokoll")

    helena.goto(f"{EDITOR}/8")

    expect(helena.field(NOTES)).to_have_value("Styrelsen tackar LSG.")
    expect(helena.page.get_by_text("som inte hann sparas")).to_have_count(0)
    helena.page.get_by_text("Så här stod det innan").first.click()
    helena.told("Frågan tas upp igen i maj.")


def lapse(app):
    """Close every open session, as the office can, or as time does."""
    with Session(app.extensions["engine"]) as session:
        session.execute(update(LoginSession).values(revoked_at=kernel_clock.now()))
        session.commit()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_login_that_lapses_while_writing_costs_no_word(open_house, app, at_the_meeting, scripts):
    house = open_house(in_session, scripts=scripts)
    helena = house.visitor("helena")
    helena.goto(f"{EDITOR}/8")
    lapse(app)

    helena.fill(NOTES, "Styrelsen tackar LSG för rapporten.")
    if scripts:
        expect(state(helena)).to_contain_text("Inloggningen har gått ut")
    helena.press("Spara", "Logga in igen")
    helena.told("Det du skrev finns kvar på den här sidan")
    helena.fill("E-postadress", "helena@klubba.example")
    helena.fill("Lösenord", "fel lösenord")
    helena.press("Logga in och fortsätt", "Logga in igen")
    helena.fill("Lösenord", acts.PASSWORD)
    helena.press("Logga in och fortsätt")
    if helena.page.get_by_role("button", name="Spara").count():
        helena.press("Spara")

    helena.goto(f"{EDITOR}/8")
    expect(helena.field(NOTES)).to_have_value("Styrelsen tackar LSG för rapporten.")
    expect(helena.page.get_by_text("som inte hann sparas")).to_have_count(0)


def test_what_is_written_without_net_is_saved_when_it_is_back(open_house, at_the_meeting):
    helena = open_house(in_session).visitor("helena")
    helena.goto(f"{EDITOR}/8")
    helena.page.wait_for_load_state("networkidle")
    helena.context.set_offline(True)

    helena.fill(NOTES, "Skrivet på tåget.")
    expect(state(helena)).to_have_text("Ingen kontakt – sparat på den här enheten")
    helena.page.get_by_role("button", name="Spara", exact=True).click()  # stays on the page
    expect(helena.field(NOTES)).to_have_value("Skrivet på tåget.")
    assert len(copies(helena)) == 1

    helena.context.set_offline(False)
    expect(state(helena)).to_have_text(acts.SAVED)
    assert copies(helena) == []
    helena.page.reload()
    expect(helena.field(NOTES)).to_have_value("Skrivet på tåget.")


def test_the_minutes_are_written_with_the_keyboard_alone(open_house, at_the_meeting):
    helena = open_house(in_session).visitor("helena")
    page = helena.page
    heading = page.get_by_role("article").get_by_role("heading", level=2)
    helena.goto(f"{EDITOR}/5")
    first = page.get_by_role("textbox", name="Att-sats 1", exact=True)
    second = page.get_by_role("textbox", name="Att-sats 2", exact=True)
    before = (first.input_value(), second.input_value())

    first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(first).to_have_value(before[1])
    expect(second).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(heading).to_have_text(seed_summons.ITEMS[5].heading)
    helena.told("§ 5 är sparad.")

    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    expect(heading).to_have_text(seed_summons.ITEMS[4].heading)
    expect(second).to_have_value(before[0])
    page.get_by_role("navigation", name="Paragrafer").get_by_role("link").first.focus()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(heading).to_have_text(seed_summons.ITEMS[1].heading)


def test_the_agenda_is_put_in_order_with_the_keyboard_alone(open_house, clock):
    clock.stop("2017-02-13T09:00")
    helena = open_house(planned).visitor("helena")
    helena.goto(AGENDA, "Dagordning")
    page, moved = helena.page, seed_summons.ITEMS[4].heading
    listed = page.get_by_role("list", name="Ärenden i ordning").get_by_role("listitem")

    page.get_by_role("link", name=moved).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"Flytta upp {moved}")).to_be_focused()
    page.keyboard.press("Tab")
    with page.expect_response(lambda r: r.request.method == "POST"):
        page.keyboard.press("Enter")

    expect(page.get_by_role("button", name=f"Flytta ned {moved}")).to_be_focused()
    expect(listed.nth(5)).to_contain_text(moved)
    page.reload()
    expect(listed.nth(5)).to_contain_text(moved)


def test_a_meeting_that_cannot_be_is_refused_with_what_was_typed(open_house, clock):
    clock.stop("2017-02-13T09:00")
    helena = open_house(acts.association_only, scripts=False).visitor("helena")
    helena.goto("/sammantraden/nytt", "Planera sammanträde")
    # A browser without a calendar of its own lets anything be typed.
    helena.field("Dag").evaluate("field => { field.type = 'text' }")
    helena.fill("Dag", "2017-06-31")
    helena.fill("Börjar", "15:00")
    helena.fill("Slutar", "09:00")
    helena.fill("Plats", "Kansliet")
    helena.press("Planera sammanträdet", "Planera sammanträde")
    helena.told("Datumet 2017-06-31 finns inte. Kontrollera dag och månad.")
    expect(helena.field("Dag")).to_have_value("2017-06-31")

    helena.fill("Dag", "2017-06-30")
    helena.press("Planera sammanträdet", "Planera sammanträde")
    helena.told(re.compile("[Ss]lut"))
    expect(helena.field("Plats")).to_have_value("Kansliet")

    helena.fill("Slutar", "16:30")
    helena.press("Planera sammanträdet", "Styrelsen fredag 30 juni 2017")


def test_a_file_that_is_not_what_it_says_is_refused(open_house, clock):
    clock.stop("2017-02-13T09:00")
    helena = open_house(planned).visitor("helena")
    helena.goto(AGENDA, "Dagordning")
    helena.link(seed_summons.ITEMS[6].heading)
    helena.link("Bilagor", "Bilagor till ärende")
    wrong = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90 program"}
    helena.field("Filer").set_input_files(wrong)
    helena.fill("Titel", "Planen")

    helena.press("Lägg till bilagan", "Bilagor till ärende")

    helena.told(re.compile("inte"))
    expect(helena.field("Titel")).to_have_value("Planen")
    expect(helena.page.get_by_role("cell", name="Planen")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_of_50_mb_is_refused_with_advice_and_costs_no_text(
    open_house, clock, tmp_path, scripts
):
    clock.stop("2017-02-13T09:00")
    helena = open_house(planned, scripts=scripts).visitor("helena")
    large = tmp_path / "arsredovisning.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(50 * 1024 * 1024)
    helena.goto(AGENDA, "Dagordning")
    helena.link(seed_summons.ITEMS[6].heading)
    helena.fill("Bakgrund", "Revisorn har lämnat sin berättelse.")
    if scripts:
        helena.page.keyboard.press("Tab")
        expect(state(helena)).to_have_text(acts.SAVED)
    else:
        helena.press("Spara ärendet", "Dagordning")
        helena.link(seed_summons.ITEMS[6].heading)
    helena.link("Bilagor", "Bilagor till ärende")
    helena.field("Filer").set_input_files(large)
    helena.fill("Titel", "Årsredovisningen")

    helena.press("Lägg till bilagan", "Filen är för stor")

    helena.told("Dela upp en stor handling i flera filer.")
    helena.page.go_back()
    helena.arrive("Bilagor till ärende")
    expect(helena.field("Titel")).to_have_value("Årsredovisningen")
    expect(helena.page.get_by_role("cell", name="Årsredovisningen")).to_have_count(0)
    helena.page.go_back()
    expect(helena.field("Bakgrund")).to_have_value("Revisorn har lämnat sin berättelse.")


def test_nobody_attests_twice(open_house, clock):
    clock.stop("2017-03-02T10:00")
    house = open_house(frozen)
    ingrid = house.visitor("ingrid")
    ingrid.goto(f"/sammantraden/{DAY}/justering", "Justering av protokollet")
    other = acts.Visitor(ingrid.context.new_page(), house.look)
    other.goto(f"/sammantraden/{DAY}/justering", "Justering av protokollet")
    for page in (ingrid, other):
        page.confirm()
        page.press(re.compile("^Godkänn protokollet §"), "Justering av protokollet")

    other.told("Ingrid Sandahl har redan justerat protokollet.")
    other.told("1 av 3 har justerat protokollet")
    signed = other.page.get_by_role("row", name=re.compile("Ingrid Sandahl"))
    expect(signed).to_contain_text("Justerat tors 2 mars 2017")


def test_the_wrong_password_attests_nothing(open_house, clock):
    clock.stop("2017-03-02T10:00")
    ingrid = open_house(frozen).visitor("ingrid")
    ingrid.goto(f"/sammantraden/{DAY}/justering", "Justering av protokollet")
    ingrid.confirm()
    ingrid.fill("Ditt lösenord", "fel lösenord")

    ingrid.press(re.compile("^Godkänn protokollet §"), "Justering av protokollet")

    ingrid.told("0 av 3 har justerat protokollet")
    ingrid.told(re.compile("[Ll]ösenordet"))
