"""Klubba: the decision chain of a samordningsförbund, from agenda to attested, posted minutes."""

from __future__ import annotations

import os
from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import (
    accounts,
    applications,
    archive,
    association,
    commissions,
    correction,
    delegation,
    disclosure,
    dispatch,
    documents,
    followup,
    meetings,
    minutes,
    overview,
    packets,
    per_capsulam,
    planning,
    publication,
    reading,
    registry,
    review,
    sealing,
    signing,
)
from app.config import ROOT, Settings
from app.kernel import audit_cli, authz, backup_cli, cli, clock, db, errors, money, storage, ui, web

CAPABILITIES = (
    accounts,
    documents,
    sealing,
    association,
    registry,
    applications,
    meetings,
    minutes,
    followup,
    packets,
    reading,
    commissions,
    delegation,
    per_capsulam,
    planning,
    review,
    signing,
    correction,
    publication,
    dispatch,
    disclosure,
    archive,
    overview,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, configured from the environment unless settings are given."""
    settings = settings or Settings.from_env(os.environ)
    app = Flask(
        __name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    app.extensions["settings"] = settings
    _configure(app, settings)
    if settings.proxies:
        trusted = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )
    if settings.clock:
        clock.start_from(settings.clock)
    db.init_app(app, settings.database_url)
    storage.init_app(app, settings.storage_dir)
    authz.init_app(app)
    errors.add_sentences(money.SENTENCES)
    ui.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    audit_cli.init_app(app)
    backup_cli.init_app(app)
    for capability in CAPABILITIES:
        capability.init_app(app)
    _developer_tools(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-klubba" if settings.production else "klubba",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # The login session in the database has its own life; the cookie is written when it changes.
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        MAX_CONTENT_LENGTH=settings.max_upload,
        # Minutes with many rows and long texts go beyond the framework's small defaults.
        MAX_FORM_MEMORY_SIZE=5 * 1024 * 1024,
        MAX_FORM_PARTS=5000,
    )


def _developer_tools(app: Flask, settings: Settings) -> None:
    """Commands for demonstration and measuring, and the style page in developer mode."""
    from app import devtools  # noqa: PLC0415 -- nothing else may import the developer's tools

    devtools.init_app(app, developer=settings.developer)
