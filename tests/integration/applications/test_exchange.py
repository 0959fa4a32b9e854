"""An application leaves one association as a file, arrives in another, and leaves it unchanged."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import inspect, select

from app.accounts.models import Person
from app.applications import exchange
from app.applications.domain import (
    AgreementState,
    ApplicationState,
    CompletionState,
    OpinionState,
    Outcome,
    SignedBy,
    Stance,
)
from app.applications.exchange.importing import SCHEMA
from app.applications.exchange.tree import APPLICATION, Part
from app.applications.models import (
    Agreement,
    AgreementPayment,
    AgreementReport,
    ApplicationDecision,
    ApplicationFile,
    Call,
    CompletionPoint,
    CompletionRequest,
    DecisionLetter,
    GroupMeeting,
    Opinion,
    Preparation,
    SectionComment,
    Submission,
)
from app.association.models import Body, MemberOrganisation
from app.kernel import clock as time
from app.kernel.errors import DomainError, NotFound
from app.kernel.json_files import ImportRefused
from tests.factories.applications import VAGEN_VIDARE, create_application
from tests.factories.people import create_person, create_world
from tests.integration.minutes.exchange_help import changed, emptied


@pytest.fixture
def applicant(db_session):
    create_world(db_session)
    return create_person(db_session, "Fatima Hadad", email="fatima@klubba.example")


def whole_story(session, applicant: Person):
    """Make an application to which everything has happened."""
    call = Call(title="Medel 2017", opens_on=date(2016, 12, 1), open_to_all=True)
    session.add(call)
    session.flush()
    made = create_application(
        session,
        applicant=applicant,
        state=ApplicationState.DECIDED,
        outcome=Outcome.GRANTED_IN_PART,
        call_id=call.id,
    )
    file_id = session.scalar(select(Submission.file_version_id))
    now = time.now()
    session.add_all(
        [
            ApplicationFile(
                application_id=made.id,
                title="Samarbetsavtal",
                file_version_id=file_id,
                added_at=now,
                added_by="Fatima Hadad",
            ),
            SectionComment(
                application_id=made.id,
                key="goals",
                text="Ska målet gälla alla?",
                person_id=applicant.id,
                written_by="Fatima Hadad",
                written_at=now,
            ),
            CompletionRequest(
                application_id=made.id,
                number=1,
                state=CompletionState.ANSWERED,
                due_on=date(2017, 1, 20),
                sent_at=now,
                sent_by="Helena Rosvall",
                answered_at=now,
                before_number=1,
                answer_number=2,
                points=[CompletionPoint(position=1, key="budget", text="Dela upp resorna.")],
            ),
        ]
    )
    prepare(session, made.id, file_id, now)
    agree(session, made.id, file_id)
    session.flush()
    return made


def prepare(session, application_id: int, file_id: int, now: datetime) -> None:
    """Let a group have had it."""
    body = session.scalar(select(Body).where(Body.kind != "board"))
    if body is None:
        body = Body(name="LSG", kind="preparatory")
        session.add(body)
        session.flush()
    meeting = GroupMeeting(body_id=body.id, held_on=date(2017, 2, 10), file_version_id=file_id)
    session.add(meeting)
    session.flush()
    members = session.scalars(select(MemberOrganisation).order_by(MemberOrganisation.id)).all()
    session.add(
        Preparation(
            application_id=application_id,
            number=1,
            body_id=body.id,
            meeting_id=meeting.id,
            assigned_at=now,
            position=Stance.GRANT_IN_PART,
            position_ore=30_000_000,
            position_at=now,
            closed_at=now,
            opinions=[
                Opinion(
                    member_organisation_id=members[0].id,
                    position=1,
                    state=OpinionState.SENT,
                    stance=Stance.GRANT_IN_PART,
                    ore=30_000_000,
                    sent_at=now,
                ),
                Opinion(
                    member_organisation_id=members[1].id,
                    position=2,
                    state=OpinionState.RECUSED,
                    ground="Ingår i styrgruppen",
                    sent_at=now,
                ),
            ],
        )
    )


def agree(session, application_id: int, file_id: int) -> None:
    """Let the board's decision have become a letter and a signed agreement."""
    decision = session.scalar(
        select(ApplicationDecision).where(ApplicationDecision.record_id.is_not(None))
    )
    session.add_all(
        [
            DecisionLetter(decision_id=decision.id, file_version_id=file_id, sent_at=time.now()),
            Agreement(
                application_id=application_id,
                number=1,
                state=AgreementState.SIGNED,
                budget=VAGEN_VIDARE["budget"],
                signed_on=date(2017, 3, 1),
                signed_by=SignedBy.ON_PAPER,
                file_version_id=file_id,
                reports=[AgreementReport(due_on=date(2017, 6, 30))],
                payments=[
                    AgreementPayment(due_on=date(2017, 4, 1), ore=10_000_000),
                    AgreementPayment(due_on=date(2017, 9, 1), ore=20_000_000),
                ],
            ),
        ]
    )


