"""Masking: what was decided is carried out, and what is left is named (rule GDPR). Pure."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.disclosure.domain.finding import numbers_left
from app.disclosure.domain.terms import (
    KIND_WORDS,
    MASK,
    Decision,
    Finding,
    Kind,
    Passage,
    Verdict,
    explanation,
    mask_word,
)
from app.disclosure.domain.texts import PARAGRAPH_LISTS, PARAGRAPH_WORDS, Data, part_of, texts
from app.kernel.errors import DomainError
from app.kernel.personal_numbers import personal_number_spans

_SHORTEST = 2  # letters that may be masked by hand


def holding(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decision that holds about each key: the latest, unless it was undone."""
    latest = {one.key: one for one in decisions}
    return {key: one for key, one in latest.items() if one.verdict is not Verdict.UNDONE}


def undecided(found: Iterable[Finding], held: Mapping[str, Decision]) -> list[Finding]:
    """Return the findings that nobody has decided about."""
    return [one for one in found if one.key not in held]


def check_verdict(
    finding: Finding, verdict: Verdict, *, reason: str = "", provision: str = ""
) -> None:
    """Refuse a decision that the rules do not allow (rules GDPR, O3).

    Raises:
        DomainError: ``disclosure.must_mask``; on ``reason`` or ``provision`` when one is missing
            or holds what must not be told.
    """
    secret = finding.kind is Kind.CONFIDENTIALITY
    if verdict is Verdict.STAND and finding.kind is Kind.PERSONAL_NUMBER:
        raise DomainError("disclosure.must_mask")
    if verdict is Verdict.STAND and not reason.strip():
        code = "disclosure.no_trial" if secret else "disclosure.no_reason"
        raise DomainError(code, field="reason")
    if verdict is Verdict.MASK and secret:
        check_provision(provision)
    check_words(finding.text, reason=reason, provision=provision)


def check_provision(provision: str) -> None:
    """Refuse to mask as secret without the provision; raises DomainError on ``provision``."""
    if not provision.strip():
        raise DomainError("disclosure.no_provision", field="provision")


def check_words(masked: str, **words: str) -> None:
    """Refuse words about a masking that tell what is masked, since they are kept in the log.

    Raises:
        DomainError: ``disclosure.holds_number`` or ``disclosure.holds_masked`` on the field.
    """
    for field, text in words.items():
        if personal_number_spans(text):
            raise DomainError("disclosure.holds_number", field=field)
        if masked and masked.casefold() in text.casefold():
            raise DomainError("disclosure.holds_masked", field=field)


def occurrences(
    data: Mapping[str, Any], *, place: int | None, part: str, text: str
) -> list[Passage]:
    """Return every place where a passage stands in a § or on the front page.

    ``part`` is a field of it, or nothing for all of them.

    Raises:
        DomainError: on ``text`` when it is too short or does not stand there.
    """
    wanted = text.strip()
    if len(wanted) < _SHORTEST:
        raise DomainError("disclosure.too_short", field="text")
    found = [
        Passage(path, start, start + len(wanted))
        for path, whole in texts(data)
        if Passage(path).place == place and part in {"", part_of(path)}
        for start in _starts(whole, wanted)
    ]
    if not found:
        raise DomainError("disclosure.not_there", field="text")
    return found


def _starts(whole: str, wanted: str) -> list[int]:
    found, at = [], whole.find(wanted)
    while at >= 0:
        found.append(at)
        at = whole.find(wanted, at + len(wanted))
    return found


def masked(data: Mapping[str, Any], held: Mapping[str, Decision]) -> Data:
    """Return the data as the public will see it, every masked passage replaced by why."""
    made: Data = copy.deepcopy(dict(data))
    wanted = [one for one in held.values() if one.verdict is Verdict.MASK]
    by_path: dict[str, list[Decision]] = {}
    for one in wanted:
        if not one.passage.whole:
            by_path.setdefault(one.passage.path, []).append(one)
    for path, decisions in by_path.items():
        _put(made, path, decisions)
    for one in wanted:
        if one.passage.whole and one.passage.place is not None:
            _mask_paragraph(made["paragrafer"][one.passage.place], one)
    return made


def _put(data: Any, path: str, decisions: Sequence[Decision]) -> None:
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    for step in steps:
        data = data[step]
    data[last] = _masked_text(data[last], decisions)


def _masked_text(text: str, decisions: Sequence[Decision]) -> str:
    """Replace the spans; those that overlap become one, called by the first."""
    made, at = [], 0
    for one in sorted(decisions, key=lambda d: (d.passage.start, -d.passage.end)):
        start, end = one.passage.start, one.passage.end
        if start >= at:
            made += [text[at:start], mask_word(one.kind, one.provision)]
        at = max(at, end)
    return "".join([*made, text[at:]])


def _mask_paragraph(one: Data, decision: Decision) -> None:
    """Leave number and case of a § that is secret as a whole."""
    word = mask_word(decision.kind, decision.provision)
    one.update(dict.fromkeys(PARAGRAPH_WORDS, ""))
    one.update({name: [] for name in PARAGRAPH_LISTS})
    one.update(rubrik=word, bakgrund=[{"stycke": word}])


def check_publishable(
    data: Mapping[str, Any], found: Sequence[Finding], held: Mapping[str, Decision]
) -> None:
    """Refuse to publish while anything is undecided, or a personnummer would be shown (rule GDPR).

    ``data`` is what would be shown.

    Raises:
        DomainError: ``disclosure.undecided``, ``disclosure.number_left``.
    """
    left = undecided(found, held)
    if left:
        told = ", ".join(f"{KIND_WORDS[one.kind]} i {one.where}" for one in left[:5])
        more = f" och {len(left) - 5} till" if len(left) > 5 else ""  # noqa: PLR2004
        raise DomainError("disclosure.undecided", left=f"avgör först {told}{more}.")
    places = numbers_left(data)
    if places:
        raise DomainError("disclosure.number_left", places=", ".join(places))


def reasons_for_masks(data: Mapping[str, Any]) -> list[str]:
    """Return why things are masked, each explanation once, in the order they come."""
    seen = dict.fromkeys(why for _, text in texts(data) for why in MASK.findall(text))
    return list(dict.fromkeys(explanation(why) for why in seen))


def hides_more(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """Say whether a later version masks something that the earlier one shows.

    Then the earlier one cannot stay at its address.
    """
    before = dict(texts(earlier))
    return any(
        MASK.search(text) and before.get(path, "") != text
        for path, text in texts(later)
        if path in before or part_of(path) != "rattelser"
    )


def snapshot_sha256(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the snapshot, written the same way every time."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
