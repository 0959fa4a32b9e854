"""Every question about applications, with a deterministic order."""

from __future__ import annotations

from app.applications.queries.applications import (
    access,
    answers,
    application,
    application_of_case,
    collaborators,
    section_row,
    submission,
    submissions,
    writers,
)

__all__ = [
    "access",
    "answers",
    "application",
    "application_of_case",
    "collaborators",
    "section_row",
    "submission",
    "submissions",
    "writers",
]
