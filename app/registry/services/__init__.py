"""What can be done in the register, and what the capabilities ask of each other through it."""

from __future__ import annotations

from app.registry.services.hub import (
    beside,
    case_panels,
    decision_recorded,
    decision_worded,
    matter_lost,
    matter_meetings,
    matter_panels,
    matter_placed,
    matter_taken_off,
    meetings_ahead,
    recusal_hints,
    returns_itself,
)
from app.registry.services.register import (
    adopt_case,
    check_settings,
    close_case,
    edit_case,
    mark_case,
    mark_record,
    open_case,
    record_decision,
    register_record,
    reopen_case,
    unmark_case,
    unmark_record,
)

__all__ = [
    "adopt_case",
    "beside",
    "case_panels",
    "check_settings",
    "close_case",
    "decision_recorded",
    "decision_worded",
    "edit_case",
    "mark_case",
    "mark_record",
    "matter_lost",
    "matter_meetings",
    "matter_panels",
    "matter_placed",
    "matter_taken_off",
    "meetings_ahead",
    "open_case",
    "record_decision",
    "recusal_hints",
    "register_record",
    "reopen_case",
    "returns_itself",
    "unmark_case",
    "unmark_record",
]
