"""From the public's pages to a draft of one's own, and an application that came on paper."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.applications.models import Call
from app.devtools.seed_minutes_play import one_page_pdf
from app.kernel import clock as kernel_clock
from app.kernel import db
from app.kernel.outbox import OutboxMessage
from tests.browser.acts import association_only
from tests.factories.applications import create_application

PASSWORD = "sju blåa båtar gungar"
CALL = "Medel för insatser 2017"
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def an_open_call(session):
    association_only(session)
    session.add(
        Call(
            title=CALL,
            text="Insatser som ger samordnat stöd.\n- unga vuxna\n- nyanlända",
            criteria="Samverkan väger tungt.",
            opens_on=date(2017, 1, 9),
            closes_on=date(2017, 2, 28),
            open_to_all=True,
            published_at=kernel_clock.now(),
        )
    )


def one_on_paper(session):
    an_open_call(session)
    session.flush()
    create_application(session, on_paper=True)


def letter_to(app, address):
    """Return the link in the latest mail to somebody."""
    with app.app_context(), db.new_session(read_only=True) as session:
        rows = select(OutboxMessage.body).where(OutboxMessage.recipient == address)
        body = session.scalars(rows.order_by(OutboxMessage.id.desc())).first()
    found = re.search(r"https?://[^/\s]+(/\S+)", body)
    assert found
    return found[1]


@BOTH
def test_a_stranger_asks_for_a_link_and_begins(app, open_house, clock, scripts):
    house = open_house(an_open_call, scripts=scripts)
    eva = house.visitor()
    eva.goto("/")
    eva.link("Se vad ni kan söka för", "Sök medel")
    eva.link(CALL, CALL)
    eva.told("Samverkan väger tungt.")
    eva.link("Börja på en ansökan", "Börja på en ansökan")
    eva.fill("Förnamn", "Eva")
    eva.fill("E-postadress", "eva.ek@skolan.example")
    eva.press("Skicka länken till mig", "Börja på en ansökan")
    eva.told("Fyll i efternamnet.")
    eva.fill("Efternamn", "Ek")
    eva.press("Skicka länken till mig", "Vi har skickat ett brev")

    link = letter_to(app, "eva.ek@skolan.example")
    eva.goto(link, "Börja på er ansökan")
    eva.press("Gå vidare och välj lösenord", "Välj ett lösenord")
    eva.fill("Nytt lösenord", PASSWORD)
    eva.fill("Samma lösenord en gång till", PASSWORD)
    eva.press("Spara lösenordet och logga in", "Översikt")
    eva.link("Skriv klart ansökan utan namn", "Ansökan utan namn")
    eva.told("tisdag 28 februari 2017")
    eva.link("Kontrollera vad som saknas", "Kontrollera ansökan")
    eva.link("Fyll i ”Organisationens namn”.", "Organisation")
    expect(eva.field("Organisationens namn")).to_be_visible()

    late = house.visitor()
    late.goto(link, "Länken kan inte användas")
    late.told("Länken har redan använts.")


@BOTH
def test_the_office_sends_in_what_came_on_paper(open_house, clock, scripts):
    helena = open_house(one_on_paper, scripts=scripts).visitor("helena")
    helena.goto("/ansokningar/1", "Vägen vidare")
    helena.link("Fyll i ansökan", "Kontrollera ansökan")
    helena.told("Ansökan är komplett")
    helena.link("Gå till inskickning", "Skicka in ansökan")
    helena.choose("Svaren är inskrivna så som de står i ansökan")
    helena.fill("Kom in", "2017-02-13")
    helena.press("Skicka in ansökan", "Skicka in ansökan")
    helena.told("Välj den inskannade filen")
    helena.page.get_by_label("Ansökan så som den kom in").set_input_files(
        {"name": "ansokan.pdf", "mimeType": "application/pdf", "buffer": one_page_pdf("Ansökan")}
    )
    helena.press("Skicka in ansökan", "Kvitto på ansökan")
    helena.told(re.compile("Den har fått ärendenummer"))
