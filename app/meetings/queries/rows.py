"""What the questions answer with: frozen rows, so that no page can load more behind its back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from app.documents.domain import size_words
from app.kernel.actor import Role
from app.meetings.domain import (
    InviteePart,
    ItemKind,
    MeetingEvent,
    MeetingState,
    Standing,
    SummonsKind,
    election_words,
)
from app.meetings.models import Meeting


class MeetingRow(NamedTuple):
    """One meeting in a list."""

    id: int
    held_on: date
    starts_at: time
    ends_at: time
    place: str
    state: MeetingState
    body_name: str
    calendar_sequence: int


class AnnexRow(NamedTuple):
    """One annex with the file behind it; ``size`` in bytes."""

    id: int
    number: int
    title: str
    item_id: int | None
    file_version_id: int
    filename: str
    media_type: str
    size: int
    sha256: str

    @property
    def size_words(self) -> str:
        """Return the size in words: "1,2 MB"."""
        return size_words(self.size)


class ItemRow(NamedTuple):
    """One agenda item with its number, proposal and annexes."""

    label: str  # "6" or "6 a"
    clauses: tuple[str, ...]
    annexes: tuple[AnnexRow, ...]
    id: int
    position: int
    kind: ItemKind
    standing: Standing
    heading: str
    background: str
    presenter: str
    subordinate: bool
    added_late: bool
    case_id: int | None
    case_number: str
    case_heading: str
    version: int
    planned_minutes: int | None
    sent_as: str  # the number in the summons, empty for an item that is not in it
    election_of: str
    election_count: int | None
    election_term: str

    @property
    def election(self) -> str:
        """Return what an election is to, in words, or nothing."""
        if self.kind is not ItemKind.ELECTION:
            return ""
        return election_words(self.election_of, self.election_count, self.election_term)


class Convenee(NamedTuple):
    """Somebody who is called to the meeting, or gets the summons for information."""

    person_id: int
    name: str
    role: str
    organisation: str
    email: str
    required: bool  # a regular, or an invited person whose part is not only information

    @property
    def text(self) -> str:
        """Return name and role on one line."""
        return f"{self.name}, {self.role}" if self.role else self.name


class Convened(NamedTuple):
    """Everybody who gets the summons, in the columns of the document."""

    regulars: tuple[Convenee, ...]
    substitutes: tuple[Convenee, ...]
    others: tuple[Convenee, ...]
    for_information: tuple[Convenee, ...]

    @property
    def everybody(self) -> tuple[Convenee, ...]:
        """Return all of them, each once."""
        return (*self.regulars, *self.substitutes, *self.others, *self.for_information)


class InvitedRow(NamedTuple):
    """Somebody outside the body who gets the summons, with the seat in the office if any."""

    part: InviteePart
    person_id: int
    given_name: str
    family_name: str
    title: str
    organisation: str
    email: str
    office_role: str | None

    @property
    def name(self) -> str:
        """Return the name as it is printed."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def office(self) -> Role | None:
        """Return the seat in the office, if any."""
        return Role(self.office_role) if self.office_role else None


class RecipientRow(NamedTuple):
    """Who got one sending, and how far the mail has come."""

    name: str
    email: str
    sent_at: datetime | None
    failed_at: datetime | None
    attempts: int


class SummonsRow(NamedTuple):
    """One sending with its recipients."""

    id: int
    version: int
    kind: SummonsKind
    sent_at: datetime
    sent_by: str
    late: bool
    file_version_id: int | None
    filename: str
    sha256: str
    recipients: tuple[RecipientRow, ...]


class StoryRow(NamedTuple):
    """One thing that happened to the meeting or to an item on its agenda."""

    at: datetime
    who: str
    action: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, newest first, and the last moment of every event of the machine."""

    events: tuple[StoryRow, ...]
    taken: dict[MeetingEvent, datetime]


@dataclass(frozen=True, slots=True)
class MeetingWhole:
    """Everything that the meeting's page needs."""

    meeting: Meeting
    items: tuple[ItemRow, ...]
    annexes: tuple[AnnexRow, ...]
    convened: Convened
    summonses: tuple[SummonsRow, ...]  # newest first
    story: Story
