"""The data of the document about one §, cut from that of the whole minutes (rule IMM). Pure.

The § is the very same unit as in the minutes; around it stands who took part in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.minutes.domain.facts import MinutesFacts, ParagraphFacts
from app.minutes.domain.immediate import KIND_HEADING, signer_words_at, signers_at
from app.minutes.domain.presence import recused
from app.minutes.domain.sentences import clock_words
from app.minutes.domain.terms import CAPACITY_WORDS

_MINUTES_FROM = "Protokoll från"
_LISTS = ("beslutande", "ej_tjanstgorande", "ovriga")
_KEPT = ("forbund", "organ", "datum", "dnr", "sammantradesdatum", "justerare", "beslut_forst")


def immediate_data(
    facts: MinutesFacts, one: ParagraphFacts, whole: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the data of the document about one §; ``whole`` is that of the whole minutes."""
    people, there = _there(whole, one.place)
    signing = signers_at(facts, one.place)
    return {
        **{name: whole[name] for name in _KEPT},
        **{name: [people[at] for at in there[name]] for name in _LISTS},
        "dokumenttyp": KIND_HEADING,
        "rubrik": whole["rubrik"].replace(
            _MINUTES_FROM, f"Omedelbart justerad {one.label} från", 1
        ),
        "protokollets_rubrik": whole["rubrik"],
        "inledning": f"{one.label} justeras omedelbart och för sig. Protokollet från sammanträdet "
        "hänvisar till paragrafen, som behåller sitt nummer.",
        "plats_och_tid": _place_and_time(facts, whole),
        "beslutsforhet": there["beslutsforhet"],
        "javiga": _recused(facts, one.place),
        "paragrafspann": one.label,
        "underskrifter": [
            {
                "namn": signer.name,
                "roll": (role := signer_words_at(facts, one.place, signer)),
                "organisation": "",
                "text": f"{signer.name}, {role}",
                "paragrafer": "",
                "justerat": "",
            }
            for signer in signing
        ],
        "signatarer": [{"namn": signer.name, "initialer": ""} for signer in signing],
        "anslag": {**whole["anslag"], "paragrafspann": one.label},
        "paragrafer": [whole["paragrafer"][one.place - 1]],
        "deltagande": {"personer": people, "paragrafer": [there]},
    }


def _there(whole: Mapping[str, Any], place: int) -> tuple[list[Mapping[str, Any]], dict[str, Any]]:
    """Return those who took part in the §, and their places in the three lists."""
    taking_part = whole["deltagande"]
    there = taking_part["paragrafer"][place - 1]
    wanted = [at for name in _LISTS for at in there[name]]
    people = [taking_part["personer"][at] for at in wanted]
    lists = {name: [wanted.index(at) for at in there[name]] for name in _LISTS}
    return people, {"beslutsforhet": there["beslutsforhet"], **lists}


def _place_and_time(facts: MinutesFacts, whole: Mapping[str, Any]) -> str:
    """Return where and when; a meeting that still goes on has no end yet."""
    if facts.closed_at is not None:
        return str(whole["plats_och_tid"])
    return f"{facts.place}, öppnat kl. {clock_words(facts.opened_at or facts.starts_at)}"


def _recused(facts: MinutesFacts, place: int) -> list[dict[str, str]]:
    """Return those who were recused from the §, as they read on one line."""
    return [
        {
            "namn": person.name,
            "roll": CAPACITY_WORDS[person.capacity],
            "organisation": person.where,
            "text": f"{person.name}, {CAPACITY_WORDS[person.capacity]}",
        }
        for person in facts.attendees
        if recused(person, place)
    ]
