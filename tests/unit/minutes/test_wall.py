"""What the room sees on the wall: only what it has heard."""

from __future__ import annotations

from typing import Any

from app.minutes.domain import (
    Attendee,
    BallotFacts,
    BallotKind,
    CandidateFacts,
    ChangeKind,
    Deliberation,
    MotionFacts,
    MotionKind,
    Ruling,
    table_of,
)
from app.minutes.domain.wall import Wall, wall_of
from tests.unit.minutes.people import (
    ANNELI,
    CHAIR,
    KARIN,
    board,
    change,
    minutes,
    paragraph,
    person,
)


def shown(place: int = 1, *people: Attendee, **values: Any) -> Wall:
    """Return the wall at a §, the first of which has these values."""
    made = minutes(board(*people), paragraphs=[paragraph(1, **values), paragraph(2)])
    return wall_of(made, table_of(made), place)


def test_the_wall_shows_the_proposal_that_was_sent_and_not_the_draft_of_the_decision() -> None:
    wall = shown(
        proposal=("bevilja 600 000 kr",),
        clauses=("bevilja 500 000 kr",),
        background="Underlag",
        notes="Anteckning",
    )
    assert wall.proposal == ("bevilja 600 000 kr",)
    assert "500 000" not in repr(wall)
    assert "Underlag" not in repr(wall)
    assert "Anteckning" not in repr(wall)
    assert wall.chair == "Ingrid Sandahl"
    assert wall.quorum.text == "5 av 5, beslutsför"


def test_rule_k12_who_is_recused_is_shown_and_who_was_found_not_to_be_is_not() -> None:
    out = person(ANNELI, change(ChangeKind.RECUSED, 1, 1, ruling=Ruling.RECUSED))
    tried = person(KARIN, change(ChangeKind.RECUSED, 1, 1, ruling=Ruling.NOT_RECUSED))
    wall = shown(1, out, tried)
    assert wall.recused == ("Anneli Nyhlén",)
    assert wall.quorum.serving == 4
    assert shown(2, out, tried).recused == ()


def test_rule_k3_withdrawn_motions_are_not_shown() -> None:
    motions = (
        MotionFacts(1, MotionKind.REJECTION, (KARIN,)),
        MotionFacts(2, MotionKind.TABLING, (CHAIR,), withdrawn=True),
    )
    wall = shown(deliberation=Deliberation(motions=motions))
    assert wall.motions == ("Karin Wallmark yrkar avslag.",)


def test_a_ballot_is_shown_when_it_has_a_result() -> None:
    begun = BallotFacts(1, kind=BallotKind.ELECTION)
    held = BallotFacts(
        2,
        kind=BallotKind.ELECTION,
        secret=True,
        candidates=(CandidateFacts("Karin Wallmark", 3), CandidateFacts("Göran Lidgren", 2)),
    )
    (ballot,) = shown(deliberation=Deliberation(ballots=(begun, held))).ballots
    assert ballot.about == "Valet sker med slutna sedlar."
    assert "Karin Wallmark är därmed vald." in ballot.outcome


def test_behind_closed_doors_nothing_is_told_about_the_matter() -> None:
    wall = shown(
        heading="Namngiven person",
        case_number="2017/0012",
        behind_closed_doors=True,
        proposal=("bevilja",),
        deliberation=Deliberation(
            motions=(MotionFacts(1, MotionKind.REJECTION, (KARIN,)),), ballots=(BallotFacts(1),)
        ),
    )
    assert wall.closed_doors
    assert (wall.heading, wall.case_number, wall.proposal, wall.motions, wall.ballots) == (
        "",
        "",
        (),
        (),
        (),
    )


def test_somebody_leads_even_the_empty_room_and_much_text_gets_smaller_letters() -> None:
    everybody = [person(who, present=False) for who in (1, 2, 3, 4, 5)]
    assert shown(1, *everybody).chair == ""
    assert not shown().long
    assert shown(proposal=("x" * 300, "y" * 300)).long
