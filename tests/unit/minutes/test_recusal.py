"""Recusal: what it does to a §, and how it is told (rules K12, K13, K14)."""

from __future__ import annotations

from typing import Any

import pytest

from app.minutes.domain import (
    Attendee,
    Change,
    ChangeKind,
    MinutesFacts,
    Presence,
    RecusalGround,
    Ruling,
    change_words,
    ground_words,
    presence_sentences,
    recusal_sentences,
    recused,
    roster,
    roster_at,
    table_of,
    tried,
)
from tests.unit.minutes.people import (
    ANNELI,
    CHAIR,
    GORAN,
    HELENA,
    KARIN,
    ROLF,
    ULLA,
    VICE,
    board,
    change,
    minutes,
    person,
)

K = ChangeKind


def recusal(first: int = 8, last: int | None = 8, **values: Any) -> Change:
    """Return a matter of recusal at § 64 unless told otherwise."""
    return change(K.RECUSED, first, last, **{"ruling": Ruling.UNDISPUTED, **values})


def told(*people: Attendee, place: int = 8) -> list[str]:
    """Return what is told about recusal at a §."""
    facts: MinutesFacts = minutes(board(*people))
    return recusal_sentences(facts, table_of(facts), place)


def test_rule_k12_somebody_recused_raised_by_another_without_trial_is_told_so() -> None:
    assert told(person(GORAN, recusal(raised_by_id=KARIN))) == [
        (
            "Fråga om jäv för Göran Lidgren väcks av Karin Wallmark. Göran Lidgren lämnar "
            "sammanträdet under handläggningen."
        )
    ]


@pytest.mark.parametrize(
    ("raised_by", "begins"),
    [
        (None, "Göran Lidgren anmäler jäv (6 kap. 28 § 2 kommunallagen)."),
        (
            VICE,
            "Fråga om jäv för Göran Lidgren (6 kap. 28 § 2 kommunallagen) väcks av Östen Forsmark.",
        ),
    ],
)
def test_rule_k12_the_boards_ruling_that_somebody_is_recused_is_told(
    raised_by: int | None, begins: str
) -> None:
    ruled = recusal(
        ruling=Ruling.RECUSED, raised_by_id=raised_by, ground_kind=RecusalGround.REPRESENTS
    )
    substitute = person(ULLA, change(K.SERVING, 8, 8, replaces_id=GORAN))
    assert told(person(GORAN, ruled), substitute) == [
        (
            f"{begins} Styrelsen finner att jäv föreligger. Göran Lidgren lämnar sammanträdet "
            "under handläggningen. Ulla Marklén tjänstgör i ärendet."
        )
    ]


@pytest.mark.parametrize(
    ("raised_by", "begins"),
    [
        (None, "Göran Lidgren väcker fråga om eget jäv."),
        (VICE, "Fråga om jäv för Göran Lidgren väcks av Östen Forsmark."),
    ],
)
def test_rule_k12_whom_the_board_finds_not_recused_keeps_seat_vote_and_signature(
    raised_by: int | None, begins: str
) -> None:
    goran = person(GORAN, recusal(ruling=Ruling.NOT_RECUSED, raised_by_id=raised_by))
    facts = minutes(board(goran))
    table = table_of(facts)
    assert told(goran) == [f"{begins} Styrelsen finner att jäv inte föreligger."]
    assert not recused(goran, 8)
    assert tried(goran, 8)
    assert not tried(goran, 9)
    assert table.of(goran, 8) is Presence.WHOLE
    assert table.quorum(8).serving == 5
    assert change_words(facts, goran.changes[0]) == "prövat, ej jäv vid § 64"


def test_rule_k12_a_later_recusal_at_the_same_paragraph_is_what_counts() -> None:
    goran = person(GORAN, recusal(ruling=Ruling.NOT_RECUSED), recusal())
    assert recused(goran, 8)
    assert not tried(goran, 8)


def test_rule_k12_several_people_alike_in_one_paragraph_are_told_together() -> None:
    same = {"ground_kind": RecusalGround.PARTY}
    people = [
        person(GORAN, recusal(**same)),
        person(ANNELI, recusal(**same)),
        person(KARIN, recusal(ground_kind=RecusalGround.ASSISTS)),
    ]
    assert told(*people) == [
        (
            "Karin Wallmark anmäler jäv (6 kap. 28 § 4 kommunallagen) och lämnar sammanträdet "
            "under handläggningen."
        ),
        (
            "Göran Lidgren och Anneli Nyhlén anmäler jäv (6 kap. 28 § 1 kommunallagen) och lämnar "
            "sammanträdet under handläggningen."
        ),
    ]


