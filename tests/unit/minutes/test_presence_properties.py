"""For any sequence of comings and goings, recusals, service and leading, what is printed agrees."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.minutes.domain import (
    Attendee,
    Change,
    ChangeKind,
    MinutesFacts,
    Mode,
    Presence,
    PresenceTable,
    RecusalGround,
    Ruling,
    change_words,
    offered,
    places_away,
    presence_sentences,
    quorum_runs,
    recusal_sentences,
    recused,
    returned,
    roster,
    roster_at,
    runs,
    spans_of,
    table_of,
    tried,
)
from app.minutes.domain.freezing import freezing_problems, signed_spans, signers
from app.minutes.domain.terms import SignerRole
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
    change,
    minutes,
    person,
)

K = ChangeKind
PLACES = 5
EVERY = range(1, PLACES + 1)
REGULARS = (CHAIR, VICE, KARIN, GORAN, ANNELI)
SUBSTITUTES = (ROLF, ULLA, AKE)
EVERYBODY = (*REGULARS, *SUBSTITUTES, HELENA, MAX)
BOARD = (*REGULARS, *SUBSTITUTES)

spans = st.tuples(st.integers(1, PLACES), st.integers(1, PLACES)).map(sorted)
ends = st.booleans()


@st.composite
def comings(draw: st.DrawFn) -> Change:
    """Return somebody coming, going, being there or being away."""
    first, last = draw(spans)
    kind = draw(st.sampled_from([K.ARRIVED, K.LEFT, K.PRESENT, K.ABSENT]))
    return change(kind, first, None if draw(ends) else last, partly=draw(st.booleans()))


@st.composite
def recusals(draw: st.DrawFn) -> Change:
    """Return a matter of recusal with any ground and ruling, raised by anybody."""
    first, last = draw(spans)
    return change(
        K.RECUSED,
        first,
        None if draw(ends) else last,
        ground=draw(st.sampled_from(["", "ordförande i föreningen"])),
        ground_kind=draw(st.sampled_from([None, *RecusalGround])),
        raised_by_id=draw(st.sampled_from([None, *EVERYBODY])),
        ruling=draw(st.sampled_from(Ruling)),
    )


@st.composite
def duties(draw: st.DrawFn) -> Change:
    """Return somebody leading or writing, whether they are there or not."""
    first, last = draw(spans)
    return change(draw(st.sampled_from([K.CHAIRING, K.WRITING])), first, last)


@st.composite
def service(draw: st.DrawFn) -> Change:
    """Return a substitute serving for anybody, or in a vacant seat."""
    first, last = draw(spans)
    return change(K.SERVING, first, last, replaces_id=draw(st.sampled_from([*REGULARS, None])))


@st.composite
def people(draw: st.DrawFn, who: int) -> Attendee:
    """Return one person with anything that may happen to them."""
    happens = [comings(), recusals(), duties()]
    substitute = who in SUBSTITUTES
    happens += [service()] if substitute else []
    attests = draw(st.booleans()) if who in {KARIN, ROLF} else False
    return person(
        who,
        *draw(st.lists(st.one_of(happens), max_size=4)),
        present=draw(st.booleans()),
        replaces_id=draw(st.sampled_from([*REGULARS, None])) if substitute else None,
        attests=attests,
        takes_minutes=who == HELENA,
        mode=draw(st.sampled_from(Mode)),
    )


def rosters() -> st.SearchStrategy[list[Attendee]]:
    """Return any board with comings and goings, recusals, substitutes, officials and guests."""
    return st.tuples(*(people(who) for who in sorted(EVERYBODY))).map(list)


@st.composite
def meetings(draw: st.DrawFn) -> MinutesFacts:
    """Return any board's meeting, with vacant seats or without."""
    return minutes(draw(rosters()), PLACES, seats=draw(st.integers(0, 8)))


many = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def serving_ids(table: PresenceTable, place: int) -> list[int]:
    """Return who serves at a place."""
    return [one.person.id for one in table.serving(place)]


@many
@given(meetings())
def test_rule_f13_nobody_serves_while_away_or_in_two_seats_and_no_seat_is_filled_twice(
    facts: MinutesFacts,
) -> None:
    table = table_of(facts)
    for place in EVERY:
        services = table.serving(place)
        ids = serving_ids(table, place)
        assert len(ids) == len(set(ids))
        replaced = [one.replaces.id for one in services if one.replaces]
        assert len(replaced) == len(set(replaced))
        for one in services:
            assert table.of(one.person, place) is Presence.WHOLE
            assert one.person.seated or one.person.substitute
            if one.replaces:
                assert table.of(one.replaces, place) is not Presence.WHOLE
        vacancies = [s for s in services if s.person.substitute and s.replaces is None]
        assert len(vacancies) <= table.vacant


@many
@given(meetings())
def test_rule_k14_quorum_is_the_number_who_serve_of_all_the_seats_whoever_is_recused(
    facts: MinutesFacts,
) -> None:
    table = table_of(facts)
    assert table.seats == max(facts.seats, len(REGULARS))
    for place in EVERY:
        quorum = table.quorum(place)
        assert quorum.serving == len(serving_ids(table, place)) <= quorum.seats == table.seats
        assert quorum.reached == (quorum.serving > table.seats / 2)
    counted = [facts.spans([(place, place)]) for place in EVERY]
    shown = quorum_runs(facts, table)
    assert all(quorum in [table.quorum(place) for place in EVERY] for _, quorum, _ in shown)
    assert len(shown) <= len(counted)


