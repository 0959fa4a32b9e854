"""One's own account: password and sessions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries, services
from app.accounts.models import LoginSession, Person, User
from app.kernel.actor import Actor
from app.kernel.outbox import OutboxMessage
from tests.conftest import Clock
from tests.factories import people as factory
from tests.support.html_client import HtmlClient, Page

NewClient = Callable[[], HtmlClient]
Outbox = Callable[[], list[OutboxMessage]]
NEW = "sju blåa båtar gungar"
REGISTER = "/forbundet/personer"


def test_the_login_before_the_present_one_is_known(
    db_session: Session, bo: Person, clock: Clock
) -> None:
    user = factory.create_login(db_session, bo)
    form = {"email": user.email, "password": factory.PASSWORD, "address": "", "user_agent": ""}
    services.login(db_session, **form)
    assert queries.previous_login(db_session, user.id) is None
    first = clock.move(hours=0)
    clock.move(days=1)
    services.login(db_session, **form)
    assert queries.previous_login(db_session, user.id) == first


class TestOwnAccount:
    """One's own password and sessions."""

    @pytest.fixture
    def own(self, client: HtmlClient, db_session: Session, bo: Person) -> User:
        user = factory.create_login(db_session, bo)
        db_session.commit()
        self.log_in(client, user)
        return user

    def log_in(self, client: HtmlClient, user: User, password: str = factory.PASSWORD) -> Page:
        form = {"email": user.email, "password": password}
        return client.post("/logga-in", data=form, headers={"User-Agent": "Firefox Windows"})

    def test_a_new_password_closes_every_other_session(
        self, client: HtmlClient, new_client: NewClient, own: User
    ) -> None:
        elsewhere = new_client()
        self.log_in(elsewhere, own)
        form = {"present": factory.PASSWORD, "password": NEW, "again": NEW}
        assert client.post("/mitt-konto", data=form).status_code == 303
        assert "Lösenordet är bytt." in client.get("/mitt-konto").words
        assert elsewhere.get("/mitt-konto").status_code == 303
        assert self.log_in(new_client(), own).status_code == 422
        assert self.log_in(new_client(), own, NEW).status_code == 303

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"present": "fel lösenord här"}, "Lösenordet stämmer inte."),
            ({"password": "kort", "again": "kort"}, "Lösenordet är för kort."),
            ({"again": "något annat"}, "Lösenorden är olika."),
            ({"present": ""}, "Fyll i ditt nuvarande lösenord."),
        ],
    )
    def test_a_change_that_is_refused_changes_nothing(
        self,
        client: HtmlClient,
        new_client: NewClient,
        own: User,
        values: dict[str, str],
        words: str,
    ) -> None:
        form = {"present": factory.PASSWORD, "password": NEW, "again": NEW} | values
        page = client.post("/mitt-konto", data=form)
        assert page.status_code == 422
        assert page.words.count(words) == 2
        assert self.log_in(new_client(), own).status_code == 303

    def test_one_sees_and_ends_ones_sessions_but_nobody_elses(
        self,
        client: HtmlClient,
        new_client: NewClient,
        db_session: Session,
        own: User,
        office: Actor,
    ) -> None:
        elsewhere = new_client()
        self.log_in(elsewhere, own)
        page = client.get("/mitt-konto")
        assert page.words.count("Firefox på Windows") == 2
        [other] = [
            row.id
            for row in db_session.scalars(
                select(LoginSession).order_by(LoginSession.id.desc()).limit(1)
            )
        ]
        assert client.post(f"/mitt-konto/inloggningar/{other}/avsluta").status_code == 303
        assert elsewhere.get("/mitt-konto").status_code == 303
        assert client.post(f"/mitt-konto/inloggningar/{other}/avsluta").status_code == 303
        theirs = db_session.scalars(
            select(LoginSession.id).where(LoginSession.user_id == office.user_id)
        ).first()
        assert client.post(f"/mitt-konto/inloggningar/{theirs}/avsluta").status_code == 404
