"""Certified extracts of attested minutes, and the pages where they are taken."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import docx
import pytest
from sqlalchemy import func, select

from app.documents import services as documents
from app.kernel.actor import Role
from app.kernel.errors import DomainError
from app.minutes import queries, services
from app.minutes.domain import ChangeKind
from app.minutes.models import Extract
from app.registry.models import Record
from tests.factories import cycle

DAY = "/sammantraden/2016-11-18"


def with_a_late_member(session, world):
    """Attest minutes where the vice chair came to § 5 and was recused at § 6."""
    meeting = cycle.drafted(session, world)
    facts = cycle.facts(session, meeting)
    vice = next(p for p in facts.attendees if p.person_id == world.vice_chair.person_id)
    for kind, first, last in ((ChangeKind.ARRIVED, 5, None), (ChangeKind.RECUSED, 6, 6)):
        services.add_change(
            session,
            actor=None,
            meeting=meeting,
            attendance_id=vice.id,
            kind=kind,
            from_paragraph_id=facts.at(first).id,
            to_paragraph_id=facts.at(last).id if last else None,
            at=time(10, 15) if kind is ChangeKind.ARRIVED else None,
        )
    version = services.freeze(session, actor=None, meeting=meeting)
    for user in cycle.signers(world):
        cycle.sign(session, meeting, version, user)
    return meeting


def context(session, world, meeting, *numbers):
    actor = cycle.office(world)
    _, data = services.extract_data(session, actor=actor, meeting=meeting, numbers=numbers)
    return data


def names(rows):
    return [row["namn"] for row in rows]


def test_an_extract_tells_who_took_part_in_its_paragraph(db_session, world):
    meeting = with_a_late_member(db_session, world)

    assert "Ann Edvall" not in names(context(db_session, world, meeting, 4)["beslutande"])
    assert "Ann Edvall" in names(context(db_session, world, meeting, 5)["beslutande"])
    assert "Ann Edvall" not in names(context(db_session, world, meeting, 6)["beslutande"])


def test_an_extract_of_several_paragraphs_tells_at_which_somebody_took_part(db_session, world):
    meeting = with_a_late_member(db_session, world)

    rows = context(db_session, world, meeting, 4, 5, 6, 7)["beslutande"]

    spans = {row["namn"]: row["paragrafer"] for row in rows}
    assert spans["Ann Edvall"] == "§§ 5, 7"
    assert spans["Bo Almqvist"] == ""


def test_an_extract_holds_the_certification_the_signatures_and_the_notice(db_session, world, clock):
    meeting, _ = cycle.attested(db_session, world)
    clock.move(days=2)

    data = context(db_session, world, meeting, 5)

    assert data["dnr"] == "2016/0002"
    assert data["paragrafspann"] == "§ 5"
    assert data["rubrik"] == "Utdrag ur protokoll från styrelsens sammanträde den 18 november 2016"
    assert data["justerat"] == "Protokollet justerades den 21 november 2016."
    assert data["anslaget"] == (
        "Justeringen tillkännagavs på förbundets anslagstavla den 21 november 2016."
    )
    assert [row["justerat"] for row in data["underskrifter"]] == ["Justerat 2016-11-21"] * 3
    assert data["bestyrkande"]["ort_datum"] == "Älvby den 23 november 2016"
    assert data["bestyrkande"]["namn"] == "Maj Lindell"
    assert data["bestyrkande"]["roll"] == "förbundschef"


def test_an_extract_of_paragraphs_from_several_cases_bears_the_meetings_number(db_session, world):
    meeting, _ = cycle.attested(db_session, world)

    assert context(db_session, world, meeting, 4)["dnr"] == "2016/0001"


def test_an_extract_is_kept_as_word_and_registered(db_session, world):
    meeting, _ = cycle.attested(db_session, world)

    made = services.make_extract(
        db_session, actor=cycle.office(world), meeting=meeting, numbers=[5, 4, 5]
    )
    db_session.flush()

    file = made.file_version
    text = "\n".join(p.text for p in docx.Document(BytesIO(documents.content(file))).paragraphs)
    assert made.paragraphs == "§§ 4–5"
    assert file.filename == "protokollsutdrag-2016-11-18-p4-5.docx"
    assert "Förlängning av tre insatser" in text
    assert "Förstudie om psykisk hälsa" not in text
    record = db_session.scalars(select(Record).order_by(Record.id.desc()).limit(1)).one()
    assert (record.content, record.files[0].file_version_id) == (
        "Protokollsutdrag §§ 4–5",
        file.id,
    )
    assert [row.paragraphs for row in queries.extracts(db_session, meeting.id)] == ["§§ 4–5"]


@pytest.mark.parametrize(
    ("numbers", "code"), [([], "extract.no_paragraphs"), ([99], "extract.unknown")]
)
def test_an_extract_needs_paragraphs_that_exist(db_session, world, numbers, code):
    meeting, _ = cycle.attested(db_session, world)

    with pytest.raises(DomainError) as refused:
        services.make_extract(db_session, actor=None, meeting=meeting, numbers=numbers)

    assert (refused.value.code, refused.value.field) == (code, "numbers")


def test_rule_o5_no_extract_is_taken_before_everybody_has_signed(db_session, world):
    meeting, _ = cycle.frozen(db_session, world)

    with pytest.raises(DomainError) as refused:
        services.make_extract(db_session, actor=None, meeting=meeting, numbers=[1])

    assert refused.value.code == "extract.not_attested"


def test_the_command_line_makes_an_extract_of_one_paragraph_or_of_all(db_session, world):
    meeting, _ = cycle.attested(db_session, world)

    one = services.render_extract(db_session, meeting.held_on, 5)
    every = services.render_extract(db_session, meeting.held_on, None)

    assert one.filename == "protokollsutdrag-2016-11-18-p5.docx"
    assert every.filename == "protokollsutdrag-2016-11-18-p1-8.docx"
    assert one.rendered.gaps == ()
    assert db_session.scalar(select(func.count(Extract.id))) == 0


def test_the_command_line_refuses_an_extract_of_a_draft(db_session, world):
    meeting = cycle.drafted(db_session, world)

    with pytest.raises(DomainError) as refused:
        services.render_extract(db_session, meeting.held_on, 5)

    assert refused.value.code == "extract.not_attested"


def test_the_office_looks_at_an_extract_makes_it_and_gets_it_again(
    db_session, world, client, sign_in
):
    cycle.attested(db_session, world)
    sign_in(client, world.administrator)

    look = client.get(f"{DAY}/utdrag/5")
    made = client.post(f"{DAY}/utdrag", data={"numbers": ["5"]})
    page = client.get(f"{DAY}/utdrag")
    kept = db_session.scalars(select(Extract)).one()
    file = client.get(f"{DAY}/utdrag/fil/{kept.id}.docx")

    assert look.heading == "Utdrag av § 5"
    assert look.form(f"{DAY}/utdrag")["numbers"] == "5"
    assert (made.status_code, made.location) == (303, f"{DAY}/utdrag")
    assert "§ 5 mån 21 nov 2016 kl. 14.00 Inga Stolt" in page.words
    assert file.data == documents.content(kept.file_version)


def test_an_extract_without_paragraphs_is_refused_on_the_page(db_session, world, client, sign_in):
    cycle.attested(db_session, world)
    sign_in(client, world.administrator)

    page = client.post(f"{DAY}/utdrag", data={})

    assert page.status_code == 422
    assert "Välj minst en paragraf." in page.words


def test_another_meetings_extract_and_an_unknown_paragraph_are_not_found(
    db_session, world, client, sign_in
):
    meeting, _ = cycle.attested(db_session, world)
    cycle.attested(db_session, world, date(2016, 12, 9))
    made = services.make_extract(db_session, actor=None, meeting=meeting, numbers=[1])
    db_session.flush()
    sign_in(client, world.director)

    assert client.get(f"{DAY}/utdrag/fil/{made.id}.docx").status_code == 200
    assert client.get(f"/sammantraden/2016-12-09/utdrag/fil/{made.id}.docx").status_code == 404
    assert client.get(f"{DAY}/utdrag/99").status_code == 404


@pytest.mark.parametrize("role", [Role.CHAIR, Role.REGULAR, Role.AUDITOR, Role.MEMBER])
def test_only_the_office_takes_extracts(db_session, world, client, sign_in, role):
    cycle.attested(db_session, world)
    users = {
        Role.CHAIR: world.chair,
        Role.REGULAR: world.board_users[2],
        Role.AUDITOR: world.auditor,
        Role.MEMBER: world.group_users[0],
    }
    sign_in(client, users[role])

    assert client.get(f"{DAY}/utdrag").status_code == 403
    assert client.get(f"{DAY}/utdrag/5").status_code == 403
    assert client.post(f"{DAY}/utdrag", data={"numbers": ["5"]}).status_code == 403


def test_rule_o5_the_extracts_of_a_draft_are_not_found(db_session, world, client, sign_in):
    cycle.frozen(db_session, world)
    sign_in(client, world.director)

    assert client.get(f"{DAY}/utdrag").status_code == 404
    assert client.get(f"{DAY}/utdrag/5").status_code == 404
