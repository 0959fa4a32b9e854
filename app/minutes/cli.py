"""Commands: a whole meeting out to a file and in from one."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from app.association import queries as association
from app.documents.cli import Day
from app.kernel import db
from app.kernel.errors import DomainError, NotFound, sentence
from app.minutes import exchange

commands = AppGroup("meeting", help="Whole meetings as files (docs/meeting.schema.json).")
_MOST_SHOWN = 20


@commands.command("export")
@click.argument("day", metavar="DATE", type=Day())
@click.option("--body", "name", help="The body's name; the board when left out.")
def export(day: date, name: str | None) -> None:
    """Write the meeting of DATE to standard output."""
    with db.new_session(read_only=True) as session:
        try:
            content = exchange.export_meeting(session, day, body_id=_body_id(session, name))
        except NotFound:
            raise click.ClickException(f"Det finns inget sammanträde den {day}.") from None
        except DomainError as error:
            raise click.ClickException(sentence(error)) from None
    click.echo(content, nl=False)


def _body_id(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    for body in association.bodies(session):
        if body.name == name:
            return body.id
    raise click.ClickException(f"Organet {name} finns inte.")


@commands.command("import")
@click.argument("file", type=click.File("rb"))
def import_file(file: BinaryIO) -> None:
    """Read a meeting from FILE ("-" is standard input); all of it or nothing."""
    try:
        with db.new_session() as session, db.committing(session):
            made = exchange.import_meeting(session, actor=None, content=file.read())
            day = made.held_on.isoformat()
    except exchange.ImportRefused as refused:
        for problem in refused.problems[:_MOST_SHOWN]:
            click.echo(str(problem), err=True)
        if (more := len(refused.problems) - _MOST_SHOWN) > 0:
            click.echo(f"… och {more} fel till.", err=True)
        raise click.ClickException("Ingenting har lästs in. Rätta filen och försök igen.") from None
    click.echo(f"Sammanträdet {day} är inläst.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(commands)
