"""The big screen: what it shows, when it is asked anew, and what each question costs."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.meetings.domain import MeetingState
from app.minutes import services
from app.minutes.domain import BallotKind, Choice, MotionKind
from app.minutes.models import Attendance, Ballot, Motion, Paragraph, Vote
from tests.factories.minutes import (
    SeedMeeting,
    seed_minutes_opened,
    seed_minutes_summoned,
)
from tests.support.html_client import HtmlClient

PAGE = "/sammantraden/2016-11-18/motet"
WALL = f"{PAGE}/vagg"
JSON = {"Accept": "application/json"}
ROOM_STATEMENTS = 17
POLL_STATEMENTS = 4  # who asks (two), the meeting, whether there is something new


@pytest.fixture
def opened(db_session: Session, clock: Any) -> SeedMeeting:
    clock.stop("2016-11-18T09:00")
    return seed_minutes_opened(db_session)


@pytest.fixture
def office(client: HtmlClient, sign_in: Any, opened: SeedMeeting) -> HtmlClient:
    sign_in(client, opened.user("helena"))
    return client


@pytest.fixture
def member(new_client: Any, sign_in: Any, opened: SeedMeeting) -> HtmlClient:
    browser: HtmlClient = new_client()
    sign_in(browser, opened.user("anneli"))
    return browser


def at(opened: SeedMeeting, number: int) -> None:
    """Take up a §."""
    services.go_to(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        paragraph_id=opened.paragraph(number),
    )


def test_the_wall_follows_the_room_from_opening_to_close(
    office: HtmlClient, member: HtmlClient, opened: SeedMeeting
) -> None:
    assert "Ingen paragraf har tagits upp ännu" in member.get(WALL).words
    at(opened, 61)
    page = member.get(WALL)
    assert "§ 61" in page.words
    assert opened.facts.at(5).heading in page.words
    assert "Samordningsförbundet föreslås besluta" in page.words
    assert opened.facts.at(5).proposal[0] in page.words
    assert '<meta http-equiv="refresh"' in page.text
    services.close_meeting(
        opened.session, actor=opened.actor, meeting=opened.meeting, closed_at=time(12, 15)
    )
    assert "Sammanträdet avslutades kl. 12.15" in member.get(WALL).words


def test_the_wall_never_shows_what_is_being_written(
    member: HtmlClient, opened: SeedMeeting
) -> None:
    row = opened.session.get_one(Paragraph, opened.paragraph(61))
    row.background, row.notes = "Hemligt underlag", "Hemlig anteckning"
    row.clauses[0].text = "hemligt utkast till beslut"
    at(opened, 61)
    for text in (member.get(WALL).text, member.get(f"{WALL}.json").json["html"]):
        assert "emlig" not in text


def test_behind_closed_doors_the_wall_says_only_that(
    member: HtmlClient, opened: SeedMeeting
) -> None:
    row = opened.session.get_one(Paragraph, opened.paragraph(61))
    row.behind_closed_doors = True
    at(opened, 61)
    page = member.get(WALL)
    assert "Behandlas inom stängda dörrar" in page.words
    assert opened.facts.at(5).heading not in page.words
    assert opened.facts.at(5).proposal[0] not in page.words


def test_the_wall_shows_recusal_motions_and_the_result_of_a_ballot(
    member: HtmlClient, office: HtmlClient, opened: SeedMeeting
) -> None:
    at(opened, 61)
    services.recuse(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        **recusal(opened, "anneli", 61),
    )
    paragraph_id = opened.paragraph(61)
    voters = opened.session.scalars(
        select(Attendance).where(Attendance.id == opened.attendee("ingrid"))
    ).all()
    opened.session.add_all(
        [
            Motion(
                paragraph_id=paragraph_id,
                position=1,
                kind=MotionKind.REJECTION,
                movers=list(voters),
            ),
            Motion(
                paragraph_id=paragraph_id,
                position=2,
                kind=MotionKind.TABLING,
                withdrawn=True,
                movers=list(voters),
            ),
            Ballot(
                paragraph_id=paragraph_id,
                position=1,
                kind=BallotKind.QUESTION,
                yes_means="bifall till förslaget",
                no_means="avslag på förslaget",
                votes=[Vote(attendance_id=one.id, choice=Choice.NO) for one in voters],
            ),
        ]
    )
    told = office.get(PAGE).words
    assert "Ingrid Sandahl yrkar avslag." in told
    assert "Resultat: 0 ja, 1 nej." in told
    words = member.get(WALL).words
    assert "Jäv Anneli Nyhlén" in words
    assert "Ingrid Sandahl yrkar avslag." in words
    assert "bordläggs" not in words
    assert "Resultat: 0 ja, 1 nej." in words


def recusal(opened: SeedMeeting, key: str, number: int) -> dict[str, Any]:
    """Return the values of an undisputed recusal at one §."""
    return {
        "attendance_id": opened.attendee(key),
        "from_paragraph_id": opened.paragraph(number),
        "to_paragraph_id": opened.paragraph(number),
    }


def test_the_wall_is_asked_with_few_statements_and_answers_only_when_there_is_something_new(
    member: HtmlClient, opened: SeedMeeting, counting: Any
) -> None:
    at(opened, 61)
    first = member.get(f"{WALL}.json")
    unchanged = {"If-None-Match": first.headers["ETag"]}
    with counting() as seen:
        answer = member.get(f"{WALL}.json", headers=unchanged)
    assert answer.status_code == 304
    assert not answer.data
    assert len(seen) <= POLL_STATEMENTS, "\n".join(seen)
    at(opened, 62)
    moved = member.get(f"{WALL}.json", headers=unchanged)
    assert moved.status_code == 200
    assert opened.facts.at(6).heading in moved.json["html"]


def test_the_wall_notices_recusals_headings_and_time(
    member: HtmlClient, opened: SeedMeeting, clock: Any
) -> None:
    at(opened, 61)
    tags = [member.get(f"{WALL}.json").headers["ETag"]]
    services.recuse(
        opened.session, actor=opened.actor, meeting=opened.meeting, **recusal(opened, "anneli", 61)
    )
    tags.append(member.get(f"{WALL}.json").headers["ETag"])
    opened.session.get_one(Paragraph, opened.paragraph(61)).heading = "En annan rubrik"
    tags.append(member.get(f"{WALL}.json").headers["ETag"])
    clock.move(minutes=1)
    tags.append(member.get(f"{WALL}.json").headers["ETag"])
    assert len(set(tags)) == 4


def test_the_wall_is_still_before_and_after_the_meeting(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    made = seed_minutes_summoned(db_session)
    sign_in(client, made.user("anneli"))
    assert "Sammanträdet har inte öppnats" in client.get(WALL).words


def test_the_wall_says_that_a_meeting_is_cancelled(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    made = seed_minutes_summoned(db_session)
    made.meeting.state = MeetingState.CANCELLED
    sign_in(client, made.user("anneli"))
    assert "Sammanträdet är inställt" in client.get(WALL).words
