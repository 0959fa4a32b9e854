"""What has to hold before a question is sent, and what the answers come to (rule PC)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.kernel.errors import DomainError
from app.per_capsulam.domain import (
    Answer,
    AskingFacts,
    FormAnswer,
    MatterAnswer,
    PcEvent,
    PcState,
    Question,
    carried,
    check_question,
    event_after,
    frozen_text,
    hash_of,
    label,
    per_capsulam_machine,
    series,
    votes_words,
)

TODAY = date(2017, 2, 15)
FULL = AskingFacts(
    allowed=True,
    heading="Föräldrakurs",
    clauses=("bevilja 180 000 kr",),
    deadline=date(2017, 2, 22),
    today=TODAY,
    regulars=5,
    seats=5,
    chaired=True,
    all_log_in=True,
    nobody_recused=True,
)
YES, NO = MatterAnswer.YES, MatterAnswer.NO


def test_rule_pc_nothing_stops_a_question_that_is_complete():
    assert per_capsulam_machine.next(PcState.DRAFT, PcEvent.SEND, FULL) is PcState.ASKED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"allowed": False}, "per_capsulam.off"),
        ({"clauses": (" ",)}, "per_capsulam.no_clauses"),
        ({"deadline": TODAY}, "per_capsulam.deadline_near"),
        ({"regulars": 4, "seats": 8}, "per_capsulam.not_quorate"),
        ({"regulars": 0, "seats": 0}, "per_capsulam.not_quorate"),
        ({"chaired": False}, "per_capsulam.no_chair"),
        ({"all_log_in": False}, "per_capsulam.no_login"),
        ({"nobody_recused": False}, "per_capsulam.recusal"),
    ],
)
def test_rule_pc_what_is_lacking_is_told_before_it_is_sent(change, code):
    facts = replace(FULL, **change)
    assert per_capsulam_machine.reasons(PcState.DRAFT, PcEvent.SEND, facts) == [code]


@pytest.mark.parametrize("state", PcState)
@pytest.mark.parametrize("event", PcEvent)
def test_what_has_ended_stays_ended(state, event):
    allowed = per_capsulam_machine.allowed(state)
    if event in allowed:
        assert state in {PcState.DRAFT, PcState.ASKED}
    else:
        with pytest.raises(DomainError):
            per_capsulam_machine.next(state, event, FULL)


@pytest.mark.parametrize(
    ("heading", "reason", "considered", "field"),
    [
        ("Kurs", "Bråttom", False, "considered"),
        (" ", "Bråttom", True, "heading"),
        ("Kurs", " ", True, "reason"),
    ],
)
def test_rule_pc_the_safer_ways_are_thought_of_first(heading, reason, considered, field):
    with pytest.raises(DomainError) as refused:
        check_question(heading, reason, considered=considered)
    assert refused.value.field == field
    check_question("Kurs", "Bråttom", considered=True)


@pytest.mark.parametrize("form", [FormAnswer.NO, FormAnswer.RECUSED])
def test_rule_pc_one_no_to_the_form_stops_it(form):
    answers = [Answer(FormAnswer.YES, YES), Answer(form, None)]
    assert event_after(answers, 5) is PcEvent.STOP


def test_rule_pc_the_last_answer_decides_and_no_earlier_one_does():
    answers = [Answer(FormAnswer.YES, YES)] * 4
    assert event_after(answers, 5) is None
    assert event_after([*answers, Answer(FormAnswer.YES, NO)], 5) is PcEvent.DECIDE


@pytest.mark.parametrize(
    ("leader", "others", "won", "words"),
    [
        (NO, (YES, YES, YES, NO), True, "3 ja och 2 nej"),
        (YES, (NO, NO, NO, YES), False, "2 ja och 3 nej"),
        (YES, (NO, NO, YES), True, "2 ja och 2 nej. Ordföranden har utslagsröst"),
        (NO, (NO, YES, YES), False, "2 ja och 2 nej. Ordföranden har utslagsröst"),
    ],
)
def test_rule_f14_a_majority_carries_and_the_chair_breaks_a_tie(leader, others, won, words):
    answers = [Answer(FormAnswer.YES, leader, leads=True)]
    answers += [Answer(FormAnswer.YES, vote) for vote in others]
    assert carried(answers) is won
    assert votes_words(answers) == words


def test_the_same_question_has_the_same_hash_and_another_paper_gives_another():
    question = Question(
        "Förbundet", "Styrelsen", "2017/1", "Kurs", "Bråttom", "", ("bevilja",),
        (("Ansökan", "a" * 64),), ("Bo Almqvist, ordförande",), "2017-02-22",
    )  # fmt: skip
    same = hash_of(frozen_text(question))
    other = hash_of(frozen_text(replace(question, papers=(("Ansökan", "b" * 64),))))
    assert same == hash_of(frozen_text(question))
    assert same != other
    assert len(same) == 64


def test_a_decision_is_called_by_number_and_year():
    assert label(2, 2017) == "Per capsulam 2/2017"
    assert series(2017) == "per_capsulam:2017"
