"""Pictures of the demonstration for the README: ``python -m app.devtools.screenshots``.

Needs the developer's packages and a chromium; the pictures come out the same on the same machine.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import make_server

from app import CAPABILITIES, create_app
from app.config import ROOT, Settings
from app.devtools import seed_people
from app.devtools.demo import loading
from app.kernel import clock, db, schema

if TYPE_CHECKING:
    from playwright.sync_api import Page

TODAY = datetime(2018, 10, 17, 9, 40, tzinfo=clock.STOCKHOLM)
FOLDER = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1280, 900
# File name, who looks, address.
PICTURES = (
    ("workspace", "helena", f"/sammantraden/{(TODAY + timedelta(days=9)).date()}"),
    ("editor", "helena", f"/sammantraden/{TODAY.date()}/protokoll/skriv/5"),
    ("anslagstavla", "", "/anslagstavla"),
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Make every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        clock.stopped_at(TODAY),
        _serving(_demonstration(Path(folder))) as address,
    ):
        _take(address)


def _demonstration(folder: Path) -> Flask:
    """Return the application with the demonstration in a database of its own."""
    os.environ.pop("KLUBBA_CLOCK", None)
    app = create_app(
        Settings(
            database_url=f"sqlite:///{folder / 'klubba.sqlite3'}",
            secret_key="only for pictures, and gone when they are made",  # noqa: S106
            storage_dir=folder / "files",
        )
    )
    schema.metadata(CAPABILITIES).create_all(app.extensions["engine"])
    with app.app_context(), db.new_session() as session, db.committing(session):
        loading.load(session)
    return app


@contextmanager
def _serving(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        app.extensions["engine"].dispose()


def _take(address: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only developers have it

    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        sys.exit("No chromium was found on this machine.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--lang=sv-SE"]
        )
        for name, who, page_path in PICTURES:
            page = chromium.new_page(
                base_url=address, locale="sv-SE", viewport={"width": WIDTH, "height": HEIGHT}
            )
            if who:
                _log_in(page, who)
            if name == "editor":
                _write(page)
            page.goto(page_path, wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            print(FOLDER / f"{name}.png")
        chromium.close()


def _write(page: Page) -> None:
    """Take the first §§ as they were proposed, so that the list shows what is done."""
    page.goto(f"/sammantraden/{TODAY.date()}/protokoll/skriv/1")
    for _ in range(4):
        with page.expect_navigation():
            page.get_by_role("button", name="Spara och gå till nästa").click()


def _log_in(page: Page, key: str) -> None:
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill(f"{key}@klubba.example")
    page.get_by_label("Lösenord", exact=True).fill(seed_people.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logga in").click()
    page.wait_for_url("**/oversikt")


if __name__ == "__main__":
    main()
