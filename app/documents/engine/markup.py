"""Lays out a template: every field, repetition and condition becomes a processing instruction.

The marked tree is still well-formed XML, so that it can be serialised once and cut at the
instructions (see ``program``). What repeats is decided here, from the shape of the vocabulary:

- a block ``{{#list}}`` … ``{{/list}}`` in paragraphs of their own repeats what stands between;
- a table row that names fields of one list repeats per item, and else a paragraph that does;
- a row or paragraph whose fields are all optional goes away when they are all empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from app.documents.engine.ooxml import (
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    ROW,
    TABLE,
    Element,
    boxes,
    cells,
    find,
    instruction,
    lone_paragraphs,
    name,
    remove,
    texts,
    wrap,
)
from app.documents.engine.tokens import (
    Token,
    block_mark,
    join_split_tokens,
    lone_field,
    split_fields,
    text_of,
    tokens,
)
from app.documents.engine.vocabulary import Shape

_PROPERTIES = {name("w:tcPr"), name("w:sectPr")}
_MUST_STAY = ".//w:fldChar | .//w:fldSimple | .//w:drawing | .//w:pict | .//w:sectPr"
_BODY = name("w:body")
_STORIES = "./w:body | ./w:footnote | ./w:endnote"
Numbered = Callable[[Element], tuple[int, int] | None]


class TemplateError(ValueError):
    """The template cannot be laid out; the message is Swedish and names the place."""


class Layout:
    """Marks the parts of one template in place.

    ``numbered`` gives (list instance, level) of a paragraph whose list starts anew per repetition.
    """

    def __init__(self, shape: Shape, numbered: Numbered = lambda _: None) -> None:
        self._shape = shape
        self._numbered = numbered
        self._bound: list[str] = []

    def part(self, root: Element) -> None:
        """Mark a whole part: body, header, footer or notes."""
        for paragraph in root.iter(PARAGRAPH):
            join_split_tokens(paragraph)
        for number in find(root, ".//wp:docPr"):
            number.set("id", "klubba:id")
        for story in find(root, _STORIES) or [root]:
            self._container(story)

    def _container(self, container: Element) -> None:
        children = [child for child in container if child.tag not in _PROPERTIES]
        if children and "{{" in "".join(str(text) for text in container.itertext()):
            if container.tag != _BODY:
                wrap("container", children[0], children[-1])
            self._sequence(children)

    def _sequence(self, children: Sequence[Element]) -> None:
        at = 0
        while at < len(children):
            mark = block_mark(children[at]) if children[at].tag == PARAGRAPH else None
            if mark is None:
                self._element(children[at])
                at += 1
            else:
                end = _end_of(children, at, mark)
                self._block(mark, children[at : end + 1])
                at = end + 1

    def _block(self, mark: Token, children: Sequence[Element]) -> None:
        start, *inside, end = children
        repeats = mark.mark == "#" and mark.path in self._shape.lists
        if repeats:
            with self._repetition(mark.path, inside):
                self._sequence(inside)
        else:
            self._sequence(inside)
        order = "each" if repeats else "unless" if mark.mark == "^" else "when"
        _replace(start, instruction(f"open {order} {mark.path}"))
        _replace(end, instruction("close"))

    def _element(self, element: Element) -> None:
        if element.tag == PARAGRAPH:
            self._paragraph(element)
        elif element.tag == TABLE:
            self._table(element)
        elif element.tag == CONTROL:
            for content in element.iterchildren(CONTROL_CONTENT):
                self._container(content)

    def _paragraph(self, paragraph: Element) -> None:
        for box in boxes(paragraph):
            self._container(box)
        paths = [token.path for token in tokens(text_of(paragraph)) if not token.mark]
        if paths:
            self._repeating(paragraph, paths)

    def _fields(self, paragraph: Element, paths: Sequence[str]) -> None:
        self._may_vanish(paragraph, paths)
        lone = lone_field(paragraph)
        if lone and not find(paragraph, _MUST_STAY):
            wrap(f"lines {lone}", paragraph)
        for text in texts(paragraph):
            _put_places(text)
        number = self._numbered(paragraph)
        if number and self._bound:
            _start_anew(paragraph, number, self._bound[-1])

    def _table(self, table: Element) -> None:
        data_rows = find(table, "./w:tr[not(./w:trPr/w:tblHeader)]")
        if data_rows:
            wrap("table", table)
        for row in list(table.iterchildren(ROW)):
            if row in data_rows:
                wrap("row", row)
            self._row(row)

    def _row(self, row: Element) -> None:
        paths, blocks = _row_paths(row)

        def content() -> None:
            if not blocks:
                self._may_vanish(row, paths)
            for cell in cells(row):
                self._container(cell)

        lists = self._lists_named(paths)
        if len(lists) == 1:
            wrap(f"rows {lists[0]}", row)
            with self._repetition(lists[0], [row]):
                content()
        else:
            content()

    def _may_vanish(self, element: Element, paths: Sequence[str]) -> None:
        optional = bool(paths) and all(path in self._shape.optional for path in paths)
        if optional and not find(element, _MUST_STAY):
            wrap("any " + " ".join(paths), element)

    def _repeating(self, paragraph: Element, paths: Sequence[str]) -> None:
        """Repeat a paragraph for the outermost list it names, then for the next one inside."""
        lists = self._lists_named(paths)
        if not lists:
            self._fields(paragraph, paths)
            return
        wrap(f"rows {lists[0]}", paragraph)
        with self._repetition(lists[0], [paragraph]):
            self._repeating(paragraph, paths)

    def _lists_named(self, paths: Iterable[str]) -> list[str]:
        """The lists that are named and not repeated already, leaving out those inside another."""
        named = {prefix for path in paths for prefix in prefixes(path)} & self._shape.lists
        free = named - set(self._bound)
        return sorted(path for path in free if not free.intersection(prefixes(path)))

    @contextmanager
    def _repetition(self, path: str, inside: Iterable[Element]) -> Iterator[None]:
        """What stands inside is laid out with ``path`` bound; bookmarks may not be repeated."""
        for element in inside:
            for bookmark in find(element, ".//w:bookmarkStart | .//w:bookmarkEnd"):
                remove(bookmark)
        self._bound.append(path)
        yield
        self._bound.pop()


def prefixes(path: str) -> list[str]:
    """The paths around a path, outermost first."""
    parts = path.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def _row_paths(row: Element) -> tuple[list[str], bool]:
    """The fields of a row that stand outside blocks of its cells, and whether it has blocks."""
    paths: list[str] = []
    blocks = False
    for cell in cells(row):
        depth = 0
        for paragraph in lone_paragraphs(cell):
            mark = block_mark(paragraph)
            if mark:
                depth += -1 if mark.mark == "/" else 1
                blocks = True
            elif depth == 0:
                paths += [token.path for token in tokens(text_of(paragraph)) if not token.mark]
    return paths, blocks


def _end_of(children: Sequence[Element], start: int, mark: Token) -> int:
    if mark.mark == "/":
        raise TemplateError(f"slutmärket {{{{/{mark.path}}}}} saknar start")
    open_paths: list[str] = []
    for at in range(start, len(children)):
        here = block_mark(children[at]) if children[at].tag == PARAGRAPH else None
        if here and here.mark != "/":
            open_paths.append(here.path)
        elif here and open_paths.pop() != here.path:
            raise TemplateError(f"slutmärket {{{{/{here.path}}}}} saknar start")
        if not open_paths:
            return at
    raise TemplateError(f"blocket ”{mark.path}” har inget slutmärke {{{{/{mark.path}}}}}")


def _replace(element: Element, new: Element) -> None:
    element.addprevious(new)
    remove(element)


def _put_places(text: Element) -> None:
    """Put an instruction where each field stood in a text element."""
    first, *rest = split_fields(text.text or "")
    text.text = first
    for path, after in zip(rest[::2], rest[1::2], strict=True):
        place = instruction(f"field {path}")
        place.tail = after
        text.append(place)


def _start_anew(paragraph: Element, number: tuple[int, int], path: str) -> None:
    """Give the paragraph a list instance of its own for every repetition of ``path``."""
    instance, level = number
    properties = paragraph.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().set(name("w:val"), f"klubba:num:{instance}:{path}")
