"""Motions in words, and the usual order of putting them (rule K3)."""

from __future__ import annotations

from dataclasses import replace

from app.minutes.domain import (
    BallotFacts,
    ChangeKind,
    Deliberation,
    MotionFacts,
    MotionKind,
    PropositionFacts,
    table_of,
)
from app.minutes.domain.motions import (
    body_words,
    may_move,
    meanings,
    motion_sentences,
    owner,
    proposition_sentences,
    suggestions,
    withdrawn_sentence,
)
from tests.unit.minutes.people import (
    AKE,
    CHAIR,
    GORAN,
    KARIN,
    MAX,
    ULLA,
    board,
    change,
    minutes,
    paragraph,
    person,
)

K = MotionKind


def moved(kind, *movers, text="", withdrawn=False, number=1):
    return MotionFacts(number, kind, movers or (KARIN,), text, withdrawn)


def at(*motions, **values):
    return minutes(
        board(), paragraphs=[paragraph(1, deliberation=Deliberation(motions=motions, **values))]
    )


def test_rule_k3_every_kind_of_motion_reads_as_a_secretary_would_write_it():
    motions = [
        moved(K.APPROVAL),
        moved(K.REJECTION, KARIN, GORAN),
        moved(K.AMENDMENT, text="beloppet ändras till 400 000 kr"),
        moved(K.ADDITION, text="insatsen följs upp efter ett år"),
        moved(K.REFERRAL_BACK),
        moved(K.REFERRAL_BACK, text="ärendet återremitteras för att kostnaden ska utredas"),
        moved(K.TABLING, KARIN, GORAN, CHAIR),
        moved(K.AMENDMENT),
    ]
    assert motion_sentences(at(*motions), 1) == [
        "Karin Wallmark yrkar bifall till förslaget.",
        "Karin Wallmark och Göran Lidgren yrkar avslag.",
        "Karin Wallmark yrkar att beloppet ändras till 400 000 kr.",
        "Karin Wallmark yrkar som tillägg att insatsen följs upp efter ett år.",
        "Karin Wallmark yrkar att ärendet återremitteras.",
        "Karin Wallmark yrkar att ärendet återremitteras för att kostnaden ska utredas.",
        "Ingrid Sandahl, Karin Wallmark och Göran Lidgren yrkar att ärendet bordläggs.",
        "Karin Wallmark yrkar ändring.",
    ]


def test_rule_k3_a_withdrawn_motion_is_kept_and_never_printed():
    gone = moved(K.REJECTION, withdrawn=True)
    facts = at(moved(K.APPROVAL), gone)
    assert motion_sentences(facts, 1) == ["Karin Wallmark yrkar bifall till förslaget."]
    assert facts.at(1).deliberation.motions[1] == gone
    assert withdrawn_sentence(facts, gone) == "Karin Wallmark återtar sitt yrkande om avslag."
    both = moved(K.AMENDMENT, KARIN, GORAN, text="beloppet sänks", withdrawn=True)
    assert withdrawn_sentence(facts, both) == (
        "Karin Wallmark och Göran Lidgren återtar sitt gemensamma yrkande om ändring: beloppet "
        "sänks."
    )
    assert [each.asked for each in suggestions(facts, 1)] == ["bifall till förslaget"]


def test_a_mover_who_is_no_longer_on_the_roster_leaves_a_dash():
    assert motion_sentences(at(moved(K.REJECTION, 99)), 1) == ["– yrkar avslag."]


def test_only_those_who_serve_or_have_a_seat_and_were_there_partly_may_move_k10():
    people = board(
        person(GORAN, change(ChangeKind.ARRIVED, 1, partly=True)),
        person(KARIN, change(ChangeKind.RECUSED, 1, 1)),
        person(ULLA),
        person(AKE, change(ChangeKind.SERVING, 1, 1, replaces_id=KARIN)),
        person(MAX),
    )
    facts = minutes(people)
    may = [each.id for each in may_move(table_of(facts), 1)]
    assert GORAN in may
    assert AKE in may
    assert not {KARIN, ULLA, MAX} & set(may)


