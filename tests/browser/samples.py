"""Addresses of every page of the demonstration, made from the application's own url map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.applications.domain import ApplicationState
from app.applications.models import (
    Agreement,
    Application,
    ApplicationFile,
    Call,
    Collaborator,
    CompletionRequest,
    GroupMeeting,
    Opinion,
    Preparation,
    Submission,
)
from app.association.models import Body, MemberOrganisation, NoticeBoard, Seat
from app.commissions.models import Commission
from app.followup.models import Initiative
from app.kernel import db
from app.meetings.domain import MeetingState
from app.meetings.models import AgendaItem, Annex, Meeting, Reply, Summons
from app.minutes.domain import Capacity
from app.minutes.models import (
    Attendance,
    AttendanceChange,
    Ballot,
    Dissent,
    Extract,
    MinutesVersion,
    Motion,
    Paragraph,
    Proposition,
    Statement,
)
from app.publication.models import Posting
from app.registry.models import Record, RecordFile
from tests.browser import samples_after

Values = dict[str, Any]
Maker = Callable[[Session], Iterable[Values]]

# Pages of an association that is not set up yet; test_set_up walks through them.
BEFORE_THE_START = {"association.set_up", "association.set_up_step", "association.set_up_check"}
# A page that only somebody who has got a letter sees; a broken link is what is seen here.
_TOKEN = "a" * 43


@dataclass(frozen=True)
class Address:
    """One address of one route."""

    endpoint: str
    path: str


def meetings(session: Session) -> list[Meeting]:
    """Return one meeting in every state, the oldest first, and the one of 2016-11-18."""
    found: dict[object, Meeting] = {}
    for meeting in session.scalars(select(Meeting).order_by(Meeting.held_on.desc())):
        found.setdefault(meeting.state, meeting)
    missing = set(MeetingState) - set(found)
    assert not missing, f"the demonstration has no meeting that is {missing}"
    return [*reversed(found.values()), _seed(session)]


def _seed(session: Session) -> Meeting:
    return session.scalars(select(Meeting).where(Meeting.held_on == date(2016, 11, 18))).one()


def _in(session: Session, *states: MeetingState) -> list[Meeting]:
    return [meeting for meeting in meetings(session) if meeting.state in states]


def _days(session: Session) -> list[Values]:
    return [{"day": meeting.held_on} for meeting in meetings(session)]


def _items(session: Session) -> Iterator[Values]:
    for meeting in _in(session, MeetingState.DRAFTING, MeetingState.SUMMONED):
        rows = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
        items = session.scalars(rows.order_by(AgendaItem.position)).all()
        for item in (items[0], items[4]):  # a fixed one, and one of the meeting's own
            yield {"day": meeting.held_on, "item_id": item.id}


def _of(model: Any, argument: str, column: str = "id") -> Maker:
    """Return the first row of a model in every meeting that has one."""

    def make(session: Session) -> Iterator[Values]:
        for meeting in meetings(session):
            row = session.scalars(
                select(model).where(model.meeting_id == meeting.id).order_by(model.id)
            ).first()
            if row is not None:
                yield {"day": meeting.held_on, argument: getattr(row, column)}

    return make


def _attendances(session: Session) -> Iterator[Values]:
    """Somebody of the board, a substitute who serves, a guest with an exception."""
    rows = select(Attendance, Meeting).join(Meeting, Meeting.id == Attendance.meeting_id)
    for row, meeting in session.execute(rows.order_by(Attendance.id)):
        if meeting.state in {MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING}:
            yield {"day": meeting.held_on, "attendance_id": row.id}
    changed = select(AttendanceChange.attendance_id)
    seed = session.scalars(select(Attendance).where(Attendance.id.in_(changed))).first()
    if seed is not None:
        yield {"day": date(2016, 11, 18), "attendance_id": seed.id}


def _called(session: Session) -> Iterator[Values]:
    """Somebody with a seat and a substitute, while the roll can be called."""
    for capacity in (Capacity.REGULAR, Capacity.SUBSTITUTE):
        rows = select(Attendance, Meeting).join(Meeting, Meeting.id == Attendance.meeting_id)
        for row, meeting in session.execute(rows.where(Attendance.capacity == capacity)):
            if meeting.state in {MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING}:
                yield {"day": meeting.held_on, "attendance_id": row.id}
                break


def _places(session: Session) -> Iterator[Values]:
    for meeting in _in(session, MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING):
        rows = select(Paragraph.position).where(Paragraph.meeting_id == meeting.id)
        for place in session.scalars(rows.order_by(Paragraph.position)):
            yield {"day": meeting.held_on, "place": place}


def _acts(model: Any) -> Maker:
    """Return the page of something new at one § of a meeting, and that of every row."""

    def make(session: Session) -> Iterator[Values]:
        for meeting in _in(session, MeetingState.IN_SESSION, MeetingState.MINUTES_DRAFTING):
            yield {"day": meeting.held_on, "place": 5}
            rows = select(model.id, Paragraph.position).join(
                Paragraph, Paragraph.id == model.paragraph_id
            )
            for row_id, place in session.execute(rows.where(Paragraph.meeting_id == meeting.id)):
                yield {"day": meeting.held_on, "place": place, "row_id": row_id}

    return make


def _numbers(session: Session) -> Iterator[Values]:
    rows = select(Paragraph).where(Paragraph.number.is_not(None)).order_by(Paragraph.id.desc())
    for row in session.scalars(rows.limit(1)):
        meeting = session.get_one(Meeting, row.meeting_id)
        yield {"day": meeting.held_on, "number": row.number}
    yield {"day": date(2016, 11, 18), "number": 63}


def _postings(session: Session) -> Iterator[Values]:
    for posting in session.scalars(select(Posting).order_by(Posting.id)):
        yield {"day": posting.meeting_on, "posting_id": posting.id}


def _extracts(session: Session) -> Iterator[Values]:
    for made in session.scalars(select(Extract).order_by(Extract.id).limit(1)):
        version = session.get_one(MinutesVersion, made.minutes_version_id)
        meeting = session.get_one(Meeting, version.meeting_id)
        yield {"day": meeting.held_on, "extract_id": made.id}


def _records(session: Session) -> Iterator[Values]:
    for record in session.scalars(select(Record).order_by(Record.id).limit(3)):
        yield {"case_id": record.case_id, "serial": record.serial}


def _record_files(session: Session) -> Iterator[Values]:
    for file in session.scalars(select(RecordFile).order_by(RecordFile.record_id).limit(2)):
        record = session.get_one(Record, file.record_id)
        yield {
            "case_id": record.case_id,
            "serial": record.serial,
            "file_version_id": file.file_version_id,
        }


def _every(model: Any, argument: str) -> Maker:
    return lambda session: [
        {argument: row.id} for row in session.scalars(select(model).order_by(model.id).limit(3))
    ]


def _people(session: Session) -> list[Values]:
    seats = session.scalars(select(Seat).order_by(Seat.id)).all()
    return [{"person_id": seat.person_id} for seat in (seats[0], seats[2], seats[-1])]


def _cases(session: Session) -> list[Values]:
    rows = select(Record.case_id).distinct().order_by(Record.case_id)
    return [{"case_id": number} for number in session.scalars(rows)][:4]


def _applications(session: Session) -> Iterator[Values]:
    """Return one application in every state that the demonstration has, the latest of each."""
    seen: set[object] = set()
    for made in session.scalars(select(Application).order_by(Application.id.desc())):
        if made.state not in seen:
            seen.add(made.state)
            yield {"application_id": made.id}


def _opinions(session: Session) -> Iterator[Values]:
    rows = select(Opinion.id, Preparation.application_id).join(
        Preparation, Preparation.id == Opinion.preparation_id
    )
    for opinion_id, application_id in session.execute(rows.order_by(Opinion.id.desc()).limit(3)):
        yield {"application_id": application_id, "opinion_id": opinion_id}


def _completions(session: Session) -> Iterator[Values]:
    """Return the latest request for completion in every state."""
    seen: set[object] = set()
    for asked in session.scalars(select(CompletionRequest).order_by(CompletionRequest.id.desc())):
        if asked.state not in seen:
            seen.add(asked.state)
            yield {"application_id": asked.application_id, "number": asked.number}


def _answers(session: Session) -> Iterator[Values]:
    rows = select(Submission).where(Submission.number > 1).order_by(Submission.id.desc())
    for sent in session.scalars(rows.limit(2)):
        yield {"application_id": sent.application_id, "number": sent.number}


def _submissions(session: Session) -> Iterator[Values]:
    """The latest thing sent, and one that has been completed since."""
    rows = select(Submission).order_by(Submission.number.desc(), Submission.id.desc())
    for sent in session.scalars(rows.limit(2)):
        yield {"application_id": sent.application_id, "number": 1}


def _people_of_drafts(session: Session) -> Iterator[Values]:
    rows = select(Collaborator).join(Application, Application.id == Collaborator.application_id)
    rows = rows.where(Application.state == ApplicationState.DRAFT).order_by(Collaborator.id)
    for one in session.scalars(rows.limit(2)):
        yield {"application_id": one.application_id, "person_id": one.person_id}


def _drafts_in_calls(session: Session) -> Iterator[Values]:
    rows = select(Application).where(
        Application.state == ApplicationState.DRAFT, Application.call_id.is_not(None)
    )
    for draft in session.scalars(rows.order_by(Application.id).limit(2)):
        yield {"call_id": draft.call_id, "application_id": draft.id}


def _agreed(session: Session) -> Iterator[Values]:
    """Applications with an agreement, in every state that the demonstration has."""
    for application_id in session.scalars(select(Agreement.application_id).distinct()):
        yield {"application_id": application_id}


# One part of the form for each sort of page: choices, rows, days and places, the table of money.
_PARTS = ("organisation", "contacts", "initiative", "budget")


def _parts(session: Session) -> Iterator[Values]:
    """Return parts of a draft that is being written, and one of an application that is closed."""
    drafts = select(Application.id).where(Application.state == ApplicationState.DRAFT)
    for application_id in session.scalars(drafts.order_by(Application.id.desc()).limit(1)):
        for key in _PARTS:
            yield {"application_id": application_id, "key": key}
    sent = select(Application.id).where(Application.state != ApplicationState.DRAFT)
    for application_id in session.scalars(sent.order_by(Application.id.desc()).limit(1)):
        yield {"application_id": application_id, "key": "need"}


def _attachments(session: Session) -> Iterator[Values]:
    rows = select(ApplicationFile).where(ApplicationFile.removed_at.is_(None))
    for one in session.scalars(rows.order_by(ApplicationFile.id.desc()).limit(2)):
        yield {"application_id": one.application_id, "file_id": one.id}


# Sample values by the route's arguments, or by its endpoint where those say too little.
BY_ARGUMENTS: dict[frozenset[str], Maker] = {
    frozenset(): lambda _session: [{}],
    frozenset({"day"}): _days,
    frozenset({"day", "item_id"}): _items,
    frozenset({"day", "version"}): _of(Summons, "version", "version"),
    frozenset({"day", "attendance_id"}): _attendances,
    frozenset({"day", "place"}): _places,
    frozenset({"day", "posting_id"}): _postings,
    frozenset({"day", "extract_id"}): _extracts,
    frozenset({"year"}): lambda _session: [{"year": 2016}, {"year": 2018}, {"year": 2014}],
    frozenset({"posting_id"}): _every(Posting, "posting_id"),
    frozenset({"person_id"}): _people,
    frozenset({"body_id"}): _every(Body, "body_id"),
    frozenset({"member_id"}): _every(MemberOrganisation, "member_id"),
    frozenset({"seat_id"}): _every(Seat, "seat_id"),
    frozenset({"board_id"}): _every(NoticeBoard, "board_id"),
    frozenset({"case_id"}): _cases,
    frozenset({"case_id", "serial"}): _records,
    frozenset({"case_id", "serial", "file_version_id"}): _record_files,
    frozenset({"token"}): lambda _session: [{"token": _TOKEN}],
    frozenset({"application_id"}): _applications,
    frozenset({"application_id", "key"}): _parts,
    frozenset({"suffix"}): lambda _session: [{"suffix": "xlsx"}, {"suffix": "csv"}],
    frozenset({"application_id", "file_id"}): _attachments,
    frozenset({"call_id"}): _every(Call, "call_id"),
    frozenset({"call_id", "application_id"}): _drafts_in_calls,
    frozenset({"application_id", "opinion_id"}): _opinions,
    frozenset({"meeting_id"}): _every(GroupMeeting, "meeting_id"),
    frozenset({"initiative_id"}): _every(Initiative, "initiative_id"),
    frozenset({"commission_id"}): _every(Commission, "commission_id"),
}
BY_ENDPOINT: dict[str, Maker] = {
    **samples_after.BY_ENDPOINT,
    "applications.collaborator_remove": _people_of_drafts,
    "applications.submission": _submissions,
    "applications.submission_document": _submissions,
    "applications.completion": _completions,
    "applications.completion_document": _completions,
    "applications.completion_withdraw": _completions,
    "applications.difference": _answers,
    "applications.letter": _agreed,
    "applications.letter_document": _agreed,
    "applications.agreement_document": _agreed,
    "applications.give_up_agreement": _agreed,
    "applications.signed_document": _agreed,
    "meetings.annex": _of(Annex, "number", "number"),
    "meetings.edit_annex": _of(Annex, "number", "number"),
    "meetings.remove_annex": _of(Annex, "number", "number"),
    "meetings.reply_for": _of(Reply, "person_id", "person_id"),
    "reading.paper": _of(Annex, "number", "number"),
    "reading.paper_as_pdf": _of(Annex, "number", "number"),
    "minutes.call": _called,
    "minutes.motion": _acts(Motion),
    "minutes.proposition": _acts(Proposition),
    "minutes.ballot": _acts(Ballot),
    "minutes.dissent": _acts(Dissent),
    "minutes.statement": _acts(Statement),
    "minutes.extract": _numbers,
    # A file only exists once the worker has made one; the page that leads to it is always there.
    "packets.packet_file": lambda _session: [],
}
# The same page with another question in its address.
WITH_A_QUESTION = {
    **samples_after.WITH_A_QUESTION,
    "meetings.index": ("?ar=2016", "?ar=1999"),
    "registry.index": ("?text=finns+inte", "?state=late"),
    "meetings.new_item": ("?under=ovriga",),
    "minutes.ballot": ("?slag=sluten", "?slag=val"),
}


def routes(app: Flask) -> list[Rule]:
    """Return every route that answers GET, but not those before the start and static files."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
        and rule.endpoint not in {"static", *BEFORE_THE_START}
        and not rule.endpoint.startswith("style_guide.")
    ]


def maker_of(rule: Rule) -> Maker | None:
    """Return what makes sample values for a route."""
    # A value with a default is part of the address without it.
    arguments = frozenset(rule.arguments) - frozenset(rule.defaults or {})
    return BY_ENDPOINT.get(rule.endpoint) or BY_ARGUMENTS.get(arguments)


def addresses(app: Flask) -> list[Address]:
    """Return every address of every page of the demonstration in the application's database."""
    found: dict[str, Address] = {}
    with app.app_context(), db.new_session(read_only=True) as session:
        adapter = app.url_map.bind("127.0.0.1")
        for rule in routes(app):
            maker = maker_of(rule)
            assert maker is not None, f"{rule.rule} has no sample values in {__name__}"
            for values in maker(session):
                path = adapter.build(rule.endpoint, {**(rule.defaults or {}), **values})
                for question in ("", *WITH_A_QUESTION.get(rule.endpoint, ())):
                    found.setdefault(path + question, Address(rule.endpoint, path + question))
    return list(found.values())
