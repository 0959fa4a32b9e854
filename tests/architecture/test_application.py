"""What can only be seen on the running application: permissions and sentences."""

from __future__ import annotations

import ast
import inspect
import textwrap
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask

from app.kernel.errors import known_codes
from app.kernel.machine import Machine, Transition
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


def codes_without_sentence(root: Path) -> dict[str, str]:
    """Return the codes that are raised somewhere and that nobody meets as a sentence."""
    codes = shape.codes_in(root)
    return {code: codes[code] for code in sorted(codes.keys() - known_codes())}


def test_every_raised_code_has_a_swedish_sentence(shared_app):
    assert codes_without_sentence(shape.ROOT) == {}


def test_a_raised_code_without_a_sentence_is_found(shared_app, tmp_path):
    planted = tmp_path / "app" / "meetings" / "services.py"
    planted.parent.mkdir(parents=True)
    planted.write_text(
        "def do(day):\n"
        "    if day is None:\n"
        "        raise DomainError('meeting.never_heard_of', field='day')\n"
        "    raise DomainError('edit.conflict')\n"
    )

    assert codes_without_sentence(tmp_path) == {
        "meeting.never_heard_of": "app/meetings/services.py:3"
    }


def test_every_guard_answers_with_a_code_that_has_a_sentence(shared_app):
    assert {m.name: reason_codes(m) - known_codes() for m in machines()} == {
        m.name: set() for m in machines()
    }


def is_warm(facts):
    return None if facts else "meeting.never_heard_of"


def test_a_guard_with_a_reason_without_a_sentence_is_found(shared_app):
    machine = Machine("kettle", "cold", [Transition("cold", "heat", "hot", (is_warm,))])

    assert reason_codes(machine) - known_codes() == {"meeting.never_heard_of"}


@pytest.mark.parametrize("code", ["transition.blocked", "edit.conflict"])
def test_known_codes_are_those_with_a_sentence(code):
    assert code in known_codes()
