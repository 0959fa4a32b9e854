"""Commands of the ground: migrate the database, run the worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy.engine import make_url

from app.config import ROOT, Settings
from app.kernel import worker

if TYPE_CHECKING:
    from alembic.config import Config

db_commands = AppGroup("db", help="The database and its migrations.")


def alembic_config(url: str) -> Config:
    """Return Alembic's configuration for one database."""
    from alembic.config import Config  # noqa: PLC0415 -- 11 MB that no server needs

    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = url
    return config


def settings() -> Settings:
    """Return the current application's settings."""
    found = current_app.extensions["settings"]
    if not isinstance(found, Settings):
        raise TypeError("the application has no settings")
    return found


@db_commands.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Migrate the database to REVISION (the newest when left out)."""
    from alembic import command  # noqa: PLC0415

    url = settings().database_url
    file = make_url(url).database
    if url.startswith("sqlite") and file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(url), revision)


@click.command("worker")
@click.option("--pause", default=5.0, help="Seconds between rounds.")
def run_worker(pause: float) -> None:
    """Send mail and do what is due, until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- Flask's documented way
    worker.run(app, settings(), pause=pause)


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(db_commands)
    app.cli.add_command(run_worker)
