"""Ballots are written in, and what the database refuses."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kernel import history
from app.kernel.errors import DomainError, EditConflict
from app.minutes import services
from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    CandidateFacts,
    ChangeKind,
    Choice,
    Majority,
    Part,
    StatementFacts,
    StatementKind,
    table_of,
)
from app.minutes.models import Ballot, Candidate, Paragraph, Statement, Vote
from tests.factories.minutes import (
    SeedMeeting,
    add_change,
    seed_minutes_closed,
    seed_minutes_opened,
)
from tests.integration.minutes.deliberating_help import (
    ABSTAINS,
    AT,
    MEANS,
    NO,
    YES,
    allow_qualified,
    ballot,
    ballot_values,
    call,
    dissent,
    happened,
    seen,
)


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def test_a_ballot_is_removed_with_its_votes_and_stays_in_the_log(opened: SeedMeeting) -> None:
    row = ballot(opened, {"ingrid": YES})
    call(opened, services.remove_from_paragraph, part=Part.BALLOT, row_id=row.id)
    assert happened(opened).ballots == ()
    assert opened.session.scalar(select(func.count()).select_from(Vote)) == 0
    paragraph = opened.session.get_one(Paragraph, opened.paragraph(AT))
    latest = history.events(opened.session, paragraph)[0]
    assert latest.action == "minutes.ballots_removed"
    assert "Ingrid Sandahl ja" in latest.details["replaced"][0][1]


def test_a_ballot_is_saved_as_a_whole_and_twice_is_once(opened: SeedMeeting) -> None:
    allow_qualified(opened)
    choices = {"ingrid": YES, "karin": YES, "goran": NO}
    row = ballot(opened, choices)
    ballot(opened, choices, id=row.id)
    ballot(
        opened,
        {"ingrid": NO, "karin": ABSTAINS},
        id=row.id,
        majority=Majority.TWO_THIRDS,
        version=seen(opened, Part.BALLOT),
    )
    (stored,) = happened(opened).ballots
    assert dict(stored.votes) == {
        opened.attendee("ingrid"): NO,
        opened.attendee("karin"): ABSTAINS,
    }
    assert stored.majority is Majority.TWO_THIRDS
    assert opened.session.scalar(select(func.count()).select_from(Vote)) == 2


def test_rule_f15_a_qualified_majority_needs_its_place_in_the_charter(
    opened: SeedMeeting,
) -> None:
    with pytest.raises(DomainError, match=r"ballot\.majority_not_in_charter"):
        ballot(opened, {"ingrid": YES}, majority=Majority.UNANIMOUS)
    allow_qualified(opened)
    row = ballot(opened, {"ingrid": YES}, majority=Majority.UNANIMOUS)
    assert row.majority is Majority.UNANIMOUS


def test_two_who_count_the_same_ballot_are_both_told(opened: SeedMeeting) -> None:
    row = ballot(opened, {"ingrid": YES})
    version = seen(opened, Part.BALLOT)
    ballot(opened, {"ingrid": YES, "karin": NO}, id=row.id, version=version)
    with pytest.raises(EditConflict) as conflict:
        ballot(opened, {"ingrid": NO}, id=row.id, version=version)
    (_, label, mine, theirs) = conflict.value.fields[0]
    assert label == "Omröstning"
    assert "(Ingrid Sandahl nej)" in mine
    assert "(Ingrid Sandahl ja, Karin Wallmark nej)" in theirs


@pytest.mark.parametrize(
    ("choices", "values", "code"),
    [
        ({"ingrid": YES}, {"yes_means": " "}, "meaning_missing"),
        ({"ingrid": YES}, {"no_means": ""}, "meaning_missing"),
        ({"helena": YES}, {}, "not_serving"),
        ({"ingrid": ABSTAINS, "karin": YES, "goran": NO}, {}, "chair_abstains"),
        ({}, {"secret": True, "yes_count": 9}, "too_many"),
        ({}, {"kind": BallotKind.ELECTION}, "candidate_missing"),
        (
            {},
            {
                "kind": BallotKind.ELECTION,
                "candidates": (CandidateFacts("Bo Ek", 1), CandidateFacts("bo ek ", 1)),
            },
            "candidate_twice",
        ),
        (
            {},
            {
                "kind": BallotKind.ELECTION,
                "candidates": (CandidateFacts("Bo Ek", 1), CandidateFacts("Siv Ås", 1)),
                "lot_fell_on": "Åke Berg",
            },
            "lot_outside",
        ),
    ],
)
def test_rule_k1_what_is_no_ballot_is_refused(
    opened: SeedMeeting, choices: dict[str, Choice], values: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainError, match=rf"ballot\.{code}"):
        ballot(opened, choices, **values)


def test_rule_k10_votes_from_another_meeting_are_refused(opened: SeedMeeting) -> None:
    fact = BallotFacts(0, votes=((99999, YES),), **MEANS)
    with pytest.raises(DomainError, match=r"ballot\.not_serving"):
        call(opened, services.save_ballot, ballot=fact)


def test_rule_k12_whoever_is_recused_does_not_vote(opened: SeedMeeting) -> None:
    add_change(opened, "karin", ChangeKind.RECUSED, AT, last=AT)
    with pytest.raises(DomainError, match=r"ballot\.not_serving") as refused:
        ballot(opened, {"karin": YES})
    assert refused.value.details["name"] == "Karin Wallmark"


def test_rule_f14_a_casting_vote_is_kept_only_at_a_tie(opened: SeedMeeting) -> None:
    row = ballot(opened, {"ingrid": YES, "karin": YES, "goran": NO}, casting=NO)
    assert row.casting is None
    tied = ballot(opened, {"ingrid": YES, "goran": NO}, casting=YES)
    assert tied.casting is YES


def test_rule_f14_an_election_keeps_candidates_blank_slips_and_the_lot(
    opened: SeedMeeting,
) -> None:
    values = {"kind": BallotKind.ELECTION, "secret": True, "abstain_count": 1, "casting": YES}
    two = (CandidateFacts("Bo Ek", 2), CandidateFacts(" ", 0), CandidateFacts("Siv Ås", 2))
    row = ballot(opened, {"ingrid": YES}, candidates=two, lot_fell_on="Siv Ås", **values)
    (stored,) = happened(opened).ballots
    assert [one.name for one in stored.candidates] == ["Bo Ek", "Siv Ås"]
    assert (stored.votes, stored.casting, stored.yes_means) == ((), None, "")
    assert (stored.lot_fell_on, stored.abstain_count) == ("Siv Ås", 1)
    again = (CandidateFacts("Bo Ek", 3), CandidateFacts("Siv Ås", 1))
    version = seen(opened, Part.BALLOT)
    ballot(opened, {}, id=row.id, candidates=again, version=version, **values)
    assert happened(opened).ballots[0].lot_fell_on == ""
    shown = {"kind": BallotKind.ELECTION, "abstain_count": 1}
    version = seen(opened, Part.BALLOT)
    ballot(opened, {}, id=row.id, candidates=again, version=version, **shown)
    assert happened(opened).ballots[0].abstain_count is None


def test_a_secret_ballot_keeps_its_counts_and_an_open_one_its_votes(opened: SeedMeeting) -> None:
    counts = {"yes_count": 3, "no_count": 1, "abstain_count": 1}
    secret = ballot(opened, {"ingrid": YES}, secret=True, **counts)
    assert (secret.yes_count, secret.votes) == (3, [])
    shown = ballot(opened, {"ingrid": YES}, **counts)
    assert shown.yes_count is None


def test_rule_k1_who_takes_no_part_has_neither_vote_nor_dissent(opened: SeedMeeting) -> None:
    def mark(*keys: str) -> None:
        ids = [opened.attendee(key) for key in keys]
        call(opened, services.set_not_taking_part, attendance_ids=ids)

    mark("karin", "goran")
    mark("karin", "goran")
    assert len(happened(opened).not_taking_part) == 2
    with pytest.raises(DomainError, match=r"ballot\.not_serving"):
        ballot(opened, {"karin": YES})
    with pytest.raises(DomainError, match=r"dissent\.not_taking_part"):
        dissent(opened, "karin")
    mark("karin")
    assert happened(opened).not_taking_part == (opened.attendee("karin"),)
    mark()
    ballot(opened, {"karin": YES})
    dissent(opened, "goran")
    with pytest.raises(DomainError, match=r"deliberating\.has_voted"):
        mark("karin")
    with pytest.raises(DomainError, match=r"deliberating\.has_dissented"):
        mark("goran")
    with pytest.raises(DomainError, match=r"deliberating\.not_serving"):
        mark("helena")


def test_the_frozen_minutes_and_an_extract_say_how_it_was_decided(db_session: Session) -> None:
    made = seed_minutes_closed(db_session)
    serving = [service.person.id for service in table_of(made.facts).serving(6)]
    number = made.facts.at(6).number
    everybody = tuple((key, YES) for key in serving)
    fact = BallotFacts(0, votes=everybody, **MEANS)
    call(made, services.save_ballot, number, ballot=fact)
    version = services.freeze(db_session, actor=made.actor, meeting=made.meeting)
    frozen = version.file_version.data or {}  # what the document and every extract are made from
    (one,) = [row for row in frozen["paragrafer"] if row["tal"] == number]
    (told,) = one["omrostningar"]
    assert len(told["roster"]) == len(serving)
    assert told["resultat"] == (
        f"Resultat: {len(serving)} ja, 0 nej. Styrelsen har därmed beslutat att bifalla förslaget."
    )


@pytest.mark.parametrize(
    "values",
    [
        {"casting": ABSTAINS},
        {"casting": YES, "kind": BallotKind.ELECTION},
        {"lot_fell_on": "Bo Ek"},
        {"yes_count": 3},
        {"secret": True, "no_count": -1},
    ],
    ids=str,
)
def test_rules_k1_and_f14_hold_in_the_database_beside_the_service(
    opened: SeedMeeting, values: dict[str, Any]
) -> None:
    session = opened.session
    row = ballot_values(opened, **values)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Ballot).values(**row))


def test_rule_k1_nobody_has_two_votes_in_the_database(opened: SeedMeeting) -> None:
    made = ballot(opened, {"karin": YES})
    session = opened.session
    row = {"ballot_id": made.id, "attendance_id": opened.attendee("karin"), "choice": NO}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Vote).values(**row))


def test_candidates_and_statements_say_something_in_the_database(opened: SeedMeeting) -> None:
    two = (CandidateFacts("Bo Ek", 1),)
    made = ballot(opened, {}, kind=BallotKind.ELECTION, candidates=two)
    fact = StatementFacts(0, StatementKind.NOTE, "Till protokollet.")
    call(opened, services.save_statement, statement=fact)
    session = opened.session
    for wrong in (
        insert(Candidate).values(ballot_id=made.id, position=2, name="", votes=1),
        insert(Candidate).values(ballot_id=made.id, position=2, name="Siv Ås", votes=-1),
        insert(Candidate).values(ballot_id=made.id, position=1, name="Siv Ås", votes=1),
        update(Statement).values(text=""),
    ):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(wrong)
