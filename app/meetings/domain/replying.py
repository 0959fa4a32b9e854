"""Who comes to a meeting, and which substitute is asked to serve (rule SUB). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.meetings.domain.states import MeetingState
from app.meetings.domain.waiting import Answer

COMING = frozenset({Answer.ATTENDS, Answer.DISTANCE})
NEAR = timedelta(days=7)  # from then on a missing quorum is something for the office to see to


@dataclass(frozen=True, slots=True)
class Called:
    """One who is called and what the person has answered.

    ``order`` is the place among the seats: chair first, substitutes by their order of call.
    ``serves_for`` is the regular that a substitute is asked to serve for.
    """

    person_id: int
    regular: bool
    substitute: bool = False
    member_id: int | None = None
    order: int = 0
    answer: Answer | None = None
    serves_for: int | None = None

    @property
    def comes(self) -> bool:
        """Say whether the person has answered to be there, in the room or at a distance."""
        return self.answer in COMING


@dataclass(frozen=True, slots=True)
class Shift:
    """What changes among the substitutes: (substitute, regular) pairs, and regulars without one."""

    asked: tuple[tuple[int, int], ...] = ()
    released: tuple[tuple[int, int], ...] = ()
    unserved: tuple[int, ...] = ()


def next_substitute(people: Iterable[Called], regular: Called) -> Called | None:
    """Return who is to be asked to serve for a regular (rule SUB, the rules of procedure).

    First those of the same member organisation, then the others, each in the order of call; those
    who have said no or already are to serve for somebody are passed over.
    """
    free = [
        one
        for one in people
        if one.substitute and one.serves_for is None and one.answer is not Answer.ABSENT
    ]
    return min(free, key=lambda one: (not _same_member(one, regular), one.order), default=None)


def _same_member(one: Called, other: Called) -> bool:
    return one.member_id is not None and one.member_id == other.member_id


def shift(people: Sequence[Called]) -> Shift:
    """Return who is to be asked and who is released as the answers stand (rule SUB).

    A substitute keeps the task while the regular is away and the substitute has not said no; so
    the same answers never ask or release anybody twice.
    """
    by_id = {one.person_id: one for one in people}
    released = tuple(
        (one.person_id, one.serves_for)
        for one in people
        if one.serves_for is not None and not _stands(one, by_id.get(one.serves_for))
    )
    for substitute, _ in released:
        by_id[substitute] = replace(by_id[substitute], serves_for=None)
    asked, unserved = _asked(by_id)
    return Shift(asked, released, unserved)


def _stands(one: Called, regular: Called | None) -> bool:
    return one.answer is not Answer.ABSENT and _away(regular)


def _away(one: Called | None) -> bool:
    return one is not None and one.regular and one.answer is Answer.ABSENT


def _asked(by_id: dict[int, Called]) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    taken = {one.serves_for for one in by_id.values()}
    asked, unserved = [], []
    away = (one for one in by_id.values() if _away(one) and one.person_id not in taken)
    for regular in sorted(away, key=lambda one: one.order):
        found = next_substitute(by_id.values(), regular)
        if found is None:
            unserved.append(regular.person_id)
            continue
        by_id[found.person_id] = replace(found, serves_for=regular.person_id)
        asked.append((found.person_id, regular.person_id))
    return tuple(asked), tuple(unserved)


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many of the ordinary seats will be filled if everybody does as they have answered.

    ``silent`` counts the regulars and the asked substitutes that have not answered yet.
    """

    coming: int
    seats: int
    silent: int

    @property
    def reached(self) -> bool:
        """Say whether more than half of the seats will be filled (rule F13/K11)."""
        return 2 * self.coming > self.seats

    @property
    def possible(self) -> bool:
        """Say whether there is a quorum if everybody who is silent comes."""
        return 2 * (self.coming + self.silent) > self.seats

    @property
    def text(self) -> str:
        """Return "5 av 8 har svarat att de kommer, beslutsför", or that it is not so yet."""
        if self.reached:
            return f"{self.coming} av {self.seats} har svarat att de kommer, beslutsför"
        word = "inte beslutsför än" if self.possible else "inte beslutsför"
        return f"{word}: {self.coming} av {self.seats} har svarat att de kommer"


def forecast(people: Iterable[Called], seats: int) -> Forecast:
    """Return the forecast for a body with so many ordinary seats by its charter (rule F13/K11).

    Vacant seats count in the total; never fewer seats than there are regulars.
    """
    called = list(people)
    counted = [one for one in called if one.regular or one.serves_for is not None]
    return Forecast(
        coming=sum(one.comes for one in counted),
        seats=max(seats, sum(one.regular for one in called)),
        silent=sum(one.answer is None for one in counted),
    )


def worries(found: Forecast, held_on: date, today: date) -> bool:
    """Say whether the office should see to the quorum: out of reach, or the day is near."""
    return not found.reached and (not found.possible or held_on - today <= NEAR)


def may_answer(state: MeetingState, held_on: date, today: date) -> bool:
    """Say whether answers are taken: from the summons until the meeting opens or its day ends."""
    return state is MeetingState.SUMMONED and today <= held_on


SENTENCES = {
    "reply.closed": "Det går inte längre att svara på kallelsen. Kontakta kansliet i stället.",
    "reply.moved": (
        "Sammanträdet flyttas till en annan dag. Vänta på den nya kallelsen och svara på den."
    ),
    "reply.unknown": (
        "Länken gäller inte. Öppna den i det senaste brevet om sammanträdet, eller logga in och "
        "svara där."
    ),
    "reply.too_many": "Det har blivit för många försök. Vänta en kvart och öppna länken igen.",
}
