"""Every thing that can be done with minutes; each function is one of them."""

from app.minutes.services.attendance import (
    OUTSIDE,
    RosterMark,
    add_change,
    add_person,
    edit_person,
    remove_change,
    remove_person,
    set_attendance,
)
from app.minutes.services.duties import BOARD, set_duties
from app.minutes.services.session import close_meeting, open_meeting, set_times
from app.minutes.services.writing import (
    add_paragraph,
    move_paragraph,
    name_additions,
    remove_paragraph,
    save_paragraph,
)

__all__ = [
    "BOARD",
    "OUTSIDE",
    "RosterMark",
    "add_change",
    "add_paragraph",
    "add_person",
    "close_meeting",
    "edit_person",
    "move_paragraph",
    "name_additions",
    "open_meeting",
    "remove_change",
    "remove_paragraph",
    "remove_person",
    "save_paragraph",
    "set_attendance",
    "set_duties",
    "set_times",
]
