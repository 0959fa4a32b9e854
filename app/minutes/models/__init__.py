"""Rows about minutes: attendance, paragraphs, deliberations, frozen versions, signatures."""

from app.minutes.models.attendance import Adjournment, Attendance, AttendanceChange, Minutes, Room
from app.minutes.models.deliberations import (
    Ballot,
    Candidate,
    Dissent,
    Motion,
    NonParticipation,
    Proposition,
    Statement,
    Vote,
    motion_mover,
)
from app.minutes.models.paragraphs import DecisionClause, Paragraph
from app.minutes.models.versions import Attestation, Extract, MinutesVersion, Signer

__all__ = [
    "Adjournment",
    "Attendance",
    "AttendanceChange",
    "Attestation",
    "Ballot",
    "Candidate",
    "DecisionClause",
    "Dissent",
    "Extract",
    "Minutes",
    "MinutesVersion",
    "Motion",
    "NonParticipation",
    "Paragraph",
    "Proposition",
    "Room",
    "Signer",
    "Statement",
    "Vote",
    "motion_mover",
]
