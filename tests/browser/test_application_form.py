"""Writing an application in chromium: rows, sums, autosave, two people, and without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person, User
from app.applications import queries, services
from app.applications.domain import Part
from app.applications.models import Application, Collaborator
from app.devtools.seed_applications import VAGEN_VIDARE
from app.kernel import clock
from app.kernel.actor import Role
from tests.browser.acts import SAVED
from tests.support.browser import WIDTHS
from tests.support.people import actor_of, make_association, make_seat, make_user

FULL, EMPTY = "/ansokningar/1", "/ansokningar/2"
SAVE = "[data-autosave] .buttons button[value=save]"


def two_writers(session: Session) -> None:
    """Load Vägen vidare as a draft of two people, and an empty draft of the first."""
    make_association(session)
    writers = [_applicant(session, name) for name in ("Fatima", "Gunvor")]
    fatima = actor_of(session, writers[0])
    full = services.create_draft(session, actor=fatima)
    for key, content in VAGEN_VIDARE.items():
        services.save_section(
            session, actor=fatima, application_id=full.id, key=key, version=0, content=content
        )
    services.create_draft(session, actor=fatima)
    session.add(
        Collaborator(
            application_id=full.id,
            person_id=writers[1].person_id,
            part=Part.WRITE,
            added_at=clock.now(),
            added_by="Fatima",
        )
    )


def _applicant(session: Session, name: str) -> User:
    user = make_user(session)
    user.person.given_name = name
    make_seat(session, user.person, Role.APPLICANT)
    return user


def login(app: Any, name: str) -> Any:
    """Return the login of one of the writers."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        found = session.scalars(select(Person).where(Person.given_name == name)).one().user
        assert found is not None
        session.expunge_all()
        return found


def kept(app: Any, number: int, key: str) -> Any:
    """Return the stored answers of one part."""
    with app.app_context(), Session(app.extensions["engine"]) as session:
        made = session.get_one(Application, number)
        return queries.answers(session, made.id).get(key)


@pytest.fixture
def writing(live_server: Any, open_page: Any, enter: Any, app: Any) -> Any:
    """``writing("Fatima", path)`` gives a page of a writer, with its scripts started."""
    address = live_server(two_writers)

    def go(name: str, path: str, **options: Any) -> Page:
        page: Page = open_page(address, **options)
        enter(page, login(app, name))
        page.goto(path)
        if options.get("javascript", True):
            expect(page.locator("html.js-ready")).to_be_attached()
        return page

    return go


@pytest.mark.parametrize("width", WIDTHS)
def test_parts_of_every_sort_are_accessible_at_every_width(
    writing: Any, axe: Any, width: int
) -> None:
    page = writing("Fatima", f"{FULL}/del/goals", width=width)
    axe(page)
    for key in ("del/contacts", "del/initiative", "del/budget", "del/state_aid", "bilagor"):
        page.goto(f"{FULL}/{key}")
        axe(page)


def test_rows_are_written_by_keyboard_alone_and_saved(writing: Any, app: Any) -> None:
    page = writing("Fatima", f"{EMPTY}/del/goals")
    page.locator("#goals-0-goal").fill("Fler i arbete")
    page.locator("#goals [data-add]").press("Enter")
    expect(page.locator("#goals-1-goal")).to_be_focused()
    page.keyboard.type("Bättre hälsa")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#goals [data-announce]")).to_have_text("Flyttad upp. 2 rader.")
    expect(page.locator("[data-save-state]")).to_have_text(SAVED)
    assert [row["goal"] for row in kept(app, 2, "goals")["goals"]] == [
        "Bättre hälsa",
        "Fler i arbete",
    ]


def test_a_new_row_has_nothing_chosen(writing: Any) -> None:
    page = writing("Fatima", f"{FULL}/del/contacts")
    page.locator("#people [data-add]").click()
    row = page.locator("#people [data-row]").nth(3)
    expect(row.locator("input:checked")).to_have_count(0)
    row.get_by_label("Ekonomi").check()
    expect(page.locator("#people [data-row] input:checked")).to_have_count(4)


def test_the_budget_is_counted_while_it_is_written(writing: Any, app: Any, axe: Any) -> None:
    page = writing("Fatima", f"{FULL}/del/budget")
    agreement = page.locator("[data-agreement-text]")
    expect(agreement).to_have_text("Kostnader och finansiering stämmer överens.")

    page.locator("#costs-0-amounts-0").fill("495 616,50")
    expect(agreement).to_contain_text("100,50\u00a0kr mindre än kostnaderna")
    expect(page.locator("[data-sum=row]").first).to_have_text("7\u00a0180\u00a0196,50\u00a0kr")
    expect(page.locator("[data-sum=column-0]")).to_have_text("629\u00a0943,50\u00a0kr")
    page.locator("#applied-0-ore").fill("150 100,50")
    expect(agreement).to_have_text("Kostnader och finansiering stämmer överens.")
    axe(page)

    page.locator("#costs [data-add]").click()
    page.locator("#costs-6-category").select_option("other")
    page.locator("#costs-6-amounts-1").fill("40")
    expect(agreement).to_contain_text("40\u00a0kr mindre")
    page.locator(SAVE).click()
    expect(page.locator(".notice").first).to_contain_text("Delen Budget är sparad.")
    expect(page.locator("[data-sum=costs]")).to_have_text("14\u00a0243\u00a0874,50\u00a0kr")
    assert kept(app, 1, "budget")["costs"][6]["amounts"] == {"Genomförande": 4_000}


def test_two_people_in_one_part_lose_nothing(writing: Any, app: Any, axe: Any) -> None:
    mine = writing("Fatima", f"{FULL}/del/need")
    theirs = writing("Gunvor", f"{FULL}/del/need")
    theirs.locator("#need").fill("Gunvors text")
    expect(theirs.locator("[data-save-state]")).to_have_text(SAVED)

    mine.locator("#analysis").fill("Fatimas analys")
    expect(mine.locator("[data-save-state]")).to_have_text(SAVED)
    found = kept(app, 1, "need")
    assert (found["need"], found["analysis"]) == ("Gunvors text", "Fatimas analys")

    mine.locator("#need").fill("Fatimas text")
    mine.locator(SAVE).click()
    expect(mine.locator("h1")).to_have_text("Ni har skrivit i samma text")
    expect(mine.locator(".side-text")).to_have_text("Gunvors text")
    axe(mine)
    mine.get_by_role("button", name="Spara min text").click()
    expect(mine.locator("h1")).to_have_text("Behov och analys")
    assert kept(app, 1, "need")["need"] == "Fatimas text"


def test_a_budget_is_written_without_script(writing: Any, app: Any) -> None:
    page = writing("Fatima", f"{EMPTY}/del/budget", javascript=False)
    page.locator("#periods-0").fill("2027")
    page.locator("#costs-0-category").select_option("staff")
    page.locator("#costs-0-amounts-0").fill("1 000")
    page.get_by_role("button", name="Lägg till en period").click()
    page.locator("#periods-1").fill("2028")
    page.locator("#costs-0-amounts-1").fill("2 000")
    page.get_by_role("button", name="Spara och räkna om").click()
    expect(page.locator("[data-sum=costs]")).to_have_text("3\u00a0000\u00a0kr")
    expect(page.locator("[data-agreement-text]")).to_contain_text("3\u00a0000\u00a0kr mindre")
    assert kept(app, 2, "budget")["periods"] == ["2027", "2028"]
