"""The code of the demonstration's authenticator app."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from app.accounts.domain import code_counter
from app.accounts.services import codes
from app.association.models import Association
from app.devtools.demo.people import NAME
from app.devtools.seed_people import APP_SECRET
from app.kernel import clock as kernel_clock
from tests.conftest import Clock
from tests.factories.people import create_association


def test_the_code_of_the_moment_is_printed_in_the_demonstration_only(
    app: Flask, db_session: Session, clock: Clock
) -> None:
    create_association(db_session)
    db_session.commit()
    refused = app.test_cli_runner().invoke(args=["demo-code"])
    assert "inte demonstrationen" in refused.output

    db_session.get_one(Association, 1).name = NAME
    db_session.commit()
    printed = app.test_cli_runner().invoke(args=["demo-code"])
    assert printed.output.strip() == codes.code_at(APP_SECRET, code_counter(kernel_clock.now()))
