"""From attested minutes to the public archive, in chromium."""

from __future__ import annotations

from app.kernel.actor import Role
from tests.factories import cycle
from tests.factories.people import create_world
from tests.integration.disclosure.minutes import SECRET, attested_with
from tests.support import browser

OFFICE = "/sammantraden/2016-11-18/publicering"


def minutes(session):
    """Minutes that wait to be masked."""
    world = create_world(session)
    attested_with(session, world, f"{SECRET}. Sekretess råder.", doors=True)


def test_rule_gdpr_minutes_are_masked_and_read_with_the_eyes_of_everybody(
    live_server, open_page, enter, axe, clock
):
    clock.stop(cycle.AFTERNOON)
    page = open_page(live_server(minutes), width=1280)
    enter(page, Role.DIRECTOR)
    page.goto(OFFICE)
    look(page, axe)
    page.get_by_label("Bestämmelse").first.fill("26 kap. 1 § OSL")
    page.get_by_role("button", name="Maska hela paragrafen").click()
    page.get_by_role("button", name="Maska", exact=True).click()
    page.get_by_role("link", name="Förhandsgranska och publicera").click()
    axe(page)
    page.get_by_role("button", name="Publicera protokollet").click()
    page.get_by_text("Protokollet är publicerat, version 1.").wait_for()

    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/protokoll")
    axe(page)
    page.get_by_label("Sök i publicerade protokoll").fill("aktivitetscoach")
    page.get_by_role("button", name="Sök").click()
    axe(page)
    page.goto("/protokoll/2016/2016-11-18")
    assert SECRET not in page.content()
    assert page.get_by_text("[maskat: sekretess, 26 kap. 1 § OSL]").count() >= 2
    look(page, axe)


def look(page, axe):
    for width in browser.WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
