"""A service that signs the digest: what is sent, and every answer that is not accepted (ATT)."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.documents import queries as files
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.domain import AttestationMethod
from app.minutes.models import Attestation
from app.signing import services
from app.signing.domain import SigningState
from app.signing.models import SigningRequest
from app.signing.services import cms
from tests.factories import cycle
from tests.support.signing_services import Authority

BACK = "https://klubba.example/sammantraden/underskrift/svar/x"
DAY = "/sammantraden/2016-11-18"


def as_actor(user):
    return Actor(user.id, user.person_id, user.person.name)


@pytest.fixture
def asked(db_session, world, remote):
    """The chair's request and the form that the browser takes to the service."""
    meeting, version = cycle.frozen(db_session, world)
    made = services.ask_remote(
        db_session,
        actor=as_actor(world.chair),
        version_id=version.id,
        sha256=version.sha256,
    )
    form = services.remote_form(db_session, made, return_to=BACK).form
    return meeting, version, made, dict(form)


def count(session):
    return session.scalar(select(func.count(Attestation.id)))


def test_the_service_is_sent_the_digest_and_the_name_signed_by_us_and_never_the_document(
    asked, tmp_path
):
    _, version, made, form = asked

    content = b64decode(form["request"])
    told = json.loads(content)
    seal = cms.check_detached(
        content, b64decode(form["signature"]), trust=tmp_path / "own.pem", moment=kernel_clock.now()
    )

    assert told["request"] == made.reference
    assert told["digest"] == {"algorithm": "SHA-256", "value": version.sha256}
    assert told["signer"] == {"name": "Bo Almqvist"}
    assert told["attributes"] == ["name", "personIdentifier"]
    assert told["returnAddress"] == BACK
    assert (seal.whole, seal.valid) == (True, True)
    assert len(content) < 1000


def test_rule_att_a_signature_over_the_digest_is_kept_with_its_file(db_session, remote, asked):
    meeting, version, made, form = asked

    answer = remote.answer(form, kernel_clock.now())
    done = services.answer_remote(db_session, reference=made.reference, answer=answer)
    again = services.answer_remote(db_session, reference=made.reference, answer=answer)

    assert (done.state, again.state) == (SigningState.DONE, SigningState.DONE)
    [given] = minutes.current_version(db_session, meeting.id).attestations
    assert (given.method, given.sha256) == (AttestationMethod.REMOTE, version.sha256)
    assert (given.assurance, given.evidence_id) == ("certificate", made.evidence_id)
    kept = documents.content(files.file_version(db_session, given.evidence_id))
    assert cms.signed_digest(kept) == version.sha256


def test_several_given_names_in_the_certificate_are_the_same_person(db_session, remote, asked):
    _, _, made, form = asked
    answer = remote.answer(form, kernel_clock.now(), name="Bo Erik Almqvist")

    assert services.answer_remote(db_session, reference=made.reference, answer=answer).state is (
        SigningState.DONE
    )


def refused(session, asked, answer):
    _, _, made, _ = asked
    found = services.answer_remote(session, reference=made.reference, answer=answer)
    assert found.state is SigningState.FAILED
    assert count(session) == 0
    return found.failed_because


def test_rule_att_another_persons_signature_is_refused(db_session, remote, asked):
    answer = remote.answer(asked[3], kernel_clock.now(), name="Eva Ask")
    assert refused(db_session, asked, answer) == (
        "Underskriften är gjord av Eva Ask, men ska vara gjord av Bo Almqvist."
    )


def test_rule_att_a_signature_over_other_bytes_is_refused(db_session, remote, asked):
    answer = remote.answer(asked[3], kernel_clock.now(), sign_digest="ab" * 32)
    assert "gäller en annan fil än protokollet" in refused(db_session, asked, answer)


def test_an_answer_about_another_digest_is_refused(db_session, remote, asked):
    other = {"algorithm": "SHA-256", "value": "ab" * 32}
    answer = remote.answer(asked[3], kernel_clock.now(), digest=other)
    assert "gäller en annan fil än protokollet" in refused(db_session, asked, answer)


def test_an_answer_to_another_request_is_refused(db_session, remote, asked):
    answer = remote.answer(asked[3], kernel_clock.now(), request="en annan")
    assert "gäller en annan begäran" in refused(db_session, asked, answer)


def test_an_issuer_that_nobody_trusts_is_refused(db_session, remote, asked):
    stranger = Authority("En annan utfärdare").signer("Bo Almqvist")
    answer = remote.answer(asked[3], kernel_clock.now(), signer=stranger)
    assert "inte litar på" in refused(db_session, asked, answer)


def test_a_certificate_that_has_run_out_is_refused(db_session, remote, asked):
    old = remote.people.signer("Bo Almqvist", until=datetime(2016, 1, 1, tzinfo=UTC))
    answer = remote.answer(asked[3], kernel_clock.now(), signer=old)
    assert "gällde inte när underskriften gjordes" in refused(db_session, asked, answer)


def test_an_answer_that_somebody_else_has_made_is_refused(db_session, remote, asked):
    other = Authority("En annan").signer("Underskriftstjänsten AB")
    answer = remote.answer(asked[3], kernel_clock.now(), seal=other)
    assert "inte undertecknat av Provtjänsten" in refused(db_session, asked, answer)


