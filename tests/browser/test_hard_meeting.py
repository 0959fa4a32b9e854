"""A meeting where everything happens in chromium: what the pages write is what the services do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.kernel import db
from app.kernel.outbox import OutboxMessage
from app.meetings import services as meetings
from app.meetings.queries import meeting_on
from app.minutes import exchange, queries, services
from app.minutes.domain import MotionKind
from tests.browser import hard_play
from tests.browser.acts import SAVED, House, Look, Visitor
from tests.browser.keys import Keys
from tests.factories import hard_meeting
from tests.factories.people import PASSWORD, create_world

DAY = hard_meeting.HELD
MORNING = f"{DAY}T09:00"


def opened(session: Session) -> None:
    """Load the meeting when it has just been opened."""
    play = hard_meeting.planned(session, create_world(session))
    play.do(meetings.send_summons, after_version=0, late_accepted=True)
    play.do(services.open_meeting)


def login(app: Flask, name: str) -> Any:
    """Return the login of somebody by the given name."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        found = session.scalars(select(Person).where(Person.given_name == name)).one().user
        assert found is not None
        session.expunge_all()
        return found


@pytest.fixture
def come_in(app: Flask, enter: Callable[..., Any]) -> Callable[..., Visitor]:
    """``come_in(house, "Maj", width=820)`` gives somebody a browser of her or his own."""

    def do(house: House, name: str, **options: Any) -> Visitor:
        visitor = house.visitor(**options)
        enter(visitor.page, login(app, name))
        return visitor

    return do


@dataclass
class Once:
    """Looks at each page the first time that it is met, whatever it shows then."""

    look: Look
    seen: set[str] = field(default_factory=set)

    def __call__(self, page: Page) -> None:
        """Look at the page unless it has been met."""
        kind = re.sub(r"/\d+(?=/|$)", "/n", urlsplit(page.url).path)
        if kind not in self.seen:
            self.seen.add(kind)
            self.look(page)


def written(session: Session) -> dict[str, Any]:
    """Return what a file of the meeting says about what happened at it."""
    document = json.loads(exchange.export_meeting(session, DAY))
    minutes = document["minutes"]
    # The page of times writes the place of the summons in, since it is there to be changed.
    minutes["place"] = minutes["place"] or document["meeting"]["place"]
    return {
        "minutes": list(minutes.items()),
        "attendance": document["attendance"],
        "paragraphs": document["paragraphs"],
    }


def look_back(maj: Visitor) -> None:
    """Look at what has come to stand on the pages."""
    maj.goto(hard_play.ATTENDANCE, "Närvaro")
    for place in range(5, 5 + len(hard_meeting.ITEMS)):
        maj.goto(f"{hard_play.WRITE}/{place}", "Protokoll")
    maj.link("Läs hela protokollet", "Protokoll")


@pytest.fixture
def played_by_services(app: Flask, clock: Any) -> dict[str, Any]:
    """The meeting as the services play it, in a database that is left as it was."""
    clock.stop(MORNING)
    with app.app_context(), db.new_session() as session:
        hard_meeting.played(session, create_world(session))
        found = written(session)
        session.rollback()
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_secretary_writes_down_a_hard_meeting(
    open_house: Callable[..., House],
    app: Flask,
    come_in: Callable[..., Visitor],
    played_by_services: dict[str, Any],
    scripts: bool,
) -> None:
    maj = come_in(open_house(opened, scripts=scripts), "Maj")
    every, maj.look = maj.look, Once(maj.look)
    hard_play.play(maj)
    if scripts:
        maj.look = every
        look_back(maj)
    with app.app_context(), db.new_session(read_only=True) as session:
        found = written(session)
    for part, whole in played_by_services.items():
        for expected, there in zip(whole, found[part], strict=True):
            assert there == expected, there


def planned(session: Session) -> None:
    """Load the meeting with its agenda written and nobody summoned."""
    hard_meeting.planned(session, create_world(session))


