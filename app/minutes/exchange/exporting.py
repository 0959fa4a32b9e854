"""Writes a meeting as a file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.documents import services as documents
from app.documents.models import FileVersion
from app.kernel.errors import DomainError
from app.kernel.notation import (
    clock_text,
    day_text,
    keys_for,
    moment_text,
    written,
)
from app.meetings import queries as meetings
from app.meetings.domain import MeetingState
from app.meetings.models import AgendaItem, Summons
from app.minutes.domain import Deliberation
from app.minutes.exchange import happening
from app.minutes.exchange.loading import MeetingRows, load
from app.minutes.models import Attendance, MinutesVersion, Paragraph

Json = dict[str, Any]
FORMAT = "klubba-meeting"
VERSION = 1


def export_meeting(session: Session, day: date, *, body_id: int | None = None) -> bytes:
    """Return the meeting of a day (the board's unless a body is named) as a file.

    Raises:
        NotFound: when there is no such meeting.
        DomainError: when two people cannot be told apart outside this register.
    """
    rows = load(session, meetings.meeting_on(session, day, body_id))
    names = Names(rows)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "people": names.people_list,
        "cases": _cases(rows),
        "meeting": _meeting(rows, names),
        "agenda": [_item(row, names) for row in rows.items],
        "annexes": _annexes(rows, names),
        "summonses": [_summons(row, names) for row in rows.summonses],
        "minutes": _minutes(rows, names),
        "attendance": [_attendee(row, names) for row in rows.attendances],
        "paragraphs": [_paragraph(row, rows, names) for row in rows.paragraphs],
        "versions": [_version(row, rows, names) for row in rows.versions],
    }
    # Files get their places as the parts above name them.
    document["documents"] = names.document_list()
    return written(document)


class HasId(Protocol):
    """Any row with an id."""

    id: Any


class Names:
    """What the file calls things that are rows here."""

    def __init__(self, rows: MeetingRows) -> None:
        self._rows = rows
        self._items = _places(rows.items)
        self._paragraphs = _places(rows.paragraphs)
        self._attendances = {row.id: row.person_id for row in rows.attendances}
        self._documents: dict[int, int] = {}
        self._used: set[int] = set()
        people = sorted(rows.people.values(), key=_identity)
        for one, other in pairwise(people):
            if _identity(one) == _identity(other):
                raise DomainError("exchange.same_person", name=one.name)
        keys = keys_for(person.name for person in people)
        self._people = {person.id: key for person, key in zip(people, keys, strict=True)}
        self.people_list = [_person(p, key) for p, key in zip(people, keys, strict=True)]

    def person(self, person_id: int | None) -> str | None:
        """Return the person's key."""
        return None if person_id is None else self._people[person_id]

    def attendee(self, attendance_id: int | None) -> str | None:
        """Return the key of somebody on the roster."""
        return None if attendance_id is None else self.person(self._attendances[attendance_id])

    def case(self, case_id: int | None) -> str | None:
        """Return the case's number."""
        return None if case_id is None else self._rows.cases[case_id].number

    def item(self, item_id: int | None) -> int | None:
        """Return the agenda item's place."""
        return None if item_id is None else self._items[item_id]

    def paragraph(self, paragraph_id: int | None) -> int | None:
        """Return the paragraph's place."""
        return None if paragraph_id is None else self._paragraphs[paragraph_id]

    def file(self, file_version_id: int | None) -> Json | None:
        """Return the place of the file's document and the number of its version."""
        if file_version_id is None:
            return None
        version = self._rows.files[file_version_id]
        place = self._documents.setdefault(version.document_id, len(self._documents) + 1)
        self._used.add(file_version_id)
        return {"document": place, "version": version.number}

    def document_list(self) -> list[Json]:
        """Return every document that was named, with the versions that were."""
        used = sorted((self._rows.files[i] for i in self._used), key=lambda row: row.number)
        return [
            _document([row for row in used if row.document_id == document_id])
            for document_id in self._documents
        ]


def _places(rows: Sequence[HasId]) -> dict[int, int]:
    return {row.id: place for place, row in enumerate(rows, start=1)}


def _identity(person: Person) -> tuple[str, str, str, str]:
    return (person.family_name, person.given_name, person.email, person.organisation)


def _person(person: Person, key: str) -> Json:
    return {
        "key": key,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "telephone": person.telephone,
        "title": person.title,
        "organisation": person.organisation,
    }


def _document(versions: list[FileVersion]) -> Json:
    return {
        "kind": versions[0].document.kind,
        "title": versions[0].document.title,
        "versions": [
            {
                "number": row.number,
                "filename": row.filename,
                "media_type": row.media_type,
                "sha256": row.sha256,
                "content": base64.b64encode(documents.content(row)).decode("ascii"),
                "data": row.data,
                "edited_by_hand": row.edited_by_hand,
                "created_at": moment_text(row.created_at),
                "created_by": row.created_by,
            }
            for row in versions
        ],
    }


def _cases(rows: MeetingRows) -> list[Json]:
    return [
        {
            "number": case.number,
            "heading": case.heading,
            "counterpart": case.counterpart,
            "opened_on": day_text(case.opened_on),
        }
        for case in sorted(rows.cases.values(), key=lambda case: case.number)
    ]


def _meeting(rows: MeetingRows, names: Names) -> Json:
    row = rows.meeting
    # A notice stays on the board where it was put up; elsewhere the meeting waits for one.
    posted = row.state is MeetingState.POSTED
    invitees = [{"person": names.person(i.person_id), "part": i.part} for i in rows.invitees]
    return {
        "body": row.body.name,
        "held_on": day_text(row.held_on),
        "starts_at": clock_text(row.starts_at),
        "ends_at": clock_text(row.ends_at),
        "place": row.place,
        "details": row.details,
        "digital_link": row.digital_link,
        "convener": names.person(row.convener_id),
        "state": MeetingState.ATTESTED if posted else row.state,
        "cancelled_because": row.cancelled_because,
        "remind_unopened": row.remind_unopened,
        "calendar_uid": row.calendar_uid,
        "calendar_sequence": row.calendar_sequence,
        "case": names.case(row.case_id),
        "invitees": sorted(invitees, key=lambda one: (str(one["part"]), str(one["person"]))),
    }


def _item(row: AgendaItem, names: Names) -> Json:
    return {
        "kind": row.kind,
        "standing": row.standing,
        "heading": row.heading,
        "background": row.background,
        "presenter": row.presenter,
        "case": names.case(row.case_id),
        "subordinate": row.subordinate,
        "added_late": row.added_late,
        "sent_as": row.sent_as,
        "planned_minutes": row.planned_minutes,
        "election_of": row.election_of,
        "election_count": row.election_count,
        "election_term": row.election_term,
        "clauses": [clause.text for clause in row.clauses],
    }


def _annexes(rows: MeetingRows, names: Names) -> list[Json]:
    return [
        {
            "number": row.number,
            "title": row.title,
            "item": names.item(row.agenda_item_id),
            "file": names.file(row.file_version_id),
        }
        for row in rows.meeting.annexes
    ]


def _summons(row: Summons, names: Names) -> Json:
    return {
        "version": row.version,
        "kind": row.kind,
        "sent_at": moment_text(row.sent_at),
        "sent_by": row.sent_by,
        "late": row.late,
        "file": names.file(row.file_version_id),
        "recipients": [
            {"person": names.person(one.person_id), "name": one.name, "email": one.email}
            for one in row.recipients
        ],
    }


def _minutes(rows: MeetingRows, names: Names) -> Json | None:
    row = rows.minutes
    if row is None:
        return None
    return {
        "opened_at": clock_text(row.opened_at),
        "closed_at": clock_text(row.closed_at),
        "place": row.place,
        "attestation_place": row.attestation_place,
        "attestation_on": day_text(row.attestation_on),
        "attestation_time": clock_text(row.attestation_time),
        "kept_at": row.kept_at,
        "distance_basis": row.distance_basis,
        "adjournments": [
            {
                "paragraph": names.paragraph(one.paragraph_id),
                "starts_at": clock_text(one.starts_at),
                "ends_at": clock_text(one.ends_at),
            }
            for one in rows.adjournments
        ],
    }


def _attendee(row: Attendance, names: Names) -> Json:
    return {
        "person": names.person(row.person_id),
        "capacity": row.capacity,
        "title": row.title,
        "organisation": row.organisation,
        "member_organisation": row.member_organisation.name if row.member_organisation else None,
        "present": row.present,
        "replaces": names.attendee(row.replaces_id),
        "mode": row.mode,
        "mode_reason": row.mode_reason,
        "chairs": row.chairs,
        "takes_minutes": row.takes_minutes,
        "attests": row.attests,
        "changes": [
            {
                "kind": change.kind,
                "from": names.paragraph(change.from_paragraph_id),
                "to": names.paragraph(change.to_paragraph_id),
                "partly": change.partly,
                "clock": clock_text(change.clock),
                "replaces": names.attendee(change.replaces_id),
                "ground": change.ground,
                "ground_kind": change.ground_kind,
                "raised_by": names.attendee(change.raised_by_id),
                "ruling": change.ruling,
            }
            for change in row.changes
        ],
    }


def _paragraph(row: Paragraph, rows: MeetingRows, names: Names) -> Json:
    return {
        "item": names.item(row.agenda_item_id),
        "kind": row.kind,
        "standing": row.standing,
        "number": row.number,
        "heading": row.heading,
        "case": names.case(row.case_id),
        "background": row.background,
        "notes": row.notes,
        "dispatch_to": row.dispatch_to,
        "outcome": row.outcome,
        "outcome_reason": row.outcome_reason,
        "tabled_until": day_text(row.tabled_until),
        "behind_closed_doors": row.behind_closed_doors,
        "at_once": row.at_once,
        "from_proposal": row.from_proposal,
        "deliberation": happening.written(
            rows.happened.get(row.id, Deliberation()), names.attendee
        ),
        "clauses": [clause.text for clause in row.clauses],
    }


def _version(row: MinutesVersion, rows: MeetingRows, names: Names) -> Json:
    return {
        "number": row.number,
        "file": names.file(row.file_version_id),
        "frozen_at": moment_text(row.frozen_at),
        "frozen_by": row.frozen_by,
        "voided_at": moment_text(row.voided_at),
        "void_reason": row.void_reason,
        "signers": [
            {"person": names.person(one.person_id), "role": one.role, "name": one.name}
            for one in row.signers
        ],
        "attestations": [
            {
                "person": names.person(one.person_id),
                "method": one.method,
                "assurance": one.assurance,
                "attested_on": day_text(one.attested_on),
                "registered_at": moment_text(one.registered_at),
                "registered_by": one.registered_by,
                "scan": names.file(one.scan_id),
                "evidence": names.file(one.evidence_id),
            }
            for one in row.attestations
        ],
        "extracts": [
            {
                "paragraphs": one.paragraphs,
                "made_at": moment_text(one.made_at),
                "made_by": one.made_by,
                "file": names.file(one.file_version_id),
            }
            for one in rows.extracts
            if one.minutes_version_id == row.id
        ],
    }
