"""Who may do what with applications: each permission is an OR of ANDs."""

from __future__ import annotations

from app.applications.domain import Access, Part
from app.applications.domain.access import BOARD_SEES
from app.kernel.actor import (
    Actor,
    Role,
    anyone,
    applicant,
    auditor,
    board,
    has_role,
    office,
    permission,
    preparatory,
    signed_in,
)


def sees_others(actor: Actor | None, obj: object | None) -> bool:
    """Hold for those who read others' applications; an applicant's list is her own."""
    return any(holds(actor, obj) for holds in (office, board, preparatory, auditor))


# A chair of a group prepares as its members do; which group it is ``in_its_group`` looks at.
group_seat = has_role(Role.MEMBER, Role.CHAIR, Role.VICE_CHAIR, Role.SUBSTITUTE)


def visiting(actor: Actor | None, _obj: object | None) -> bool:
    """Hold for somebody who is not signed in."""
    return actor is None


def takes_part(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a collaborator of this application."""
    return actor is not None and (not isinstance(obj, Access) or actor.person_id in obj.parts)


def writes(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a collaborator who may write in this application."""
    if actor is None or not isinstance(obj, Access):
        return actor is not None
    return obj.parts.get(actor.person_id) in {Part.WRITE, Part.SUBMIT}


def leads(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a collaborator who may invite others and submit."""
    if actor is None or not isinstance(obj, Access):
        return actor is not None
    return obj.parts.get(actor.person_id) is Part.SUBMIT


def on_paper(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for an application that the office writes for the applicant."""
    return not isinstance(obj, Access) or obj.on_paper


def handed_in(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for an application that has been submitted."""
    return not isinstance(obj, Access) or obj.handed_in


def before_the_board(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for an application that has reached the board."""
    return not isinstance(obj, Access) or obj.state in BOARD_SEES


def in_its_group(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a member of a preparatory group that has the application."""
    if actor is None or not isinstance(obj, Access):
        return actor is not None
    return any(body_id in obj.body_ids for _, body_id in actor.seats)


def sits_in(actor: Actor | None, obj: object | None) -> bool:
    """Hold for somebody with a seat in a body, given by its id."""
    if actor is None or not isinstance(obj, int):
        return actor is not None
    return any(body_id == obj for _, body_id in actor.seats)


# The list of applications: each sees those that READ_APPLICATION lets through.
SEE_APPLICATIONS = permission("applications.see", office, board, preparatory, auditor, applicant)
# One application: a draft is its writers' own.
READ_APPLICATION = permission(
    "applications.read",
    (office, handed_in),
    (office, on_paper),
    takes_part,
    (group_seat, in_its_group, handed_in),
    (board, before_the_board),
    (auditor, handed_in),
)
# Begin an application; the office does it for one that came on paper.
APPLY = permission("applications.apply", applicant, office)
# Change the answers, the attachments.
WRITE_APPLICATION = permission("applications.write", writes, (office, on_paper))
# Remarks between those who write.
COMMENT_APPLICATION = permission("applications.comment", takes_part, (office, on_paper))
# Invite colleagues, submit, answer a request for completion, withdraw.
SUBMIT_APPLICATION = permission("applications.submit", leads, (office, on_paper))
# Register, ask for completion, assign, propose, put on the agenda, letters and agreements.
HANDLE_APPLICATION = permission("applications.handle", (office, handed_in))
# Let through what a rule stops; of a draft the office sees no more than its name (rule F5).
OVERRULE_APPLICATION = permission("applications.overrule", office)
# What the office and the preparing people see of the handling, beside the application itself.
READ_PREPARATION = permission(
    "applications.read_preparation",
    (office, handed_in),
    (group_seat, in_its_group, handed_in),
    (board, before_the_board),
    (auditor, handed_in),
)
# The board reads the opinions when the application has come to it.
READ_AS_BOARD = permission("applications.read_as_board", (board, before_the_board))
# Give one's own organisation's opinion.
GIVE_OPINION = permission("applications.give_opinion", (group_seat, in_its_group, handed_in))
# The meetings of the preparatory groups: notes and reports. The office writes them.
READ_GROUPS = permission("applications.read_groups", office, auditor, (group_seat, sits_in))
KEEP_GROUPS = permission("applications.keep_groups", office)
# Calls, frames, exports, saved views of the whole.
MANAGE_CALLS = permission("applications.manage_calls", office)
MANAGE_FRAME = permission("applications.manage_frame", office)
SEE_MONEY = permission("applications.see_money", office, board, auditor)
# The list as a file.
EXPORT_APPLICATIONS = permission("applications.export", office, board, auditor)
# Where the menu leads visitors; those who are signed in find the same among their own pages.
VISITORS_MENU = permission("applications.visitors_menu", visiting)
# The public's pages.
READ_PUBLIC = permission("applications.read_public", anyone)
MY_APPLICATIONS = permission("applications.mine", signed_in)
