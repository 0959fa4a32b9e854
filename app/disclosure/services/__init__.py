"""Every thing that can be done with published minutes; each function is one of them."""

from app.disclosure.services.deciding import decide, mask_by_hand, undo
from app.disclosure.services.gathering import Treatment, gather
from app.disclosure.services.publishing import (
    default_end,
    publish,
    unpublish,
    unpublish_ended,
)
from app.disclosure.services.verifying import verify_published

__all__ = [
    "Treatment",
    "decide",
    "default_end",
    "gather",
    "mask_by_hand",
    "publish",
    "undo",
    "unpublish",
    "unpublish_ended",
    "verify_published",
]
