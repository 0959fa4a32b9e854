"""The register of people, invitations by one-time link, one's own account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries, services
from app.accounts.models import Invitation, LoginSession, Person, User
from app.kernel import db, history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, EditConflict, NotFound
from app.kernel.outbox import OutboxMessage
from tests.conftest import Clock, SignIn
from tests.factories import people as factory
from tests.support.html_client import HtmlClient, Page

NewClient = Callable[[], HtmlClient]
Outbox = Callable[[], list[OutboxMessage]]
NEW = "sju blåa båtar gungar"
REGISTER = "/forbundet/personer"


@pytest.fixture
def office(client: HtmlClient, db_session: Session, sign_in: SignIn, clock: Clock) -> Actor:
    factory.create_association(db_session)
    return sign_in(client, Role.DIRECTOR)


@pytest.fixture
def bo(db_session: Session, office: Actor) -> Person:
    person = factory.create_person(db_session, "Bo Berg", email="bo@alvbygden.example")
    db_session.commit()
    return person


def typed(**values: str) -> dict[str, str]:
    return {"given_name": "Eva", "family_name": "Ek", "email": "", "telephone": "", **values}


def invite(client: HtmlClient, person: Person, email: str = "bo@alvbygden.example") -> Page:
    return client.post(f"{REGISTER}/{person.id}/bjud-in", data={"email": email})


def path_in(page: Page) -> str:
    link = next(e.text for e in page.tree.iter("textarea") if e.get("id") == "lank")
    return urlsplit((link or "").strip()).path


def test_a_person_is_added_found_in_order_and_noted(
    client: HtmlClient, db_session: Session, office: Actor
) -> None:
    for name in ("Öst", "Zander", "Åker"):
        assert client.post(f"{REGISTER}/ny", data=typed(family_name=name)).status_code == 303
    names = [row.family_name for row in queries.people(db_session)]
    assert names == ["Zander", "Åker", "Öberg", "Öst"]
    words = client.get(REGISTER).words
    assert words.index("Zander, Eva") < words.index("Åker, Eva") < words.index("Öst, Eva")
    person = db_session.scalars(select(Person).where(Person.family_name == "Öst")).one()
    page = client.get(f"{REGISTER}/{person.id}")
    assert page.heading == "Eva Öst"
    assert "lade till Eva Öst i personregistret" in page.words


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    client: HtmlClient, office: Actor
) -> None:
    values = typed(family_name=" ", email="eva.ek", title="rektor")
    page = client.post(f"{REGISTER}/ny", data=values)
    assert page.status_code == 422
    assert page.words.count("Fyll i efternamnet.") == 2
    assert page.words.count("Skriv e-postadressen med @ och punkt") == 2
    assert (page.value("email"), page.value("title")) == ("eva.ek", "rektor")


def test_a_service_refuses_an_empty_family_name(db_session: Session, office: Actor) -> None:
    facts = services.PersonFacts(given_name="Eva", family_name=" ")
    with pytest.raises(DomainError) as refused:
        services.create_person(db_session, actor=office, facts=facts)
    assert refused.value.field == "family_name"


def test_a_person_who_does_not_exist_is_not_found(client: HtmlClient, office: Actor) -> None:
    for place in ("", "/andra", "/bjud-in", "/stang-inloggningen"):
        assert client.get(f"{REGISTER}/999{place}").status_code == 404


def test_facts_are_changed_and_the_former_ones_kept_in_the_log(
    client: HtmlClient, db_session: Session, bo: Person
) -> None:
    page = client.get(f"{REGISTER}/{bo.id}/andra")
    form = page.form() | {"title": "kommunalråd"}
    assert client.post(f"{REGISTER}/{bo.id}/andra", data=form).status_code == 303
    assert db_session.get_one(Person, bo.id).title == "kommunalråd"
    entry = history.events(db_session, bo)[0]
    assert entry.sentence == "ändrade uppgifterna om Bo Berg"
    assert entry.details["before"]["title"] == ""


def test_two_who_change_the_same_person_both_keep_their_text(
    client: HtmlClient, db_session: Session, bo: Person
) -> None:
    address = f"{REGISTER}/{bo.id}/andra"
    mine = client.get(address).form()
    client.post(address, data=mine | {"title": "kommunalråd"})
    page = client.post(address, data=mine | {"title": "rektor"})
    assert page.status_code == 409
    assert "rektor" in page.text
    assert "kommunalråd" in page.words
    assert "Åsa Öberg sparade före dig" in page.words
    again = client.post(address, data=page.form(address))
    assert again.status_code == 303
    assert db_session.get_one(Person, bo.id).title == "rektor"


def test_two_who_write_the_same_thing_do_not_disturb_each_other(
    client: HtmlClient, db_session: Session, bo: Person
) -> None:
    address = f"{REGISTER}/{bo.id}/andra"
    form = client.get(address).form() | {"title": "rektor"}
    assert client.post(address, data=form).status_code == 303
    assert client.post(address, data=form).status_code == 303
    assert len(history.events(db_session, bo)) == 1


def test_an_older_version_is_a_conflict_for_the_service_too(
    db_session: Session, bo: Person, office: Actor
) -> None:
    facts = services.PersonFacts("Bo", "Bergman", bo.email)
    with pytest.raises(EditConflict) as conflict:
        services.edit_person(db_session, actor=office, person_id=bo.id, version=0, facts=facts)
    assert conflict.value.version == bo.version_id
    assert ("family_name", "Efternamn", "Bergman", "Berg") in conflict.value.fields


def test_the_login_follows_the_persons_address(
    client: HtmlClient, db_session: Session, bo: Person
) -> None:
    factory.create_login(db_session, bo)
    address = f"{REGISTER}/{bo.id}/andra"
    form = client.get(address).form()
    assert client.post(address, data=form | {"email": "Bo.Ny@alvbygden.example"}).status_code == 303
    assert db_session.scalars(select(User.email).where(User.person_id == bo.id)).one() == (
        "bo.ny@alvbygden.example"
    )
    page = client.post(address, data=client.get(address).form() | {"email": ""})
    assert page.words.count("Fyll i en e-postadress.") == 2


def test_an_address_that_is_another_login_is_refused_beside_the_field(
    client: HtmlClient, db_session: Session, bo: Person
) -> None:
    factory.create_login(db_session, bo)
    eva = factory.create_person(db_session, "Eva Ek", email="eva@alvbygden.example")
    factory.create_login(db_session, eva)
    address = f"{REGISTER}/{eva.id}/andra"
    form = client.get(address).form()
    page = client.post(address, data=form | {"email": "BO@alvbygden.example", "title": "rektor"})
    assert page.status_code == 422
    assert page.words.count("E-postadressen används redan av Bo Berg.") == 2
    assert page.value("title") == "rektor"


def test_two_without_logins_may_share_an_address(client: HtmlClient, bo: Person) -> None:
    assert client.post(f"{REGISTER}/ny", data=typed(email=bo.email)).status_code == 303


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


def test_one_cannot_close_ones_own_login(client: HtmlClient, office: Actor) -> None:
    page = client.post(f"{REGISTER}/{office.person_id}/stang-inloggningen")
    assert page.status_code == 422
    assert "Du kan inte stänga din egen inloggning." in page.words
    assert "Stäng inloggningen" not in client.get(f"{REGISTER}/{office.person_id}").words


def test_the_auditor_reads_the_register_and_changes_nothing(
    client: HtmlClient, db_session: Session, sign_in: SignIn, bo: Person
) -> None:
    sign_in(client, Role.AUDITOR)
    assert "Lägg till en person" not in client.get(REGISTER).words
    assert "Ändra uppgifterna" not in client.get(f"{REGISTER}/{bo.id}").words
    assert client.get(f"{REGISTER}/{bo.id}/andra").status_code == 403
    assert client.post(f"{REGISTER}/ny", data=typed()).status_code == 403


@pytest.mark.parametrize("role", [Role.CHAIR, Role.REGULAR, Role.MEMBER, Role.APPLICANT])
def test_others_do_not_see_the_register(
    client: HtmlClient, sign_in: SignIn, bo: Person, role: Role
) -> None:
    sign_in(client, role)
    assert client.get(REGISTER).status_code == 403
    assert client.get("/mitt-konto").status_code == 200


def test_the_register_costs_as_many_statements_for_fifty_people_as_for_one(
    client: HtmlClient, db_session: Session, bo: Person, counting: Callable[..., object]
) -> None:
    def statements() -> int:
        with counting() as seen:  # type: ignore[attr-defined]
            client.get(REGISTER)
        return len(seen)

    before = statements()
    for number in range(50):
        person = factory.create_person(db_session, f"Eva Ek{number}")
        factory.create_login(db_session, person, password=None)
        factory.create_seat(db_session, person, Role.ADMINISTRATOR)
    assert statements() == before <= 6


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


def test_a_user_that_does_not_exist_is_not_found(db_session: Session, office: Actor) -> None:
    for ask in (queries.user, queries.person, queries.person_entity):
        with pytest.raises(NotFound):
            ask(db_session, 999)


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
