"""Number series hold under pressure (rule NUM)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.kernel import counters, db

THREADS, ROUNDS = 8, 25


@pytest.mark.slow
def test_rule_num_eight_threads_never_get_the_same_number_and_leave_no_gap(app):
    def work(_number: int) -> list[int]:
        taken = []
        for _ in range(ROUNDS):
            with app.app_context(), db.new_session() as session, db.committing(session):
                taken.append(counters.take(session, "paragraph:1:2016"))
        return taken

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = [n for taken in pool.map(work, range(THREADS)) for n in taken]

    assert sorted(numbers) == list(range(1, THREADS * ROUNDS + 1))


def test_rule_num_a_number_of_a_rolled_back_transaction_is_given_again(app, db_session):
    assert counters.take(db_session, "x") == 1
    db_session.rollback()

    assert counters.take(db_session, "x") == 1


def test_several_numbers_are_taken_at_once(db_session):
    assert counters.take(db_session, "x", count=14) == 1
    assert counters.take(db_session, "x") == 15
    assert counters.last(db_session, "x") == 15
    assert counters.last(db_session, "y") == 0


def test_a_series_goes_on_after_what_was_used_before(db_session):
    counters.continue_from(db_session, "x", 56)
    assert counters.take(db_session, "x") == 57

    counters.continue_from(db_session, "x", 12)
    assert counters.take(db_session, "x") == 58
