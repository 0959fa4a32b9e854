"""Writes an application as a file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.applications import queries
from app.applications.exchange.tree import (
    APPLICATION,
    CALL,
    FORMAT,
    GROUP_MEETING,
    VERSION,
    Link,
    Part,
)
from app.applications.exchange.values import Json, written_value
from app.applications.models import Application, Call, GroupMeeting
from app.association.models import Body, MemberOrganisation
from app.documents import services as documents
from app.documents.models import FileVersion
from app.kernel.errors import DomainError, NotFound
from app.kernel.notation import day_text, moment_text, written
from app.registry.models import Case, Record


def export_application(session: Session, name: str) -> bytes:
    """Return the application with a case number, or the only one with a name, as a file.

    Raises:
        NotFound: when there is none.
        DomainError: when several have the name.
    """
    found = _named(session, name)
    return _Export(session).run(found)


def _named(session: Session, name: str) -> Application:
    by_number = select(Application).join(Case).where(Case.number == name)
    if (found := session.scalar(by_number)) is not None:
        return found
    rows = session.scalars(
        select(Application).where(Application.name == name).order_by(Application.id)
    ).all()
    if not rows:
        raise NotFound
    if len(rows) > 1:
        numbers = [row.case.number for row in rows if row.case]
        raise DomainError("application.several", name=name, numbers=", ".join(numbers) or "utkast")
    return rows[0]


class _Export:
    """One export under way: the files named so far get their places as the rows name them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.places: dict[int, int] = {}

    def run(self, application: Application) -> bytes:
        """Write the whole file."""
        children = {
            name: self.rows(part, getattr(application, part.through))
            for name, part in APPLICATION.children.items()
        }
        document = {
            "format": FORMAT,
            "version": VERSION,
            "application": self.row(APPLICATION, application),
            **children,
            "sections": {one.pop("key"): one for one in children["sections"]},
            "documents": [self.document(file_id) for file_id in self.places],
        }
        return written(document)

    def rows(self, part: Part, parent_id: int) -> list[Json]:
        """Write the rows that belong to a parent, in their order, with what belongs to them."""
        model: Any = part.model
        statement = (
            select(model)
            .where(getattr(model, part.parent) == parent_id)
            .order_by(*(getattr(model, name) for name in part.order))
        )
        return [self.whole(part, row) for row in self.session.scalars(statement)]

    def whole(self, part: Part, row: Any) -> Json:
        """Write a row and the rows under it."""
        under = {name: self.rows(child, row.id) for name, child in part.children.items()}
        return {**self.row(part, row), **under}

    def row(self, part: Part, row: Any) -> Json:
        """Write a row's own columns."""
        return {
            part.name_of(name): self.value(part.links.get(name), getattr(row, name))
            for name, _ in part.columns()
        }

    def value(self, link: Link | None, value: Any) -> Any:
        """Write one value; an identity becomes what the file calls that row."""
        if link is None or value is None:
            return written_value(value)
        if link is Link.FILE:
            return self.places.setdefault(value, len(self.places) + 1)
        return _WRITERS[link](self, value)

    def document(self, file_id: int) -> Json:
        """Write a file with its bytes."""
        version = self.session.get_one(FileVersion, file_id)
        content = documents.content(version)
        return {
            "kind": version.document.kind,
            "title": version.document.title,
            "filename": version.filename,
            "media_type": version.media_type,
            "sha256": version.sha256,
            "data": version.data,
            "created_at": moment_text(version.created_at),
            "created_by": version.created_by,
            "content": base64.b64encode(content).decode("ascii"),
        }


def _case(export: _Export, case_id: int) -> Json:
    case = export.session.get_one(Case, case_id)
    return {
        "number": case.number,
        "heading": case.heading,
        "counterpart": case.counterpart,
        "opened_on": day_text(case.opened_on),
    }


def _person(export: _Export, person_id: int) -> Json:
    person = export.session.get_one(Person, person_id)
    return {name: getattr(person, name) for name in PERSON}


def _record(export: _Export, record_id: int) -> Json:
    record = export.session.get_one(Record, record_id)
    return {
        "direction": str(record.direction),
        "dated": day_text(record.dated),
        "counterpart": record.counterpart,
        "content": record.content,
    }


def _number(export: _Export, application_id: int) -> str:
    case = queries.application(export.session, application_id).case
    if case is None:
        raise NotFound
    return case.number


PERSON: Sequence[str] = ("given_name", "family_name", "email", "organisation")
_WRITERS: dict[Link, Any] = {
    Link.APPLICATION: _number,
    Link.BODY: lambda export, own: export.session.get_one(Body, own).name,
    Link.CALL: lambda export, own: export.row(CALL, export.session.get_one(Call, own)),
    Link.CASE: _case,
    Link.GROUP_MEETING: lambda export, own: export.row(
        GROUP_MEETING, export.session.get_one(GroupMeeting, own)
    ),
    Link.MEMBER: lambda export, own: export.session.get_one(MemberOrganisation, own).name,
    Link.PERSON: _person,
    Link.RECORD: _record,
}
