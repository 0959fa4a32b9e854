"""The steps of a meeting, the next one, and what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from app.meetings.domain import (
    AgendaFacts,
    ItemFacts,
    ItemKind,
    MeetingEvent,
    MeetingState,
    Standing,
    lacks,
    next_step,
    steps,
)

S, E = MeetingState, MeetingEvent
LABELS = [
    "Planerat",
    "Dagordning",
    "Kallelse",
    "Sammanträde",
    "Protokoll",
    "Justering",
    "Anslag",
    "Klart",
]


def steps_of(state, taken=None, days=7):
    return steps(
        state,
        planned_on=date(2016, 12, 12),
        held_on=date(2017, 2, 24),
        summons_days=days,
        taken=taken or {},
    )


@pytest.mark.parametrize(
    ("state", "current"),
    [
        (S.PLANNED, "Planerat"),
        (S.DRAFTING, "Dagordning"),
        (S.SUMMONED, "Sammanträde"),
        (S.IN_SESSION, "Sammanträde"),
        (S.MINUTES_DRAFTING, "Protokoll"),
        (S.FROZEN, "Justering"),
        (S.ATTESTED, "Anslag"),
        (S.POSTED, "Anslag"),
    ],
)
def test_one_step_is_the_present_one(state, current):
    made = steps_of(state)

    assert [step.label for step in made] == LABELS
    assert [step.label for step in made if step.state == "current"] == [current]
    at = LABELS.index(current)
    assert all(step.state == "done" for step in made[:at])
    assert all(step.state == "coming" for step in made[at + 1 :])


def test_when_all_is_done_every_step_is():
    assert {step.state for step in steps_of(S.FINAL)} == {"done"}


def test_rule_sum_the_summons_shows_its_last_day_until_it_is_sent():
    summons = steps_of(S.DRAFTING)[2]
    assert (summons.day, summons.at_latest) == (date(2017, 2, 17), True)

    sent = steps_of(S.SUMMONED, {E.SUMMON: date(2017, 2, 16)}, days=None)[2]
    assert (sent.day, sent.at_latest) == (date(2017, 2, 16), False)


def test_rule_sum_the_last_day_of_the_summons_stands_under_no_other_step():
    made = steps_of(S.DRAFTING, {E.BEGIN_AGENDA: date(2017, 2, 1)})

    assert [step.day for step in made if step.label != "Kallelse"] == [
        date(2016, 12, 12),
        None,
        date(2017, 2, 24),
        *[None] * 4,
    ]


def test_the_days_of_what_has_been_done_stand_under_the_steps():
    taken = {
        E.BEGIN_AGENDA: date(2017, 2, 1),
        E.SUMMON: date(2017, 2, 16),
        E.FREEZE: date(2017, 3, 1),
        E.ATTEST: date(2017, 3, 6),
        E.POST: date(2017, 3, 7),
    }

    days = [step.day for step in steps_of(S.POSTED, taken, days=None)]

    assert days == [
        date(2016, 12, 12),
        date(2017, 2, 1),
        date(2017, 2, 16),
        date(2017, 2, 24),
        date(2017, 3, 1),
        date(2017, 3, 6),
        date(2017, 3, 7),
        None,
    ]


def test_an_unlocked_freezing_shows_no_day_for_the_minutes():
    taken = {E.FREEZE: date(2017, 3, 1), E.UNLOCK: date(2017, 3, 2)}

    minutes = steps_of(S.MINUTES_DRAFTING, taken, days=None)[4]

    assert (minutes.state, minutes.day) == ("current", None)


def test_a_cancelled_meeting_keeps_what_was_done_and_skips_the_rest():
    made = steps_of(S.CANCELLED, {E.BEGIN_AGENDA: date(2017, 2, 1), E.CANCEL: date(2017, 2, 9)})

    assert [step.state for step in made] == ["done", "done"] + ["skipped"] * 6
    assert not any(step.at_latest for step in made)


@pytest.mark.parametrize("state", list(S))
def test_the_office_has_a_next_step_until_the_end(state):
    found = next_step(state, office=True)

    assert (found is None) is (state in {S.FINAL, S.CANCELLED})


@pytest.mark.parametrize("state", list(S))
def test_readers_are_never_sent_to_the_offices_pages(state):
    found = next_step(state, office=False)

    office_only = {"meetings.agenda", "minutes.attendance", "minutes.edit"}
    assert found is None or found.endpoint not in office_only


def item(number, *, kind=ItemKind.DECISION, has_proposal=True, fixed=False):
    return ItemFacts(number, str(number), kind, Standing.NONE, has_proposal, fixed)


def facts(**values):
    defaults = {
        "state": S.DRAFTING,
        "held_on": date(2017, 2, 24),
        "today": date(2017, 2, 15),
        "summons_days": 7,
        "items": [item(1)],
        "regulars": 5,
        "on_paper": 0,
    }
    return AgendaFacts(**{**defaults, **values})


def test_nothing_is_missing_in_a_whole_agenda_in_time():
    assert lacks(facts()) == ()


def test_a_decision_item_without_proposal_is_only_a_warning():
    (lack,) = lacks(facts(items=[item(9), item(10, has_proposal=False)]))

    assert lack.text == "Ärende 10 har inget förslag till beslut"
    assert (lack.place, lack.kind) == ("item:10", "warning")


def test_information_needs_no_proposal():
    assert lacks(facts(items=[item(1, kind=ItemKind.INFORMATION, has_proposal=False)])) == ()


def test_an_empty_agenda_and_no_members_must_be_put_right():
    found = lacks(facts(items=[], regulars=0))

    assert {lack.kind for lack in found} == {"missing"}
    assert [lack.place for lack in found] == ["seats", "agenda"]


def test_only_fixed_items_is_a_warning():
    (lack,) = lacks(facts(items=[item(1, fixed=True)]))

    assert lack.text == "Dagordningen har bara de fasta ärendena"


@pytest.mark.parametrize(("number", "words"), [(1, "En person saknar"), (2, "2 personer saknar")])
def test_those_without_an_address_get_it_on_paper(number, words):
    (lack,) = lacks(facts(on_paper=number))

    assert lack.text.startswith(words)


def test_rule_sum_a_late_summons_is_said_with_its_last_day():
    (lack,) = lacks(facts(today=date(2017, 2, 18)))

    assert (lack.kind, lack.text) == ("late", "Kallelsen skulle ha skickats senast 2017-02-17")


def test_a_sent_summons_is_not_late_but_may_be_out_of_date():
    sent = facts(state=S.SUMMONED, today=date(2017, 2, 20))
    assert lacks(sent) == ()

    (lack,) = lacks(facts(state=S.SUMMONED, changed_since=True))
    assert lack.place == "summons"


def test_without_the_rules_of_procedure_nothing_is_late():
    assert lacks(facts(today=date(2017, 2, 23), summons_days=None)) == ()


def test_once_the_meeting_began_the_agenda_lacks_nothing():
    assert lacks(facts(state=S.IN_SESSION, items=[], regulars=0)) == ()


def test_an_election_that_does_not_say_what_it_is_to_is_a_warning():
    election = ItemFacts(
        7, "7", ItemKind.ELECTION, Standing.NONE, has_proposal=False, fixed=False, elects=False
    )

    assert "Ärende 7 säger inte vad valet gäller" in [
        lack.text for lack in lacks(facts(items=[election]))
    ]
