"""How much of the rules the unit tests would miss: ``make mutants m="registry meetings"``.

Each comparison, number, truth value, calculation and condition of a domain is changed, one at a
time, and the capability's unit tests run. A change that no test notices is listed with its line:
a test is missing there, or the change means nothing. The score is the share that was noticed.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any

from app.config import ROOT

_OURS = ("app", "tests")
_LONGEST = 60  # seconds; a change that makes the tests go round for ever has been noticed
_FLIPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One way to make a module wrong: put ``new`` where ``old`` stands in a node."""

    node: ast.AST
    field: str
    place: int | None  # in a list of the field
    new: Any

    def swap(self, value: Any) -> Any:
        """Put a value in the place; returns what stood there."""
        if self.place is None:
            old = getattr(self.node, self.field)
            setattr(self.node, self.field, value)
        else:
            items = getattr(self.node, self.field)
            old, items[self.place] = items[self.place], value
        return old


def changes(tree: ast.AST) -> Iterator[Change]:
    """Yield every change of what runs; annotations, decorators and docstrings say nothing."""
    for node in _running(tree):
        match node:
            case ast.Compare(ops=ops):
                for place, op in enumerate(ops):
                    yield Change(node, "ops", place, _FLIPPED[type(op)]())
            case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in _FLIPPED:
                yield Change(node, "op", None, _FLIPPED[type(op)]())
            case ast.UnaryOp(op=ast.Not()):
                yield Change(node, "operand", None, ast.UnaryOp(ast.Not(), node.operand))
            case ast.Constant(value=bool(value)):
                yield Change(node, "value", None, not value)
            case ast.Constant(value=int(value)):
                yield Change(node, "value", None, value + 1)
            case ast.If(test=test) | ast.IfExp(test=test) if isinstance(test, (ast.Name, ast.Call)):
                yield Change(node, "test", None, ast.UnaryOp(ast.Not(), test))


def _running(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _running(child)


class _Loader(SourceFileLoader):
    """Loads one module from a tree rather than from its file."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self._tree = tree

    def get_code(self, fullname: str) -> CodeType:
        """Return the tree's code."""
        del fullname
        return compile(ast.fix_missing_locations(self._tree), self.path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Finds one module, whose tree may be changed."""

    def __init__(self, path: Path, tree: ast.Module) -> None:
        self.name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        self._path, self._tree = path, tree

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> Any:
        """Return the spec of the changed module, and of no other."""
        del path, target
        if fullname != self.name:
            return None
        return self._spec()

    def _spec(self) -> ModuleSpec | None:
        loader = _Loader(self.name, str(self._path), self._tree)
        inside = [str(self._path.parent)] if self._path.stem == "__init__" else None
        return spec_from_file_location(
            self.name, self._path, loader=loader, submodule_search_locations=inside
        )


def passes(tests: str) -> bool:
    """Run a folder of tests in this process, silently; say whether all passed."""
    import pytest  # noqa: PLC0415 -- only developers have it

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return pytest.main(["-x", "-p", "no:cacheprovider", "-p", "no:xdist", tests]) == 0


def is_noticed(finder: _Finder, tests: str) -> bool:
    """Run the tests against the module as its tree stands, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    signal.alarm(_LONGEST)
    for name in [name for name in sys.modules if name.split(".")[0] in _OURS]:
        del sys.modules[name]
    sys.meta_path.insert(0, finder)
    noticed = True
    try:
        noticed = not passes(tests)
    finally:
        os._exit(int(noticed))


def survivors(path: Path, tests: str) -> tuple[int, list[str]]:
    """Return how many changes a module has, and in words those that no test noticed."""
    source = path.read_text()
    tree, missed = ast.parse(source), []
    finder, found = _Finder(path, tree), list(changes(tree))
    if is_noticed(finder, tests):
        sys.exit(f"The tests fail before {path.relative_to(ROOT)} has been changed.")
    for change in found:
        words = ast.unparse(change.node)
        old = change.swap(change.new)
        if not is_noticed(finder, tests):
            words += f" → {ast.unparse(change.node)}"
            missed.append(_place(path, source, getattr(change.node, "lineno", 1), words))
        change.swap(old)
    return len(found), missed


def _place(path: Path, source: str, line: int, words: str) -> str:
    text = source.splitlines()[line - 1].strip()
    return f"{path.relative_to(ROOT)}:{line}: {text}  ({words})"


def modules(capability: str) -> list[Path]:
    """Return the files of a capability's domain."""
    folder = ROOT / "app" / capability
    return [path for path in [folder / "domain.py"] if path.exists()] + sorted(
        (folder / "domain").glob("*.py")
    )


def measured() -> list[str]:
    """Return the capabilities that have both a domain and unit tests."""
    folders = sorted(path.name for path in (ROOT / "tests" / "unit").iterdir())
    return [name for name in folders if modules(name)]


def main(capabilities: list[str]) -> None:
    """Print the score of every module of the capabilities' domains; of all when none is named."""
    for capability in capabilities or measured():
        tests = str(ROOT / "tests" / "unit" / capability)
        if not passes(tests):
            sys.exit(f"The unit tests of {capability} fail as the code is.")
        for path in modules(capability):
            number, missed = survivors(path, tests)
            if number:
                score = f"{100 * (number - len(missed)) // number:3} %"
                print(f"{score}  {number - len(missed)}/{number}  {path.relative_to(ROOT)}")
                print(*(f"    {line}" for line in missed), sep="\n", end="\n" if missed else "")


if __name__ == "__main__":
    main(sys.argv[1:])
