"""The permission matrix holds at the door: every address that can be read, as every role."""

from __future__ import annotations

import pytest
from flask import Flask, abort
from sqlalchemy.orm import Session

from app.devtools.permission_matrix import ANONYMOUS, actors, routes
from app.kernel import db
from app.kernel.actor import Actor, Role, office
from app.kernel.actor import permission as made_of
from app.kernel.authz import requires
from tests.conftest import browser_of
from tests.support import people
from tests.support.html_client import HtmlClient

NOT_THERE = 999_999
LOGIN = "/logga-in"


def address(rule) -> str:
    """Return an address of the route, with ids that belong to nothing."""
    values = {name: value_of(name, converter) for name, converter in rule._converters.items()}
    return rule.build({k: v for k, v in values.items() if k not in (rule.defaults or {})})[1]


def value_of(name: str, converter) -> object:
    """Return a value that fits in the address and, unless it is a choice, belongs to nothing."""
    match type(converter).__name__:
        case "IntegerConverter":
            return 2001 if name == "year" else min(NOT_THERE, converter.max or NOT_THERE)
        case "AnyConverter":
            return min(converter.items)
        case "DayConverter":
            return "2001-01-01"
    return "finns-inte"


def names_something(rule) -> bool:
    """Say whether the address names a thing that may be missing, not only a year or a choice."""
    choices = {n for n, c in rule._converters.items() if type(c).__name__ == "AnyConverter"}
    return bool(rule.arguments - choices - {"year"})


def outcome(answer) -> str:
    """Return what the door did: let in, sent to the login, or refused.

    The login's second step leads back to its first when nobody waits there.
    """
    leads_on = answer.request.path.startswith(LOGIN)
    if answer.status_code == 303 and answer.location.startswith(LOGIN) and not leads_on:
        return "login"
    return "refused" if answer.status_code == 403 else "in"


def wrong_doors(app: Flask, client: HtmlClient, actor: Actor | None) -> list[str]:
    """Ask for every address as somebody; list the doors that do other than the matrix says."""
    found = []
    for rule, methods, permission in routes(app):
        if "GET" not in methods:
            continue
        path = address(rule)
        answer = client.get(path)
        denied = "login" if actor is None else "refused"
        expected = "in" if permission.allows(actor) else denied
        # Past the door a view may still refuse this very object.
        if outcome(answer) != expected and (expected, answer.status_code) != ("in", 403):
            found.append(f"{path}: {outcome(answer)}, not {expected}")
        invented = names_something(rule) and answer.status_code == 200
        if answer.status_code >= 500 or invented:
            found.append(f"{path}: {answer.status_code}")
    return found


def come_as(who: str, client: HtmlClient, session: Session) -> Actor | None:
    """Sign in as a role, or not at all, in an association; return the matrix's actor for it."""
    people.make_association(session)
    if who != ANONYMOUS:
        people.sign_in(session, client, who)
    return actors()[str(who)]


@pytest.mark.slow
@pytest.mark.parametrize("who", [ANONYMOUS, *Role])
def test_the_door_lets_in_exactly_those_of_the_matrix(client, db_session, who, app):
    actor = come_as(who, client, db_session)

    assert wrong_doors(app, client, actor) == []


@requires(made_of("test.office", office))
def unguarded():
    return PAGE


@requires(made_of("test.office", office))
def refuses_with_a_fault():
    abort(500)


@requires(made_of("test.office", office))
def makes_up(number):
    return PAGE.replace("Sida", f"Sida {number}")


PAGE = (
    '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Sida – Klubba</title>'
    "</head><body><main><h1>Sida</h1></main></body></html>"
)


@pytest.mark.slow
def test_a_door_other_than_the_matrix_is_found(make_app):
    app = make_app()
    app.add_url_rule("/prov", "unguarded", unguarded)
    app.before_request_funcs[None] = [
        gate for gate in app.before_request_funcs[None] if gate.__name__ != "_gate"
    ]
    with app.app_context():
        client = browser_of(app, db.session())
        actor = come_as(Role.APPLICANT, client, db.session())

        assert "/prov: in, not refused" in wrong_doors(app, client, actor)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "view", "found"),
    [
        ("/prov", refuses_with_a_fault, "/prov: 500"),
        ("/prov/<int:number>", makes_up, "/prov/999999: 200"),
    ],
)
def test_a_fault_or_an_invented_page_behind_a_door_is_found(make_app, path, view, found):
    app = make_app()
    app.add_url_rule(path, "prov", view)
    with app.app_context():
        client = browser_of(app, db.session())
        actor = come_as(Role.DIRECTOR, client, db.session())

        assert wrong_doors(app, client, actor) == [found]
