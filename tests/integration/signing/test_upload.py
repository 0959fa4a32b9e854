"""A service that is sent the document: sent, polled, fetched, verified (rule ATT)."""

from __future__ import annotations

from base64 import b64decode

import pytest
from sqlalchemy import func, select

from app.documents import queries as files
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel.errors import DomainError, NotFound
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.minutes import queries as minutes
from app.minutes import services as minutes_services
from app.minutes.domain import AttestationMethod
from app.minutes.models import Attestation
from app.sealing import queries as sealing
from app.sealing.domain import PdfState
from app.signing import services
from app.signing.domain import SigningState
from app.signing.models import SigningRequest
from tests.factories import cycle
from tests.support.signing_services import Authority, small_pdf

NAMES = ("Bo Almqvist", "Maj Lindell", "Kent Arvidsson")
DAY = "/sammantraden/2016-11-18"


@pytest.fixture
def sent(db_session, world, upload, printed):
    """Frozen minutes that lie with the service."""
    meeting, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    printed(version)
    assert services.work_on_next()
    db_session.expire_all()
    assert made.state is SigningState.WAITING
    return meeting, version, made


def ask(session, world, version):
    made = services.ask_upload(
        session, actor=cycle.office(world), version_id=version.id, sha256=version.sha256
    )
    session.commit()
    return made


def look(session, clock, request, *, minutes_later=2):
    """Let the worker do the next thing, later."""
    session.commit()
    clock.move(minutes=minutes_later)
    assert services.work_on_next()
    session.expire_all()
    return request


def idle(session):
    session.commit()
    return not services.work_on_next()


def count(session):
    return session.scalar(select(func.count(Attestation.id)))


def test_nothing_is_sent_before_the_pdf_has_been_made(db_session, world, upload, printed, clock):
    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)

    look(db_session, clock, made)

    assert upload.calls == []
    assert (made.state, made.trouble) == (
        SigningState.STARTED,
        "Protokollet görs om till PDF innan det skickas.",
    )
    assert idle(db_session)
    printed(version)
    look(db_session, clock, made)
    assert made.state is SigningState.WAITING


def test_a_pdf_that_cannot_be_made_ends_it_with_the_reason(db_session, world, upload, clock):
    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    export = sealing.export_of(db_session, version.file_version_id, sealed=False)
    export.state, export.failed_because = PdfState.FAILED, "LibreOffice saknas."

    look(db_session, clock, made)

    assert (made.state, made.failed_because) == (SigningState.FAILED, "LibreOffice saknas.")


def test_the_service_is_sent_the_pdf_and_the_signers_and_gives_each_a_link(world, upload, sent):
    _, _, made = sent

    kept = upload.documents[made.reference]

    assert b64decode(kept["content"]) == small_pdf()
    assert [one["name"] for one in kept["signers"]] == list(NAMES)
    assert set(made.links) == {str(user.person_id) for user in cycle.signers(world)}
    assert all(link.startswith(upload.address) for link in made.links.values())


def test_rule_att_when_all_have_signed_there_the_minutes_are_attested(
    db_session, upload, sent, clock
):
    meeting, version, made = sent
    look(db_session, clock, made)
    assert (made.state, count(db_session)) == (SigningState.WAITING, 0)
    upload.sign(made.reference, *NAMES)

    look(db_session, clock, made)

    assert (made.state, made.failed_because) == (SigningState.DONE, "")
    given = minutes.version(db_session, version.id).attestations
    assert {one.method for one in given} == {AttestationMethod.UPLOADED}
    assert {one.evidence_id for one in given} == {made.evidence_id}
    assert {one.sha256 for one in given} == {version.sha256}
    kept = documents.content(files.file_version(db_session, made.evidence_id))
    assert kept == upload.documents[made.reference]["signed"]
    assert db_session.get_one(Meeting, meeting.id).state is MeetingState.POSTED
    assert idle(db_session)


