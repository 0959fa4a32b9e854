"""The list of an application's parts that stands beside every page of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from app.applications.domain import Access
from app.applications.domain.checking import (
    Progress,
    SectionState,
    progress,
    section_states,
)
from app.applications.domain.completing import FILES, titles
from app.applications.domain.form import Content
from app.applications.domain.lacks import Lack
from app.applications.models import Application
from app.applications.queries import drafting
from app.applications.queries.sending import attached_files
from app.applications.services.checking import lacks_of

_WORDS = {
    SectionState.UNTOUCHED: "inte påbörjad",
    SectionState.MISSING: "något saknas",
    SectionState.WARNED: "klar, med en påminnelse",
    SectionState.DONE: "klar",
}


@dataclass(frozen=True)
class Parts:
    """What the pages of one application share: its parts, how far they have come, what is open."""

    application: Application
    titles: Mapping[str, str]
    states: Mapping[str, SectionState]
    lacks: Sequence[Lack]
    writable: frozenset[str]
    asked: Mapping[str, str]
    waiting: Mapping[str, int]
    files: int

    @property
    def progress(self) -> Progress:
        """Return how many parts are done."""
        return progress(self.states)

    def of(self, key: str) -> list[Lack]:
        """Return what one part lacks."""
        return [lack for lack in self.lacks if lack.section == key]

    def items(self, current: str) -> list[dict[str, Any]]:
        """Return the list of parts with marks, for the navigation."""
        return [self._item(key, current=key == current) for key in self.titles]

    def _item(self, key: str, *, current: bool) -> dict[str, Any]:
        kind, word = self._mark(key)
        if number := self.waiting.get(key, 0):
            word = f"{word}, {number} {'kommentar' if number == 1 else 'kommentarer'}"
        return {
            "href": self.address(key),
            "text": self.titles[key],
            "state": kind,
            "word": word,
            "current": current,
        }

    def _mark(self, key: str) -> tuple[str, str]:
        if self.asked:
            return ("missing", "ska kompletteras") if key in self.asked else ("locked", "låst")
        if key == FILES:
            word = "en bilaga" if self.files == 1 else f"{self.files} bilagor"
            return ("done", word) if self.files else ("coming", "valfritt")
        return str(self.states[key]), _WORDS[self.states[key]]

    def address(self, key: str) -> str:
        """Return the address of one part."""
        if key == FILES:
            return url_for("applications.files", application_id=self.application.id)
        return url_for("applications.section", application_id=self.application.id, key=key)

    def neighbour(self, key: str, step: int) -> tuple[str, str] | None:
        """Return (address, title) of the part before (-1) or after (1), or None."""
        keys = list(self.titles)
        at = keys.index(key) + step
        return (self.address(keys[at]), self.titles[keys[at]]) if 0 <= at < len(keys) else None


def parts_of(session: Session, application: Application, access: Access, content: Content) -> Parts:
    """Return the parts of an application as they stand."""
    lacks = lacks_of(application, content)
    return Parts(
        application=application,
        titles=titles(application.form_version),
        states=section_states(application.form_version, content, lacks),
        lacks=lacks,
        writable=drafting.writable_sections(session, application, access),
        asked=drafting.asked_for(session, application.id) if access.completion_open else {},
        waiting=drafting.unsettled_comments(session, application.id),
        files=len(attached_files(session, application.id)),
    )
