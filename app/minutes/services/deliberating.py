"""What happened at a §: motions, questions, ballots, dissents and statements are written in.

Everything is checked against who serves at that § when it is saved. The text of a § is saved
elsewhere and its version is left alone, so nobody who writes it meets a conflict because of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes.domain import (
    Attendee,
    BallotFacts,
    DissentFacts,
    MinutesFacts,
    MotionFacts,
    Part,
    PropositionFacts,
    StatementFacts,
    listed,
    table_of,
)
from app.minutes.domain.dissents import in_time, may_dissent
from app.minutes.domain.motions import NEEDS_TEXT, may_move
from app.minutes.domain.sentences import clock_words
from app.minutes.models import (
    Ballot,
    Candidate,
    Dissent,
    Motion,
    NonParticipation,
    Proposition,
    Statement,
    Vote,
)
from app.minutes.services.access import own_attendance
from app.minutes.services.deliberated import Held, hold
from app.minutes.services.voting import checked_ballot

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_LEADING_ATT = re.compile(r"^att\s+", re.IGNORECASE)


def _phrase(text: str) -> str:
    """Return what goes into the middle of a sentence: no "att" before it, no point after it."""
    return _LEADING_ATT.sub("", text.strip()).rstrip(".").strip()


def save_motion(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    motion: MotionFacts,
    version: int = 0,
) -> Motion:
    """Write in a motion, or change it; ``motion.id`` is 0 for a new one (rule K3).

    ``motion.text`` follows "yrkar att". A withdrawn one is kept and never printed.

    Raises:
        EditConflict: when somebody else changed it since ``version``.
        DomainError: ``motion.mover_missing`` or ``motion.mover_not_serving`` on ``movers``,
            ``motion.text_missing`` on ``text``; ``minutes.not_open``.
    """
    held = hold(session, meeting, paragraph_id)
    mine = replace(motion, text=_phrase(motion.text), movers=tuple(sorted(set(motion.movers))))
    _check_motion(held.facts, held.place, mine)
    row: Motion = held.row(session, Part.MOTION, motion.id)
    if held.same(Part.MOTION, mine, version, [("text", "Vad som yrkas", "text")]):
        return row
    row.kind, row.text, row.withdrawn = mine.kind, mine.text, mine.withdrawn
    row.movers = [own_attendance(session, meeting, key) for key in mine.movers]
    held.saved(session, actor, Part.MOTION, row, motion.id)
    return row


def _check_motion(facts: MinutesFacts, place: int, motion: MotionFacts) -> None:
    if not motion.movers:
        raise DomainError("motion.mover_missing", field="movers")
    if motion.kind in NEEDS_TEXT and not motion.text:
        raise DomainError("motion.text_missing", field="text")
    if not motion.withdrawn:
        may = may_move(table_of(facts), place)
        _refuse_outsiders("motion.mover_not_serving", "movers", facts, motion.movers, may)


def _refuse_outsiders(
    code: str, field: str, facts: MinutesFacts, wanted: Iterable[int], may: Iterable[Attendee]
) -> None:
    """Refuse people who may not do something, by name."""
    allowed = {person.id for person in may}
    wrong = [key for key in wanted if key not in allowed]
    if wrong:
        people = [person.name for person in facts.attendees if person.id in wrong]
        raise DomainError(code, field=field, name=listed(people or ["Någon utanför närvaron"]))


def save_proposition(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    proposition: PropositionFacts,
    version: int = 0,
) -> Proposition:
    """Write in a question as the chair put it, and what the chair found (rule K3).

    ``asked`` follows "ställer proposition på", ``found`` follows "finner att".

    Raises:
        EditConflict: when somebody else changed it since ``version``.
        DomainError: ``proposition.asked_missing`` on ``asked``, ``proposition.found_missing`` on
            ``found``; ``minutes.not_open``.
    """
    held = hold(session, meeting, paragraph_id)
    asked, found = proposition.asked.strip().rstrip("."), _phrase(proposition.found)
    if not asked:
        raise DomainError("proposition.asked_missing", field="asked")
    if not found:
        raise DomainError("proposition.found_missing", field="found")
    row: Proposition = held.row(session, Part.PROPOSITION, proposition.id)
    mine = PropositionFacts(proposition.id, asked, found)
    texts = [("asked", "Frågan", "asked"), ("found", "Vad ordföranden fann", "found")]
    if held.same(Part.PROPOSITION, mine, version, texts):
        return row
    row.asked, row.found = asked, found
    held.saved(session, actor, Part.PROPOSITION, row, proposition.id)
    return row


def save_ballot(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    ballot: BallotFacts,
    version: int = 0,
) -> Ballot:
    """Write in a whole ballot, or change it; saving the same twice changes nothing (F14, F15).

    Only those who serve at the § and take part in the decision have a vote, one each. A casting
    vote and a lot are kept only where the votes are equal; a ballot may wait for them.

    Raises:
        EditConflict: when somebody else changed it since ``version``.
        DomainError: ``ballot.meaning_missing``, ``ballot.not_serving``, ``ballot.too_many``,
            ``ballot.chair_abstains`` (rule K1), ``ballot.candidate_twice``,
            ``ballot.lot_outside``, ``ballot.majority_not_in_charter`` on ``majority`` (rule F15);
            ``minutes.not_open``.
    """
    held = hold(session, meeting, paragraph_id)
    mine = checked_ballot(held.facts, held.place, ballot)
    row: Ballot = held.row(session, Part.BALLOT, ballot.id)
    texts = [
        ("yes_means", "Ja-röst innebär", "yes_means"),
        ("no_means", "Nej-röst innebär", "no_means"),
    ]
    if held.same(Part.BALLOT, mine, version, texts):
        return row
    for name in _PLAIN:
        setattr(row, name, getattr(mine, name))
    _write_votes(row, mine)
    _write_candidates(session, row, mine)
    held.saved(session, actor, Part.BALLOT, row, ballot.id)
    return row


_PLAIN = (
    "kind",
    "secret",
    "yes_means",
    "no_means",
    "majority",
    "yes_count",
    "no_count",
    "abstain_count",
    "casting",
    "lot_fell_on",
)


def _write_votes(row: Ballot, ballot: BallotFacts) -> None:
    """Let the votes be exactly these; rows are reused, so everybody has one."""
    wanted = dict(ballot.votes)
    for vote in list(row.votes):
        if vote.attendance_id in wanted:
            vote.choice = wanted.pop(vote.attendance_id)
        else:
            row.votes.remove(vote)
    row.votes += [Vote(attendance_id=key, choice=choice) for key, choice in wanted.items()]


def _write_candidates(session: Session, row: Ballot, ballot: BallotFacts) -> None:
    wanted = [(one.name, one.votes) for one in ballot.candidates]
    if wanted == [(one.name, one.votes) for one in row.candidates]:
        return
    row.candidates = []
    session.flush()  # positions are unique: the old ones go first
    row.candidates = [
        Candidate(position=position, name=name, votes=votes)
        for position, (name, votes) in enumerate(wanted, start=1)
    ]


def set_not_taking_part(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    attendance_ids: Iterable[int],
) -> None:
    """Mark exactly these as not taking part in the decision of a §: no abstention (rule K1).

    Raises:
        DomainError: ``deliberating.not_serving``, ``deliberating.has_voted`` or
            ``deliberating.has_dissented`` on ``people``; ``minutes.not_open``.
    """
    held = hold(session, meeting, paragraph_id)
    wanted = set(attendance_ids)
    happened = held.facts.at(held.place).deliberation
    if wanted == set(happened.not_taking_part):
        return
    new = wanted - set(happened.not_taking_part)
    serving = [service.person for service in table_of(held.facts).serving(held.place)]
    _refuse_outsiders("deliberating.not_serving", "people", held.facts, new, serving)
    voted = {key for ballot in happened.ballots for key, _ in ballot.votes}
    dissented = {dissent.attendee_id for dissent in happened.dissents}
    _refuse_those_in("deliberating.has_voted", held.facts, wanted & voted)
    _refuse_those_in("deliberating.has_dissented", held.facts, wanted & dissented)
    session.execute(delete(NonParticipation).where(NonParticipation.paragraph_id == paragraph_id))
    session.expire_all()
    session.add_all(
        NonParticipation(paragraph_id=paragraph_id, attendance_id=key) for key in sorted(wanted)
    )
    held.tell(session, actor, "not_taking_part", "ändrade vilka som inte deltar i beslutet")


def _refuse_those_in(code: str, facts: MinutesFacts, wrong: set[int]) -> None:
    names = [person.name for person in facts.attendees if person.id in wrong]
    if names:
        raise DomainError(code, field="people", name=listed(names))


def save_dissent(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    dissent: DissentFacts,
    version: int = 0,
) -> Dissent:
    """Write in a dissent, or change it (rule K2, KL 4:27).

    Only by one who took part in the decision, notified while the meeting went on; the motivation
    may come later, as long as the minutes are written.

    Raises:
        EditConflict: when somebody else changed it since ``version``.
        DomainError: ``dissent.not_taking_part`` or ``dissent.twice`` on ``person``,
            ``dissent.late`` on ``notified_at``; ``minutes.not_open``.
    """
    held = hold(session, meeting, paragraph_id)
    mine = replace(dissent, motivation=dissent.motivation.strip())
    _check_dissent(held, mine)
    row: Dissent = held.row(session, Part.DISSENT, dissent.id)
    if held.same(Part.DISSENT, mine, version, [("motivation", "Motivering", "motivation")]):
        return row
    row.attendance_id, row.motion_id = mine.attendee_id, mine.motion_id
    row.notified_at, row.motivation = mine.notified_at, mine.motivation
    held.saved(session, actor, Part.DISSENT, row, dissent.id)
    return row


def _check_dissent(held: Held, dissent: DissentFacts) -> None:
    facts, happened = held.facts, held.facts.at(held.place).deliberation
    may = may_dissent(facts, held.place)
    _refuse_outsiders("dissent.not_taking_part", "person", facts, [dissent.attendee_id], may)
    others = [one.attendee_id for one in happened.dissents if one.id != dissent.id]
    if dissent.attendee_id in others:
        raise DomainError("dissent.twice", field="person")
    if not in_time(facts, dissent.notified_at):
        first, last = (clock_words(at) if at else "–" for at in (facts.opened_at, facts.closed_at))
        raise DomainError("dissent.late", field="notified_at", opened=first, closed=last)
    if dissent.motion_id not in {None, *(one.id for one in happened.motions)}:
        raise DomainError("dissent.motion_gone", field="motion")


def save_statement(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    statement: StatementFacts,
    version: int = 0,
) -> Statement:
    """Write in a särskilt yttrande or a note for the minutes, by somebody or by the body.

    Raises:
        EditConflict: when somebody else changed it since ``version``.
        DomainError: ``statement.text_missing`` on ``text``; ``minutes.not_open``.
    """
    held = hold(session, meeting, paragraph_id)
    mine = replace(statement, text=statement.text.strip())
    if not mine.text:
        raise DomainError("statement.text_missing", field="text")
    if mine.attendee_id is not None:
        own_attendance(session, meeting, mine.attendee_id)
    row: Statement = held.row(session, Part.STATEMENT, statement.id)
    if held.same(Part.STATEMENT, mine, version, [("text", "Texten", "text")]):
        return row
    row.kind, row.text, row.attendance_id = mine.kind, mine.text, mine.attendee_id
    held.saved(session, actor, Part.STATEMENT, row, statement.id)
    return row


def remove_from_paragraph(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    part: Part,
    row_id: int,
) -> None:
    """Remove a motion, a question, a ballot, a dissent or a statement; gone already is no error.

    What it said stays in the log (rule O4). A dissent in favour of a removed motion stands alone.
    """
    held = hold(session, meeting, paragraph_id)
    if held.stored(part, row_id) is None:
        return
    if part is Part.MOTION:
        for dissent in session.scalars(select(Dissent).where(Dissent.motion_id == row_id)):
            dissent.motion_id = None
        session.flush()
    held.removed(session, actor, part, row_id)


def move_in_paragraph(
    session: Session,
    *,
    actor: Actor | None,
    meeting: Meeting,
    paragraph_id: int,
    part: Part,
    row_id: int,
    step: int,
) -> None:
    """Move a motion, question, ballot or statement ``step`` places, as far as it goes."""
    held = hold(session, meeting, paragraph_id)
    held.moved(session, actor, part, row_id, step)
