"""The tool that changes the rules makes the changes that it should, and takes them back."""

from __future__ import annotations

import ast

import pytest

from app.devtools.mutants import changes, measured, modules

CHANGED = {
    "a < b <= c": ["a <= b <= c", "a < b < c"],
    "a is b and c in d": ["a is b or c in d", "a is not b and c in d", "a is b and c not in d"],
    "not a": ["not not a"],
    "a + 2 * b": ["a - 2 * b", "a + 2 // b", "a + 3 * b"],
    "x = True": ["x = False"],
    "b if a else c": ["b if not a else c"],
}


@pytest.mark.parametrize("source", CHANGED)
def test_every_change_is_made_once_and_taken_back(source):
    tree = ast.parse(source)
    seen = []

    for change in list(changes(tree)):
        old = change.swap(change.new)
        seen.append(ast.unparse(tree))
        change.swap(old)

    assert seen == CHANGED[source]
    assert ast.unparse(tree) == source


@pytest.mark.parametrize(
    "source",
    [
        "'''Says 1 or 2.'''",
        "def f(x: int | Literal[1]) -> Literal[2]: ...",
        "@dataclass(frozen=True)\nclass C: ...",
    ],
)
def test_what_does_not_run_is_left_alone(source):
    assert list(changes(ast.parse(source))) == []


def test_every_domain_with_unit_tests_is_measured():
    assert {"registry", "meetings", "minutes", "publication"} <= set(measured())
    assert [path.name for path in modules("registry")] == ["domain.py"]
