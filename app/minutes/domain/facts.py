"""Everything that the minutes of one meeting say, frozen: what all arithmetic here works on. Pure.

Places in the minutes are counted from 1 in the order of the paragraphs; they are not § numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from app.association.domain import Charter
from app.meetings.domain import ItemKind, MeetingState, Standing
from app.minutes.domain.deliberation import NOTHING, Deliberation
from app.minutes.domain.numbers import runs as number_runs
from app.minutes.domain.numbers import runs_label
from app.minutes.domain.terms import (
    SEATED,
    Capacity,
    ChangeKind,
    Mode,
    Outcome,
    RecusalGround,
    Ruling,
)

WRITING_STATES = frozenset({MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING})


@dataclass(frozen=True, slots=True)
class Change:
    """An exception from somebody's default presence, between two places (both included).

    ARRIVED: present from ``first`` on; LEFT: present up to and with ``first``; the other kinds
    hold from ``first`` to ``last``, or to the end when ``last`` is None.
    """

    kind: ChangeKind
    first: int
    last: int | None = None
    partly: bool = False
    clock: time | None = None
    replaces_id: int | None = None  # another attendee's id
    ground: str = ""
    id: int = 0
    ground_kind: RecusalGround | None = None
    raised_by_id: int | None = None  # another attendee's id; None when the person did
    ruling: Ruling | None = None  # of a recusal

    def covers(self, place: int) -> bool:
        """Say whether the place lies between first and last."""
        return self.first <= place and (self.last is None or place <= self.last)

    @property
    def takes_out(self) -> bool:
        """Say whether this is a recusal; what the body found not to be one takes nobody out."""
        return self.kind is ChangeKind.RECUSED and self.ruling is not Ruling.NOT_RECUSED


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at the meeting: a default for the whole meeting, exceptions in the changes."""

    id: int
    person_id: int
    name: str
    capacity: Capacity
    present: bool = True
    position: int = 0  # order of call among the substitutes (rule SUB)
    title: str = ""
    organisation: str = ""  # printed after the title
    member_organisation_id: int | None = None
    member_organisation: str = ""
    replaces_id: int | None = None  # serves the whole meeting for this attendee
    mode: Mode = Mode.IN_ROOM
    mode_reason: str = ""
    chairs: bool = False
    takes_minutes: bool = False
    attests: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def seated(self) -> bool:
        """Say whether the person holds an ordinary seat."""
        return self.capacity in SEATED

    @property
    def substitute(self) -> bool:
        """Say whether the person may serve for somebody else."""
        return self.capacity is Capacity.SUBSTITUTE

    @property
    def where(self) -> str:
        """Return the member organisation, or the organisation of somebody from outside."""
        return self.member_organisation or self.organisation


@dataclass(frozen=True, slots=True)
class AnnexFacts:
    """A paper to the meeting."""

    id: int
    number: int
    title: str
    file_version_id: int
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Alone:
    """The frozen version of a § that is attested by itself (rule IMM)."""

    version_id: int
    attested_on: date | None = None  # the day of the last signature, when everybody has signed


@dataclass(frozen=True, slots=True)
class ParagraphFacts:
    """One § as it stands, with what the agenda had for it."""

    id: int
    place: int  # 1, 2, 3 …
    kind: ItemKind
    heading: str
    number: int = 0  # preliminary until the minutes are frozen (rule NUM)
    numbered: bool = False  # the number is final
    label: str = ""  # "§ 57"
    standing: Standing = Standing.NONE
    agenda_item_id: int | None = None
    agenda_position: int | None = None  # the item's order on the agenda
    agenda_number: str = ""  # "7", known when the §§ have another order than the agenda
    added: bool = False  # at the meeting or late: not on the agenda that was sent
    case_id: int | None = None
    case_number: str = ""
    background: str = ""
    clauses: tuple[str, ...] = ()  # the decision, without the word "att"
    proposal: tuple[str, ...] = ()  # the agenda's proposed decision
    presenter: str = ""
    notes: str = ""
    dispatch_to: str = ""  # lines
    from_proposal: bool = False  # the decision has not been touched
    annexes: tuple[AnnexFacts, ...] = ()
    version: int = 0
    outcome: Outcome = Outcome.NONE
    outcome_reason: str = ""
    tabled_until: date | None = None
    behind_closed_doors: bool = False
    at_once: bool = False  # attested at once (rule IMM)
    alone: Alone | None = None  # its own frozen version; it is not written while it has one
    deliberation: Deliberation = NOTHING


@dataclass(frozen=True, slots=True)
class Break:
    """An adjournment, told at the place that it came at."""

    id: int
    place: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """The whole minutes of one meeting."""

    meeting_id: int
    minutes_id: int
    version: int  # of the minutes row: place, times, attestation
    state: MeetingState
    body_id: int
    body_name: str
    held_on: date
    starts_at: time  # as planned
    ends_at: time
    opened_at: time | None  # as it was
    closed_at: time | None
    place: str
    case_id: int
    case_number: str
    charter: Charter
    seats: int  # ordinary seats, vacant ones included (rule F13)
    series: str  # "1:2016", the § numbers' series
    attestation_place: str = ""
    attestation_on: date | None = None
    attestation_time: time | None = None
    kept_at: str = ""
    distance_basis: str = ""  # the board's decision that allows distance (rule F16)
    breaks: tuple[Break, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    paragraphs: tuple[ParagraphFacts, ...] = ()

    @property
    def writable(self) -> bool:
        """Say whether the minutes may still be written: opened and not frozen."""
        return self.state in WRITING_STATES

    @property
    def span(self) -> str:
        """Return all §§: "§§ 57–70", or nothing when there is none."""
        return self.span_of(1, len(self.paragraphs)) if self.paragraphs else ""

    @property
    def secretary(self) -> Attendee | None:
        """Return who takes the minutes."""
        return next((person for person in self.attendees if person.takes_minutes), None)

    @property
    def attesters(self) -> tuple[Attendee, ...]:
        """Return the elected attesters."""
        return tuple(person for person in self.attendees if person.attests)

    def attendee(self, attendee_id: int | None) -> Attendee | None:
        """Return one person of the roster."""
        return next((person for person in self.attendees if person.id == attendee_id), None)

    def paragraph(self, paragraph_id: int) -> ParagraphFacts | None:
        """Return one § by its id."""
        return next((row for row in self.paragraphs if row.id == paragraph_id), None)

    def at(self, place: int) -> ParagraphFacts:
        """Return the § at a place, counted from 1."""
        return self.paragraphs[place - 1]

    @property
    def pattern(self) -> str:
        """Return how this body's § numbers of the year read (rule NUM)."""
        return self.charter.pattern_of(self.body_id, self.held_on.year)

    def span_of(self, first: int, last: int) -> str:
        """Return "§§ 61–70" or "§ 63" for the places from first to last."""
        return self.spans([(first, last)])

    def spans(self, runs: Sequence[tuple[int, int]]) -> str:
        """Return "§§ 57–63, 65–70" for several runs of places."""
        numbers = [
            self.at(place).number for first, last in runs for place in range(first, last + 1)
        ]
        return runs_label(self.pattern, number_runs(numbers), self.held_on.year)
