"""Everything that can be done about what is sent out; each function is one of them."""

from app.dispatch.services.following import register_posted, reopen, send_again
from app.dispatch.services.listing import list_recipients
from app.dispatch.services.sending import Choice, Outcome, send

__all__ = [
    "Choice",
    "Outcome",
    "list_recipients",
    "register_posted",
    "reopen",
    "send",
    "send_again",
]
