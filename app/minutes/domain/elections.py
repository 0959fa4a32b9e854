"""The att-sats of an election: who, to what, for which term. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date

from app.kernel.errors import DomainError
from app.minutes.domain.listing import listed


def election_clause(
    people: Iterable[str],
    *,
    office: str,
    first: date | None = None,
    last: date | None = None,
    term: str = "",
) -> str:
    """Return "utse Karin Wallmark till vice ordförande för tiden 1 april 2017–31 mars 2021".

    ``term`` are the association's own words ("för mandatperioden 2019–2022"), used when there is
    no first day; without an end the election is "från och med" the first day.

    Raises:
        DomainError: ``election.nobody`` on ``people``, ``election.no_office`` on ``office``,
            ``election.backwards`` on ``last``, ``election.no_first`` on ``first``.
    """
    names = [" ".join(name.split()) for name in people if name.strip()]
    if not names:
        raise DomainError("election.nobody", field="people")
    if not office.strip():
        raise DomainError("election.no_office", field="office")
    if last is not None and first is None:
        raise DomainError("election.no_first", field="first")
    if first is not None and last is not None and last < first:
        raise DomainError("election.backwards", field="last")
    words = _term(first, last) or " ".join(term.split())
    return f"utse {listed(names)} till {' '.join(office.split())} {words}".rstrip()


def _term(first: date | None, last: date | None) -> str:
    if first is None:
        return ""
    if last is None:
        return f"från och med den {_day(first)}"
    return f"för tiden {_day(first)}–{_day(last)}"


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM y", locale="sv"))
