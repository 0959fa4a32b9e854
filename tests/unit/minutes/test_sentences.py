"""The Swedish that the tool composes, the front page's lists, and how § numbers read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from app.association.domain import Charter
from app.meetings.domain import ItemKind, Standing
from app.minutes.domain import (
    Capacity,
    ChangeKind,
    Mode,
    additions,
    agenda_clause,
    attestation_sentence,
    attesters_clause,
    change_words,
    closing_sentence,
    first_unfinished,
    label,
    listed,
    mark_of,
    presence_sentences,
    quorum_runs,
    recusal_sentences,
    roster,
    roster_at,
    runs_label,
    span_label,
    spans_of,
    table_of,
)
from tests.unit.minutes.people import (
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

K = ChangeKind


def told(place: int, *people: object, places: int = 14, seats: int = 5) -> list[str]:
    """Return the sentences of a place for a board with these people in it."""
    facts = minutes(board(*people), places, seats=seats)  # type: ignore[arg-type]
    return presence_sentences(facts, table_of(facts), place)


def test_numbers_follow_the_associations_pattern_num() -> None:
    assert label("§ {number}", 63, 2016) == "§ 63"
    assert label("§ {number}/{year}", 63, 2026) == "§ 63/2026"
    assert label("Nvsf {number}", 88, 2026) == "Nvsf 88"


def test_spans_read_as_a_secretary_writes_them() -> None:
    assert span_label("§ {number}", 57, 70, 2016) == "§§ 57–70"
    assert span_label("§ {number}", 63, 63, 2016) == "§ 63"
    assert span_label("§ {number}/{year}", 57, 70, 2016) == "§§ 57–70/2016"
    assert span_label("Nvsf {number}", 1, 2, 2016) == "Nvsf 1–2"
    assert runs_label("§ {number}", [(57, 63), (65, 70)], 2016) == "§§ 57–63, 65–70"
    assert runs_label("§ {number}", [(63, 63), (65, 65)], 2016) == "§§ 63, 65"
    assert runs_label("§ {number}", [], 2016) == ""


def test_arrivals_and_departures_are_told_where_they_happen() -> None:
    came = person(VICE, change(K.ARRIVED, 5, clock=time(10, 15)))
    left = person(KARIN, change(K.LEFT, 10, clock=time(14, 20)))
    assert told(5, came) == ["Östen Forsmark anländer kl. 10.15, före § 61."]
    assert told(10, left) == ["Karin Wallmark lämnar sammanträdet kl. 14.20, efter § 66."]
    assert told(6, came) == []


def test_arrivals_and_departures_without_a_time_or_in_the_middle_of_a_paragraph() -> None:
    assert told(5, person(VICE, change(K.ARRIVED, 5))) == ["Östen Forsmark anländer före § 61."]
    assert told(5, person(VICE, change(K.ARRIVED, 5, partly=True, clock=time(10)))) == [
        "Östen Forsmark anländer kl. 10.00, under § 61."
    ]
    assert told(5, person(VICE, change(K.LEFT, 5, partly=True))) == [
        "Östen Forsmark lämnar sammanträdet under § 61."
    ]


def test_being_away_or_there_for_a_span_is_told_for_the_board_only() -> None:
    assert told(7, person(KARIN, change(K.ABSENT, 7, 8))) == [
        "Karin Wallmark är inte närvarande under §§ 63–64."
    ]
    assert told(7, person(KARIN, change(K.ABSENT, 7, 7, partly=True))) == [
        "Karin Wallmark är inte närvarande under en del av § 63."
    ]
    assert told(7, person(KARIN, change(K.PRESENT, 7), present=False)) == [
        "Karin Wallmark är närvarande under §§ 63–70."
    ]
    assert told(7, person(MAX, change(K.PRESENT, 7, 7), present=False)) == []


def test_service_names_organisation_regular_and_span() -> None:
    away = person(ANNELI, present=False)
    whole = person(ROLF, replaces_id=ANNELI)
    assert told(1, away, whole) == [
        "Rolf Hedqvist (Försäkringskassan) tjänstgör för Anneli Nyhlén."
    ]
    assert told(2, away, whole) == []
    late = person(ANNELI, change(K.ARRIVED, 5))
    assert told(1, late, whole) == [
        "Rolf Hedqvist (Försäkringskassan) tjänstgör för Anneli Nyhlén §§ 57–60."
    ]
    vacant = replace(person(ROLF, change(K.SERVING, 1)), member_organisation="")
    assert told(1, vacant, seats=6) == [
        "Styrelsen har 6 platser, varav en är vakant.",
        "Rolf Hedqvist tjänstgör på vakant plats.",
    ]


def test_distance_is_told_once_f16() -> None:
    remote = person(KARIN, change(K.ARRIVED, 2), mode=Mode.VIDEO)
    assert told(1, remote) == []
    assert told(2, remote)[1] == "Karin Wallmark deltar på distans med ljud och bild."
    assert told(3, remote) == []
    assert told(1, person(KARIN, mode=Mode.AUDIO)) == [
        "Karin Wallmark deltar på distans med enbart ljud."
    ]


def test_another_chair_is_told_where_she_begins() -> None:
    away = person(CHAIR, change(K.ABSENT, 8, 9))
    assert told(8, away)[1:] == ["Östen Forsmark inträder som ordförande under §§ 64–65."]
    assert told(9, away) == []


def test_a_missing_quorum_is_told_where_something_is_to_be_decided_f13() -> None:
    people = board(*(person(who, present=False) for who in (VICE, KARIN, GORAN)))
    facts = minutes(people, 2)
    assert presence_sentences(facts, table_of(facts), 1) == [
        "Styrelsen är inte beslutsför i ärendet: 2 av 5 platser är besatta."
    ]
    informed = minutes(people, paragraphs=[paragraph(1, kind=ItemKind.INFORMATION)])
    assert presence_sentences(informed, table_of(informed), 1) == []


def test_recusal_is_told_with_ground_and_who_serves_k12() -> None:
    people = board(
        person(GORAN, change(K.RECUSED, 8, 8, ground="6 kap. 28 § 1 kommunallagen")),
        person(ULLA, change(K.SERVING, 8, 8, replaces_id=GORAN)),
    )
    facts = minutes(people)
    table = table_of(facts)
    assert recusal_sentences(facts, table, 8) == [
        (
            "Göran Lidgren anmäler jäv (6 kap. 28 § 1 kommunallagen) och lämnar sammanträdet under "
            "handläggningen. Ulla Marklén tjänstgör i ärendet."
        )
    ]
    assert presence_sentences(facts, table, 8) == []
    assert recusal_sentences(facts, table, 9) == []


def test_recusal_without_ground_or_substitute() -> None:
    facts = minutes(board(person(GORAN, change(K.RECUSED, 8, 8))))
    assert recusal_sentences(facts, table_of(facts), 8) == [
        "Göran Lidgren anmäler jäv och lämnar sammanträdet under handläggningen."
    ]


def test_exceptions_in_a_few_words() -> None:
    facts = minutes(board())
    said = {
        "kom före § 61 kl. 10.15": change(K.ARRIVED, 5, clock=time(10, 15)),
        "kom under § 61": change(K.ARRIVED, 5, partly=True),
        "gick efter § 66": change(K.LEFT, 10),
        "gick under § 66": change(K.LEFT, 10, partly=True),
        "med vid en del av § 63": change(K.PRESENT, 7, 7, partly=True),
        "inte med vid §§ 63–70": change(K.ABSENT, 7),
        "tjänstgör för Anneli Nyhlén §§ 57–60": change(K.SERVING, 1, 4, replaces_id=ANNELI),
        "tjänstgör på vakant plats § 57": change(K.SERVING, 1, 1),
        "jäv vid § 64": change(K.RECUSED, 8, 8),
    }
    for words, one in said.items():
        assert change_words(facts, one) == words


def test_standing_sentences() -> None:
    assert attesters_clause(["Karin", "Göran", "Anneli"]) == (
        "utse Karin, Göran och Anneli att tillsammans med ordföranden justera protokollet"
    )
    assert listed(["Karin"]) == "Karin"
    assert closing_sentence(time(14)).endswith("avslutar sammanträdet kl. 14.00.")
    assert attestation_sentence("på kansliet", date(2016, 11, 28), time(13)) == (
        "Justeringen äger rum den 28 november 2016 kl. 13.00 på kansliet."
    )
    assert attestation_sentence("Kansliet", date(2016, 11, 28), time(13)) == (
        "Justeringen äger rum den 28 november 2016 kl. 13.00, Kansliet."
    )
    assert attestation_sentence("", date(2016, 11, 28), None) == (
        "Justeringen äger rum den 28 november 2016."
    )
    assert attestation_sentence("kansliet", None, None) == ""


def test_the_agendas_decision_names_what_was_added() -> None:
    agenda = paragraph(1, "Dagordning", standing=Standing.AGENDA)
    own = [paragraph(place, f"Eget {place}", added=True) for place in (2, 3)]
    other = paragraph(4, "Övriga frågor", standing=Standing.OTHER_QUESTIONS, added=True)
    last = paragraph(5, "Studiebesök", added=True)
    everything = [agenda, *own, other, last]
    assert additions(everything) == [*own, last]
    assert agenda_clause([], everything) == "godkänna dagordningen"
    assert agenda_clause([last], everything) == (
        "godkänna dagordningen med tillägget att ”Studiebesök” tas upp under Övriga frågor"
    )
    assert agenda_clause([own[0]], [agenda, own[0]]) == (
        "godkänna dagordningen med tillägget att ”Eget 2” tas upp som eget ärende"
    )
    assert agenda_clause([*own, last], everything) == (
        "godkänna dagordningen med tilläggen att ”Eget 2” och ”Eget 3” tas upp som egna ärenden "
        "och att ”Studiebesök” tas upp under Övriga frågor"
    )


def test_the_front_page_lists_everybody_once_with_what_they_were() -> None:
    people = board(
        person(VICE, change(K.ARRIVED, 5)),
        person(GORAN, present=False),
        person(ANNELI, change(K.RECUSED, 8, 8)),
        person(
            ROLF,
            change(K.SERVING, 8, 8, replaces_id=ANNELI),
            replaces_id=GORAN,
        ),
        person(ULLA),
        person(HELENA, takes_minutes=True, title="förbundschef"),
        person(MAX, change(K.PRESENT, 7, 7, partly=True), present=False, organisation="Skolan"),
    )
    facts = minutes(people)
    lists = roster(facts, table_of(facts))
    assert [(e.name, e.spans) for e in lists.deciding] == [
        ("Ingrid Sandahl", ""),
        ("Östen Forsmark", "§§ 61–70"),
        ("Karin Wallmark", ""),
        ("Anneli Nyhlén", "§§ 57–63, 65–70"),
        ("Rolf Hedqvist", ""),
    ]
    rolf = lists.deciding[-1]
    assert rolf.role == "tjänstgörande ersättare"
    assert rolf.replaces == (("Göran Lidgren", "§§ 57–63, 65–70"), ("Anneli Nyhlén", "§ 64"))
    assert [(e.name, e.organisation) for e in lists.not_serving] == [
        ("Ulla Marklén", "Arbetsförmedlingen")
    ]
    assert [(e.role, e.organisation, e.spans) for e in lists.others] == [
        ("förbundschef, sekreterare", "", ""),
        ("gäst", "Skolan", "del av § 63"),
    ]
    assert spans_of(facts, table_of(facts), people[0]) == ""


def test_the_lists_of_one_paragraph_say_for_whom_and_for_which_part() -> None:
    people = board(
        person(GORAN, present=False),
        person(ROLF, replaces_id=GORAN),
        person(ULLA),
        person(MAX, change(K.PRESENT, 7, 7, partly=True), present=False),
        person(HELENA, takes_minutes=True, title="sekreterare"),
    )
    facts = minutes(people)
    lists = roster_at(facts, table_of(facts), 7)
    assert lists.deciding[-1].replaces == (("Göran Lidgren", ""),)
    assert [e.name for e in lists.not_serving] == ["Ulla Marklén"]
    assert [(e.role, e.spans) for e in lists.others] == [
        ("sekreterare", ""),
        ("gäst", "del av § 63"),
    ]


def test_quorum_is_shown_once_for_each_span_where_the_same_people_serve() -> None:
    facts = minutes(board(person(VICE, change(K.ARRIVED, 5))))
    found = [(spans, quorum.text) for spans, quorum, _ in quorum_runs(facts, table_of(facts))]
    assert found == [("§§ 57–60", "4 av 5, beslutsför"), ("§§ 61–70", "5 av 5, beslutsför")]


def test_every_paragraph_has_a_mark_for_how_far_it_has_come() -> None:
    paragraphs = [
        paragraph(1, standing=Standing.ATTESTERS, kind=ItemKind.ELECTION, clauses=("utse",)),
        paragraph(2),
        paragraph(3, clauses=("bevilja",), from_proposal=True),
        paragraph(4, clauses=("bevilja",)),
        paragraph(5, clauses=("bevilja",)),
        paragraph(6, kind=ItemKind.INFORMATION),
        paragraph(7, clauses=("bevilja",)),
    ]
    away = [person(who, change(K.ABSENT, 7, 7)) for who in (VICE, KARIN, ANNELI)]
    facts = minutes(board(*away, person(GORAN, change(K.RECUSED, 4, 4))), paragraphs=paragraphs)
    table = table_of(facts)
    assert [mark_of(facts, table, p).word for p in facts.paragraphs] == [
        "justerare saknas",
        "beslut saknas",
        "från dagordningen",
        "klar, med jäv",
        "klar",
        "klar",
        "inte beslutsför",
    ]
    assert first_unfinished(facts, table) == 1
    done = minutes(board(), paragraphs=[paragraph(1, clauses=("bevilja",))])
    assert first_unfinished(done, table_of(done)) == 1


def test_the_facts_know_their_own_people_and_paragraphs() -> None:
    facts = minutes(
        board(person(KARIN, attests=True), person(HELENA, takes_minutes=True)),
        3,
        charter=Charter(paragraph_pattern="Nvsf {number}"),
    )
    assert facts.secretary is not None
    assert facts.secretary.capacity is Capacity.OFFICIAL
    assert [p.id for p in facts.attesters] == [KARIN]
    assert facts.attendee(KARIN) is not None
    assert facts.attendee(None) is None
    assert facts.paragraph(1002) is facts.at(2)
    assert facts.paragraph(1) is None
    assert facts.span == "Nvsf 57–59"
    assert minutes([], 0).span == ""
    assert minutes([], 0).secretary is None
    assert facts.writable