def test_an_application_survives_the_move_byte_for_byte(
    app, db_session, shared_database, applicant
):
    made = whole_story(db_session, applicant)
    number = made.case.number
    db_session.commit()

    first = exchange.export_application(db_session, number)
    session = emptied(app, db_session, shared_database)
    exchange.import_application(session, actor=None, content=first)
    session.commit()
    second = exchange.export_application(session, "Vägen vidare")

    assert first == second
    document = json.loads(first)
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(document)
    assert document["sections"]["budget"]["content"] == VAGEN_VIDARE["budget"]
    assert [len(document[name]) for name in ("preparations", "decisions", "agreements")] == [
        1,
        2,
        1,
    ]


def test_a_draft_without_case_survives_the_move(app, db_session, shared_database, applicant):
    create_application(db_session, applicant=applicant)
    db_session.commit()
    first = exchange.export_application(db_session, "Vägen vidare")

    session = emptied(app, db_session, shared_database)
    exchange.import_application(session, actor=None, content=first)
    session.commit()

    assert exchange.export_application(session, "Vägen vidare") == first


def columns(part: Part) -> set[tuple[str, str]]:
    own = {(part.model.__tablename__, name) for name, _ in part.columns()}
    return own.union(*(columns(child) for child in part.children.values()))


def test_no_column_of_an_application_is_forgotten():
    held = columns(APPLICATION)
    left_out = {
        (part.model.__tablename__, column.name)
        for part in [APPLICATION, *APPLICATION.children.values()]
        for column in inspect(part.model).columns
        if (part.model.__tablename__, column.name) not in held
    }

    assert {name for _, name in left_out} <= {"id", "version_id", "application_id", "case_id"}
    assert (APPLICATION.model.__tablename__, "case_id") not in left_out


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda d: d.pop("sections"), "$: väntade sections, som saknas."),
        (
            lambda d: d["application"].update(state="approved"),
            "$.application.state: väntade något av",
        ),
        (
            lambda d: d["application"].update(starts_on="2017-06-31"),
            "$.application.starts_on: Datumet 2017-06-31 finns inte.",
        ),
        (
            lambda d: d["application"].update(applied_ore=1),
            "$.application.applied_ore: väntade 60000000",
        ),
        (
            lambda d: d["application"].update(form_version=7),
            "$.application.form_version: väntade 1, fann 7.",
        ),
        (
            lambda d: d["sections"]["budget"]["content"]["applied"].update({"2017": -5}),
            "$.sections.budget.content.applied.2017: väntade minst 0, fann -5.",
        ),
        (lambda d: d["places"].pop(), "$.places: väntade samma kommuner"),
        (lambda d: d["applied_years"].pop(), "$.applied_years: väntade samma belopp"),
        (
            lambda d: d["submissions"][0].update(file_version=9),
            "$.submissions[0].file_version: väntade en plats bland $.documents",
        ),
        (
            lambda d: d["documents"][0].update(content="inte base64"),
            "$.documents[0].content: väntade filens innehåll som base64.",
        ),
        (
            lambda d: d["documents"][0].update(content="aGVq"),
            "$.documents[0].sha256: kontrollsumman stämmer inte",
        ),
        (
            lambda d: d["application"]["case"].update(number="2016/0099", heading=" "),
            "$.application.case.heading",
        ),
        (
            lambda d: d["preparations"][0].update(body="Okända gruppen"),
            "$.preparations[0].body: organet Okända gruppen finns inte här.",
        ),
        (
            lambda d: d["preparations"][0]["opinions"][0].update(member_organisation="Nowhere"),
            "$.preparations[0].opinions[0].member_organisation: medlemmen Nowhere finns inte",
        ),
        (
            lambda d: d["application"].update(extends="1999/0001"),
            "$.application.extends: ansökan 1999/0001 finns inte här.",
        ),
        (
            lambda d: d["application"].update(granted_ore=60_000_000),
            "$: databasen tar inte emot ansökan",
        ),
    ],
)
def test_a_bad_file_is_refused_with_path_and_reason_and_nothing_is_imported(
    app, db_session, shared_database, applicant, change, problem
):
    whole_story(db_session, applicant)
    db_session.commit()
    content = exchange.export_application(db_session, "Vägen vidare")
    session = emptied(app, db_session, shared_database)

    with pytest.raises(ImportRefused) as refused:
        exchange.import_application(session, actor=None, content=changed(content, change))
    session.rollback()

    assert any(str(one).startswith(problem) for one in refused.value.problems), refused.value
    with pytest.raises(NotFound):
        exchange.export_application(session, "Vägen vidare")


