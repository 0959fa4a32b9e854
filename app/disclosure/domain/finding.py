"""Finding what must or might be masked in minutes before they are published (rule GDPR). Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.disclosure.domain.terms import Finding, Kind, Passage
from app.disclosure.domain.texts import FIELD_WORDS, part_of, texts, where
from app.kernel.personal_numbers import personal_number_spans

Span = tuple[int, int]
Marks = Mapping[str, Sequence[str]]
"""The provisions of the register's confidentiality marks, by case number (rule O3)."""

_CONTEXT = 60  # letters on each side
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_TELEPHONE = re.compile(
    r"(?<![\d/])(?<!\d[.,])"
    r"(?:(?:\+|00)46[ \u00a0-]?(?:\(0\)[ \u00a0-]?)?[1-9]|0[1-9])"
    r"(?:[ \u00a0]?[-–/]?[ \u00a0]?\d){6,9}(?![\d])",
    re.ASCII,
)
_THOUSANDS = re.compile(r"0\d\d(?:[ \u00a0]\d{3})+", re.ASCII)  # the rest of 1 050 000 000
_NATIONAL = range(8, 11)  # digits of a Swedish number, its leading zero included
_CLOSED = re.compile(r"\b(?:stängda|lyckta) dörrar\b", re.IGNORECASE)
_SECRET = re.compile(
    r"\bOSL\b|\b(?:sekretess|tystnadsplikt|konfidentiell|offentlighets- och sekretess)\w*",
    re.IGNORECASE,
)


def findings(data: Mapping[str, Any], marks: Marks | None = None) -> list[Finding]:
    """Return everything that a person has to decide about, in the order of the minutes.

    ``data`` is what :func:`public_data` gave. A confidential § comes first of its own findings.
    """
    found = [*_numbers(data), *_confidential(data, marks or {})]
    order = {path: at for at, (path, _) in enumerate(texts(data))}
    return sorted(
        found,
        key=lambda one: (
            -1 if one.passage.place is None else one.passage.place,
            not one.passage.whole,
            order.get(one.passage.path, 0),
            one.passage.start,
        ),
    )


def numbers_left(data: Mapping[str, Any]) -> list[str]:
    """Return where something still looks like a personnummer: "§ 63, Bakgrund" (rule GDPR)."""
    return [where(data, path) for path, text in texts(data) if personal_number_spans(text)]


def _numbers(data: Mapping[str, Any]) -> Iterator[Finding]:
    for path, text in texts(data):
        for kind, (start, end) in spans(text):
            yield Finding(
                f"{kind}:{path}:{start}-{end}",
                kind,
                Passage(path, start, end),
                where(data, path),
                ("…" if start > _CONTEXT else "") + text[max(0, start - _CONTEXT) : start],
                text[start:end],
                text[end : end + _CONTEXT] + ("…" if end + _CONTEXT < len(text) else ""),
            )


def spans(text: str) -> list[tuple[Kind, Span]]:
    """Return the personnummer, telephone numbers and e-mail addresses of a text, none twice."""
    taken: list[tuple[Kind, Span]] = []
    for kind, found in (
        (Kind.PERSONAL_NUMBER, personal_number_spans(text)),
        (Kind.EMAIL, [match.span() for match in _EMAIL.finditer(text)]),
        (Kind.TELEPHONE, [m.span() for m in _TELEPHONE.finditer(text) if _is_telephone(m)]),
    ):
        taken += [(kind, span) for span in found if not _overlaps(span, taken)]
    return sorted(taken, key=lambda one: one[1])


def _overlaps(span: Span, taken: Iterable[tuple[Kind, Span]]) -> bool:
    return any(span[0] < end and start < span[1] for _, (start, end) in taken)


def _is_telephone(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip(" \u00a0")
    if before[-1:].isdecimal() and _THOUSANDS.fullmatch(found[0]):
        return False
    digits = re.sub(r"\D", "", found[0].replace("(0)", ""))
    abroad = re.match(r"(?:00)?46", digits)
    national = f"0{digits[abroad.end() :]}" if abroad else digits
    return len(national) in _NATIONAL


def _confidential(data: Mapping[str, Any], marks: Marks) -> Iterator[Finding]:
    """Point out every § that may be secret: by its doors, its words or the register (rule O3)."""
    if data["dnr"] in marks:
        front = _register(data["dnr"], marks)
        yield _confidentiality("dnr", "Första sidan", [front], marks[data["dnr"]])
    for place, one in enumerate(data["paragrafer"]):
        grounds = [*_register_of(one, marks), *_told(one)]
        if grounds:
            provisions = marks.get(one["dnr"], ())
            path = f"paragrafer.{place}"
            yield _confidentiality(path, where(data, path), grounds, provisions)


def _confidentiality(
    path: str, place: str, grounds: Sequence[str], provisions: Sequence[str]
) -> Finding:
    # A new ground asks again: it is part of what the decision was about.
    digest = hashlib.sha256("\n".join(grounds).encode()).hexdigest()[:12]
    return Finding(
        f"{Kind.CONFIDENTIALITY}:{path}:{digest}",
        Kind.CONFIDENTIALITY,
        Passage(path),
        place,
        grounds=tuple(grounds),
        provision=provisions[0] if provisions else "",
    )


def _register_of(one: Mapping[str, Any], marks: Marks) -> list[str]:
    return [_register(one["dnr"], marks)] if one["dnr"] in marks else []


def _register(number: str, marks: Marks) -> str:
    provisions = "; ".join(marks[number])
    return f"Ärendet {number} är sekretessmarkerat i diariet ({provisions})."


def _told(one: Mapping[str, Any]) -> Iterator[str]:
    """Say what in the text of the § speaks of secrecy, each ground once."""
    told = dict.fromkeys(_grounds_in(one))
    yield from told


def _grounds_in(one: Mapping[str, Any]) -> Iterator[str]:
    for path, text in texts(one):
        if _CLOSED.search(text):
            yield "Ärendet behandlades inom stängda dörrar."
        secret = _SECRET.search(text)
        if secret:
            part = part_of(f"paragrafer.0.{path}")
            yield f"Texten nämner ”{secret[0]}” ({FIELD_WORDS[part].lower()})."
