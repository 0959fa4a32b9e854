"""Finding cases: by text in any case of letters, by year and state, a page at a time."""

from __future__ import annotations

from datetime import date

import pytest

from app.kernel.errors import NotFound
from app.registry import queries, services
from app.registry.domain import CaseState, Direction
from app.registry.queries import CaseFilter


@pytest.fixture
def three(db_session, clock):
    """Three cases, the middle one closed, the last one with a record."""

    def make(heading: str, counterpart: str, day: date):
        return services.open_case(
            db_session, actor=None, heading=heading, counterpart=counterpart, opened_on=day
        )

    old = make("Årsredovisning 2015", "Revisionen", date(2016, 3, 1))
    closed = make("Ansökan [ESF] 100 %", "Älvby kommun", date(2017, 1, 10))
    services.close_case(db_session, actor=None, case_id=closed.id)
    new = make("Sammanträde", "", date(2017, 2, 1))
    services.register_record(
        db_session,
        actor=None,
        case_id=new.id,
        direction=Direction.IN,
        dated=date(2017, 2, 6),
        counterpart="Östra gruppen",
        content="Förslag till ÄNDRING",
    )
    return old, closed, new


def found(session, **values) -> list[str]:
    return [row.heading for row in queries.cases(session, CaseFilter(**values))]


OLD, CLOSED, NEW = "Årsredovisning 2015", "Ansökan [ESF] 100 %", "Sammanträde"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [NEW, CLOSED, OLD]),
        ({"year": 2016}, [OLD]),
        ({"year": 2015}, []),
        ({"state": CaseState.CLOSED}, [CLOSED]),
        ({"late": True}, [NEW]),
        ({"late": True, "year": 2016}, []),
        ({"text": "årsredo"}, [OLD]),
        ({"text": "ÅRSREDO"}, [OLD]),
        ({"text": "älvby KOMMUN"}, [CLOSED]),
        ({"text": "2016/0001"}, [OLD]),
        ({"text": "östra"}, [NEW]),
        ({"text": "förslag till ändring"}, [NEW]),
        ({"text": "[esf]"}, [CLOSED]),
        ({"text": "100 %"}, [CLOSED]),
        ({"text": "%"}, [CLOSED]),
        ({"text": "_"}, []),
        ({"text": "*"}, []),
        ({"text": "?"}, []),
        ({"text": "^"}, []),
        ({"text": "]"}, [CLOSED]),
        ({"text": "ß"}, []),
        ({"text": "arsredo"}, []),
    ],
)
def test_cases_are_found(db_session, three, values, expected):
    assert found(db_session, **values) == expected


def test_a_list_row_tells_how_many_records_there_are_and_who_answers(db_session, three):
    rows = queries.cases(db_session, CaseFilter())

    assert [(row.records, row.late, row.responsible) for row in rows] == [
        (1, 1, ""),
        (0, 0, ""),
        (0, 0, ""),
    ]


def test_cases_come_a_page_at_a_time(db_session, clock, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for n in range(5):
        services.open_case(db_session, actor=None, heading=f"Ärende {n}")

    pages = [
        [row.heading for row in queries.cases(db_session, CaseFilter(), page=page)]
        for page in (1, 2, 3, 4)
    ]

    assert pages == [
        ["Ärende 4", "Ärende 3", "Ärende 2"],
        ["Ärende 2", "Ärende 1", "Ärende 0"],
        ["Ärende 0"],
        [],
    ]


def test_the_years_go_from_the_newest_to_the_oldest(db_session, three):
    assert queries.years(db_session) == [2017, 2016]


def test_an_empty_register_has_no_years(db_session):
    assert queries.years(db_session) == []


def test_a_case_is_found_by_its_number(db_session, three):
    assert queries.case_by_number(db_session, "2016/0001").heading == OLD
    with pytest.raises(NotFound):
        queries.case_by_number(db_session, "2016/0002")


def test_what_is_not_there_is_not_found(db_session, three):
    with pytest.raises(NotFound):
        queries.case(db_session, 999)
    with pytest.raises(NotFound):
        queries.record(db_session, case_id=three[0].id, serial=1)
