"""Addresses that lie in files of their own, one for each part of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy.orm import Session

from tests.browser import (
    samples_agenda,
    samples_alone,
    samples_board,
    samples_disclosure,
    samples_outside,
    samples_review,
    samples_sealing,
    samples_signing,
    samples_year,
)

BY_ENDPOINT: dict[str, Callable[[Session], Iterable[dict[str, Any]]]] = {
    **samples_agenda.BY_ENDPOINT,
    **samples_alone.BY_ENDPOINT,
    **samples_board.BY_ENDPOINT,
    **samples_disclosure.BY_ENDPOINT,
    **samples_outside.BY_ENDPOINT,
    **samples_review.BY_ENDPOINT,
    **samples_sealing.BY_ENDPOINT,
    **samples_signing.BY_ENDPOINT,
    **samples_year.BY_ENDPOINT,
}
WITH_A_QUESTION = samples_board.WITH_A_QUESTION
