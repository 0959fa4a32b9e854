"""The page of papers in chromium: without network, by keyboard, on a small screen, on paper."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.association.models import Seat
from app.devtools.seed_minutes_play import one_page_pdf
from app.meetings import queries, services
from app.reading.models import PrivateNote
from tests.factories import meetings as make
from tests.factories.people import create_world

# The browser has its own clock, so the meeting is one that neither it nor the server has reached.
HELD = date(2037, 2, 20)
DAY = f"/sammantraden/{HELD}"
PAGE = f"{DAY}/las-handlingar"
# One grey point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
PAPERS = (
    ("underlag.txt", b"Underlaget i sin helhet"),
    ("karta.png", PNG),
    ("rapport.pdf", one_page_pdf("Rapport")),
)
# What the page gets when it asks for a paper: the status and the bytes.
FETCHED = """async (link) => {
  const answer = await fetch(link.href);
  return [answer.status, [...new Uint8Array(await answer.arrayBuffer())]];
}"""
READY = re.compile("Allt på sidan kan läsas utan nät")
SAVED = re.compile(r"^Sparat kl\. \d\d\.\d\d$")


def board_with_papers(session: Session) -> None:
    """Load a board that has been summoned to a meeting with a text, a picture and a PDF."""
    world = create_world(session)
    session.execute(update(Seat).values(valid_to=None))
    actor = make.director(world)
    meeting = make.create_meeting(session, world, held_on=HELD, starts_at=time(9))
    for number in range(1, 9):
        item = services.add_item(
            session,
            actor=actor,
            meeting=meeting,
            heading=f"Ärende om samverkan {number}",
            background="Bakgrunden beskrivs i några meningar. " * 12,
            clauses=["bifalla förslaget"],
        )
        if number <= len(PAPERS):
            name, content = PAPERS[number - 1]
            services.add_annex(
                session,
                actor=actor,
                meeting=meeting,
                item_id=item.id,
                filename=name,
                content=content,
            )
    make.send_summons(session, world, meeting)


def login(app: Any, name: str) -> Any:
    """Return the login of one of the board."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        found = session.scalars(select(Person).where(Person.given_name == name)).one().user
        assert found is not None
        session.expunge_all()
        return found


def notes(app: Any) -> list[str]:
    """Return every stored note."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        return list(session.scalars(select(PrivateNote.text).order_by(PrivateNote.id)))


def change(app: Any, **values: Any) -> None:
    """Change the first item of the meeting's own behind the reader's back."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        meeting = queries.meeting_on(session, HELD)
        item = next(i for i in queries.items(session, meeting.id) if "samverkan 1" in i.heading)
        for name, value in values.items():
            setattr(item, name, value)
        session.commit()


def kept(page: Page) -> list[str]:
    """Return the names of what the browser keeps of papers."""
    found: list[str] = page.evaluate("caches.keys()")
    return [name for name in found if name.startswith("klubba-las:")]


def eventually(page: Page, asked: str) -> None:
    """Ask the page over and over until the answer, which may take its time, is yes."""
    for _ in range(50):
        if page.evaluate(asked):
            return
        page.wait_for_timeout(100)
    raise AssertionError(asked)


@pytest.fixture
def reader(live_server: Any, open_page: Any, enter: Any, app: Any, clock: Any) -> Any:
    """``reader(width=1280)`` gives a page signed in as a member, on the page of papers."""
    address = live_server(board_with_papers)

    def go(name: str = "Kent", **options: Any) -> Page:
        page: Page = open_page(address, **options)
        enter(page, login(app, name))
        page.goto(PAGE)
        return page

    return go


def item(page: Page, number: int) -> Any:
    """Return one item of the page."""
    return page.get_by_role("region", name=re.compile(f"samverkan {number}$"))


def test_everything_can_be_read_without_network_and_what_is_written_is_sent_later(
    reader: Any, app: Any, axe: Any
) -> None:
    page = reader()
    expect(page.locator("[data-worker]")).to_have_text(READY)
    axe(page)
    page.context.set_offline(True)
    expect(page.locator("[data-worker]")).to_have_text(re.compile("^Ingen kontakt"))
    page.reload()
    expect(page.locator("html.js-ready")).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Handlingar till styrelsen")
    expect(page.locator("[data-worker]")).to_have_text(re.compile("^Ingen kontakt"))
    assert page.evaluate("getComputedStyle(document.querySelector('.reading')).maxWidth") != "none"

    item(page, 2).get_by_text("karta").click()
    picture = item(page, 2).locator("img")
    expect(picture).to_be_visible()
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.naturalWidth") == 1
    item(page, 1).get_by_role("link", name="Läs bilaga").click()
    expect(page.locator("body")).to_contain_text("Underlaget i sin helhet")
    page.go_back()
    # Without a screen chromium downloads a PDF rather than showing it: its bytes are what counts.
    paper = item(page, 3).get_by_role("link", name=re.compile("bilaga 3", re.IGNORECASE)).first
    assert paper.evaluate(FETCHED) == [200, list(PAPERS[2][1])]

    note = page.get_by_label("Min anteckning till ärende 5", exact=True)
    note.fill("Fråga hur det går")
    note.press("Tab")
    expect(page.locator("[data-save-state]")).to_contain_text("Ingen kontakt")
    page.reload()
    expect(page.locator("html.js-ready")).to_be_attached()
    note = page.get_by_label("Min anteckning till ärende 5", exact=True)
    expect(note).to_have_value("Fråga hur det går")
    assert notes(app) == []

    page.context.set_offline(False)
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    assert notes(app) == ["Fråga hur det går"]
    page.reload()
    expect(note).to_have_value("Fråga hur det går")


