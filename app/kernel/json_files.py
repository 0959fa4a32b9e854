"""Files of JSON from outside: read by a schema, with the place and a sentence for each fault."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from app.kernel.forms import wrong_day

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SHOWN = 60  # characters of a value that is not what it should be

_TYPES = {
    "object": "ett objekt",
    "array": "en lista",
    "string": "text",
    "integer": "ett heltal",
    "boolean": "true eller false",
    "null": "null",
}
_PATTERNS = {
    "words": "text",
    "date": "ett datum som 2017-02-24",
    "clock": "ett klockslag som 09:00",
    "moment": "en tidpunkt i UTC som 2017-02-24T08:00:00Z",
}

_formats = FormatChecker(formats=())


@_formats.checks("date", ValueError)
def _is_day(text: object) -> bool:
    return not isinstance(text, str) or bool(date.fromisoformat(text))


@_formats.checks("date-time", ValueError)
def _is_moment(text: object) -> bool:
    return not isinstance(text, str) or bool(datetime.fromisoformat(text))


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the JSON path of the value, and what was expected there instead."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class ImportRefused(Exception):  # noqa: N818 -- an answer, like DomainError
    """The file cannot be imported; nothing of it has been."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def refuse_if_any(problems: Iterable[Problem]) -> None:
    """Raise ImportRefused with everything that is wrong, when something is."""
    found = list(dict.fromkeys(problems))
    if found:
        raise ImportRefused(found)


def path_of(steps: Sequence[str | int]) -> str:
    """Write a JSON path: ``$.paragraphs[3].heading``; lists count from 0, as in JSONPath."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


@cache
def _validator(schema: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.read_text("utf-8")), format_checker=_formats)


def parse(content: bytes, schema: Path) -> dict[str, Any]:
    """Return the file as data that follows the schema.

    Raises:
        ImportRefused: not UTF-8, not JSON, control characters, or not by the schema.
    """
    document = _json(content)
    refuse_if_any(_control_characters(document, []))
    validator = _validator(schema)
    errors = sorted(validator.iter_errors(document), key=lambda error: list(map(str, error.path)))
    named = cast("dict[str, Any]", validator.schema).get("$defs", {})
    refuse_if_any(problem for error in errors for problem in _translated(error, named))
    return cast("dict[str, Any]", document)


class _DoubleKeyError(ValueError):
    """The same key stands twice in an object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _DoubleKeyError(next(key for key in keys if keys.count(key) > 1))
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


def _json(content: bytes) -> Any:
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        sentence = f"filen är inte text i UTF-8: byte {error.start} går inte att läsa."
    except json.JSONDecodeError as error:
        sentence = f"filen är inte JSON: fel på rad {error.lineno}, tecken {error.colno}."
    except _DoubleKeyError as error:
        sentence = f"nyckeln {error} står två gånger i samma objekt. Behåll en av dem."
    except (ValueError, RecursionError):
        sentence = "filen är inte JSON: den innehåller tal eller lager som JSON inte har."
    raise ImportRefused([Problem("$", sentence)]) from None


def _control_characters(value: Any, path: list[str | int]) -> Iterator[Problem]:
    if isinstance(value, str):
        if found := _CONTROL.search(value):
            code = f"U+{ord(found[0]):04X}"
            yield Problem(path_of(path), f"texten innehåller styrtecknet {code}. Ta bort det.")
    elif isinstance(value, (dict, list)):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, one in inner:
            yield from _control_characters(one, [*path, step])


def _translated(error: ValidationError, named: dict[str, Any]) -> Iterator[Problem]:
    """Say what was expected; where a value may be null, what the value itself should have been."""
    if error.validator == "anyOf":
        for inner in error.context or ():
            if inner.schema_path[0] == 0:
                yield from _translated(inner, named)
        return
    yield Problem(path_of(list(error.absolute_path)), _sentence(error, named))


def _sentence(error: ValidationError, named: dict[str, Any]) -> str:
    """Return the Swedish sentence for a broken keyword of the schema."""
    schema = cast("dict[str, Any]", error.schema)
    if error.validator == "pattern":
        return f"väntade {_form(schema, named)}, fann {_shown(error.instance)}."
    return _SENTENCES[str(error.validator)](error.validator_value, error.instance, schema)


def _missing(wanted: Any, found: Any, _schema: dict[str, Any]) -> str:
    return f"väntade {', '.join(name for name in wanted if name not in found)}, som saknas."


def _unexpected(_wanted: Any, found: Any, schema: dict[str, Any]) -> str:
    names = ", ".join(sorted(set(found) - set(schema["properties"])))
    return f"väntade inte {names}. Ta bort det som formatet inte har."


def _type(wanted: Any, found: Any, _schema: dict[str, Any]) -> str:
    kinds = wanted if isinstance(wanted, list) else [wanted]
    return f"väntade {' eller '.join(_TYPES[kind] for kind in kinds)}, fann {_shown(found)}."


def _form(schema: dict[str, Any], named: dict[str, Any]) -> str:
    return next(
        (words for name, words in _PATTERNS.items() if named.get(name) == schema),
        "64 hexadecimala siffror",
    )


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


_SENTENCES: dict[str, Callable[[Any, Any, dict[str, Any]], str]] = {
    "required": _missing,
    "additionalProperties": _unexpected,
    "type": _type,
    "enum": lambda wanted, found, _: (
        f"väntade något av {', '.join(map(str, wanted))}, fann {_shown(found)}."
    ),
    "const": lambda wanted, found, _: f"väntade {_shown(wanted)}, fann {_shown(found)}.",
    "format": lambda _wanted, found, _: wrong_day(str(found)[:10]),
    "minLength": lambda _wanted, _found, _: "väntade text, fann en tom text.",
    "minItems": lambda _wanted, _found, _: "väntade minst en rad i listan.",
    "minimum": lambda wanted, found, _: f"väntade minst {wanted}, fann {found}.",
    "maximum": lambda wanted, found, _: f"väntade högst {wanted}, fann {found}.",
}
