"""What attested decisions have granted, as everybody may see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from app.applications.domain import Outcome
from app.applications.domain.open_data import Granted
from app.applications.models import Application, Submission
from app.registry.models import Case

_GRANTED = Application.outcome.in_({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
_UNNAMED = "Insats med sekretess"


def years(session: Session) -> list[int]:
    """Return the years in which anything was granted, the latest first."""
    year = extract("year", Application.decided_on)
    rows = session.scalars(select(year).where(_GRANTED).distinct().order_by(year.desc()))
    return [int(one) for one in rows]


def granted(session: Session, year: int | None = None) -> list[Granted]:
    """Return the grants of a year, or all, the latest first.

    Starts from attested decisions, never from drafts: an application without an outcome cannot
    be reached from here (rule DEC). What is told is what was sent last.
    """
    last = (
        select(func.max(Submission.number))
        .where(Submission.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    statement = (
        select(Application, Case.number, Case.confidentiality_provision, Submission.content)
        .join(Case, Case.id == Application.case_id)
        .join(Submission, Submission.application_id == Application.id)
        .where(_GRANTED, Submission.number == last)
        .order_by(Application.decided_on.desc(), Application.id.desc())
    )
    if year is not None:
        statement = statement.where(extract("year", Application.decided_on) == year)
    return [
        _row(application, number, content, is_open=not provision)
        for application, number, provision, content in session.execute(statement)
    ]


def _row(
    application: Application, number: str, content: Mapping[str, Any], *, is_open: bool
) -> Granted:
    answers = content.get("sections", {}) if is_open else {}
    head = answers.get("initiative", {})
    day, granted_ore = application.decided_on, application.granted_ore
    if day is None or granted_ore is None:
        raise ValueError(application.id)  # the database does not let it happen
    return Granted(
        number=number,
        name=application.name if is_open else _UNNAMED,
        organisation=application.organisation if is_open else "",
        organisation_number=application.organisation_number if is_open else "",
        kind=application.kind,
        direction=application.direction,
        summary=head.get("summary") or "",
        purposes=tuple(answers.get("purpose", {}).get("purposes") or ()),
        municipalities=tuple(head.get("municipalities") or ()),
        applied_ore=application.applied_ore,
        granted_ore=granted_ore,
        decided_on=day,
        paragraph_label=application.paragraph_label,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        open=is_open,
    )
