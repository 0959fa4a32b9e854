"""Which rows an application's file holds, and how it names the rows of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Column, inspect

from app.applications.models import (
    Agreement,
    AgreementPayment,
    AgreementReport,
    Application,
    ApplicationDecision,
    ApplicationFile,
    ApplicationPlace,
    ApplicationSection,
    AppliedYear,
    Call,
    Collaborator,
    CompletionPoint,
    CompletionRequest,
    DecisionLetter,
    GrantLine,
    GroupMeeting,
    Opinion,
    Preparation,
    RecordedDecision,
    SectionComment,
    Submission,
)
from app.kernel.db import Base

FORMAT = "klubba-application"
VERSION = 1


class Link(StrEnum):
    """How the file names a row that lives outside the application."""

    APPLICATION = "application"  # by its case's number
    BODY = "body"  # by name
    CALL = "call"  # as an object of its own
    CASE = "case"  # as an object of its own
    FILE = "file"  # by its place among the documents, from 1
    GROUP_MEETING = "group_meeting"  # as an object of its own
    MEMBER = "member"  # by name
    PERSON = "person"  # as an object of its own
    RECORD = "record"  # as an object of its own


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table. ``parent`` is the column that says where they belong.

    It holds the parent's ``through``. What is ``first`` has to be there before the parent.
    """

    model: type[Base]
    parent: str = ""
    through: str = "id"
    first: bool = False
    order: tuple[str, ...] = ("id",)
    links: Mapping[str, Link] = field(default_factory=lambda: MappingProxyType({}))
    children: Mapping[str, Part] = field(default_factory=lambda: MappingProxyType({}))

    def columns(self) -> Iterator[tuple[str, Column[object]]]:
        """Yield what the file says of a row: everything but identities and lock versions."""
        for name, column in inspect(self.model).columns.items():
            if name not in {"id", "version_id", self.parent}:
                yield name, column

    def name_of(self, column: str) -> str:
        """Return what a column is called in the file: a link is named without ``_id``."""
        if column not in self.links:
            return column
        stem = column.removesuffix("_id")
        taken = stem in inspect(self.model).columns
        return f"{stem}_{self.links[column]}" if taken else stem


_FILE = {"file_version_id": Link.FILE}

CALL = Part(Call)
GROUP_MEETING = Part(GroupMeeting, links={"body_id": Link.BODY, **_FILE})

APPLICATION = Part(
    Application,
    links={
        "case_id": Link.CASE,
        "call_id": Link.CALL,
        "extends_id": Link.APPLICATION,
        "decision_record_id": Link.RECORD,
    },
    children={
        # The §§ about the case as they were attested: only one of them can decide (rule DEC).
        "recorded_decisions": Part(
            RecordedDecision,
            "case_id",
            through="case_id",
            first=True,
            links={"record_id": Link.RECORD},
        ),
        "sections": Part(ApplicationSection, "application_id"),
        "applied_years": Part(AppliedYear, "application_id", order=("year",)),
        "places": Part(ApplicationPlace, "application_id", order=("municipality",)),
        "collaborators": Part(Collaborator, "application_id", links={"person_id": Link.PERSON}),
        "comments": Part(SectionComment, "application_id", links={"person_id": Link.PERSON}),
        "files": Part(ApplicationFile, "application_id", links=_FILE),
        "submissions": Part(Submission, "application_id", order=("number",), links=_FILE),
        "completions": Part(
            CompletionRequest,
            "application_id",
            order=("number",),
            links=_FILE,
            children={"points": Part(CompletionPoint, "request_id", order=("position",))},
        ),
        "preparations": Part(
            Preparation,
            "application_id",
            order=("number",),
            links={"body_id": Link.BODY, "meeting_id": Link.GROUP_MEETING},
            children={
                "opinions": Part(
                    Opinion,
                    "preparation_id",
                    order=("position", "id"),
                    links={"member_organisation_id": Link.MEMBER, "given_by_id": Link.PERSON},
                )
            },
        ),
        "decisions": Part(
            ApplicationDecision,
            "application_id",
            order=("round", "stage"),
            links={"record_id": Link.RECORD},
            children={
                "lines": Part(GrantLine, "decision_id", order=("year", "position")),
                "letters": Part(DecisionLetter, "decision_id", links=_FILE),
            },
        ),
        "agreements": Part(
            Agreement,
            "application_id",
            order=("number",),
            links={**_FILE, "signed_file_version_id": Link.FILE},
            children={
                "reports": Part(AgreementReport, "agreement_id", order=("due_on",)),
                "payments": Part(AgreementPayment, "agreement_id", order=("due_on", "id")),
            },
        ),
    },
)
