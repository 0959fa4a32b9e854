"""The steps, the next one, and what is missing, as the page of an application shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.applications.domain import Access, ApplicationState, CompletionState
from app.applications.domain.checking import PARTIES_CODE
from app.applications.domain.completing import titles
from app.applications.domain.form import Content
from app.applications.domain.journey import NextStep, Standing, Viewpoint, Way, next_steps, steps
from app.applications.models import Application
from app.applications.policies import GIVE_OPINION, HANDLE_APPLICATION, WRITE_APPLICATION
from app.applications.queries.preparing import asked_of
from app.applications.queries.whole import AskedRow, Handled
from app.applications.routes.ways import way
from app.applications.services.checking import lacks_of
from app.kernel import clock, ui
from app.kernel.actor import Actor
from app.registry.domain import should_be_registered_by

_BREAK = ("Överenskommelse", "Överens\u00adkommelse")  # where the longest word may be broken
_BEFORE_THE_BOARD = frozenset(
    {
        ApplicationState.DRAFT,
        ApplicationState.SUBMITTED,
        ApplicationState.REGISTERED,
        ApplicationState.IN_PREPARATION,
        ApplicationState.READY_FOR_BOARD,
    }
)


def steps_part(
    application: Application, progress: Handled, *, completion_open: bool
) -> list[dict[str, str]]:
    """Return the stepper's rows."""
    made = steps(
        Way(
            state=application.state,
            begun_on=application.created_at.astimezone(clock.STOCKHOLM).date(),
            taken=progress.taken,
            outcome=application.outcome,
            board_on=progress.board_on,
            agreed_on=progress.agreed_on,
            completion_open=completion_open,
        )
    )
    return [
        {
            "label": step.label.replace(*_BREAK),
            "state": step.state,
            "date": ui.day_and_month(step.day),
            "note": step.note,
        }
        for step in made
    ]


def next_part(
    session: Session,
    application: Application,
    access: Access,
    actor: Actor,
    progress: Handled,
    asked: Sequence[AskedRow],
) -> list[dict[str, object]]:
    """Return the next step and what can be done instead, those that this person may."""
    unread = _unread(asked)
    viewpoint = _viewpoint(actor, access)
    today = clock.today()
    standing = Standing(
        state=application.state,
        completion_open=access.completion_open,
        answer_unread=unread is not None,
        on_paper=application.on_paper,
        opinion_waits=viewpoint is Viewpoint.GROUP
        and any(
            row.waits and row.application_id == application.id
            for row in asked_of(session, actor.person_id, today)
        ),
        proposal_made=progress.proposal_made,
        board_ahead=progress.board_on is not None and progress.board_on > today,
        decision_stated=progress.decision_stated,
        outcome=application.outcome,
        letter_sent=progress.letter_sent,
        agreement=progress.agreement,
    )
    found = []
    for step in next_steps(standing, viewpoint):
        href = _href(step, application.id, access, asked)
        if href:
            found.append({"label": step.label, "href": href, "text": step.text, "post": step.post})
    return found


def _viewpoint(actor: Actor, access: Access) -> Viewpoint:
    if actor.may(HANDLE_APPLICATION, access):
        return Viewpoint.OFFICE
    if access.on_paper and actor.may(WRITE_APPLICATION, access):
        return Viewpoint.OFFICE
    return Viewpoint.GROUP if actor.may(GIVE_OPINION, access) else Viewpoint.READER


def _unread(asked: Sequence[AskedRow]) -> AskedRow | None:
    """Return the latest answer that the office has not looked at."""
    return next(
        (one for one in asked if one.state is CompletionState.ANSWERED and one.read_at is None),
        None,
    )


def _open(asked: Sequence[AskedRow]) -> AskedRow | None:
    return next((one for one in asked if one.state is CompletionState.OPEN), None)


def _href(step: NextStep, application_id: int, access: Access, asked: Sequence[AskedRow]) -> str:
    values = {"application_id": application_id}
    waiting, unread = _open(asked), _unread(asked)
    if step.endpoint == "applications.completion" and waiting is not None:
        values["number"] = waiting.number
    if step.endpoint == "applications.difference" and unread is not None:
        values["number"] = unread.answer_number or 0
    return way(step.endpoint, access, **values)


def missing_part(
    application: Application,
    access: Access,
    content: Content,
    asked: Sequence[AskedRow],
) -> list[dict[str, str]]:
    """Return what is awaited or late, then what the check misses, until the board has it."""
    if application.state not in _BEFORE_THE_BOARD:
        return []
    return [
        *_awaited(application, access, asked, clock.today()),
        *_lacks(application, access, content),
    ]


def _awaited(
    application: Application,
    access: Access,
    asked: Sequence[AskedRow],
    today: date,
) -> Iterator[dict[str, str]]:
    waiting = _open(asked)
    if waiting is not None:
        late = waiting.due_on < today
        word = "skulle ha kommit" if late else "väntas"
        values = {"application_id": application.id, "number": waiting.number}
        yield {
            "text": f"Kompletteringen {word} senast {waiting.due_on.isoformat()}",
            "href": way("applications.completion", access, **values),
            "kind": "late" if late else "warning",
        }
    if application.state is not ApplicationState.SUBMITTED or application.submitted_at is None:
        return
    came_on = application.submitted_at.astimezone(clock.STOCKHOLM).date()
    last_day = should_be_registered_by(came_on)
    if today > last_day and waiting is None:
        text = f"Ansökan skulle ha registrerats senast {last_day.isoformat()}"
        yield {"text": text, "href": "", "kind": "late"}


def _lacks(application: Application, access: Access, content: Content) -> Iterator[dict[str, str]]:
    """Return what the check page lists, with the way to where it is read or written."""
    known = titles(application.form_version)
    for lack in lacks_of(application, content):
        if lack.code == PARTIES_CODE and application.parties_override:
            continue
        place = f"#del-{lack.section}"
        if access.on_paper and access.opens(lack.section):
            place = way(
                "applications.section", access, application_id=application.id, key=lack.section
            )
        yield {
            "text": f"{known[lack.section]}: {lack.text}",
            "href": place,
            "kind": "missing" if lack.level == "error" else "warning",
        }
