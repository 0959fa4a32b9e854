"""Who may do what with meetings: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import Actor, Role, auditor, board, has_role, office, permission
from app.meetings.domain import ItemAccess, agenda_is_shared
from app.meetings.models import Meeting

chair = has_role(Role.CHAIR)


def in_its_body(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a person with a seat in the body that meets."""
    if actor is None or not isinstance(obj, Meeting):
        return actor is not None
    return any(body_id == obj.body_id for _, body_id in actor.seats)


def chairs_its_body(actor: Actor | None, obj: object | None) -> bool:
    """Hold for the chair of the body that meets."""
    if actor is None or not isinstance(obj, Meeting):
        return actor is not None and Role.CHAIR in actor.roles
    return (Role.CHAIR, obj.body_id) in actor.seats


def is_shared(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a meeting whose agenda has been sent (rule O5)."""
    if not isinstance(obj, Meeting):
        return True
    return agenda_is_shared(obj.state, obj.calendar_sequence)


def writes_item(actor: Actor | None, obj: object | None) -> bool:
    """Hold for somebody whom the office has named as a co-author of the item."""
    if actor is None or not isinstance(obj, ItemAccess):
        return actor is not None
    return actor.person_id in obj.authors


# That there is a meeting, when and where.
READ_MEETINGS = permission("meetings.read", office, (board, in_its_body), auditor)
# What is on the agenda: a draft is the office's and the chair's until the summons is sent.
READ_AGENDA = permission(
    "meetings.read_agenda",
    office,
    chairs_its_body,
    (board, in_its_body, is_shared),
    (auditor, is_shared),
)
# Plan, change and cancel meetings, write the agenda, send the summons.
PLAN_MEETINGS = permission("meetings.plan", office)
# Ask for a matter to be taken up; the office decides when.
WISH_MATTER = permission("meetings.wish", office, (board, in_its_body))
# Write the text, proposal and annexes of one item, and nothing else.
WRITE_ITEM = permission("meetings.write_item", office, writes_item)
