"""The preparatory groups' meetings: who was there, which matters, the report in Word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.applications.documents.preparation import (
    Context,
    report_context,
    report_filename,
    report_properties,
)
from app.applications.models import GroupMeeting, Preparation
from app.applications.queries import groups as queries
from app.applications.queries import preparing
from app.applications.services.opinions import refuse_personal_numbers
from app.applications.services.rounds import going_on
from app.association import queries as association
from app.association.domain import BodyKind
from app.documents import services as documents
from app.documents.domain import DOCX
from app.documents.kinds import GRUPPRAPPORT
from app.kernel import clock, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.registry import services as registry
from app.registry.domain import Direction

if TYPE_CHECKING:
    from app.association.models import Body
    from app.documents.models import FileVersion

_LABELS = {
    "place": "Plats",
    "present": "Närvarande",
    "absent": "Frånvarande",
    "other_points": "Övriga punkter",
}


def meeting_of_day(session: Session, *, actor: Actor, body: Body, day: date) -> GroupMeeting:
    """Return the group's meeting of a day, made when there is none."""
    found = queries.group_meeting_of(session, body_id=body.id, held_on=day)
    return found or create_meeting(session, actor=actor, body_id=body.id, held_on=day)


def create_meeting(
    session: Session, *, actor: Actor, body_id: int, held_on: date, place: str = ""
) -> GroupMeeting:
    """Note a meeting of a preparatory group on a day.

    Raises:
        DomainError: on ``body_id`` or ``held_on``.
    """
    body = association.body(session, body_id)
    if body.kind is not BodyKind.PREPARATORY:
        raise DomainError("preparation.not_preparatory", field="body_id", body=body.name)
    _refuse_taken(session, body, held_on)
    made = GroupMeeting(body_id=body.id, held_on=held_on, place=place.strip())
    made.body = body
    session.add(made)
    history.note(
        session,
        actor=actor,
        action="group_meeting.create",
        subject=made,
        sentence=f"lade upp mötet i {body.name} den {held_on.isoformat()}",
    )
    return made


def _refuse_taken(session: Session, body: Body, held_on: date) -> None:
    if queries.group_meeting_of(session, body_id=body.id, held_on=held_on) is not None:
        day = held_on.isoformat()
        raise DomainError("group.day_taken", field="held_on", body=body.name, day=day)


def save_meeting(
    session: Session,
    *,
    actor: Actor,
    meeting_id: int,
    version: int,
    held_on: date,
    place: str = "",
    present: str = "",
    absent: str = "",
    other_points: str = "",
) -> GroupMeeting:
    """Save when and where a group met, who was there (one name a line) and the other points.

    Raises:
        EditConflict: when somebody else saved first; carries both texts.
        DomainError: on ``held_on`` or ``other_points``.
    """
    found = queries.group_meeting(session, meeting_id)
    refuse_personal_numbers(other_points, field="other_points")
    if held_on != found.held_on:
        _refuse_taken(session, found.body, held_on)
    texts = (place, present, absent, other_points)
    mine = dict(zip(_LABELS, map(str.strip, texts), strict=True))
    fields = [(name, _LABELS[name], text, getattr(found, name)) for name, text in mine.items()]
    editing.ensure_current(session, found, version=version, fields=fields)
    found.held_on = held_on
    for name, text in mine.items():
        setattr(found, name, text)
    _note(session, actor, found, "save", "skrev i anteckningarna från gruppens möte")
    return found


def add_matter(
    session: Session, *, actor: Actor, meeting_id: int, preparation_id: int
) -> Preparation:
    """Take a matter up in a group's meeting.

    Raises:
        DomainError: ``group.matter_elsewhere``, ``preparation.none_open``.
    """
    meeting = queries.group_meeting(session, meeting_id)
    found = going_on(preparing.preparation(session, preparation_id))
    if found.body_id != meeting.body_id:
        raise DomainError("group.matter_elsewhere")
    found.meeting_id = meeting.id
    _note(session, actor, meeting, "add", f"tog upp ärendet {found.application.name}")
    return found


def remove_matter(
    session: Session, *, actor: Actor, meeting_id: int, preparation_id: int
) -> Preparation:
    """Take a matter off a group's meeting; what is written about it stays with the matter.

    Raises:
        DomainError: ``group.matter_elsewhere``, ``preparation.none_open``.
    """
    meeting = queries.group_meeting(session, meeting_id)
    found = going_on(preparing.preparation(session, preparation_id))
    if found.meeting_id != meeting.id:
        raise DomainError("group.matter_elsewhere")
    found.meeting_id = None
    _note(session, actor, meeting, "remove", f"tog bort ärendet {found.application.name}")
    return found


def make_report(session: Session, *, actor: Actor, meeting_id: int) -> FileVersion:
    """Make the group's report in Word and register it in the case of every matter treated.

    A meeting without matters gets a case of its own. A later report is a new version of the same
    document.

    Raises:
        DomainError: ``group.nobody_present``, ``group.in_future``.
    """
    meeting = queries.group_meeting(session, meeting_id)
    if meeting.held_on > clock.today():
        raise DomainError("group.in_future", day=meeting.held_on.isoformat())
    if not meeting.present:
        raise DomainError("group.nobody_present")
    context = report_context(session, meeting)
    version = _store(session, actor, meeting, context)
    meeting.file_version_id = version.id
    for case_id in _cases(session, actor, meeting, version):
        registry.register_record(
            session,
            actor=actor,
            case_id=case_id,
            direction=Direction.INTERNAL,
            dated=meeting.held_on,
            counterpart=meeting.body.name,
            content=f"Rapport från {meeting.body.name} {meeting.held_on.isoformat()}",
            file_version_ids=[version.id],
        )
    _note(session, actor, meeting, "report", "gjorde rapporten från gruppens möte")
    return version


def _store(session: Session, actor: Actor, meeting: GroupMeeting, context: Context) -> FileVersion:
    properties = report_properties(context, created=clock.now())
    earlier = meeting.file_version
    version = documents.store(
        session,
        actor=actor,
        kind=GRUPPRAPPORT.name,
        title=properties.title,
        filename=report_filename(meeting),
        media_type=DOCX,
        content=documents.fill(GRUPPRAPPORT, context, properties).content,
        data=context,
        document_id=earlier.document_id if earlier else None,
    )
    session.flush()
    return version


def _cases(
    session: Session, actor: Actor, meeting: GroupMeeting, version: FileVersion
) -> list[int]:
    matters = queries.matters(
        session, [one.application_id for one in preparing.treated(session, meeting.id)]
    )
    found = {one.case_id for one in matters.values() if one.case_id is not None}
    found.update(queries.cases_holding(session, version.document_id))
    if found:
        return sorted(found)
    heading = f"Möte i {meeting.body.name} {meeting.held_on.isoformat()}"
    made = registry.open_case(session, actor=actor, heading=heading)
    session.flush()
    return [made.id]


def _note(session: Session, actor: Actor, meeting: GroupMeeting, what: str, sentence: str) -> None:
    history.note(
        session,
        actor=actor,
        action=f"group_meeting.{what}",
        subject=meeting,
        sentence=sentence,
    )
