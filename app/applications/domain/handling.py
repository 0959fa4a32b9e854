"""What the office meets when it handles an application. Pure."""

from __future__ import annotations

WRITERS_ACTS = (
    "application.draft_created",
    "application.section_saved",
    "application.file_added",
    "application.file_removed",
    "application.add_collaborator",
    "application.change_part",
    "application.remove_collaborator",
    "application.commented",
    "application.comment_settled",
    "application.restored",
)
"""What those who write do among themselves: no page of others tells of it."""

HANDLING = {
    "application.not_pending": (
        "Ansökan är redan avgjord eller avslutad, så det här går inte att ändra längre."
    ),
}
