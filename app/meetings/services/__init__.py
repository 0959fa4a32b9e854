"""Everything that can be done with meetings, agendas and summonses."""

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.hooks import Hook
from app.meetings.domain import Panel, PaperPanel
from app.meetings.models import Meeting
from app.meetings.services.agenda import (
    add_item,
    begin_agenda,
    edit_item,
    move_item,
    order_items,
    remove_item,
)
from app.meetings.services.annexes import add_annex, annex_stored, remove_annex, rename_annex
from app.meetings.services.leaving import case_left, wait_again
from app.meetings.services.opening import remember_opening
from app.meetings.services.planning import (
    create_meeting,
    edit_meeting,
    set_invitees,
    step,
)
from app.meetings.services.summoning import (
    cancel_meeting,
    draft_summons,
    render_summons,
    send_summons,
    summons_data,
)
from app.meetings.services.waiting import drop, take_up, wait
from app.meetings.services.writers import copy_item, set_authors, write_item

workspace_panels: Hook[[Session, Meeting, Actor], Panel] = Hook("meetings.workspace_panels")
"""Answers with what minutes and publication show on the meeting's page."""

paper_panels: Hook[[Session, Meeting, Actor], PaperPanel | None] = Hook("meetings.paper_panels")
"""Answers with what others show beside the summons, None to those whom it does not concern."""

__all__ = [
    "add_annex",
    "add_item",
    "annex_stored",
    "begin_agenda",
    "cancel_meeting",
    "case_left",
    "copy_item",
    "create_meeting",
    "draft_summons",
    "drop",
    "edit_item",
    "edit_meeting",
    "move_item",
    "order_items",
    "paper_panels",
    "remember_opening",
    "remove_annex",
    "remove_item",
    "rename_annex",
    "render_summons",
    "send_summons",
    "set_authors",
    "set_invitees",
    "step",
    "summons_data",
    "take_up",
    "wait",
    "wait_again",
    "workspace_panels",
    "write_item",
]
