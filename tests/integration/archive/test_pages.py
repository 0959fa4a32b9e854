"""The page of archive and verification, and the task that a finding becomes."""

from __future__ import annotations

import pytest

from app.archive import services
from app.archive.services import exporting
from app.archive.services.papers import bundles
from app.kernel import audit_chain, audit_checks
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from app.kernel.tasks import tasks
from tests.factories import cycle
from tests.integration.archive.conftest import make_pdfs
from tests.support import tampering


@pytest.fixture
def office(client, sign_in, world):
    """The director's browser."""
    sign_in(client, world.director)
    return client


def check(session):
    audit_checks.keep(session, audit_checks.verify(session))
    session.commit()


def asked(app, session, actor):
    with app.test_request_context():
        found = tasks(session, actor, kernel_clock.today())
        return [task for answer in found for task in answer if "kontrollen av" in task.text]


def test_before_the_first_check_the_page_says_what_is_needed(office):
    page = office.get("/arkiv")

    assert page.heading == "Arkiv och kontroll"
    assert "Ingen kontroll har gjorts ännu" in page.text
    assert "Ingen försegling ännu" in page.text
    assert "Inga paket ännu" in page.text


def test_the_page_shows_the_check_the_seal_and_the_packages(office, db_session, year, tmp_path):
    audit_chain.seal(db_session)
    check(db_session)
    make_pdfs(db_session, bundles(db_session, 2016))
    made = services.export(db_session, year=2016, out=tmp_path)
    exporting.note_export(db_session, actor=None, exported=made)
    db_session.commit()
    head = audit_chain.head(db_session)

    page = office.get("/arkiv")

    assert "Allt var som det lämnades." in page.text
    assert "3 underskrifter" in page.text
    assert head.sha256[:8] in page.text
    assert "Fullständigt" in page.text
    assert "Justerade handlingar finns från 2016." in page.text


def test_a_finding_is_shown_and_becomes_a_task_that_is_late_at_once(
    app, office, db_session, world, year
):
    actor = cycle.office(world)
    audit_chain.seal(db_session)
    check(db_session)
    assert asked(app, db_session, actor) == []
    tampering.execute(
        db_session, "UPDATE attestation SET method = 'remote', evidence_id = 1 WHERE id = 1"
    )
    check(db_session)

    page = office.get("/arkiv")

    assert "Kontrollen fann fel" in page.text
    assert "attestation 1" in page.text
    [task] = asked(app, db_session, actor)
    assert "2 fel" in task.text  # the chain's and the capability's own
    assert task.late(kernel_clock.today())
    assert asked(app, db_session, world.actor(world.chair)) == []


def test_one_finding_is_told_in_the_singular(app, db_session, world, year):
    audit_chain.seal(db_session)
    db_session.commit()
    tampering.execute(db_session, "UPDATE audit_entry SET sentence = 'annat' WHERE id = 1")
    check(db_session)

    [task] = asked(app, db_session, cycle.office(world))

    assert task.text.endswith("fann ett fel")


def test_a_check_that_stopped_being_made_is_told(client, sign_in, db_session, world, clock):
    check(db_session)
    clock.move(days=2, hours=1)
    sign_in(client, world.director)

    assert "inte gjorts på mer än två dygn" in client.get("/arkiv").text


def test_the_page_is_for_office_and_auditors(client, sign_in, world, counting, db_session):
    sign_in(client, Role.AUDITOR)
    db_session.commit()
    with counting() as seen:
        assert client.get("/arkiv").status_code == 200
    assert len(seen) <= 12
    sign_in(client, world.chair)
    assert client.get("/arkiv").status_code == 403
