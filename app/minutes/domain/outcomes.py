"""What becomes of a matter at a §, and the att-sats that says so (rule F13). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from app.minutes.domain.facts import ParagraphFacts
from app.minutes.domain.problems import Place, Problem, Weight
from app.minutes.domain.terms import Outcome

OUTCOME_WORDS = {
    Outcome.NONE: "Inget särskilt",
    Outcome.DECIDED: "Beslut i sak",
    Outcome.TABLED: "Bordläggs",
    Outcome.REFERRED_BACK: "Återremitteras",
    Outcome.WITHDRAWN: "Utgår",
    Outcome.FILED: "Läggs till handlingarna",
    Outcome.NOTED: "Informationen antecknas",
}
# What a body without quorum may still do with a matter (rule F13).
_WITHOUT_QUORUM = frozenset({Outcome.NONE, Outcome.TABLED, Outcome.NOTED})
RETURNS = frozenset({Outcome.TABLED, Outcome.REFERRED_BACK})

WITHDRAWN_SENTENCE = "Ärendet utgår."
AT_ONCE_CLAUSE = "förklara paragrafen omedelbart justerad"
OWN_DOCUMENT = "i ett eget dokument"  # what the minutes say of a § attested by itself
_FILED_CLAUSE = "lägga redovisningen till handlingarna"
_NOTED_CLAUSE = "anteckna informationen till protokollet"
_SAYS = {
    Outcome.TABLED: re.compile(r"bordlägga\b", re.IGNORECASE),
    Outcome.REFERRED_BACK: re.compile(r"återremittera\b", re.IGNORECASE),
}
_USUAL = re.compile(
    rf"(?:bordlägga ärendet|återremittera ärendet|{_FILED_CLAUSE}|{_NOTED_CLAUSE})", re.IGNORECASE
)
_MONTHS = tuple(
    str(format_date(date(2017, month, 1), "MMMM", locale="sv")) for month in range(1, 13)
)
_DAY = re.compile(rf"\bden (\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a matter, with what a referral back is for or the day it is tabled until."""

    outcome: Outcome = Outcome.NONE
    reason: str = ""
    until: date | None = None
    at_meeting: bool = True  # the day is that of a meeting


def outcomes_offered(*, quorum: bool) -> tuple[Outcome, ...]:
    """Return what may become of a matter; without quorum only what is no decision (rule F13)."""
    return tuple(one for one in OUTCOME_WORDS if quorum or one in _WITHOUT_QUORUM)


def outcome_clause(ending: Ending) -> str:
    """Return the usual att-sats without "att", or nothing when the outcome has none."""
    if ending.outcome is Outcome.TABLED:
        return f"bordlägga ärendet till {_until(ending)}"
    if ending.outcome is Outcome.REFERRED_BACK:
        return f"återremittera ärendet {purpose(ending.reason)}".rstrip()
    return {Outcome.FILED: _FILED_CLAUSE, Outcome.NOTED: _NOTED_CLAUSE}.get(ending.outcome, "")


def _until(ending: Ending) -> str:
    if ending.until is None:
        return "nästa sammanträde"
    day = f"den {format_date(ending.until, 'd MMMM y', locale='sv')}"
    return f"sammanträdet {day}" if ending.at_meeting else day


def purpose(reason: str) -> str:
    """Return to whom and what for, as the end of a sentence: "för att kostnaderna räknas om"."""
    text = re.sub(r"^att\s+", "", " ".join(reason.split()), flags=re.IGNORECASE).rstrip(".")
    if not text or re.match(r"(?:till|för)\s", text, re.IGNORECASE):
        return text[:1].lower() + text[1:]
    return f"för att {text}"


