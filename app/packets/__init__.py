"""All papers of a meeting as one PDF, made in the background."""

from __future__ import annotations

from flask import Flask

from app.kernel import errors, worker
from app.meetings.services import paper_panels
from app.packets import domain, routes


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(domain.SENTENCES)
    routes.init_app(app)
    worker.long_work.subscribe(make_packets)
    paper_panels.subscribe(routes.paper_panel)


def make_packets() -> None:
    """Make the packet that has waited longest, if any waits."""
    # Only the worker draws and reads PDFs; the libraries take 40 MB that pages do without.
    from app.packets.services.making import make_next  # noqa: PLC0415

    make_next()
