"""Documents as archival PDF, sealed by the association."""

from __future__ import annotations

from flask import Flask

from app.kernel import audit, errors, worker
from app.kernel.tasks import tasks
from app.sealing import cli, domain, routes
from app.sealing.services.verifying import verify_pdfs


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    app.register_blueprint(routes.pages)
    cli.init_app(app)
    worker.long_work.subscribe(make_pdfs)
    tasks.subscribe(routes.sealing_tasks)
    audit.verifications.subscribe(verify_pdfs)


def make_pdfs() -> None:
    """Make the PDF that has waited longest, if any waits."""
    # Only the worker makes PDFs and seals them; the libraries take memory that pages do without.
    from app.sealing.services.making import make_next  # noqa: PLC0415

    make_next()
