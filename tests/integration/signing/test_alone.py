"""Signing a § by itself (rule IMM): its own page, signers, document."""

from __future__ import annotations

import pytest

from app.signing import services
from tests.factories import at_once, cycle
from tests.factories.people import PASSWORD
from tests.support.second_factor import strong

DAY = "/sammantraden/2016-11-18"


def page_of(version):
    [row] = version.file_version.data["paragrafer"]
    return f"{DAY}/justering/paragraf/{row['tal']}"


def test_rule_imm_a_signer_signs_the_paragraph_on_its_own_page(db_session, world, as_user):
    _, version = at_once.frozen(db_session, world)
    address = page_of(version)
    shown = strong(db_session, world.chair, PASSWORD)
    signer = as_user(world.chair)

    page = signer.get(address)
    done = signer.post(address, data=page.form() | shown)

    assert page.heading.startswith("Justering av § ")
    assert "Lås upp" not in page.words
    assert (done.status_code, done.location) == (303, address)
    assert "1 av 3 har justerat paragrafen." in signer.get(address).words


def test_rule_imm_the_signed_paragraph_has_a_document_of_its_own(db_session, world, as_user):
    _, version = at_once.attested(db_session, world)
    office = as_user(world.director)

    page = office.get(page_of(version))
    word = office.get(f"{page_of(version)}/justerat.docx")

    assert "Alla har justerat paragrafen." in page.words
    assert "Word med underskrifterna ifyllda" in page.words
    assert word.status_code == 200
    assert services.attested_document(db_session, version.id).sha256 != version.sha256


@pytest.mark.parametrize(
    ("who", "status"),
    [("director", 200), ("chair", 200), ("member", 200), ("auditor", 403), ("group", 403)],
)
def test_rule_o5_before_all_have_signed_it_is_the_boards_and_the_signers(
    db_session, world, as_user, who, status
):
    _, version = at_once.frozen(db_session, world)
    users = {
        "director": world.director,
        "chair": world.chair,
        "member": world.board_users[3],
        "auditor": world.auditor,
        "group": world.group_users[0],
    }

    assert as_user(users[who]).get(page_of(version)).status_code == status


def test_a_paragraph_that_is_not_frozen_by_itself_has_no_such_page(db_session, world, as_user):
    cycle.frozen(db_session, world)
    assert as_user(world.director).get(f"{DAY}/justering/paragraf/5").status_code == 404


def test_rule_o5_the_auditor_reads_it_when_all_have_signed(db_session, world, as_user):
    _, version = at_once.attested(db_session, world)
    assert as_user(world.auditor).get(page_of(version)).status_code == 200
