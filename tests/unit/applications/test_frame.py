"""The room in the frame, year by year (rule FRAME)."""

from __future__ import annotations

import pytest

from app.applications.domain.frame import FrameFacts, frame_years, short_years


def test_rule_frame_room_is_frame_less_decided_and_reserved():
    """Rule FRAME: each amount is counted once, also when it is reserved and on an agenda."""
    facts = FrameFacts(
        frames={2017: 1000, 2018: 100},
        decided={2017: 300},
        reserved={2017: 200},
        reserved_on_agenda={2017: 50},
        on_agenda={2017: 50, 2018: 80},
        here={2017: 400, 2018: 30},
        here_reserved={2017: 200},
    )
    one, two, three, four = frame_years(facts, first=2017)
    assert (one.room, one.if_agenda, one.if_here) == (450, 450, 250)
    assert one.elsewhere == 0  # what is reserved is for the application itself
    assert one.if_here == one.frame - one.decided - one.elsewhere - one.on_agenda - one.here
    assert (two.room, two.if_agenda, two.if_here) == (100, 20, -10)
    assert (one.warning, two.warning, three.warning, four.warning) == ("", "Räcker inte", "", "")
    assert short_years([one, two, three, four]) == (two,)


def test_rule_frame_shows_this_year_the_next_three_and_what_is_asked_for():
    """Rule FRAME."""
    found = frame_years(FrameFacts(), first=2017, years={2023})
    assert [one.year for one in found] == [2017, 2018, 2019, 2020, 2023]
    assert [one.room for one in found] == [None] * 5


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (FrameFacts(frames={2017: 1}, decided={2017: 2}), "Överskriden"),
        (FrameFacts(frames={2017: 1}, on_agenda={2017: 2}), "Räcker inte"),
        (FrameFacts(frames={2017: 1}, here={2017: 2}), "Räcker inte"),
        (FrameFacts(frames={2017: 2}, here={2017: 2}), ""),
        (FrameFacts(here={2017: 1}), "Ram saknas"),
        (FrameFacts(on_agenda={2017: 1}), "Ram saknas"),
        (FrameFacts(decided={2017: 1}), "Ram saknas"),
        (FrameFacts(), ""),
    ],
)
def test_rule_frame_warns_in_a_word(facts, word):
    """Rule FRAME."""
    assert frame_years(facts, first=2017)[0].warning == word
