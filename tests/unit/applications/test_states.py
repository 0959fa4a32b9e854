"""The machines of an application and of a request for completion: state by event by role."""

from __future__ import annotations

import pytest

from app.applications.domain import (
    APPLICATION_MACHINE,
    COMPLETION_MACHINE,
    OFFICE_WORDS,
    Access,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
    CompletionEvent,
    CompletionState,
    Part,
    applicants_word,
)
from app.applications.domain.states import APPLICANT_WORDS
from app.applications.policies import (
    HANDLE_APPLICATION,
    READ_APPLICATION,
    SUBMIT_APPLICATION,
    WRITE_APPLICATION,
)
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError

S, E = ApplicationState, ApplicationEvent
BOARD, GROUP, PERSON = 1, 7, 42
EVERYTHING_IN_ORDER = ApplicationFacts(proposal_made=True, paragraph_attested=True)

WAY = {
    (S.DRAFT, E.SUBMIT): S.SUBMITTED,
    (S.DRAFT, E.WITHDRAW): S.WITHDRAWN,
    (S.SUBMITTED, E.REGISTER): S.REGISTERED,
    (S.SUBMITTED, E.WITHDRAW): S.WITHDRAWN,
    (S.SUBMITTED, E.DISMISS): S.DISMISSED,
    (S.REGISTERED, E.PREPARE): S.IN_PREPARATION,
    (S.REGISTERED, E.MAKE_READY): S.READY_FOR_BOARD,
    (S.REGISTERED, E.WITHDRAW): S.WITHDRAWN,
    (S.REGISTERED, E.DISMISS): S.DISMISSED,
    (S.IN_PREPARATION, E.MAKE_READY): S.READY_FOR_BOARD,
    (S.IN_PREPARATION, E.WITHDRAW): S.WITHDRAWN,
    (S.IN_PREPARATION, E.DISMISS): S.DISMISSED,
    (S.READY_FOR_BOARD, E.TAKE_BACK): S.IN_PREPARATION,
    (S.READY_FOR_BOARD, E.PUT_ON_AGENDA): S.ON_AGENDA,
    (S.READY_FOR_BOARD, E.WITHDRAW): S.WITHDRAWN,
    (S.READY_FOR_BOARD, E.DISMISS): S.DISMISSED,
    (S.ON_AGENDA, E.TAKE_OFF_AGENDA): S.READY_FOR_BOARD,
    (S.ON_AGENDA, E.DECIDE): S.DECIDED,
    (S.ON_AGENDA, E.REFER_BACK): S.REGISTERED,
    (S.ON_AGENDA, E.TABLE): S.READY_FOR_BOARD,
    (S.ON_AGENDA, E.WITHDRAW): S.WITHDRAWN,
    (S.DECIDED, E.CLOSE): S.CLOSED,
}
OFFICE = {Role.DIRECTOR, Role.ADMINISTRATOR}
# Who sets each event going. What the board decides is brought back by the attested § alone.
BY_THE_PARAGRAPH = {E.DECIDE, E.REFER_BACK, E.TABLE}
BY_THE_APPLICANT = {E.SUBMIT, E.WITHDRAW}


def actor(role: Role) -> Actor:
    inside = {Role.MEMBER: GROUP, Role.CHAIR: BOARD, Role.REGULAR: BOARD}
    return Actor(1, PERSON, "Åsa Öberg", frozenset({(role, inside.get(role))}))


def access(state: S, role: Role, part: Part = Part.SUBMIT, **values) -> Access:
    """The facts of an application whose applicant is the actor, when that is her role."""
    parts = {PERSON: part} if role is Role.APPLICANT else {}
    return Access(1, state, parts=parts, body_ids=frozenset({GROUP}), **values)


def may_set_going(event: E, state: S, role: Role) -> bool:
    if event in BY_THE_PARAGRAPH:
        return False
    needed = SUBMIT_APPLICATION if event in BY_THE_APPLICANT else HANDLE_APPLICATION
    return actor(role).may(needed, access(state, role))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("event", list(E))
@pytest.mark.parametrize("state", list(S))
def test_an_application_goes_where_the_table_says_for_those_who_may(state, event, role):
    if (state, event) in WAY:
        target = APPLICATION_MACHINE.next(state, event, EVERYTHING_IN_ORDER)
        assert target is WAY[state, event]
    else:
        with pytest.raises(DomainError) as refusal:
            APPLICATION_MACHINE.next(state, event, EVERYTHING_IN_ORDER)
        assert refusal.value.code == "transition.not_allowed"

    by_office = event not in BY_THE_PARAGRAPH | BY_THE_APPLICANT and state is not S.DRAFT
    allowed = {Role.APPLICANT} if event in BY_THE_APPLICANT else OFFICE if by_office else set()
    assert may_set_going(event, state, role) is (role in allowed)


