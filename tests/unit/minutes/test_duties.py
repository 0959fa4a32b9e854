"""Who leads and who writes each §, what they sign, and what the roster must say (ATT, F16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from app.minutes.domain import Attendee, ChangeKind, MinutesFacts, Mode, Ruling, table_of
from app.minutes.domain.attending import roster_problems
from app.minutes.domain.freezing import also_wrote, freezing_problems, signed_spans, signers
from app.minutes.domain.problems import Place
from app.minutes.domain.sentences import presence_sentences, vacant_words
from app.minutes.domain.terms import SignerRole
from tests.unit.minutes.people import (
    ANNELI,
    CHAIR,
    GORAN,
    HELENA,
    KARIN,
    MAX,
    VICE,
    board,
    change,
    minutes,
    paragraph,
    person,
)

K = ChangeKind


def facts(*people: Attendee, **values: Any) -> MinutesFacts:
    """Return minutes of three §§ that lack nothing: Helena writes, Karin attests."""
    given = [person(HELENA, takes_minutes=True), person(KARIN, attests=True)]
    rows = [paragraph(place, clauses=("bevilja",)) for place in (1, 2, 3)]
    made = minutes(board(*given, *people), paragraphs=rows)
    whole = {
        "closed_at": time(14),
        "attestation_place": "Kansliet",
        "attestation_on": date(2016, 11, 28),
        "attestation_time": time(13),
    }
    return replace(made, **{**whole, **values})


def codes(made: MinutesFacts) -> list[str]:
    """Return what stops or is pointed out."""
    return [one.code for one in freezing_problems(made)]


def told(made: MinutesFacts, place: int) -> list[str]:
    """Return what is told at a place."""
    return presence_sentences(made, table_of(made), place)


def signed(made: MinutesFacts) -> dict[str, tuple[SignerRole, str]]:
    """Return role and §§ of everybody who signs."""
    return {one.name: (one.role, signed_spans(made, one)) for one in signers(made)}


def test_rule_att_whoever_is_chosen_leads_the_paragraph_and_signs_it() -> None:
    made = facts(person(GORAN, change(K.CHAIRING, 2, 2)))

    assert told(made, 2) == ["Göran Lidgren inträder som ordförande under § 58."]
    assert told(made, 3) == []
    assert signed(made) == {
        "Ingrid Sandahl": (SignerRole.CHAIR, "§§ 57, 59"),
        "Göran Lidgren": (SignerRole.CHAIR, "§ 58"),
        "Helena Rosvall": (SignerRole.SECRETARY, ""),
        "Karin Wallmark": (SignerRole.ATTESTER, ""),
    }
    assert codes(made) == []


def test_rule_att_whoever_writes_a_paragraph_signs_it_and_the_secretary_the_rest() -> None:
    max_writes = person(MAX, change(K.WRITING, 2, 3))
    made = facts(max_writes)

    assert told(made, 2) == ["Max Boberg för protokollet vid §§ 58–59."]
    assert told(made, 3) == []
    assert signed(made)["Helena Rosvall"] == (SignerRole.SECRETARY, "§ 57")
    assert signed(made)["Max Boberg"] == (SignerRole.SECRETARY, "§§ 58–59")


def test_rule_att_somebody_who_leads_and_writes_signs_once_for_both() -> None:
    made = facts(person(GORAN, change(K.CHAIRING, 2, 2), change(K.WRITING, 3, 3)))
    goran = next(one for one in signers(made) if one.name == "Göran Lidgren")

    assert signed(made)["Göran Lidgren"] == (SignerRole.CHAIR, "§§ 58–59")
    assert also_wrote(made, goran)
    assert not also_wrote(made, signers(made)[0])


def test_rule_att_an_attester_who_leads_or_writes_a_paragraph_does_not_attest_it_alone() -> None:
    for kind in (K.CHAIRING, K.WRITING):
        made = facts(person(KARIN, change(kind, 2, 2), attests=True))

        assert codes(made) == ["freeze.nobody_to_attest"]
        assert signed(made)["Karin Wallmark"] == (SignerRole.ATTESTER, "")
        assert codes(facts(person(ANNELI, attests=True), made.attendees[2])) == []


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (K.ABSENT, "är inte med"),
        (K.RECUSED, "är jävig"),
    ],
)
def test_rule_att_nobody_leads_while_away_or_recused(kind: ChangeKind, why: str) -> None:
    ruling = Ruling.UNDISPUTED if kind is K.RECUSED else None
    goran = person(GORAN, change(K.CHAIRING, 2, None), change(kind, 2, 2, ruling=ruling))
    made = facts(goran)
    found = freezing_problems(made)

    assert table_of(made).chair(2) == made.attendee(CHAIR)
    assert table_of(made).chair(3) == goran
    assert [one.code for one in found] == ["freeze.duty_while_away"]
    assert found[0].sentence == (
        f"Göran Lidgren ska leda § 58 men {why} då. Välj någon annan eller ta bort undantaget."
    )
    assert found[0].place is Place.ATTENDANCE


def test_rule_att_a_paragraph_that_the_secretary_left_needs_another_who_writes() -> None:
    left = person(HELENA, change(K.ABSENT, 2, 2), takes_minutes=True)
    found = freezing_problems(facts(left))
    helped = facts(left, person(MAX, change(K.WRITING, 2, 2)))

    assert [(one.code, one.position) for one in found] == [("freeze.nobody_wrote", 2)]
    assert codes(helped) == []
    assert signed(helped)["Helena Rosvall"] == (SignerRole.SECRETARY, "§§ 57, 59")


def test_the_latest_choice_holds_where_two_were_chosen() -> None:
    first, second = change(K.CHAIRING, 2, 2), change(K.CHAIRING, 2, 2)
    made = facts(person(GORAN, second), person(ANNELI, first))

    assert table_of(made).chair(2) == made.attendee(GORAN)


def test_rule_f16_distance_needs_the_decision_that_allows_it_and_sound_only_a_reason() -> None:
    video = person(GORAN, mode=Mode.VIDEO)
    heard = person(ANNELI, mode=Mode.AUDIO)
    away = person(VICE, mode=Mode.AUDIO, present=False)

    bare = facts(video, heard, away)
    assert codes(bare) == ["freeze.distance_basis", "freeze.mode_reason"]
    assert {one.place for one in roster_problems(bare, table_of(bare))} == {Place.DISTANCE}
    reasoned = replace(heard, mode_reason="att bilden bröts.")
    whole = facts(video, reasoned, away, distance_basis="styrelsens beslut § 8/2016.")
    assert codes(whole) == []
    assert told(whole, 1) == [
        "Göran Lidgren deltar på distans med ljud och bild.",
        "Anneli Nyhlén deltar på distans med enbart ljud med hänvisning till att bilden bröts.",
        "Deltagandet på distans sker med stöd av styrelsens beslut § 8/2016.",
    ]


def test_rule_f16_several_at_distance_are_told_together_from_where_they_come() -> None:
    people = [person(who, mode=Mode.VIDEO) for who in (GORAN, ANNELI)]
    late = person(VICE, change(K.ARRIVED, 3), mode=Mode.VIDEO)
    made = facts(*people, late, distance_basis="arbetsordningen")

    assert told(made, 1) == [
        "Göran Lidgren och Anneli Nyhlén deltar på distans med ljud och bild.",
        "Deltagandet på distans sker med stöd av arbetsordningen.",
    ]
    assert told(made, 3)[1:] == ["Östen Forsmark deltar på distans med ljud och bild."]
    assert told(facts(distance_basis="arbetsordningen"), 1) == []


def test_rule_f13_vacant_seats_are_told_first_and_count_in_the_total() -> None:
    one, three = facts(seats=6), facts(seats=8)

    assert told(one, 1) == ["Styrelsen har 6 platser, varav en är vakant."]
    assert told(three, 1) == ["Styrelsen har 8 platser, varav tre är vakanta."]
    assert told(three, 2) == []
    assert table_of(three).quorum(1).text == "5 av 8, beslutsför"
    assert (vacant_words(1), vacant_words(12)) == ("en vakant plats", "12 vakanta platser")
