"""Ways to sign frozen minutes: in the tool, on paper, at an outside service."""

from __future__ import annotations

from flask import Flask

from app.config import Settings
from app.kernel import errors, worker
from app.kernel.audit import verifications
from app.minutes.services import attested, attested_alone, unlocked
from app.sealing.services import may_read_pdf
from app.signing import routes, services
from app.signing.domain.refusals import SENTENCES


def init_app(app: Flask) -> None:
    """Register the capability; refuses to start with a faulty file of settings."""
    found = app.extensions["settings"]
    if isinstance(found, Settings):
        services.read(found)
    errors.add_sentences(SENTENCES)
    routes.init_app(app)
    attested.subscribe(services.make_attested_document)
    attested_alone.subscribe(services.make_attested_document)
    unlocked.subscribe(services.cancel_all)
    may_read_pdf.subscribe(services.may_read)
    verifications.subscribe(services.verify)
    worker.long_work.subscribe(_work)


def _work() -> None:
    services.work_on_next()
