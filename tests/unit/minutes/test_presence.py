"""Who is there, who serves and whether the board has a quorum, at every §."""

from __future__ import annotations

from app.minutes.domain import (
    Attendee,
    ChangeKind,
    Presence,
    Quorum,
    offered,
    presence_table,
    returned,
    runs,
    spans_of,
    table_of,
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
    person,
)

K = ChangeKind


def whole(attendee: Attendee, places: int = 6) -> list[int]:
    """Return the places for which somebody was there the whole time."""
    table = presence_table([attendee], places)
    return [n for n, how in enumerate(table.presence[attendee.id], 1) if how is Presence.WHOLE]


def test_somebody_without_exceptions_is_there_or_not_for_the_whole_meeting() -> None:
    assert whole(person(CHAIR)) == [1, 2, 3, 4, 5, 6]
    assert whole(person(CHAIR, present=False)) == []


def test_somebody_who_arrives_before_a_paragraph_is_there_from_it_on() -> None:
    assert whole(person(VICE, change(K.ARRIVED, 5))) == [5, 6]
    assert whole(person(VICE, change(K.ARRIVED, 5), present=False)) == [5, 6]


def test_somebody_who_leaves_after_a_paragraph_is_there_up_to_it() -> None:
    assert whole(person(VICE, change(K.LEFT, 2))) == [1, 2]


def test_somebody_may_leave_and_come_back_several_times() -> None:
    moves = (change(K.ARRIVED, 5), change(K.LEFT, 1), change(K.LEFT, 5), change(K.ARRIVED, 3))
    assert whole(person(VICE, *moves)) == [1, 3, 4, 5]


def test_a_guest_is_there_for_one_paragraph_only() -> None:
    guest = person(MAX, change(K.PRESENT, 3, 3), present=False)
    assert whole(guest) == [3]


def test_somebody_is_away_for_a_span_or_to_the_end() -> None:
    assert whole(person(KARIN, change(K.ABSENT, 2, 3))) == [1, 4, 5, 6]
    assert whole(person(KARIN, change(K.ABSENT, 4))) == [1, 2, 3]


def test_part_of_a_paragraph_is_presence_but_does_not_count_in_the_quorum_k10() -> None:
    for partly in (
        change(K.ABSENT, 3, 3, partly=True),
        change(K.PRESENT, 3, 3, partly=True),
    ):
        karin = person(KARIN, partly, present=partly.kind is K.ABSENT)
        facts = minutes(board(karin), 6)
        table = table_of(facts)
        assert table.of(karin, 3) is Presence.PARTLY
        assert karin in table.present(3)
        assert table.quorum(3).serving == 4
    assert spans_of(facts, table, karin) == "del av § 59"


def test_arriving_or_leaving_in_the_middle_of_a_paragraph_counts_from_the_next_or_to_the_last() -> (
    None
):
    came = person(KARIN, change(K.ARRIVED, 3, partly=True))
    left = person(KARIN, change(K.LEFT, 3, partly=True))
    assert whole(came) == [4, 5, 6]
    assert whole(left) == [1, 2]
    assert spans_of(minutes([came], 6), presence_table([came], 6), came) == (
        "§§ 60–62, del av § 59"
    )


def test_quorum_is_more_than_half_of_the_seats_f13_k11() -> None:
    assert Quorum(3, 5).reached
    assert not Quorum(2, 5).reached
    assert not Quorum(4, 8).reached
    assert Quorum(7, 8).text == "7 av 8, beslutsför"
    assert Quorum(2, 5).text == "2 av 5, inte beslutsför"


def test_quorum_is_counted_for_each_paragraph_f13_k11() -> None:
    table = presence_table(
        board(person(VICE, change(K.ARRIVED, 5)), person(KARIN, present=False)), 6
    )
    assert [table.quorum(place).serving for place in range(1, 7)] == [3, 3, 3, 3, 4, 4]


def test_a_vacant_seat_counts_in_the_total_f13_k11() -> None:
    table = presence_table(board(), 1, seats=10)
    assert table.quorum(1) == Quorum(5, 10)
    assert not table.quorum(1).reached


def test_a_substitute_may_serve_in_a_vacant_seat() -> None:
    rolf = person(ROLF, change(K.SERVING, 1, 2))
    assert presence_table(board(rolf), 3, seats=6).quorum(1).serving == 6
    assert presence_table(board(rolf), 3, seats=6).quorum(3).serving == 5
    assert presence_table(board(rolf), 3, seats=5).quorum(1).serving == 5


