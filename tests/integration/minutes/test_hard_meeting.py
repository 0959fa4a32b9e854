"""The meeting where everything happens: said right in Word, moved as a file, frozen and signed."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlalchemy.orm import Session

from app.association import queries as association
from app.meetings import queries as meetings
from app.minutes import exchange, queries, services
from app.minutes.documents import minutes_context
from app.minutes.domain import MinutesFacts
from tests.factories import hard_meeting as hard
from tests.factories import people
from tests.integration.minutes.exchange_help import emptied

FILE = Path(__file__).parents[2] / "data" / "hard_meeting.json"
AFTER = "2017-02-27T13:00"
SAID = hard.said()


@pytest.fixture
def play(db_session, clock):
    clock.stop(AFTER)
    return hard.played(db_session, people.create_world(db_session))


@pytest.fixture
def imported(app, db_session, shared_database, clock) -> tuple[Session, MinutesFacts]:
    """The file of the same meeting, read into an association that has only bodies and members."""
    clock.stop(AFTER)
    people.create_world(db_session)
    session = emptied(app, db_session, shared_database)
    people.create_association(session)
    hard.settle_seats(session)
    exchange.import_meeting(session, actor=None, content=FILE.read_bytes())
    session.commit()
    return session, queries.minutes_whole(session, meetings.meeting_on(session, hard.HELD).id)


def said(session: Any, facts: MinutesFacts) -> dict[str, list[str]]:
    """Return everything that the minutes say about each §, by its heading, one line each."""
    context = minutes_context(facts, association.get_association(session))
    return {str(one["rubrik"]): list(_lines(one)) for one in context["paragrafer"]}


def _lines(value: Any) -> Any:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _lines(one)
    elif isinstance(value, list):
        for one in value:
            yield from _lines(one)


@pytest.mark.parametrize("heading", list(SAID))
def test_the_minutes_say_what_happened(db_session, play, heading):
    found = said(db_session, play.facts)[heading]

    assert [line for line in SAID[heading] if line not in found] == []


def test_word_says_it_all(db_session, play):
    made = services.render_minutes(db_session, hard.HELD, None)

    document = docx.Document(BytesIO(made.rendered.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = {paragraph.text for paragraph in document.paragraphs} | set(cells)
    missing = [
        line
        for lines in SAID.values()
        for line in lines
        if not any(line in found for found in words)
    ]
    assert missing == []
    assert {"Ja", "Nej", "Avstår", "2 röster"} <= set(cells)
    assert made.rendered.gaps == ()


def test_nothing_is_left_out_and_all_who_led_or_wrote_sign(db_session, play):
    stopping = [one for one in services.missing(db_session, play.facts) if one.weight == "error"]
    assert stopping == []

    play.do(services.freeze)

    context = minutes_context(play.facts, association.get_association(db_session))
    assert [(one["namn"], one["roll"], one["paragrafer"]) for one in context["underskrifter"]] == [
        ("Bo Almqvist", "ordförande", "§§ 1–8, 10–12"),
        ("Maj Lindell", "sekreterare", ""),
        ("Ann Edvall", "justerare", ""),
        ("Kent Arvidsson", "justerare", "§§ 1–4, 6–12"),
    ]
    assert [one.number for one in play.facts.paragraphs] == list(range(1, 13))


def test_the_file_holds_the_same_meeting(db_session, play):
    """``flask meeting export`` wrote the file; what the minutes say has not changed since."""
    told = said(db_session, play.facts)
    document = json.loads(exchange.export_meeting(db_session, hard.HELD))
    kept = json.loads(FILE.read_bytes())

    for part in ("agenda", "attendance", "minutes", "paragraphs", "people"):
        assert document[part] == kept[part], part
    assert set(told) >= set(SAID)


def test_the_file_says_the_same_where_it_is_read(imported):
    found = said(*imported)

    for heading, lines in SAID.items():
        assert [line for line in lines if line not in found[heading]] == []


def test_the_file_comes_out_as_it_went_in(imported):
    session, _ = imported

    assert exchange.export_meeting(session, hard.HELD) == FILE.read_bytes()
