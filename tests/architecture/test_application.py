"""What can only be seen on the running application: permissions and sentences."""

from __future__ import annotations

import ast
import inspect
import textwrap
from importlib import import_module

import pytest
from flask import Flask

from app.kernel.errors import known_codes
from app.kernel.machine import Machine
from tests.architecture import shape


def endpoints_without_permission(app: Flask) -> list[str]:
    """List the endpoints that do not say whom they are for."""
    rules = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}
    return sorted(e for e in rules if not hasattr(app.view_functions[e], "permission"))


def machines() -> list[Machine]:
    """Return every state machine of the capabilities' domains."""
    found = {}
    for name in shape.capabilities():
        if (shape.ROOT / "app" / name / "domain.py").exists() or (
            shape.ROOT / "app" / name / "domain"
        ).is_dir():
            for value in vars(import_module(f"app.{name}.domain")).values():
                if isinstance(value, Machine):
                    found[value.name] = value
    return list(found.values())


def reason_codes(machine: Machine) -> set[str]:
    """Return the codes that the guards of a machine can answer with."""
    guards = {guard for transition in machine for guard in transition.guards}
    return {
        node.value
        for guard in guards
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(guard))))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "." in node.value and " " not in node.value
    }


def test_every_endpoint_names_its_permission(shared_app):
    assert endpoints_without_permission(shared_app) == []


def test_an_endpoint_without_permission_is_found():
    app = Flask("bad")
    app.add_url_rule("/x", "x", lambda: "x")

    assert endpoints_without_permission(app) == ["x"]


def test_every_raised_code_has_a_swedish_sentence(shared_app):
    codes = shape.codes_in()

    assert {code: codes[code] for code in codes.keys() - known_codes()} == {}


def test_every_guard_answers_with_a_code_that_has_a_sentence(shared_app):
    assert {m.name: reason_codes(m) - known_codes() for m in machines()} == {
        m.name: set() for m in machines()
    }


@pytest.mark.parametrize("code", ["transition.blocked", "edit.conflict"])
def test_known_codes_are_those_with_a_sentence(code):
    assert code in known_codes()