def letter_to(app: Flask, name: str) -> str:
    """Return what the mail with the summons says to somebody."""
    address = login(app, name).email
    with app.app_context(), db.new_session(read_only=True) as session:
        mail = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == address))
        return mail.one().body


def address_after(words: str, letter: str) -> str:
    """Return the path of the address that stands after some words in a letter."""
    found = re.search(rf"^{words}: (\S+)$", letter, re.MULTILINE)
    assert found, letter
    return urlsplit(found[1]).path


@pytest.mark.parametrize(("name", "width"), [("Kent", 820), ("Mia", 320)])
def test_a_member_with_a_tablet_or_a_telephone_from_the_letter_to_the_big_screen(
    open_house: Callable[..., House],
    app: Flask,
    come_in: Callable[..., Visitor],
    clock: Any,
    name: str,
    width: int,
) -> None:
    clock.stop("2017-02-13T09:00")
    house = open_house(planned)
    every, house.look = house.look, Once(house.look)
    maj = come_in(house, "Maj")
    maj.goto(hard_play.MEETING, "Styrelsen")
    maj.link("Granska och skicka kallelsen", "Granska kallelsen")
    maj.press(re.compile(r"^Skicka kallelsen till \d+ personer$"))
    letter = letter_to(app, name)

    member = house.visitor(width=width)
    member.look = every
    answers(member, letter)
    reads(member, letter, login(app, name).email)
    maj_sees_the_answer(maj, name)

    clock.stop(MORNING)
    maj = come_in(house, "Maj")
    maj.goto(hard_play.ATTENDANCE, "Öppna sammanträdet")
    maj.press("Öppna sammanträdet", "Närvaro")
    goes_on_after_login(member, hard_play.MEETING, login(app, name).email)
    follows(member, maj, name)


def answers(member: Visitor, letter: str) -> None:
    """Answer by the link in the letter, without logging in; opening it answers nothing."""
    member.goto(address_after("Svara om du kommer", letter), "Kommer du till sammanträdet?")
    member.press("Jag kommer", "Kommer du till sammanträdet?")
    member.told("Tack. Vi räknar med att du kommer.")
    member.told("Du kan ändra det tills sammanträdet öppnas.")


def reads(member: Visitor, letter: str, email: str) -> None:
    """Read the papers by the other link, log in on the way, and write a note of one's own."""
    goes_on_after_login(member, address_after("Läs handlingarna", letter), email)
    if urlsplit(member.page.url).path == hard_play.MEETING:
        member.link("Läs handlingarna", "Handlingar")
    expect(member.page.get_by_role("region", name=hard_play.APPLICATION)).to_be_visible()
    note = member.page.get_by_label("Min anteckning till ärende 7", exact=True)
    note.fill("Fråga om samfinansieringen.")
    note.press("Tab")
    expect(member.page.locator("[data-save-state]")).to_have_text(SAVED)
    member.page.reload()
    expect(note).to_have_value("Fråga om samfinansieringen.")


def goes_on_after_login(member: Visitor, address: str, email: str) -> None:
    """Open an address, and come to it by way of the login."""
    member.goto(address, "Logga in")
    member.fill("E-postadress", email)
    member.fill("Lösenord", PASSWORD)
    member.press("Logga in")


def maj_sees_the_answer(maj: Visitor, name: str) -> None:
    """See on the office's page of answers that the member comes."""
    maj.goto(f"{hard_play.MEETING}/svar", "Svar")
    row = maj.page.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("Kommer")


def follows(member: Visitor, maj: Visitor, name: str) -> None:
    """Follow the big screen while the secretary goes on, and see who is recused."""
    hard_play.take_up(maj, hard_play.EXTENSION)
    member.link("Storbildsvy", "Styrelsen")
    shown = member.page.locator("[data-wall]")
    expect(shown.get_by_role("heading", level=2)).to_have_text(hard_play.EXTENSION)
    maj.link(re.compile("^Jäv$"), "Anteckna jäv")
    maj.select("Vem gäller det?", name)
    maj.press("Anteckna jävet")
    expect(shown.get_by_text("Jäv", exact=True)).to_be_visible()
    expect(shown).to_contain_text(name)
    member.look(member.page)
    hard_play.take_up(maj, hard_play.BUDGET)
    expect(shown.get_by_role("heading", level=2)).to_have_text(hard_play.BUDGET)
    expect(shown.get_by_text("Jäv", exact=True)).to_have_count(0)


