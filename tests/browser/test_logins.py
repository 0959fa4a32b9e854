"""Setting up an empty installation, getting a login, and a login that lapses while one writes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from app.devtools.seed_people import PASSWORD as HELENAS
from tests.browser.acts import House, Visitor, association_only
from tests.conftest import Clock

OpenHouse = Callable[..., House]
PASSWORD = "sju blåa båtar gungar"
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False])


def nothing(_session: object) -> None:
    """Leave the database empty."""


@WITH_AND_WITHOUT_SCRIPTS
def test_an_empty_installation_becomes_an_association(
    open_house: OpenHouse, clock: Clock, scripts: bool
) -> None:
    visitor = open_house(nothing, scripts=scripts).visitor()
    visitor.goto("/", "Kom igång med Klubba")
    visitor.link("Börja", "Förbundet")
    visitor.press("Spara och fortsätt", "Förbundet")
    visitor.told("Fyll i förbundets namn.")
    visitor.fill("Förbundets namn", "Samordningsförbundet Älvbygden")
    visitor.fill("Organisationsnummer", "222000-0001")
    visitor.fill("Ort", "Älvby")
    visitor.press("Spara och fortsätt", "Förbundet")
    visitor.told("Organisationsnumret stämmer inte.")
    visitor.fill("Organisationsnummer", "222000-0000")
    visitor.press("Spara och fortsätt", "Medlemmarna")
    visitor.fill("Kommuner", "Älvby kommun\nNorrsele kommun")
    visitor.press("Spara och fortsätt", "Styrelsen")
    visitor.press("Spara och fortsätt", "Du själv")
    visitor.fill("Förnamn", "Maj")
    visitor.fill("Efternamn", "Lindell")
    visitor.fill("E-postadress", "maj@alvbygden.example")
    visitor.press("Spara och fortsätt", "Kontrollera dina svar")
    visitor.told("Än saknas en region.")
    choose_password(visitor, "Välj ett lösenord", "sommar2017!!")
    visitor.press("Lägg upp förbundet", "Kontrollera dina svar")
    visitor.told("Lösenordet är lätt att gissa.")
    choose_password(visitor, "Välj ett lösenord", PASSWORD)
    visitor.press("Lägg upp förbundet", "Logga in")
    visitor.fill("E-postadress", "maj@alvbygden.example")
    visitor.fill("Lösenord", PASSWORD)
    visitor.press("Logga in", "Översikt")
    visitor.goto("/forbundet", "Förbundet")
    visitor.told("Bland medlemmarna saknas en region. (F1)")


def choose_password(visitor: Visitor, label: str, password: str) -> None:
    visitor.fill(label, password)
    visitor.fill("Samma lösenord en gång till", password)


@WITH_AND_WITHOUT_SCRIPTS
def test_a_new_person_gets_a_login_by_a_link_that_works_once(
    open_house: OpenHouse, clock: Clock, scripts: bool
) -> None:
    house = open_house(association_only, scripts=scripts)
    office = house.visitor("helena")
    office.goto("/forbundet/personer/ny", "Lägg till en person")
    office.fill("Förnamn", "Eva")
    office.fill("Efternamn", "Ek")
    office.fill("E-postadress", "eva.ek@klubba.example")
    office.press("Lägg till personen", "Eva Ek")
    office.link("Skicka en inbjudan", "Bjud in Eva Ek")
    office.press("Skicka inbjudan", "Lämna länken till Eva Ek")
    link = re.sub(r"^https?://[^/]+", "", office.field("Länk till Eva Ek").input_value().strip())
    newcomer = house.visitor()
    newcomer.goto(link, "Välj ett lösenord")
    choose_password(newcomer, "Nytt lösenord", PASSWORD)
    newcomer.press("Spara lösenordet och logga in", "Översikt")
    newcomer.told("Du har inget uppdrag i förbundet just nu")
    newcomer.goto("/mitt-konto", "Mitt konto")
    late = house.visitor()
    late.goto(link, "Länken kan inte användas")
    late.told("Länken har redan använts.")


@WITH_AND_WITHOUT_SCRIPTS
def test_a_login_that_lapses_while_one_writes_loses_nothing(
    open_house: OpenHouse, clock: Clock, scripts: bool
) -> None:
    office = open_house(association_only, scripts=scripts).visitor("helena")
    office.goto("/forbundet/personer/ny", "Lägg till en person")
    office.fill("Förnamn", "Eva")
    office.fill("Efternamn", "Ek")
    office.fill("Titel", "rektor")
    clock.move(hours=9)
    office.press("Lägg till personen", "Logga in igen")
    office.fill("E-postadress", "helena@klubba.example")
    office.fill("Lösenord", "fel lösenord här")
    office.press("Logga in och fortsätt", "Logga in igen")
    office.told("E-postadressen och lösenordet hör inte ihop.")
    office.fill("E-postadress", "helena@klubba.example")
    office.fill("Lösenord", HELENAS)
    office.press("Logga in och fortsätt", "Du är inloggad igen")
    office.press("Spara det du skrev", "Eva Ek")
    office.told("rektor")
