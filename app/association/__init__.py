"""The association itself: members, bodies, seats, settings from charter and rules of procedure."""

from __future__ import annotations

from flask import Flask

from app.accounts import queries as accounts
from app.association import queries, routes, services
from app.association.domain import SENTENCES
from app.association.policies import SEE_ASSOCIATION
from app.kernel import errors, ui
from app.kernel.tasks import tasks
from app.sealing.services import sealing_name

_PEOPLE = ("people", "person", "new_person", "edit_person", "invite", "close_user")


def init_app(app: Flask) -> None:
    """Register the capability with the application."""
    errors.add_sentences(SENTENCES)
    accounts.seats_of.subscribe(queries.seats_of_person)
    accounts.assignments.subscribe(queries.assignments)
    accounts.login_factor.subscribe(queries.login_factor)
    ui.association_of_page.subscribe(routes.association_of_page)
    tasks.subscribe(routes.association_tasks)
    sealing_name.subscribe(services.name_of)
    app.before_request(routes.set_up_first)
    app.register_blueprint(routes.pages)
    ui.add_menu(
        app,
        order=60,
        label="Förbundet",
        endpoint="association.index",
        needed=SEE_ASSOCIATION,
        also=tuple(f"accounts.{name}" for name in _PEOPLE),
    )
