"""A package with all there can be: a § attested at once, a rättelse, paper, per capsulam."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from app.archive import services
from app.archive.services.papers import bundles
from app.association.models import Setting
from app.correction import services as correction
from app.correction.domain import Wanted
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from app.minutes import services as minutes
from app.minutes.domain import AttestationMethod
from app.per_capsulam import services as per_capsulam
from app.per_capsulam.domain import FormAnswer, MatterAnswer
from app.per_capsulam.services import QuestionFacts
from app.signing import services as signing
from tests.factories import at_once, cycle
from tests.factories.people import PASSWORD, actor_for
from tests.integration.archive.conftest import make_pdfs
from tests.support import tampering
from tests.support.second_factor import code_for, strong

E = "{https://DILCIS.eu/XML/ERMS}"
WANTED = Wanted.of("den 31 mars 2017", "den 31 maj 2017", "Slutdagen blev fel när det skrevs.")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def correct(session, world, meeting):
    chair = world.actor(world.chair, Role.CHAIR)
    number = at_once.the_paragraph(session, meeting).number
    prepared = correction.prepare(
        session, actor=chair, meeting=meeting, number=number, wanted=WANTED
    )
    return correction.correct(
        session,
        actor=chair,
        meeting=meeting,
        number=number,
        wanted=WANTED,
        sha256=prepared.sha256,
        strong=strong(session, world.chair, PASSWORD),
    )


def on_paper(session, world, meeting, version):
    """The whole minutes, signed by each on a page of her own."""
    for number, user in enumerate(cycle.signers(world)):
        signing.register_paper(
            session,
            actor=cycle.office(world),
            version_id=version.id,
            person_ids=[user.person_id],
            attested_on=kernel_clock.today(),
            filename="sida.png",
            content=PNG + bytes([number]),
            sha256=version.sha256,
        )


def decide_per_capsulam(session, world):
    session.add(Setting(name="per_capsulam", value=True, changed_at=kernel_clock.now()))
    session.flush()
    facts = QuestionFacts(
        heading="Medfinansiering av föräldrakurs",
        reason="Kommunen behöver besked.",
        clauses=["att bevilja 180 000 kr"],
        deadline=date(2016, 11, 28),
        considered=True,
    )
    actor = cycle.office(world)
    asked = per_capsulam.prepare(session, actor=actor, facts=facts)
    per_capsulam.send(session, actor=actor, decision_id=asked.id, nobody_recused=True)
    users = {user.person_id: user for user in world.board_users} | {
        world.chair.person_id: world.chair
    }
    for voter in asked.voters:
        user = users[voter.person_id]
        per_capsulam.answer(
            session,
            actor=actor_for(user),
            decision_id=asked.id,
            form=FormAnswer.YES,
            matter=MatterAnswer.YES,
            password=PASSWORD,
            code=code_for(session, user),
        )


@pytest.fixture
def year(db_session, world):
    meeting, _ = at_once.attested(db_session, world)
    version = minutes.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    on_paper(db_session, world, meeting, version)
    correct(db_session, world, meeting)
    decide_per_capsulam(db_session, world)
    db_session.commit()
    make_pdfs(db_session, bundles(db_session, 2016))
    return meeting


@pytest.mark.slow
def test_everything_that_can_be_is_in_the_package(db_session, year, tmp_path):
    made = services.export(db_session, year=2016, out=tmp_path)

    assert services.verify_package(made.path) == []
    held, question = made.package.aggregations
    kinds = [str(one.kind) for one in held.records]
    assert kinds[:3] == ["Protokoll", "Omedelbart justerad paragraf", "Rättelse"]
    assert set(kinds[3:]) == {"Bevis om anslag"}
    assert len(kinds) >= 5  # a notice of the §, and one of the minutes
    names = [file.path.rpartition("/")[2] for file in held.records[0].files]
    assert names == [
        "arkivexemplar.pdf",
        "original.docx",
        "med-underskrifter.docx",
        "skannad-sida-1.png",
        "skannad-sida-2.png",
        "skannad-sida-3.png",
    ]
    assert (held.records[0].e_signed, held.records[1].e_signed) == (False, True)
    assert question.records[0].title.startswith("Per capsulam 1/2016: Medfinansiering")
    root = etree.parse(str(made.path / "metadata/descriptive/erms.xml")).getroot()
    [relation] = root.iter(f"{E}relation")
    alone = held.records[1]
    assert relation.text in {alone.identifier, held.records[0].identifier}
    assert "Stod: den 31 mars 2017" in [note.text for note in root.iter(f"{E}note")]
    assert "Beslut per capsulam" in (made.path / "index.html").read_text()


def test_what_belongs_to_another_year_is_not_there(db_session, year):
    assert bundles(db_session, 2017) == []


def test_an_outside_signature_goes_with_what_it_signs(db_session, world):
    _, version = cycle.frozen(db_session, world)
    for number, user in enumerate(cycle.signers(world)):
        evidence = documents.store(
            db_session,
            actor=None,
            kind="underskrift",
            title="Underskrift",
            filename="underskrift.xml",
            media_type="application/xml",
            content=f"<underskrift nummer='{number}'/>".encode(),
        )
        db_session.flush()
        minutes.sign(
            db_session,
            actor=None,
            version_id=version.id,
            person_id=user.person_id,
            sha256=version.sha256,
            proof=minutes.Proof(
                AttestationMethod.REMOTE, kernel_clock.today(), evidence_id=evidence.id
            ),
        )

    [bundle] = bundles(db_session, 2016)

    assert [other.name for other in bundle.papers[0].others] == [
        "original",
        "med-underskrifter",
        "underskrift-1",
        "underskrift-2",
        "underskrift-3",
    ]


def test_minutes_attested_before_there_were_documents_with_signatures_get_one(
    db_session, world, monkeypatch
):
    _, version = cycle.attested(db_session, world)
    db_session.commit()
    tampering.execute(db_session, "DELETE FROM attested_document")
    [bundle] = bundles(db_session, 2016)
    assert [other.name for other in bundle.papers[0].others] == ["original"]
    monkeypatch.setenv("PATH", "")  # no LibreOffice
    db_session.commit()

    services.prepare(2016)

    db_session.expire_all()
    assert signing.attested_document(db_session, version.id) is not None
