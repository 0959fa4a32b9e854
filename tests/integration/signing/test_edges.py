"""What seldom happens at outside services, and does no harm."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import func, select

from app.kernel import clock as kernel_clock
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes import services as minutes_services
from app.minutes.domain import AttestationMethod
from app.minutes.models import Attestation
from app.signing import services
from app.signing.domain import Order, SigningState, ToSign
from app.signing.domain.checked import Unreadable
from app.signing.policies import all_have_signed, is_signer
from app.signing.services import cms
from app.signing.services.configured import configured
from app.signing.services.remote import Remote
from app.signing.services.upload import ServiceDown, Upload
from tests.factories import cycle
from tests.integration.signing.test_upload import NAMES, ask, look
from tests.support.signing_services import over_digest, small_pdf, write_pem


def as_actor(user):
    return Actor(user.id, user.person_id, user.person.name)


def ask_remote(session, version, user):
    return services.ask_remote(
        session, actor=as_actor(user), version_id=version.id, sha256=version.sha256
    )


def order():
    return Order("r", "Protokoll", "p.pdf", "0" * 64, b"", (ToSign(1, "Bo Almqvist"),))


def test_two_people_sign_at_the_service_at_the_same_time_and_neither_closes_the_others_request(
    db_session, world, remote
):
    meeting, version = cycle.frozen(db_session, world)
    first = ask_remote(db_session, version, world.chair)
    second = ask_remote(db_session, version, world.director)

    cycle.sign(db_session, meeting, version, world.chair)

    assert first.id != second.id
    assert (first.state, second.state) == (SigningState.CANCELLED, SigningState.WAITING)


def test_an_answer_about_somebody_who_has_signed_otherwise_signs_nothing_more(
    db_session, world, remote
):
    _, version = cycle.frozen(db_session, world)
    made = ask_remote(db_session, version, world.chair)
    form = services.remote_form(db_session, made, return_to="https://klubba.example/x").form
    proof = minutes_services.Proof(AttestationMethod.IN_TOOL, kernel_clock.today(), "password_totp")
    minutes_services.sign(
        db_session,
        actor=None,
        version_id=version.id,
        person_id=world.chair.person_id,
        sha256=version.sha256,
        proof=proof,
    )

    answer = remote.answer(form, kernel_clock.now())
    late = services.answer_remote(db_session, reference=made.reference, answer=answer)

    assert late.state is SigningState.FAILED
    assert db_session.scalar(select(func.count(Attestation.id))) == 1


def test_nothing_is_sent_to_all_while_somebody_signs_at_the_other_service(
    db_session, world, upload, offering, remote
):
    _, version = cycle.frozen(db_session, world)
    ask_remote(db_session, version, world.chair)
    offering(f"""
[uploaded]
name = "Signeringen"
address = "{upload.address}"
trust = "trust.pem"
""")
    with pytest.raises(DomainError) as refused:
        ask(db_session, world, version)

    assert refused.value.code == "signing.already_open"


def test_what_nobody_foresaw_is_logged_and_tried_again(
    db_session, world, upload, printed, clock, offering, tmp_path
):
    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    printed(version)
    look(db_session, clock, made)
    upload.sign(made.reference, *NAMES)
    kept = (tmp_path / "trust.pem").read_bytes()
    (tmp_path / "trust.pem").unlink()

    look(db_session, clock, made)
    told = made.trouble
    (tmp_path / "trust.pem").write_bytes(kept)
    look(db_session, clock, made, minutes_later=10)

    assert told == "Något gick fel. Klubba försöker igen om en stund."
    assert made.state is SigningState.DONE


def test_a_link_that_is_no_address_is_refused(db_session, world, upload, printed, clock):
    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    printed(version)
    people = [str(user.person_id) for user in cycle.signers(world)]
    upload.always_links(people, "javascript:alert(1)")

    look(db_session, clock, made)

    assert made.state is SigningState.FAILED
    assert "går inte att läsa" in made.failed_because


def test_a_signed_file_that_is_damaged_after_its_beginning_is_refused(
    db_session, world, upload, printed, clock
):
    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    printed(version)
    look(db_session, clock, made)
    kept = upload.documents[made.reference]
    kept["signed"], kept["status"] = small_pdf() + b"\nstartxref\n99999999\n%%EOF\n", "signed"

    look(db_session, clock, made)

    assert made.state is SigningState.FAILED
    assert "går inte att läsa" in made.failed_because


def test_the_service_that_signs_digests_is_neither_asked_nor_fetched_from(db_session, remote):
    way = Remote(configured().offered.remote)

    assert way.status(order()) is SigningState.WAITING
    with pytest.raises(DomainError) as nothing:
        way.fetch(order())
    assert nothing.value.code == "signing.nothing_to_fetch"


def test_the_service_that_is_sent_documents_is_called_over_tls(db_session, upload):
    found = configured().offered.upload
    way = Upload(replace(found, address="https://127.0.0.1:9/api"), "t")

    with pytest.raises(ServiceDown):
        way.callback(order(), {})


def test_what_is_no_signature_says_nothing(tmp_path, people_authority):
    (tmp_path / "trust.pem").write_bytes(people_authority.pem())
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key.pem").write_bytes(pem)

    assert cms.signed_digest(b"inget") == ""
    with pytest.raises(Unreadable):
        cms.check_pdf(b"inget", trust=tmp_path / "trust.pem", moment=kernel_clock.now())
    with pytest.raises(TypeError):
        cms.sign_detached(b"x", key=tmp_path / "key.pem", certificate=tmp_path / "trust.pem")


def test_keys_beside_the_certificates_in_a_file_are_passed_over(tmp_path, world, people_authority):

    key, _ = write_pem(tmp_path, "Någon", people_authority)
    (tmp_path / "trust.pem").write_bytes(key.read_bytes() + people_authority.pem())

    made = over_digest(people_authority.signer("Bo Almqvist"), hashlib.sha256(b"x").digest())
    found = cms.check_detached(b"x", made, trust=tmp_path / "trust.pem", moment=kernel_clock.now())

    assert (found.trusted, found.whole, found.name) == (True, True, "Bo Almqvist")


def test_nobody_and_everybody_at_the_door():
    assert not is_signer(None, None)
    assert is_signer(Actor(1, 1, "Bo Almqvist"), None)
    assert all_have_signed(None, None)
    assert not is_signer(Actor(1, 1, "Bo Almqvist"), object())
