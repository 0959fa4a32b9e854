"""Writing the minutes: one § at a time, by several people, without losing a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.kernel import clock, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.meetings import services as meetings
from app.meetings.domain import ItemKind, Standing, clean_clauses, moved
from app.minutes import queries
from app.minutes.domain import additions, agenda_clause
from app.minutes.models import DecisionClause, Paragraph
from app.minutes.services.access import writable
from app.minutes.services.alone import open_paragraph
from app.minutes.services.hooks import paragraph_leaving

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_note = history.Noting("minutes")
_SAME_SITTING = timedelta(minutes=15)
_AGENDA_APPROVED = "godkänna dagordningen"


def save_paragraph(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    version: int,
    heading: str,
    background: str = "",
    clauses: Iterable[str] = (),
    notes: str = "",
    dispatch_to: str = "",
    kind: ItemKind | None = None,
    confirmed: bool = False,
) -> Paragraph:
    """Save one §; ``clauses`` are the att-satser, with or without the word "att".

    ``confirmed`` says that a person has read the decision and pressed save: it no longer counts as
    copied from the proposal, changed or not. The log gets one row per person and sitting.

    Raises:
        EditConflict: when somebody else saved another text since ``version``.
        DomainError: ``minutes.heading_missing`` on ``heading``; ``minutes.not_open``.
    """
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    if not heading.strip():
        raise DomainError("minutes.heading_missing", field="heading")
    mine = _Text(
        heading=heading.strip(),
        background=background.strip(),
        notes=notes.strip(),
        dispatch_to=dispatch_to.strip(),
        clauses=clean_clauses(clauses),
        kind=kind or paragraph.kind,
    )
    theirs = _Text.of(paragraph)
    replaced = [(label, stored) for _, label, _, stored in mine.against(theirs)]
    touched = paragraph.from_proposal and (confirmed or mine.clauses != theirs.clauses)
    if mine == theirs and not touched:
        return paragraph
    if differing := list(mine.against(theirs)):
        editing.ensure_current(session, paragraph, version=version, fields=differing)
    mine.write(paragraph)
    paragraph.from_proposal = paragraph.from_proposal and not touched
    flag_modified(paragraph, "heading")  # a new version even when only the clauses changed
    session.flush()
    _note_once(session, actor, paragraph, replaced)
    return paragraph


_LABELS = {
    "heading": "Rubrik",
    "background": "Bakgrund",
    "notes": "Anteckningar efter beslutet",
    "dispatch_to": "Expedieras till",
}


@dataclass(frozen=True, slots=True)
class _Text:
    """What is written in a §, as a whole."""

    heading: str
    background: str
    notes: str
    dispatch_to: str
    clauses: tuple[str, ...]
    kind: ItemKind

    @classmethod
    def of(cls, paragraph: Paragraph) -> _Text:
        """Read what is stored."""
        fields = {name: getattr(paragraph, name) for name in _LABELS}
        clauses = tuple(clause.text for clause in paragraph.clauses)
        return cls(**fields, clauses=clauses, kind=paragraph.kind)

    @property
    def fields(self) -> dict[str, str]:
        """Return the running texts by name."""
        return {name: getattr(self, name) for name in _LABELS}

    def write(self, paragraph: Paragraph) -> None:
        """Put the text into the row."""
        for name, value in self.fields.items():
            setattr(paragraph, name, value)
        paragraph.kind = self.kind
        write_clauses(paragraph, self.clauses)

    def against(self, theirs: _Text) -> Iterable[tuple[str, str, str, str]]:
        """Return the fields that differ, for the page that shows both texts."""
        for name, label in _LABELS.items():
            if self.fields[name] != theirs.fields[name]:
                yield name, label, self.fields[name], theirs.fields[name]
        pairs = zip_longest(self.clauses, theirs.clauses, fillvalue="")
        for index, (mine, other) in enumerate(pairs):
            if mine != other:
                yield f"clauses-{index}", f"Att-sats {index + 1}", mine, other


def write_clauses(paragraph: Paragraph, texts: Sequence[str]) -> None:
    """Let the decision be exactly these att-satser; rows are reused, so positions stay unique."""
    rows = paragraph.clauses
    for row, text in zip(rows, texts, strict=False):
        row.text = text
    for position in range(len(rows) + 1, len(texts) + 1):
        rows.append(DecisionClause(position=position, text=texts[position - 1]))
    del rows[len(texts) :]


def _note_once(
    session: Session,
    actor: Actor | None,
    paragraph: Paragraph,
    replaced: Sequence[tuple[str, str]],
) -> None:
    """Write one row in the log per person and sitting: autosave would drown it (rule O4).

    The row keeps what somebody else wrote before, so that no text is gone when another takes its
    place.
    """
    latest = next(iter(history.events(session, paragraph, limit=1)), None)
    fresh = latest is not None and clock.now() - latest.at < _SAME_SITTING
    fresh = fresh and latest is not None and latest.action == "minutes.saved"
    if fresh and latest is not None and latest.user_id == (actor.user_id if actor else None):
        return
    sentence = f"skrev i paragrafen ”{paragraph.heading}”"
    _note(session, actor, paragraph, "saved", sentence, replaced=replaced)


def add_paragraph(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    heading: str,
    kind: ItemKind = ItemKind.DECISION,
    after_id: int | None = None,
) -> Paragraph:
    """Add a § for something that came up at the meeting, after another one or last.

    It comes after every § that has its number already (rule NUM).

    Raises:
        DomainError: ``minutes.heading_missing`` on ``heading``; ``minutes.not_open``.
    """
    writable(session, meeting)
    if not heading.strip():
        raise DomainError("minutes.heading_missing", field="heading")
    rows = queries.paragraphs_of(session, meeting.id)
    ids = [row.id for row in rows]
    at = ids.index(after_id) + 1 if after_id in ids else len(rows)
    at = max(at, sum(row.number is not None for row in rows))
    made = Paragraph(
        meeting_id=meeting.id,
        agenda_item_id=None,
        position=at + 1,
        kind=kind,
        standing=Standing.NONE,
        series=None,
        number=None,
        heading=heading.strip(),
        case_id=None,
        from_proposal=False,
    )
    session.add(made)
    session.flush()
    _write_order(session, [*ids[:at], made.id, *ids[at:]])
    _note(session, actor, meeting, "paragraph_added", f"lade till paragrafen ”{made.heading}”")
    return made


def move_paragraph(
    session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int, step: int
) -> None:
    """Move a § ``step`` places (-1 up, 1 down), as far as it goes after those with numbers.

    Raises:
        DomainError: ``minutes.numbered`` once it has its number; ``minutes.breaks_attendance``.
    """
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    rows = {row.id: row for row in queries.paragraphs_of(session, meeting.id)}
    if paragraph.number is not None:
        raise DomainError("minutes.numbered")
    numbered = [key for key, row in rows.items() if row.number is not None]
    free = [key for key, row in rows.items() if row.number is None]
    order = (*numbered, *moved(free, paragraph.id, step))
    if order == tuple(rows):
        return
    _check_spans(session, meeting, order)
    _write_order(session, order)
    _note(session, actor, meeting, "paragraph_moved", f"flyttade ”{paragraph.heading}”")


def _write_order(session: Session, order: Sequence[int]) -> None:
    """Give positions beside the version count: moving is no conflict for one who writes."""
    for position, paragraph_id in enumerate(order, start=1):
        session.execute(
            update(Paragraph)
            .where(Paragraph.id == paragraph_id, Paragraph.position != position)
            .values(position=position)
        )


def _check_spans(session: Session, meeting: Meeting, order: Sequence[int]) -> None:
    for change in queries.changes_of(session, meeting.id):
        last = change.to_paragraph_id
        if last is not None and order.index(last) < order.index(change.from_paragraph_id):
            raise DomainError("minutes.breaks_attendance")


def remove_paragraph(
    session: Session, *, actor: Actor | None, meeting: Meeting, paragraph_id: int
) -> None:
    """Remove a § that has no number yet; what it said stays in the log (rules NUM, O4).

    Raises:
        DomainError: ``minutes.numbered``, ``minutes.used_in_attendance``, ``minutes.has_break``,
            ``minutes.used_in_deliberations``, or what somebody who needs the § refuses with.
    """
    writable(session, meeting)
    paragraph = open_paragraph(session, meeting, paragraph_id)
    if paragraph.number is not None:
        raise DomainError("minutes.numbered")
    changes = queries.changes_of(session, meeting.id)
    if any(paragraph.id in {c.from_paragraph_id, c.to_paragraph_id} for c in changes):
        raise DomainError("minutes.used_in_attendance")
    if any(one.paragraph_id == paragraph.id for one in queries.adjournments(session, meeting.id)):
        raise DomainError("minutes.has_break")
    if queries.happened_at(session, paragraph.id):
        raise DomainError("minutes.used_in_deliberations")
    paragraph_leaving(session, paragraph.id)
    text = _Text.of(paragraph)
    history.note(
        session,
        actor=actor,
        action="minutes.paragraph_removed",
        subject=meeting,
        sentence=f"tog bort paragrafen ”{paragraph.heading}”",
        clauses=list(text.clauses),
        **text.fields,
    )
    case_id = paragraph.case_id
    session.delete(paragraph)
    session.flush()
    rows = queries.paragraphs_of(session, meeting.id)
    _write_order(session, [row.id for row in rows])
    if case_id is not None and all(row.case_id != case_id for row in rows):
        meetings.case_left(session, actor=actor, case_id=case_id, but_for=meeting.id)


def name_additions(session: Session, *, actor: Actor | None, meeting: Meeting) -> Paragraph:
    """Let the decision on the agenda name every § that was added at the meeting.

    Raises:
        DomainError: ``minutes.no_agenda_paragraph``, ``minutes.no_additions``.
    """
    writable(session, meeting)
    facts = queries.minutes_whole(session, meeting.id)
    agenda = next((p for p in facts.paragraphs if p.standing is Standing.AGENDA), None)
    if agenda is None:
        raise DomainError("minutes.no_agenda_paragraph")
    added = additions(facts.paragraphs)
    if not added:
        raise DomainError("minutes.no_additions")
    clause = agenda_clause(added, facts.paragraphs)
    kept = [text for text in agenda.clauses if not text.startswith(_AGENDA_APPROVED)]
    return save_paragraph(
        session,
        actor=actor,
        meeting=meeting,
        paragraph_id=agenda.id,
        version=agenda.version,
        heading=agenda.heading,
        background=agenda.background,
        clauses=[clause, *kept],
        notes=agenda.notes,
        dispatch_to=agenda.dispatch_to,
    )
