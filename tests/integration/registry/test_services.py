"""Cases and records: numbers, facts, marks, the log, and what comes back from a decision."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.association.domain import Charter
from app.association.models import Setting
from app.association.services import change_settings
from app.kernel import clock as kernel_clock
from app.kernel import db, history
from app.kernel.actor import Role
from app.kernel.errors import DomainError, EditConflict, NotFound
from app.registry import queries, services
from app.registry.domain import CaseState, Confidentiality, Direction
from app.registry.models import Case, Record
from tests.factories import people
from tests.unit.documents.files import PDF

MARK = Confidentiality("26 kap. 1 § OSL", "Förbundet", date(2017, 2, 15))


@pytest.fixture
def actor(db_session, clock):
    user = people.create_login(db_session, people.create_person(db_session), password=None)
    return people.actor_for(user, (Role.DIRECTOR, None))


@pytest.fixture
def case(db_session, actor) -> Case:
    return services.open_case(db_session, actor=actor, heading="Ansökan om medfinansiering")


def register(session, actor, case: Case, **values) -> Record:
    facts = {
        "direction": Direction.IN,
        "dated": date(2017, 2, 15),
        "counterpart": "Norrsele kommun",
        "content": "Yttrande",
    }
    made = services.register_record(session, actor=actor, case_id=case.id, **{**facts, **values})
    session.flush()
    return made


def sentences(session, case: Case) -> list[str]:
    return [entry.sentence for entry in history.events(session, case)]


def test_rule_o9_each_year_has_its_own_series(db_session, actor):
    def number(**values) -> str:
        return services.open_case(db_session, actor=actor, heading="Ärende", **values).number

    assert [number(), number(), number(opened_on=date(2016, 11, 1)), number()] == [
        "2017/0001",
        "2017/0002",
        "2016/0001",
        "2017/0003",
    ]


def test_rule_o9_the_pattern_is_the_associations_own(db_session, actor):
    db_session.add(
        Setting(name="case_pattern", value="SF-{year}-{serial}", changed_at=kernel_clock.now())
    )

    assert services.open_case(db_session, actor=actor, heading="Ärende").number == "SF-2017-1"


def test_rule_o9_a_pattern_without_the_year_is_refused_among_the_settings(db_session, clock):
    world = people.create_world(db_session, logins=False)

    with pytest.raises(DomainError) as refusal:
        change_settings(
            db_session, actor=world.actor(world.director), charter=Charter(case_pattern="{serial}")
        )

    assert (refusal.value.code, refusal.value.field) == ("registry.pattern_fields", "case_pattern")


def test_rule_o9_two_who_open_cases_at_once_never_get_the_same_number(app, db_session, clock):
    db_session.commit()

    def open_ten() -> None:
        with app.app_context():
            for _ in range(10):
                with db.new_session() as session, db.committing(session):
                    services.open_case(session, actor=None, heading="Ärende")

    threads = [Thread(target=open_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = [found.number for found in queries.open_cases(db_session)]
    assert sorted(numbers) == [f"2017/{n:04d}" for n in range(1, 41)]


def test_a_number_that_came_from_another_register_is_passed_over(db_session, actor):
    services.adopt_case(
        db_session, actor=actor, number="2017/0007", heading="Äldre", opened_on=date(2017, 1, 2)
    )
    services.adopt_case(
        db_session, actor=actor, number="Dnr 12", heading="Annat", opened_on=date(2017, 1, 2)
    )

    assert services.open_case(db_session, actor=actor, heading="Ny").number == "2017/0008"
    with pytest.raises(DomainError) as refusal:
        services.adopt_case(
            db_session, actor=actor, number="Dnr 12", heading="Igen", opened_on=date(2017, 1, 2)
        )
    assert refusal.value.code == "registry.number_taken"


def test_a_number_by_an_earlier_pattern_is_never_given_again(db_session, actor):
    case = Case(number="2017/0001", heading="Äldre", opened_on=date(2017, 1, 2))
    db_session.add(case)

    assert services.open_case(db_session, actor=actor, heading="Ny").number == "2017/0002"


def test_a_case_needs_a_heading_and_a_real_person(db_session, actor, case):
    with pytest.raises(DomainError) as refusal:
        services.open_case(db_session, actor=actor, heading=" ")
    assert refusal.value.field == "heading"
    with pytest.raises(NotFound):
        services.open_case(db_session, actor=actor, heading="Ärende", responsible_id=999)
    with pytest.raises(DomainError):
        services.edit_case(db_session, actor=actor, case_id=case.id, version=1, heading="")


def test_a_case_is_edited_and_the_log_tells_what_changed(db_session, actor, case):
    services.edit_case(
        db_session,
        actor=actor,
        case_id=case.id,
        version=case.version_id,
        heading="Ansökan om insatsmedel",
        counterpart="Norrsele kommun",
        responsible_id=actor.person_id,
    )

    entry = history.events(db_session, case)[0]
    assert entry.sentence == ("ändrade ärendet: ärendemening, avsändare eller mottagare, ansvarig")
    assert entry.details["changes"]["heading"] == [
        "Ansökan om medfinansiering",
        "Ansökan om insatsmedel",
    ]
    assert entry.details["changes"]["responsible_id"] == ["", "Åsa Öberg"]


def test_saving_the_same_again_changes_nothing(db_session, actor, case):
    for _ in range(2):
        services.edit_case(
            db_session,
            actor=actor,
            case_id=case.id,
            version=1,
            heading=case.heading,
            responsible_id=actor.person_id,
        )

    assert len(sentences(db_session, case)) == 2


def test_two_who_edit_the_same_case_are_both_told(db_session, actor, case):
    version = case.version_id

    def edit(heading: str) -> None:
        services.edit_case(
            db_session, actor=actor, case_id=case.id, version=version, heading=heading
        )

    edit("Deras")
    with pytest.raises(EditConflict) as conflict:
        edit("Min")

    assert conflict.value.fields[0] == ("heading", "Ärendemening", "Min", "Deras")
    assert conflict.value.other_person == "Åsa Öberg"


def test_a_case_is_closed_and_opened_again(db_session, actor, case):
    services.close_case(db_session, actor=actor, case_id=case.id)
    assert case.state is CaseState.CLOSED
    assert queries.open_cases(db_session) == []
    register(db_session, actor, case)
    with pytest.raises(DomainError):
        services.close_case(db_session, actor=actor, case_id=case.id)

    services.reopen_case(db_session, actor=actor, case_id=case.id)

    assert case.state is CaseState.OPEN
    assert sentences(db_session, case)[0] == "öppnade ärendet igen"


def test_records_are_numbered_within_their_case(db_session, actor, case):
    other = services.open_case(db_session, actor=actor, heading="Ett annat")

    serials = [register(db_session, actor, c).serial for c in (case, case, other, case)]

    assert serials == [1, 2, 1, 3]
    assert sentences(db_session, case)[0] == f"registrerade handlingen {case.number}-3: Yttrande"


def test_rule_o2_a_record_without_its_facts_is_refused_by_service_and_database(
    db_session, actor, case
):
    with pytest.raises(DomainError):
        register(db_session, actor, case, counterpart="")
    db_session.commit()
    facts = {"serial": 1, "dated": date(2017, 2, 15), "registered_by": "", "content": "x"}
    db_session.add(
        Record(
            case_id=case.id,
            direction=Direction.IN,
            counterpart="",
            registered_at=kernel_clock.now(),
            **facts,
        )
    )
    with pytest.raises(IntegrityError):
        db_session.flush()
    db_session.rollback()


def test_a_record_of_a_case_that_does_not_exist_is_refused(db_session, actor):
    with pytest.raises(NotFound):
        register(db_session, actor, Case(id=999))


def stored(session, actor, name: str = "a.pdf") -> int:
    from app.documents import services as documents

    values = {"kind": "handling", "title": name, "filename": name, "media_type": "application/pdf"}
    version = documents.store(session, actor=actor, content=PDF, **values)
    session.flush()
    return version.id


def test_a_record_keeps_its_files_once_and_in_order(db_session, actor, case):
    first, second = stored(db_session, actor), stored(db_session, actor, "b.pdf")

    register(db_session, actor, case, file_version_ids=[second, first, second])

    [row] = queries.records(db_session, case.id)
    assert [file.filename for file in row.files] == ["b.pdf", "a.pdf"]


def test_a_file_is_found_only_through_its_own_record(db_session, actor, case):
    file_id = stored(db_session, actor)
    register(db_session, actor, case, file_version_ids=[file_id])
    register(db_session, actor, case)

    found = queries.record_file(db_session, case_id=case.id, serial=1, file_version_id=file_id)
    assert found.filename == "a.pdf"
    for serial, wanted in ((2, file_id), (1, file_id + 1), (3, file_id)):
        with pytest.raises(NotFound):
            queries.record_file(db_session, case_id=case.id, serial=serial, file_version_id=wanted)


def test_rule_o1_a_record_registered_too_late_is_marked(db_session, actor, case, clock):
    register(db_session, actor, case, dated=date(2017, 2, 14))
    register(db_session, actor, case, dated=date(2017, 2, 10))
    register(db_session, actor, case, dated=date(2017, 1, 2), direction=Direction.INTERNAL)
    clock.stop("2017-02-16T00:30")
    register(db_session, actor, case, dated=date(2017, 2, 14))

    assert [row.days_late for row in queries.records(db_session, case.id)] == [0, 2, 0, 1]
    assert [row.late for row in queries.cases(db_session, queries.CaseFilter())] == [2]


def test_rule_o3_marks_are_put_on_and_taken_off_and_the_log_keeps_both(db_session, actor, case):
    register(db_session, actor, case)

    services.mark_case(db_session, actor=actor, case_id=case.id, mark=MARK)
    services.mark_record(db_session, actor=actor, case_id=case.id, serial=1, mark=MARK)
    [row] = queries.records(db_session, case.id)
    assert (row.provision, row.authority, row.marked_on) == (
        "26 kap. 1 § OSL",
        "Förbundet",
        date(2017, 2, 15),
    )
    assert case.confidentiality_provision == "26 kap. 1 § OSL"

    services.unmark_case(db_session, actor=actor, case_id=case.id)
    services.unmark_record(db_session, actor=actor, case_id=case.id, serial=1)
    services.unmark_record(db_session, actor=actor, case_id=case.id, serial=1)

    assert case.confidentiality_marked_on is None
    number = case.number
    assert sentences(db_session, case)[:4] == [
        f"tog bort sekretessmarkeringen på handlingen {number}-1",
        f"tog bort sekretessmarkeringen på ärendet {number}",
        f"satte sekretessmarkering på handlingen {number}-1",
        f"satte sekretessmarkering på ärendet {number}",
    ]


def test_rule_o3_half_a_mark_is_refused_by_service_and_database(db_session, actor, case):
    with pytest.raises(DomainError):
        services.mark_case(
            db_session,
            actor=actor,
            case_id=case.id,
            mark=Confidentiality("", "Förbundet", date(2017, 2, 15)),
        )
    db_session.commit()
    case.confidentiality_provision = "26 kap. 1 § OSL"
    with pytest.raises(IntegrityError):
        db_session.flush()
    db_session.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM case_file",
        "DELETE FROM record",
        "DELETE FROM record_file",
        "UPDATE case_file SET number = 'annat'",
        "UPDATE record SET serial = 9",
        "UPDATE record_file SET record_id = 1",
    ],
)
def test_rule_o7_nothing_is_deleted_and_no_number_is_changed(db_session, actor, case, statement):
    register(db_session, actor, case, file_version_ids=[stored(db_session, actor)])
    db_session.commit()

    with pytest.raises(DBAPIError, match="append-only"):
        db_session.execute(text(statement))
    db_session.rollback()


def test_rule_o4_the_years_log_holds_what_was_done_in_order(db_session, actor, case, clock):
    register(db_session, actor, case)
    stored(db_session, actor)
    clock.stop("2018-01-01T00:30")
    services.close_case(db_session, actor=actor, case_id=case.id)

    def log(year: int) -> list[str]:
        return [entry.action for entry in queries.log(db_session, year=year)]

    assert log(2017) == ["registry.open_case", "registry.register_record"]
    assert log(2018) == ["case.close"]
    assert log(2016) == []


def test_a_decision_comes_back_to_its_case_and_those_who_wait_are_told(
    db_session, actor, case, monkeypatch
):
    seen = []
    monkeypatch.setattr(services.decision_recorded, "_subscribers", [lambda *a: seen.append(a)])

    made = services.record_decision(
        db_session,
        actor=actor,
        case_id=case.id,
        meeting_on=date(2016, 11, 18),
        body_name="Styrelsen",
        paragraph_label="§ 62",
        clauses=["förlänga insatsen"],
        file_version_id=stored(db_session, actor),
    )

    [row] = queries.records(db_session, case.id)
    assert (row.direction, row.dated) == (Direction.INTERNAL, date(2016, 11, 18))
    assert row.content == "Beslut § 62, Styrelsen 2016-11-18"
    assert [file.filename for file in row.files] == ["a.pdf"]
    [(session, who, decision)] = seen
    assert (session, who) == (db_session, actor)
    assert (decision.record_id, decision.clauses) == (made.id, ("förlänga insatsen",))


def test_a_decision_without_a_file_is_recorded_too(db_session, actor, case):
    services.record_decision(
        db_session,
        actor=None,
        case_id=case.id,
        meeting_on=date(2016, 11, 18),
        body_name="Styrelsen",
        paragraph_label="§ 68",
        clauses=[],
    )

    [row] = queries.records(db_session, case.id)
    assert (row.files, row.registered_by) == ((), "Klubba")
