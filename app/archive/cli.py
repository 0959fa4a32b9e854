"""Commands: make the archive package of a year, and verify one."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.archive import services
from app.archive.services import Exported
from app.kernel import db
from app.kernel.errors import DomainError, sentence

commands = AppGroup("archive", help="Archive packages of attested documents.")


@commands.command("export")
@click.argument("year", type=click.IntRange(1990, 2200))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("var/arkiv"),
    show_default=True, help="The directory that the package is put in.",
)  # fmt: skip
@click.option("--incomplete", is_flag=True, help="Make it although PDFs are missing; it says so.")
def export(year: int, out: Path, incomplete: bool) -> None:  # noqa: FBT001 -- click gives it so
    """Write the package of YEAR; PDFs that nobody has made are made first."""
    made = services.prepare(year)
    if made:
        click.echo(f"Gjorde {made} arkivexemplar.")
    try:
        with db.new_session(read_only=True) as session:
            exported = services.export(session, year=year, out=out, incomplete=incomplete)
    except DomainError as error:
        raise click.ClickException(sentence(error)) from error
    with db.new_session() as session, db.committing(session):
        services.note_export(session, actor=None, exported=exported)
    _tell(exported)


def _tell(exported: Exported) -> None:
    package = exported.package
    records = sum(len(one.records) for one in package.aggregations)
    files = sum(1 for _ in package.files)
    click.echo(f"{exported.path}: {records} handlingar i {files} filer, kontrollerat.")
    click.echo(f"Kontrollsummor: {exported.checksums}")
    for missing in package.missing:
        click.echo(f"Saknas: {missing}", err=True)


@commands.command("verify")
@click.argument("path", type=click.Path(path_type=Path))
def verify(path: Path) -> None:
    """Verify the package in the directory PATH against its schemas and checksums; exit 1 if not."""
    faults = services.verify_package(path)
    for fault in faults:
        click.echo(f"FEL {fault}")
    if faults:
        raise SystemExit(1)
    click.echo("Paketet följer sina scheman, och varje fil har sin kontrollsumma.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(commands)
