"""Writing an application: begin a draft, save one page of it, keep what lists ask for."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import (
    INHERITING,
    ApplicationState,
    Direction,
    Kind,
    Outcome,
    Part,
)
from app.applications.domain.answering import read_answers
from app.applications.domain.budget import budget_of
from app.applications.domain.faults import AnswersRefused
from app.applications.domain.form import BUDGET, LATEST_FORM, Answers, section
from app.applications.domain.merging import both_texts, merge
from app.applications.domain.questions import Section
from app.applications.models import (
    Application,
    ApplicationPlace,
    ApplicationSection,
    AppliedYear,
    Collaborator,
)
from app.applications.queries.drafting import writable_sections
from app.applications.queries.sending import application_for_update
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, EditConflict, NotFound

_SAME_SITTING = timedelta(minutes=15)
_EXTENDED = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})


@dataclass(frozen=True, slots=True)
class _Writing:
    """Who saves a page, what was typed, and what it was that the writer began from."""

    actor: Actor
    version: int
    given: Answers
    seen: Mapping[str, str] | None


def create_draft(
    session: Session,
    *,
    actor: Actor,
    call_id: int | None = None,
    kind: Kind = Kind.NEW,
    extends_id: int | None = None,
    on_paper: bool = False,
    collaborator_id: int | None = None,
) -> Application:
    """Begin an application; an extension or a change inherits the answers of the earlier one.

    ``collaborator_id`` is the person who may write and submit it: the actor when left out, nobody
    when the office writes for one that came on paper.

    Raises:
        DomainError: ``application.cannot_extend`` when the earlier one has not been granted.
        NotFound: when there is no such earlier application.
    """
    earlier = _extended(session, kind, extends_id)
    made = Application(
        call_id=call_id,
        extends_id=extends_id,
        form_version=earlier.form_version if earlier else LATEST_FORM,
        kind=kind,
        on_paper=on_paper,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    person_id = collaborator_id if collaborator_id or on_paper else actor.person_id
    if person_id is not None:
        _let_submit(session, actor, made, person_id)
    if earlier is not None:
        _inherit(session, actor, earlier, made)
    history.note(
        session,
        actor=actor,
        action="application.draft_created",
        subject=made,
        sentence="började skriva en ansökan",
    )
    return made


def _extended(session: Session, kind: Kind, extends_id: int | None) -> Application | None:
    if extends_id is None:
        if kind in INHERITING:
            raise DomainError("application.cannot_extend")
        return None
    earlier = queries.application(session, extends_id)
    if earlier.outcome not in _EXTENDED:
        raise DomainError("application.cannot_extend")
    return earlier


def _let_submit(session: Session, actor: Actor, made: Application, person_id: int) -> None:
    session.add(
        Collaborator(
            application_id=made.id,
            person_id=person_id,
            part=Part.SUBMIT,
            added_at=clock.now(),
            added_by=actor.name,
        )
    )


_NEW_FOR_AN_EXTENSION = ("starts_on", "ends_on")


def _inherit(session: Session, actor: Actor, earlier: Application, made: Application) -> None:
    """Copy the answers; an extension has a time and a budget of its own."""
    for key, answers in sorted(queries.answers(session, earlier.id).items()):
        content = deepcopy(answers)
        if key == "initiative":
            content["kind"] = str(made.kind)
        if made.kind is Kind.EXTENSION:
            if key == BUDGET:
                continue
            content = {n: v for n, v in content.items() if n not in _NEW_FOR_AN_EXTENSION}
        _add_row(session, actor, made, key, content)
        write_head(session, made, key, content)


def _add_row(
    session: Session, actor: Actor, application: Application, key: str, content: dict[str, Any]
) -> ApplicationSection:
    row = ApplicationSection(
        application_id=application.id,
        key=key,
        content=content,
        saved_at=clock.now(),
        saved_by=actor.name,
    )
    session.add(row)
    session.flush()
    return row


def save_section(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    key: str,
    version: int,
    content: Answers,
    seen: Mapping[str, str] | None = None,
) -> ApplicationSection:
    """Save the answers of one page; partial answers are kept, badly formed ones are refused whole.

    ``version`` is the page's version that the writer began from, 0 before the first save.
    ``seen`` holds the fingerprints (``merging.fingerprints``) of the answers that the writer began
    from: with them a field that only somebody else has changed keeps what that person wrote.

    Raises:
        AnswersRefused: with a sentence for every place that is wrong.
        EditConflict: when somebody else has changed the same fields since.
        DomainError: ``application.not_writable``, ``application.section_not_asked``.
        NotFound: when the form has no such page.
    """
    application = application_for_update(session, application_id)
    page = section(application.form_version, key)
    if page is None:
        raise NotFound
    refuse_unwritable(session, application, key)
    kept, faults = read_answers(page, content)
    if faults:
        raise AnswersRefused(faults)
    row = queries.section_row(session, application.id, key)
    if row is None:
        row = _add_row(session, actor, application, key, kept)
        _note(session, actor, application, page)
    else:
        writing = _Writing(actor, version, content, seen)
        agreed = _agreed(page, row, kept, writing)
        _update(session, actor, application, page, row, agreed)
    # What is completed counts in lists and sums when it has been sent (services.completing).
    if application.state is ApplicationState.DRAFT:
        write_head(session, application, key, row.content)
    return row


def refuse_unwritable(session: Session, application: Application, key: str) -> None:
    """Refuse a change of a part that is closed to the applicant's side now.

    Raises:
        DomainError: ``application.not_writable``, ``application.section_not_asked``.
    """
    allowed = writable_sections(session, application, queries.access(session, application))
    if not allowed:
        raise DomainError("application.not_writable")
    if key not in allowed:
        raise DomainError("application.section_not_asked")


def _agreed(
    page: Section, row: ApplicationSection, mine: dict[str, Any], writing: _Writing
) -> dict[str, Any]:
    """Return my answers, put together with what somebody else has saved meanwhile."""
    if row.version_id == writing.version:
        return mine
    merged = merge(page, mine, row.content, writing.seen)
    if merged.disputed:
        raise EditConflict(
            both_texts(page, merged, writing.given, row.content),
            version=row.version_id,
            # The latest to save this part may be oneself, in another field.
            other_person=row.saved_by if row.saved_by != writing.actor.name else "",
            other_time=row.saved_at,
        )
    return merged.answers


def _update(
    session: Session,
    actor: Actor,
    application: Application,
    page: Section,
    row: ApplicationSection,
    content: dict[str, Any],
) -> None:
    """Write the answers into the row, when they are others. One log row per sitting."""
    if content == row.content:
        return
    now = clock.now()
    if row.saved_by != actor.name or now - row.saved_at > _SAME_SITTING:
        _note(session, actor, application, page)
    row.content, row.saved_at, row.saved_by = content, now, actor.name
    session.flush()


def _note(session: Session, actor: Actor, application: Application, page: Section) -> None:
    history.note(
        session,
        actor=actor,
        action="application.section_saved",
        subject=application,
        sentence=f"skrev i delen {page.title}",
        section=page.key,
    )


def write_head(session: Session, application: Application, key: str, content: Answers) -> None:
    """Keep on the application what lists, charts and searches ask for of a page's answers."""
    if key == "organisation":
        application.organisation = content.get("name") or ""
        application.organisation_number = content.get("organisation_number") or ""
    elif key == "initiative":
        _write_initiative(session, application, content)
    elif key == BUDGET:
        _write_applied(session, application, content)
    session.flush()


def _write_initiative(session: Session, application: Application, content: Answers) -> None:
    application.name = content.get("name") or ""
    application.kind = Kind(content.get("kind") or application.kind)
    direction = content.get("direction")
    application.direction = Direction(direction) if direction else None
    application.starts_on = _day(content.get("starts_on"))
    application.ends_on = _day(content.get("ends_on"))
    own = ApplicationPlace.application_id == application.id
    session.execute(delete(ApplicationPlace).where(own))
    for name in content.get("municipalities") or ():
        session.add(ApplicationPlace(application_id=application.id, municipality=name))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _write_applied(session: Session, application: Application, content: Answers) -> None:
    applied = budget_of(content).applied
    application.applied_ore = sum(applied.values())
    session.execute(delete(AppliedYear).where(AppliedYear.application_id == application.id))
    for year, ore in applied.items():
        session.add(AppliedYear(application_id=application.id, year=year, ore=ore))