def test_rule_k12_who_serves_for_whom_is_told_when_several_are_recused() -> None:
    people = [
        person(GORAN, recusal()),
        person(ANNELI, recusal()),
        person(ULLA, change(K.SERVING, 8, 8, replaces_id=GORAN)),
        person(ROLF, change(K.SERVING, 8, 8, replaces_id=ANNELI)),
    ]
    assert told(*people) == [
        (
            "Göran Lidgren och Anneli Nyhlén anmäler jäv och lämnar sammanträdet under "
            "handläggningen. I ärendet tjänstgör Ulla Marklén för Göran Lidgren och Rolf Hedqvist "
            "för Anneli Nyhlén."
        )
    ]


def test_rule_k12_recusal_from_several_paragraphs_is_told_once_with_the_span() -> None:
    goran = person(GORAN, recusal(8, 10))
    assert told(goran) == [
        "Göran Lidgren anmäler jäv och lämnar sammanträdet under handläggningen av §§ 64–66."
    ]
    assert told(goran, place=9) == []
    assert told(person(GORAN, recusal(8, None)))[0].endswith("handläggningen av §§ 64–70.")


def test_the_ground_is_told_by_law_and_in_own_words() -> None:
    assert ground_words(recusal()) == ""
    assert ground_words(recusal(ground="egen sak")) == "egen sak"
    ground = {"ground_kind": RecusalGround.OTHER}
    assert ground_words(recusal(**ground)) == "6 kap. 28 § 5 kommunallagen"
    assert ground_words(recusal(ground="granne", **ground)) == (
        "6 kap. 28 § 5 kommunallagen, granne"
    )
    written = "6 kap. 28 § 1 kommunallagen"
    assert ground_words(recusal(ground=written, **ground)) == written


def test_rule_k13_an_official_is_recused_too_and_it_changes_no_seat() -> None:
    helena = person(HELENA, recusal(), takes_minutes=True, title="förbundschef")
    facts = minutes(board(helena))
    table = table_of(facts)
    assert told(helena) == [
        "Helena Rosvall anmäler jäv och lämnar sammanträdet under handläggningen."
    ]
    assert table.quorum(8).serving == 5
    assert table.secretary(8) is None
    entry = roster(facts, table).others[0]
    assert entry.spans == "§§ 57–63, 65–70"
    assert roster_at(facts, table, 8).others == ()


def test_rule_k12_nothing_else_that_is_said_puts_a_recused_person_back() -> None:
    goran = person(GORAN, recusal(), change(K.PRESENT, 8, 8), change(K.ARRIVED, 8))
    assert table_of(minutes(board(goran))).of(goran, 8) is Presence.AWAY


def test_rule_k14_recusal_gives_no_relief_from_quorum() -> None:
    people = [person(who, recusal()) for who in (VICE, KARIN, GORAN)]
    facts = minutes(board(*people))
    table = table_of(facts)
    assert (table.quorum(8).serving, table.quorum(8).seats) == (2, 5)
    assert not table.quorum(8).reached
    assert presence_sentences(facts, table, 8) == [
        "Styrelsen är inte beslutsför i ärendet: 2 av 5 platser är besatta."
    ]


def test_rule_att_who_leads_and_writes_for_the_recused_is_told_after_the_recusal() -> None:
    helena = person(HELENA, recusal(), takes_minutes=True)
    people = [person(CHAIR, recusal()), helena, person(KARIN, change(K.WRITING, 8, 8))]
    facts = minutes(board(*people))
    table = table_of(facts)
    leaves = "anmäler jäv och lämnar sammanträdet under handläggningen."
    assert recusal_sentences(facts, table, 8) == [
        f"Ingrid Sandahl och Helena Rosvall {leaves}",
        "Östen Forsmark inträder som ordförande under § 64.",
        "Karin Wallmark för protokollet vid § 64.",
    ]
    assert presence_sentences(facts, table, 8) == []
    assert recusal_sentences(facts, table, 9) == []
