"""Logins by one-time link: given, used once, closed, and rescued from the command line."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Invitation, Person, User
from app.kernel import db
from app.kernel.actor import Actor, Role
from app.kernel.outbox import OutboxMessage
from tests.conftest import Clock
from tests.factories import people as factory
from tests.support.html_client import HtmlClient, Page

NewClient = Callable[[], HtmlClient]
Outbox = Callable[[], list[OutboxMessage]]
NEW = "sju blåa båtar gungar"
REGISTER = "/forbundet/personer"


def invite(client: HtmlClient, person: Person, email: str = "bo@alvbygden.example") -> Page:
    return client.post(f"{REGISTER}/{person.id}/bjud-in", data={"email": email})


def path_in(page: Page) -> str:
    link = next(e.text for e in page.tree.iter("textarea") if e.get("id") == "lank")
    return urlsplit((link or "").strip()).path


def test_an_invitation_is_a_mail_and_without_a_mail_server_a_link_shown_once(
    client: HtmlClient, db_session: Session, bo: Person, outbox: Outbox
) -> None:
    assert "Ingen" in client.get(f"{REGISTER}/{bo.id}").words
    page = invite(client, bo)
    assert page.heading == "Lämna länken till Bo Berg"
    link = path_in(page)
    [mail] = outbox()
    assert mail.recipient == "bo@alvbygden.example"
    assert link in mail.body
    assert "Samordningsförbundet Älvbygden" in mail.heading
    assert link.rpartition("/")[2] not in {
        i.token_hash for i in db_session.scalars(select(Invitation))
    }
    assert "En inbjudan är skickad" in client.get(f"{REGISTER}/{bo.id}").words


def test_with_a_mail_server_the_link_is_in_the_mail_only(make_app: Callable[..., Flask]) -> None:
    app = make_app(smtp_host="127.0.0.1", base_url="https://klubba.alvbygden.example/")
    with app.app_context():
        session = db.session()
        factory.create_association(session)
        director = factory.create_person(session, "Maj Lindell")
        factory.create_seat(session, director, Role.DIRECTOR)
        login = factory.create_login(session, director)
        bo = factory.create_person(session, "Bo Berg")
        session.commit()
        browser = app.test_client()
        browser.post("/logga-in", data={"email": login.email, "password": factory.PASSWORD})
        answer = invite(browser, bo)  # type: ignore[arg-type]
        assert answer.status_code == 303
        body = session.scalars(select(OutboxMessage.body)).one()
        assert "https://klubba.alvbygden.example/inbjudan/" in body


def test_an_address_with_another_login_cannot_be_invited(
    client: HtmlClient, db_session: Session, bo: Person, outbox: Outbox
) -> None:
    factory.create_login(db_session, bo)
    eva = factory.create_person(db_session, "Eva Ek")
    page = invite(client, eva, "bo@alvbygden.example")
    assert page.words.count("E-postadressen används redan av Bo Berg.") == 2
    assert invite(client, eva, "").status_code == 422
    assert outbox() == []
    assert db_session.scalars(select(User).where(User.person_id == eva.id)).all() == []


def test_an_invitation_gives_the_person_the_address_when_it_was_missing(
    client: HtmlClient, db_session: Session, office: Actor
) -> None:
    eva = factory.create_person(db_session, "Eva Ek")
    invite(client, eva, "Eva@alvbygden.example")
    assert db_session.get_one(Person, eva.id).email == "Eva@alvbygden.example"


def test_a_mail_scanner_that_opens_the_link_consumes_nothing(
    client: HtmlClient, new_client: NewClient, db_session: Session, bo: Person
) -> None:
    link = path_in(invite(client, bo))
    browser = new_client()
    for _ in range(3):
        assert browser.get(link).heading == "Välj ett lösenord"
        assert browser.head(link).status_code == 200
    assert db_session.scalars(select(Invitation.consumed_at)).one() is None


def test_the_link_is_used_once_and_signs_in(
    client: HtmlClient, new_client: NewClient, db_session: Session, bo: Person
) -> None:
    link = path_in(invite(client, bo))
    browser = new_client()
    entered = browser.post(link, data={"password": NEW, "again": NEW})
    assert entered.location == "/oversikt"
    assert "Bo Berg" in browser.get("/mitt-konto").words
    again = new_client().post(link, data={"password": NEW, "again": NEW})
    assert again.status_code == 410
    assert "Länken har redan använts." in again.words
    assert new_client().get(link).status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("kort", "kort", "Lösenordet är för kort."),
        ("sommar2016!!", "sommar2016!!", "Lösenordet är lätt att gissa."),
        ("alltid bo@alvbygden", "alltid bo@alvbygden", "Lösenordet innehåller ditt namn"),
        (NEW, f"{NEW}!", "Lösenorden är olika."),
        ("", "", "Välj ett lösenord."),
        ("x" * 201, "x" * 201, "Lösenordet är för långt."),
    ],
)
def test_a_weak_password_leaves_the_link_unused(
    client: HtmlClient, new_client: NewClient, bo: Person, password: str, again: str, words: str
) -> None:
    link = path_in(invite(client, bo))
    page = new_client().post(link, data={"password": password, "again": again})
    assert page.status_code == 422
    assert words in page.words
    assert new_client().post(link, data={"password": NEW, "again": NEW}).status_code == 303


def test_a_link_lapses_after_a_fortnight(
    client: HtmlClient, new_client: NewClient, bo: Person, clock: Clock
) -> None:
    link = path_in(invite(client, bo))
    clock.move(days=14, seconds=-1)
    assert new_client().get(link).status_code == 200
    clock.move(seconds=1)
    page = new_client().get(link)
    assert page.status_code == 410
    assert "Länken har gått ut." in page.words


def test_an_unknown_link_says_what_to_do(new_client: NewClient, office: Actor) -> None:
    page = new_client().get("/inbjudan/hittepå")
    assert page.status_code == 410
    assert "be kansliet om en ny" in page.words


def test_a_new_invitation_ends_the_earlier_one_but_not_the_password(
    client: HtmlClient, new_client: NewClient, db_session: Session, bo: Person
) -> None:
    factory.create_login(db_session, bo)
    first = path_in(invite(client, bo))
    second = path_in(invite(client, bo))
    assert new_client().get(first).status_code == 410
    form = {"email": bo.email, "password": factory.PASSWORD}
    elsewhere = new_client()
    assert elsewhere.post("/logga-in", data=form).status_code == 303
    new_client().post(second, data={"password": NEW, "again": NEW})
    assert elsewhere.get("/mitt-konto").status_code == 303
    assert new_client().post("/logga-in", data=form).status_code == 422


def test_closing_a_login_signs_out_everywhere_and_keeps_the_person(
    client: HtmlClient, new_client: NewClient, db_session: Session, bo: Person
) -> None:
    factory.create_login(db_session, bo)
    browser = new_client()
    form = {"email": bo.email, "password": factory.PASSWORD}
    browser.post("/logga-in", data=form)
    address = f"{REGISTER}/{bo.id}/stang-inloggningen"
    assert client.get(address).heading == "Stäng inloggningen för Bo Berg?"
    assert client.post(address).status_code == 303
    assert browser.get("/mitt-konto").status_code == 303
    assert browser.post("/logga-in", data=form).status_code == 422
    assert "Stängd" in client.get(REGISTER).words
    again = client.post(address)
    assert again.status_code == 422
    assert "Personen har ingen inloggning." in again.words


def test_a_closed_login_is_opened_by_a_new_invitation_without_its_old_password(
    client: HtmlClient, new_client: NewClient, db_session: Session, bo: Person
) -> None:
    factory.create_login(db_session, bo)
    earlier = path_in(invite(client, bo))
    client.post(f"{REGISTER}/{bo.id}/stang-inloggningen")
    assert new_client().get(earlier).status_code == 410
    link = path_in(invite(client, bo))
    form = {"email": bo.email, "password": factory.PASSWORD}
    assert new_client().post("/logga-in", data=form).status_code == 422
    assert new_client().post(link, data={"password": NEW, "again": NEW}).status_code == 303


def test_the_command_prints_a_link_for_whoever_is_locked_out(
    app: Flask, new_client: NewClient, db_session: Session, bo: Person
) -> None:
    db_session.commit()
    db_session.close()
    runner = app.test_cli_runner()
    printed = runner.invoke(args=["accounts", "invite", "Bo@alvbygden.example"])
    assert printed.exit_code == 0, printed.output
    link = urlsplit(printed.output.strip()).path
    assert new_client().post(link, data={"password": NEW, "again": NEW}).status_code == 303
    unknown = runner.invoke(args=["accounts", "invite", "ingen@alvbygden.example"])
    assert unknown.exit_code == 1
    assert "Ingen i personregistret har adressen" in unknown.output


def test_the_command_says_when_the_address_is_somebody_elses_login(
    app: Flask, db_session: Session, bo: Person
) -> None:
    eva = factory.create_person(db_session, "Eva Zander", email="eva@alvbygden.example")
    factory.create_login(db_session, eva, email="bo@alvbygden.example")
    db_session.commit()
    db_session.close()
    printed = app.test_cli_runner().invoke(args=["accounts", "invite", "bo@alvbygden.example"])
    assert printed.exit_code == 1
    assert "används redan av Eva Zander" in printed.output
