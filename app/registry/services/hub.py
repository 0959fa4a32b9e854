"""What the capabilities ask of each other about a case: the register is the hub between them.

Applications and meetings never import each other. The one asks here, and the other answers by
subscribing in its ``init_app``, in the same transaction.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.hooks import Hook
from app.registry.domain import (
    AgendaMatter,
    Beside,
    CasePanel,
    DecisionRecorded,
    MeetingAhead,
    RecusalHint,
)
from app.registry.models import Case

decision_recorded: Hook[[Session, Actor | None, DecisionRecorded], None] = Hook(
    "registry.decision_recorded"
)
"""Called when a board's decision has come back to its case, in the same transaction."""

case_panels: Hook[[Session, Case, Actor], CasePanel] = Hook("registry.case_panels")
"""Answers with what other capabilities show a person on the case's page."""

matter_panels: Hook[[Session, int, Actor], CasePanel] = Hook("registry.matter_panels")
"""Answers with what stands beside a case on an agenda and in the minutes, by the case's id."""

meetings_ahead: Hook[[Session, date], tuple[MeetingAhead, ...]] = Hook("registry.meetings_ahead")
"""Answers with the meetings from a day on whose agenda can still be written, nearest first."""

matter_placed: Hook[[Session, Actor, int, AgendaMatter], None] = Hook("registry.matter_placed")
"""Puts a case on the agenda of a meeting, or writes anew the item that it already has there."""

matters_waiting: Hook[[Session], tuple[AgendaMatter, ...]] = Hook("registry.matters_waiting")
"""Answers with the cases that are ready for the board and stand on no agenda, the oldest first."""

matter_called: Hook[[Session, Actor, int, int], bool] = Hook("registry.matter_called")
"""Puts a waiting case (its id) on the agenda of a meeting (its id) as whoever has it would do.

Answers whether the case was waiting there.
"""

matter_taken_off: Hook[[Session, Actor, int], bool] = Hook("registry.matter_taken_off")
"""Takes a case (its id) off the agendas that can still be written; answers whether it could."""

matter_meetings: Hook[[Session, int], tuple[MeetingAhead, ...]] = Hook("registry.matter_meetings")
"""Answers with the meetings on whose agenda a case (its id) stands, the latest first."""

matter_lost: Hook[[Session, Actor | None, int], None] = Hook("registry.matter_lost")
"""Called when a case (its id) is no longer on the agenda that it was put on."""

decision_worded: Hook[[Session, Actor, int, tuple[str, ...]], int] = Hook(
    "registry.decision_worded"
)
"""Writes a decision's att-satser into the open minutes' §§ about a case; answers with how many."""

returns_itself: Hook[[Session, int], bool] = Hook("registry.returns_itself")
"""Answers whether a case (its id) comes back to a meeting by a way of its own once put off."""

recusal_hints: Hook[[Session, int], tuple[RecusalHint, ...]] = Hook("registry.recusal_hints")
"""Answers with who may be recused in a case (its id) and why (rules K12, K13)."""


def beside(session: Session, case_id: int | None, actor: Actor) -> Beside:
    """Return what other capabilities show a person beside a case, and who may be recused in it."""
    if case_id is None:
        return Beside()
    panels = matter_panels(session, case_id, actor)
    return Beside(
        panels=tuple(panel for panel in panels if panel.links),
        hints=tuple(hint for answer in recusal_hints(session, case_id) for hint in answer),
    )
