"""Whole addresses for mails, by the installation's own name."""

from __future__ import annotations

from flask import url_for

from app.kernel.cli import settings


def page_address(endpoint: str, **values: object) -> str:
    """Return the whole address of a page."""
    return settings().base_url.rstrip("/") + url_for(endpoint, **values)  # type: ignore[arg-type]


def application_page(application_id: int) -> str:
    """Return the whole address of an application's own page."""
    return page_address("applications.workspace", application_id=application_id)


def login_link(token: str) -> str:
    """Return the whole address where a new login chooses its password."""
    return page_address("accounts.use_invitation", token=token)
