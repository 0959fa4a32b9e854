"""Where one goes after writing down what happened at a §: back to meeting mode or the editor."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request, url_for

from app.kernel.web import Answer, see_other

FROM_ROOM: dict[str, Any] = {"fran": "motet"}  # what the links of meeting mode add to an address


def origin() -> dict[str, Any]:
    """Return what the addresses on the way must keep of where somebody came from."""
    return FROM_ROOM if request.args.get("fran") == FROM_ROOM["fran"] else {}


def paragraph_address(day: date, place: int, anchor: str | None = None) -> str:
    """Return the address of meeting mode, where the § shows, or of the § in the editor."""
    if origin():
        return url_for("minutes.room", day=day)
    return url_for("minutes.edit", day=day, place=place, _anchor=anchor)


def back_to_paragraph(day: date, place: int, anchor: str | None = None) -> Answer:
    """Go there."""
    if origin():
        return see_other("minutes.room", day=day)
    return see_other("minutes.edit", day=day, place=place, _anchor=anchor)
