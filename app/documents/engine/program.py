"""The laid-out template as a small program: literal XML between steps that write data.

A program is made once per template and run once per document, which costs little more than
joining the strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from app.documents.engine.values import Place, Run, as_text, empty, escape, items
from app.documents.engine.vocabulary import Shape

_CUT = re.compile(r"<\?klubba ([^?]*)\?>|klubba:(id|num:\d+:[\w.]+)")


class Step(Protocol):
    """Anything that writes a piece of XML to ``run.out``."""

    def write(self, run: Run) -> None:
        """Append to ``run.out``."""


@dataclass(frozen=True, slots=True)
class Literal:
    """XML as it stands in the template."""

    xml: str

    def write(self, run: Run) -> None:
        """Write it."""
        run.out.append(self.xml)


@dataclass(frozen=True, slots=True)
class Field:
    """The text of one field, inside a text element."""

    place: Place

    def write(self, run: Run) -> None:
        """Write the present line of a long text, else the value or a visible gap."""
        run.out.append(run.text(self.place) if run.line is None else run.line)


@dataclass(frozen=True, slots=True)
class NewId:
    """A number that no other picture of the document has."""

    def write(self, run: Run) -> None:
        """Write the next number."""
        run.pictures += 1
        run.out.append(str(run.pictures))


@dataclass(frozen=True, slots=True)
class ListNumber:
    """The list instance of a numbered paragraph: a new one for each repetition of ``path``."""

    instance: int
    path: str

    def write(self, run: Run) -> None:
        """Write the instance in force."""
        run.out.append(str(run.list_number(self.path, self.instance)))


@dataclass(slots=True)
class Branch:
    """A step that decides whether and how often the steps inside it are written."""

    places: tuple[Place, ...]
    steps: list[Step] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """The first place, which is the only one of most branches."""
        return self.places[0]

    def write(self, run: Run) -> None:
        """Write the steps once; most kinds of branch do otherwise."""
        self.inside(run)

    def inside(self, run: Run) -> None:
        """Write the steps once."""
        for step in self.steps:
            step.write(run)


@dataclass(slots=True)
class Each(Branch):
    """``{{#list}}``: once per item; nothing for an empty list, which may be a gap."""

    def write(self, run: Run) -> None:
        """Bind each item in turn."""
        found = items(run.get(self.place))
        for number, item in enumerate(found, start=1):
            self.bind(run, item, number)
        if not found:
            run.gap(self.place)
        run.lists.pop(self.place.path, None)

    def bind(self, run: Run, item: object, number: int) -> None:
        """Write the steps with one item as the present one."""
        path = self.place.path
        before = run.bound.get(path), run.index.get(path)
        run.bound[path], run.index[path] = item, number  # type: ignore[assignment]
        self.inside(run)
        run.bound[path], run.index[path] = before  # type: ignore[assignment]


@dataclass(slots=True)
class Rows(Each):
    """A row or paragraph that names a list: an empty list that should not be empty is a gap."""

    def write(self, run: Run) -> None:
        """Bind each item in turn, or write one row of gaps."""
        if items(run.get(self.place)):
            Each.write(self, run)
        elif run.gap(self.place):
            self.bind(run, None, 0)
            run.lists.pop(self.place.path, None)


@dataclass(slots=True)
class When(Branch):
    """``{{?path}}``, or ``{{#path}}`` of something that is no list."""

    def write(self, run: Run) -> None:
        """Write the steps once when there is something."""
        if not empty(run.get(self.place)):
            self.inside(run)


@dataclass(slots=True)
class Unless(Branch):
    """``{{^path}}``."""

    def write(self, run: Run) -> None:
        """Write the steps once when there is nothing."""
        if empty(run.get(self.place)):
            self.inside(run)


@dataclass(slots=True)
class AnyOf(Branch):
    """A row or paragraph of optional fields only."""

    def write(self, run: Run) -> None:
        """Write the steps once unless every field is empty."""
        if not all(empty(run.get(place)) for place in self.places):
            self.inside(run)


@dataclass(slots=True)
class Lines(Branch):
    """A paragraph of one field only: each line of the value becomes such a paragraph."""

    def write(self, run: Run) -> None:
        """Write the paragraph once per line that is not blank."""
        text = as_text(run.get(self.place))
        lines = [escape(line) for line in text.split("\n") if line.strip()]
        for run.line in lines:
            self.inside(run)
        run.line = None
        if not lines:
            self.inside(run)


@dataclass(slots=True)
class Container(Branch):
    """A cell, header or text box, which has to end with a paragraph."""

    def write(self, run: Run) -> None:
        """Add an empty paragraph where all others went away."""
        start = len(run.out)
        self.inside(run)
        if not "".join(run.out[start:][-1:]).endswith("</w:p>"):
            run.out.append("<w:p/>")


@dataclass(slots=True)
class Table(Branch):
    """A table, which goes away when it has got no other rows than header rows."""

    def write(self, run: Run) -> None:
        """Write it, and take it back when no row was kept."""
        outer, run.kept, start = run.kept, False, len(run.out)
        self.inside(run)
        if not run.kept:
            del run.out[start:]
        run.kept = outer


@dataclass(slots=True)
class Row(Branch):
    """Whatever one row of the template becomes."""

    def write(self, run: Run) -> None:
        """Write it, and note whether it became anything."""
        start = len(run.out)
        self.inside(run)
        run.kept = run.kept or len(run.out) > start


@dataclass(slots=True)
class Program(Branch):
    """A whole part."""

    KINDS: ClassVar[dict[str, type[Branch]]] = {
        "each": Each,
        "rows": Rows,
        "when": When,
        "unless": Unless,
        "any": AnyOf,
        "lines": Lines,
        "container": Container,
        "table": Table,
        "row": Row,
    }

    @classmethod
    def read(cls, xml: str, shape: Shape) -> Program:
        """Cut marked XML at its instructions."""
        program = cls(())
        stack: list[Branch] = [program]
        literal, *rest = _CUT.split(xml)
        stack[-1].steps.append(Literal(literal))
        for order, value, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            _obey(order or value, stack, shape)
            if after:
                stack[-1].steps.append(Literal(after))
        return program


def _obey(order: str, stack: list[Branch], shape: Shape) -> None:
    """Carry out one instruction while reading: a step, or the start or end of a branch."""
    word, *rest = order.split(" ")
    if word == "close":
        stack.pop()
    elif word == "open":
        places = tuple(Place.of(path, shape.lists) for path in rest[1:])
        branch = Program.KINDS[rest[0]](places)
        stack[-1].steps.append(branch)
        stack.append(branch)
    elif word == "field":
        stack[-1].steps.append(Field(Place.of(rest[0], shape.lists)))
    elif word == "id":
        stack[-1].steps.append(NewId())
    else:
        _, instance, path = word.split(":")
        stack[-1].steps.append(ListNumber(int(instance), path))
