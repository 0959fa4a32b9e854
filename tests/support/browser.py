"""A live server in a thread, chromium, and axe with every rule that binds."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, Response
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from app.config import Settings
from app.kernel import db

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WIDTHS = (1280, 820, 320)
HEIGHT = 900
MISSING = "no chromium was found on this machine"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": list(_TAGS)},
    "preload": False,  # only for rules about style sheets that are not among the tags
}
_AXE = Axe()

Loader = Callable[[Session], object]


def chromium() -> str | None:
    """Return the path of a chromium, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


class Quiet(WSGIRequestHandler):
    """A request handler that writes no log."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 -- inherited name
        """Write nothing."""


def closing_answers(app: WSGIApplication) -> WSGIApplication:
    """Wrap an application so that its answers are closed even when the browser has hung up.

    When a browser leaves a page it resets the connections of what it was fetching. Werkzeug's
    server then fails while it drains the connection, just before it would have closed the answer,
    and a static file stays open until the interpreter finds it and warns.
    """

    def answered(environ: WSGIEnvironment, start: StartResponse) -> Iterator[bytes]:
        answer: Iterable[bytes] = app(environ, start)
        with ExitStack() as stack:
            if hasattr(answer, "close"):
                stack.callback(answer.close)
            yield from answer

    return answered


@contextmanager
def serving(app: Flask | WSGIApplication) -> Iterator[str]:
    """Serve the application on a free port inside the block; gives its address."""
    served = closing_answers(app)
    server = make_server("127.0.0.1", 0, served, threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def load(app: Flask, loader: Loader, kept: Path) -> None:
    """Fill the application's SQLite database and storage; the second time from a copy."""
    settings: Settings = app.extensions["settings"]
    file = Path(str(make_url(settings.database_url).database))
    if kept.exists():
        app.extensions["engine"].dispose()
        shutil.copyfile(kept / "database", file)
        shutil.copytree(kept / "files", settings.storage_dir, dirs_exist_ok=True)
        return
    with app.app_context(), db.new_session() as session, db.committing(session):
        loader(session)
    app.extensions["engine"].dispose()
    kept.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(file, kept / "database")
    shutil.copytree(settings.storage_dir, kept / "files")


def check_accessibility(page: Page) -> None:
    """Assert that axe finds nothing, by WCAG 2.0-2.2 A and AA and its best practices."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_AXE.axe_script)
    results = AxeResults(page.evaluate("options => axe.run(options)", _OPTIONS))
    assert not results.violations_count, (
        f"{page.url} {page.viewport_size}\n{results.generate_report()}"
    )


def check_fits(page: Page) -> None:
    """Assert that the page does not scroll sideways."""
    wide, shown = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= shown, f"{page.url} is {wide} px wide in a window of {shown} px"


def watch(page: Page) -> list[str]:
    """Give a list that fills with errors of scripts, policies and missing static files."""
    troubles: list[str] = []

    def console(message: Any) -> None:
        # A page that is itself a refusal (403, 404) is reported like this too.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            troubles.append(f"{page.url}: {message.text}")

    def answered(response: Response) -> None:
        if "/static/" in response.url and not response.ok and response.status != 304:
            troubles.append(f"{response.status} {response.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("response", answered)
    return troubles
