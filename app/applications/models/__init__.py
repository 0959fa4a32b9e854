"""Rows about applications; the answers of the form are one JSON per section, money is rows."""

from __future__ import annotations

from app.applications.models.application import (
    Application,
    ApplicationFile,
    ApplicationPlace,
    ApplicationSection,
    AppliedYear,
    Call,
    Collaborator,
    SavedView,
    SectionComment,
    Submission,
)
from app.applications.models.deciding import (
    Agreement,
    AgreementPayment,
    AgreementReport,
    ApplicationDecision,
    DecisionLetter,
    FundFrame,
    GrantLine,
    RecordedDecision,
)
from app.applications.models.handling import (
    CompletionPoint,
    CompletionRequest,
    GroupMeeting,
    Opinion,
    Preparation,
)
from app.applications.models.signing_up import SignUp

__all__ = [
    "Agreement",
    "AgreementPayment",
    "AgreementReport",
    "Application",
    "ApplicationDecision",
    "ApplicationFile",
    "ApplicationPlace",
    "ApplicationSection",
    "AppliedYear",
    "Call",
    "Collaborator",
    "CompletionPoint",
    "CompletionRequest",
    "DecisionLetter",
    "FundFrame",
    "GrantLine",
    "GroupMeeting",
    "Opinion",
    "Preparation",
    "RecordedDecision",
    "SavedView",
    "SectionComment",
    "SignUp",
    "Submission",
]
