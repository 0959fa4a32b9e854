"""Tests that take their time are listed, and those that take ten times too long fail."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Seconds of processor time of the test itself; other processes on the machine do not count.
LIMITS = {"unit": 0.010, "integration": 0.500}
TOLERANCE = 10
OVER = "over its limit"


class TooSlowError(AssertionError):
    """A test took more than ten times its limit and is not marked ``slow``."""


def limit_for(path: Path, *, slow: bool) -> float | None:
    """Return the limit of a test by its folder, or None when it has none."""
    return None if slow else next((LIMITS[p] for p in path.parts if p in LIMITS), None)


@contextmanager
def limited(limit: float | None, properties: list[tuple[str, Any]]) -> Iterator[None]:
    """Note in ``properties`` when the block takes longer than its limit; refuse ten times it."""
    started = time.thread_time()
    yield
    spent = time.thread_time() - started
    if limit is None or spent <= limit:
        return
    properties.append((OVER, f"{spent * 1000:.0f} ms of {limit * 1000:.0f} ms"))
    if spent > limit * TOLERANCE:
        raise TooSlowError(
            f"{spent:.3f} s of processor time; the limit is {limit} s, ten times allowed"
        )
