"""A § attested by itself: who signs it, what is missing, what must stay (rule IMM). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.minutes.domain.facts import Attendee, MinutesFacts, ParagraphFacts
from app.minutes.domain.freezing import SignerFacts, paragraph_problems
from app.minutes.domain.presence import recused, table_of
from app.minutes.domain.problems import Place, Problem, Weight
from app.minutes.domain.terms import SIGNER_WORDS, SignerRole

KIND_HEADING = "Omedelbart justerad paragraf"

# What a § says, and what of it is called so on the page. Left out: the sentence on attestation at
# once, which gets its day only in the whole minutes.
_FIELDS = {
    "tal": "numret",
    "nummer": "numret",
    "rubrik": "rubriken",
    "dnr": "diarienumret",
    "narvaro": "det som står om närvaron",
    "jav": "jävet",
    "bakgrund": "bakgrunden",
    "forslag_inledning": "förslaget",
    "forslag": "förslaget",
    "yrkanden": "yrkandena",
    "propositionsordning": "propositionsordningen",
    "omrostningar": "omröstningen",
    "beslut_inledning": "beslutet",
    "beslut": "beslutet",
    "reservationer_rubrik": "reservationerna",
    "reservationer": "reservationerna",
    "anteckningar": "anteckningarna",
    "bilagor": "bilagorna",
    "expedieras": "vilka beslutet expedieras till",
}
_LISTS = ("beslutande", "ej_tjanstgorande", "ovriga")


def signers_at(facts: MinutesFacts, place: int) -> list[SignerFacts]:
    """Return who signs a § by itself: who led it, who wrote it, the attesters (rules IMM, ATT).

    An attester who was recused from the § does not sign it; whoever both led and wrote signs once.
    """
    table = table_of(facts)
    attesting = [person for person in facts.attesters if not recused(person, place)]
    wanted: list[tuple[Attendee | None, SignerRole]] = [
        (table.chair(place), SignerRole.CHAIR),
        (table.secretary(place), SignerRole.SECRETARY),
        *((person, SignerRole.ATTESTER) for person in attesting),
    ]
    found: dict[int, SignerFacts] = {}
    for person, role in wanted:
        if person is not None:
            one = SignerFacts(person.person_id, person.name, role)
            found.setdefault(person.person_id, one)
    return list(found.values())


def signer_words_at(facts: MinutesFacts, place: int, signer: SignerFacts) -> str:
    """Return "ordförande", or "ordförande och sekreterare" for one who wrote the § as well."""
    wrote = table_of(facts).secretary(place)
    both = wrote is not None and wrote.person_id == signer.person_id
    words = SIGNER_WORDS[signer.role]
    if both and signer.role is not SignerRole.SECRETARY:
        return f"{words} och {SIGNER_WORDS[SignerRole.SECRETARY]}"
    return words


def immediate_problems(facts: MinutesFacts, one: ParagraphFacts) -> list[Problem]:
    """Return what is missing before a § can be frozen by itself (rules IMM, K6, ATT)."""
    return [*_declared(one), *_attesters(facts), *paragraph_problems(facts, table_of(facts), one)]


def _declared(one: ParagraphFacts) -> Iterator[Problem]:
    if not one.at_once:
        yield Problem(
            "immediate.not_declared",
            one.place,
            f"{one.label}: paragrafen är inte förklarad omedelbart justerad.",
            Place.PARAGRAPH,
        )


def _attesters(facts: MinutesFacts) -> Iterator[Problem]:
    if not facts.attesters:
        yield Problem(
            "immediate.no_attester",
            None,
            "Ingen justerare är vald. Välj den som utsågs på sammanträdet, så att paragrafen kan "
            "justeras.",
            Place.DUTIES,
        )


def differences(frozen: Mapping[str, Any], now: Mapping[str, Any], place: int) -> list[str]:
    """Return in Swedish what of a § is no longer as it was frozen by itself (rule IMM).

    ``frozen`` is the data of its own document, ``now`` that of the whole minutes, where the §
    stands at ``place`` (from 1).
    """
    was, becomes = frozen["paragrafer"][0], now["paragrafer"][place - 1]
    found = [word for name, word in _FIELDS.items() if was[name] != becomes[name]]
    if _took_part(frozen, 1) != _took_part(now, place):
        found.append("vilka som deltog")
    return list(dict.fromkeys(found))


def _took_part(data: Mapping[str, Any], place: int) -> list[object]:
    """Return who took part in a § and how, and its quorum."""
    people, there = data["deltagande"]["personer"], data["deltagande"]["paragrafer"][place - 1]
    names = [
        [
            (row["namn"], row["text"], row.get("ersatter", ""))
            for row in _people(people, there[name])
        ]
        for name in _LISTS
    ]
    return [*names, there["beslutsforhet"]]


def _people(
    people: Sequence[Mapping[str, Any]], places: Iterable[int]
) -> Iterator[Mapping[str, Any]]:
    return (people[place] for place in places)


def whole_problems(facts: MinutesFacts, differing: Mapping[int, Sequence[str]]) -> list[Problem]:
    """Return what hinders the whole minutes because of §§ attested at once (rule IMM).

    ``differing`` tells, by the id of a § that is frozen by itself, what is no longer the same.
    """
    found: list[Problem] = []
    for one in facts.paragraphs:
        found += _whole(one, differing.get(one.id, ()))
    return found


def _whole(one: ParagraphFacts, differing: Sequence[str]) -> Iterator[Problem]:
    if one.at_once and one.alone is None:
        yield Problem(
            "freeze.at_once_not_frozen",
            one.place,
            f"{one.label}: paragrafen ska justeras omedelbart men är inte låst för det. Lås den "
            "först om den ska justeras för sig.",
            Place.PARAGRAPH,
            Weight.WARNING,
        )
    if one.alone is not None and one.alone.attested_on is None:
        yield Problem(
            "freeze.at_once_not_attested",
            one.place,
            f"{one.label}: paragrafen är låst för omedelbar justering, men alla har inte justerat "
            "den. Vänta tills de har gjort det, eller lås upp den.",
            Place.PARAGRAPH,
        )
    if differing:
        yield Problem(
            "freeze.at_once_differs",
            one.place,
            f"{one.label}: paragrafen är omedelbart justerad och ska lyda likadant i protokollet, "
            f"men {', '.join(differing)} skiljer sig. Återställ det som har ändrats.",
            Place.PARAGRAPH,
        )