def test_motions_a_ballot_and_a_recusal_by_the_keyboard_alone(
    open_house: Callable[..., House],
    app: Flask,
    come_in: Callable[..., Visitor],
    clock: Any,
) -> None:
    clock.stop(MORNING)
    maj = come_in(open_house(opened), "Maj")
    maj.look = Once(maj.look)
    keys = Keys(maj)
    maj.goto(f"{hard_play.MEETING}/motet", "Mötesläge")
    maj.page.wait_for_load_state("networkidle")
    for _ in range(5):  # from § 1 to § 6
        keys.press("ArrowRight")
    expect(maj.page.locator("[data-room-sheet] h2")).to_have_text(hard_play.BUDGET)
    recuses(keys)
    moves(keys)
    votes(keys)
    decides(keys)
    with app.app_context(), db.new_session(read_only=True) as session:
        facts = queries.minutes_whole(session, meeting_on(session, DAY).id)
        at = facts.at(6)
        here = at.deliberation
        assert [(one.kind, len(one.movers)) for one in here.motions] == [
            (MotionKind.APPROVAL, 1),
            (MotionKind.REJECTION, 1),
        ]
        assert sorted(choice for _, choice in here.ballots[0].votes) == ["no", "yes", "yes", "yes"]
        assert at.clauses == ("anslå 110 000 kr",)
        assert facts.closed_at is not None


def recuses(keys: Keys) -> None:
    """Write down a recusal from meeting mode."""
    keys.follow(re.compile("^Jäv$"), "Anteckna jäv")
    keys.reach_this(keys.visitor.field("Vem gäller det?"))
    keys.page.keyboard.type("Kent")
    keys.send("Anteckna jävet", "Mötesläge")


def moves(keys: Keys) -> None:
    """Write in two motions, one after the other."""
    keys.follow(re.compile("^Yrkande$"), "Skriv in ett yrkande")
    keys.tick("Mia Brolin")
    keys.choose("Vad som yrkas", "Bifall")
    keys.send("Spara och skriv ett till", "Skriv in ett yrkande")
    keys.tick("Ann Edvall")
    keys.choose("Vad som yrkas", "Avslag")
    keys.send("Spara yrkandet", "Mötesläge")


def votes(keys: Keys) -> None:
    """Take a vote: everybody yes, then the one who is not."""
    keys.follow(re.compile("^Omröstning$"), "Skriv in en omröstning")
    keys.reach("button", "Alla ja")
    keys.press("Enter")
    keys.choose(re.compile("^Ann Edvall"), "Nej")
    keys.send("Spara omröstningen", "Mötesläge")
    keys.visitor.told(re.compile("3 ja, 1 nej"))


def decides(keys: Keys) -> None:
    """Write the decision and close the meeting."""
    keys.page.wait_for_load_state("networkidle")
    expect(keys.page.locator("[data-room-sheet] h2")).to_have_text(hard_play.BUDGET)
    keys.reach("textbox", "Att-sats 1")
    keys.press("Control+a")
    keys.page.keyboard.type("anslå 110 000 kr")
    keys.press("Control+Enter")
    expect(keys.page.locator("[data-room-sheet] h2")).to_have_text(hard_play.APPLICATION)
    expect(keys.page.locator("[data-save-state]")).to_have_text(SAVED)
    keys.follow("Avsluta sammanträdet", "Avsluta sammanträdet")
    keys.write("Sammanträdet avslutas kl.", "12:00")
    keys.send("Avsluta sammanträdet", "Protokoll")
