"""People at a board of five with substitutes, for tests of presence."""

from __future__ import annotations

from datetime import date, time
from itertools import count
from typing import Any

from app.association.domain import Charter
from app.meetings.domain import ItemKind, MeetingState, Standing
from app.minutes.domain import (
    Attendee,
    Capacity,
    Change,
    ChangeKind,
    MinutesFacts,
    ParagraphFacts,
    label,
)

CHAIR, VICE, KARIN, GORAN, ANNELI, ROLF, ULLA, AKE, HELENA, MAX = range(1, 11)
_NAMES = {
    CHAIR: ("Ingrid Sandahl", Capacity.CHAIR, 4),
    VICE: ("Östen Forsmark", Capacity.VICE_CHAIR, 5),
    KARIN: ("Karin Wallmark", Capacity.REGULAR, 3),
    GORAN: ("Göran Lidgren", Capacity.REGULAR, 1),
    ANNELI: ("Anneli Nyhlén", Capacity.REGULAR, 2),
    ROLF: ("Rolf Hedqvist", Capacity.SUBSTITUTE, 2),
    ULLA: ("Ulla Marklén", Capacity.SUBSTITUTE, 1),
    AKE: ("Åke Burvall", Capacity.SUBSTITUTE, 4),
    HELENA: ("Helena Rosvall", Capacity.OFFICIAL, None),
    MAX: ("Max Boberg", Capacity.GUEST, None),
}
ORGANISATIONS = {
    1: "Arbetsförmedlingen",
    2: "Försäkringskassan",
    3: "Region Västerbotten",
    4: "Skellefteå kommun",
    5: "Norsjö kommun",
}
_number = count(1)


def person(who: int, *changes: Change, **values: Any) -> Attendee:
    """Return somebody of the board, present unless told otherwise."""
    name, capacity, member = _NAMES[who]
    return Attendee(
        id=who,
        person_id=100 + who,
        name=name,
        capacity=capacity,
        position=who,
        member_organisation_id=member,
        member_organisation=ORGANISATIONS.get(member or 0, ""),
        changes=changes,
        **{"chairs": who == CHAIR, **values},
    )


def change(kind: ChangeKind, first: int, last: int | None = None, **values: Any) -> Change:
    """Return an exception with an id of its own."""
    return Change(kind, first, last, id=next(_number), **values)


def board(*others: Attendee) -> list[Attendee]:
    """Return the five regulars, all present, with others added or in their places."""
    found = {who: person(who) for who in (CHAIR, VICE, KARIN, GORAN, ANNELI)}
    found.update({other.id: other for other in others})
    return [found[who] for who in sorted(found)]


def paragraph(place: int, heading: str = "Ärende", **values: Any) -> ParagraphFacts:
    """Return a § of a decision; the first one is § 57."""
    number = 56 + place
    return ParagraphFacts(
        id=1000 + place,
        place=place,
        kind=values.pop("kind", ItemKind.DECISION),
        heading=heading,
        number=number,
        label=label("§ {number}", number, 2016),
        **values,
    )


def minutes(attendees: list[Attendee], places: int = 14, **values: Any) -> MinutesFacts:
    """Return the facts of a meeting with §§ from 57 on."""
    paragraphs = values.pop("paragraphs", [paragraph(place) for place in range(1, places + 1)])
    return MinutesFacts(
        meeting_id=1,
        minutes_id=1,
        version=1,
        state=MeetingState.IN_SESSION,
        body_id=1,
        body_name="Styrelsen",
        held_on=date(2016, 11, 18),
        starts_at=time(9),
        ends_at=time(14),
        opened_at=time(9),
        closed_at=None,
        place="Norsjö kommunalhus",
        case_id=1,
        case_number="2016/0001",
        charter=values.pop("charter", Charter()),
        seats=values.pop("seats", 5),
        series="1:2016",
        attendees=tuple(attendees),
        paragraphs=tuple(paragraphs),
        **values,
    )


__all__ = ["ChangeKind", "Standing", "board", "change", "minutes", "paragraph", "person"]
