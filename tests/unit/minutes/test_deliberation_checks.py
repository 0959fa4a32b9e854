"""What stops the freezing in motions, ballots and dissents (K1, K2, K6), and how acts read."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    CandidateFacts,
    ChangeKind,
    Choice,
    Deliberation,
    DissentFacts,
    Mark,
    MotionFacts,
    MotionKind,
    Part,
    PropositionFacts,
    StatementFacts,
    StatementKind,
    mark_of,
    table_of,
)
from app.minutes.domain.acts import act_words, acts
from app.minutes.domain.deliberation_checks import deliberation_problems
from app.minutes.domain.problems import Place, Weight
from tests.unit.minutes.people import (
    ANNELI,
    CHAIR,
    GORAN,
    KARIN,
    VICE,
    board,
    change,
    minutes,
    paragraph,
    person,
)

YES, NO, ABSTAINS = Choice
FIVE = (CHAIR, VICE, KARIN, GORAN, ANNELI)
MEANS = {"yes_means": "bifall", "no_means": "avslag"}
ALL_YES = BallotFacts(1, votes=tuple((who, YES) for who in FIVE), **MEANS)


def found(*others, closed_at=None, **values):
    people = board(*others)
    facts = minutes(people, paragraphs=[paragraph(1, deliberation=Deliberation(**values))])
    facts = replace(facts, closed_at=closed_at)
    return list(deliberation_problems(facts, table_of(facts), facts.at(1)))


def codes(*others, **values):
    return [problem.code.removeprefix("freeze.") for problem in found(*others, **values)]


def motion(number=1, kind=MotionKind.APPROVAL, who=KARIN, **values):
    return MotionFacts(number, kind, (who,), **values)


def test_a_paragraph_where_nothing_happened_lacks_nothing():
    assert found() == []
    assert found(ballots=(ALL_YES,)) == []


def test_rule_k6_several_motions_and_no_proposition_are_pointed_out():
    (problem,) = found(motions=(motion(), motion(2, MotionKind.REJECTION, GORAN)))
    assert problem.weight is Weight.WARNING
    assert problem.place is Place.PARAGRAPH
    assert problem.sentence.startswith("§ 57: det finns yrkanden men inte hur ordföranden")
    assert codes(motions=(motion(kind=MotionKind.REJECTION),)) == ["no_proposition"]
    assert codes(motions=(motion(),)) == []
    assert codes(motions=(motion(), motion(2, MotionKind.REJECTION, withdrawn=True))) == []
    put = (PropositionFacts(1, "bifall respektive avslag", "styrelsen bifaller förslaget"),)
    assert codes(motions=(motion(), motion(2)), propositions=put) == []
    assert codes(motions=(motion(), motion(2)), ballots=(ALL_YES,)) == []


def test_a_motion_by_somebody_who_does_not_serve_stops_the_freezing():
    away = person(KARIN, present=False)
    assert codes(away, motions=(motion(),)) == ["mover_not_serving"]
    assert codes(away, motions=(motion(withdrawn=True),)) == []


def test_rule_k6_a_ballot_without_votes_or_with_an_undecided_tie_stops_the_freezing():
    empty = BallotFacts(1, **MEANS)
    assert codes(ballots=(empty,)) == ["ballot_empty"]
    tied = BallotFacts(1, secret=True, yes_count=2, no_count=2, abstain_count=1, **MEANS)
    (problem,) = found(ballots=(tied,))
    assert problem.sentence == "§ 57: omröstningen slutade lika. Ange ordförandens utslagsröst."
    lots = BallotFacts(
        1,
        kind=BallotKind.ELECTION,
        secret=True,
        candidates=(CandidateFacts("Karin", 2), CandidateFacts("Göran", 2)),
    )
    assert found(ballots=(lots,))[0].sentence.endswith("Ange vem lotten föll på.")
    assert codes(ballots=(replace(lots, lot_fell_on="Karin"),)) == []


def test_rule_k6_everybody_who_serves_has_a_vote_in_an_open_ballot():
    ballot = BallotFacts(1, votes=ALL_YES.votes[:3], **MEANS)
    (problem,) = found(ballots=(ALL_YES, ballot))
    assert problem.sentence == (
        "§ 57: i omröstning 2 saknas hur Göran Lidgren och Anneli Nyhlén röstade. Ange ja, nej "
        "eller avstår."
    )
    assert codes(ballots=(ballot,), not_taking_part=(GORAN, ANNELI)) == []


def test_rule_k12_votes_by_those_who_no_longer_serve_stop_the_freezing():
    recused = person(KARIN, change(ChangeKind.RECUSED, 1, 1))
    problems = found(recused, ballots=(ALL_YES,))
    assert [each.code for each in problems] == ["freeze.ballot_too_many", "freeze.vote_not_serving"]
    assert "har Karin Wallmark en röst men deltar inte" in problems[1].sentence
    both = (person(GORAN, present=False), recused)
    assert "Karin Wallmark och Göran Lidgren röster" in found(*both, ballots=(ALL_YES,))[1].sentence


def test_rule_k1_a_chair_who_abstained_at_a_tie_stops_the_freezing():
    votes = ((CHAIR, ABSTAINS), (VICE, YES), (KARIN, YES), (GORAN, NO), (ANNELI, NO))
    ballot = BallotFacts(1, votes=votes, casting=YES, **MEANS)
    assert codes(ballots=(ballot,)) == ["chair_abstains"]


def test_whoever_takes_no_part_must_serve():
    assert codes(person(KARIN, present=False), not_taking_part=(KARIN,)) == [
        "not_taking_part_absent"
    ]
    assert codes(not_taking_part=(KARIN, 99)) == []


def test_rule_k2_a_dissent_by_one_who_was_not_there_or_too_late_stops_the_freezing():
    dissent = DissentFacts(1, KARIN, time(13))
    assert codes(dissents=(dissent,), closed_at=time(14)) == []
    assert codes(person(KARIN, present=False), dissents=(dissent,)) == ["dissent_not_taking_part"]
    assert codes(dissents=(dissent,), closed_at=time(12)) == ["dissent_late"]
    (problem,) = found(dissents=(replace(dissent, attendee_id=99),))
    assert problem.sentence.startswith("§ 57: – har reserverat sig")


def test_the_list_of_paragraphs_tells_of_ballots_and_what_is_wrong_in_them():
    def mark(ballot):
        happened = Deliberation(ballots=(ballot,))
        one = paragraph(1, clauses=("bevilja",), deliberation=happened)
        facts = minutes(board(), paragraphs=[one])
        return mark_of(facts, table_of(facts), one)

    assert mark(ALL_YES) == Mark("done", "klar, med omröstning")
    assert mark(BallotFacts(1)) == Mark("missing", "yrkande eller omröstning")


def test_everything_that_happened_reads_in_the_order_of_the_minutes():
    first = PropositionFacts(1, "återremiss mot avgörande i dag", "ärendet ska avgöras i dag")
    facts = minutes(
        board(),
        paragraphs=[
            paragraph(
                1,
                deliberation=Deliberation(
                    motions=(motion(), motion(2, withdrawn=True)),
                    propositions=(first,),
                    ballots=(ALL_YES,),
                    not_taking_part=(),
                    dissents=(DissentFacts(1, GORAN, time(10), motivation="För dyrt."),),
                    statements=(StatementFacts(1, StatementKind.NOTE, "Noterat."),),
                ),
            ),
            paragraph(2, deliberation=Deliberation(not_taking_part=(ANNELI,))),
        ],
    )
    assert [(act.word, act.part) for act in acts(facts, 1)] == [
        ("Yrkande", Part.MOTION),
        ("Yrkande", Part.MOTION),
        ("Proposition", Part.PROPOSITION),
        ("Omröstning", Part.BALLOT),
        ("Reservation", Part.DISSENT),
        ("Yttrande", Part.STATEMENT),
    ]
    texts = [act.text for act in acts(facts, 1)]
    assert texts[1] == "Karin Wallmark återtar sitt yrkande om bifall."
    assert "(Ingrid Sandahl ja, Östen Forsmark ja" in texts[3]
    assert texts[4] == (
        "Göran Lidgren reserverar sig mot beslutet.\nMotivering till reservationen: För dyrt."
    )
    (mark,) = acts(facts, 2)
    assert (mark.word, mark.text, mark.part) == (
        "Deltar inte",
        "Anneli Nyhlén deltar inte i beslutet.",
        None,
    )
    other = PropositionFacts(9, "bifall", "styrelsen bifaller förslaget")
    assert act_words(facts, 1, Part.PROPOSITION, other) == (
        "Ordföranden ställer proposition på bifall och finner att styrelsen bifaller förslaget."
    )
    assert Deliberation().empty
    assert not facts.at(2).deliberation.empty
