"""Where each thing that is missing is mended: the page, and the place on it that takes focus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for

from app.minutes.domain.problems import Place, Problem, Weight
from app.minutes.routes.deliberating import SECTION

COURSE = "arendets-gang"  # the section of the matter's course on the page of the §
ALONE = "omedelbar"  # the section of an immediate attestation there
QUORUM = "kvorum"

_PAGES = {
    Place.ATTENDANCE: ("minutes.attendance", "people"),
    Place.DISTANCE: ("minutes.distance", "basis"),
    Place.DUTIES: ("minutes.duties", "attesters"),
    Place.CLOSING: ("minutes.close_meeting", "closed_at"),
    Place.NEW_PARAGRAPH: ("minutes.add_paragraph", "heading"),
}
_PARAGRAPH = SECTION  # most of what is missing at a § is something that happened there
ANCHORS = {
    "no_chair": "chair",
    "no_secretary": "secretary",
    "no_attester": "attesters",
    "two_roles": "attesters",
    "nobody_to_attest": "attesters",
    "no_attestation_place": "attestation_place",
    "no_attestation_time": "attestation_on",
    "no_decision": "clauses",
    "empty_clause": "clauses",
    "untouched": "clauses",
    "withdrawn_decides": "clauses",
    "at_once_not_said": "clauses",
    "at_once_differs": ALONE,
    "at_once_not_frozen": ALONE,
    "at_once_not_attested": ALONE,
    "no_quorum": QUORUM,
    "break_outside": COURSE,
    "tabled_no_day": COURSE,
    "referred_no_reason": COURSE,
    "outcome_not_said": COURSE,
    "outcome_missing": COURSE,
}


def place_of(day: date, problem: Problem) -> str:
    """Return the address where a problem is mended, with what takes focus there."""
    anchor = ANCHORS.get(problem.code.partition(".")[2])
    if problem.place is Place.PARAGRAPH:
        return url_for(
            "minutes.edit", day=day, place=problem.position, _anchor=anchor or _PARAGRAPH
        )
    endpoint, first = _PAGES[problem.place]
    person = f"person-{problem.attendee_id}" if problem.attendee_id else None
    return url_for(endpoint, day=day, _anchor=anchor or person or first)


def listed(day: date, problems: Iterable[Problem], weight: Weight) -> list[dict[str, Any]]:
    """Return the problems of a weight as lines that lead to their places (rule K6)."""
    kind = "missing" if weight is Weight.ERROR else "warning"
    return [
        {"text": one.sentence, "href": place_of(day, one), "kind": kind}
        for one in problems
        if one.weight is weight
    ]
