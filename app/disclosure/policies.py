"""Who may do what with published minutes: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import Actor, office, permission


def is_a_visitor(actor: Actor | None, _obj: object | None) -> bool:
    """Hold for somebody who is not signed in."""
    return actor is None


# Decide what is masked, preview, publish and take away.
PUBLISH_MINUTES = permission("disclosure.publish", office)
# The archive in the menu of visitors; those who are signed in come to it from the meeting.
VISITORS_MENU = permission("disclosure.visitors_menu", is_a_visitor)
