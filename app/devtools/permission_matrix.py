"""Who may reach which address: every route and every role, from the running application."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from app.kernel.actor import Actor, Permission, Role, permission

ANONYMOUS = "anonymous"
NOBODY = permission("nobody")
_HOUSEKEEPING = {"HEAD", "OPTIONS"}
_DEVELOPER = "style_guide."


def actors() -> dict[str, Actor | None]:
    """Return somebody of every role, and nobody."""
    found: dict[str, Actor | None] = {ANONYMOUS: None}
    found |= {role.value: Actor(1, 1, role.value, frozenset({(role, 1)})) for role in Role}
    return found


def routes(app: Flask) -> Iterator[tuple[Rule, str, Permission]]:
    """Yield every route with its methods and the permission at its gate, in the order of path."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: (r.rule, r.endpoint)):
        if rule.endpoint == "static" or rule.endpoint.startswith(_DEVELOPER):
            continue
        methods = " ".join(sorted((rule.methods or set()) - _HOUSEKEEPING))
        yield rule, methods, getattr(app.view_functions[rule.endpoint], "permission", NOBODY)


def as_csv(app: Flask) -> str:
    """Return the matrix as CSV: what the gate lets through before any object is looked at."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    people = actors()
    rows.writerow(["route", "methods", "endpoint", "permission", *people])
    for rule, methods, needed in routes(app):
        allowed = ["yes" if needed.allows(actor) else "no" for actor in people.values()]
        rows.writerow([rule.rule, methods, rule.endpoint, needed.name, *allowed])
    return text.getvalue()
