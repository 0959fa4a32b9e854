"""The attestation round: what signers say before they sign."""

from __future__ import annotations

from flask import Flask


def init_app(_app: Flask) -> None:
    """Register the capability with the application."""
