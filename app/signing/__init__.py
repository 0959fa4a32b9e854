"""Ways to sign frozen minutes: in the tool, on paper, at an outside service."""

from __future__ import annotations

from flask import Flask

from app.minutes.services import attested, attested_alone
from app.signing import services


def init_app(_app: Flask) -> None:
    """Register the capability with the application."""
    attested.subscribe(services.make_attested_document)
    attested_alone.subscribe(services.make_attested_document)
