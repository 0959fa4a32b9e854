"""Fixtures of browser tests: chromium at a width, with or without JavaScript, and axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from tests.support import browser, people
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
        _hand_over(client, app, page.context)
        return actor

    return do


def _hand_over(client: HtmlClient, app: Flask, context: BrowserContext) -> None:
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie is not None
    context.add_cookies([{"name": name, "value": cookie.value, "domain": "127.0.0.1", "path": "/"}])
