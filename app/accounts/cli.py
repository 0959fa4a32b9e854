"""Commands for the one who runs the installation."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts import queries, services
from app.kernel import db
from app.kernel.errors import DomainError, sentence

accounts = AppGroup("accounts", help="Inloggningar.")


@accounts.command("invite")
@click.argument("email")
def invite(email: str) -> None:
    """Print a one-time link for the person with EMAIL, when nobody can log in any longer."""
    with db.transaction() as session:
        found = next((p for p in queries.people(session) if email.lower() in _addresses(p)), None)
        if found is None:
            raise click.ClickException(f"Ingen i personregistret har adressen {email}.")
        try:
            link = services.invite(
                session,
                actor=None,
                person_id=found.id,
                email=email,
                link_of=_link,
                association_name="Klubba",
            )
        except DomainError as error:
            raise click.ClickException(sentence(error)) from None
    click.echo(link)


def _addresses(person: queries.PersonRow) -> set[str]:
    return {address.lower() for address in (person.email, person.login_email) if address}


def _link(token: str) -> str:
    base: str = current_app.extensions["settings"].base_url
    return f"{base.rstrip('/')}/inbjudan/{token}"