@many
@given(meetings())
def test_rule_k12_whoever_is_recused_is_in_no_list_and_whoever_was_only_tried_loses_nothing(
    facts: MinutesFacts,
) -> None:
    table = table_of(facts)
    for place in EVERY:
        lists = roster_at(facts, table, place)
        printed = [e.person.id for e in (*lists.deciding, *lists.not_serving, *lists.others)]
        for one in facts.attendees:
            if recused(one, place):
                assert not tried(one, place)
                assert table.of(one, place) is Presence.AWAY
                assert one.id not in printed
                assert one not in (table.chair(place), table.secretary(place))
                assert one not in offered(table, place, one)
    freed = table_of(without_trials(facts))
    for place in EVERY:
        assert serving_ids(freed, place) == serving_ids(table, place)
    assert freed.presence == table.presence


def without_trials(facts: MinutesFacts) -> MinutesFacts:
    """Return the meeting without the questions that the board found not to be recusal."""
    found = tuple(
        replace(one, changes=tuple(c for c in one.changes if c.ruling is not Ruling.NOT_RECUSED))
        for one in facts.attendees
    )
    return replace(facts, attendees=found)


@many
@given(meetings())
def test_rule_att_whoever_leads_is_there_and_of_the_board_and_who_writes_is_there(
    facts: MinutesFacts,
) -> None:
    table = table_of(facts)
    for place in EVERY:
        leader, writer = table.chair(place), table.secretary(place)
        assert leader is None or table.of(leader, place) is Presence.WHOLE
        assert writer is None or table.of(writer, place)
        chosen = [
            one
            for one in table.attendees
            for c in one.changes
            if c.kind is K.CHAIRING and c.covers(place) and place not in places_away(table, one, c)
        ]
        assert leader in chosen or not chosen
    led = {
        place: one
        for one, found in table.chairs()
        for first, last in found
        for place in range(first, last + 1)
    }
    assert led == {p: table.chair(p) for p in EVERY if table.chair(p) is not None}


@many
@given(meetings())
def test_rule_att_everybody_signs_once_what_they_led_or_wrote_and_never_where_recused(
    facts: MinutesFacts,
) -> None:
    table = table_of(facts)
    found = signers(facts)
    assert len({one.person_id for one in found}) == len(found)
    for signer in found:
        one = next(p for p in facts.attendees if p.person_id == signer.person_id)
        own = [p for p in EVERY if one in (table.chair(p), table.secretary(p))]
        places = EVERY if signer.role is SignerRole.ATTESTER else own
        expected = [place for place in places if not recused(one, place)]
        whole = len(expected) == PLACES
        assert signed_spans(facts, signer) == ("" if whole else facts.spans(runs(expected)))
    signed = {one.person_id for one in found}
    for place in EVERY:
        for one in (table.chair(place), table.secretary(place)):
            assert one is None or one.person_id in signed


@many
@given(meetings())
def test_rule_k10_the_printed_lists_agree_with_presence_for_any_sequence(
    facts: MinutesFacts,
) -> None:
    table = table_of(facts)
    lists = roster(facts, table)
    printed = [e.person.id for e in (*lists.deciding, *lists.not_serving, *lists.others)]
    assert sorted(printed) == sorted(p.id for p in facts.attendees if table.ever_present(p))
    for entry in lists.deciding:
        served = [place for place, _ in table.places_served(entry.person)]
        assert entry.person.seated or entry.person.substitute
        assert entry.spans == ("" if len(served) == PLACES else facts.spans(runs(served)))
        assert bool(entry.replaces) <= entry.person.substitute
    for entry in (*lists.not_serving, *lists.others):
        assert not table.places_served(entry.person)
        assert entry.spans == spans_of(facts, table, entry.person)


@many
@given(meetings())
def test_the_lists_of_each_paragraph_agree_with_the_table_and_its_sentences_can_be_written(
    facts: MinutesFacts,
) -> None:
    table = table_of(facts)
    for place in EVERY:
        lists = roster_at(facts, table, place)
        printed = [e.person.id for e in (*lists.deciding, *lists.not_serving, *lists.others)]
        assert sorted(printed) == sorted(p.id for p in table.present(place))
        assert {e.person.id for e in lists.deciding} == set(serving_ids(table, place))
        for entry in (*lists.not_serving, *lists.others):
            partly = table.of(entry.person, place) is Presence.PARTLY
            assert entry.spans.startswith("del av") is partly
        texts = presence_sentences(facts, table, place) + recusal_sentences(facts, table, place)
        assert all(text.endswith(".") and "  " not in text for text in texts)


@many
@given(meetings())
def test_every_exception_and_problem_can_be_put_in_words(facts: MinutesFacts) -> None:
    table = table_of(facts)
    for one in facts.attendees:
        assert all(change_words(facts, c) for c in one.changes)
    assert all(problem.sentence for problem in freezing_problems(facts))
    for one in returned(table):
        served = [place for place, _ in table.places_served(one)]
        assert any(
            table.of(one, place) is Presence.AWAY and not recused(one, place)
            for place in range(served[0], served[-1])
        )
