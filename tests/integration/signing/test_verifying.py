"""What ``flask audit verify`` asks signing: one changed byte is named (rule ATT)."""

from __future__ import annotations

import pytest

from app.documents import queries as files
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel.actor import Actor
from app.kernel.storage import storage
from app.sealing import queries as sealing
from app.signing import queries, services
from app.signing.domain import SigningState
from tests.factories import cycle
from tests.integration.signing.test_upload import NAMES, ask, look


def findings(session):
    return [(f.place, f.sentence) for one in services.verify(session) for f in one.findings]


def tamper(sha256):
    path = storage()._path(sha256)
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_when_nothing_is_changed_nothing_is_found(db_session, world):
    cycle.attested(db_session, world)

    looked = [one.what for one in services.verify(db_session)]

    assert looked == [
        "1 låsta filer som har justerats",
        "1 dokument med underskrifterna ifyllda",
        "0 filer som visar en underskrift",
    ]
    assert findings(db_session) == []


def test_a_changed_byte_in_what_was_signed_and_in_what_was_filled_in_is_named(db_session, world):
    _, version = cycle.attested(db_session, world)
    made = services.attested_document(db_session, version.id)

    tamper(version.sha256)
    tamper(made.sha256)

    assert findings(db_session) == [
        (f"minutes_version {version.id}", "Filen protokoll-2016-11-18.docx är ändrad eller borta."),
        (
            "attested_document 1",
            "Filen protokoll-2016-11-18-justerat.docx är ändrad eller borta.",
        ),
    ]


def test_a_frozen_row_that_names_another_file_is_named(db_session, world):
    _, version = cycle.attested(db_session, world)
    made = services.attested_document(db_session, version.id)
    [row] = queries.signed_versions(db_session)
    db_session.expunge(row)
    row.file_version = made

    from app.signing.services.verifying import _frozen

    assert [f.sentence for f in _frozen(row.id, version.sha256, made)] == [
        "Kontrollsumman är en annan än den låsta filens."
    ]


@pytest.fixture
def signed_there(db_session, world, remote):
    """The chair's signature over the digest, made by a service."""
    _, version = cycle.frozen(db_session, world)
    user = world.chair
    made = services.ask_remote(
        db_session,
        actor=Actor(user.id, user.person_id, user.person.name),
        version_id=version.id,
        sha256=version.sha256,
    )
    form = services.remote_form(db_session, made, return_to="https://klubba.example/x").form
    answer = remote.answer(form, kernel_clock.now())
    services.answer_remote(db_session, reference=made.reference, answer=answer)
    return version, made


def test_a_signature_over_other_bytes_and_a_changed_one_are_named(db_session, remote, signed_there):
    from dataclasses import replace

    from app.signing.services.verifying import _evidence

    assert findings(db_session) == []
    [one] = queries.evidence(db_session)
    assert list(_evidence(replace(one, sha256="0" * 64))) == [
        "Underskriften gäller en annan fil än den låsta."
    ]
    tamper(one.file.sha256)
    assert findings(db_session) == [
        (f"attestation {one.attestation_id}", f"Filen {one.file.filename} är ändrad eller borta.")
    ]


def test_a_signed_pdf_that_does_not_begin_with_what_was_sent_is_named(
    db_session, world, upload, printed, clock
):
    from app.signing.services.verifying import _evidence

    _, version = cycle.frozen(db_session, world)
    made = ask(db_session, world, version)
    sent = printed(version)
    look(db_session, clock, made)
    upload.sign(made.reference, *NAMES)
    look(db_session, clock, made)
    assert made.state is SigningState.DONE
    assert findings(db_session) == []
    [one, *_] = queries.evidence(db_session)

    assert one.sent.id == sent.id
    one.sent.__dict__["sha256"] = "0" * 64
    assert list(_evidence(one)) == [
        "Den undertecknade filen är inte det protokoll som skickades till tjänsten."
    ]


def test_who_may_see_the_signing_may_read_its_pdfs(db_session, world):
    meeting, version = cycle.attested(db_session, world)
    made = services.attested_document(db_session, version.id)
    export = sealing.export_of(db_session, made.id, sealed=True)
    assert files.file_version(db_session, export.source_id).id == made.id
    assert documents.content(made)[:2] == b"PK"

    assert services.may_read(db_session, cycle.office(world), export)
    assert not services.may_read(db_session, None, export)
    export.source_id = 999999
    with db_session.no_autoflush:
        assert not services.may_read(db_session, cycle.office(world), export)
    db_session.expire(export)
    assert meeting.id
