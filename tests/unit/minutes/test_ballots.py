"""Ballots: who votes, who won, how it reads (rules K1, F14, F15)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.minutes.domain import (
    BallotFacts,
    BallotKind,
    CandidateFacts,
    ChangeKind,
    Choice,
    Deliberation,
    Majority,
    MinutesFacts,
    table_of,
)
from app.minutes.domain.ballots import (
    abstention_sentences,
    chair_abstains_at_tie,
    decided_words,
    entitled,
    introduction,
    not_entitled,
    not_taking_part_sentences,
    result,
    too_many,
    vote_rows,
    without_vote,
)
from tests.unit.minutes.people import (
    AKE,
    ANNELI,
    CHAIR,
    GORAN,
    HELENA,
    KARIN,
    MAX,
    ROLF,
    ULLA,
    VICE,
    board,
    change,
    minutes,
    paragraph,
    person,
)
from tests.unit.minutes.test_presence_properties import PLACES, rosters

YES, NO, ABSTAINS = Choice
FIVE = (CHAIR, VICE, KARIN, GORAN, ANNELI)
MEANS = {"yes_means": "bifall till förslaget", "no_means": "avslag på förslaget"}


def voted(*choices: Choice, **values) -> BallotFacts:
    """Return an open ballot of the five, in the order of the roster."""
    votes = tuple(zip(FIVE, choices, strict=False))
    return BallotFacts(1, votes=votes, **{**MEANS, **values})


def slips(yes, no, abstains=0, **values) -> BallotFacts:
    counts = {"yes_count": yes, "no_count": no, "abstain_count": abstains}
    return BallotFacts(1, secret=True, **counts, **{**MEANS, **values})


def election(*candidates, lot="", **values) -> BallotFacts:
    return BallotFacts(
        1,
        kind=BallotKind.ELECTION,
        candidates=tuple(CandidateFacts(name, votes) for name, votes in candidates),
        lot_fell_on=lot,
        **{"secret": True, **values},
    )


def at(*ballots, others=(), **values) -> MinutesFacts:
    found = Deliberation(ballots=ballots, **values)
    return minutes(board(*others), paragraphs=[paragraph(1, deliberation=found)])


def of(ballot, **values):
    return result(at(ballot, **values), 1, ballot)


def test_rule_f15_the_simple_majority_of_the_votes_cast_decides():
    found = of(voted(YES, YES, NO, ABSTAINS, ABSTAINS))
    assert (found.yes, found.no, found.abstains, found.cast, found.given) == (2, 1, 2, 3, 5)
    assert found.passed
    assert found.winner == "bifall till förslaget"
    assert found.sentence == (
        "Resultat: 2 ja, 1 nej, 2 avstår. Styrelsen har därmed beslutat att bifalla förslaget."
    )


def test_a_yes_may_mean_rejection():
    found = of(voted(YES, YES, YES, NO, yes_means="avslag på ansökan", no_means="bifall"))
    assert found.sentence == (
        "Resultat: 3 ja, 1 nej. Styrelsen har därmed beslutat att avslå ansökan."
    )
    other = of(voted(NO, NO, NO, YES, yes_means="avslag på ansökan", no_means="bifall till den"))
    assert other.sentence.endswith("beslutat att bifalla den.")


@pytest.mark.parametrize(
    ("majority", "yes", "passes", "words"),
    [
        (Majority.TWO_THIRDS, 3, False, "två tredjedelar av de 5 närvarande röstberättigade, det"),
        (Majority.TWO_THIRDS, 4, True, "det vill säga 4 ja-röster. Kravet är uppfyllt."),
        (Majority.THREE_QUARTERS, 3, False, "tre fjärdedelar"),
        (Majority.THREE_QUARTERS, 4, True, "det vill säga 4 ja-röster. Kravet är uppfyllt."),
        (Majority.UNANIMOUS, 4, False, "att alla 5 närvarande röstberättigade är eniga"),
        (Majority.UNANIMOUS, 5, True, "det vill säga 5 ja-röster. Kravet är uppfyllt."),
    ],
)
def test_rule_f15_a_qualified_majority_is_counted_on_those_present_and_entitled(
    majority, yes, passes, words
):
    found = of(voted(*[YES] * yes, *[ABSTAINS] * (5 - yes), majority=majority))
    assert found.passed is passes
    assert words in found.sentence
    assert not found.tie


def test_rule_f15_what_does_not_reach_the_majority_is_no():
    found = of(voted(YES, YES, YES, NO, NO, majority=Majority.TWO_THIRDS))
    assert found.sentence == (
        "Resultat: 3 ja, 2 nej. För bifall krävs två tredjedelar av de 5 närvarande "
        "röstberättigade, det vill säga 4 ja-röster. Kravet är inte uppfyllt. Styrelsen har därmed "
        "beslutat att avslå förslaget."
    )
    alone = minutes([person(CHAIR)], paragraphs=[paragraph(1)])
    ballot = voted(YES, majority=Majority.UNANIMOUS)
    assert "det vill säga 1 ja-röst. Kravet är uppfyllt." in result(alone, 1, ballot).sentence


def test_rule_f14_a_tie_waits_for_the_chairs_casting_vote():
    tied = voted(YES, YES, NO, NO)
    found = of(tied)
    assert (found.tie, found.passed, found.undecided, found.winner) == (True, None, True, "")
    assert found.sentence == (
        "Resultat: 2 ja, 2 nej. Vid lika röstetal avgör ordförandens utslagsröst."
    )
    cast = of(replace(tied, casting=NO))
    assert (cast.tie, cast.passed, cast.undecided) == (True, False, False)
    assert cast.sentence == (
        "Resultat: 2 ja, 2 nej. Vid lika röstetal avgör ordförandens utslagsröst. Ordföranden "
        "röstar nej. Styrelsen har därmed beslutat att avslå förslaget."
    )
    assert of(replace(tied, casting=YES)).passed


def test_rule_f14_a_casting_vote_decides_nothing_where_the_votes_are_not_equal():
    assert of(voted(YES, YES, NO, casting=NO)).passed


def test_rule_f14_lots_are_drawn_in_an_election():
    tied = election(("Karin Wallmark", 2), ("Göran Lidgren", 2), ("Anneli Nyhlén", 1))
    found = of(tied)
    assert found.tied == ("Karin Wallmark", "Göran Lidgren")
    assert (found.tie, found.undecided, found.winner) == (True, True, "")
    assert found.sentence.endswith("Vid lika röstetal avgörs valet genom lottning.")
    drawn = of(replace(tied, lot_fell_on="Göran Lidgren"))
    assert drawn.winner == "Göran Lidgren"
    assert drawn.passed
    assert drawn.sentence == (
        "Resultat: Karin Wallmark 2 röster, Göran Lidgren 2 röster, Anneli Nyhlén 1 röst. Vid lika "
        "röstetal avgörs valet genom lottning, som utfaller på Göran Lidgren. Göran Lidgren är "
        "därmed vald."
    )
    assert of(replace(tied, lot_fell_on="Anneli Nyhlén")).undecided


def test_whoever_got_most_votes_is_elected_and_blank_slips_count_for_nobody():
    ballot = election(("Göran Lidgren", 1), ("Karin Wallmark", 3), abstain_count=1)
    found = of(ballot)
    assert (found.winner, found.given, found.tie) == ("Karin Wallmark", 5, False)
    assert found.sentence == (
        "Resultat: Karin Wallmark 3 röster, Göran Lidgren 1 röst, 1 blank sedel. Karin Wallmark är "
        "därmed vald."
    )
    assert "2 blanka sedlar" in of(replace(ballot, abstain_count=2)).sentence
    assert [(row.name, row.where, row.vote) for row in vote_rows(at(ballot), ballot)] == [
        ("Karin Wallmark", "Region Västerbotten", "3 röster"),
        ("Göran Lidgren", "Arbetsförmedlingen", "1 röst"),
    ]
    nobody = election()
    assert (of(nobody).sentence, of(nobody).passed) == ("", None)
    assert of(election(("Karin Wallmark", 0))).passed is None
    assert "blank" not in of(election(("Karin Wallmark", 1), secret=False)).sentence


def test_a_ballot_without_votes_decides_nothing():
    found = of(voted())
    assert (found.passed, found.tie, found.winner) == (None, False, "")
    assert found.sentence == "Resultat: 0 ja, 0 nej."
    assert of(voted(majority=Majority.TWO_THIRDS)).passed is None


def test_a_secret_ballot_has_its_counts_and_no_names():
    ballot = slips(3, 1, 1)
    assert of(ballot).sentence.startswith("Resultat: 3 ja, 1 nej, 1 avstår.")
    assert vote_rows(at(ballot), ballot) == []
    assert of(slips(None, None, None)).given == 0


def test_rule_k1_to_abstain_counts_for_neither_side_and_not_taking_part_is_no_vote():
    ballot = voted(YES, NO, NO, ABSTAINS)
    facts = at(ballot, not_taking_part=(ANNELI,))
    assert [p.id for p in entitled(facts, 1)] == [CHAIR, VICE, KARIN, GORAN]
    assert result(facts, 1, ballot).passed is False
    assert abstention_sentences(facts, 1) == ["Göran Lidgren avstår från att rösta."]
    assert not_taking_part_sentences(facts, 1) == ["Anneli Nyhlén deltar inte i beslutet."]
    assert without_vote(facts, 1, ballot) == []
    assert not_taking_part_sentences(at(), 1) == []


def test_rule_k1_the_chair_cannot_abstain_at_a_tie():
    tied = voted(ABSTAINS, YES, NO)
    assert chair_abstains_at_tie(at(tied), 1, tied)
    assert chair_abstains_at_tie(at(tied), 1, voted(*[ABSTAINS] * 5))
    assert not chair_abstains_at_tie(at(tied), 1, voted(ABSTAINS, YES, YES))
    assert not chair_abstains_at_tie(at(tied), 1, voted(YES, ABSTAINS, NO))
    nobody_leads = minutes([person(KARIN), person(GORAN)], paragraphs=[paragraph(1)])
    between_two = BallotFacts(1, votes=((KARIN, YES), (GORAN, NO)))
    assert not chair_abstains_at_tie(nobody_leads, 1, between_two)


def test_of_several_ballots_each_abstention_is_told_apart():
    facts = at(voted(YES, ABSTAINS), voted(YES), *[voted(ABSTAINS)] * 5)
    told = abstention_sentences(facts, 1)
    assert told[0] == "Östen Forsmark avstår från att rösta i den första voteringen."
    assert told[1] == "Ingrid Sandahl avstår från att rösta i den tredje voteringen."
    assert told[-1] == "Ingrid Sandahl avstår från att rösta i den 7:e voteringen."


def test_only_those_who_serve_vote_k10_k12():
    people = (
        person(KARIN, change(ChangeKind.RECUSED, 1, 1)),
        person(AKE, change(ChangeKind.SERVING, 1, 1, replaces_id=KARIN)),
        person(ROLF),
        person(ULLA, present=False),
        person(HELENA, takes_minutes=True),
        person(MAX),
    )
    ballot = BallotFacts(1, votes=((KARIN, YES), (AKE, YES), (MAX, NO), (CHAIR, NO)))
    facts = at(ballot, others=people)
    assert [p.id for p in entitled(facts, 1)] == [CHAIR, VICE, GORAN, ANNELI, AKE]
    assert [p.id for p in not_entitled(facts, 1, ballot)] == [KARIN, MAX]
    assert [p.id for p in without_vote(facts, 1, ballot)] == [VICE, GORAN, ANNELI]
    assert without_vote(facts, 1, slips(1, 1)) == []
    assert without_vote(facts, 1, election()) == []
    assert not too_many(facts, 1, slips(3, 2))
    assert too_many(facts, 1, slips(3, 2, 1))


def test_the_table_has_everybody_in_the_order_of_the_roster_with_organisation():
    ballot = BallotFacts(1, votes=((GORAN, NO), (CHAIR, YES), (KARIN, ABSTAINS)))
    rows = vote_rows(at(ballot), ballot)
    assert [(row.name, row.where, row.vote) for row in rows] == [
        ("Ingrid Sandahl", "Skellefteå kommun", "Ja"),
        ("Karin Wallmark", "Region Västerbotten", "Avstår"),
        ("Göran Lidgren", "Arbetsförmedlingen", "Nej"),
    ]


def test_what_the_ballot_is_about():
    assert introduction(voted(YES)) == (
        "Votering begärs och verkställs. Ja-röst innebär bifall till förslaget; nej-röst innebär "
        "avslag på förslaget."
    )
    assert introduction(slips(1, 0)).startswith("Sluten votering begärs och verkställs.")
    assert introduction(BallotFacts(1)).endswith("innebär –; nej-röst innebär –.")
    assert introduction(election()) == "Valet sker med slutna sedlar."
    assert introduction(election(secret=False)) == "Valet sker genom öppen omröstning."


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        ("bifall till Karin Wallmarks yrkande", "att bifalla Karin Wallmarks yrkande"),
        ("Avslag på ansökan", "att avslå ansökan"),
        ("bifall", "att bifalla förslaget"),
        ("avslag", "att avslå förslaget"),
        ("återremiss", "att återremittera ärendet"),
        ("bordläggning", "att bordlägga ärendet"),
        ("avgörande i dag", "att avgöra ärendet i dag"),
        ("att beloppet blir 300 000 kr", "att beloppet blir 300 000 kr"),
        ("det längre förslaget", "i enlighet med det vinnande förslaget: det längre förslaget"),
    ],
)
def test_what_the_winning_side_meant_is_told_as_a_decision(meaning, words):
    assert decided_words(meaning) == words


choices = st.lists(st.sampled_from(Choice), min_size=1, max_size=5)


@given(choices, st.sampled_from([None, YES, NO]), st.sampled_from(Majority))
def test_totals_sentence_and_outcome_agree_for_any_votes(given_votes, casting, majority):
    ballot = voted(*given_votes, casting=casting, majority=majority)
    found = of(ballot)
    assert found.given == len(given_votes) <= len(entitled(at(ballot), 1))
    assert found.sentence.startswith(f"Resultat: {found.yes} ja, {found.no} nej")
    assert ("avstår" in found.sentence) == (found.abstains > 0)
    assert ("därmed beslutat" in found.sentence) == (found.passed is not None)
    assert ("utslagsröst" in found.sentence) == found.tie
    assert found.winner == {True: ballot.yes_means, False: ballot.no_means, None: ""}[found.passed]
    if majority is Majority.SIMPLE and found.yes != found.no:
        assert found.passed is (found.yes > found.no)


@given(choices, st.sampled_from([None, YES, NO]))
def test_a_ballot_turned_round_has_the_opposite_outcome_and_the_same_winner(given_votes, casting):
    swap = {YES: NO, NO: YES, ABSTAINS: ABSTAINS, None: None}
    one = of(voted(*given_votes, casting=casting))
    other = of(
        voted(
            *[swap[choice] for choice in given_votes],
            casting=swap[casting],
            yes_means=MEANS["no_means"],
            no_means=MEANS["yes_means"],
        )
    )
    assert (one.yes, one.no, one.abstains) == (other.no, other.yes, other.abstains)
    assert (one.tie, one.winner) == (other.tie, other.winner)
    assert one.passed is None if other.passed is None else one.passed is not other.passed


@given(st.lists(st.integers(0, 4), max_size=4), st.data())
def test_an_election_is_decided_when_one_leads_or_the_lot_has_fallen(votes, data):
    names = [f"Kandidat {number}" for number in range(len(votes))]
    lot = data.draw(st.sampled_from(["", *names]))
    found = of(election(*zip(names, votes, strict=True), lot=lot))
    top = max(votes, default=0)
    leading = [name for name, number in zip(names, votes, strict=True) if top and number == top]
    assert found.tie == (len(leading) > 1)
    assert bool(found.winner) == (len(leading) == 1 or lot in leading)
    assert found.winner in {"", *leading}
    assert ("är därmed vald" in found.sentence) == bool(found.winner)


@given(rosters(), st.integers(1, PLACES), st.data())
def test_voters_are_among_those_who_serve_for_any_attendance(people, place, data):
    table = table_of(minutes(people, PLACES))
    serving = [service.person.id for service in table.serving(place)]
    out = data.draw(st.sets(st.sampled_from(serving))) if serving else set()
    votes = tuple((key, data.draw(st.sampled_from(Choice))) for key in serving if key not in out)
    ballot = BallotFacts(1, votes=votes, **MEANS)
    held = Deliberation(ballots=(ballot,), not_taking_part=tuple(out))
    paragraphs = [paragraph(each) for each in range(1, PLACES + 1)]
    paragraphs[place - 1] = replace(paragraphs[place - 1], deliberation=held)
    facts = minutes(people, paragraphs=paragraphs)
    may = {person.id for person in entitled(facts, place)}
    assert may == set(serving) - out
    assert not_entitled(facts, place, ballot) == without_vote(facts, place, ballot) == []
    assert not too_many(facts, place, ballot)
    assert result(facts, place, ballot).given == len(may) <= table.quorum(place).serving
    assert {row.name for row in vote_rows(facts, ballot)} == {
        person.name for person in people if person.id in may
    }
