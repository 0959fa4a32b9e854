"""Fixtures of browser tests: chromium at a width, with or without JavaScript, and axe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.orm import Session

from app import create_app
from app.kernel.actor import Actor
from tests.browser import acts
from tests.browser.acts import House, Looks
from tests.conftest import prepare, settings_for
from tests.support import browser, people
from tests.support import demonstration as loaded
from tests.support.html_client import HtmlClient

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as driving chromium."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One chromium per worker process."""
    path = browser.chromium()
    if path is None:
        pytest.skip(browser.MISSING)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def kept_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where loaded databases are kept for the tests after the first one."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def live_server(app: Flask, kept_data: Path) -> Iterator[Callable[..., str]]:
    """``live_server(loader)`` fills a clean database, serves the app and returns its address.

    ``loader(session)`` writes and does not commit; its result is kept for later tests. The server
    runs in this process, so the ``clock`` fixture moves its time too.
    """
    with ExitStack() as stack:

        def serve(loader: browser.Loader | None = None) -> str:
            if loader is not None:
                name = f"{loader.__module__}.{loader.__qualname__}"
                browser.load(app, loader, kept_data / name)
            return stack.enter_context(browser.serving(app))

        yield serve


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """``open_page(address, width=1280, javascript=True)`` gives a page of a new browser profile.

    After the test no script error, policy breach or missing static file may have been seen.
    """
    troubles: list[list[str]] = []
    with ExitStack() as stack:

        def make(
            base_url: str, *, width: int = 1280, javascript: bool = True, **options: Any
        ) -> Page:
            context = chromium.new_context(
                base_url=base_url,
                viewport={"width": width, "height": browser.HEIGHT},
                java_script_enabled=javascript,
                locale="sv-SE",
                timezone_id="Europe/Stockholm",
                **options,
            )
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            page = context.new_page()
            troubles.append(browser.watch(page))
            return page

        yield make
    assert not list(chain.from_iterable(troubles))


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """``axe(page)`` asserts that the page is accessible and does not scroll sideways."""

    def check(page: Page) -> None:
        browser.check_accessibility(page)
        browser.check_fits(page)

    return check


@pytest.fixture
def enter(app: Flask) -> Callable[..., Actor]:
    """``enter(page, Role.CHAIR)`` signs the page's browser in without the login page."""

    def do(page: Page, who: Any) -> Actor:
        client = app.test_client()
        assert isinstance(client, HtmlClient)
        with app.app_context(), Session(app.extensions["engine"]) as session:
            actor = people.sign_in(session, client, who)
        acts.hand_over(client, app, page.context)
        return actor

    return do


def _pictures() -> Path | None:
    folder = os.environ.get("KLUBBA_PICTURES")
    return Path(folder) if folder else None


@pytest.fixture(scope="session")
def looks_with_scripts() -> Looks:
    """The checks of pages, once each per worker process; axe looks where the page is narrowest.

    test_every_page lets axe look at every page of the office at all widths. KLUBBA_PICTURES names a
    folder for a picture of each page.
    """
    return Looks(axe_at=(min(browser.WIDTHS),), pictures=_pictures())


@pytest.fixture(scope="session")
def looks_without() -> Looks:
    """The same without scripts; axe is one, and has seen the same pages."""
    return Looks(axe_at=(), pictures=_pictures())


@pytest.fixture
def open_house(
    live_server: Callable[..., str],
    chromium: Browser,
    looks_with_scripts: Looks,
    looks_without: Looks,
) -> Iterator[Callable[..., House]]:
    """``open_house(loader, scripts=True)``: a server with data, and browsers for its people.

    Every page that anybody meets is checked with axe (only with scripts: axe is one) and at the
    three widths.
    """
    with ExitStack() as stack:

        def make(loader: browser.Loader, *, scripts: bool = True) -> House:
            look = looks_with_scripts if scripts else looks_without
            house = House(chromium, live_server(loader), look, scripts=scripts)
            stack.callback(house.close)
            return house

        yield make


@dataclass(frozen=True)
class Demonstration:
    """The demonstration association on a server of its own; nobody changes it."""

    app: Flask
    address: str


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The whole demonstration as it stands on ``demonstration.TODAY`` (stop the clock there)."""
    folder = tmp_path_factory.mktemp("demonstration")
    url, file = loaded.empty_file(folder)
    app = create_app(settings_for(url, folder))
    prepare(app)
    (folder / "files").mkdir()
    loaded.put_into(app, file, folder / "files")
    with browser.serving(app) as address:
        yield Demonstration(app, address)
    app.extensions["engine"].dispose()
