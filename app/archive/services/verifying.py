"""Verifying a package on disk: its schemas, every SHA-256, nothing missing, nothing extra."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from app.archive.documents.mets import METS, XLINK
from app.config import ROOT

SCHEMAS = ROOT / "app" / "archive" / "schemas"
ERMS_PATH = "metadata/descriptive/erms.xml"
REPRESENTATION = "representations/rep1"
_TOLD = f"{{{METS}}}file", f"{{{METS}}}mdRef"


def verify_package(root: Path) -> list[str]:
    """Return in Swedish everything that is wrong with a package; works without network.

    Both METS files are held against the grammar of the profile, the metadata against the ERMS
    schema, and every file against its size and SHA-256.
    """
    if not (root / "METS.xml").is_file():
        return [f"{root} är inget arkivpaket: METS.xml saknas."]
    return [
        *_by_grammar(root, "METS.xml"),
        *_by_grammar(root, f"{REPRESENTATION}/METS.xml"),
        *_by_grammar(root, ERMS_PATH),
        *_files(root),
    ]


@cache
def _grammar(name: str) -> Any:
    if name == "erms.xml":
        return etree.XMLSchema(file=str(SCHEMAS / "erms.xsd"))
    return etree.RelaxNG(file=str(SCHEMAS / "mets.rng"))


def _by_grammar(root: Path, path: str) -> Iterator[str]:
    try:
        document = _read(root / path)
    except (OSError, etree.XMLSyntaxError) as error:
        yield f"{path} går inte att läsa: {error}"
        return
    grammar = _grammar(Path(path).name)
    if not grammar.validate(document):
        yield from (f"{path} rad {fault.line}: {fault.message}" for fault in grammar.error_log)


def _read(path: Path) -> Any:
    # A package may come from anywhere: no network, no entities.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.parse(str(path), parser)


def _files(root: Path) -> Iterator[str]:
    """Hold what METS tells of against what lies there."""
    told: set[Path] = {root / "METS.xml"}
    for mets in ("METS.xml", f"{REPRESENTATION}/METS.xml"):
        try:
            document = _read(root / mets)
        except (OSError, etree.XMLSyntaxError):
            continue  # the grammar has told
        folder = (root / mets).parent
        for entry in document.iter(*_TOLD):
            path = folder / _href(entry)
            told.add(path)
            yield from _wrong(root, path, entry)
    for path in sorted(root.rglob("*")):
        if path.is_file() and path not in told:
            yield f"{path.relative_to(root)} ligger i paketet men finns inte i METS."


def _href(entry: Any) -> str:
    holder = entry.find(f"{{{METS}}}FLocat")
    return str((entry if holder is None else holder).get(f"{{{XLINK}}}href"))


def _wrong(root: Path, path: Path, entry: Any) -> Iterator[str]:
    name = path.relative_to(root) if path.is_relative_to(root) else path
    if ".." in path.parts or not path.is_file():
        yield f"{name} saknas i paketet."
        return
    if str(path.stat().st_size) != entry.get("SIZE"):
        yield f"{name} har en annan storlek än METS anger."
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != entry.get("CHECKSUM"):
        yield f"{name} har en annan kontrollsumma än METS anger."
