"""What the schema cannot say: that the parts of an application's file agree."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from app.applications.domain.budget import budget_of
from app.applications.domain.form import FORMS
from app.applications.exchange.values import Json
from app.documents import services as documents
from app.kernel.errors import DomainError, sentence
from app.kernel.json_files import Problem, refuse_if_any


def check(document: Json) -> None:
    """Refuse a file whose parts do not fit together.

    Raises:
        ImportRefused: with everything that is wrong.
    """
    refuse_if_any(problem for rule in _RULES for problem in rule(document))


def decoded(text: str) -> bytes | None:
    """Return the bytes of base64, or None."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _files(document: Json) -> Iterator[Problem]:
    for place, one in enumerate(document["documents"]):
        path = f"$.documents[{place}]"
        content = decoded(one["content"])
        if content is None:
            yield Problem(f"{path}.content", "väntade filens innehåll som base64.")
        elif hashlib.sha256(content).hexdigest() != one["sha256"]:
            yield Problem(f"{path}.sha256", "kontrollsumman stämmer inte med innehållet.")
        else:
            yield from _kind_of_file(path, one, content)


def _kind_of_file(path: str, one: Json, content: bytes) -> Iterator[Problem]:
    try:
        documents.check_upload(one["filename"], content)
    except DomainError as error:
        yield Problem(f"{path}.content", sentence(error))


def _places(document: Json) -> Iterator[Problem]:
    """Report places of files that lead nowhere."""
    most = len(document["documents"])
    for path, name, value in _named(document, "$"):
        if name in _FILE_NAMES and isinstance(value, int) and value > most:
            yield Problem(path, f"väntade en plats bland $.documents, högst {most}, fann {value}.")


_FILE_NAMES = {"file_version", "signed_file_version"}


def _named(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _named(one, f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield f"{path}.{name}", name, one
            # What was frozen is none of ours.
            if name not in {"data", "content", "budget"}:
                yield from _named(one, f"{path}.{name}")


def _form(document: Json) -> Iterator[Problem]:
    version = document["application"]["form_version"]
    if version not in FORMS:
        known = ", ".join(map(str, FORMS))
        yield Problem("$.application.form_version", f"väntade {known}, fann {version}.")


def _head(document: Json) -> Iterator[Problem]:
    """Report what is said twice and differently: amounts and places follow the answers."""
    answers = {key: one["content"] for key, one in document["sections"].items()}
    budget = budget_of(answers.get("budget"))
    years = {row["year"]: row["ore"] for row in document["applied_years"]}
    if years != dict(budget.applied):
        yield Problem("$.applied_years", "väntade samma belopp som i $.sections.budget.")
    if document["application"]["applied_ore"] != budget.total_applied:
        expected = f"väntade {budget.total_applied}, summan av det sökta i budgeten."
        yield Problem("$.application.applied_ore", expected)
    head = answers.get("initiative", {})
    places = {row["municipality"] for row in document["places"]}
    if places != set(head.get("municipalities") or ()):
        yield Problem("$.places", "väntade samma kommuner som i $.sections.initiative.")


_RULES: tuple[Callable[[Json], Iterator[Problem]], ...] = (_files, _places, _form, _head)
