"""A meeting that is held, and what its secretary does in chromium."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from playwright.sync_api import Locator, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.devtools import seed_summons
from app.devtools.demo.applications import Desk
from app.devtools.demo.people import load_association
from app.devtools.demo.play import Player
from app.kernel import clock as kernel_clock
from app.meetings.models import Meeting
from app.minutes import queries, services
from app.minutes.domain import MinutesFacts
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
    """Load the meeting of 24 February 2017, summoned or opened."""
    cast = load_association(session)
    player = Player(session, cast, Desk(session, cast))
    meeting = seed_summons.plan(session, actor=cast.director, body_id=cast.board.id)
    player.summon(meeting)
    if opened:
        with kernel_clock.stopped_at(kernel_clock.now()):
            player.open(meeting)
        fifth = queries.minutes_whole(session, meeting.id).at(5).id
        services.go_to(session, actor=cast.director, meeting=meeting, paragraph_id=fifth)


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
