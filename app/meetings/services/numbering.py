"""Numbers of annexes: in agenda order until the summons is sent, after that never changed."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.meetings import queries
from app.meetings.domain import MeetingState
from app.meetings.models import Annex, Meeting


def renumber(session: Session, meeting: Meeting) -> None:
    """Number the annexes 1, 2, 3 in the order of the agenda; a sent number stays as it is."""
    if meeting.state not in {MeetingState.PLANNED, MeetingState.DRAFTING}:
        return
    session.flush()
    papers = queries.annex_entities(session, meeting.id)
    wanted = {paper.id: number for number, paper in enumerate(papers, start=1)}
    wrong = [paper for paper in papers if paper.number != wanted[paper.id]]
    for sign in (-1, 1):  # by way of negative numbers, since each number is taken only once
        for paper in wrong:
            session.execute(
                update(Annex).where(Annex.id == paper.id).values(number=sign * wanted[paper.id])
            )


def next_number(session: Session, meeting: Meeting) -> int:
    """Return the number of an annex that is added now; a number that was sent is not used again."""
    queries.lock_meeting(session, meeting.id)
    present = [paper.number for paper in queries.annex_entities(session, meeting.id)]
    sent = queries.last_document(session, meeting.id)
    data = (sent.file_version.data if sent and sent.file_version else None) or {}
    frozen = [int(paper["nr"]) for item in data.get("arenden", ()) for paper in item["bilagor"]]
    return max([0, *present, *frozen]) + 1
