"""Every question about minutes, with a deterministic order."""

from app.minutes.queries.frozen import (
    DecisionRow,
    ExtractRow,
    SigningRow,
    WaitingRow,
    current_version,
    decision_years,
    decisions,
    extract,
    extracts,
    items_left_out,
    signing,
    unnumbered,
    versions,
    voided_versions,
    waiting_signatures,
)
from app.minutes.queries.treated import TreatmentRow, treatments
from app.minutes.queries.whole import minutes_of, minutes_whole
from app.minutes.queries.writing import (
    agenda,
    attendances_of,
    changes_of,
    invited_guests,
    last_position,
    paragraphs_of,
)

__all__ = [
    "DecisionRow",
    "ExtractRow",
    "SigningRow",
    "TreatmentRow",
    "WaitingRow",
    "agenda",
    "attendances_of",
    "changes_of",
    "current_version",
    "decision_years",
    "decisions",
    "extract",
    "extracts",
    "invited_guests",
    "items_left_out",
    "last_position",
    "minutes_of",
    "minutes_whole",
    "paragraphs_of",
    "signing",
    "treatments",
    "unnumbered",
    "versions",
    "voided_versions",
    "waiting_signatures",
]
