"""The register of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import queries, services
from app.accounts.models import Person, User
from app.kernel import history
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError, EditConflict, NotFound
from app.kernel.outbox import OutboxMessage
from tests.conftest import SignIn
from tests.factories import people as factory
from tests.support.html_client import HtmlClient

NewClient = Callable[[], HtmlClient]
Outbox = Callable[[], list[OutboxMessage]]
NEW = "sju blåa båtar gungar"
REGISTER = "/forbundet/personer"


def typed(**values: str) -> dict[str, str]:
    return {"given_name": "Eva", "family_name": "Ek", "email": "", "telephone": "", **values}


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


def test_a_user_that_does_not_exist_is_not_found(db_session: Session, office: Actor) -> None:
    for ask in (queries.user, queries.person, queries.person_entity):
        with pytest.raises(NotFound):
            ask(db_session, 999)
