"""Any meeting that can be in a file comes out of the database as it went in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy.orm import Session

from app.association.domain import BodyKind
from app.minutes import exchange
from tests.factories import people
from tests.integration.minutes.exchange_strategies import MEMBERS, meetings


def moved(session: Session, content: bytes, day: date) -> bytes:
    """Import a file, export it again, and take everything back."""
    try:
        exchange.import_meeting(session, actor=None, content=content)
        return exchange.export_meeting(session, day)
    finally:
        session.rollback()
        session.expunge_all()


@pytest.mark.slow
@settings(
    max_examples=15,
    deadline=None,
    # Making a whole meeting smaller takes minutes and tells no more.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(document=meetings())
def test_any_meeting_survives_the_move(db_session, document: dict[str, Any]):
    people.create_body(db_session, "Styrelsen", BodyKind.BOARD)
    for name in MEMBERS:
        people.create_member(db_session, name)
    db_session.commit()
    try:
        day = date.fromisoformat(document["meeting"]["held_on"])
        first = moved(db_session, json.dumps(document).encode(), day)

        assert moved(db_session, first, day) == first
        assert parts(json.loads(first), document) == parts(document, document)
    finally:
        empty(db_session)


def parts(document: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    """Return what has to be the same: all but the names that the file itself chooses."""
    same = ("agenda", "minutes")
    own = {"convener", "invitees"}
    emails = {person["key"]: person["email"] for person in document["people"]}
    return {
        "paragraphs": _by_email(document["paragraphs"], emails),
        **{name: document[name] for name in same},
        "meeting": {k: v for k, v in document["meeting"].items() if k not in own},
        "people": sorted(p["email"] for p in document["people"] if p["email"] in _named(like)),
        "texts": [one["title"] for one in document["attendance"]],
        "versions": [one["frozen_at"] for one in document["versions"]],
    }


def _by_email(value: Any, emails: dict[str, str]) -> Any:
    """Return the same with people called by their addresses."""
    if isinstance(value, list):
        return [_by_email(one, emails) for one in value]
    if isinstance(value, dict):
        return {
            name: emails.get(one, one) if name == "person" else _by_email(one, emails)
            for name, one in value.items()
        }
    return value


def _named(document: dict[str, Any]) -> set[str]:
    """Return the addresses of people whom the meeting names at all."""
    text = json.dumps({k: v for k, v in document.items() if k != "people"})
    return {p["email"] for p in document["people"] if f'"{p["key"]}"' in text}


def empty(session: Session) -> None:
    """Take away the body and the members again."""
    from app.association.models import Body, MemberOrganisation

    session.rollback()
    session.query(MemberOrganisation).delete()
    session.query(Body).delete()
    session.commit()