@pytest.mark.parametrize(
    ("state", "event", "facts", "reasons"),
    [
        (
            S.DRAFT,
            E.SUBMIT,
            ApplicationFacts(missing=2, after_last_day=True),
            ["application.incomplete", "application.after_last_day"],
        ),
        (
            S.READY_FOR_BOARD,
            E.PUT_ON_AGENDA,
            ApplicationFacts(completion_open=True),
            ["application.completion_open", "application.no_proposal"],
        ),
        (
            S.IN_PREPARATION,
            E.MAKE_READY,
            ApplicationFacts(completion_open=True, opinions_open=True),
            ["application.completion_open", "application.opinions_open"],
        ),
        (S.ON_AGENDA, E.REFER_BACK, ApplicationFacts(), ["application.not_attested"]),
        (S.ON_AGENDA, E.TABLE, ApplicationFacts(), ["application.not_attested"]),
    ],
)
def test_everything_that_is_in_the_way_is_said_at_once(state, event, facts, reasons):
    with pytest.raises(DomainError) as refusal:
        APPLICATION_MACHINE.next(state, event, facts)
    assert refusal.value.details["reasons"] == reasons


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.SUBMITTED, E.REGISTER),
        (S.REGISTERED, E.PREPARE),
        (S.REGISTERED, E.MAKE_READY),
        (S.IN_PREPARATION, E.MAKE_READY),
        (S.READY_FOR_BOARD, E.PUT_ON_AGENDA),
    ],
)
def test_nothing_moves_on_while_completion_is_awaited(state, event):
    facts = ApplicationFacts(completion_open=True, proposal_made=True)
    assert APPLICATION_MACHINE.reasons(state, event, facts) == ["application.completion_open"]


def test_rule_dec_only_an_attested_paragraph_decides():
    facts = ApplicationFacts(proposal_made=True)
    assert APPLICATION_MACHINE.reasons(S.ON_AGENDA, E.DECIDE, facts) == ["application.not_attested"]


C, CE = CompletionState, CompletionEvent


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("event", list(CE))
@pytest.mark.parametrize("state", list(C))
def test_a_request_is_answered_by_the_applicant_or_taken_back_by_the_office(state, event, role):
    if state is C.OPEN:
        target = C.ANSWERED if event is CE.ANSWER else C.WITHDRAWN
        assert COMPLETION_MACHINE.next(state, event, None) is target
    else:
        with pytest.raises(DomainError) as refusal:
            COMPLETION_MACHINE.next(state, event, None)
        assert refusal.value.code == "transition.not_allowed"

    needed = SUBMIT_APPLICATION if event is CE.ANSWER else HANDLE_APPLICATION
    facts = access(S.REGISTERED, role, completion_open=True)
    assert actor(role).may(needed, facts) is (
        role in ({Role.APPLICANT} if event is CE.ANSWER else OFFICE)
    )


@pytest.mark.parametrize(
    ("part", "writes", "sends"),
    [(Part.SUBMIT, True, True), (Part.WRITE, True, False), (Part.COMMENT, False, False)],
)
def test_what_a_collaborator_may_do_follows_from_the_part(part, writes, sends):
    facts = access(S.REGISTERED, Role.APPLICANT, part, completion_open=True)
    me = actor(Role.APPLICANT)
    assert me.may(WRITE_APPLICATION, facts) is writes
    assert me.may(SUBMIT_APPLICATION, facts) is sends


@pytest.mark.parametrize("state", list(S))
def test_a_completion_opens_only_the_pages_that_were_asked_about(state):
    facts = Access(1, state, completion_open=True, asked=frozenset({"budget"}))
    pending = {S.SUBMITTED, S.REGISTERED, S.IN_PREPARATION, S.READY_FOR_BOARD}
    assert facts.opens("budget") is (state in {S.DRAFT, *pending})
    assert facts.opens("goals") is (state is S.DRAFT)


@pytest.mark.parametrize("state", list(S))
def test_who_reads_an_application_depends_on_how_far_it_has_come(state):
    handed_in = state is not S.DRAFT
    board_sees = state in {S.ON_AGENDA, S.DECIDED, S.CLOSED}
    expected = {
        Role.DIRECTOR: handed_in,
        Role.ADMINISTRATOR: handed_in,
        Role.AUDITOR: handed_in,
        Role.MEMBER: handed_in,
        Role.CHAIR: board_sees,
        Role.REGULAR: board_sees,
        Role.APPLICANT: True,
    }
    for role, sees in expected.items():
        assert actor(role).may(READ_APPLICATION, access(state, role)) is sees, role


@pytest.mark.parametrize("state", list(S))
def test_rule_dec_the_applicants_words_say_nothing_of_a_decision_before_it_is_attested(state):
    assert OFFICE_WORDS[state]
    assert applicants_word(state) == APPLICANT_WORDS[state]
    asked = applicants_word(state, completion_open=True)
    pending = {S.SUBMITTED, S.REGISTERED, S.IN_PREPARATION, S.READY_FOR_BOARD}
    assert (asked == "Behöver kompletteras") is (state in pending)
