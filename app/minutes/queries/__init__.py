"""Every question about minutes, with a deterministic order."""

from app.minutes.queries.frozen import (
    DecisionRow,
    ExtractRow,
    current_version,
    decision_years,
    decisions,
    extract,
    extracts,
    items_left_out,
    last_version_number,
    unnumbered,
    versions,
    voided_versions,
)
from app.minutes.queries.whole import minutes_of, minutes_whole

__all__ = [
    "DecisionRow",
    "ExtractRow",
    "current_version",
    "decision_years",
    "decisions",
    "extract",
    "extracts",
    "items_left_out",
    "last_version_number",
    "minutes_of",
    "minutes_whole",
    "unnumbered",
    "versions",
    "voided_versions",
]
