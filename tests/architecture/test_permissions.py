"""The permission matrix holds at the door: every address that can be read, as every role."""

from __future__ import annotations

import pytest

from app.devtools.permission_matrix import ANONYMOUS, actors, routes
from app.kernel.actor import Role
from tests.support import people

NOT_THERE = 999_999
LOGIN = "/logga-in"


def address(rule) -> str:
    """Return an address of the route, with ids that belong to nothing."""
    values = {}
    for name, converter in rule._converters.items():
        kind = type(converter).__name__
        if name == "year":
            values[name] = 2001
            continue
        if kind == "IntegerConverter":
            values[name] = min(NOT_THERE, converter.max or NOT_THERE)
        else:
            values[name] = "2001-01-01" if kind == "DayConverter" else "finns-inte"
    return rule.build({k: v for k, v in values.items() if k not in (rule.defaults or {})})[1]


def outcome(answer) -> str:
    """Return what the door did: let in, sent to the login, or refused."""
    if answer.status_code == 303 and answer.location.startswith(LOGIN):
        return "login"
    return "refused" if answer.status_code == 403 else "in"


@pytest.mark.slow
@pytest.mark.parametrize("who", [ANONYMOUS, *Role])
def test_the_door_lets_in_exactly_those_of_the_matrix(client, sign_in, db_session, who, app):
    people.make_association(db_session)
    if who != ANONYMOUS:
        sign_in(client, who)
    actor = actors()[str(who)]
    wrong, gone_wrong = [], []
    for rule, methods, permission in routes(app):
        if "GET" not in methods:
            continue
        path = address(rule)
        answer = client.get(path)
        denied = "login" if actor is None else "refused"
        expected = "in" if permission.allows(actor) else denied
        if outcome(answer) != expected and (expected, answer.status_code) != ("in", 403):
            wrong.append(f"{path}: {outcome(answer)}, not {expected}")
        found = bool(rule.arguments - {"year"}) and answer.status_code == 200
        if answer.status_code >= 500 or found:
            gone_wrong.append(f"{path}: {answer.status_code}")

    assert wrong == []
    assert gone_wrong == []
