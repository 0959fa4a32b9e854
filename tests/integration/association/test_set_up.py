"""The set-up of an empty installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.accounts.services import PersonFacts
from app.association import queries, services
from app.association.domain import PartyType
from app.association.models import Association, MemberOrganisation
from app.kernel.actor import Role
from app.kernel.errors import DomainError
from tests.conftest import Clock
from tests.factories import people as factory
from tests.support.html_client import HtmlClient, Page

PASSWORD = "sju blåa båtar gungar"
FACTS = {
    "name": "Samordningsförbundet Älvbygden",
    "organisation_number": "2220000000",
    "town": "Älvby",
    "postal_address": "Storgatan 1\n999 99 Älvby",
}
MEMBERS = {
    "employment": "Arbetsförmedlingen",
    "insurance": "Försäkringskassan",
    "regions": "Region Älvlandet",
    "municipalities": "Älvby kommun\n\n Norrsele kommun ",
}
DIRECTOR = {"given_name": "Maj", "family_name": "Lindell", "email": "maj@alvbygden.example"}


def answer(client: HtmlClient, step: str, /, **values: str) -> Page:
    return client.post(f"/kom-igang/{step}", data=values)


def answer_everything(client: HtmlClient) -> None:
    answer(client, "forbundet", **FACTS)
    answer(client, "medlemmar", **MEMBERS)
    answer(client, "styrelsen", board_name="Förbundsstyrelsen")
    answer(client, "du", **DIRECTOR)


@pytest.mark.parametrize("page", ["/logga-in", "/", "/inbjudan/x"])
def test_an_empty_installation_asks_to_be_set_up(client: HtmlClient, page: str) -> None:
    assert client.get(page).location == "/kom-igang"


def test_protected_pages_end_up_there_too_but_files_and_health_do_not(client: HtmlClient) -> None:
    assert client.get(client.get("/oversikt").location).location == "/kom-igang"
    assert client.get("/halsa").status_code == 200
    assert client.get("/finns-inte").status_code == 404


def test_one_thing_per_page_and_everything_is_made_at_the_end(
    client: HtmlClient, db_session: Session, clock: Clock
) -> None:
    assert client.get("/kom-igang").heading == "Kom igång med Klubba"
    for name, values, following in (
        ("forbundet", FACTS, "medlemmar"),
        ("medlemmar", MEMBERS, "styrelsen"),
        ("styrelsen", {"board_name": "Förbundsstyrelsen"}, "du"),
        ("du", DIRECTOR, "kontrollera"),
    ):
        assert client.get(f"/kom-igang/{name}").status_code == 200
        assert answer(client, name, **values).location == f"/kom-igang/{following}"
        assert queries.find_association(db_session) is None
    words = client.get("/kom-igang/kontrollera").words
    for shown in ("222000-0000", "Norrsele kommun Kommun", "Förbundsstyrelsen", "Maj Lindell"):
        assert shown in words
    made = answer(client, "kontrollera", password=PASSWORD, again=PASSWORD)
    assert made.location == "/logga-in"
    form = {"email": DIRECTOR["email"], "password": PASSWORD}
    assert client.post("/logga-in", data=form).location == "/oversikt"
    page = client.get("/forbundet")
    assert "Maj Lindell lade upp Samordningsförbundet Älvbygden" in page.words
    assert [m.name for m in queries.members(db_session)][-1] == "Norrsele kommun"
    assert queries.board(db_session).name == "Förbundsstyrelsen"
    assert queries.notice_boards(db_session)[0].digital
    [director] = queries.office_at(db_session, date(2017, 2, 15))
    assert (director.name, director.role) == ("Maj Lindell", Role.DIRECTOR)


def test_what_was_typed_is_kept_between_the_steps(client: HtmlClient) -> None:
    answer_everything(client)
    assert client.get("/kom-igang/forbundet").value("town") == "Älvby"
    assert client.get("/kom-igang/du").value("email") == DIRECTOR["email"]
    assert answer(client, "forbundet", **FACTS | {"town": "Sele"}).location == (
        "/kom-igang/kontrollera"
    )
    assert "Sele" in client.get("/kom-igang/kontrollera").words
    assert "Fortsätt" in client.get("/kom-igang").words


def test_no_step_can_be_skipped(client: HtmlClient) -> None:
    assert client.get("/kom-igang/kontrollera").location == "/kom-igang/forbundet"
    answer(client, "forbundet", **FACTS)
    assert answer(client, "kontrollera", password=PASSWORD).location == "/kom-igang/medlemmar"
    assert client.get("/kom-igang/annat").status_code == 404


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        (
            "forbundet",
            FACTS | {"organisation_number": "222000-0001"},
            "Organisationsnumret stämmer",
        ),
        ("forbundet", FACTS | {"name": ""}, "Fyll i förbundets namn."),
        ("medlemmar", dict.fromkeys(MEMBERS, " "), "Skriv minst en medlem."),
        ("medlemmar", MEMBERS | {"regions": "Älvby kommun"}, "Älvby kommun finns redan"),
        ("styrelsen", {"board_name": ""}, "Fyll i vad styrelsen kallas."),
        ("du", DIRECTOR | {"email": "maj"}, "Skriv e-postadressen med @"),
    ],
)
def test_what_is_wrong_is_said_at_once_and_nothing_typed_is_lost(
    client: HtmlClient, name: str, values: dict[str, str], words: str
) -> None:
    page = answer(client, name, **values)
    assert page.status_code == 422
    assert words in page.words
    for field, typed in values.items():
        if typed.strip() and field != "municipalities":
            assert page.value(field) == typed


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("kort", "kort", "Lösenordet är för kort."),
        (PASSWORD, "något annat", "Lösenorden är olika."),
        ("heter lindell hej", "heter lindell hej", "Lösenordet innehåller ditt namn"),
    ],
)
def test_a_weak_password_makes_nothing_and_keeps_the_answers(
    client: HtmlClient, db_session: Session, password: str, again: str, words: str
) -> None:
    answer_everything(client)
    page = answer(client, "kontrollera", password=password, again=again)
    assert page.status_code == 422
    assert words in page.words
    assert "Norrsele kommun" in page.words
    for kind in (Association, MemberOrganisation, User):
        assert db_session.scalar(select(func.count()).select_from(kind)) == 0


def test_missing_parties_are_pointed_out_but_stop_nothing(client: HtmlClient) -> None:
    """Rule F1."""
    answer_everything(client)
    answer(client, "medlemmar", **MEMBERS | {"regions": "", "insurance": ""})
    page = client.get("/kom-igang/kontrollera")
    assert "Än saknas Försäkringskassan och en region." in page.words


def test_a_set_up_association_is_not_set_up_again(
    client: HtmlClient, new_client: Callable[[], HtmlClient], db_session: Session
) -> None:
    answer_everything(client)
    factory.create_association(db_session)
    for page in ("", "/forbundet", "/kontrollera"):
        assert new_client().get(f"/kom-igang{page}").status_code == 404
    assert answer(client, "kontrollera", password=PASSWORD, again=PASSWORD).status_code == 404
    with pytest.raises(DomainError) as refused:
        services.set_up(
            db_session,
            facts=services.AssociationFacts("Ett till", "222000-0000", "Älvby"),
            members=[("Älvby kommun", PartyType.MUNICIPALITY)],
            board_name="Styrelsen",
            director=PersonFacts("Maj", "Lindell", "maj@alvbygden.example"),
            password=PASSWORD,
        )
    assert refused.value.code == "association.exists"
