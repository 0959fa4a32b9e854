"""The services behind motions, ballots, dissents and statements, and what the database refuses."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.association import services as association
from app.association.domain import Charter
from app.kernel import history
from app.kernel.errors import DomainError, EditConflict, NotFound
from app.minutes import services
from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    CandidateFacts,
    Capacity,
    ChangeKind,
    Choice,
    Deliberation,
    DissentFacts,
    Majority,
    MotionFacts,
    MotionKind,
    Part,
    PropositionFacts,
    StatementFacts,
    StatementKind,
    table_of,
)
from app.minutes.models import Ballot, Candidate, Dissent, Paragraph, Statement, Vote
from tests.factories.minutes import (
    SeedMeeting,
    add_change,
    seed_minutes_closed,
    seed_minutes_opened,
)

YES, NO, ABSTAINS = Choice
AT = 62
MEANS = {"yes_means": "bifall till förslaget", "no_means": "avslag på förslaget"}


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def call(made: SeedMeeting, service: Any, number: int = AT, **values: Any) -> Any:
    """Call a service for a § number."""
    return service(
        made.session,
        actor=made.actor,
        meeting=made.meeting,
        paragraph_id=made.paragraph(number),
        **values,
    )


def happened(made: SeedMeeting, number: int = AT) -> Deliberation:
    """Return what has happened at a §."""
    found = made.facts.paragraph(made.paragraph(number))
    assert found is not None
    return found.deliberation


def motion(made: SeedMeeting, *movers: str, **values: Any) -> Any:
    """Save a motion."""
    version = values.pop("version", 0)
    fact = MotionFacts(
        values.pop("id", 0),
        values.pop("kind", MotionKind.REJECTION),
        tuple(made.attendee(key) for key in movers),
        **values,
    )
    return call(made, services.save_motion, motion=fact, version=version)


def ballot(made: SeedMeeting, choices: dict[str, Choice], **values: Any) -> Any:
    """Save a ballot by the keys of the people."""
    version = values.pop("version", 0)
    votes = tuple((made.attendee(key), choice) for key, choice in choices.items())
    fact = BallotFacts(values.pop("id", 0), votes=votes, **{**MEANS, **values})
    return call(made, services.save_ballot, ballot=fact, version=version)


def dissent(made: SeedMeeting, key: str, at: time = time(10), **values: Any) -> Any:
    """Save a dissent."""
    version = values.pop("version", 0)
    fact = DissentFacts(values.pop("id", 0), made.attendee(key), at, **values)
    return call(made, services.save_dissent, dissent=fact, version=version)


def allow_qualified(made: SeedMeeting) -> None:
    """Let the charter name a decision that needs a qualified majority (rule F15)."""
    charter = Charter(qualified_majorities="Ändring av arbetsordningen: två tredjedelar")
    association.change_settings(made.session, actor=made.actor, charter=charter)


def seen(made: SeedMeeting, part: Part, at: int = 0) -> int:
    """Return the version of what is stored, as a form would have it."""
    return services.seen_version(getattr(happened(made), part)[at])


def test_a_motion_is_written_changed_and_told_in_the_log(opened: SeedMeeting) -> None:
    row = motion(opened, "karin", "goran", text=" att ärendet vilar. ")
    (stored,) = happened(opened).motions
    assert stored.text == "ärendet vilar"
    assert set(stored.movers) == {opened.attendee("karin"), opened.attendee("goran")}
    version = seen(opened, Part.MOTION)
    motion(opened, "karin", "goran", id=row.id, text="ärendet vilar", version=0)  # no change
    motion(opened, "karin", id=row.id, withdrawn=True, version=version)
    (stored,) = happened(opened).motions
    assert stored.withdrawn
    paragraph = opened.session.get_one(Paragraph, opened.paragraph(AT))
    sentences = [event.sentence for event in history.events(opened.session, paragraph)]
    assert sentences == [
        f"ändrade ett yrkande i ”{paragraph.heading}”",
        f"skrev in ett yrkande i ”{paragraph.heading}”",
    ]
    latest = history.events(opened.session, paragraph)[0]
    assert latest.details["replaced"] == [
        ["Yrkande", "Karin Wallmark och Göran Lidgren yrkar att ärendet vilar."]
    ]


def test_a_motion_needs_somebody_who_serves_and_a_change_needs_its_words(
    opened: SeedMeeting,
) -> None:
    with pytest.raises(DomainError, match=r"motion\.mover_missing"):
        motion(opened)
    with pytest.raises(DomainError, match=r"motion\.mover_not_serving"):
        motion(opened, "helena")
    with pytest.raises(DomainError, match=r"motion\.text_missing"):
        motion(opened, "karin", kind=MotionKind.AMENDMENT)
    fact = MotionFacts(0, MotionKind.REJECTION, (99999,))
    with pytest.raises(DomainError, match=r"motion\.mover_not_serving"):
        call(opened, services.save_motion, motion=fact)


def test_two_who_change_the_same_motion_both_see_both_texts(opened: SeedMeeting) -> None:
    row = motion(opened, "karin", text="ärendet vilar")
    version = seen(opened, Part.MOTION)
    motion(opened, "karin", id=row.id, text="ärendet vilar ett år", version=version)
    with pytest.raises(EditConflict) as conflict:
        motion(opened, "karin", id=row.id, text="ärendet läggs ned", version=version)
    assert conflict.value.fields == (
        ("text", "Vad som yrkas", "ärendet läggs ned", "ärendet vilar ett år"),
    )
    with pytest.raises(EditConflict) as conflict:
        motion(opened, "goran", id=row.id, text="ärendet vilar ett år", version=version)
    assert conflict.value.fields[0][0] == "shown"
    assert conflict.value.fields[0][2:] == (
        "Göran Lidgren yrkar att ärendet vilar ett år.",
        "Karin Wallmark yrkar att ärendet vilar ett år.",
    )
    motion(opened, "goran", id=row.id, text="x", version=conflict.value.version)


def test_what_somebody_removed_meanwhile_is_written_in_anew(opened: SeedMeeting) -> None:
    row = motion(opened, "karin", text="ärendet vilar")
    values = {"part": Part.MOTION, "row_id": row.id}
    call(opened, services.remove_from_paragraph, **values)
    call(opened, services.remove_from_paragraph, **values)
    assert happened(opened).motions == ()
    motion(opened, "karin", id=row.id, text="ärendet vilar")
    assert happened(opened).motions[0].text == "ärendet vilar"


def test_another_paragraphs_rows_are_left_alone(opened: SeedMeeting) -> None:
    row = motion(opened, "karin")
    call(opened, services.remove_from_paragraph, 63, part=Part.MOTION, row_id=row.id)
    assert len(happened(opened).motions) == 1
    with pytest.raises(NotFound):
        services.save_motion(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            paragraph_id=999999,
            motion=MotionFacts(0, MotionKind.REJECTION, ()),
        )


def test_a_dissent_stands_alone_when_its_motion_is_removed(opened: SeedMeeting) -> None:
    row = motion(opened, "karin")
    dissent(opened, "karin", motion_id=row.id)
    call(opened, services.remove_from_paragraph, part=Part.MOTION, row_id=row.id)
    assert happened(opened).dissents[0].motion_id is None


def test_a_ballot_is_removed_with_its_votes_and_stays_in_the_log(opened: SeedMeeting) -> None:
    row = ballot(opened, {"ingrid": YES})
    call(opened, services.remove_from_paragraph, part=Part.BALLOT, row_id=row.id)
    assert happened(opened).ballots == ()
    assert opened.session.scalar(select(func.count()).select_from(Vote)) == 0
    paragraph = opened.session.get_one(Paragraph, opened.paragraph(AT))
    latest = history.events(opened.session, paragraph)[0]
    assert latest.action == "minutes.ballots_removed"
    assert "Ingrid Sandahl ja" in latest.details["replaced"][0][1]


def test_things_are_moved_among_their_kind(opened: SeedMeeting) -> None:
    first, second = motion(opened, "karin"), motion(opened, "goran")
    dissent(opened, "karin")

    def move(row_id: int, step: int, part: Part = Part.MOTION) -> None:
        call(opened, services.move_in_paragraph, part=part, row_id=row_id, step=step)

    move(second.id, -1)
    assert [one.id for one in happened(opened).motions] == [second.id, first.id]
    move(second.id, -1)
    move(999999, 1)
    move(happened(opened).dissents[0].id, 1, Part.DISSENT)
    assert [one.id for one in happened(opened).motions] == [second.id, first.id]


def test_rule_k3_a_proposition_is_written_without_what_the_sentence_says_already(
    opened: SeedMeeting,
) -> None:
    def put(asked: str, found: str, **values: Any) -> Any:
        fact = PropositionFacts(values.pop("id", 0), asked, found)
        return call(opened, services.save_proposition, proposition=fact, **values)

    row = put("bifall respektive avslag.", "att styrelsen bifaller förslaget.")
    (stored,) = happened(opened).propositions
    assert (stored.asked, stored.found) == (
        "bifall respektive avslag",
        "styrelsen bifaller förslaget",
    )
    put("bifall respektive avslag", "styrelsen bifaller förslaget", id=row.id)
    put("bifall", "ja", id=row.id, version=seen(opened, Part.PROPOSITION))
    for asked, found, code in (("", "x", "asked"), ("x", " ", "found")):
        with pytest.raises(DomainError, match=rf"proposition\.{code}_missing"):
            put(asked, found)


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


def test_rule_k2_a_dissent_is_refused_outside_the_meeting_and_twice(opened: SeedMeeting) -> None:
    dissent(opened, "karin")
    with pytest.raises(DomainError, match=r"dissent\.twice"):
        dissent(opened, "karin")
    with pytest.raises(DomainError, match=r"dissent\.late"):
        dissent(opened, "goran", time(4))
    with pytest.raises(DomainError, match=r"dissent\.motion_gone"):
        dissent(opened, "goran", motion_id=99999)


def test_rule_k2_after_the_closing_only_what_was_notified_in_time_is_written(
    db_session: Session,
) -> None:
    made = seed_minutes_closed(db_session)
    closed = made.facts.closed_at
    assert closed is not None
    with pytest.raises(DomainError, match=r"dissent\.late"):
        dissent(made, "karin", time(23, 59))
    row = dissent(made, "karin", closed)
    version = seen(made, Part.DISSENT)
    dissent(made, "karin", closed, id=row.id, motivation="Skälen följer här.", version=version)
    dissent(made, "karin", closed, id=row.id, motivation="Skälen följer här.", version=0)
    assert happened(made).dissents[0].motivation == "Skälen följer här."


def test_rule_k2_once_the_minutes_are_frozen_nothing_is_written(db_session: Session) -> None:
    made = seed_minutes_closed(db_session)
    row = dissent(made, "karin")
    version = services.fingerprint(db_session, made.facts)
    services.freeze(db_session, actor=made.actor, meeting=made.meeting, version=version)
    with pytest.raises(DomainError, match=r"minutes\.not_open"):
        dissent(made, "karin", id=row.id, motivation="För sent.")


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


def test_a_statement_is_by_somebody_or_by_nobody(opened: SeedMeeting) -> None:
    def state(text: str, attendee_id: int | None = None, **values: Any) -> Any:
        fact = StatementFacts(values.pop("id", 0), StatementKind.PARTICULAR, text, attendee_id)
        return call(opened, services.save_statement, statement=fact, **values)

    row = state(" Bilaga 7 ", opened.attendee("helena"))
    state("Bilaga 7", opened.attendee("helena"), id=row.id)
    assert happened(opened).statements[0].text == "Bilaga 7"
    state("Bilaga 8", id=row.id, version=seen(opened, Part.STATEMENT))
    assert happened(opened).statements[0].attendee_id is None
    with pytest.raises(DomainError, match=r"statement\.text_missing"):
        state(" ")
    with pytest.raises(NotFound):
        state("Bilaga 7", 99999)


def test_a_paragraph_where_something_happened_is_not_removed(opened: SeedMeeting) -> None:
    motion(opened, "karin")
    values = {"actor": opened.actor, "meeting": opened.meeting}
    number = opened.paragraph(AT)
    with pytest.raises(DomainError, match=r"minutes\.used_in_deliberations"):
        services.remove_paragraph(opened.session, paragraph_id=number, **values)
    call(
        opened,
        services.remove_from_paragraph,
        part=Part.MOTION,
        row_id=happened(opened).motions[0].id,
    )
    services.remove_paragraph(opened.session, paragraph_id=number, **values)


def test_a_guest_with_a_statement_is_not_removed(opened: SeedMeeting) -> None:
    guest = services.add_person(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        capacity=Capacity.GUEST,
        family_name="Norling",
    )
    fact = StatementFacts(0, StatementKind.NOTE, "Till protokollet.", guest.id)
    call(opened, services.save_statement, statement=fact)
    with pytest.raises(DomainError, match=r"attendance\.named_in_paragraphs"):
        services.remove_person(
            opened.session, actor=opened.actor, meeting=opened.meeting, attendance_id=guest.id
        )


def test_the_text_of_the_paragraph_keeps_its_version_and_its_log(opened: SeedMeeting) -> None:
    before = opened.facts.paragraph(opened.paragraph(AT))
    assert before is not None

    def save(background: str, version: int) -> Paragraph:
        return services.save_paragraph(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            paragraph_id=before.id,
            version=version,
            heading=before.heading,
            background=background,
            clauses=before.clauses,
        )

    motion(opened, "karin")
    row = save("En annan bakgrund", before.version)
    latest = history.events(opened.session, row)[0]
    assert latest.action == "minutes.saved"
    assert latest.details["replaced"]


def ballot_values(made: SeedMeeting, **values: Any) -> dict[str, Any]:
    """Return a row of a ballot, written beside the service."""
    return {
        "paragraph_id": made.paragraph(AT),
        "position": 1,
        "kind": BallotKind.QUESTION,
        "secret": False,
        "yes_means": "bifall",
        "no_means": "avslag",
        "majority": Majority.SIMPLE,
        "lot_fell_on": "",
        **values,
    }


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


def test_rule_k2_nobody_dissents_twice_from_a_decision_in_the_database(
    opened: SeedMeeting,
) -> None:
    dissent(opened, "karin")
    session = opened.session
    row = {
        "paragraph_id": opened.paragraph(AT),
        "attendance_id": opened.attendee("karin"),
        "notified_at": time(10),
        "motivation": "",
    }
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Dissent).values(**row))


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
