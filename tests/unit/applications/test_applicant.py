"""An application in the applicant's words: where it is, the days, the one next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.applications.domain import (
    AgreementState,
    ApplicationEvent,
    ApplicationState,
    Outcome,
    Promise,
)
from app.applications.domain.applicant import (
    OUTCOME_SENTENCES,
    Act,
    Seen,
    applicants_steps,
    next_act,
    status_word,
)

S = ApplicationState
DRAFT = Seen(S.DRAFT, date(2017, 1, 10), {})
SENT = Seen(
    S.SUBMITTED,
    date(2017, 1, 10),
    {ApplicationEvent.SUBMIT: date(2017, 1, 16)},
    Promise("LSG", date(2017, 2, 10), date(2017, 2, 24)),
)
DECIDED = replace(
    SENT,
    state=S.DECIDED,
    promise=Promise(),
    outcome=Outcome.GRANTED,
    decided_on=date(2017, 2, 24),
)


def words(seen: Seen) -> list[tuple[str, str]]:
    return [(step.label, step.state) for step in applicants_steps(seen)]


@pytest.mark.parametrize(
    ("state", "current"),
    [
        (S.DRAFT, "Utkast"),
        (S.SUBMITTED, "Beredning"),
        (S.REGISTERED, "Beredning"),
        (S.IN_PREPARATION, "Beredning"),
        (S.READY_FOR_BOARD, "Beredning"),
        (S.ON_AGENDA, "Styrelsen"),
        (S.DECIDED, "Överenskommelse"),
    ],
)
def test_one_step_is_the_present_one(state, current):
    steps = words(replace(DECIDED if state is S.DECIDED else SENT, state=state))
    assert [label for label, kind in steps if kind == "current"] == [current]
    assert len(steps) == 7


def test_everything_is_done_in_the_end():
    closed = replace(DECIDED, state=S.CLOSED)
    assert {kind for _, kind in words(closed)} == {"done"}


def test_promised_days_stand_under_the_steps_to_come():
    days = {step.label: step.day for step in applicants_steps(SENT)}
    assert days["Beredning"] == date(2017, 2, 10)
    assert days["Styrelsen"] == date(2017, 2, 24)
    assert days["Beslut"] is None


def test_a_rejected_one_has_no_agreement():
    rejected = replace(DECIDED, outcome=Outcome.REJECTED)
    assert ("Överenskommelse", "skipped") in words(rejected)
    assert ("Avslutad", "current") in words(rejected)


@pytest.mark.parametrize("state", [S.WITHDRAWN, S.DISMISSED])
def test_one_that_ended_early_promises_nothing(state):
    steps = {step.label: step for step in applicants_steps(replace(SENT, state=state))}
    assert steps["Inskickad"].state == "done"
    assert steps["Styrelsen"].state == "skipped"
    assert steps["Styrelsen"].day is None


def test_a_request_for_completion_shows_at_the_step():
    steps = applicants_steps(replace(SENT, completion_open=True))
    assert [step.note for step in steps if step.note] == ["Behöver kompletteras"]


@pytest.mark.parametrize(
    ("seen", "word"),
    [
        (DRAFT, "Utkast"),
        (SENT, "Inskickad"),
        (replace(SENT, completion_open=True), "Behöver kompletteras"),
        (replace(SENT, state=S.READY_FOR_BOARD), "Under beredning"),
        (replace(SENT, state=S.ON_AGENDA), "Väntar på beslut"),
        (DECIDED, "Beslutad"),
        (replace(DECIDED, agreement=AgreementState.DRAFT), "Beslutad"),
        (replace(DECIDED, agreement=AgreementState.OFFERED), "Överenskommelse"),
        (replace(DECIDED, agreement=AgreementState.SIGNED), "Överenskommelse"),
        (replace(SENT, state=S.WITHDRAWN), "Återtagen"),
    ],
)
def test_rule_dec_the_word_says_nothing_of_the_decision_before_it_is_attested(seen, word):
    assert status_word(seen) == word


@pytest.mark.parametrize(
    ("seen", "act"),
    [
        (replace(DRAFT, missing=3), Act.WRITE),
        (replace(DRAFT, missing=3, late=True), Act.WRITE),
        (DRAFT, Act.SUBMIT),
        (replace(DRAFT, late=True), Act.TOO_LATE),
        (SENT, Act.WAIT),
        (replace(SENT, completion_open=True), Act.COMPLETE),
        (replace(SENT, state=S.ON_AGENDA, completion_open=True), Act.WAIT),
        (replace(DECIDED, letter_sent=True), Act.READ_DECISION),
        (DECIDED, Act.NOTHING),
        (replace(DECIDED, agreement=AgreementState.OFFERED, letter_sent=True), Act.SIGN),
        (replace(DECIDED, state=S.CLOSED), Act.NOTHING),
        (replace(SENT, state=S.WITHDRAWN), Act.NOTHING),
    ],
)
def test_there_is_one_thing_to_do_next(seen, act):
    assert next_act(seen) is act


def test_every_outcome_has_its_sentence():
    assert set(OUTCOME_SENTENCES) == set(Outcome)
