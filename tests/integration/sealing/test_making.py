"""The worker makes archival PDFs: sealed, once, again after it was killed, or says why not."""

from __future__ import annotations

import subprocess
import sys

import page
import pytest
from sqlalchemy import func, select

from app.documents import services as documents
from app.documents.models import FileVersion
from app.kernel import history, worker
from app.kernel.errors import DomainError, NotFound
from app.sealing import queries, services
from app.sealing.domain import AGAIN_AFTER, FAILED_WORDS, LEASE, MOST_TRIES, PdfState
from app.sealing.models import PdfExport
from app.sealing.services import making
from tests.integration.sealing.conftest import SOFFICE

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice saknas"),
]


def made(db_session, export: PdfExport) -> PdfExport:
    db_session.commit()
    assert making.make_next()
    db_session.expire_all()
    return export


def test_a_document_becomes_a_sealed_pdf_that_everybody_can_check(db_session, store, tmp_path):
    source = store()

    export = made(db_session, services.ask(db_session, source=source, sealed=True))

    assert (export.state, export.tries, export.state_word) == (PdfState.DONE, 1, "Klar")
    stored = export.file_version
    assert stored.filename == "Bevis om anslag.pdf"
    assert stored.data["source_sha256"] == source.sha256
    content = documents.content(stored)
    for profile in ("2b", "ua1"):
        report = page.validate_pdf_bytes(content, profile=profile)
        assert not report.failures
    check = services.check_seal(content)
    assert (check.valid, check.whole, check.fault) == (True, True, "")
    assert check.signer == "Samordningsförbundet Älvbygden"
    assert check.at == export.finished_at
    file = tmp_path / "fil.pdf"
    file.write_bytes(content)
    told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    said = db_session.scalars(
        select(history.AuditEntry.sentence).where(history.AuditEntry.action == "sealing.sealed")
    ).one()
    assert said == ("förseglade Bevis om anslag.pdf med sigill av Samordningsförbundet Älvbygden")


def test_without_a_seal_it_is_only_made(db_session, store):
    export = made(db_session, services.ask(db_session, source=store(), sealed=False))

    content = documents.content(export.file_version)
    assert page.is_pdf_compliant_bytes(content, profile="2b")
    assert services.check_seal(content).fault == "Filen har inget sigill."
    db_session.commit()
    assert not making.make_next()


def test_asking_again_is_the_same_and_those_who_wait_are_told_in_the_same_commit(
    db_session, store, monkeypatch
):
    told = []
    monkeypatch.setattr(services.sealed_now, "_subscribers", [lambda _, e: told.append(e.id)])
    source = store()
    export = services.ask(db_session, source=source, sealed=True)

    assert services.ask(db_session, source=source, sealed=True) is export
    made(db_session, export)

    assert told == [export.id]
    assert services.ask(db_session, source=source, sealed=True) is export
    assert db_session.scalar(select(func.count()).select_from(PdfExport)) == 1


def test_the_worker_makes_it_in_its_round(db_session, app, store, monkeypatch):
    # Another capability's work may not run here: it has its own tests.
    monkeypatch.setattr(worker, "long_work", [f for f in worker.long_work if "pdf" in f.__name__])
    monkeypatch.setattr(worker, "now_and_then", [])
    export = services.ask(db_session, source=store(), sealed=True)
    db_session.commit()

    worker.run_round(app.extensions["settings"], worker.mailer_for(app.extensions["settings"]))

    db_session.expire_all()
    assert export.state is PdfState.DONE


