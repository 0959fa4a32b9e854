"""What every page has: the menu, Swedish dates and money, versioned assets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date
from flask import Flask, request, url_for
from markupsafe import Markup

from app.kernel import money
from app.kernel.actor import Actor, Permission
from app.kernel.authz import csrf_token, current_actor
from app.kernel.clock import STOCKHOLM
from app.kernel.history import AuditEntry
from app.kernel.hooks import Hook

_REMEMBERED = 1024  # frames of pages, some 2 kB each


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the main menu; shown to those who may see something behind it."""

    order: int
    label: str
    endpoint: str
    permission: Permission
    prefixes: tuple[str, ...]


class MenuLink(NamedTuple):
    """One entry of the main menu as a page shows it."""

    label: str
    href: str
    current: bool


association_of_page: Hook[[], Any] = Hook("ui.association")
"""Answers with the association that the page header names; subscribed by ``association``."""


def add_menu(
    app: Flask,
    *,
    order: int,
    label: str,
    endpoint: str,
    needed: Permission,
    also: tuple[str, ...] = (),
) -> None:
    """Add an entry to the main menu; it is current for every endpoint of the same blueprint.

    ``also`` names further endpoints, or beginnings of them, for which it is current.
    """
    prefixes = (endpoint.partition(".")[0] + ".", *also)
    entry = MenuEntry(order, label, endpoint, needed, prefixes)
    entries: list[MenuEntry] = app.extensions.setdefault("menu", [])
    entries.append(entry)
    entries.sort(key=lambda e: e.order)


@lru_cache(maxsize=2048)
def _written(day: date, pattern: str) -> str:
    """Write a day by a CLDR pattern; the same few days are written over and over."""
    return str(format_date(day, pattern, locale="sv"))


def swedish_date(value: date | datetime | None) -> str:
    """Write "fredag 24 februari 2017"."""
    return _written(_day(value), "EEEE d MMMM y") if value else "—"


def long_date(value: date | datetime | None) -> str:
    """Write "24 februari 2017", for running text."""
    return _written(_day(value), "d MMMM y") if value else "—"


def short_date(value: date | datetime | None) -> str:
    """Write "fre 24 feb 2017"."""
    return _written(_day(value), "EEE d MMM y").replace(".", "") if value else "—"


def day_and_month(value: date | None) -> str:
    """Write "24 feb", for the steps of something; nothing when there is no day."""
    return _written(value, "d MMM").replace(".", "") if value else ""


def iso(value: date | datetime | None) -> str:
    """Write "2017-02-24"."""
    return _day(value).isoformat() if value else "—"


def clock_time(value: time | datetime | None) -> str:
    """Write "09.00"."""
    if value is None:
        return "—"
    local = value.astimezone(STOCKHOLM).time() if isinstance(value, datetime) else value
    return local.strftime("%H.%M")


def moment(value: datetime | None) -> str:
    """Write "fre 24 feb 2017 kl. 14.02"."""
    return f"{short_date(value)} kl. {clock_time(value)}" if value else "—"


def capfirst(text: str) -> str:
    """Write the first letter large and leave the rest alone."""
    return text[:1].upper() + text[1:]


def lines(text: str | None) -> Markup:
    """Write lines of plain text, an address for instance, with breaks between them."""
    return Markup("<br>").join((text or "").splitlines())


def events(entries: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    """Return log rows as the component ``event_list`` wants them, with the texts they replaced."""
    return [
        {
            "when": moment(e.at),
            "iso": e.at.isoformat(),
            "who": e.actor_name,
            "text": e.sentence,
            "replaced": e.details.get("replaced", ()),
        }
        for e in entries
    ]


def _day(value: date | datetime) -> date:
    return value.astimezone(STOCKHOLM).date() if isinstance(value, datetime) else value


FILTERS: dict[str, Callable[..., Any]] = {
    "date": swedish_date,
    "long_date": long_date,
    "short_date": short_date,
    "day_and_month": day_and_month,
    "iso": iso,
    "clock": clock_time,
    "moment": moment,
    "kronor": money.kronor,
    "capfirst": capfirst,
    "events": events,
    "lines": lines,
}


def init_app(app: Flask) -> None:
    """Register filters and what every template can name."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    folder = Path(app.static_folder or "")

    # An installation lies at one address, so these never change while it runs.
    @cache
    def asset(name: str) -> str:
        return url_for("static", filename=name, v=_fingerprint(folder, name))

    @cache
    def href(endpoint: str) -> str:
        return url_for(endpoint)

    @lru_cache(maxsize=_REMEMBERED)
    def menu_of(actor: Actor | None, endpoint: str) -> tuple[MenuLink, ...]:
        return tuple(
            MenuLink(entry.label, href(entry.endpoint), endpoint.startswith(entry.prefixes))
            for entry in app.extensions.get("menu", [])
            if entry.permission.allows(actor)
        )

    def menu() -> tuple[MenuLink, ...]:
        return menu_of(current_actor(), request.endpoint or "")

    def public_menu() -> tuple[MenuLink, ...]:
        return menu_of(None, request.endpoint or "")

    # The same facts always give the same HTML, so nothing is ever out of date (ADR 13).
    @lru_cache(maxsize=_REMEMBERED)
    def rendered(template: str, facts: tuple[tuple[str, Any], ...]) -> Markup:
        return Markup(app.jinja_env.get_template(template).render(facts))  # noqa: S704 -- escaped

    def remembered(template: str, **facts: Any) -> Markup:
        return rendered(template, tuple(facts.items()))

    @app.context_processor
    def page() -> dict[str, Any]:
        return {
            "actor": current_actor(),
            "association": next(iter(association_of_page()), None),
            "csrf_token": csrf_token,
        }

    app.jinja_env.globals.update(
        asset=asset,
        menu=menu,
        public_menu=public_menu,
        remembered=remembered,
        csrf_token=csrf_token,
    )


def _fingerprint(folder: Path, name: str) -> str:
    """Return a short hash of the file, so that browsers may keep it for ever."""
    return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:10]
