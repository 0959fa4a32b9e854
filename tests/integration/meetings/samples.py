"""What the tests of the pages send and ask for."""

from __future__ import annotations

from app.meetings import queries

DAY = "/sammantraden/2017-02-24"
NEW = {
    "held_on": "2017-02-24",
    "starts_at": "09:00",
    "ends_at": "15:00",
    "place": "Kansliet, Storgatan 1",
    "details": "Lunch kl. 12",
    "digital_link": "",
    "convener_id": "0",
}
ITEM = {"heading": "Budget 2018", "kind": "decision", "background": "Text", "clauses-0": "anslå"}


def item_id(db_session, meeting, label):
    """Return the id of the item with this number."""
    return next(i.id for i in queries.agenda(db_session, meeting.id) if i.label == label)
