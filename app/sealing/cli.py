"""Commands: make the association's own seal, check a file."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.kernel import db, ui
from app.kernel.errors import DomainError, sentence
from app.sealing import services

commands = AppGroup("sealing", help="The seal of the association.")


@commands.command("init")
def init() -> None:
    """Make a certificate authority and a seal of one's own, unless there is a key already."""
    try:
        with db.new_session(read_only=True) as session:
            click.echo(services.prepare_key(session))
    except DomainError as error:
        raise click.ClickException(sentence(error)) from error


@commands.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Say whether a PDF has the association's seal and is unchanged; exit 1 when not."""
    try:
        found = services.check_seal(file.read_bytes())
    except DomainError as error:
        raise click.ClickException(sentence(error)) from error
    if not found.valid:
        raise click.ClickException(found.fault)
    click.echo(f"Förseglad av {found.signer} {ui.moment(found.at)} och oförändrad.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(commands)
