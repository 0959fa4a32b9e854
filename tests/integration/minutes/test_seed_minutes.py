"""The minutes of 2016-11-18 rebuilt from their facts."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from app.devtools import seed_minutes as seed
from app.meetings.domain import MeetingState
from app.minutes.domain import presence_sentences, roster, roster_at, table_of
from tests.factories.minutes import seed_minutes_closed

pytestmark = pytest.mark.slow


def test_the_meeting_gets_paragraphs_57_to_70(db_session: Session) -> None:
    made = seed_minutes_closed(db_session)
    facts = made.facts
    assert made.meeting.state is MeetingState.MINUTES_DRAFTING
    assert facts.span == "§§ 57–70"
    assert [p.label for p in facts.paragraphs] == [f"§ {n}" for n in range(57, 71)]
    assert [p.heading for p in facts.paragraphs] == [p.heading for p in seed.PARAGRAPHS]
    assert not any(p.numbered for p in facts.paragraphs)


def test_the_front_page_names_the_right_people_at_the_right_paragraphs(db_session: Session) -> None:
    facts = seed_minutes_closed(db_session).facts
    lists = roster(facts, table_of(facts))
    assert [(e.name, e.role, e.spans, e.replaces) for e in lists.deciding] == [
        ("Ingrid Sandahl", "ordförande", "", ()),
        ("Östen Forsmark", "vice ordförande", "§§ 61–70", ()),
        ("Karin Wallmark", "ledamot", "", ()),
        ("Rolf Hedqvist", "tjänstgörande ersättare", "", (("Anneli Nyhlén", ""),)),
        ("Ulla Marklén", "tjänstgörande ersättare", "", (("Göran Lidgren", ""),)),
    ]
    assert [e.name for e in lists.not_serving] == ["Åke Burvall", "Peder Zetterkvist"]
    assert [(e.name, e.role, e.organisation, e.spans) for e in lists.others] == [
        ("Helena Rosvall", "förbundschef, sekreterare", "", ""),
        ("Jonas Ekberg", "administratör", "", ""),
        ("Lisbet Stenvik", "strateg", "Region Västerbotten", "§ 63"),
        ("Per Bergvall", "HR-chef", "Skellefteå kommun", "§ 63"),
        ("Asta Forssman", "projektledare", "Skellefteå kommun", "§ 63"),
        ("Max Boberg", "rektor", "Norsjö kommun", "§ 65"),
    ]


def test_quorum_follows_who_is_there_at_each_paragraph(db_session: Session) -> None:
    facts = seed_minutes_closed(db_session).facts
    table = table_of(facts)
    serving = [table.quorum(place).serving for place in range(1, 15)]
    assert serving == [4] * 4 + [5] * 10


def test_an_extract_of_one_paragraph_names_only_who_was_there(db_session: Session) -> None:
    facts = seed_minutes_closed(db_session).facts
    lists = roster_at(facts, table_of(facts), 7)
    assert [e.name for e in lists.others] == [
        "Helena Rosvall",
        "Jonas Ekberg",
        "Lisbet Stenvik",
        "Per Bergvall",
        "Asta Forssman",
    ]


def test_arrival_and_service_are_told_where_they_happen(db_session: Session) -> None:
    facts = seed_minutes_closed(db_session).facts
    table = table_of(facts)
    assert presence_sentences(facts, table, 1) == [
        "Rolf Hedqvist (Försäkringskassan) tjänstgör för Anneli Nyhlén.",
        "Ulla Marklén (Arbetsförmedlingen) tjänstgör för Göran Lidgren.",
    ]
    assert presence_sentences(facts, table, 5) == ["Östen Forsmark anländer kl. 10.15, före § 61."]
    assert presence_sentences(facts, table, 6) == []


def test_the_decisions_hold_the_facts_of_the_source(db_session: Session) -> None:
    facts = seed_minutes_closed(db_session).facts
    clauses = {p.number: p.clauses for p in facts.paragraphs}
    assert [text[-10:] for text in clauses[62]] == ["2017-03-31", "2017-05-31", "2017-06-30"]
    assert "180 000 kr" in clauses[64][0].replace("\u00a0", " ")
    assert clauses[68][0].startswith("avslå")
    assert len(clauses[61]) == len(clauses[63]) == 2
    assert [p.number for p in facts.paragraphs if not p.clauses] == [57, 69]


def test_the_annexes_lie_at_their_paragraphs(db_session: Session) -> None:
    facts = seed_minutes_closed(db_session).facts
    found = {p.number: [a.number for a in p.annexes] for p in facts.paragraphs if p.annexes}
    assert found == {59: [1], 61: [2], 67: [3], 68: [4]}


def test_the_closing_time_is_told_last(db_session: Session) -> None:
    facts = seed_minutes_closed(db_session).facts
    assert facts.closed_at == seed.ENDS_AT
    assert facts.at(14).notes == (
        "Ordföranden tackar för visat intresse och avslutar sammanträdet kl. 14.00."
    )


def test_the_impossible_date_of_the_source_is_no_date() -> None:
    with pytest.raises(ValueError, match="day"):
        dt.date.fromisoformat(seed.IMPOSSIBLE_DATE)
    everything = " ".join(clause for p in seed.PARAGRAPHS for clause in p.clauses)
    assert seed.IMPOSSIBLE_DATE not in everything