def test_what_was_saved_is_on_the_page_that_is_kept(reader: Any, app: Any) -> None:
    page = reader()
    expect(page.locator("[data-worker]")).to_have_text(READY)
    page.reload()  # from now on what is written goes through the worker
    expect(page.locator("[data-worker]")).to_have_text(READY)
    note = page.get_by_label("Min anteckning till ärende 5", exact=True)
    note.fill("Skrivet med nät")
    note.press("Tab")
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    eventually(
        page,
        """async () => {
            const name = (await caches.keys()).find((one) => one.startsWith("klubba-las:"));
            const kept = await (await caches.open(name)).match(location.pathname);
            return (await kept.text()).includes("Skrivet med nät");
        }""",
    )
    page.context.set_offline(True)
    page.reload()
    expect(note).to_have_value("Skrivet med nät")
    note.fill("Skrivet utan nät")
    note.press("Tab")
    page.context.set_offline(False)
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    assert notes(app) == ["Skrivet utan nät"]


def test_logging_out_takes_away_what_was_kept(reader: Any) -> None:
    page = reader()
    expect(page.locator("[data-worker]")).to_have_text(READY)
    assert len(kept(page)) == 1
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_text("Du är utloggad.")).to_be_visible()
    eventually(page, "async () => (await caches.keys()).length === 0")
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(PAGE)


def test_nobody_is_given_what_another_has_read(reader: Any, enter: Any, app: Any) -> None:
    page = reader()
    expect(page.locator("[data-worker]")).to_have_text(READY)
    (first,) = kept(page)
    page.context.clear_cookies()  # the login has lapsed, nobody has logged out
    enter(page, login(app, "Mia"))
    page.goto("/oversikt")
    eventually(page, "async () => (await caches.keys()).length === 0")
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(PAGE)
    page.context.set_offline(False)
    page.goto(PAGE)
    expect(page.locator("[data-worker]")).to_have_text(READY)
    (second,) = kept(page)
    assert first != second


def test_who_may_no_longer_read_keeps_nothing(reader: Any) -> None:
    page = reader()
    expect(page.locator("[data-worker]")).to_have_text(READY)
    page.context.clear_cookies()
    page.goto(PAGE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Logga in")
    eventually(page, "async () => (await caches.keys()).length === 0")


def test_after_the_meeting_nothing_is_kept(reader: Any) -> None:
    page = reader()
    expect(page.locator("[data-worker]")).to_have_text(READY)
    page.clock.set_fixed_time("2037-02-21T08:00:00+01:00")
    page.goto("/oversikt")
    eventually(page, "async () => (await caches.keys()).length === 0")


@pytest.mark.parametrize("width", [1280, 820, 320])
def test_the_page_fits_and_the_list_follows(reader: Any, axe: Any, width: int) -> None:
    page = reader(width=width)
    expect(page.locator("html.js-ready")).to_be_attached()
    page.get_by_role("button", name="Störst text").click()
    axe(page)
    if width < 900:
        page.get_by_role("button", name="Innehåll").click()
    contents = page.get_by_role("navigation", name="Innehåll")
    contents.get_by_role("link", name="samverkan 6").click()
    expect(page.locator("[data-contents] a[aria-current]")).to_contain_text("samverkan 6")
    expect(item(page, 6).get_by_role("heading", level=2)).to_be_in_viewport()
    page.reload()
    expect(page.get_by_role("button", name="Störst text")).to_have_attribute("aria-pressed", "true")


def test_by_keyboard_alone(reader: Any, app: Any) -> None:
    page = reader()
    expect(page.locator("html.js-ready")).to_be_attached()
    page.get_by_role("navigation", name="Innehåll").get_by_role("link").nth(5).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type("Skrivet med tangenterna")
    page.keyboard.press("Tab")
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    assert notes(app) == ["Skrivet med tangenterna"]


def test_what_has_changed_is_marked_until_it_is_read(reader: Any, app: Any, axe: Any) -> None:
    page = reader()
    change(app, background="Något helt annat.")
    page.reload()
    expect(item(page, 1)).to_contain_text("Ändrat sedan du läste: bakgrunden")
    axe(page)
    page.get_by_role("button", name="Markera allt som läst").click()
    expect(page.get_by_text("Allt är markerat som läst.")).to_be_visible()
    expect(page.get_by_text("Ändrat sedan du läste")).to_have_count(0)


def test_without_script_a_note_is_saved_by_its_button(reader: Any, app: Any) -> None:
    page = reader(javascript=False, width=320)
    page.get_by_label("Min anteckning till ärende 5", exact=True).fill("Utan skript")
    page.get_by_role("button", name="Spara anteckningen till ärende 5", exact=True).click()
    expect(page.get_by_text("Anteckningen är sparad.")).to_be_visible()
    assert notes(app) == ["Utan skript"]
    page.get_by_role("button", name="Större text").click()
    expect(page.locator(".reading-storre")).to_be_visible()


def test_notes_are_printed_only_when_wanted(reader: Any) -> None:
    page = reader()
    expect(page.locator("html.js-ready")).to_be_attached()
    page.get_by_label("Min anteckning till ärende 5", exact=True).fill("Till pappret")
    on_paper = page.get_by_text("Till pappret").and_(page.locator("[data-paper-of]"))
    page.emulate_media(media="print")
    expect(on_paper).to_be_hidden()
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_label("Ta med mina anteckningar när jag skriver ut").check()
    page.emulate_media(media="print")
    expect(on_paper).to_be_visible()
