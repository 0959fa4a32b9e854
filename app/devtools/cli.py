"""Commands of the developer: the demonstration and the measuring."""

from __future__ import annotations

import click
from flask import Flask
from sqlalchemy.orm import Session

from app.accounts.domain import code_counter
from app.accounts.services import codes
from app.devtools.demo import loading
from app.devtools.seed_people import APP_SECRET, PASSWORD
from app.kernel import clock, db


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is an association.")
def demo(*, if_empty: bool) -> None:
    """Load the demonstration association into an empty database."""
    with db.new_session() as session:
        if not loading.is_empty(session):
            if if_empty:
                _logins_of_demonstration(session)
                return
            raise click.ClickException("Databasen är inte tom. Demonstrationen behöver en tom.")
        with db.committing(session):
            loading.load(session)
    click.echo("Demonstrationsförbundet är inläst.")
    print_logins()


def _logins_of_demonstration(session: Session) -> None:
    """Print the logins again, unless the database belongs to a real association."""
    if loading.is_demonstration(session):
        print_logins()


def print_logins() -> None:
    """Print who can log in."""
    for email, name, role in loading.logins():
        click.echo(f"  {email:32} {name:20} {role}")
    click.echo(f"Lösenordet är {PASSWORD} för alla.")
    click.echo("Koden vid underskrift visas av: .venv/bin/flask --app wsgi demo-code")


@click.command("demo-code")
def demo_code() -> None:
    """Print the code that the demonstration's authenticator app shows now, the same for all."""
    with db.new_session() as session:
        if not loading.is_demonstration(session):
            raise click.ClickException("Databasen är inte demonstrationen.")
    click.echo(codes.code_at(APP_SECRET, code_counter(clock.now())))


@click.command("bench")
def run_bench() -> None:
    """Measure pages and documents against their floors."""
    from app.devtools import bench  # noqa: PLC0415 -- its tools take memory that no worker needs

    bench.main()


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (demo, demo_code, run_bench):
        app.cli.add_command(command)
