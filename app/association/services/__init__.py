"""Everything that can be done with the association, its bodies, seats and settings."""

from app.association.services.numbering import (
    add_paragraph_pattern,
    numbers_given,
    remove_paragraph_pattern,
)
from app.association.services.parts import (
    add_body,
    add_member,
    add_notice_board,
    edit_body,
    edit_member,
    edit_notice_board,
    order_members,
)
from app.association.services.seats import SeatValues, add_seat, edit_seat
from app.association.services.whole import (
    AssociationFacts,
    change_settings,
    edit_association,
    name_of,
    set_up,
    settings_changing,
)

__all__ = [
    "AssociationFacts",
    "SeatValues",
    "add_body",
    "add_member",
    "add_notice_board",
    "add_paragraph_pattern",
    "add_seat",
    "change_settings",
    "edit_association",
    "edit_body",
    "edit_member",
    "edit_notice_board",
    "edit_seat",
    "name_of",
    "numbers_given",
    "order_members",
    "remove_paragraph_pattern",
    "set_up",
    "settings_changing",
]
