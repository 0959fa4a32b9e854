"""Moving a meeting from one association's database to another, empty one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from app.association import queries as association
from app.association.models import Body, MemberOrganisation
from app.kernel import db
from app.minutes import exchange
from tests.support.database import TestDatabase

Document = dict[str, Any]


def emptied(app: Flask, session: Session, database: TestDatabase) -> Session:
    """Empty the database and put back only the bodies and the members; returns the session."""
    bodies = [(body.name, body.kind) for body in association.bodies(session)]
    members = [(m.name, m.party_type, m.position) for m in association.members(session)]
    session.close()
    app.extensions["engine"].dispose()
    database.clean()
    session = db.session()
    # Other ids than in the first association, so that none can be in the file unseen.
    session.add(Body(name="Ett annat organ", kind="preparatory"))
    session.add_all(Body(name=name, kind=kind) for name, kind in reversed(bodies))
    session.add_all(
        MemberOrganisation(name=name, party_type=kind, position=position)
        for name, kind, position in reversed(members)
    )
    session.commit()
    return session


def changed(content: bytes, change: Callable[[Document], None]) -> bytes:
    """Return the file with something changed in it."""
    document = json.loads(content)
    change(document)
    return json.dumps(document).encode()


def problems(session: Session, content: bytes) -> list[str]:
    """Try to import a file that should be refused; return what is said about it."""
    try:
        exchange.import_meeting(session, actor=None, content=content)
    except exchange.ImportRefused as refused:
        return [str(problem) for problem in refused.problems]
    finally:
        session.rollback()
    return []


CHANGE: dict[str, Any] = {
    "kind": "absent",
    "from": 1,
    "to": None,
    "partly": False,
    "clock": None,
    "replaces": None,
    "ground": "",
    "ground_kind": None,
    "raised_by": None,
    "ruling": None,
}
BALLOT: dict[str, Any] = {
    "kind": "question",
    "secret": False,
    "yes_means": "",
    "no_means": "",
    "majority": "simple",
    "votes": [],
    "yes_count": None,
    "no_count": None,
    "abstain_count": None,
    "casting": None,
    "lot_fell_on": "",
    "candidates": [],
}


def happened(document: dict[str, Any]) -> dict[str, Any]:
    """Return what happened at the first §."""
    found: dict[str, Any] = document["paragraphs"][0]["deliberation"]
    return found


def first(document: dict[str, Any]) -> dict[str, Any]:
    """Name the first of the roster."""
    return {"person": document["attendance"][0]["person"]}


def stranger(document: dict[str, Any]) -> str:
    """Add somebody who is not on the roster, and return the key."""
    document["people"].append(document["people"][0] | {"key": "okand", "email": "okand@x.example"})
    return "okand"
