"""Signing on paper: one scan of several, and what there is to print."""

from __future__ import annotations

from io import BytesIO

import pytest

from app.kernel import clock as kernel_clock
from app.kernel.errors import DomainError
from app.minutes import queries as minutes
from app.minutes.domain import AttestationMethod
from app.sealing import queries as sealing
from app.signing import services
from app.signing.domain import Order, SigningMethod, SigningState
from app.signing.services.in_tool import InTool
from app.signing.services.on_paper import OnPaper
from tests.factories import cycle

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
DAY = "/sammantraden/2016-11-18"


def on_paper(session, version, people, **values):
    return services.register_paper(
        session,
        actor=None,
        version_id=version.id,
        person_ids=people,
        attested_on=kernel_clock.today(),
        filename="underskrifter.pdf",
        content=PDF,
        sha256=version.sha256,
        **values,
    )


def test_rule_att_one_scan_holds_the_signatures_of_several(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    everybody = [user.person_id for user in cycle.signers(world)]

    made = on_paper(db_session, version, everybody)

    assert {one.method for one in made} == {AttestationMethod.ON_PAPER}
    assert len({one.scan_id for one in made}) == 1
    assert services.attested_document(db_session, version.id) is not None
    assert meeting.state.value == "posted"


def test_rule_att_when_one_of_them_is_not_to_sign_nothing_is_registered(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    db_session.commit()
    with pytest.raises(DomainError) as nobody:
        on_paper(db_session, version, [])
    with pytest.raises(DomainError) as stranger, db_session.begin_nested():
        on_paper(db_session, version, [world.chair.person_id, world.vice_chair.person_id])

    assert (nobody.value.code, nobody.value.field) == ("signing.nobody_chosen", "person_ids")
    assert stranger.value.code == "attest.not_signer"
    assert minutes.current_version(db_session, meeting.id).attestations == []


def test_the_office_chooses_several_on_the_page_and_asks_for_a_pdf_to_print(
    db_session, world, as_user
):
    meeting, version = cycle.frozen(db_session, world)
    office = as_user(world.administrator)
    page = office.get(f"{DAY}/justering")

    asked = office.post(f"{DAY}/justering/pdf", data=page.form(f"{DAY}/justering/pdf"))
    form = office.get(f"{DAY}/justering").form(f"{DAY}/justering/papper")
    people = [str(user.person_id) for user in cycle.signers(world)[:2]]
    form |= {"papper-person_ids": people, "papper-file": (BytesIO(PDF), "sidor.pdf")}
    done = office.post(f"{DAY}/justering/papper", data=form, content_type="multipart/form-data")

    assert asked.location == f"{DAY}/justering#papper"
    export = sealing.export_of(db_session, version.file_version_id, sealed=False)
    assert not export.sealed
    assert done.status_code == 303
    after = office.get(f"{DAY}/justering")
    assert "2 underskrifter är registrerade." in after.words
    assert "2 av 3 har justerat" in after.words
    frozen = office.get(f"{DAY}/justering/last.docx")
    assert frozen.data[:2] == b"PK"
    assert office.get(f"{DAY}/justering/justerat.docx").status_code == 404
    assert len(minutes.current_version(db_session, meeting.id).attestations) == 2


def test_the_tool_and_paper_keep_nothing_anywhere_else(db_session, world):
    order = Order("r", "Protokoll", "p.docx", "0" * 64, b"", ())
    actor = cycle.office(world)
    ways: list[SigningMethod] = [InTool(db_session, actor), OnPaper()]
    for way in ways:
        assert way.start(order).state is SigningState.STARTED
        assert way.status(order) is SigningState.STARTED
        with pytest.raises(DomainError) as nothing:
            way.fetch(order)
        assert nothing.value.code == "signing.nothing_to_fetch"
    assert "code" in ways[0].start(order).fields
    assert "file" in ways[1].start(order).fields
