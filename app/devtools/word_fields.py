"""Writes the tables of fields in docs/mallar.md: ``python -m app.devtools.word_fields``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.documents.engine.vocabulary import Empty, Entry, Flag, Group, Rows
from app.documents.kinds import KINDS, DocumentKind

GUIDE = Path(__file__).parents[2] / "docs" / "mallar.md"
_START = "\n## Fält i "
_WORDS = {
    Empty.GAP: "ska vara ifyllt",
    Empty.OPTIONAL: "får vara tomt",
    Empty.BY_HAND: "för hand",
}


def guide(text: str) -> str:
    """The guide with the tables that the vocabularies give."""
    return text.partition(_START)[0].rstrip() + "\n" + "".join(map(_section, KINDS.values()))


def _section(kind: DocumentKind) -> str:
    rows = "\n".join(_rows(kind))
    return f"{_START}{kind.title.lower()}\n\n| Fält | Innehåll | Krav |\n|---|---|---|\n{rows}\n"


def _rows(kind: DocumentKind) -> Iterator[str]:
    for path, entry in kind.vocabulary.paths.items():
        if not isinstance(entry, Group):
            need = "obligatoriskt i mallen" if path in kind.required else _need(entry)
            yield f"| {_name(path, entry)} | {entry.help} | {need} |"


def _need(entry: Entry) -> str:
    return "villkor" if isinstance(entry, (Flag, Group)) else _WORDS[entry.empty]


def _name(path: str, entry: Entry) -> str:
    if isinstance(entry, (Flag, Rows)):
        return f"`{path}`" + (" (lista)" if isinstance(entry, Rows) else "")
    return f"`{{{{{path}}}}}`"


if __name__ == "__main__":
    GUIDE.write_text(guide(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
