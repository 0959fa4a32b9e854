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
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.kernel import db
from app.meetings import services as meetings
from app.minutes import exchange, services
from tests.browser import hard_play
from tests.browser.acts import House, Look, Visitor
from tests.factories import hard_meeting
from tests.factories.people import create_world

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
    maj.look = every
    look_back(maj)
    with app.app_context(), db.new_session(read_only=True) as session:
        found = written(session)
    for part, whole in played_by_services.items():
        for expected, there in zip(whole, found[part], strict=True):
            assert there == expected, there
