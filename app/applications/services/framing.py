"""The year's frame for initiatives (rule FRAME)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.applications.models import FundFrame
from app.applications.queries import frame as queries
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, EditConflict
from app.kernel.money import kronor

_FIRST_YEAR, _LAST_YEAR = 2004, 2100  # the law on coordination is from 2003


def set_frame(
    session: Session,
    *,
    actor: Actor | None,
    year: int,
    ore: int | None,
    source: str = "",
    version: int = 0,
) -> FundFrame:
    """Write what the year's budget leaves for initiatives, in öre, and where that was decided.

    Raises:
        DomainError: on ``year`` or ``ore``.
        EditConflict: when somebody else wrote another amount since ``version``.
    """
    _check(year, ore)
    amount = ore or 0
    found = queries.frame_of(session, year)
    before = found.ore if found else None
    if found is None:
        found = FundFrame(year=year, ore=amount, source=source.strip())
        session.add(found)
    elif (found.ore, found.source) != (amount, source.strip()):
        fields = [("ore", "Ram", kronor(amount), kronor(found.ore))]
        if version != found.version_id:
            raise EditConflict(fields, version=found.version_id)
        found.ore, found.source = amount, source.strip()
    else:
        return found
    _note(session, actor, found, before)
    return found


def _check(year: int, ore: int | None) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DomainError("frame.year", field="year")
    if ore is None:
        raise DomainError("frame.no_amount", field="ore")
    if ore < 0:
        raise DomainError("frame.negative", field="ore")


class _Year:
    """A frame as the log names it: it has a year and no id."""

    __tablename__ = FundFrame.__tablename__

    def __init__(self, year: int) -> None:
        self.id = year


def _note(session: Session, actor: Actor | None, frame: FundFrame, before: int | None) -> None:
    history.note(
        session,
        actor=actor,
        action="frame.set",
        subject=_Year(frame.year),
        sentence=f"satte ramen för {frame.year} till {kronor(frame.ore)}",
        before=before,
        source=frame.source,
    )