def test_the_same_file_twice_is_refused(app, db_session, applicant):
    whole_story(db_session, applicant)
    db_session.commit()
    content = exchange.export_application(db_session, "Vägen vidare")

    with pytest.raises(ImportRefused, match=r"case.number: ärendenumret .* finns redan här"):
        exchange.import_application(db_session, actor=None, content=content)


def test_a_file_that_is_no_json_is_refused(db_session, applicant):
    with pytest.raises(ImportRefused, match="inte JSON"):
        exchange.import_application(db_session, actor=None, content=b"{")


def test_several_with_the_same_name_are_told_apart_by_number(db_session, applicant, clock):
    first = create_application(db_session, state=ApplicationState.SUBMITTED)
    clock.move(days=1)
    create_application(db_session, state=ApplicationState.SUBMITTED)

    with pytest.raises(DomainError) as refused:
        exchange.export_application(db_session, "Vägen vidare")

    assert refused.value.code == "application.several"
    number = first.case.number
    exported = json.loads(exchange.export_application(db_session, number))
    assert exported["application"]["case"]["number"] == number


def test_the_commands_write_and_read_and_say_what_is_wrong(app, db_session, applicant, tmp_path):
    create_application(db_session, applicant=applicant)
    db_session.commit()
    runner = app.test_cli_runner()

    written = runner.invoke(args=["application", "export", "Vägen vidare"])
    assert written.exit_code == 0
    path = tmp_path / "ansokan.json"
    path.write_bytes(written.stdout_bytes)
    read = runner.invoke(args=["application", "import", str(path)])
    assert "Ansökan Vägen vidare är inläst." in read.output

    missing = runner.invoke(args=["application", "export", "Finns inte"])
    assert "Det finns ingen ansökan Finns inte." in missing.output
    several = runner.invoke(args=["application", "export", "Vägen vidare"])
    assert "flera ansökningar" in several.output
    path.write_text("{}")
    refused = runner.invoke(args=["application", "import", str(path)])
    assert refused.exit_code == 1
    assert "$: väntade" in refused.output
    assert "Ingenting har lästs in." in refused.output
