"""The att-satser of a proposal or decision about an application, in official Swedish. Pure.

Every clause is written without its leading "att".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from app.applications.domain.granting import AppliedLine, Ruling
from app.applications.domain.words import DecisionKind, Kind
from app.kernel.money import kronor

# Words that begin a sentence of their own and are no names: small inside another sentence.
_STARTERS = frozenset(
    [
        "Ansökan",
        "Beloppet",
        "Budgeten",
        "De",
        "Deltagarna",
        "Den",
        "Det",
        "Ekonomin",
        "Ett",
        "En",
        "Flera",
        "Förbundet",
        "Förbundets",
        "Huvudmannen",
        "I",
        "Ingen",
        "Insatsen",
        "Insatsens",
        "Kostnaderna",
        "Medel",
        "Medlen",
        "Målgruppen",
        "Pengarna",
        "På",
        "Ramen",
        "Sökanden",
        "Styrelsen",
        "Underlaget",
        "Utvärderingen",
        "Vid",
        "Årets",
        "Överenskommelse",
        "Överenskommelsen",
        "Redovisning",
        "Redovisningen",
        "Rapport",
        "Rapportering",
        "Resultatet",
        "Resultaten",
        "Lägesrapport",
        "Slutrapport",
        "Minst",
        "Högst",
        "Alla",
        "Behovet",
        "Frågan",
        "Frågor",
        "Ärendet",
        "Till",
        "För",
        "Efter",
        "Innan",
        "När",
        "Om",
        "Att",
    ]
)
_SEVERAL = re.compile(r"[.!?]\s+\S|\n")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a ruling is about, as its sentences name it."""

    organisation: str
    name: str
    kind: Kind = Kind.NEW
    starts_on: date | None = None
    ends_on: date | None = None


def clauses(ruling: Ruling, matter: Matter, lines: Sequence[AppliedLine] = ()) -> tuple[str, ...]:
    """Return the att-satser that say what the ruling says, ready for agenda and minutes."""
    writers = {
        DecisionKind.GRANT: _grant,
        DecisionKind.GRANT_IN_PART: _grant_in_part,
        DecisionKind.REJECT: _reject,
        DecisionKind.REFER_BACK: _refer_back,
        DecisionKind.TABLE: _table,
    }
    return tuple(writers[ruling.kind](ruling, matter, lines))


def _grant(ruling: Ruling, matter: Matter, lines: Sequence[AppliedLine]) -> Iterable[str]:
    yield from _prolong(matter)
    if ruling.total:
        amount = f"medfinansiering med högst {kronor(ruling.total)}"
        yield (
            f"bevilja {matter.organisation} {amount} för insatsen {matter.name}"
            f"{_period(matter)}{_by_year(ruling)}"
        )
    yield from _rest(ruling, lines)


def _grant_in_part(ruling: Ruling, matter: Matter, lines: Sequence[AppliedLine]) -> Iterable[str]:
    yield from _prolong(matter)
    yield (
        f"bevilja ansökan från {matter.organisation} om medfinansiering av insatsen {matter.name} "
        f"till en del, med högst {kronor(ruling.total)}{_period(matter)}{_by_year(ruling)}, "
        "och i övrigt avslå den"
    )
    yield from _rest(ruling, lines)


def _prolong(matter: Matter) -> Iterable[str]:
    if matter.kind is Kind.EXTENSION and matter.ends_on:
        yield f"förlänga insatsen {matter.name} till och med den {day(matter.ends_on)}"
    elif matter.kind is Kind.CHANGE:
        yield f"godkänna den sökta ändringen av insatsen {matter.name}"


def _rest(ruling: Ruling, lines: Sequence[AppliedLine]) -> Iterable[str]:
    texts = {line.position: line.text for line in lines}
    shares = [(texts.get(position, ""), ore) for position, ore in ruling.by_line.items()]
    if len(shares) > 1:
        named = join(f"{text} med {kronor(ore)}" for text, ore in shares)
        yield f"fördela beloppet på {named}"
    for condition in ruling.conditions:
        yield f"som villkor ange att {inside(condition)}"


def _reject(ruling: Ruling, matter: Matter, _lines: Sequence[AppliedLine]) -> Iterable[str]:
    what = f"avslå ansökan från {matter.organisation} om medfinansiering av insatsen {matter.name}"
    yield f"{what} {motivated(ruling.reasons)}"


def motivated(reasons: str) -> str:
    """Return reasons as the end of a sentence (rule A5): "med motiveringen att insatsen …"."""
    if _SEVERAL.search(reasons.strip()):
        return f"med följande motivering: {' '.join(reasons.split())}".rstrip(".")
    return f"med motiveringen att {inside(reasons)}"


def _refer_back(ruling: Ruling, _matter: Matter, _lines: Sequence[AppliedLine]) -> Iterable[str]:
    where = inside(ruling.refer_to)
    link = "" if where.startswith(("till ", "för ")) else "för att "
    yield f"återremittera ärendet {link}{where}"


def _table(ruling: Ruling, _matter: Matter, _lines: Sequence[AppliedLine]) -> Iterable[str]:
    when = f"sammanträdet den {day(ruling.table_to)}" if ruling.table_to else "nästa sammanträde"
    yield f"bordlägga ärendet till {when}"


def asked(matter: Matter, applied_ore: int) -> str:
    """Return what is applied for in a sentence."""
    amount = f"{kronor(applied_ore)} i medfinansiering" if applied_ore else "beslut"
    if matter.kind is Kind.EXTENSION and matter.ends_on:
        return (
            f"{matter.organisation} ansöker om förlängning av insatsen {matter.name} till och med "
            f"den {day(matter.ends_on)} och om {amount}."
        )
    return f"{matter.organisation} ansöker om {amount} för insatsen {matter.name}{_period(matter)}."


def _period(matter: Matter) -> str:
    if matter.starts_on is None or matter.ends_on is None:
        return ""
    first, last = matter.starts_on.year, matter.ends_on.year
    return f" under {first}" if first == last else f" under perioden {first}–{last}"


def _by_year(ruling: Ruling) -> str:
    years = ruling.by_year
    if len(years) < 2:  # noqa: PLR2004 -- one amount needs no sharing out
        return ""
    return ", fördelat med " + join(f"{kronor(ore)} {year}" for year, ore in years.items())


def join(parts: Iterable[str]) -> str:
    """Return "a, b och c"."""
    found = list(parts)
    return " och ".join(filter(None, [", ".join(found[:-1]), found[-1]])) if found else ""


def inside(sentence: str) -> str:
    """Return a sentence as part of another one: no leading "att", no full stop, small first."""
    text = re.sub(r"^att\s+", "", " ".join(sentence.split()), flags=re.IGNORECASE).rstrip(".")
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in _STARTERS else text


def day(value: date) -> str:
    """Return "24 februari 2017"."""
    return str(format_date(value, "d MMMM y", locale="sv"))


def same_words(attested: Iterable[str], composed: Iterable[str]) -> bool:
    """Say whether everything that was composed stands in the attested §, whatever the spacing.

    A § may hold more, for instance that it is declared attested at once.
    """
    found = {_plain(text) for text in attested}
    return all(_plain(text) in found for text in composed)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()
