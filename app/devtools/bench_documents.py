"""How long the Word documents take, beside the floor and beside docxtpl.

The floor is what any way of making the file has to do: serialise the same XML with lxml and zip it.
docxtpl gets a template of the same layout, with its loops already between the elements.
"""

from __future__ import annotations

import json
import re
import statistics
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from app.devtools.word_templates import ROOT
from app.documents.engine import Properties, render
from app.documents.engine.fill import marked
from app.documents.engine.package import open_parts, written
from app.documents.engine.values import Place
from app.documents.kinds import KALLELSE, PROTOKOLL, DocumentKind

_ROUNDS = 15
_ABOUT = Properties("Mätning", "", "", "Klubba", datetime(2026, 1, 1, tzinfo=UTC))
_CUT = re.compile(r"<\?klubba ([^?]*)\?>|klubba:(id|num:\d+:[\w.]+)")


class Measured(NamedTuple):
    """One document: milliseconds, the median of several rounds."""

    name: str
    floor_ms: float
    own_ms: float
    docxtpl_ms: float
    ratio: float  # own / floor


def measure() -> list[Measured]:
    """Minutes of 20 §§, minutes of 100 §§, and a summons of 25 items with 60 annexes."""
    return [
        _measured("protokoll, 20 §§", PROTOKOLL, _minutes(20)),
        _measured("protokoll, 100 §§", PROTOKOLL, _minutes(100)),
        _measured("kallelse, 25 ärenden, 60 bilagor", KALLELSE, _summons(25, 60)),
    ]


def minutes_of_twenty() -> bytes:
    """Return minutes of 20 §§ as a Word file."""
    return _own(PROTOKOLL, (ROOT / PROTOKOLL.template).read_bytes(), _minutes(20))


def _sample(kind: DocumentKind) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / kind.sample).read_text(encoding="utf-8"))
    return data


def _minutes(number: int) -> dict[str, Any]:
    data = _sample(PROTOKOLL)
    own = data["paragrafer"]
    return {**data, "paragrafer": [own[n % len(own)] for n in range(number)]}


def _summons(number: int, annexes: int) -> dict[str, Any]:
    data = _sample(KALLELSE)
    own = data["arenden"]
    bundles: list[list[dict[str, str]]] = [[] for _ in range(number)]
    for n in range(annexes):
        text = f"Bilaga {n + 1}, Underlag"
        bundles[n % number].append({"nr": str(n + 1), "titel": "Underlag", "text": text})
    items = [{**own[n % len(own)], "bilagor": bundles[n]} for n in range(number)]
    return {**data, "arenden": items}


def _measured(name: str, kind: DocumentKind, data: dict[str, Any]) -> Measured:
    template = (ROOT / kind.template).read_bytes()
    content = _own(kind, template, data)
    floor = _median(_floor(content))
    own = _median(lambda: _own(kind, template, data))
    other = for_docxtpl(kind, template)
    dicts = as_dicts(data)
    docxtpl = _median(lambda: with_docxtpl(other, dicts))
    return Measured(name, floor, own, docxtpl, own / floor)


def _own(kind: DocumentKind, template: bytes, data: dict[str, Any]) -> bytes:
    return render(template, data, properties=_ABOUT, vocabulary=kind.vocabulary).content


def _median(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def _floor(content: bytes) -> Callable[[], object]:
    """Serialise every part that is XML, and zip them all."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}

    def work() -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, root in parts.items():
                archive.writestr(name, etree.tostring(root, encoding="UTF-8", standalone=True))
        return stream.getvalue()

    return work


def with_docxtpl(template: bytes, data: Mapping[str, Any]) -> bytes:
    """Fill a template in the way docxtpl is meant to be used."""
    from docxtpl import DocxTemplate  # noqa: PLC0415  only developers have it installed

    document = DocxTemplate(BytesIO(template))
    document.render({"d": data}, autoescape=True)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_dicts(value: Any) -> Any:
    """Plain strings in lists become mappings, as the engine reads them."""
    if isinstance(value, dict):
        return {key: as_dicts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [{"text": one} if isinstance(one, str) else as_dicts(one) for one in value]
    return value


def for_docxtpl(kind: DocumentKind, template: bytes) -> bytes:
    """The same template in the language of docxtpl."""
    parts = open_parts(template)
    xml = marked(template, kind.vocabulary.shape)
    lists = kind.vocabulary.shape.lists
    changed = {name: _in_jinja(text, lists).encode() for name, text in xml.items()}
    return written(parts, changed, _ABOUT)


def _in_jinja(xml: str, lists: frozenset[str]) -> str:
    ends: list[str] = []

    def tag(match: re.Match[str]) -> str:
        if match[2]:
            return match[2].split(":")[1] if ":" in match[2] else "1"
        word, *rest = match[1].split(" ")
        if word == "close":
            return ends.pop()
        if word == "field":
            return f"{{{{ {_expression(rest[0], lists)} }}}}"
        start, end = _opening(rest[0], rest[1:], lists)
        ends.append(end)
        return start

    return _CUT.sub(tag, xml)


def _opening(kind: str, paths: list[str], lists: frozenset[str]) -> tuple[str, str]:
    named = [_expression(path, lists) for path in paths]
    if kind in ("each", "rows"):
        return f"{{% for {_variable(paths[0])} in {named[0]} %}}", "{% endfor %}"
    if kind in ("when", "any", "unless"):
        condition = " or ".join(named)
        negated = f"not ({condition})" if kind == "unless" else condition
        return f"{{% if {negated} %}}", "{% endif %}"
    return "", ""


def _expression(path: str, lists: frozenset[str]) -> str:
    place = Place.of(path, lists)
    return ".".join([_variable(place.anchor) if place.anchor else "d", *place.keys])


def _variable(path: str) -> str:
    return "i_" + path.replace(".", "_")


if __name__ == "__main__":
    for row in measure():
        print(
            f"{row.name:34} floor {row.floor_ms:6.1f}  own {row.own_ms:6.1f}  "
            f"docxtpl {row.docxtpl_ms:6.1f} ms  own/floor {row.ratio:.2f}"
        )