def test_recusal_lowers_the_number_present_without_relief_k14() -> None:
    recusals = [person(who, change(K.RECUSED, 2, 2)) for who in (VICE, KARIN, GORAN)]
    table = presence_table(board(*recusals), 3)
    assert table.quorum(1) == Quorum(5, 5)
    assert table.quorum(2) == Quorum(2, 5)
    assert not table.quorum(2).reached


def test_guests_officials_and_idle_substitutes_never_count_k10() -> None:
    table = presence_table(board(person(HELENA), person(MAX), person(ROLF)), 1)
    assert table.quorum(1) == Quorum(5, 5)


def test_a_substitute_serves_for_an_absent_regular_the_whole_meeting() -> None:
    table = presence_table(
        board(person(ANNELI, present=False), person(ROLF, replaces_id=ANNELI)), 2
    )
    served = [s for s in table.serving(1) if s.person.id == ROLF]
    assert served[0].replaces is not None
    assert served[0].replaces.id == ANNELI
    assert table.quorum(1).serving == 5


def test_a_substitute_steps_back_when_the_regular_comes() -> None:
    late = person(ANNELI, change(K.ARRIVED, 3))
    facts = minutes(board(late, person(ROLF, replaces_id=ANNELI)), 4)
    table = table_of(facts)
    assert [table.quorum(place).serving for place in (1, 2, 3, 4)] == [5, 5, 5, 5]
    rolf = facts.attendee(ROLF)
    assert rolf is not None
    assert [place for place, _ in table.places_served(rolf)] == [1, 2]


def test_two_substitutes_never_share_one_seat() -> None:
    people = board(
        person(ANNELI, present=False),
        person(ROLF, replaces_id=ANNELI),
        person(ULLA, replaces_id=ANNELI),
    )
    table = presence_table(people, 1)
    assert [s.person.id for s in table.serving(1) if s.replaces] == [ROLF]


def test_what_is_set_for_a_paragraph_goes_before_the_whole_meeting() -> None:
    people = board(
        person(ANNELI, present=False),
        person(GORAN, change(K.RECUSED, 2, 2)),
        person(ROLF, change(K.SERVING, 2, 2, replaces_id=GORAN), replaces_id=ANNELI),
    )
    table = presence_table(people, 3)
    who = [[s.replaces.id for s in table.serving(p) if s.replaces] for p in (1, 2, 3)]
    assert who == [[ANNELI], [GORAN], [ANNELI]]


def test_a_substitute_who_is_away_does_not_serve() -> None:
    people = board(
        person(ANNELI, present=False), person(ROLF, change(K.LEFT, 1), replaces_id=ANNELI)
    )
    table = presence_table(people, 2)
    assert [table.quorum(p).serving for p in (1, 2)] == [5, 4]


def test_the_substitute_of_the_same_member_is_offered_first_then_in_order_of_call_sub() -> None:
    absent = person(GORAN, present=False)
    table = presence_table(board(absent, person(ROLF), person(ULLA), person(AKE)), 1)
    assert [p.id for p in offered(table, 1, absent)] == [ULLA, ROLF, AKE]


def test_a_substitute_who_serves_or_is_away_is_not_offered_sub() -> None:
    absent = person(GORAN, present=False)
    people = board(
        absent,
        person(ANNELI, present=False),
        person(ULLA, replaces_id=ANNELI),
        person(ROLF, present=False),
        person(AKE),
    )
    assert [p.id for p in offered(presence_table(people, 1), 1, absent)] == [AKE]


def test_somebody_who_left_and_serves_again_is_pointed_out_sub() -> None:
    back = person(KARIN, change(K.LEFT, 1), change(K.ARRIVED, 3))
    assert [p.id for p in returned(presence_table(board(back), 4))] == [KARIN]


def test_coming_back_after_recusal_is_in_order_sub() -> None:
    recused = person(KARIN, change(K.RECUSED, 2, 2))
    assert returned(presence_table(board(recused), 4)) == []


def test_the_vice_chair_leads_when_the_chair_is_away() -> None:
    people = board(person(CHAIR, change(K.RECUSED, 2, 2)))
    table = presence_table(people, 3)
    led = [(p.id, spans) for p, spans in table.chairs()]
    assert led == [(CHAIR, [(1, 1), (3, 3)]), (VICE, [(2, 2)])]


def test_nobody_leads_when_neither_chair_nor_vice_chair_is_there() -> None:
    people = board(person(CHAIR, present=False), person(VICE, present=False))
    assert presence_table(people, 1).chair(1) is None
    assert presence_table(people, 1).chairs() == []


def test_places_become_runs() -> None:
    assert runs([5, 1, 2, 3, 7]) == [(1, 3), (5, 5), (7, 7)]
    assert runs([]) == []
