"""A member's opinion in chromium: saved by itself, read through, sent; with and without scripts."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.applications.domain import ApplicationState, Stance
from app.applications.services import preparing as services
from tests.factories.applications import create_application
from tests.factories.people import actor_for, create_world
from tests.integration.applications.preparing_acts import answer, office, standing

pytestmark = pytest.mark.usefixtures("clock")
ADDRESS = "/ansokningar/1/beredning/yttrande"
SECRET = "Regionen säger blankt nej."


def asked(session: Session) -> None:
    """An application that the group is asked about; the region has answered."""
    world = create_world(session, logins=False)
    made = create_application(session, state=ApplicationState.REGISTERED)
    services.assign(
        session,
        actor=office(world),
        application_id=made.id,
        body_id=world.group.id,
        due_on=date(2017, 2, 20),
    )
    session.flush()
    answer(session, world, made, 2, stance=Stance.REJECT, text=SECRET)
    assert standing(session, made).tally.answered == 1


@pytest.fixture
def member_page(live_server, open_page, enter, db_session):
    """A browser signed in as the first member of the group."""

    def make(**options):
        base = live_server(asked)
        page = open_page(base, **options)
        user = db_session.scalars(select(User).where(User.email.like("gun.gruppmana@%"))).one()
        who = actor_for(user)
        db_session.commit()
        enter(page, who)
        return page

    return make


def send(page):
    page.get_by_role("button", name="Läs igenom och skicka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Läs igenom yttrandet")
    page.get_by_role("button", name="Skicka yttrandet från Arbetsförmedlingen").click()
    expect(page.get_by_text(SECRET)).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)


def test_rule_prep_an_opinion_saves_itself_and_shows_the_others_when_it_is_sent(member_page, axe):
    page = member_page(width=820)
    page.goto("/ansokningar/yttranden")
    page.get_by_role("link", name="Vägen vidare").click()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    page.get_by_label("Tillstyrker till en del").check()
    page.get_by_label("Belopp som ni tillstyrker").fill("450 000")
    page.get_by_role("textbox", name="Skäl").fill("Sista året prövas senare.")
    page.get_by_role("textbox", name="Skäl").blur()
    expect(page.locator("[data-save-state]")).to_contain_text("Sparat")
    page.reload()
    expect(page.get_by_role("textbox", name="Skäl")).to_have_value("Sista året prövas senare.")
    send(page)
    axe(page)


def test_an_opinion_is_sent_without_scripts_on_a_narrow_screen(member_page):
    page = member_page(width=320, javascript=False)
    page.goto(ADDRESS)
    page.get_by_label("Avstyrker").check()
    page.get_by_role("textbox", name="Skäl").fill("För få deltagare.")
    send(page)
