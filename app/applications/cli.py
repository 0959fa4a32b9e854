"""Commands: a whole application out to a file and in from one."""

from __future__ import annotations

from typing import BinaryIO

import click
from flask import Flask
from flask.cli import AppGroup

from app.applications import exchange
from app.kernel import db
from app.kernel.errors import DomainError, NotFound, sentence
from app.kernel.json_files import ImportRefused

commands = AppGroup("application", help="Whole applications (docs/application.schema.json).")
_MOST_SHOWN = 20


@commands.command("export")
@click.argument("name", metavar="NAME_OR_NUMBER")
def export(name: str) -> None:
    """Write the application with a case number, or the only one with a name, to standard output."""
    with db.new_session(read_only=True) as session:
        try:
            content = exchange.export_application(session, name)
        except NotFound:
            raise click.ClickException(f"Det finns ingen ansökan {name}.") from None
        except DomainError as error:
            raise click.ClickException(sentence(error)) from None
    click.echo(content, nl=False)


@commands.command("import")
@click.argument("file", type=click.File("rb"))
def import_file(file: BinaryIO) -> None:
    """Read an application from FILE ("-" is standard input); all of it or nothing."""
    try:
        with db.new_session() as session, db.committing(session):
            made = exchange.import_application(session, actor=None, content=file.read())
            name = made.name
    except ImportRefused as refused:
        for problem in refused.problems[:_MOST_SHOWN]:
            click.echo(str(problem), err=True)
        if (more := len(refused.problems) - _MOST_SHOWN) > 0:
            click.echo(f"… och {more} fel till.", err=True)
        raise click.ClickException("Ingenting har lästs in. Rätta filen och försök igen.") from None
    click.echo(f"Ansökan {name} är inläst.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(commands)