def test_an_answer_that_was_changed_on_the_way_is_refused(db_session, remote, asked):
    first = remote.answer(asked[3], kernel_clock.now())
    second = remote.answer(asked[3], kernel_clock.now(), message="ändrat")
    answer = {**first, "response": second["response"]}
    assert "inte undertecknat av Provtjänsten" in refused(db_session, asked, answer)


@pytest.mark.parametrize("minutes", [-11, 11])
def test_an_old_answer_is_refused(db_session, remote, asked, minutes):
    answer = remote.answer(asked[3], kernel_clock.now() + timedelta(minutes=minutes))
    assert "för gammalt" in refused(db_session, asked, answer)


def test_why_somebody_broke_off_there_is_told(db_session, remote, asked):
    answer = remote.answer(asked[3], kernel_clock.now(), status="cancelled", message="Avbrutet.")
    assert "avbröts hos Provtjänsten: Avbrutet." in refused(db_session, asked, answer)


@pytest.mark.parametrize("field", ["response", "signature"])
@pytest.mark.parametrize("text", ["", "å", "AAAA"])
def test_an_answer_that_is_no_answer_is_refused(db_session, remote, asked, field, text):
    answer = {**remote.answer(asked[3], kernel_clock.now()), field: text}
    assert "går inte att läsa" in refused(db_session, asked, answer)


def test_a_signature_that_is_no_signature_is_refused(db_session, remote, asked):
    answer = remote.answer(asked[3], kernel_clock.now(), signature="AAAA")
    assert "går inte att läsa" in refused(db_session, asked, answer)


def test_nobody_answers_what_was_never_asked(db_session, world, remote):
    with pytest.raises(NotFound):
        services.answer_remote(db_session, reference="påhittat", answer={})


def test_rule_unl_unlocking_cancels_what_was_asked_and_a_late_answer_signs_nothing(
    db_session, remote, asked
):
    meeting, _, made, form = asked
    minutes_services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")

    late = services.answer_remote(
        db_session, reference=made.reference, answer=remote.answer(form, kernel_clock.now())
    )

    assert late.state is SigningState.CANCELLED
    assert count(db_session) == 0


def test_asked_twice_the_same_request_goes_on_and_signing_otherwise_closes_it(
    db_session, world, asked
):
    meeting, version, made, _ = asked
    ask = {"actor": as_actor(world.chair), "version_id": version.id, "sha256": version.sha256}

    assert services.ask_remote(db_session, **ask).id == made.id
    cycle.sign(db_session, meeting, version, world.chair)

    assert made.state is SigningState.CANCELLED
    with pytest.raises(DomainError) as refused_form:
        services.remote_form(db_session, made, return_to=BACK)
    assert refused_form.value.code == "signing.not_open"
    with pytest.raises(DomainError) as again:
        services.ask_remote(db_session, **ask)
    assert again.value.code == "attest.not_signer"


def test_only_the_bytes_that_were_read_are_asked_about_and_only_when_it_is_offered(
    db_session, world, offering, remote
):
    _, version = cycle.frozen(db_session, world)
    ask = {"actor": as_actor(world.chair), "version_id": version.id}
    with pytest.raises(DomainError) as other:
        services.ask_remote(db_session, **ask, sha256="0" * 64)
    offering("")
    with pytest.raises(DomainError) as off:
        services.ask_remote(db_session, **ask, sha256=version.sha256)

    assert (other.value.code, off.value.code) == ("attest.other_bytes", "signing.not_offered")


def test_a_signer_goes_to_the_service_and_comes_back_with_a_signature(
    db_session, world, as_user, remote, new_client
):
    meeting, _ = cycle.frozen(db_session, world)
    signer = as_user(world.chair)
    page = signer.get(f"{DAY}/justering")
    asked = signer.post(
        f"{DAY}/justering/underskriftstjanst",
        data=page.form(f"{DAY}/justering/underskriftstjanst"),
    )
    there = signer.get(asked.location)
    inputs = {i.get("name"): i.get("value") for i in there.tree.iter("input")}
    form = {name: inputs[name] for name in ("request", "signature")}
    reference = json.loads(b64decode(form["request"]))["request"]
    answer = remote.answer(form, kernel_clock.now())

    back = new_client().post(f"/sammantraden/underskrift/svar/{reference}", data=answer)

    assert "Protokollet lämnar inte Klubba." in page.words
    assert "form-action 'self' https://prov.example" in there.headers["Content-Security-Policy"]
    assert (back.status_code, back.location) == (303, f"{DAY}/justering")
    after = signer.get(f"{DAY}/justering")
    assert "Undertecknat hos en underskriftstjänst 2016-11-21" in after.words
    file = signer.get(f"{DAY}/justering/underskrift/{world.chair.person_id}")
    assert file.mimetype == "application/pkcs7-signature"
    assert len(minutes.current_version(db_session, meeting.id).attestations) == 1
    finished = db_session.scalar(select(SigningRequest))
    assert signer.get(asked.location).location == f"{DAY}/justering"
    assert finished.state is SigningState.DONE
    nobody = as_user(world.director).get(asked.location)
    assert nobody.status_code == 404
