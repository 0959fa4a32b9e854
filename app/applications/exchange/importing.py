"""Makes the rows of an application from a file, all of them or none."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.accounts.models import Person
from app.accounts.services import PersonFacts
from app.applications.exchange.checking import check
from app.applications.exchange.exporting import PERSON
from app.applications.exchange.tree import APPLICATION, CALL, GROUP_MEETING, Link, Part
from app.applications.exchange.values import Json, read_value
from app.applications.models import Application, Call, GroupMeeting
from app.association import queries as association
from app.config import ROOT
from app.documents.models import Document, FileVersion
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.json_files import ImportRefused, Problem, parse, refuse_if_any
from app.kernel.notation import read_day, read_moment
from app.kernel.storage import storage
from app.registry import queries as registry_queries
from app.registry import services as registry
from app.registry.domain import Direction
from app.registry.models import Case

SCHEMA = ROOT / "docs" / "application.schema.json"


def import_application(session: Session, *, actor: Actor | None, content: bytes) -> Application:
    """Make the application that a file holds, with the people and files that are missing here.

    Never commits: the caller's transaction keeps all of it or nothing.

    Raises:
        ImportRefused: with the path and what was expected, for everything that is wrong.
    """
    document = parse(content, SCHEMA)
    check(document)
    refuse_if_any(_not_here(session, document))
    try:
        return _Import(session, actor, document).run()
    except DBAPIError as error:
        words = "databasen tar inte emot ansökan, eftersom uppgifterna inte går ihop."
        raise ImportRefused([Problem("$", f"{words} ({error.orig})")]) from error


def _not_here(session: Session, document: Json) -> Iterator[Problem]:
    """Report what the file names and this association lacks, or has already."""
    bodies = {body.name for body in association.bodies(session)}
    members = {member.name for member in association.members(session)}
    for place, round_ in enumerate(document["preparations"]):
        path = f"$.preparations[{place}]"
        yield from _unknown(f"{path}.body", "organet", round_["body"], bodies)
        for own, opinion in enumerate(round_["opinions"]):
            name = opinion["member_organisation"]
            where = f"{path}.opinions[{own}].member_organisation"
            yield from _unknown(where, "medlemmen", name, members)
    head = document["application"]
    if head["case"] and registry_queries.find_case(session, head["case"]["number"]) is not None:
        number = head["case"]["number"]
        yield Problem("$.application.case.number", f"ärendenumret {number} finns redan här.")
    if head["extends"] and _earlier(session, head["extends"]) is None:
        words = f"ansökan {head['extends']} finns inte här. Läs in den först."
        yield Problem("$.application.extends", words)


def _unknown(path: str, what: str, name: str, known: set[str]) -> Iterator[Problem]:
    if name not in known:
        yield Problem(path, f"{what} {name} finns inte här. Lägg till det under Förbundet.")


def _earlier(session: Session, number: str) -> int | None:
    return session.scalar(select(Application.id).join(Case).where(Case.number == number))


class _Import:
    """One import under way."""

    def __init__(self, session: Session, actor: Actor | None, document: Json) -> None:
        self.session = session
        self.actor = actor
        self.document = document
        self.case_id = 0
        self.files = [self.file(one) for one in document["documents"]]

    def run(self) -> Application:
        """Make every row, the application's own first."""
        values = self._values(APPLICATION, self.document["application"])
        for name, part in APPLICATION.children.items():
            if part.first:
                self._rows(part, self._given(name), values[part.through])
        made: Application = self._add(APPLICATION, values)
        for name, part in APPLICATION.children.items():
            if not part.first:
                self._rows(part, self._given(name), made.id)
        self.session.flush()
        history.note(
            self.session,
            actor=self.actor,
            action="applications.imported",
            subject=made,
            sentence=f"läste in ansökan {made.name} från en fil",
        )
        return made

    def _given(self, name: str) -> list[Json]:
        given = self.document[name]
        if name != "sections":
            return list(given)
        return [{**one, "key": key} for key, one in given.items()]

    def _rows(self, part: Part, given: list[Json], parent_id: int) -> None:
        for one in given:
            made = self._row(part, one, **{part.parent: parent_id})
            for name, child in part.children.items():
                self._rows(child, one[name], made.id)

    def _row(self, part: Part, given: Json, **own: Any) -> Any:
        return self._add(part, self._values(part, given) | own)

    def _values(self, part: Part, given: Json) -> dict[str, Any]:
        return {
            name: self._value(part.links.get(name), column, given[part.name_of(name)])
            for name, column in part.columns()
        }

    def _add(self, part: Part, values: dict[str, Any]) -> Any:
        made = part.model(**values)
        self.session.add(made)
        self.session.flush()
        return made

    def _value(self, link: Link | None, column: Any, given: Any) -> Any:
        if link is None or given is None:
            return read_value(column, given)
        return _READERS[link](self, given)

    def file(self, given: Json) -> int:
        """Keep a file; returns its id."""
        content = base64.b64decode(given["content"])
        document = Document(kind=given["kind"], title=given["title"])
        version = FileVersion(
            document=document,
            number=1,
            sha256=storage().put(content),
            size=len(content),
            media_type=given["media_type"],
            filename=given["filename"],
            data=given["data"],
            edited_by_hand=False,
            created_at=read_moment(given["created_at"]),
            created_by=given["created_by"],
        )
        self.session.add(version)
        self.session.flush()
        return version.id

    def case(self, given: Json) -> int:
        """Open the case with its number; returns its id."""
        made = registry.adopt_case(
            self.session,
            actor=self.actor,
            number=given["number"],
            heading=given["heading"],
            counterpart=given["counterpart"],
            opened_on=_day(given["opened_on"]),
        )
        self.session.flush()
        self.case_id = made.id
        return made.id

    def record(self, given: Json) -> int:
        """Return the case's record with these facts, or register it; no hook is called."""
        for record in registry_queries.records(self.session, self.case_id):
            if (record.content, record.dated) == (given["content"], _day(given["dated"])):
                return record.id
        made = registry.register_record(
            self.session,
            actor=self.actor,
            case_id=self.case_id,
            direction=Direction(given["direction"]),
            dated=_day(given["dated"]),
            counterpart=given["counterpart"],
            content=given["content"],
        )
        self.session.flush()
        return made.id

    def person(self, given: Json) -> int:
        """Return the id of the same person here, or of a new one."""
        same = (getattr(Person, name) == given[name] for name in PERSON)
        found = self.session.scalar(select(Person.id).where(*same).order_by(Person.id))
        if found is not None:
            return found
        facts = PersonFacts(**given)
        made = accounts.create_person(self.session, actor=self.actor, facts=facts)
        self.session.flush()
        return made.id

    def call(self, given: Json) -> int:
        """Return the id of the same call here, or of a new one."""
        same = (Call.title == given["title"], Call.opens_on == read_day(given["opens_on"]))
        found = self.session.scalar(select(Call.id).where(*same).order_by(Call.id))
        return found if found is not None else self._row(CALL, given).id

    def group_meeting(self, given: Json) -> int:
        """Return the id of the group's meeting that day, or of a new one."""
        same = (
            GroupMeeting.body_id == self.body(given["body"]),
            GroupMeeting.held_on == read_day(given["held_on"]),
        )
        found = self.session.scalar(select(GroupMeeting.id).where(*same))
        return found if found is not None else self._row(GROUP_MEETING, given).id

    def body(self, name: str) -> int:
        """Return the id of the body with a name."""
        return next(one.id for one in association.bodies(self.session) if one.name == name)

    def member(self, name: str) -> int:
        """Return the id of the member with a name."""
        return next(one.id for one in association.members(self.session) if one.name == name)


def _day(text: str) -> Any:
    return read_day(text)


_READERS: dict[Link, Callable[[_Import, Any], int]] = {
    Link.APPLICATION: lambda own, number: _earlier(own.session, number) or 0,
    Link.BODY: _Import.body,
    Link.CALL: _Import.call,
    Link.CASE: _Import.case,
    Link.FILE: lambda own, place: own.files[place - 1],
    Link.GROUP_MEETING: _Import.group_meeting,
    Link.MEMBER: _Import.member,
    Link.PERSON: _Import.person,
    Link.RECORD: _Import.record,
}
