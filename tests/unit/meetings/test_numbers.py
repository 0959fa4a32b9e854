"""Numbers that stand once they are sent, and starting times."""

from __future__ import annotations

from datetime import time

from app.meetings.domain import item_labels, planned_beyond, starting_times

FALSE = [False] * 9


def test_what_is_put_in_after_the_summons_is_lettered_and_the_sent_numbers_stand():
    sent = ["1", "2", "3", "4", "", "", "5"]

    assert item_labels(FALSE[:7], sent) == ("1", "2", "3", "4", "4 a", "4 b", "5")


def test_a_new_item_never_takes_a_letter_that_was_sent():
    assert item_labels(FALSE[:4], ["4", "", "4 a", ""]) == ("4", "4 b", "4 a", "4 c")


def test_a_new_item_before_all_others_is_lettered_under_the_first_sent_one():
    assert item_labels(FALSE[:3], ["", "1", "2"]) == ("1 a", "1", "2")


def test_items_in_another_order_keep_the_numbers_that_were_sent():
    assert item_labels(FALSE[:3], ["1", "3", "2"]) == ("1", "3", "2")


def test_before_the_summons_the_items_are_numbered_in_order():
    assert item_labels([False, False, True], ["", "", ""]) == ("1", "2", "2 a")


def test_starting_times_add_up_and_stand_only_where_something_is_planned():
    told = starting_times(time(9), [15, None, 60, 30])

    assert told == ("ca kl. 09.00", "", "ca kl. 09.15", "ca kl. 10.15")


def test_the_minutes_beyond_the_end_of_the_meeting_are_counted():
    assert planned_beyond(time(9), time(10), [45, None, 30]) == 15
    assert planned_beyond(time(9), time(12), [45]) == 0