def failed(session, clock, made):
    look(session, clock, made)
    assert (made.state, count(session)) == (SigningState.FAILED, 0)
    return made.failed_because


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (NAMES[:2], "har 2 underskrifter men ska ha 3"),
        ((*NAMES, "Eva Ask"), "har 4 underskrifter men ska ha 3"),
        ((*NAMES[:2], "Eva Ask"), "Underskriften av Kent Arvidsson saknas"),
        ((NAMES[0], NAMES[0], NAMES[1]), "Underskriften av Bo Almqvist saknas"),
    ],
)
def test_rule_att_exactly_the_right_people_have_signed(
    db_session, upload, sent, clock, names, words
):
    upload.sign(sent[2].reference, *names)
    assert words in failed(db_session, clock, sent[2])


def test_rule_att_another_document_than_the_one_sent_is_refused(db_session, upload, sent, clock):
    upload.sign(sent[2].reference, *NAMES, content=small_pdf("Något annat"))
    assert "inte det protokoll som skickades" in failed(db_session, clock, sent[2])


def test_what_is_no_pdf_is_refused(db_session, upload, sent, clock):
    kept = upload.documents[sent[2].reference]
    kept["signed"], kept["status"] = small_pdf()[:-40] + b"x" * 40, "signed"
    assert "inte det protokoll som skickades" in failed(db_session, clock, sent[2])


def test_an_issuer_that_nobody_trusts_is_refused(db_session, upload, sent, clock):
    upload.people = Authority("En annan utfärdare")
    upload.sign(sent[2].reference, *NAMES)
    assert "inte litar på" in failed(db_session, clock, sent[2])


def test_a_file_that_was_changed_after_it_was_signed_is_refused(db_session, upload, sent, clock):
    upload.sign(sent[2].reference, *NAMES)
    kept = upload.documents[sent[2].reference]
    kept["signed"] = upload.changed_afterwards(kept["signed"])
    assert "ändrats efter det att den undertecknades" in failed(db_session, clock, sent[2])


def test_somebody_who_declines_there_ends_it_with_the_reason(db_session, upload, sent, clock):
    upload.documents[sent[2].reference] |= {"status": "refused", "message": "Fel i § 5."}
    assert "avbröts hos Signeringen: Fel i § 5." in failed(db_session, clock, sent[2])


def test_a_service_that_is_down_is_asked_again_more_and_more_seldom(
    db_session, upload, sent, clock
):
    _, _, made = sent
    upload.down = True
    pauses = []
    for _ in range(4):
        look(db_session, clock, made, minutes_later=20)
        pauses.append((made.next_at - kernel_clock.now()).seconds // 60)

    assert (pauses, made.tries) == ([1, 2, 5, 15], 4)
    assert (made.state, made.trouble) == (
        SigningState.WAITING,
        "Signeringen svarar inte. Klubba försöker igen om en stund.",
    )
    upload.down = False
    upload.sign(made.reference, *NAMES)
    look(db_session, clock, made, minutes_later=20)
    assert (made.state, made.trouble) == (SigningState.DONE, "")


@pytest.mark.parametrize(("status", "down"), [(401, False), (404, False), (429, True), (500, True)])
def test_what_the_service_says_no_to_is_told_and_what_passes_is_tried_again(
    db_session, upload, sent, clock, status, down
):
    upload.status = status
    look(db_session, clock, sent[2])

    assert (sent[2].state is SigningState.WAITING) is down
    assert down or f"svarskod {status}" in sent[2].failed_because


def test_a_service_that_is_gone_altogether_is_down(db_session, upload, offering, sent, clock):
    offering("""
[uploaded]
name = "Signeringen"
address = "http://127.0.0.1:9/api"
trust = "trust.pem"
""")
    look(db_session, clock, sent[2])
    assert "svarar inte" in sent[2].trouble


@pytest.mark.parametrize(
    "answer",
    [
        b"inte json",
        b"[]",
        b'{"signers": [{"id": "1"}]}',
        b'{"signers": [{"id": "1", "link": "javascript:x"}]}',
    ],
)
def test_an_answer_that_cannot_be_read_ends_it(db_session, world, upload, printed, clock, answer):
    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    printed(version)
    upload.always = answer

    look(db_session, clock, made)

    assert made.state is SigningState.FAILED
    assert "går inte att läsa" in made.failed_because


def test_a_worker_that_is_killed_halfway_leaves_it_to_the_next_one(
    db_session, world, upload, printed, clock
):
    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    printed(version)
    made.claims += 1  # a worker took it and died after it had been sent
    made.next_at = kernel_clock.now() + services.LEASE
    db_session.commit()

    assert idle(db_session)
    look(db_session, clock, made, minutes_later=6)

    assert made.state is SigningState.WAITING
    assert list(upload.documents) == [made.reference]


def test_a_worker_that_was_slow_changes_nothing_when_another_has_taken_over(
    db_session, upload, sent, clock
):
    _, _, made = sent
    upload.sign(made.reference, *NAMES)
    upload.during = lambda: _claimed_by_another(db_session, made)

    look(db_session, clock, made)

    assert (made.state, count(db_session)) == (SigningState.WAITING, 0)


def _claimed_by_another(session, made):
    session.execute(SigningRequest.__table__.update().values(claims=99))
    session.commit()


def test_while_it_lies_there_no_other_way_is_open_and_the_office_may_take_it_back(
    db_session, world, sent
):
    meeting, version, made = sent
    with pytest.raises(DomainError) as refused:
        cycle.sign(db_session, meeting, version, world.chair)
    office = cycle.office(world)

    services.cancel(db_session, actor=office, version_id=version.id, request_id=made.id)
    with pytest.raises(DomainError) as again:
        services.cancel(db_session, actor=office, version_id=version.id, request_id=made.id)
    with pytest.raises(NotFound):
        services.cancel(db_session, actor=office, version_id=version.id + 1, request_id=made.id)
    cycle.sign(db_session, meeting, version, world.chair)

    assert (refused.value.code, again.value.code) == ("signing.sent_to_service", "signing.not_open")
    assert (made.state, count(db_session)) == (SigningState.CANCELLED, 1)


def test_rule_unl_unlocking_cancels_it(db_session, upload, sent, clock):
    meeting, _, made = sent
    minutes_services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")
    upload.sign(made.reference, *NAMES)
    db_session.commit()
    clock.move(minutes=5)

    assert idle(db_session)
    assert (made.state, count(db_session)) == (SigningState.CANCELLED, 0)


def test_only_those_who_have_not_signed_are_asked_and_asking_twice_is_once(
    db_session, world, upload, printed
):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)

    made, again = ask(db_session, world, version), ask(db_session, world, version)
    printed(version)
    services.work_on_next()

    assert made.id == again.id
    kept = upload.documents[made.reference]["signers"]
    assert [one["name"] for one in kept] == list(NAMES[1:])


