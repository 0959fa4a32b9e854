"""What a meeting meets where it is imported: its body, members, people, cases and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.accounts.models import Person
from app.accounts.services import PersonFacts
from app.association import queries as association
from app.association.models import Body, MemberOrganisation
from app.documents.models import Document, FileVersion
from app.kernel.actor import Actor
from app.kernel.json_files import Problem, refuse_if_any
from app.kernel.notation import read_day, read_moment
from app.kernel.storage import storage
from app.meetings.models import Meeting
from app.minutes.domain import series_of
from app.minutes.exchange.checking import decoded
from app.minutes.models import Paragraph
from app.registry import queries as registry_queries
from app.registry import services as registry

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the meeting belongs here."""

    body: Body
    members: dict[str, MemberOrganisation]


def find_place(session: Session, document: Json) -> Place:
    """Return the body and the members that the meeting names.

    Raises:
        ImportRefused: when something is missing here, or already taken.
    """
    bodies = {body.name: body for body in association.bodies(session)}
    members = {member.name: member for member in association.members(session)}
    body = bodies.get(document["meeting"]["body"])
    problems = [
        *_unknown_body(document, bodies),
        *_unknown_members(document, members),
        *_other_cases(session, document),
        *(_taken(session, document, body) if body else ()),
    ]
    refuse_if_any(problems)
    return Place(bodies[document["meeting"]["body"]], members)


def _unknown_body(document: Json, bodies: dict[str, Body]) -> Iterator[Problem]:
    name = document["meeting"]["body"]
    if name not in bodies:
        known = ", ".join(bodies) or "inget"
        yield Problem(
            "$.meeting.body",
            f"organet {name} finns inte här. Lägg till det under Förbundet. Nu finns: {known}.",
        )


def _unknown_members(document: Json, members: dict[str, Any]) -> Iterator[Problem]:
    for place, one in enumerate(document["attendance"]):
        name = one["member_organisation"]
        if name is not None and name not in members:
            yield Problem(
                f"$.attendance[{place}].member_organisation",
                f"medlemmen {name} finns inte här. Lägg till den under Förbundet.",
            )


def _other_cases(session: Session, document: Json) -> Iterator[Problem]:
    for place, case in enumerate(document["cases"]):
        found = registry_queries.find_case(session, case["number"])
        if found is not None and found.heading != case["heading"]:
            yield Problem(
                f"$.cases[{place}].number",
                f"ärendenumret {case['number']} är redan ett annat ärende här: {found.heading}.",
            )


def _taken(session: Session, document: Json, body: Body) -> Iterator[Problem]:
    """Report a meeting that is here already, and § numbers that are used (rule NUM)."""
    day = read_day(document["meeting"]["held_on"])
    same_day = select(Meeting.id).where(Meeting.body_id == body.id, Meeting.held_on == day)
    if session.scalar(same_day) is not None:
        yield Problem("$.meeting.held_on", f"{body.name} har redan ett sammanträde den {day}.")
    uid = document["meeting"]["calendar_uid"]
    same_uid = select(Meeting.held_on).where(Meeting.calendar_uid == uid)
    if (other := session.scalar(same_uid)) is not None and other != day:
        yield Problem("$.meeting.calendar_uid", f"samma kallelse hör till sammanträdet {other}.")
    series = series_of(body.id, int(document["meeting"]["held_on"][:4]))
    numbers = select(Paragraph.number).where(Paragraph.series == series)
    used = set(session.scalars(numbers))
    for place, paragraph in enumerate(document["paragraphs"]):
        if paragraph["number"] in used:
            yield Problem(
                f"$.paragraphs[{place}].number",
                f"§ {paragraph['number']} är redan använd i {body.name} det året.",
            )


class Arrivals:
    """People, cases and files of the file, found here or made."""

    def __init__(self, session: Session, actor: Actor | None, document: Json) -> None:
        self._session = session
        self._actor = actor
        self._people = {p["key"]: self._person(p) for p in document["people"]}
        self._cases = {case["number"]: self._case(case) for case in document["cases"]}
        self.files: dict[tuple[int, int], FileVersion] = {}
        for place, one in enumerate(document["documents"], start=1):
            self._document(place, one)
        session.flush()

    def person_id(self, key: str | None) -> int | None:
        """Return the id of the person with a key."""
        return None if key is None else self._people[key]

    def case_id(self, number: str | None) -> int | None:
        """Return the id of the case with a number."""
        return None if number is None else self._cases[number]

    def _person(self, facts: Json) -> int:
        """Return somebody with the same names, e-mail and organisation, or a new person."""
        found = self._session.scalar(
            select(Person.id)
            .where(
                Person.given_name == facts["given_name"],
                Person.family_name == facts["family_name"],
                Person.email == facts["email"],
                Person.organisation == facts["organisation"],
            )
            .order_by(Person.id)
            .limit(1)
        )
        if found is not None:
            return found
        given = {name: value for name, value in facts.items() if name != "key"}
        made = accounts.create_person(self._session, actor=self._actor, facts=PersonFacts(**given))
        return made.id

    def _case(self, facts: Json) -> int:
        found = registry_queries.find_case(self._session, facts["number"])
        if found is None:
            found = registry.adopt_case(
                self._session,
                actor=self._actor,
                number=facts["number"],
                heading=facts["heading"],
                opened_on=date.fromisoformat(facts["opened_on"]),
                counterpart=facts["counterpart"],
            )
        return found.id

    def _document(self, place: int, facts: Json) -> None:
        document = Document(kind=facts["kind"], title=facts["title"])
        self._session.add(document)
        self._session.flush()
        for one in facts["versions"]:
            self.files[place, one["number"]] = self._version(document.id, one)

    def _version(self, document_id: int, facts: Json) -> FileVersion:
        """Keep the bytes with the day and the name that they were first kept with."""
        content = decoded(facts["content"]) or b""
        names = ("number", "filename", "media_type", "data", "edited_by_hand", "created_by")
        made = FileVersion(
            document_id=document_id,
            sha256=storage().put(content),
            size=len(content),
            created_at=read_moment(facts["created_at"]),
            **{name: facts[name] for name in names},
        )
        self._session.add(made)
        return made
