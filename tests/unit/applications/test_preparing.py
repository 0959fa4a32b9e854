"""Opinions counted and put in words, who sees them, what can be sent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.applications.domain import (
    OPINION_MACHINE,
    Access,
    ApplicationState,
    OpinionEvent,
    OpinionState,
    Stance,
)
from app.applications.domain.preparing import (
    GROUND_WORDS,
    OPINION_WORDS,
    UNITY_WORDS,
    Ground,
    Unity,
    Voice,
    check_due,
    check_stance,
    proposed_position,
    sees_opinions,
    tally,
)
from app.applications.policies import GIVE_OPINION, READ_GROUPS
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError

GROUP, OTHER = 7, 8
OPEN = Voice(OpinionState.OPEN)
RECUSED = Voice(OpinionState.RECUSED)
WAY = {
    (OpinionState.OPEN, OpinionEvent.SEND): OpinionState.SENT,
    (OpinionState.OPEN, OpinionEvent.RECUSE): OpinionState.RECUSED,
}
MAY_GIVE = {Role.MEMBER, Role.CHAIR, Role.VICE_CHAIR, Role.SUBSTITUTE}


def sent(stance: Stance, ore: int | None = None) -> Voice:
    return Voice(OpinionState.SENT, stance, ore)


def somebody(role: Role, body_id: int | None) -> Actor:
    return Actor(1, 1, "Någon", frozenset({(role, body_id)}))


def part(ore: int) -> Voice:
    return sent(Stance.GRANT_IN_PART, ore)


@pytest.mark.parametrize("state", list(OpinionState))
@pytest.mark.parametrize("event", list(OpinionEvent))
@pytest.mark.parametrize("role", list(Role))
def test_rule_prep_an_opinion_is_given_once_and_only_from_within_its_group(state, event, role):
    access = Access(1, ApplicationState.IN_PREPARATION, body_ids=frozenset({GROUP}))

    assert somebody(role, GROUP).may(GIVE_OPINION, access) is (role in MAY_GIVE)
    assert not somebody(role, OTHER).may(GIVE_OPINION, access)
    if (state, event) in WAY:
        assert OPINION_MACHINE.next(state, event, None) is WAY[state, event]
    else:
        with pytest.raises(DomainError, match=r"transition\.not_allowed"):
            OPINION_MACHINE.next(state, event, None)


def test_a_draft_is_nobodys_to_give_an_opinion_about():
    access = Access(1, ApplicationState.DRAFT, body_ids=frozenset({GROUP}))

    assert not somebody(Role.MEMBER, GROUP).may(GIVE_OPINION, access)


def test_a_groups_meetings_are_read_by_the_group_the_office_and_the_auditor():
    assert somebody(Role.MEMBER, GROUP).may(READ_GROUPS, GROUP)
    assert somebody(Role.DIRECTOR, None).may(READ_GROUPS, GROUP)
    assert somebody(Role.AUDITOR, None).may(READ_GROUPS, GROUP)
    assert not somebody(Role.MEMBER, OTHER).may(READ_GROUPS, GROUP)
    assert not READ_GROUPS.allows(None, GROUP)


def test_five_of_seven_that_differ_are_divided():
    voices = [sent(Stance.GRANT)] * 4 + [sent(Stance.REJECT)] + [OPEN] * 2

    assert tally(voices).unity is Unity.DIVIDED
    assert tally(voices).summary == "5 av 7 har svarat, delade meningar"
    assert tally(voices).progress == "5 av 7 har svarat"


@pytest.mark.parametrize(
    ("voices", "unity", "words"),
    [
        ([], Unity.INCOMPLETE, "0 av 0 har svarat, ofullständigt"),
        ([OPEN, OPEN], Unity.INCOMPLETE, "0 av 2 har svarat, ofullständigt"),
        ([RECUSED], Unity.INCOMPLETE, "0 av 0 har svarat, ofullständigt, 1 med jäv"),
        ([sent(Stance.GRANT), OPEN], Unity.INCOMPLETE, "1 av 2 har svarat, ofullständigt"),
        ([sent(Stance.GRANT)] * 2, Unity.AGREED, "2 av 2 har svarat, eniga"),
        ([sent(Stance.GRANT), RECUSED], Unity.AGREED, "1 av 1 har svarat, eniga, 1 med jäv"),
        ([part(100), part(100)], Unity.AGREED, "2 av 2 har svarat, eniga"),
        ([part(100), part(200)], Unity.DIVIDED, "2 av 2 har svarat, delade meningar"),
        (
            [sent(Stance.GRANT), sent(Stance.REFER_BACK)],
            Unity.DIVIDED,
            "2 av 2 har svarat, delade meningar",
        ),
    ],
)
def test_opinions_are_agreed_divided_or_incomplete(voices, unity, words):
    assert tally(voices).unity is unity
    assert tally(voices).summary == words


ANY_VOICE = st.one_of(
    st.just(OPEN),
    st.just(RECUSED),
    st.sampled_from([sent(s) for s in Stance if s is not Stance.GRANT_IN_PART]),
    st.integers(1, 5).map(part),
)


@given(st.lists(ANY_VOICE, max_size=9))
def test_nobody_is_counted_twice_and_agreement_needs_everybody(voices):
    found = tally(voices)

    assert found.asked + found.recused == len(voices)
    assert found.answered <= found.asked
    if found.unity is Unity.AGREED:
        assert found.answered == found.asked > 0


@pytest.mark.parametrize(
    ("voices", "proposed"),
    [
        ([], (None, None)),
        ([OPEN, RECUSED], (None, None)),
        ([sent(Stance.GRANT), sent(Stance.GRANT), sent(Stance.REJECT)], (Stance.GRANT, None)),
        ([sent(Stance.GRANT), sent(Stance.REJECT)], (None, None)),
        ([part(300), part(200), sent(Stance.GRANT)], (Stance.GRANT_IN_PART, 200)),
    ],
)
def test_most_of_those_who_answered_make_the_proposal_with_the_lowest_amount(voices, proposed):
    assert proposed_position(voices) == proposed


@pytest.mark.parametrize(
    ("stance", "ore", "text", "field"),
    [
        (None, None, "", "stance"),
        (Stance.GRANT_IN_PART, None, "Skäl", "ore"),
        (Stance.GRANT_IN_PART, 0, "Skäl", "ore"),
        (Stance.GRANT_IN_PART, -1, "Skäl", "ore"),
        (Stance.GRANT_IN_PART, 1_000, "Skäl", "ore"),
        (Stance.GRANT_IN_PART, 999, " ", "text"),
        (Stance.REJECT, None, "", "text"),
        (Stance.REFER_BACK, None, "", "text"),
    ],
)
def test_rule_part_what_is_missing_or_impossible_is_refused_beside_its_field(
    stance, ore, text, field
):
    with pytest.raises(DomainError) as refusal:
        check_stance(stance, ore, text, applied_ore=1_000, applied="10 kr")

    assert refusal.value.field == field


def test_an_amount_belongs_to_a_grant_in_part_only():
    known = {"applied_ore": 1_000, "applied": "10 kr"}

    assert check_stance(Stance.GRANT, 500, "", **known) is None
    assert check_stance(Stance.REJECT, 500, "Skäl", **known) is None
    assert check_stance(Stance.GRANT_IN_PART, 999, "Skäl", **known) == 999


@pytest.mark.parametrize(
    ("due_on", "meets_on", "code"),
    [
        (date(2017, 2, 14), None, "preparation.due_passed"),
        (date(2017, 2, 25), date(2017, 2, 24), "preparation.due_after_meeting"),
    ],
)
def test_a_last_day_that_nobody_could_keep_is_refused(due_on, meets_on, code):
    with pytest.raises(DomainError) as refusal:
        check_due(due_on, meets_on, today=date(2017, 2, 15))

    assert refusal.value.code == code


@pytest.mark.parametrize("due_on", [None, date(2017, 2, 15), date(2017, 2, 24)])
def test_a_last_day_until_the_groups_meeting_is_taken(due_on):
    check_due(due_on, date(2017, 2, 24), today=date(2017, 2, 15))


@pytest.mark.parametrize(
    ("unbound", "own", "others_open", "sees"),
    [
        (True, [OpinionState.OPEN], True, True),
        (False, [OpinionState.OPEN], False, False),
        (False, [OpinionState.SENT, OpinionState.OPEN], False, False),
        (False, [OpinionState.SENT], True, True),
        (False, [OpinionState.RECUSED], True, True),
        (False, [], True, False),
        (False, [], False, True),
    ],
)
def test_rule_prep_others_opinions_are_seen_after_ones_own(unbound, own, others_open, sees):
    assert sees_opinions(unbound=unbound, own=own, others_open=others_open) is sees


def test_every_kind_has_its_word():
    assert set(UNITY_WORDS) == set(Unity)
    assert set(OPINION_WORDS) == set(OpinionState)
    assert set(GROUND_WORDS) == set(Ground)
