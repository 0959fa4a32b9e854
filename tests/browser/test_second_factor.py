"""A passkey in a real browser: added, used to log in, and asked before it is removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.factories import people as factory
from tests.support.browser import check_accessibility

EMAIL = "asa@alvbygden.example"


def somebody(session: Session) -> None:
    """An association with one person who can log in."""
    factory.create_association(session)
    person = factory.create_person(session, email=EMAIL)
    factory.create_login(session, person)


@pytest.fixture
def address(app: Flask, live_server: Callable[..., str]) -> Iterator[str]:
    """The server by a name: passkeys belong to names and not to numbers."""
    known = live_server(somebody).replace("127.0.0.1", "localhost")
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, base_url=known)
    yield known
    app.extensions["settings"] = before


def with_authenticator(page: Page) -> None:
    """Give the browser a telephone that says yes."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def log_in(page: Page) -> None:
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill(EMAIL)
    page.get_by_label("Lösenord", exact=True).fill(factory.PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def arrived(page: Page, heading: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    expect(page.locator("html.js-ready")).to_be_attached()


def test_a_passkey_is_added_opens_a_login_and_confirms_its_own_removal(
    address: str, open_page: Any
) -> None:
    page = open_page(address)
    with_authenticator(page)
    log_in(page)
    arrived(page, "Översikt")
    page.goto("/mitt-konto/tvasteg/passnyckel/ny")
    arrived(page, "Lägg till en passnyckel")
    page.get_by_label("Ditt lösenord").fill(factory.PASSWORD)
    page.get_by_label("Namn på passnyckeln").fill("Telefonen")
    page.get_by_role("button", name="Lägg till passnyckeln").click()
    arrived(page, "Spara dina reservkoder")
    expect(page.locator(".recovery-codes li")).to_have_count(10)

    page.get_by_role("button", name="Logga ut").click()
    log_in(page)
    arrived(page, "Bekräfta att det är du")
    check_accessibility(page)
    page.get_by_role("button", name="Använd passnyckeln").click()
    arrived(page, "Översikt")

    page.goto("/mitt-konto/tvasteg")
    page.get_by_role("link", name="Ta bort passnyckeln Telefonen").click()
    arrived(page, "Ta bort passnyckeln Telefonen?")
    page.get_by_label("Ditt lösenord").fill(factory.PASSWORD)
    page.get_by_role("button", name="Bekräfta med passnyckel").click()
    arrived(page, "Tvåstegsinloggning")
    expect(page.get_by_text("Passnyckeln Telefonen är borttagen.")).to_be_visible()
