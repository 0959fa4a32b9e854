"""Every page of the demonstration, as everybody: accessible, in Swedish, never too wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from tests.browser import acts, samples
from tests.support import browser, people
from tests.support import demonstration as loaded
from tests.support.html_client import HtmlClient, Page

ROLES = {
    "anonymous": "",
    "director": "helena",
    "chair": "ingrid",
    "regular": "karin",
    "substitute": "rolf",
    "member of a preparatory group": "lena",
    "auditor": "margareta",
    "applicant": "fatima",
}
# The office sees everything in every state, a part at a time; the others less of the same, so that
# axe looks at it where everything stands below each other.
NARROW = min(browser.WIDTHS)
ALL, REST = "", "the rest"
PARTS = ("meetings", "minutes", REST)
CASES = [("director", part) for part in PARTS] + [(r, ALL) for r in ROLES if r != "director"]


def test_every_route_has_sample_values(demonstration):
    missing = [r.rule for r in samples.routes(demonstration.app) if samples.maker_of(r) is None]

    assert not missing, f"add sample values to {samples.__name__} for {missing}"


def browser_of(app: Flask, key: str) -> HtmlClient:
    """Return a client that reads every page it gets, signed in as somebody."""
    client = app.test_client()
    client.response_wrapper = Page
    assert isinstance(client, HtmlClient)
    if key:
        with app.app_context(), Session(app.extensions["engine"]) as session:
            email = f"{key}@klubba.example"
            user = session.scalars(select(User).where(User.email == email)).one()
            people.sign_in(session, client, user)
    return client


def belongs(endpoint: str, part: str) -> bool:
    """Say whether a route belongs to a part of the pages."""
    capability = endpoint.partition(".")[0]
    return part in {ALL, capability if capability in PARTS else REST}


def pages(app: Flask, client: HtmlClient, part: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses worth looking at in chromium, with their status.

    A page of the same route is looked at again when its parts differ (other classes), for the
    office; each refusal once.
    """
    seen: set[object] = set()
    for address in samples.addresses(app):
        if not belongs(address.endpoint, part):
            continue
        answer = client.get(address.path)
        if answer.location or answer.mimetype != "text/html":
            continue
        parts = frozenset(e.get("class", "") for e in answer.tree.iter() if "class" in e.attrib)
        refused = answer.status_code >= 400
        key = (
            answer.status_code
            if refused
            else (address.endpoint, parts)
            if part
            else address.endpoint
        )
        if key not in seen:
            seen.add(key)
            yield address.path, answer.status_code


@pytest.mark.parametrize(("role", "part"), CASES)
def test_every_page_is_accessible_and_fits(demonstration, chromium, clock, role, part):
    clock.stop(loaded.TODAY)
    app = demonstration.app
    client = browser_of(app, ROLES[role])
    looks = acts.Looks() if part else acts.Looks(axe_at=(NARROW,))
    house = acts.House(chromium, demonstration.address, looks, scripts=True)
    visitor = house.visitor()
    if ROLES[role]:
        acts.hand_over(client, app, visitor.context)

    met = list(pages(app, client, part))
    for path, status in met:
        assert visitor.page.goto(path).status == status, path
        visitor.arrive()

    house.close()
    assert len(met) > 5
    assert 500 not in [status for _, status in met]