def test_it_is_refused_when_it_is_not_offered_or_about_other_bytes(
    db_session, world, upload, offering
):
    _, version = cycle.frozen(db_session, world)
    with pytest.raises(DomainError) as other:
        services.ask_upload(
            db_session, actor=cycle.office(world), version_id=version.id, sha256="0" * 64
        )
    offering("")
    with pytest.raises(DomainError) as off:
        ask(db_session, world, version)

    assert (other.value.code, off.value.code) == ("attest.other_bytes", "signing.not_offered")


def test_when_the_service_is_no_longer_offered_what_waits_there_fails(
    db_session, upload, offering, sent, clock
):
    offering("")
    assert "inte påslaget" in failed(db_session, clock, sent[2])


def test_the_office_sends_it_from_the_page_and_a_signer_finds_the_link(
    db_session, world, as_user, upload, printed
):
    _, version = cycle.frozen(db_session, world)
    office = as_user(world.administrator)
    page = office.get(f"{DAY}/justering")
    form = page.form(f"{DAY}/justering/signeringstjanst")

    done = office.post(f"{DAY}/justering/signeringstjanst", data=form)
    early = as_user(world.chair).get(f"{DAY}/justering")
    printed(version)
    services.work_on_next()
    signer = as_user(world.chair).get(f"{DAY}/justering")
    listed = office.get(f"{DAY}/justering")
    [act] = [f.get("action") for f in listed.tree.iter("form") if "ta-tillbaka" in f.get("action")]
    back, again = office.post(act), office.post(act)

    assert "Protokollet skickas som PDF till signeringstjänsten" in page.words
    assert done.status_code == back.status_code == again.status_code == 303
    assert "Du får en länk när tjänsten har tagit emot det." in early.words
    assert "Skriv under hos Signeringen" in signer.words
    assert "Godkänn i Klubba" not in signer.words
    assert "Väntar på underskrift" in listed.words
    assert "Tillbakataget" in office.get(f"{DAY}/justering").words
