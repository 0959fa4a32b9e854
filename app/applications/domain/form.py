"""The application form, versioned in code: one table that page, check, diff and Word read. Pure.

The answers of one section are one mapping of field name to value. A value is a string, a whole
number, an ISO date as a string, öre as a whole number, a list of strings, or, for rows, a list of
such mappings. An answer that has not been given is left out or None, never "".
A new version of the form is a new entry in ``FORMS``; earlier applications keep theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.applications.domain import form_one
from app.applications.domain.questions import Section

Answers = Mapping[str, Any]
"""The answers of one section, by field name."""

Content = Mapping[str, Answers]
"""The answers of a whole application, by section key."""

FORMS: Mapping[int, tuple[Section, ...]] = {1: form_one.SECTIONS}
LATEST_FORM = max(FORMS)
BUDGET = "budget"
"""The key of the page that is a table of its own kind."""


def sections(version: int) -> tuple[Section, ...]:
    """Return the pages of a version of the form, in order."""
    return FORMS[version]


def section(version: int, key: str) -> Section | None:
    """Return one page of the form by its key, or None."""
    return next((one for one in FORMS[version] if one.key == key), None)
