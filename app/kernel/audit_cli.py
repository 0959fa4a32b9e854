"""Commands of trust: verify everything, show the newest seal, seal now."""

from __future__ import annotations

import json

import click
from flask import Flask
from flask.cli import AppGroup

from app.kernel import audit_chain, audit_checks, db, worker
from app.kernel.audit import Finding
from app.kernel.audit_checks import Report
from app.kernel.clock import STOCKHOLM

commands = AppGroup("audit", help="The log's chain of seals, and everything that can be verified.")


@commands.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
@click.option("--head", default="", help="A seal kept elsewhere, that must stand in the chain.")
def verify(as_json: bool, head: str) -> None:  # noqa: FBT001 -- click gives it so
    """Verify the log, the files, the signatures, the seals and the notices; exit 1 at a finding."""
    with db.new_session(read_only=True) as session:
        report = audit_checks.verify(session)
        missing = _missing_head(head, {made.sha256 for made in audit_chain.seals(session)})
    findings = (*missing, *report.findings)
    click.echo(_as_json(report, findings) if as_json else _as_text(report, findings))
    if findings:
        raise SystemExit(1)


def _missing_head(head: str, known: set[str]) -> tuple[Finding, ...]:
    if not head or head.strip().lower() in known:
        return ()
    sentence = "Förseglingen som har sparats utanför systemet finns inte i kedjan."
    return (Finding("audit_seal", sentence),)


def _as_text(report: Report, findings: tuple[Finding, ...]) -> str:
    looked = [f"  {what}" for what in report.looked]
    lines = ["Kontrollerat:", *looked, *[f"FEL {one.place}: {one.sentence}" for one in findings]]
    if not findings:
        lines.append("Allt är som det lämnades.")
    else:
        lines.append(f"{len(findings)} fel. Ta reda på vad som har hänt innan något ändras.")
    return "\n".join([*lines, _head_words(report.head)])


def _as_json(report: Report, findings: tuple[Finding, ...]) -> str:
    said = {
        "looked": list(report.looked),
        "findings": [{"place": one.place, "sentence": one.sentence} for one in findings],
        "head": report.head.sha256 if report.head else None,
        "milliseconds": report.milliseconds,
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


@commands.command("head")
def show_head() -> None:
    """Print the newest seal, to be kept outside the system."""
    with db.new_session(read_only=True) as session:
        click.echo(_head_words(audit_chain.head(session)))


def _head_words(head: audit_chain.Head | None) -> str:
    if head is None:
        return "Ingen försegling finns ännu."
    moment = f"{head.sealed_at.astimezone(STOCKHOLM):%Y-%m-%d kl. %H.%M}"
    return f"Försegling {head.number}, {moment}: {head.sha256}"


@commands.command("seal")
def seal_now() -> None:
    """Seal everything written so far, without waiting for the worker."""
    with db.new_session() as session, db.committing(session):
        count = audit_chain.seal(session)
    click.echo(f"{count} rader förseglade.")


def init_app(app: Flask) -> None:
    """Register the commands and what the worker does."""
    app.cli.add_command(commands)
    worker.now_and_then.subscribe(audit_chain.seal_now_and_then)
    worker.long_work.subscribe(audit_checks.check_at_night)
