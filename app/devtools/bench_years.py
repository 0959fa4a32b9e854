"""Years of one association's life for measuring lists, put in as plain rows.

Each year holds six meetings of twenty §§, all attested and posted, 120 other cases with forty
applications, a thousand records and three thousand rows in the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.applications.models import Application
from app.association.models import Body, NoticeBoard
from app.devtools.bench_applications import applications_of_year
from app.documents.models import Document, FileVersion
from app.kernel import clock
from app.kernel.db import Base
from app.kernel.history import AuditEntry
from app.meetings.domain import ItemKind, MeetingState
from app.meetings.models import Meeting
from app.minutes.models import DecisionClause, MinutesVersion, Paragraph
from app.publication.models import Posting
from app.registry.domain import CaseState, Direction
from app.registry.models import Case, Record

MEETINGS, PARAGRAPHS, CASES, RECORDS, ENTRIES = 6, 20, 120, 1000, 3000
_SHA = "0" * 64
_APPEAL = timedelta(days=21)


def fill(session: Session, *, years: int, until: date) -> None:
    """Put in the last ``years`` years before the day ``until``, the newest one last."""
    board = session.scalars(select(Body).order_by(Body.id)).first()
    notice_board = session.scalars(select(NoticeBoard).order_by(NoticeBoard.id)).first()
    if board is None or notice_board is None:
        raise RuntimeError("years can only be put into an association that exists")
    _put(session, Document, [{"id": 100_000, "kind": "protokoll", "title": "Protokoll"}])
    for back in reversed(range(years)):
        start = until - timedelta(days=365 * (back + 1))
        _year(session, start, board, notice_board.id)


def _put(session: Session, model: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    session.execute(insert(model), list(rows))


def _next(session: Session, model: Any) -> int:
    return (session.scalar(select(func.max(model.id))) or 0) + 1


def _days(start: date, number: int) -> list[date]:
    """Return ``number`` days spread over a year, the last one not long before its end."""
    return [start + timedelta(days=(n + 1) * 365 // number - 10) for n in range(number)]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=UTC)


def _year(session: Session, start: date, board: Body, notice_board_id: int) -> None:
    first_case = _next(session, Case)
    _put(session, Case, _cases(start, first_case))
    first_record = _next(session, Record)
    _put(session, Record, _records(start, first_case, first_record))
    for model, rows in applications_of_year(
        start,
        first=_next(session, Application),
        first_case=first_case,
        first_record=first_record,
    ):
        _put(session, model, rows)
    first_meeting = _next(session, Meeting)
    days = _days(start, MEETINGS)
    _put(session, Meeting, _meetings(days, first_meeting, first_case, board.id))
    _paragraphs(session, start, first_meeting, board.id)
    _minutes(session, days, first_meeting, board.name, notice_board_id)
    _put(session, AuditEntry, _entries(start, first_case))


def _cases(start: date, first: int) -> Iterable[dict[str, Any]]:
    for n, day in enumerate(_days(start, CASES)):
        yield {
            "id": first + n,
            "number": f"D{first + n}",
            "heading": f"Insatsen Stegen vidare, del {n + 1}",
            "counterpart": "Arbetsförmedlingen" if n % 2 else "Försäkringskassan",
            "state": CaseState.OPEN if n % 3 else CaseState.CLOSED,
            "opened_on": day,
            "version_id": 1,
        }


def _records(start: date, first_case: int, first: int) -> Iterable[dict[str, Any]]:
    for n, day in enumerate(_days(start, RECORDS)):
        late = timedelta(days=9 if n % 20 == 0 else 0)
        yield {
            "id": first + n,
            "case_id": first_case + n % CASES,
            "serial": n // CASES + 1,
            "direction": (Direction.IN, Direction.OUT, Direction.INTERNAL)[n % 3],
            "dated": day,
            "counterpart": "Region Västerbotten",
            "content": f"Underlag {n + 1} om rehabilitering och planering",
            "registered_at": _moment(day + late),
            "registered_by": "Kansliet",
        }


def _meetings(
    days: list[date], first: int, first_case: int, body_id: int
) -> Iterable[dict[str, Any]]:
    for n, day in enumerate(days):
        yield {
            "id": first + n,
            "body_id": body_id,
            "case_id": first_case + n,
            "held_on": day,
            "starts_at": time(9),
            "ends_at": time(15),
            "place": "Kansliet",
            "state": MeetingState.FINAL,
            "calendar_uid": f"{day}@klubba.example",
            "version_id": 1,
        }


def _paragraphs(session: Session, start: date, first_meeting: int, body_id: int) -> None:
    first = _next(session, Paragraph)
    rows, clauses = [], []
    for n in range(MEETINGS * PARAGRAPHS):
        rows.append(
            {
                "id": first + n,
                "meeting_id": first_meeting + n // PARAGRAPHS,
                "position": n % PARAGRAPHS + 1,
                "kind": ItemKind.DECISION,
                "series": f"{body_id}:{start}",
                "number": n + 1,
                "heading": f"Ärende {n + 1} om samverkan kring rehabilitering",
                "version_id": 1,
            }
        )
        clauses += [
            {"paragraph_id": first + n, "position": m, "text": f"godkänna punkt {m} i ärendet"}
            for m in (1, 2)
        ]
    _put(session, Paragraph, rows)
    _put(session, DecisionClause, clauses)


def _minutes(
    session: Session, days: list[date], first_meeting: int, body: str, notice_board_id: int
) -> None:
    file, version = _next(session, FileVersion), _next(session, MinutesVersion)
    numbered = list(enumerate(days))
    _put(session, FileVersion, [_file(file + n, day) for n, day in numbered])
    frozen = [_frozen(version + n, first_meeting + n, file + n, day) for n, day in numbered]
    _put(session, MinutesVersion, frozen)
    _put(
        session,
        Posting,
        [_posting(version + n, day, body, notice_board_id) for n, day in numbered],
    )


def _file(number: int, day: date) -> dict[str, Any]:
    return {
        "id": number,
        "document_id": 100_000,
        "number": number,
        "sha256": _SHA,
        "size": 40_000,
        "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "filename": f"protokoll-{day}.docx",
        "data": {},
        "edited_by_hand": False,
        "created_at": _moment(day),
        "created_by": "Kansliet",
    }


def _frozen(number: int, meeting_id: int, file_version_id: int, day: date) -> dict[str, Any]:
    return {
        "id": number,
        "meeting_id": meeting_id,
        "number": 1,
        "file_version_id": file_version_id,
        "sha256": _SHA,
        "frozen_at": _moment(day),
        "frozen_by": "Kansliet",
        "void_reason": "",
    }


def _posting(version_id: int, day: date, body: str, notice_board_id: int) -> dict[str, Any]:
    """Return a notice that came down in its time; that of the newest meeting is still up."""
    posted = day + timedelta(days=7)
    down = posted + _APPEAL + timedelta(days=1)
    return {
        "notice_board_id": notice_board_id,
        "minutes_version_id": version_id,
        "body_name": body,
        "meeting_on": day,
        "paragraphs": "§§ 1–20",
        "attested_on": posted,
        "posted_on": posted,
        "posted_at": _moment(posted),
        "posted_by": "Kansliet",
        "last_day": posted + _APPEAL,
        "take_down_on": down,
        "kept_at": "Kansliet",
        "taken_down_at": _moment(down) if down < clock.today() else None,
    }


def _entries(start: date, first_case: int) -> Iterable[dict[str, Any]]:
    for n, day in enumerate(_days(start, ENTRIES)):
        yield {
            "at": _moment(day),
            "actor_name": "Kansliet",
            "action": "registry.record_registered",
            "subject_type": Case.__tablename__,
            "subject_id": first_case + n % CASES,
            "sentence": f"registrerade handling {n + 1}",
            "details": {},
        }
