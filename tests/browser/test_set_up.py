"""An association that starts with an empty database: the set-up, and the first colleague."""

from __future__ import annotations

import pytest

PASSWORD = "älven rinner sakta förbi"
ADDRESS = "astrid.modig@exempel.se"


def nothing(session):
    """Load an empty database."""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_association_is_set_up_and_invites_its_first_colleague(open_house, clock, scripts):
    clock.stop("2017-02-13T09:00")
    house = open_house(nothing, scripts=scripts)
    founder = house.visitor()
    found(founder)
    log_in(founder, ADDRESS)
    address = invite(founder)
    accept(house.visitor(), address)


def found(founder):
    founder.goto("/", "Kom igång med Klubba")
    founder.link("Börja", "Förbundet")
    founder.fill("Förbundets namn", "Samordningsförbundet Älvbygden")
    founder.fill("Organisationsnummer", "123")
    founder.fill("Ort", "Älvby")
    founder.press("Spara och fortsätt", "Förbundet")
    founder.told("Organisationsnummer")
    founder.fill("Organisationsnummer", "222000-0000")
    founder.press("Spara och fortsätt", "Medlemmarna")
    founder.fill("Region", "Region Västerbotten")
    founder.fill("Kommuner", "Älvby kommun\nForsby kommun")
    founder.press("Spara och fortsätt", "Styrelsen")
    founder.press("Spara och fortsätt", "Du själv")
    founder.fill("Förnamn", "Astrid")
    founder.fill("Efternamn", "Modig")
    founder.fill("E-postadress", ADDRESS)
    founder.press("Spara och fortsätt", "Kontrollera dina svar")
    founder.told("Forsby kommun")
    founder.fill("Välj ett lösenord", PASSWORD)
    founder.fill("Samma lösenord en gång till", PASSWORD)
    founder.press("Lägg upp förbundet", "Logga in")
    founder.told("Förbundet är upplagt.")


def log_in(visitor, address):
    visitor.fill("E-postadress", address)
    visitor.fill("Lösenord", PASSWORD)
    visitor.press("Logga in", "Översikt")


def invite(founder):
    founder.menu("Förbundet")
    founder.link("Personer", "Personer")
    founder.link("Lägg till en person")
    founder.fill("Förnamn", "Örjan")
    founder.fill("Efternamn", "Ström")
    founder.press("Lägg till personen", "Örjan Ström")
    founder.link("Skicka en inbjudan", "Bjud in Örjan Ström")
    founder.fill("E-postadress", "orjan.strom@exempel.se")
    founder.press("Skicka inbjudan", "Lämna länken till Örjan Ström")
    link = founder.field("Länk till Örjan Ström").input_value()
    return "/inbjudan/" + link.strip().rsplit("/", 1)[1]


def accept(invited, address):
    invited.goto(address, "Välj ett lösenord")
    invited.fill("Nytt lösenord", PASSWORD)
    invited.fill("Samma lösenord en gång till", PASSWORD)
    invited.press("Spara lösenordet och logga in", "Översikt")
    invited.told("Lösenordet är sparat och du är inloggad.")
