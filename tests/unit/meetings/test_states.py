"""A meeting's life: every state and event, the times, the link, and when a summons is late."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.kernel.errors import DomainError
from app.meetings.domain import (
    AGENDA_OPEN,
    MEETING_MACHINE,
    STATE_WORDS,
    MeetingEvent,
    MeetingFacts,
    MeetingState,
    agenda_is_shared,
    check_link,
    check_times,
    days_before,
    last_summons_day,
    summons_is_late,
)

S, E = MeetingState, MeetingEvent
READY = MeetingFacts(items=13, recipients=12)

WAY = {
    (S.PLANNED, E.BEGIN_AGENDA): S.DRAFTING,
    (S.DRAFTING, E.SUMMON): S.SUMMONED,
    (S.SUMMONED, E.SUMMON): S.SUMMONED,
    (S.SUMMONED, E.OPEN): S.IN_SESSION,
    (S.IN_SESSION, E.CLOSE): S.MINUTES_DRAFTING,
    (S.MINUTES_DRAFTING, E.FREEZE): S.FROZEN,
    (S.FROZEN, E.UNLOCK): S.MINUTES_DRAFTING,
    (S.FROZEN, E.ATTEST): S.ATTESTED,
    (S.ATTESTED, E.POST): S.POSTED,
    (S.POSTED, E.FINISH): S.FINAL,
    (S.PLANNED, E.CANCEL): S.CANCELLED,
    (S.DRAFTING, E.CANCEL): S.CANCELLED,
    (S.SUMMONED, E.CANCEL): S.CANCELLED,
}


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("event", list(E))
def test_an_event_leads_where_the_table_says_or_is_refused(state, event):
    if (state, event) in WAY:
        assert MEETING_MACHINE.next(state, event, READY) is WAY[state, event]
    else:
        with pytest.raises(DomainError) as refusal:
            MEETING_MACHINE.next(state, event, READY)
        assert refusal.value.code == "transition.not_allowed"


def test_a_summons_without_items_and_recipients_is_refused_with_both_reasons():
    with pytest.raises(DomainError) as refusal:
        MEETING_MACHINE.next(S.DRAFTING, E.SUMMON, MeetingFacts())

    assert refusal.value.details["reasons"] == ["meeting.no_items", "meeting.no_recipients"]


def test_every_state_has_a_word():
    assert set(STATE_WORDS) == set(S)


def test_the_agenda_is_open_until_the_meeting_begins():
    assert {S.PLANNED, S.DRAFTING, S.SUMMONED} == AGENDA_OPEN


@pytest.mark.parametrize("ends_at", [time(8, 59), time(9)])
def test_a_meeting_that_ends_before_it_starts_is_refused(ends_at):
    with pytest.raises(DomainError) as refusal:
        check_times(time(9), ends_at)

    assert refusal.value.field == "ends_at"


def test_a_meeting_may_last_a_minute():
    check_times(time(9), time(9, 1))


@pytest.mark.parametrize("link", ["", "https://mote.example/a?b=c", "http://mote.example"])
def test_a_web_address_is_a_link(link):
    assert check_link(link) == link


@pytest.mark.parametrize("link", ["mote.example", "javascript:alert(1)", "https://a b", "ftp://a"])
def test_what_is_not_a_web_address_is_no_link(link):
    with pytest.raises(DomainError) as refusal:
        check_link(link)

    assert refusal.value.field == "digital_link"


class TestRuleSUM:
    """Rule SUM: the summons at least N days before the meeting."""

    def test_rule_sum_a_summons_on_the_last_day_is_in_time(self):
        assert not summons_is_late(date(2017, 2, 24), date(2017, 2, 17), 7)

    def test_rule_sum_a_summons_the_day_after_the_last_is_late(self):
        assert summons_is_late(date(2017, 2, 24), date(2017, 2, 18), 7)

    def test_rule_sum_a_summons_after_the_meeting_is_late_even_with_no_days_asked(self):
        assert summons_is_late(date(2017, 2, 24), date(2017, 2, 25), 0)

    def test_rule_sum_days_are_counted_from_the_sending_to_the_meeting(self):
        assert days_before(date(2017, 2, 24), date(2017, 2, 16)) == 8

    def test_rule_sum_the_last_day_is_so_many_days_before(self):
        assert last_summons_day(date(2017, 2, 24), 7) == date(2017, 2, 17)


@pytest.mark.parametrize("state", list(S))
def test_rule_o5_a_draft_agenda_is_not_shared_and_a_sent_one_is(state):
    """Rule O5: before it is sent the agenda is working material."""
    drafts = {S.PLANNED, S.DRAFTING, S.CANCELLED}

    assert agenda_is_shared(state, 0) is (state not in drafts)


def test_the_agenda_of_a_meeting_that_was_cancelled_after_its_summons_stays_shared():
    assert agenda_is_shared(S.CANCELLED, 1)
