"""What people do on the pages, by the words they see: log in, fill in, press, look around."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from app.accounts.domain import code_counter
from app.accounts.services import codes
from app.devtools.demo.people import load_association
from app.devtools.seed_people import APP_SECRET, PASSWORD
from app.kernel import clock
from tests.support import browser
from tests.support.html_client import HtmlClient

SAVED = re.compile(r"^Sparat kl\. \d\d\.\d\d$")
Look = Callable[[Page], None]


def association_only(session: Any) -> None:
    """Load the demonstration's association and its people, and no meetings."""
    load_association(session)


@dataclass
class Looks:
    """Checks every page that is met, once in each shape, at the three widths.

    ``axe_at`` are the widths at which axe looks too; that takes most of the time.
    """

    axe_at: tuple[int, ...] = browser.WIDTHS
    seen: set[str] = field(default_factory=set)
    pictures: Path | None = None

    def __call__(self, page: Page) -> None:
        """Check the page unless the same one has been checked."""
        path = re.sub(r"[?#].*", "", page.url.split("/", 3)[3])
        known = re.sub(r"/\d+(?=/|$)", "/n", path) + _shape(page)
        if known in self.seen:
            return
        self.seen.add(known)
        size = page.viewport_size
        assert size is not None
        # Asked in one go: between two questions the browser may have gone on to the next page.
        title, heading = page.evaluate(
            "() => [document.title, document.querySelector('h1').innerText.trim()]"
        )
        assert title.startswith(heading), (page.url, title, heading)
        for width in browser.WIDTHS:
            page.set_viewport_size({"width": width, "height": browser.HEIGHT})
            browser.check_fits(page)
            if width in self.axe_at:
                browser.check_accessibility(page)
            self._picture(page, width)
        page.set_viewport_size(size)

    def _picture(self, page: Page, width: int) -> None:
        if self.pictures:
            name = re.sub(r"\W+", "-", page.url.split("/", 3)[3])[:60]
            file = self.pictures / f"{len(self.seen):03}-{name}-{width}.png"
            page.screenshot(path=file, full_page=True)


def _shape(page: Page) -> str:
    """Return which kinds of parts the page has: its classes, once each."""
    return str(
        page.evaluate(
            "[...new Set([...document.querySelectorAll('[class]')].map(e => e.className.baseVal "
            "?? e.className))].sort().join('|')"
        )
    )


@dataclass
class Visitor:
    """One person in a browser of her or his own."""

    page: Page
    look: Look
    scripted: bool = True

    @property
    def context(self) -> BrowserContext:
        """Return the browser profile."""
        return self.page.context

    def goto(self, address: str, heading: str | re.Pattern[str] = "") -> None:
        """Type an address."""
        self.page.goto(address)
        self.arrive(heading)

    def arrive(self, heading: str | re.Pattern[str] = "") -> None:
        """See that the page has the heading, and look at it."""
        if heading:
            expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        if self.scripted:
            expect(self.page.locator("html.js-ready")).to_be_attached()
        self.look(self.page)

    def link(self, name: str | re.Pattern[str], heading: str | re.Pattern[str] = "") -> None:
        """Follow the first link with these words in the page's main part."""
        main = self.page.get_by_role("main")
        main.get_by_role("link", name=name).first.click()
        self.arrive(heading)

    def menu(self, name: str, heading: str = "") -> None:
        """Follow the main menu."""
        menu = self.page.get_by_role("navigation", name="Huvudmeny")
        menu.get_by_role("link", name=name).click()
        self.arrive(heading or name)

    def press(self, name: str | re.Pattern[str], heading: str | re.Pattern[str] = "") -> None:
        """Press a button that sends its form, and wait for the page that answers."""
        button = self.page.get_by_role("button", name=name).first
        expect(button, f"no button {name!r} on:\n{self.page.inner_text('main')}").to_be_visible()
        with self.page.expect_navigation():
            button.click()
        self.arrive(heading)

    def fill(self, label: str, text: str) -> None:
        """Write in the field with this label."""
        self.field(label).fill(text)

    def field(self, label: str) -> Locator:
        """Return the field with this label, whether it is marked as optional or not."""
        exactly = re.compile(rf"^{re.escape(label)}( \(valfritt\))?$")
        return self.page.get_by_role("main").get_by_label(exactly)

    def choose(self, label: str) -> None:
        """Mark a radio button or a checkbox."""
        self.page.get_by_role("main").get_by_label(label, exact=True).check()

    def select(self, label: str, option: str | re.Pattern[str]) -> None:
        """Choose from a list the first option that holds these words."""
        box = self.field(label)
        words = box.locator("option").filter(has_text=option).first.inner_text()
        box.select_option(label=words)

    def told(self, text: str | re.Pattern[str]) -> None:
        """See that the page says so."""
        expect(self.page.get_by_role("main").get_by_text(text).first).to_be_visible()

    def log_in(self, key: str) -> None:
        """Log in with the demonstration's password."""
        self.page.goto("/logga-in")
        self.arrive("Logga in")
        self.fill("E-postadress", f"{key}@klubba.example")
        self.fill("Lösenord", PASSWORD)
        self.press("Logga in")

    def confirm(self) -> None:
        """Show again who one is, with the password and the demonstration's authenticator app."""
        self.fill("Ditt lösenord", PASSWORD)
        self.fill("Kod från kodappen", codes.code_at(APP_SECRET, code_counter(clock.now())))


class House:
    """Gives every person a browser of her or his own, against one server."""

    def __init__(self, chromium: Browser, address: str, look: Look, *, scripts: bool) -> None:
        self.chromium = chromium
        self.address = address
        self.look = look
        self.scripts = scripts
        self.troubles: list[list[str]] = []
        self.contexts: list[BrowserContext] = []

    def visitor(self, key: str = "", *, width: int = 1280) -> Visitor:
        """Open a browser, logged in when there is somebody to be."""
        context = self.chromium.new_context(
            base_url=self.address,
            viewport={"width": width, "height": browser.HEIGHT},
            java_script_enabled=self.scripts,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        self.troubles.append(browser.watch(page))
        made = Visitor(page, self.look, self.scripts)
        if key:
            made.log_in(key)
        return made

    def close(self) -> None:
        """Close every browser; no script error or policy breach may have been seen."""
        for context in self.contexts:
            context.close()
        found = [trouble for troubles in self.troubles for trouble in troubles]
        assert not found, found


def clauses(visitor: Visitor, texts: Iterable[str]) -> None:
    """Write att-satser, adding rows as they are needed."""
    page = visitor.page
    for number, text in enumerate(texts, 1):
        row = page.get_by_role("textbox", name=f"Att-sats {number}", exact=True)
        if row.count() == 0:
            add = page.get_by_role("button", name="Lägg till en att-sats")
            if visitor.scripted:
                add.click()
            else:
                with page.expect_navigation():
                    add.click()
        row.fill(text)


def remove_clause(visitor: Visitor, number: int) -> None:
    """Take away one att-sats."""
    page = visitor.page
    button = page.get_by_role("button", name=f"Ta bort att-sats {number}", exact=True)
    if visitor.scripted:
        button.click()
    else:
        with page.expect_navigation():
            button.click()


def hand_over(client: HtmlClient, app: Flask, context: BrowserContext) -> None:
    """Give a browser the cookie that a client is signed in with."""
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie is not None
    context.add_cookies([{"name": name, "value": cookie.value, "domain": "127.0.0.1", "path": "/"}])
