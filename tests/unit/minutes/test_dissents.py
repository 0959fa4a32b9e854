"""Dissents, statements and notes (rule K2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from app.minutes.domain import (
    BallotFacts,
    ChangeKind,
    Choice,
    Deliberation,
    DissentFacts,
    MotionFacts,
    MotionKind,
    StatementFacts,
    StatementKind,
)
from app.minutes.domain.dissents import (
    dissent_sentences,
    in_time,
    may_dissent,
    reservation_heading,
    reservation_sentences,
    statement_sentences,
)
from tests.unit.minutes.people import (
    ANNELI,
    CHAIR,
    GORAN,
    HELENA,
    KARIN,
    MAX,
    ROLF,
    board,
    change,
    minutes,
    paragraph,
    person,
)

AT = time(10, 15)


def at(*others, **values):
    people = board(*(other for other in others))
    return minutes(people, paragraphs=[paragraph(1, deliberation=Deliberation(**values))])


def test_rule_k2_only_one_who_took_part_in_the_decision_may_dissent():
    facts = at(
        person(KARIN, change(ChangeKind.RECUSED, 1, 1)),
        person(GORAN, present=False),
        person(ROLF),
        person(MAX),
        not_taking_part=(ANNELI,),
    )
    may = {each.id for each in may_dissent(facts, 1)}
    assert CHAIR in may
    assert not {KARIN, GORAN, ANNELI, ROLF, MAX} & may


def test_rule_k2_a_dissent_is_notified_while_the_meeting_goes_on():
    going_on = minutes(board())
    assert in_time(going_on, time(15))
    closed = replace(going_on, closed_at=time(14))
    assert in_time(closed, time(14))
    assert not in_time(closed, time(14, 1))
    assert not in_time(closed, time(8, 59))
    assert in_time(replace(closed, opened_at=None), time(8))


def test_rule_k2_dissents_read_with_what_they_are_for():
    motions = (
        MotionFacts(1, MotionKind.REJECTION, (KARIN,)),
        MotionFacts(2, MotionKind.TABLING, (KARIN, GORAN)),
        MotionFacts(3, MotionKind.REJECTION, (KARIN,), withdrawn=True),
    )

    def told(*dissents):
        return dissent_sentences(at(motions=motions, dissents=dissents), 1)

    assert told(DissentFacts(1, KARIN, AT)) == ["Karin Wallmark reserverar sig mot beslutet."]
    assert told(DissentFacts(1, KARIN, AT, 1)) == [
        "Karin Wallmark reserverar sig mot beslutet till förmån för sitt eget yrkande."
    ]
    assert told(DissentFacts(1, GORAN, AT, 1)) == [
        "Göran Lidgren reserverar sig mot beslutet till förmån för Karin Wallmarks yrkande."
    ]
    assert told(DissentFacts(1, KARIN, AT, 3)) == ["Karin Wallmark reserverar sig mot beslutet."]
    assert told(DissentFacts(1, KARIN, AT, 2), DissentFacts(2, GORAN, AT, 2)) == [
        (
            "Karin Wallmark och Göran Lidgren reserverar sig mot beslutet till förmån för sitt "
            "gemensamma yrkande."
        )
    ]


def test_a_motivation_follows_its_own_dissent_line_by_line():
    dissents = (
        DissentFacts(1, KARIN, AT),
        DissentFacts(2, GORAN, AT, motivation="Beloppet är för högt.\n\nDet räcker med hälften.\n"),
        DissentFacts(3, ANNELI, AT),
    )
    assert dissent_sentences(at(dissents=dissents), 1) == [
        "Karin Wallmark och Anneli Nyhlén reserverar sig mot beslutet.",
        "Göran Lidgren reserverar sig mot beslutet.",
        "Motivering till reservationen: Beloppet är för högt.",
        "Det räcker med hälften.",
    ]


def test_rule_k1_dissents_non_participation_and_abstention_are_told_apart():
    facts = at(
        dissents=(DissentFacts(1, KARIN, AT),),
        not_taking_part=(GORAN,),
        ballots=(BallotFacts(1, votes=((ANNELI, Choice.ABSTAINS), (CHAIR, Choice.YES))),),
    )
    assert reservation_sentences(facts, 1) == [
        "Karin Wallmark reserverar sig mot beslutet.",
        "Göran Lidgren deltar inte i beslutet.",
        "Anneli Nyhlén avstår från att rösta.",
    ]


def test_rule_k1_the_heading_calls_an_abstention_no_dissent():
    dissents = (DissentFacts(1, KARIN, AT),)
    assert reservation_heading(at(), 1) == ""
    assert reservation_heading(at(dissents=dissents), 1) == "Reservationer"
    assert reservation_heading(at(not_taking_part=(GORAN,)), 1) == "Deltagande i beslutet"
    both = at(dissents=dissents, not_taking_part=(GORAN,))
    assert reservation_heading(both, 1) == "Reservationer och deltagande i beslutet"


def test_statements_and_notes_read_with_who_leaves_them():
    particular, note = StatementKind
    statements = (
        StatementFacts(1, particular, "Bilaga 7.", KARIN),
        StatementFacts(2, particular, "Jag delar beslutet.\nMen inte skälen.", KARIN),
        StatementFacts(3, particular, "Bilaga 8"),
        StatementFacts(4, note, "Frågan kommer åter i höst.", HELENA),
        StatementFacts(5, note, "Frågan kommer åter i höst."),
        StatementFacts(6, note, " "),
    )
    facts = at(person(HELENA, takes_minutes=True), statements=statements)
    assert statement_sentences(facts, 1) == [
        "Karin Wallmark lämnar ett särskilt yttrande, bilaga 7.",
        "Karin Wallmark lämnar ett särskilt yttrande: Jag delar beslutet.",
        "Men inte skälen.",
        "Särskilt yttrande: Bilaga 8",
        "Helena Rosvall lämnar en protokollsanteckning: Frågan kommer åter i höst.",
        "Protokollsanteckning: Frågan kommer åter i höst.",
        "Protokollsanteckning: –",
    ]
