"""What must be there before minutes are frozen, who signs, and by when (K6, K7, F13, ATT)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from app.meetings.domain import ItemKind
from app.minutes.domain import ChangeKind, SignerRole
from app.minutes.domain.drafting import decides
from app.minutes.domain.freezing import (
    attestation_dates,
    freezing_problems,
    signed_spans,
    signers,
    stops,
)
from app.minutes.domain.problems import Place, Weight
from tests.unit.minutes.people import (
    ANNELI,
    CHAIR,
    GORAN,
    HELENA,
    KARIN,
    ROLF,
    VICE,
    board,
    change,
    minutes,
    paragraph,
    person,
)

WHOLE = {
    "closed_at": time(14),
    "attestation_place": "Kansliet",
    "attestation_on": date(2016, 11, 28),
    "attestation_time": time(13),
}


def facts(*others, paragraphs=None, **values):
    """Return minutes that lack nothing, but for what the test changes."""
    people = {other.id: other for other in others}
    people.setdefault(HELENA, person(HELENA, takes_minutes=True))
    people.setdefault(KARIN, person(KARIN, attests=True))
    found = paragraphs or [paragraph(place, clauses=("bevilja medel",)) for place in (1, 2, 3)]
    return replace(minutes(board(*people.values()), paragraphs=found), **{**WHOLE, **values})


def codes(problems):
    return [problem.code.removeprefix("freeze.") for problem in problems]


def test_minutes_that_lack_nothing_have_no_problems():
    assert freezing_problems(facts()) == []


@pytest.mark.parametrize("kind", [ItemKind.DECISION, ItemKind.ELECTION])
def test_rule_k6_a_decision_or_an_election_without_clauses_stops_the_freezing(kind):
    found = stops(freezing_problems(facts(paragraphs=[paragraph(1), paragraph(2, kind=kind)])))

    assert codes(found) == ["no_decision", "no_decision"]
    assert found[1].position == 2
    assert found[1].place is Place.PARAGRAPH
    assert found[1].sentence == "§ 58: beslutet saknas. Skriv minst en att-sats."


@pytest.mark.parametrize("kind", [ItemKind.INFORMATION, ItemKind.NOTIFICATION])
def test_rule_k6_information_needs_no_decision(kind):
    assert freezing_problems(facts(paragraphs=[paragraph(1, kind=kind)])) == []


def test_rule_k6_an_empty_clause_stops_the_freezing():
    found = freezing_problems(facts(paragraphs=[paragraph(1, clauses=("bevilja", "  "))]))

    assert codes(found) == ["empty_clause"]


def test_rule_k6_minutes_have_chair_secretary_and_attester():
    nobody = facts(
        person(CHAIR, present=False, chairs=False),
        person(VICE, present=False),
        person(HELENA),
        person(KARIN),
    )

    assert codes(freezing_problems(nobody))[:3] == ["no_chair", "no_secretary", "no_attester"]


def test_rule_k6_the_closing_time_and_at_least_one_paragraph_are_demanded():
    assert codes(stops(freezing_problems(facts(closed_at=None)))) == ["not_closed"]
    assert codes(stops(freezing_problems(replace(minutes(board(), 0), **WHOLE)))) == [
        "no_chair",
        "no_secretary",
        "no_attester",
        "no_paragraphs",
    ]


def test_rule_k6_place_and_time_of_attestation_are_only_pointed_out():
    found = freezing_problems(facts(attestation_place="", attestation_time=None))

    assert codes(found) == ["no_attestation_place", "no_attestation_time"]
    assert {problem.weight for problem in found} == {Weight.WARNING}
    assert stops(found) == []


def test_rule_k6_an_item_of_the_agenda_without_a_paragraph_is_pointed_out():
    found = freezing_problems(facts(), [(7, "Sammanträdesplan")])

    assert codes(found) == ["item_left_out"]
    assert (found[0].place, found[0].weight, found[0].position) == (
        Place.NEW_PARAGRAPH,
        Weight.WARNING,
        7,
    )
    assert "Sammanträdesplan" in found[0].sentence


def test_rule_k6_decisions_that_nobody_has_touched_are_pointed_out_together():
    rows = [paragraph(place, clauses=("bevilja",), from_proposal=place != 2) for place in (1, 2, 3)]
    found = freezing_problems(facts(paragraphs=rows))

    assert codes(found) == ["untouched"]
    assert found[0].sentence.startswith("§§ 57, 59: beslutet står som det föreslogs")


def test_rule_f13_without_quorum_a_decision_stops_the_freezing_and_tabling_does_not():
    away = [change(ChangeKind.ABSENT, 2, 3)]
    rows = [
        paragraph(1, clauses=("bevilja medel",)),
        paragraph(2, clauses=("bevilja medel",)),
        paragraph(3, clauses=("bordlägga ärendet till sammanträdet den 24 februari 2017",)),
    ]
    found = freezing_problems(
        facts(person(VICE, *away), person(GORAN, *away), person(ANNELI, *away), paragraphs=rows)
    )

    assert codes(found) == ["no_quorum", "outcome_missing"]
    assert stops(found) == found[:1]
    assert found[0].position == 2
    assert "2 av 5, inte beslutsför" in found[0].sentence


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("bevilja medel", True),
        ("att bordlägga ärendet", False),
        ("Bordlägga ärendet", False),
        ("ajournera sammanträdet", False),
        ("anteckna informationen till protokollet", False),
        ("anteckna att bolaget får medel", True),
        ("bordläggas", True),
    ],
)
def test_rule_f13_tabling_adjourning_and_taking_note_are_no_decisions(clause, expected):
    assert decides(paragraph(1, clauses=(clause,))) is expected


def test_rule_att_the_secretary_does_not_attest_and_an_attester_was_there():
    both = facts(person(HELENA, takes_minutes=True, attests=True))
    absent = facts(person(KARIN, attests=True, present=False))

    assert codes(freezing_problems(both)) == ["two_roles"]
    assert codes(freezing_problems(absent)) == ["attester_absent"]


def test_rule_att_a_recused_attester_leaves_the_paragraph_to_somebody_else():
    recused = person(KARIN, change(ChangeKind.RECUSED, 2, 2), attests=True)

    alone = freezing_problems(facts(recused))
    helped = freezing_problems(facts(recused, person(GORAN, attests=True)))

    assert codes(alone) == ["nobody_to_attest"]
    assert alone[0].position == 2
    assert helped == []


def test_rule_att_an_attester_who_led_a_paragraph_does_not_attest_it_alone():
    chair = person(CHAIR, change(ChangeKind.RECUSED, 2, 2))
    vice = person(VICE, attests=True)

    found = freezing_problems(facts(chair, vice, person(KARIN)))

    assert codes(found) == ["nobody_to_attest"]
    assert freezing_problems(facts(chair, vice)) == []


def test_rule_att_a_paragraph_that_nobody_led_is_found():
    found = freezing_problems(
        facts(person(CHAIR, change(ChangeKind.ABSENT, 2, 2)), person(VICE, present=False))
    )

    assert "nobody_led" in codes(found)


def test_rule_att_chair_secretary_and_attesters_sign_once_each_in_this_order():
    found = signers(facts(person(ROLF, attests=True)))

    assert [(one.name, one.role) for one in found] == [
        ("Ingrid Sandahl", SignerRole.CHAIR),
        ("Helena Rosvall", SignerRole.SECRETARY),
        ("Karin Wallmark", SignerRole.ATTESTER),
        ("Rolf Hedqvist", SignerRole.ATTESTER),
    ]


def test_rule_att_everybody_who_led_signs_what_they_led():
    made = facts(person(CHAIR, change(ChangeKind.RECUSED, 2, 2)))
    spans = {one.name: signed_spans(made, one) for one in signers(made)}

    assert spans == {
        "Ingrid Sandahl": "§§ 57, 59",
        "Östen Forsmark": "§ 58",
        "Helena Rosvall": "",
        "Karin Wallmark": "",
    }


def test_rule_att_a_chair_who_takes_the_minutes_signs_once_and_for_everything():
    made = facts(person(CHAIR, takes_minutes=True), person(HELENA))

    assert [one.role for one in signers(made)] == [SignerRole.CHAIR, SignerRole.ATTESTER]
    assert signed_spans(made, signers(made)[0]) == ""


def test_rule_att_an_attester_who_led_a_paragraph_signs_as_attester():
    made = facts(person(CHAIR, change(ChangeKind.RECUSED, 2, 2)), person(VICE, attests=True))

    assert (signers(made)[2].name, signers(made)[2].role) == (
        "Östen Forsmark",
        SignerRole.ATTESTER,
    )


def test_rule_k7_the_last_day_is_fourteen_days_after_the_meeting_and_the_reminder_four_before():
    dates = attestation_dates(date(2016, 11, 18))

    assert (dates.remind_on, dates.last_day) == (date(2016, 11, 28), date(2016, 12, 2))
    assert attestation_dates(date(2024, 2, 20)).last_day == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("day", "soon", "late"), [(27, False, False), (28, True, False), (30, True, False)]
)
def test_rule_k7_from_day_ten_it_is_soon(day, soon, late):
    dates = attestation_dates(date(2016, 11, 18))

    assert (dates.soon(date(2016, 11, day)), dates.late(date(2016, 11, day))) == (soon, late)


def test_rule_k7_after_day_fourteen_it_is_late():
    dates = attestation_dates(date(2016, 11, 18))

    assert not dates.late(date(2016, 12, 2))
    assert dates.late(date(2016, 12, 3))
    assert not dates.soon(date(2016, 12, 3))
