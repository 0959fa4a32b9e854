"""The package's own front page: HTML by month and meeting, read from disk without network."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.archive.documents.erms import REPRESENTATION
from app.archive.domain import PackageFacts
from app.config import ROOT
from app.kernel import ui

PAGE = "archive/package/index.html"
STYLE = "archive/package/index.css"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        long_date=ui.long_date, iso=ui.iso, month=lambda day: ui.long_date(day).partition(" ")[2]
    )
    return made


def index(package: PackageFacts) -> bytes:
    """Return the front page; its links are relative to the package's root."""
    template = _environment().get_template(PAGE)
    page = template.render(package=package, months=package.months, representation=REPRESENTATION)
    return page.encode()


def style() -> bytes:
    """Return its style sheet, a file of its own beside it."""
    return (ROOT / "templates" / STYLE).read_bytes()


def about(package: PackageFacts) -> bytes:
    """Return the text that tells an archivist what the package is and how it was made."""
    template = _environment().get_template("archive/package/about.txt")
    return template.render(package=package).encode()
