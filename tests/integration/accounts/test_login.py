"""Logging in and out, guessing, lapsing, logging in again in the middle of writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries, services
from app.accounts.models import LoginAttempt, LoginSession, User
from app.accounts.services import passwords
from app.kernel import clock as kernel_clock
from app.kernel import db
from app.kernel.actor import Role
from app.kernel.errors import DomainError
from app.kernel.worker import now_and_then
from tests.conftest import Clock
from tests.factories import people as factory
from tests.support.html_client import HtmlClient, Page

NewClient = Callable[[], HtmlClient]


@pytest.fixture
def asa(db_session: Session, clock: Clock) -> User:
    factory.create_association(db_session)
    person = factory.create_person(db_session, "Åsa Öberg", email="asa@alvbygden.example")
    factory.create_seat(db_session, person, Role.DIRECTOR)
    user = factory.create_login(db_session, person)
    db_session.commit()
    return user


def log_in(client: HtmlClient, password: str = factory.PASSWORD, **values: str) -> Page:
    form = {"email": "asa@alvbygden.example", "password": password, **values}
    return client.post("/logga-in", data=form)


def test_one_logs_in_with_address_and_password_and_comes_where_one_was_going(
    client: HtmlClient, asa: User
) -> None:
    asked = client.get("/forbundet?visa=allt")
    assert asked.status_code == 303
    page = client.get(asked.location)
    assert page.heading == "Logga in"
    form = {"email": " ASA@alvbygden.example ", "password": factory.PASSWORD}
    entered = client.post(asked.location, data=form)
    assert entered.location == "/forbundet?visa=allt"
    assert client.get("/mitt-konto").status_code == 200


def test_the_login_page_sends_on_whoever_is_logged_in(client: HtmlClient, asa: User) -> None:
    log_in(client)
    assert client.get("/logga-in").location == "/oversikt"
    assert client.get("/logga-in?next=//annan.example").location == "/oversikt"


def test_a_wrong_password_keeps_the_address_and_says_what_to_do(
    client: HtmlClient, asa: User
) -> None:
    page = log_in(client, "fel lösenord här")
    assert page.status_code == 422
    assert "hör inte ihop" in page.words
    assert page.value("email") == "asa@alvbygden.example"
    assert page.value("password") == ""


def test_an_empty_form_says_what_is_missing(client: HtmlClient, asa: User) -> None:
    page = log_in(client, "", email="")
    assert page.status_code == 422
    assert "Fyll i din e-postadress." in page.words
    assert "Fyll i ditt lösenord." in page.words


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(
    client: HtmlClient, asa: User
) -> None:
    wrong = log_in(client, "fel lösenord här").words
    unknown = log_in(client, "fel lösenord här", email="ingen@alvbygden.example").words
    assert wrong == unknown


def test_an_unknown_address_costs_the_work_of_a_known_one(
    db_session: Session, asa: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified = []
    real = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            verified.append(stored)
            return real.verify(stored, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    assert not passwords.fits(None, "vad som helst")
    assert not passwords.fits(asa, "vad som helst")
    assert len(verified) == 2


@pytest.mark.parametrize("state", ["closed", "without a password"])
def test_a_closed_login_and_one_without_a_password_open_nothing(
    client: HtmlClient, db_session: Session, asa: User, state: str
) -> None:
    if state == "closed":
        asa.closed_at = kernel_clock.now()
    else:
        asa.password_hash = None
    assert "hör inte ihop" in log_in(client).words


def test_a_broken_hash_opens_nothing(client: HtmlClient, asa: User) -> None:
    asa.password_hash = "inte en hash"
    assert log_in(client).status_code == 422


def test_five_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(
    client: HtmlClient, asa: User, clock: Clock
) -> None:
    clock.stop("2017-02-15T12:00")
    for _ in range(5):
        assert log_in(client, "fel lösenord här").status_code == 422
        clock.move(minutes=1)
    page = log_in(client)
    assert page.status_code == 429
    assert "Försök igen kl. 12.15." in page.words
    assert page.value("email") == "asa@alvbygden.example"
    clock.stop("2017-02-15T12:15:01")
    assert log_in(client).status_code == 303


def test_a_right_password_forgets_the_wrong_ones(client: HtmlClient, asa: User) -> None:
    for _ in range(2):
        for _ in range(4):
            log_in(client, "fel lösenord här")
        assert log_in(client).status_code == 303
        client.post("/logga-ut")


def test_twenty_tries_from_one_address_close_the_door_for_that_address(
    client: HtmlClient, asa: User
) -> None:
    for number in range(20):
        log_in(client, "fel lösenord här", email=f"person{number}@alvbygden.example")
    assert log_in(client).status_code == 429
    elsewhere = client.post(
        "/logga-in",
        data={"email": "asa@alvbygden.example", "password": factory.PASSWORD},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert elsewhere.status_code == 303


def test_a_failed_try_is_counted_though_its_transaction_is_rolled_back(
    client: HtmlClient, db_session: Session, asa: User
) -> None:
    log_in(client, "fel lösenord här")
    keys = db_session.scalars(select(LoginAttempt.key).order_by(LoginAttempt.key)).all()
    assert keys == ["account:asa@alvbygden.example", "address:127.0.0.1"]


def test_a_failed_try_is_counted_when_somebody_commits_all_the_same(
    db_session: Session, asa: User
) -> None:
    actor = factory.actor_for(asa)
    with pytest.raises(DomainError):
        services.confirm_password(db_session, actor=actor, password="fel lösenord här")
    with db.committing(db_session):
        pass
    assert len(db_session.scalars(select(LoginAttempt)).all()) == 1


def test_a_password_that_was_hashed_more_cheaply_is_hashed_anew(
    client: HtmlClient, db_session: Session, asa: User
) -> None:
    from argon2 import PasswordHasher

    asa.password_hash = PasswordHasher(1, 1024, 1).hash(factory.PASSWORD)
    cheap = asa.password_hash
    log_in(client)
    assert db_session.get_one(User, asa.id).password_hash != cheap
    assert log_in(client).status_code == 303


def test_only_hashes_of_tokens_are_stored_and_the_session_starts_empty(
    client: HtmlClient, db_session: Session, asa: User
) -> None:
    with client.session_transaction() as cookie:
        cookie["left"] = "sedan tidigare"
    log_in(client)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
        assert "left" not in cookie
    stored = db_session.scalars(select(LoginSession.token_hash)).all()
    assert token not in stored
    assert queries.open_session(db_session, token, now=kernel_clock.now()) is not None


def test_logging_out_closes_the_session_for_every_copy_of_the_cookie(
    client: HtmlClient, new_client: NewClient, asa: User
) -> None:
    log_in(client)
    thief = new_client()
    with client.session_transaction() as cookie, thief.session_transaction() as copy:
        copy.update(cookie)
    assert thief.get("/mitt-konto").status_code == 200
    assert client.post("/logga-ut").location == "/logga-in"
    assert "Du är utloggad." in client.get("/logga-in").words
    assert thief.get("/mitt-konto").status_code == 303


def test_logging_out_without_a_login_is_no_mistake(client: HtmlClient, asa: User) -> None:
    assert client.post("/logga-ut").status_code == 303


def test_logging_out_with_somebody_elses_token_closes_nothing(
    db_session: Session, asa: User
) -> None:
    other = factory.create_login(db_session, factory.create_person(db_session, "Bo Berg"))
    form = {"password": factory.PASSWORD, "address": "", "user_agent": ""}
    signed = services.login(db_session, email=asa.email, **form)
    services.logout(db_session, actor=factory.actor_for(other), token=signed.token)
    services.logout(db_session, actor=factory.actor_for(asa), token="okänd")
    assert queries.open_session(db_session, signed.token, now=kernel_clock.now())


def test_a_session_lapses_after_eight_hours_without_use(
    client: HtmlClient, asa: User, clock: Clock
) -> None:
    log_in(client)
    clock.move(hours=7, minutes=59)
    assert client.get("/mitt-konto").status_code == 200
    clock.move(hours=7, minutes=59)
    assert client.get("/mitt-konto").status_code == 200
    clock.move(hours=8)
    assert client.get("/mitt-konto").status_code == 303


def test_a_session_lapses_after_a_fortnight_however_much_it_is_used(
    client: HtmlClient, asa: User, clock: Clock
) -> None:
    log_in(client)
    for _ in range(14 * 4 - 1):
        clock.move(hours=6)
        assert client.get("/mitt-konto").status_code == 200
    clock.move(hours=6)
    assert client.get("/mitt-konto").status_code == 303


def test_the_last_use_is_written_at_most_every_ten_minutes_also_by_posts(
    client: HtmlClient, db_session: Session, asa: User, clock: Clock
) -> None:
    def seen() -> timedelta:
        row = db_session.scalars(select(LoginSession)).one()
        return row.last_seen_at - row.created_at

    log_in(client)
    clock.move(minutes=9)
    client.get("/mitt-konto")
    assert seen() == timedelta(0)
    clock.move(minutes=1)
    client.get("/mitt-konto")
    assert seen() == timedelta(minutes=10)
    clock.move(minutes=10)
    client.post("/mitt-konto", data={})
    assert seen() == timedelta(minutes=20)


def test_who_is_signed_in_costs_two_statements(
    client: HtmlClient, asa: User, counting: Callable[..., object]
) -> None:
    log_in(client)
    with counting() as seen:  # type: ignore[attr-defined]
        client.get("/oversikt")
    accounts = [s for s in seen if "login_session" in s]
    seats = [s for s in seen if "FROM seat" in s and "person_id" in s]
    assert len(accounts) == 1
    assert len(seats) >= 1


def test_roles_follow_the_seats_of_today_and_an_expired_seat_gives_nothing(
    client: HtmlClient, db_session: Session, asa: User, clock: Clock
) -> None:
    person = factory.create_person(db_session, "Bo Berg", email="bo@alvbygden.example")
    last = kernel_clock.today()
    factory.create_seat(db_session, person, Role.ADMINISTRATOR, valid_to=last)
    factory.create_login(db_session, person)
    log_in(client, email="bo@alvbygden.example")
    assert client.get("/forbundet/personer").status_code == 200
    clock.move(hours=13)
    log_in(client, email="bo@alvbygden.example")
    assert client.get("/forbundet/personer").status_code == 403


def test_what_was_written_when_the_login_lapsed_comes_back_to_be_saved(
    client: HtmlClient, db_session: Session, asa: User, clock: Clock
) -> None:
    log_in(client)
    clock.move(hours=9)
    typed = {"given_name": "Eva", "family_name": "Ek", "email": "eva@alvbygden.example"}
    lapsed = client.post("/forbundet/personer/ny", data=typed)
    assert lapsed.status_code == 401
    form = lapsed.form("/logga-in-igen")
    wrong = client.post("/logga-in-igen", data=form | {"again-email": asa.email})
    assert wrong.status_code == 422
    assert wrong.value("kept-family_name") == "Ek"
    again = wrong.form("/logga-in-igen") | {"again-password": factory.PASSWORD}
    page = client.post("/logga-in-igen", data=again)
    assert page.heading == "Du är inloggad igen"
    assert "Spara det du skrev" in page.words
    assert "En annan person" not in page.words
    saved = client.post("/forbundet/personer/ny", data=page.form("/forbundet/personer/ny"))
    assert saved.status_code == 303
    assert "Ek" in [p.family_name for p in queries.people(db_session)]


def test_somebody_else_who_logs_in_is_told_whose_text_it_was(
    client: HtmlClient, db_session: Session, asa: User, clock: Clock
) -> None:
    person = factory.create_person(db_session, "Bo Berg", email="bo@alvbygden.example")
    factory.create_login(db_session, person)
    log_in(client)
    clock.move(hours=9)
    form = client.post("/forbundet/personer/ny", data={"family_name": "Ek"}).form("/logga-in-igen")
    entered = {"again-email": "bo@alvbygden.example", "again-password": factory.PASSWORD}
    page = client.post("/logga-in-igen", data=form | entered)
    assert "En annan person skrev det här" in page.words
    assert "Spara texten som Bo Berg" in page.words
    assert "Spara det du skrev" not in page.words


def test_an_act_without_text_can_be_finished_after_the_login(client: HtmlClient, asa: User) -> None:
    form = {
        "again-email": asa.email,
        "again-password": factory.PASSWORD,
        "again-target": "/logga-ut",
    }
    page = client.post("/logga-in-igen", data=form)
    assert "Fortsätt" in page.words
    assert page.form("/logga-ut")


@pytest.mark.parametrize("target", ["https://annan.example/", "//annan.example", ""])
def test_a_login_in_the_middle_of_writing_never_sends_the_text_elsewhere(
    client: HtmlClient, asa: User, target: str
) -> None:
    entered = {"again-email": asa.email, "again-password": factory.PASSWORD}
    page = client.post("/logga-in-igen", data=entered | {"again-target": target})
    assert page.location == "/oversikt"


def test_the_password_is_confirmed_before_something_weighty(db_session: Session, asa: User) -> None:
    actor = factory.actor_for(asa)
    services.confirm_password(db_session, actor=actor, password=factory.PASSWORD)
    for _ in range(5):
        with pytest.raises(DomainError) as refused, db.committing(db_session):
            services.confirm_password(db_session, actor=actor, password="fel lösenord här")
        assert (refused.value.code, refused.value.field) == ("accounts.wrong_password", "password")
    with pytest.raises(DomainError) as refused:
        services.confirm_password(db_session, actor=actor, password=factory.PASSWORD)
    assert refused.value.code == "accounts.too_many_failures"


def test_what_is_too_old_to_say_anything_is_tidied_away(
    client: HtmlClient, db_session: Session, asa: User, clock: Clock
) -> None:
    log_in(client, "fel lösenord här")
    log_in(client)
    log_in(client, "fel lösenord här", email="bo@alvbygden.example")
    clock.move(days=91)
    log_in(client)
    with db.committing(db_session):
        now_and_then(db_session)
    assert len(db_session.scalars(select(LoginSession)).all()) == 1
    assert db_session.scalars(select(LoginAttempt)).all() == []


def test_a_database_that_cannot_write_still_lets_people_read(
    app: Flask, client: HtmlClient, asa: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    log_in(client)
    clock.move(minutes=11)

    def full(*_: object, **__: object) -> None:
        raise OperationalError("UPDATE", {}, Exception("disk full"))

    monkeypatch.setattr(services, "mark_seen", full)
    assert client.get("/mitt-konto").status_code == 200
