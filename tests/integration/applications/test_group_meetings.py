"""The groups' meetings: who was there, which matters, the report; and the brief's content."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from app.applications.domain import Stance
from app.applications.domain.preparing import Ground
from app.applications.models import GroupMeeting
from app.applications.queries import groups as queries
from app.applications.queries import preparing
from app.applications.services import groups as services
from app.applications.services import preparing as preparing_services
from app.association.domain import BodyKind
from app.documents import services as documents
from app.kernel.errors import DomainError, EditConflict, NotFound
from app.registry import queries as registry
from tests.factories.people import create_body, create_world
from tests.integration.applications.preparing_acts import (
    answer,
    in_preparation,
    member,
    office,
    opinion_of,
    standing,
)

pytestmark = pytest.mark.usefixtures("clock")
DAY = date(2017, 2, 10)


@pytest.fixture
def world(db_session):
    return create_world(db_session, logins=False)


@pytest.fixture
def meeting(db_session, world):
    made = services.create_meeting(
        db_session, actor=office(world), body_id=world.group.id, held_on=DAY, place="Hörnellgatan"
    )
    db_session.flush()
    return made


def save(db_session, world, meeting, **values):
    services.save_meeting(
        db_session,
        actor=office(world),
        meeting_id=meeting.id,
        **{
            "version": meeting.version_id,
            "held_on": meeting.held_on,
            "place": meeting.place,
            "present": "Gun Gruppmana, Arbetsförmedlingen",
            **values,
        },
    )
    db_session.flush()


def treated(db_session, world, meeting):
    application = in_preparation(db_session, world)
    services.add_matter(
        db_session,
        actor=office(world),
        meeting_id=meeting.id,
        preparation_id=standing(db_session, application).preparation_id,
    )
    db_session.flush()
    return application


def text_of(version):
    found = docx.Document(BytesIO(documents.content(version)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in found.paragraphs] + cells)


def test_a_group_meets_once_a_day(db_session, world, meeting):
    for values in ({"held_on": DAY}, {"held_on": DAY, "place": "Annanstans"}):
        with pytest.raises(DomainError, match=r"group\.day_taken"):
            services.create_meeting(
                db_session, actor=office(world), body_id=world.group.id, **values
            )
    other = services.create_meeting(
        db_session, actor=office(world), body_id=world.group.id, held_on=date(2017, 2, 11)
    )
    with pytest.raises(DomainError, match=r"group\.day_taken"):
        save(db_session, world, other, held_on=DAY)
    with pytest.raises(DomainError, match=r"preparation\.not_preparatory"):
        services.create_meeting(
            db_session, actor=office(world), body_id=world.board.id, held_on=DAY
        )


def test_two_who_write_the_notes_see_both_texts(db_session, world, meeting):
    old = meeting.version_id
    save(db_session, world, meeting, other_points="Det ena")
    with pytest.raises(EditConflict) as conflict:
        save(db_session, world, meeting, version=old, other_points="Det andra")

    assert conflict.value.fields[-1] == ("other_points", "Övriga punkter", "Det andra", "Det ena")


def test_rule_f4_no_personal_number_in_the_notes(db_session, world, meeting):
    with pytest.raises(DomainError, match=r"opinion\.personal_number"):
        save(db_session, world, meeting, other_points="850709-9805")


def test_a_matter_is_taken_up_in_its_own_group_and_off_again(db_session, world, meeting):
    application = treated(db_session, world, meeting)
    found = standing(db_session, application)
    assert found.meets_on == DAY
    assert queries.addable(db_session, meeting) == []
    values = {"actor": office(world), "preparation_id": found.preparation_id}
    services.remove_matter(db_session, meeting_id=meeting.id, **values)
    db_session.flush()
    assert queries.addable(db_session, meeting) == [(found.preparation_id, "Vägen vidare")]
    with pytest.raises(DomainError, match=r"group\.matter_elsewhere"):
        services.remove_matter(db_session, meeting_id=meeting.id, **values)

    other = create_body(db_session, "Utvecklingsgruppen", BodyKind.PREPARATORY)
    elsewhere = services.create_meeting(
        db_session, actor=office(world), body_id=other.id, held_on=DAY
    )
    with pytest.raises(DomainError, match=r"group\.matter_elsewhere"):
        services.add_matter(db_session, meeting_id=elsewhere.id, **values)


def test_the_report_says_who_was_there_and_where_the_group_stands(db_session, world, meeting):
    application = treated(db_session, world, meeting)
    recused = opinion_of(db_session, application, 4)
    preparing_services.recuse(
        db_session,
        actor=member(world, 4),
        opinion_id=recused.id,
        version=recused.version_id,
        ground=Ground.OTHER,
    )
    preparing_services.set_position(
        db_session,
        actor=office(world),
        application_id=application.id,
        version=standing(db_session, application).version_id,
        stance=Stance.GRANT_IN_PART,
        ore=45_000_000,
        text="Tre år räcker.",
        notes="- Behovet är stort",
    )
    save(
        db_session,
        world,
        meeting,
        absent="Gun Gruppmanb, Försäkringskassan",
        other_points="Nästa möte är i april.",
    )
    made = services.make_report(db_session, actor=office(world), meeting_id=meeting.id)
    db_session.flush()
    text = text_of(made)

    for words in (
        "Gun Gruppmana, Arbetsförmedlingen",
        "Gun Gruppmanb, Försäkringskassan",
        "1. Vägen vidare",
        "Norrsele kommun har anmält jäv.",
        "LSG föreslår styrelsen:",
        "till en del, med högst 450 000 kr",
        "Behovet är stort",
        "Nästa möte är i april.",
    ):
        assert words in text.replace("\u00a0", " ")
    contents = [r.content for r in registry.records(db_session, application.case_id)]
    assert "Rapport från LSG 2017-02-10" in contents


def test_a_later_report_is_a_new_version_of_the_same_document(db_session, world, meeting):
    treated(db_session, world, meeting)
    save(db_session, world, meeting)
    first = services.make_report(db_session, actor=office(world), meeting_id=meeting.id)
    db_session.flush()
    db_session.expire(meeting)
    second = services.make_report(db_session, actor=office(world), meeting_id=meeting.id)

    assert (second.document_id, second.number) == (first.document_id, 2)


def test_a_meeting_without_matters_gets_a_case_of_its_own_once(db_session, world, meeting):
    save(db_session, world, meeting)
    made = services.make_report(db_session, actor=office(world), meeting_id=meeting.id)
    db_session.flush()
    cases = queries.cases_holding(db_session, made.document_id)
    db_session.expire(meeting)
    services.make_report(db_session, actor=office(world), meeting_id=meeting.id)
    db_session.flush()

    assert len(cases) == 1
    assert queries.cases_holding(db_session, made.document_id) == cases


def test_a_report_waits_for_the_meeting_and_for_those_who_were_there(
    db_session, world, meeting, clock
):
    with pytest.raises(DomainError, match=r"group\.nobody_present"):
        services.make_report(db_session, actor=office(world), meeting_id=meeting.id)
    save(db_session, world, meeting, held_on=date(2017, 3, 1))
    with pytest.raises(DomainError, match=r"group\.in_future"):
        services.make_report(db_session, actor=office(world), meeting_id=meeting.id)


def test_what_is_not_there_is_not_found(db_session, world):
    for missing in (queries.group_meeting, preparing.preparation, preparing.opinion):
        with pytest.raises(NotFound):
            missing(db_session, 999_999)


def address_of(meeting, rest=""):
    return f"/ansokningar/grupper/{meeting.id}{rest}"


def test_the_office_notes_a_meeting_and_makes_the_report(client, sign_in, db_session, world):
    sign_in(client, world.director)
    assert "Inga möten ännu" in client.get("/ansokningar/grupper").words
    page = client.get("/ansokningar/grupper/ny")
    made = client.post("/ansokningar/grupper/ny", data=page.form() | {"held_on": "2017-02-10"})
    meeting = db_session.query(GroupMeeting).one()
    page = client.get(made.location)
    values = page.form(action="")
    assert len(values["seated"]) == 5
    values["seated"] = values["seated"][:3]
    saved = client.post(
        address_of(meeting), data=values | {"others": "Ann Ek, Norrsele kommun", "place": "Älvby"}
    )
    assert saved.status_code == 303
    db_session.expire_all()
    assert meeting.present.splitlines()[-1] == "Ann Ek, Norrsele kommun"
    assert len(meeting.absent.splitlines()) == 2

    report = client.get(address_of(meeting, "/rapport"))
    assert "Ann Ek" in report.words
    assert client.get(address_of(meeting, "/rapport.docx")).status_code == 404
    client.post(address_of(meeting, "/rapport"))
    assert "och registrerad" in client.get(address_of(meeting, "/rapport")).words
    assert client.get(address_of(meeting, "/rapport.docx")).status_code == 200
    assert "Rapport gjord" in client.get("/ansokningar/grupper").words
    client.post(
        address_of(meeting),
        data=client.get(address_of(meeting)).form(action="") | {"place": "Norrsele"},
    )
    assert "Något har ändrats" in client.get(address_of(meeting, "/rapport")).words


def test_a_refused_report_says_why(client, sign_in, world, meeting):
    sign_in(client, world.director)
    answered = client.post(address_of(meeting, "/rapport"))
    assert answered.status_code == 422
    assert "Fyll i vilka som var med" in answered.words


def test_the_day_of_another_meeting_is_refused_beside_the_field(client, sign_in, world, meeting):
    sign_in(client, world.director)
    page = client.get("/ansokningar/grupper/ny")
    answered = client.post("/ansokningar/grupper/ny", data=page.form() | {"held_on": "2017-02-10"})
    assert answered.status_code == 422
    assert "LSG har redan ett möte" in answered.words


def test_a_matter_is_taken_up_and_off_on_the_page(client, sign_in, db_session, world, meeting):
    application = in_preparation(db_session, world)
    sign_in(client, world.director)
    page = client.get(address_of(meeting))
    values = page.form(action=address_of(meeting, "/arende"))
    client.post(address_of(meeting, "/arende"), data=values)
    page = client.get(address_of(meeting))
    assert "1. Vägen vidare" in page.words
    number = standing(db_session, application).preparation_id
    client.post(address_of(meeting, "/arende"), data={"do": f"remove:{number}"})
    assert "Inga ärenden ännu" in client.get(address_of(meeting)).words
    assert client.post(address_of(meeting, "/arende"), data={"do": "add"}).status_code == 404


def test_two_who_write_at_once_meet_both_texts_and_go_on(
    client, new_client, sign_in, db_session, world, meeting
):
    sign_in(client, world.director)
    other = new_client()
    sign_in(other, world.administrator)
    mine = client.get(address_of(meeting)).form(action="")
    theirs = other.get(address_of(meeting)).form(action="")
    client.post(address_of(meeting), data=mine | {"other_points": "Det ena"})
    conflict = other.post(
        address_of(meeting),
        data=theirs | {"other_points": "Det andra", "seated": theirs["seated"][:1]},
    )
    assert conflict.status_code == 409
    assert other.post(address_of(meeting), data=conflict.form()).status_code == 303
    db_session.expire_all()
    assert meeting.other_points == "Det andra"
    assert meeting.present == "Gun Gruppmana, Arbetsförmedlingen"


def test_the_group_reads_its_meetings_and_no_others(client, sign_in, db_session, world, meeting):
    other = create_body(db_session, "Utvecklingsgruppen", BodyKind.PREPARATORY)
    elsewhere = services.create_meeting(
        db_session, actor=office(world), body_id=other.id, held_on=DAY
    )
    db_session.flush()
    application = treated(db_session, world, meeting)
    sign_in(client, world.group_users[0])
    page = client.get("/ansokningar/grupper")
    assert "LSG" in page.words
    assert "Utvecklingsgruppen" not in page.words
    assert "Vägen vidare" in client.get(address_of(meeting)).words
    assert "har inte tagit ställning" not in client.get(address_of(meeting)).words
    assert client.get(address_of(meeting, "/rapport")).status_code == 404
    answer(db_session, world, application, 0)
    assert "LSG har inte tagit ställning." in client.get(address_of(meeting)).words
    assert client.get(address_of(meeting, "/rapport")).status_code == 200
    assert client.post(address_of(meeting), data={"place": "x"}).status_code == 404
    assert client.post(address_of(meeting, "/arende")).status_code == 403
    for rest in ("", "/rapport", "/rapport.docx"):
        assert client.get(address_of(elsewhere, rest)).status_code == 404
