"""Running text from a text field, as the blocks that a template can lay out."""

from __future__ import annotations

import re

from app.documents.engine.values import clean
from app.documents.engine.vocabulary import Value

_BULLET = re.compile(r"[-–•*]\s+")
_HEADING = re.compile(r"#{1,6}\s+")


def prose(text: str) -> list[Value]:
    """Each line becomes a block: ``{"stycke": …}``, ``{"punkt": …}`` or ``{"mellanrubrik": …}``.

    A line that begins with "- " is a bullet, one that begins with "# " a heading; blank lines
    only part the others.
    """
    return [_block(line) for line in map(str.strip, clean(text).split("\n")) if line]


def _block(line: str) -> Value:
    for kind, beginning in (("punkt", _BULLET), ("mellanrubrik", _HEADING)):
        match = beginning.match(line)
        if match:
            return {kind: line[match.end() :]}
    return {"stycke": line}
