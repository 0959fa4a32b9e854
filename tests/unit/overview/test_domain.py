"""What the overview says of tasks and of what has happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.kernel.tasks import Task, in_order
from app.overview.domain import Happening, lateness, once

DAY = date(2017, 2, 15)


def task(text: str, days: int | None = None, *, mine: bool = False) -> Task:
    due = None if days is None else DAY + timedelta(days=days)
    return Task(text, "/", due, mine=mine)


def test_mine_come_first_then_by_day_and_what_has_no_day_last() -> None:
    found = in_order(
        [task("utan dag"), task("om en vecka", 7), task("försenad", -2), task("min", 30, mine=True)]
    )
    assert [t.text for t in found] == ["min", "försenad", "om en vecka", "utan dag"]


def test_the_same_thing_from_two_places_is_one() -> None:
    assert len(in_order([task("samma", 1), task("samma", 1)])) == 1


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([], ""),
        ([None, 0, 3], ""),
        ([-1, 0], "En sak är försenad."),
        ([-1, -5], "2 saker är försenade."),
    ],
)
def test_what_is_late_is_counted_from_the_day_after_its_last(
    days: list[int | None], sentence: str
) -> None:
    assert lateness([task("x", d) for d in days], DAY) == sentence


def test_what_was_done_over_and_over_is_told_once_with_its_last_moment() -> None:
    now = datetime(2017, 2, 15, tzinfo=UTC)
    rows = [Happening(now - timedelta(minutes=m), "Maj", "ändrade", DAY) for m in range(5)]
    rows.append(Happening(now - timedelta(hours=1), "Maj", "skickade kallelsen", None))
    assert [(r.at, r.sentence) for r in once(rows, limit=15)] == [
        (now, "ändrade"),
        (now - timedelta(hours=1), "skickade kallelsen"),
    ]
    assert len(once(rows, limit=1)) == 1
