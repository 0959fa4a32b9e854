"""Commands: check the Word templates, and render the documents of a meeting to files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.documents import services
from app.documents.kinds import KINDS
from app.kernel import db
from app.kernel.errors import DomainError, NotFound, sentence
from app.kernel.forms import wrong_day

commands = AppGroup("documents", help="The Word documents and their templates.")


class Day(click.ParamType[dt.date]):
    """A date on the command line, refused with the same sentences as in a form."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Read the date."""
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(wrong_day(str(value)), param, ctx)


@commands.command("check")
def check() -> None:
    """Say what is wrong with the Word templates; exit 1 when something is."""
    faults = {kind: services.template_faults(kind) for kind in KINDS.values()}
    for kind, found in faults.items():
        click.echo(f"{kind.template}: {'behöver rättas' if found else 'i ordning'}")
        for fault in found:
            click.echo(f"  {fault}")
    if any(faults.values()):
        raise click.ClickException("Rätta mallarna och kör kommandot igen.")


@commands.command("render")
@click.argument("kind")
@click.option("--meeting", "day", type=Day(), required=True, help="The day of the meeting.")
@click.option("--paragraph", type=int, help="The number of one §.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def render(kind: str, day: dt.date, paragraph: int | None, out: Path) -> None:
    """Write the document KIND of a meeting as a Word file in a directory."""
    with db.new_session(read_only=True) as session:
        try:
            made = services.render_for(session, kind, day=day, paragraph=paragraph)
        except NotFound:
            raise click.ClickException(f"Det finns inget sammanträde den {day}.") from None
        except DomainError as error:
            raise click.ClickException(sentence(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    path = out / made.filename
    path.write_bytes(made.rendered.content)
    click.echo(str(path))
    for gap in made.rendered.gaps:
        click.echo(f"Saknas: {gap}", err=True)


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(commands)
