"""What the office meets when it handles an application. Pure."""

from __future__ import annotations

HANDLING = {
    "application.not_pending": (
        "Ansökan är redan avgjord eller avslutad, så det här går inte att ändra längre."
    ),
}