def test_rule_k3_one_question_is_put_and_of_several_the_first_comes_first():
    one = PropositionFacts(1, "bifall respektive avslag", "styrelsen bifaller förslaget")
    first = PropositionFacts(2, "återremiss mot avgörande i dag", "ärendet ska avgöras i dag")
    assert proposition_sentences(at(propositions=(one,)), 1) == [
        (
            "Ordföranden ställer proposition på bifall respektive avslag och finner att styrelsen "
            "bifaller förslaget."
        )
    ]
    assert proposition_sentences(at(propositions=(first, one)), 1) == [
        (
            "Ordföranden ställer först proposition på återremiss mot avgörande i dag och finner "
            "att ärendet ska avgöras i dag."
        ),
        (
            "Ordföranden ställer därefter proposition på bifall respektive avslag och finner att "
            "styrelsen bifaller förslaget."
        ),
    ]


def test_rule_k3_whether_to_decide_today_is_put_first_and_additions_last():
    facts = at(
        moved(K.ADDITION, GORAN, text="följa upp"),
        moved(K.APPROVAL),
        moved(K.REJECTION),
        moved(K.AMENDMENT, text="sänka beloppet"),
        moved(K.REFERRAL_BACK),
        moved(K.TABLING),
    )
    assert [(each.asked, each.findings) for each in suggestions(facts, 1)] == [
        (
            "bordläggning mot avgörande i dag",
            ("ärendet ska avgöras i dag", "ärendet ska bordläggas"),
        ),
        (
            "återremiss mot avgörande i dag",
            ("ärendet ska avgöras i dag", "ärendet ska återremitteras"),
        ),
        (
            "förslaget mot Karin Wallmarks ändringsyrkande",
            ("styrelsen bifaller förslaget", "styrelsen bifaller Karin Wallmarks ändringsyrkande"),
        ),
        (
            "bifall respektive avslag",
            ("styrelsen bifaller förslaget", "styrelsen avslår förslaget"),
        ),
        (
            "bifall respektive avslag på Göran Lidgrens tilläggsyrkande",
            ("styrelsen bifaller tillägget", "styrelsen avslår tillägget"),
        ),
    ]


def test_several_motions_of_a_kind_are_told_apart_by_what_is_moved():
    facts = at(
        moved(K.AMENDMENT, text="sänka beloppet"),
        moved(K.AMENDMENT, text="höja beloppet", number=2),
        moved(K.ADDITION, GORAN, text="följa upp", number=3),
        moved(K.ADDITION, GORAN, text="mäta", number=4),
    )
    asked = [each.asked for each in suggestions(facts, 1)]
    assert asked == [
        "förslaget mot Karin Wallmarks ändringsyrkande att sänka beloppet",
        "förslaget mot Karin Wallmarks ändringsyrkande att höja beloppet",
        "bifall respektive avslag på Göran Lidgrens tilläggsyrkande att följa upp",
        "bifall respektive avslag på Göran Lidgrens tilläggsyrkande att mäta",
    ]


def test_what_yes_and_no_mean_comes_from_the_question_that_is_next():
    assert meanings(at(), 1) == ("bifall till förslaget", "avslag på förslaget")
    facts = at(moved(K.REJECTION), moved(K.REFERRAL_BACK))
    assert meanings(facts, 1) == ("avgörande i dag", "återremiss")

    after = at(*facts.at(1).deliberation.motions, ballots=(BallotFacts(1),) * 5)
    assert meanings(after, 1) == ("bifall till förslaget", "avslag på förslaget")


def test_names_and_bodies_in_running_text():
    assert owner("Anders Marcus") == "Anders Marcus"
    assert owner("Karin Wallmark") == "Karin Wallmarks"
    assert body_words(minutes(board())) == "styrelsen"
    assert body_words(replace(minutes(board()), body_name="LSG")) == "LSG"
