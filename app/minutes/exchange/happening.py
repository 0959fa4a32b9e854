"""What happened at a § as a part of the file: motions, questions, ballots, dissents, statements.

People are named by their keys, a motion by its place in the list of its own §.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.kernel.json_files import Problem
from app.kernel.notation import clock_text, read_clock
from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    Choice,
    Deliberation,
    DissentFacts,
    StatementFacts,
)
from app.minutes.models import (
    Attendance,
    Ballot,
    Candidate,
    Dissent,
    Motion,
    NonParticipation,
    Proposition,
    Statement,
    Vote,
)

Json = dict[str, Any]
Name = Callable[[int | None], str | None]


def written(happened: Deliberation, name: Name) -> Json:
    """Return what happened at a § as the file has it; ``name`` gives a key for a roster row."""
    places = {motion.id: place for place, motion in enumerate(happened.motions, start=1)}
    return {
        "motions": [
            {
                "kind": motion.kind,
                "text": motion.text,
                "withdrawn": motion.withdrawn,
                "movers": [{"person": name(mover)} for mover in motion.movers],
            }
            for motion in happened.motions
        ],
        "propositions": [{"asked": p.asked, "found": p.found} for p in happened.propositions],
        "ballots": [_ballot(ballot, name) for ballot in happened.ballots],
        "not_taking_part": [{"person": name(one)} for one in happened.not_taking_part],
        "dissents": [_dissent(one, name, places) for one in happened.dissents],
        "statements": [_statement(one, name) for one in happened.statements],
    }


def _ballot(ballot: BallotFacts, name: Name) -> Json:
    return {
        "kind": ballot.kind,
        "secret": ballot.secret,
        "yes_means": ballot.yes_means,
        "no_means": ballot.no_means,
        "majority": ballot.majority,
        "votes": [{"person": name(one), "choice": choice} for one, choice in ballot.votes],
        "yes_count": ballot.yes_count,
        "no_count": ballot.no_count,
        "abstain_count": ballot.abstain_count,
        "casting": ballot.casting,
        "lot_fell_on": ballot.lot_fell_on,
        "candidates": [{"name": one.name, "votes": one.votes} for one in ballot.candidates],
    }


def _dissent(one: DissentFacts, name: Name, places: dict[int, int]) -> Json:
    return {
        "person": name(one.attendee_id),
        "motion": places.get(one.motion_id) if one.motion_id is not None else None,
        "notified_at": clock_text(one.notified_at),
        "motivation": one.motivation,
    }


def _statement(one: StatementFacts, name: Name) -> Json:
    return {"kind": one.kind, "person": name(one.attendee_id), "text": one.text}


def rows(
    facts: Json, paragraph_id: int, roster: dict[str, Attendance], keep: Callable[[Any], None]
) -> None:
    """Make the rows of what happened at a §; ``keep`` adds one and gives it its id."""
    motions = []
    for position, one in enumerate(facts["motions"], start=1):
        movers = [roster[mover["person"]] for mover in one["movers"]]
        made = Motion(paragraph_id=paragraph_id, position=position, movers=movers)
        made.kind, made.text, made.withdrawn = one["kind"], one["text"], one["withdrawn"]
        keep(made)
        motions.append(made.id)
    for position, one in enumerate(facts["propositions"], start=1):
        keep(Proposition(paragraph_id=paragraph_id, position=position, **one))
    for position, one in enumerate(facts["ballots"], start=1):
        keep(_ballot_row(one, paragraph_id, position, roster))
    for one in facts["not_taking_part"]:
        attendance_id = roster[one["person"]].id
        keep(NonParticipation(paragraph_id=paragraph_id, attendance_id=attendance_id))
    for one in facts["dissents"]:
        keep(_dissent_row(one, paragraph_id, roster, motions))
    for position, one in enumerate(facts["statements"], start=1):
        person = one["person"]
        keep(
            Statement(
                paragraph_id=paragraph_id,
                position=position,
                attendance_id=roster[person].id if person else None,
                kind=one["kind"],
                text=one["text"],
            )
        )


def _ballot_row(
    facts: Json, paragraph_id: int, position: int, roster: dict[str, Attendance]
) -> Ballot:
    own = {name: value for name, value in facts.items() if name not in {"votes", "candidates"}}
    candidates = enumerate(facts["candidates"], start=1)
    return Ballot(
        paragraph_id=paragraph_id,
        position=position,
        votes=[
            Vote(attendance_id=roster[one["person"]].id, choice=one["choice"])
            for one in facts["votes"]
        ],
        candidates=[Candidate(position=place, **one) for place, one in candidates],
        **own,
    )


def _dissent_row(
    facts: Json, paragraph_id: int, roster: dict[str, Attendance], motions: list[int]
) -> Dissent:
    motion = facts["motion"]
    return Dissent(
        paragraph_id=paragraph_id,
        attendance_id=roster[facts["person"]].id,
        motion_id=motions[motion - 1] if motion is not None else None,
        notified_at=read_clock(facts["notified_at"]),
        motivation=facts["motivation"],
    )


def problems(document: Json) -> Iterator[Problem]:
    """Report what cannot have happened: strangers, the same vote twice, a motion that is none."""
    roster = {one["person"] for one in document["attendance"]}
    for place, paragraph in enumerate(document["paragraphs"]):
        path = f"$.paragraphs[{place}].deliberation"
        happened = paragraph["deliberation"]
        for inner, key in _people(happened, path):
            if key not in roster:
                yield Problem(inner, "väntade någon som står i $.attendance.")
        yield from _once(happened["not_taking_part"], f"{path}.not_taking_part")
        yield from _once(happened["dissents"], f"{path}.dissents")
        for number, motion in enumerate(happened["motions"]):
            yield from _once(motion["movers"], f"{path}.motions[{number}].movers")
        for number, one in enumerate(happened["dissents"]):
            if one["motion"] is not None and one["motion"] > len(happened["motions"]):
                expected = f"väntade högst {len(happened['motions'])}, fann {one['motion']}."
                yield Problem(f"{path}.dissents[{number}].motion", expected)
        for number, ballot in enumerate(happened["ballots"]):
            yield from _ballot_problems(ballot, f"{path}.ballots[{number}]")


def _people(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _people(one, f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, one in value.items():
            if name == "person" and one is not None:
                yield f"{path}.person", one
            else:
                yield from _people(one, f"{path}.{name}")


def _once(rows: list[Json], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, one in enumerate(rows):
        if one["person"] in seen:
            sentence = "personen finns redan i listan. Behåll en av dem."
            yield Problem(f"{path}[{place}].person", sentence)
        seen.add(one["person"])


def _ballot_problems(ballot: Json, path: str) -> Iterator[Problem]:
    """Report what the database would refuse (rules F14, F15)."""
    yield from _once(ballot["votes"], f"{path}.votes")
    election = ballot["kind"] == BallotKind.ELECTION
    counted = [ballot[f"{choice}_count"] for choice in ("yes", "no", "abstain")]
    if not ballot["secret"] and counted != [None, None, None]:
        yield Problem(f"{path}.secret", "bara en sluten omröstning har antal i stället för röster.")
    if ballot["casting"] is not None and (election or ballot["casting"] == Choice.ABSTAINS):
        yield Problem(f"{path}.casting", "väntade yes eller no, och bara i en sakfråga.")
    if ballot["lot_fell_on"] and not election:
        yield Problem(f"{path}.lot_fell_on", "lotten avgör bara val.")
