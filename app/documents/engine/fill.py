"""Fills a template with data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from app.documents.engine.markup import Layout
from app.documents.engine.numbering import Numbering
from app.documents.engine.package import Parts, Properties, open_parts, parse_story, written
from app.documents.engine.program import Program
from app.documents.engine.values import Run
from app.documents.engine.vocabulary import Shape, Value, Vocabulary, shape_of

_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled document."""

    content: bytes
    sha256: str
    gaps: tuple[str, ...]  # "paragrafer[3].rubrik": printed as "—" or "[saknas: …]"


@dataclass(frozen=True, slots=True)
class _Prepared:
    parts: Parts
    numbering: Numbering
    programs: Mapping[str, Program]


def render(
    template: bytes,
    context: Mapping[str, Value],
    *,
    properties: Properties,
    vocabulary: Vocabulary | None = None,
) -> Rendered:
    """Fill a template; the same template, data and properties give the same bytes.

    ``vocabulary`` says which fields may be empty without that being a gap; without it every empty
    field is one, and only what the data shows to be a list repeats.

    Raises:
        NotWordError: when the template is no Word document.
        TemplateError: when a block in it has no end or no start.
    """
    shape = vocabulary.shape if vocabulary else shape_of(context)
    prepared = _prepare(template, shape)
    run = Run(context, shape, prepared.numbering.first_free)
    changed = {name: _filled(program, run) for name, program in prepared.programs.items()}
    if run.new_lists:
        numbering = prepared.numbering.part(run.new_lists)
        changed |= dict.fromkeys(prepared.parts.named("numbering+xml"), numbering)
    content = written(prepared.parts, changed, properties)
    return Rendered(content, hashlib.sha256(content).hexdigest(), tuple(run.gaps))


def marked(template: bytes, shape: Shape) -> dict[str, str]:
    """The text of every story with the layout as processing instructions, by the part's name."""
    parts = open_parts(template)
    return _marked(parts, _numbering(parts), shape)


@lru_cache(maxsize=64)
def _prepare(template: bytes, shape: Shape) -> _Prepared:
    parts = open_parts(template)
    numbering = _numbering(parts)
    stories = _marked(parts, numbering, shape)
    programs = {name: Program.read(_HEAD + xml, shape) for name, xml in stories.items()}
    return _Prepared(parts, numbering, programs)


def _numbering(parts: Parts) -> Numbering:
    return Numbering(parts.first("styles+xml"), parts.first("numbering+xml"))


def _marked(parts: Parts, numbering: Numbering, shape: Shape) -> dict[str, str]:
    stories = {}
    for name in parts.stories:
        root = parse_story(parts.blobs[name])
        Layout(shape, numbering.of).part(root)
        stories[name] = etree.tostring(root, encoding="unicode")
    return stories


def _filled(program: Program, run: Run) -> bytes:
    run.out = []
    program.write(run)
    return "".join(run.out).encode()
