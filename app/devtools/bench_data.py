"""The data that pages are measured on, and a signed-in client."""

from __future__ import annotations

import re
from datetime import date, time

from flask import Flask
from flask.testing import FlaskClient

from app import CAPABILITIES
from app.devtools import seed_people
from app.devtools.demo.people import load_association
from app.kernel import db, schema
from app.meetings import services as meetings

LARGE_MEETING = date(2027, 3, 12)
ITEMS, CLAUSES, ANNEXES = 20, 5, 3
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def build(app: Flask) -> FlaskClient:
    """Fill an empty database with the large meeting and return the director's client."""
    schema.metadata(CAPABILITIES).create_all(app.extensions["engine"])
    with app.app_context(), db.new_session() as session, db.committing(session):
        cast = load_association(session)
        meeting = meetings.create_meeting(
            session,
            actor=cast.director,
            body_id=cast.board.id,
            held_on=LARGE_MEETING,
            starts_at=time(9),
            ends_at=time(15),
            place="Kansliet",
        )
        for number in range(1, ITEMS + 1):
            item = meetings.add_item(
                session,
                actor=cast.director,
                meeting=meeting,
                heading=f"Ärende {number} om samverkan kring rehabilitering",
                background="Bakgrunden till ärendet beskrivs i några meningar. " * 6,
                clauses=[f"besluta punkt {clause} i ärendet" for clause in range(CLAUSES)],
            )
            for annex in range(ANNEXES):
                meetings.add_annex(
                    session,
                    actor=cast.director,
                    meeting=meeting,
                    item_id=item.id,
                    filename=f"underlag-{number}-{annex}.txt",
                    content=f"Underlag {number}:{annex}\n".encode(),
                )
    return signed_in(app, seed_people.OFFICE[0].email)


def signed_in(app: Flask, email: str) -> FlaskClient:
    """Return a client that has logged in through the page, as a person does."""
    client = app.test_client()
    found = _TOKEN.search(client.get("/logga-in").text)
    if not found:
        raise RuntimeError("the login page has no CSRF token")
    form = {"csrf_token": found[1], "email": email, "password": seed_people.PASSWORD}
    answer = client.post("/logga-in", data=form)
    if answer.status_code != 303:
        raise RuntimeError(f"login answered {answer.status_code}")
    return client
