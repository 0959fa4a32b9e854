"""Commands: take a backup while people write, and put one back."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask

from app.config import ROOT
from app.kernel import audit_checks, backup, clock, db
from app.kernel.backup import Manifest
from app.kernel.backup_database import BackupRefused
from app.kernel.cli import settings


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path), required=False)
def take(target: Path | None) -> None:
    """Copy database and files to the new directory TARGET; people may go on writing.

    Without TARGET, it is named after the moment and lies in var/backup.
    """
    target = target or _named_now()
    try:
        made = backup.back_up(db.engine(), settings().storage_dir, target)
    except BackupRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Säkerhetskopian ligger i {target}: {_contents(made)}.")
    for name in made.damaged:
        click.echo(f"Filen {name} är skadad och kopierades som den är.", err=True)
    if made.damaged:
        raise SystemExit(1)


def _named_now() -> Path:
    moment = clock.now().astimezone(clock.STOCKHOLM)
    return ROOT / "var" / "backup" / f"klubba-{moment:%Y%m%d-%H%M%S}"


def _contents(made: Manifest) -> str:
    return (
        f"{sum(made.rows.values())} rader i {len(made.rows)} tabeller och {len(made.files)} filer, "
        f"senaste förseglingen {made.seal or 'saknas'}"
    )


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--verify", is_flag=True, help="Verify log, files and signatures afterwards.")
def put_back(source: Path, verify: bool) -> None:  # noqa: FBT001 -- click gives it so
    """Put the backup SOURCE back, into an empty database and an empty directory of files."""
    try:
        made = backup.restore(db.engine(), settings().storage_dir, source)
    except BackupRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Återställt från {made.taken_at}: {_contents(made)}.")
    if verify:
        _verify(made)


def _verify(made: Manifest) -> None:
    with db.new_session(read_only=True) as session:
        report = audit_checks.verify(session)
    for finding in report.findings:
        click.echo(f"FEL {finding.place}: {finding.sentence}")
    same = (report.head.sha256 if report.head else "") == made.seal
    if not same:
        click.echo("FEL audit_seal: Den senaste förseglingen är inte den som kopian hade.")
    if report.findings or not same:
        raise SystemExit(1)
    click.echo("Allt är som det lämnades.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(take)
    app.cli.add_command(put_back)
