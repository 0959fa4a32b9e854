"""The office's proposal to the board, and the way to and from an agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.documents.preparation import position_sentence
from app.applications.domain import (
    APPLICATION_MACHINE,
    PENDING,
    ApplicationEvent,
    ApplicationFacts,
    ApplicationState,
    DecisionKind,
    Stage,
)
from app.applications.domain.clauses import asked, clauses
from app.applications.domain.granting import GRANTING, Cell, Ruling, check_ruling, tidied
from app.applications.models import Application, ApplicationDecision, GrantLine
from app.applications.queries import deciding, preparing
from app.kernel import clock, editing, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.kernel.personal_numbers import personal_numbers
from app.registry import services as registry
from app.registry.domain import AgendaMatter, MeetingAhead, Paper

if TYPE_CHECKING:
    from app.documents.models import FileVersion

PROPOSABLE = (PENDING - {ApplicationState.SUBMITTED}) | {ApplicationState.ON_AGENDA}


def save_proposal(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    version: int,
    kind: DecisionKind,
    amounts: Mapping[Cell, int] | None = None,
    conditions: Sequence[str] = (),
    reasons: str = "",
    refer_to: str = "",
    table_to: date | None = None,
) -> ApplicationDecision:
    """Write what the office proposes; amounts are öre by (year, line of what is applied for).

    What has been put on an agenda already is not touched: put it there again.

    Raises:
        DomainError: on the field that is wrong (rules PART, A5, F3, F4); ``board.no_proposal_now``.
        EditConflict: when somebody else saved another proposal since ``version``.
    """
    application = queries.application(session, application_id)
    if application.state not in PROPOSABLE:
        raise DomainError("board.no_proposal_now")
    wanted = Ruling(kind, amounts or {}, tuple(conditions), reasons, refer_to, table_to)
    ruling = checked(session, application, wanted)
    row = write_ruling(session, actor, application, Stage.PROPOSAL, ruling, version)
    history.note(
        session,
        actor=actor,
        action="application.proposed",
        subject=application,
        sentence="skrev förslaget till beslut",
        clauses=list(composed(session, application, ruling)),
    )
    return row


def checked(session: Session, application: Application, wanted: Ruling) -> Ruling:
    """Return the ruling without what its kind has no use for, or refuse it.

    Raises:
        DomainError: on the field that is wrong (rules PART, A5, F3, F4).
    """
    lines = deciding.lines_of(session, application.id)
    ruling = tidied(wanted, lines)
    check_ruling(ruling, lines)
    _check_texts(ruling)
    if ruling.kind in GRANTING:
        _check_purpose(session, application)
    return ruling


def _check_texts(ruling: Ruling) -> None:
    """Stop what looks like a personnummer in what will be public (rule F4)."""
    texts = {
        "reasons": ruling.reasons,
        "conditions": "\n".join(ruling.conditions),
        "refer_to": ruling.refer_to,
    }
    for field, text in texts.items():
        if personal_numbers(text):
            raise DomainError("grant.personal_number", field=field)


def _check_purpose(session: Session, application: Application) -> None:
    """Grant only what serves a purpose in 7 § of the law (rule F3)."""
    purpose = queries.answers(session, application.id).get("purpose", {})
    if not purpose.get("purposes"):
        raise DomainError("grant.no_purpose", field="kind")


def write_ruling(
    session: Session,
    actor: Actor | None,
    application: Application,
    stage: Stage,
    ruling: Ruling,
    version: int,
) -> ApplicationDecision:
    """Keep a ruling as the proposal or decision of the present round; rows are reused.

    Raises:
        EditConflict: when the stored one is another than ``version`` was.
    """
    number = deciding.current_round(session, application.id)
    row = deciding.ruling_row(session, application.id, number, stage)
    if row is None:
        row = ApplicationDecision(application_id=application.id, round=number, stage=stage)
        session.add(row)
    elif deciding.ruling_of(row) != ruling:
        fields = _differing(session, application, deciding.ruling_of(row), ruling)
        editing.ensure_current(session, row, version=version, fields=fields)
    row.kind, row.reasons = ruling.kind, ruling.reasons
    row.conditions = "\n".join(ruling.conditions)
    row.refer_to, row.table_to = ruling.refer_to, ruling.table_to
    row.written_at = clock.now()
    row.written_by = actor.name if actor else history.SYSTEM
    _write_lines(session, row, ruling)
    return row


def _differing(
    session: Session, application: Application, theirs: Ruling, mine: Ruling
) -> list[tuple[str, str, str, str]]:
    words = [
        "\n".join(f"att {one}" for one in composed(session, application, ruling))
        for ruling in (mine, theirs)
    ]
    return [("ruling", "Förslag eller beslut", words[0], words[1])]


def _write_lines(session: Session, row: ApplicationDecision, ruling: Ruling) -> None:
    texts = {line.position: line.text for line in deciding.lines_of(session, row.application_id)}
    row.lines = []
    session.flush()  # the old rows leave before the new ones take their places
    row.lines = [
        GrantLine(year=year, position=position, text=texts.get(position, ""), ore=ore)
        for (year, position), ore in sorted(ruling.amounts.items())
    ]
    session.flush()


def composed(session: Session, application: Application, ruling: Ruling) -> tuple[str, ...]:
    """Return the att-satser of a ruling, without the word "att"."""
    matter = deciding.matter_of(application)
    return clauses(ruling, matter, deciding.lines_of(session, application.id))


def meetings_ahead(session: Session) -> tuple[MeetingAhead, ...]:
    """Return the meetings whose agenda can still be written, nearest first."""
    answers = registry.meetings_ahead(session, clock.today())
    return tuple(meeting for answer in answers for meeting in answer)


def put_on_agenda(
    session: Session,
    *,
    actor: Actor,
    application_id: int,
    meeting_id: int,
    background: str = "",
    presenter: str = "",
    papers: Sequence[Paper] = (),
) -> ApplicationDecision:
    """Put the case with its proposal on a meeting's agenda, or write its item there anew.

    Raises:
        DomainError: on ``meeting_id``; what the application's machine says no to, above all that
            there is no proposal or that a completion is waited for; ``board.elsewhere``.
    """
    application = queries.application(session, application_id)
    row = deciding.proposal(session, application.id)
    _check_may_be_placed(session, application, row)
    meeting = _meeting(session, meeting_id)
    if row is None:
        raise DomainError("application.no_proposal")
    matter = AgendaMatter(
        case_id=deciding.case_id_of(application),
        heading=agenda_heading(application),
        background=background.strip(),
        presenter=presenter.strip(),
        clauses=composed(session, application, deciding.ruling_of(row)),
        papers=tuple(papers),
    )
    registry.matter_placed(session, actor, meeting.meeting_id, matter)
    row.meeting_on = meeting.held_on
    if application.state is not ApplicationState.ON_AGENDA:
        _advance_on(session, actor, application, meeting)
    return row


def agenda_heading(application: Application) -> str:
    """Return what the item is called: "Ansökan om medfinansiering, Vägen vidare"."""
    return heading_of(application.name)


def heading_of(name: str) -> str:
    """Return what the item about an application of that name is called."""
    return f"Ansökan om medfinansiering, {name}"


def _check_may_be_placed(
    session: Session, application: Application, row: ApplicationDecision | None
) -> None:
    if application.state is ApplicationState.ON_AGENDA:
        return
    facts = _facts(session, application, row)
    APPLICATION_MACHINE.next(application.state, ApplicationEvent.PUT_ON_AGENDA, facts)


def _facts(
    session: Session, application: Application, row: ApplicationDecision | None
) -> ApplicationFacts:
    access = queries.access(session, application)
    return ApplicationFacts(completion_open=access.completion_open, proposal_made=row is not None)


def _meeting(session: Session, meeting_id: int) -> MeetingAhead:
    found = next((m for m in meetings_ahead(session) if m.meeting_id == meeting_id), None)
    if found is None:
        raise DomainError("board.no_such_meeting", field="meeting_id")
    return found


def _advance_on(
    session: Session, actor: Actor, application: Application, meeting: MeetingAhead
) -> None:
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.PUT_ON_AGENDA,
        facts=ApplicationFacts(proposal_made=True),
        sentence=f"lade ärendet på dagordningen den {meeting.held_on.isoformat()}",
    )


def standing_on(session: Session, application: Application) -> tuple[MeetingAhead, ...]:
    """Return the meetings on whose agenda the case stands, the latest first."""
    if application.case_id is None:
        return ()
    answers = registry.matter_meetings(session, application.case_id)
    return tuple(meeting for answer in answers for meeting in answer)


def meeting_has_begun(session: Session, application: Application) -> bool:
    """Say whether the case stands on an agenda that can no longer be written."""
    ahead = {one.meeting_id for one in meetings_ahead(session)}
    standing = {one.meeting_id for one in standing_on(session, application)}
    return bool(standing) and not standing & ahead


def take_off_agenda(session: Session, *, actor: Actor, application_id: int) -> Application:
    """Take the case off the agenda that it was put on; it is ready for the board again.

    Raises:
        DomainError: ``board.not_on_agenda``, or ``board.meeting_begun``: then the § decides.
    """
    application = queries.application(session, application_id)
    if application.state is not ApplicationState.ON_AGENDA:
        raise DomainError("board.not_on_agenda")
    if not any(registry.matter_taken_off(session, actor, deciding.case_id_of(application))):
        raise DomainError("board.meeting_begun")
    return application


def lost(session: Session, actor: Actor | None, case_id: int) -> None:
    """Make an application ready for the board again when its case has left the agenda.

    Nothing happens to one that is not on an agenda, or whose § has come back already.
    """
    application = queries.application_of_case(session, case_id)
    if application is None or application.state is not ApplicationState.ON_AGENDA:
        return
    if deciding.waiting_paragraph(session, application) is not None:
        return
    row = deciding.proposal(session, application.id)
    if row is not None:
        row.meeting_on = None
    history.advance(
        session,
        actor=actor,
        subject=application,
        machine=APPLICATION_MACHINE,
        event=ApplicationEvent.TAKE_OFF_AGENDA,
        facts=ApplicationFacts(),
        sentence="tog ärendet från dagordningen; det är åter klart för styrelsen",
    )


def application_paper(session: Session, application: Application) -> tuple[Paper, ...]:
    """Return the application as it was last submitted, as a paper to the meeting."""
    found = queries.submissions(session, application.id)
    if not found:
        return ()
    return (paper(f"Ansökan, {application.name}", found[0].file_version),)


def paper(title: str, file: FileVersion) -> Paper:
    """Return a stored file as a paper."""
    return Paper(title, file.id)


def background(session: Session, application: Application) -> str:
    """Return what stands above the proposal on the agenda, to begin from."""
    answers = queries.answers(session, application.id)
    found = preparing.standing(session, application.id)
    summary = answers.get("initiative", {}).get("summary") or ""
    prepared = position_sentence(found) if found else ""
    matter = deciding.matter_of(application)
    return "\n\n".join(filter(None, (asked(matter, application.applied_ore), summary, prepared)))