def clauses_after(
    ending: Ending, clauses: Sequence[str], proposal: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the decision once an outcome has been chosen; what else it says is kept.

    A matter that is tabled or referred back is not decided, and one that is taken off has no
    decision at all: their att-sats takes the place of the proposal. When a matter is decided after
    all, the ``proposal`` comes back if nothing else is left.
    """
    if ending.outcome is Outcome.WITHDRAWN:
        return ()
    own = outcome_clause(ending)
    if ending.outcome in RETURNS:
        return (own, *(text for text in clauses if text == AT_ONCE_CLAUSE))
    kept = [text for text in clauses if not _USUAL.match(text) or text == own]
    if own and own not in kept:
        at = kept.index(AT_ONCE_CLAUSE) if AT_ONCE_CLAUSE in kept else len(kept)
        kept.insert(at, own)
    return tuple(kept or proposal)


def ending_said(clauses: Iterable[str]) -> Ending | None:
    """Return what a decision says becomes of the matter, or None when it says neither.

    Read from the words "bordlägga" and "återremittera" first in an att-sats.
    """
    for text in clauses:
        for outcome, sign in _SAYS.items():
            if sign.match(text.strip()):
                rest = re.sub(r"^\S+(?:\s+ärendet)?\s*", "", text.strip())
                tabled = outcome is Outcome.TABLED
                return Ending(outcome, "" if tabled else rest, _day_in(rest) if tabled else None)
    return None


def _day_in(text: str) -> date | None:
    """Return the day that is named; one that does not exist is none."""
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        return None


def ending_words(ending: Ending) -> str:
    """Return the outcome in a sentence for the page: "Ärendet bordläggs till …"."""
    words = {
        Outcome.TABLED: f"Ärendet bordläggs till {_until(ending)}.",
        Outcome.REFERRED_BACK: f"Ärendet återremitteras {purpose(ending.reason)}".rstrip() + ".",
        Outcome.WITHDRAWN: WITHDRAWN_SENTENCE,
        Outcome.FILED: "Redovisningen läggs till handlingarna.",
        Outcome.NOTED: "Informationen antecknas till protokollet.",
        Outcome.DECIDED: "Ärendet avgörs.",
    }
    return words.get(ending.outcome, "")


def closing_notes(paragraph: ParagraphFacts) -> list[str]:
    """Return what the minutes say of a matter that was taken off the agenda."""
    return [WITHDRAWN_SENTENCE] if paragraph.outcome is Outcome.WITHDRAWN else []


def at_once_sentence(paragraph: ParagraphFacts) -> str:
    """Return the sentence of a § that is attested at once, or nothing (rule IMM).

    Once everybody has signed it, it refers to the own document by its day.
    """
    if not paragraph.at_once:
        return ""
    said = "Paragrafen justeras omedelbart."
    if paragraph.alone is None or paragraph.alone.attested_on is None:
        return said
    day = format_date(paragraph.alone.attested_on, "d MMMM y", locale="sv")
    return f"{said} Den justerades den {day} {OWN_DOCUMENT}."


def outcome_problems(paragraph: ParagraphFacts) -> Iterator[Problem]:
    """Point out an outcome without day or reason, or one that the decision does not say."""
    said = ending_said(paragraph.clauses)
    if paragraph.outcome is Outcome.TABLED and paragraph.tabled_until is None:
        yield _warning(
            paragraph,
            "tabled_no_day",
            "ärendet bordläggs utan att det framgår till när. Ange dagen under Utfall.",
        )
    if paragraph.outcome is Outcome.REFERRED_BACK and not paragraph.outcome_reason:
        yield _warning(
            paragraph,
            "referred_no_reason",
            "det framgår inte varför ärendet återremitteras. Ange det under Utfall.",
        )
    if paragraph.outcome in RETURNS and (said is None or said.outcome is not paragraph.outcome):
        word = OUTCOME_WORDS[paragraph.outcome].lower()
        yield _warning(
            paragraph,
            "outcome_not_said",
            f"utfallet är att ärendet {word}, men beslutet säger något annat.",
        )
    if said is not None and paragraph.outcome not in RETURNS:
        word = OUTCOME_WORDS[said.outcome].lower()
        yield _warning(
            paragraph,
            "outcome_missing",
            f"ärendet {word} enligt beslutet. Ange det också under Utfall, så att ärendet kommer "
            "tillbaka.",
        )
    if paragraph.outcome is Outcome.WITHDRAWN and paragraph.clauses:
        yield _warning(paragraph, "withdrawn_decides", "ärendet utgår men har ett beslut.")
    if paragraph.at_once and AT_ONCE_CLAUSE not in paragraph.clauses:
        yield _warning(
            paragraph,
            "at_once_not_said",
            "paragrafen justeras omedelbart, men beslutet säger det inte.",
        )


def _warning(paragraph: ParagraphFacts, code: str, sentence: str) -> Problem:
    return Problem(
        f"freeze.{code}",
        paragraph.place,
        f"{paragraph.label}: {sentence}",
        Place.PARAGRAPH,
        Weight.WARNING,
    )
