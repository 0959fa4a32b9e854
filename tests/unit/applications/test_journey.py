"""The stepper and the one next step of an application, in every state and from every side."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications.domain import (
    AgreementState,
    ApplicationEvent,
    ApplicationState,
    Outcome,
)
from app.applications.domain.journey import Standing, Viewpoint, Way, next_steps, steps

S, E = ApplicationState, ApplicationEvent
BEGUN, SENT = date(2016, 12, 1), date(2017, 1, 13)
TAKEN = {
    E.SUBMIT: SENT,
    E.REGISTER: date(2017, 1, 16),
    E.PREPARE: date(2017, 1, 17),
    E.PUT_ON_AGENDA: date(2017, 2, 13),
    E.DECIDE: date(2017, 2, 24),
    E.CLOSE: date(2020, 6, 1),
}
LABELS = [
    "Utkast",
    "Inskickad",
    "Registrerad",
    "Beredning",
    "Styrelsen",
    "Beslut",
    "Överenskommelse",
    "Klar",
]


def way(state: S, **values) -> Way:
    return Way(state=state, begun_on=BEGUN, **{"taken": TAKEN, **values})


def states(made) -> list[str]:
    return [step.state for step in made]


@pytest.mark.parametrize("state", list(S))
def test_the_stepper_always_has_the_same_eight_steps(state):
    assert [step.label for step in steps(way(state))] == LABELS


@pytest.mark.parametrize(
    ("state", "current"),
    [
        (S.DRAFT, "Utkast"),
        (S.SUBMITTED, "Registrerad"),
        (S.REGISTERED, "Beredning"),
        (S.IN_PREPARATION, "Beredning"),
        (S.READY_FOR_BOARD, "Styrelsen"),
        (S.ON_AGENDA, "Styrelsen"),
        (S.DECIDED, "Överenskommelse"),
    ],
)
def test_what_is_behind_is_done_and_what_is_ahead_is_coming(state, current):
    at = LABELS.index(current)
    assert states(steps(way(state))) == ["done"] * at + ["current"] + ["coming"] * (7 - at)


def test_what_is_done_has_its_day():
    made = steps(way(S.DECIDED, agreed_on=date(2017, 3, 20)))
    assert [step.day for step in made[:6]] == [
        BEGUN,
        SENT,
        date(2017, 1, 16),
        date(2017, 1, 17),
        date(2017, 2, 13),
        date(2017, 2, 24),
    ]
    assert made[6].day is None


def test_on_the_agenda_the_day_of_the_meeting_is_shown():
    made = steps(way(S.ON_AGENDA, board_on=date(2017, 2, 24)))
    assert (made[4].state, made[4].day) == ("current", date(2017, 2, 24))


def test_a_closed_one_is_done_to_the_end():
    made = steps(way(S.CLOSED, outcome=Outcome.GRANTED, agreed_on=date(2017, 3, 20)))
    assert states(made) == ["done"] * 8
    assert made[6].day == date(2017, 3, 20)


@pytest.mark.parametrize(("state", "last"), [(S.DECIDED, "current"), (S.CLOSED, "done")])
def test_a_rejected_one_has_no_agreement(state, last):
    assert states(steps(way(state, outcome=Outcome.REJECTED)))[5:] == ["done", "skipped", last]


def test_one_that_went_to_the_board_without_preparation_skips_it():
    taken = {E.SUBMIT: SENT, E.REGISTER: SENT}
    assert states(steps(way(S.READY_FOR_BOARD, taken=taken)))[3] == "skipped"


@pytest.mark.parametrize("state", [S.WITHDRAWN, S.DISMISSED])
def test_one_that_ended_early_shows_how_far_it_came(state):
    made = steps(way(state, taken={E.SUBMIT: SENT}))
    assert states(made) == ["done", "done"] + ["skipped"] * 6


def test_the_stepper_says_that_completion_is_awaited():
    made = steps(way(S.SUBMITTED, completion_open=True))
    assert [step.note for step in made] == ["", "", "Komplettering", "", "", "", "", ""]


def labels(viewpoint=Viewpoint.OFFICE, **values) -> list[str]:
    return [step.label for step in next_steps(Standing(**values), viewpoint)]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (S.DRAFT, []),
        (S.SUBMITTED, ["Registrera ansökan", "Begär komplettering"]),
        (S.REGISTERED, ["Lämna till beredning", "Begär komplettering"]),
        (S.IN_PREPARATION, ["Läs yttrandena", "Begär komplettering"]),
        (S.READY_FOR_BOARD, ["Skriv förslag till beslut", "Begär komplettering"]),
        (S.ON_AGENDA, ["Ange vad styrelsen beslutade"]),
        (S.DECIDED, ["Skriv beslutsmeddelandet"]),
        (S.CLOSED, []),
        (S.WITHDRAWN, []),
        (S.DISMISSED, []),
    ],
)
def test_the_office_has_one_next_step_in_each_state(state, said):
    assert labels(state=state) == said


def test_the_office_fills_in_what_came_on_paper():
    assert labels(state=S.DRAFT, on_paper=True) == ["Fyll i ansökan"]


def test_with_a_proposal_the_next_step_is_the_agenda():
    assert labels(state=S.READY_FOR_BOARD, proposal_made=True)[0] == "Lägg på dagordningen"


@pytest.mark.parametrize("state", [S.SUBMITTED, S.REGISTERED, S.IN_PREPARATION, S.READY_FOR_BOARD])
def test_nothing_moves_on_while_completion_is_awaited(state):
    assert labels(state=state, completion_open=True) == ["Se begäran om komplettering"]


def test_an_answer_is_read_before_anything_else():
    assert labels(state=S.REGISTERED, answer_unread=True) == [
        "Granska kompletteringen",
        "Lämna till beredning",
        "Begär komplettering",
    ]


@pytest.mark.parametrize(
    ("outcome", "agreement", "said"),
    [
        (Outcome.GRANTED, None, ["Skriv överenskommelsen"]),
        (Outcome.GRANTED_IN_PART, AgreementState.OFFERED, ["Skriv överenskommelsen"]),
        (Outcome.GRANTED, AgreementState.SIGNED, []),
        (Outcome.REJECTED, None, []),
    ],
)
def test_rule_agr_the_agreement_comes_when_the_applicant_has_been_told(outcome, agreement, said):
    known = {"state": S.DECIDED, "outcome": outcome, "agreement": agreement}
    assert labels(**known, letter_sent=True) == said


def test_before_the_meeting_there_is_nothing_to_state():
    assert labels(state=S.ON_AGENDA, board_ahead=True) == ["Se dagordningen"]
    assert labels(state=S.ON_AGENDA, decision_stated=True) == ["Se det angivna beslutet"]


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("state", list(S))
def test_the_group_writes_its_opinion_while_it_prepares(state, waits):
    asked = state is S.IN_PREPARATION and waits
    said = ["Skriv er organisations yttrande"] if asked else []
    assert labels(Viewpoint.GROUP, state=state, opinion_waits=waits) == said
    assert labels(Viewpoint.READER, state=state, opinion_waits=waits) == []
