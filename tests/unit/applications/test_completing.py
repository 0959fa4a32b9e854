"""A request for completion: what it has to say, and when it is reminded of."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications.domain import ApplicationState
from app.applications.domain.completing import (
    Asked,
    Letter,
    Reminder,
    check_request,
    reminder_due,
    reminder_text,
    request_text,
    suggested_due,
    titles,
)
from app.kernel.errors import DomainError

TODAY = date(2017, 2, 15)
DUE = date(2017, 3, 1)
POINTS = [("budget", "Kostnaden för lokaler saknas."), ("files", "Bifoga intyget.")]


def ask(**changes):
    given = {
        "form_version": 1,
        "state": ApplicationState.REGISTERED,
        "points": POINTS,
        "due_on": DUE,
        "today": TODAY,
    }
    check_request(**{**given, **changes})


def refused(**changes) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        ask(**changes)
    return refusal.value


PENDING = {
    ApplicationState.SUBMITTED,
    ApplicationState.REGISTERED,
    ApplicationState.IN_PREPARATION,
    ApplicationState.READY_FOR_BOARD,
}


@pytest.mark.parametrize("state", list(ApplicationState))
def test_completion_is_asked_for_from_the_submission_until_the_agenda(state):
    if state in PENDING:
        ask(state=state)
    else:
        assert refused(state=state).code == "completion.not_now"


@pytest.mark.parametrize("points", [[], [("budget", " ")], [*POINTS, ("goals", "")]])
def test_every_point_says_what_is_missing(points):
    assert (refused(points=points).code, refused(points=points).field) == (
        "completion.no_points",
        "points",
    )


def test_a_page_that_the_form_does_not_have_is_refused():
    assert refused(points=[("salaries", "Saknas.")]).code == "completion.unknown_section"


def test_there_is_one_point_for_each_page():
    assert refused(points=[*POINTS, ("budget", "Mer.")]).code == "completion.twice"


def test_a_point_is_no_essay():
    refusal = refused(points=[("budget", "x" * 2001)])
    assert (refusal.code, refusal.details) == ("completion.too_long", {"most": 2000})
    ask(points=[("budget", "x" * 2000)])


@pytest.mark.parametrize("day", [date(2017, 2, 14), TODAY])
def test_the_applicant_gets_at_least_a_day(day):
    assert (refused(due_on=day).code, refused(due_on=day).field) == (
        "completion.due_past",
        "due_on",
    )


def test_every_page_can_be_asked_about_and_the_attachments():
    found = titles(1)
    assert found["budget"] == "Budget"
    assert list(found)[-1] == "files"
    assert len(found) == 17


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2017, 2, 15), date(2017, 3, 1)),
        (date(2017, 12, 11), date(2017, 12, 27)),  # not on Christmas Day or the day after
    ],
)
def test_two_weeks_are_suggested_past_days_off(today, day):
    assert suggested_due(today) == day


class TestReminders:
    def asked(self, reminded_on: date | None = None, sent_on: date = TODAY) -> Asked:
        return Asked(sent_on=sent_on, due_on=DUE, reminded_on=reminded_on)

    @pytest.mark.parametrize(
        ("today", "which"),
        [
            (date(2017, 2, 25), None),
            (date(2017, 2, 26), Reminder.BEFORE),
            (DUE, Reminder.BEFORE),
            (date(2017, 3, 2), None),
            (date(2017, 3, 3), Reminder.AFTER),
            (date(2017, 4, 1), Reminder.AFTER),
        ],
    )
    def test_there_is_one_some_days_before_and_one_some_days_after(self, today, which):
        assert reminder_due(self.asked(), today) is which

    def test_each_is_sent_once(self):
        before = date(2017, 2, 26)
        assert reminder_due(self.asked(before), DUE) is None
        assert reminder_due(self.asked(before), date(2017, 3, 3)) is Reminder.AFTER
        assert reminder_due(self.asked(date(2017, 3, 3)), date(2017, 4, 1)) is None

    def test_nobody_is_reminded_on_the_day_of_the_request(self):
        sent_on = date(2017, 2, 28)
        assert reminder_due(self.asked(sent_on=sent_on), sent_on) is None
        assert reminder_due(self.asked(sent_on=sent_on), DUE) is Reminder.BEFORE


class TestMails:
    letter = Letter(DUE, [("Budget", "Lokaler saknas."), ("Bilagor", "Intyget.")], "Ring.", "LÄNK")

    def test_the_request_has_every_point_and_the_way_to_answer(self):
        text = request_text(self.letter)
        assert text.startswith(
            "För att kunna bereda ansökan behöver vi att ni kompletterar följande senast den "
            "2017-03-01."
        )
        assert "Budget\nLokaler saknas.\n\nBilagor\nIntyget.\n\nRing." in text
        assert "LÄNK" in text

    def test_a_request_without_a_message_leaves_no_hole(self):
        text = request_text(Letter(DUE, [("Budget", "Lokaler saknas.")], "", "LÄNK"))
        assert "\n\n\n" not in text

    def test_the_reminders_say_whether_the_day_has_passed(self):
        assert "ska vara hos oss senast den 2017-03-01" in reminder_text(self.letter, late=False)
        assert "skulle ha kommit senast den 2017-03-01" in reminder_text(self.letter, late=True)