def test_two_workers_never_make_the_same_one(db_session, store, clock):
    export = services.ask(db_session, source=store(), sealed=False)
    db_session.commit()
    first = making.claim_next()
    assert making.claim_next() is None

    clock.move(minutes=LEASE.seconds // 60)
    second = making.claim_next()
    assert (first.tries, second.tries) == (1, 2)
    making._make(second)
    with pytest.raises(making._TakenOver):
        making._make(first)

    db_session.expire_all()
    assert (export.state, export.tries) == (PdfState.DONE, 2)
    stored = select(func.count()).select_from(FileVersion)
    assert db_session.scalar(stored) == 2  # the source and one PDF


def test_a_worker_that_lost_its_claim_says_nothing(db_session, store, clock, monkeypatch):
    export = services.ask(db_session, source=store(), sealed=False)
    db_session.commit()

    def late(_content, **_):
        clock.move(minutes=LEASE.seconds // 60)
        claim = making.claim_next()
        making._give_up(claim, "Den andra gav upp.")
        return b"%PDF-"

    monkeypatch.setattr(making, "to_archival_pdf", late)
    assert making.make_next()

    db_session.expire_all()
    assert (export.state, export.failed_because) == (PdfState.FAILED, "Den andra gav upp.")
    lost = making.Claim(export.id, 1)
    db_session.commit()
    making._try_again(lost)
    making._give_up(lost, "För sent.")
    db_session.expire_all()
    assert export.failed_because == "Den andra gav upp."


def test_what_fails_by_chance_is_tried_again_and_then_given_up(
    db_session, store, clock, monkeypatch
):
    export = services.ask(db_session, source=store(), sealed=False)
    db_session.commit()
    whole = making.to_archival_pdf

    def broken(*_, **__):
        raise OSError("disken är full")

    monkeypatch.setattr(making, "to_archival_pdf", broken)
    for _ in range(MOST_TRIES):
        assert making.make_next()
        assert not making.make_next()
        clock.move(seconds=AGAIN_AFTER.seconds)
    db_session.expire_all()
    assert (export.state, export.failed_because) == (PdfState.FAILED, FAILED_WORDS)

    services.ask_again(db_session, actor=None, export=export)
    monkeypatch.setattr(making, "to_archival_pdf", whole)
    made(db_session, export)

    assert (export.state, export.tries) == (PdfState.DONE, MOST_TRIES + 1)


def test_one_that_kills_its_worker_every_time_is_given_up(db_session, store, clock):
    export = services.ask(db_session, source=store(), sealed=False)
    db_session.commit()
    for _ in range(MOST_TRIES):
        assert making.claim_next() is not None
        clock.move(minutes=LEASE.seconds // 60)

    assert making.claim_next() is None

    db_session.expire_all()
    assert (export.state, export.failed_because) == (PdfState.FAILED, FAILED_WORDS)


def test_a_missing_libreoffice_is_told_and_the_pdf_is_made_when_it_is_back(
    db_session, store, monkeypatch, tmp_path
):
    export = services.ask(db_session, source=store(), sealed=True)
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        made(db_session, export)
    assert export.state is PdfState.FAILED
    assert "LibreOffice inte är installerat" in export.failed_because
    assert queries.failed(db_session) == [export]

    services.ask_again(db_session, actor=None, export=export)
    assert (export.state, export.failed_because) == (PdfState.QUEUED, "")
    made(db_session, export)

    assert export.state is PdfState.DONE
    with pytest.raises(DomainError) as refused:
        services.ask_again(db_session, actor=None, export=export)
    assert refused.value.code == "sealing.not_failed"


def test_a_document_that_is_damaged_is_told(db_session, store):
    export = made(db_session, services.ask(db_session, source=store(b"ingen fil"), sealed=True))

    assert export.state is PdfState.FAILED
    assert "Den kan vara skadad" in export.failed_because


def test_a_seal_that_does_not_hold_is_not_kept(db_session, store, monkeypatch):
    broken = services.SealCheck(valid=False, fault="Sigillet är inte äkta.")
    monkeypatch.setattr(making, "check_seal", lambda _content: broken)

    export = made(db_session, services.ask(db_session, source=store(), sealed=True))

    assert export.file_version is None
    assert "gick inte att försegla" in export.failed_because


def test_a_pdf_that_is_not_there_cannot_be_asked_for_again(db_session, world):
    with pytest.raises(NotFound):
        queries.export(db_session, 4711)
    with pytest.raises(NotFound):
        queries.export_for_update(db_session, 4711)


def test_a_killed_worker_leaves_nothing_half_made(db_session, app, store, clock, tmp_path):
    export = services.ask(db_session, source=store(), sealed=True)
    db_session.commit()
    settings = app.extensions["settings"]
    code = (
        "import os, sys\n"
        "from app import create_app\n"
        "from app.config import Settings\n"
        "from pathlib import Path\n"
        "from app.sealing.services import making\n"
        "making._finish = lambda *_: os.kill(os.getpid(), 9)\n"
        "app = create_app(Settings(database_url=sys.argv[1], secret_key='x' * 40,"
        " storage_dir=Path(sys.argv[2])))\n"
        "with app.app_context():\n"
        "    making.make_next()\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, settings.database_url, str(settings.storage_dir)],
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -9, killed.stderr.decode()
    db_session.refresh(export)
    assert (export.state, export.file_version) == (PdfState.RUNNING, None)
    db_session.commit()

    clock.stop(export.claimed_until)
    made(db_session, export)

    assert (export.state, export.tries) == (PdfState.DONE, 2)
