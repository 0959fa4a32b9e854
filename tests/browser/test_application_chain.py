"""An application's whole way in chromium, by the six roles that meet it."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from docx import Document
from playwright.sync_api import expect

from app.applications.domain.form import section
from app.devtools.seed_initiatives import SeedInitiative, answers_for
from app.devtools.seed_minutes_play import one_page_pdf
from tests.browser import acts
from tests.browser.filling import fill_form

NAME = "Stegen vidare"
SEED = SeedInitiative(
    NAME,
    "Norrlands folkhögskola",
    "894701-8480",
    "Skellefteå",
    date(2017, 5, 1),
    date(2018, 12, 31),
    ((2017, 180_000), (2018, 300_000)),
    "Unga vuxna får en egen väg till arbete eller studier.",
    "Allt fler unga vuxna varken arbetar eller studerar.",
    "Unga vuxna 18–29 år.",
    form="association",
    ages=(18, 29),
)
MEETING = "Styrelsen fredag 24 februari 2017"
DAY = "2017-02-24"
GRANTED = {"2017": {"Personal": 120_000}, "2018": {"Personal": 200_000}}
WHOLE = "Tillstyrker(?! till)"
LETTER = "Styrelsen har beslutat att bevilja er ansökan till en del."


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_application_goes_from_a_draft_by_two_to_an_initiative(open_house, clock, scripts):
    house = open_house(acts.association_only, scripts=scripts)
    clock.stop("2017-01-09T09:00")
    helena = house.visitor("helena")
    open_a_call(helena)
    the_public_reads_the_call(house)
    plan_a_meeting(helena)
    fatima = house.visitor("fatima")
    draft(fatima)
    a_colleague_writes_too(house, fatima)
    submit(fatima)
    clock.stop("2017-01-12T09:00")
    ask_for_completion(helena)
    complete(fatima)
    register(helena)
    give_to_the_group(helena)
    clock.stop("2017-01-20T09:00")
    opinions(house)
    take_position(helena)
    clock.stop("2017-02-10T09:00")
    propose_and_place(helena)
    clock.stop("2017-02-16T13:00")
    send_summons(helena)
    the_board_reads(house)
    the_applicant_sees(fatima, "Väntar på beslut")
    clock.stop("2017-02-24T08:55")
    hold(helena)
    decide(helena)
    clock.stop("2017-02-24T14:40")
    close_and_lock(helena)
    the_applicant_sees(fatima, "Väntar på beslut")
    clock.stop("2017-03-02T10:00")
    attest(house, helena)
    the_applicant_sees(fatima, LETTER.removesuffix("."))
    write_the_letter(helena)
    agree(helena)
    the_initiative_exists(helena)
    the_public_reads(house)


def workspace(visitor):
    """Open the application from the list."""
    visitor.menu("Ansökningar", "nsökningar")
    visitor.link(NAME, NAME)


def pick(visitor, start):
    """Mark the alternative that begins so; it may be explained in the same label."""
    visitor.page.get_by_role("radio", name=re.compile(rf"^{start}")).check()


def open_a_call(helena):
    helena.goto("/ansokningar/utlysningar", "Utlysningar")
    helena.link(re.compile("Skriv en utlysning"), "Skriv en utlysning")
    helena.fill("Rubrik", "Medel för insatser 2017")
    helena.fill("Vad man kan söka för", "Insatser som ger samordnat stöd till arbete och studier.")
    helena.fill("Första ansökningsdag", "2017-01-09")
    helena.fill("Sista ansökningsdag", "2017-01-31")
    helena.press("Spara utlysningen", "Medel för insatser 2017")
    helena.press("Publicera utlysningen", "Medel för insatser 2017")


def the_public_reads_the_call(house):
    anyone = house.visitor()
    anyone.goto("/sok-medel", "")
    anyone.link("Medel för insatser 2017", "Medel för insatser 2017")
    anyone.told("Insatser som ger samordnat stöd till arbete och studier.")


def plan_a_meeting(helena):
    helena.menu("Sammanträden")
    helena.link("Planera sammanträde", "Planera sammanträde")
    helena.fill("Dag", DAY)
    helena.fill("Börjar", "09:00")
    helena.fill("Slutar", "15:00")
    helena.fill("Plats", "Kansliet")
    helena.press("Planera sammanträdet", MEETING)


def draft(fatima):
    fatima.menu("Ansökningar", "Mina ansökningar")
    fatima.link("Börja på en ansökan", "Börja på en ansökan")
    fatima.choose("Ny insats")
    fatima.press("Börja skriva", "")
    first = section(1, "organisation")
    if fatima.page.get_by_role("heading", level=1).inner_text() != first.title:
        fatima.link(first.title, first.title)
    fill_form(fatima, answers_for(SEED))


def a_colleague_writes_too(house, fatima):
    """Maj works for the region; she writes a page, and may not speak for the region later."""
    workspace(fatima)
    fatima.link("Visa eller bjud in medarbetare", "Medarbetare")
    fatima.fill("Förnamn", "Maj")
    fatima.fill("Efternamn", "Wikner")
    fatima.fill("E-postadress", "maj@klubba.example")
    fatima.choose("Skriver")
    fatima.press("Skicka inbjudan", "Medarbetare")
    maj = house.visitor("maj")
    workspace(maj)
    maj.link("Efter insatsen", "Efter insatsen")
    maj.fill("Implementering", "Regionen tar över samtalsgrupperna när insatsen slutar.")
    maj.press("Spara och fortsätt")


def submit(fatima):
    workspace(fatima)
    fatima.link(re.compile("^Kontrollera"), "Kontrollera ansökan")
    fatima.told("Inget saknas. Ansökan går att skicka in.")
    fatima.link("Läs igenom ansökan", "")
    fatima.page.go_back()
    fatima.link("Gå till inskickning", "Skicka in ansökan")
    fatima.choose("Jag har läst igenom ansökan och får skicka in den för organisationen")
    fatima.press("Skicka in ansökan", "")
    fatima.told(re.compile("ärendenummer"))


def ask_for_completion(helena):
    helena.log_in("helena")
    workspace(helena)
    helena.link("Begär komplettering", "Begär komplettering")
    helena.fill("Svar senast", "2017-01-18")
    helena.page.get_by_text("Uppföljning", exact=True).first.click()
    helena.page.locator("textarea:visible").first.fill("Beskriv vem som gör utvärderingen.")
    helena.press(re.compile("^Skicka begäran"), "")
    helena.told("Beskriv vem som gör utvärderingen.")


def complete(fatima):
    fatima.log_in("fatima")
    workspace(fatima)
    fatima.told("Behöver kompletteras")
    fatima.link(re.compile("[Kk]omplettera"), "Komplettera ansökan")
    fatima.link("Uppföljning", "Uppföljning")
    fatima.fill("Uppföljning och utvärdering", "En extern utvärderare följer insatsen från start.")
    fatima.press(re.compile("^Spara$"), "Uppföljning")
    workspace(fatima)
    fatima.link(re.compile("[Kk]omplettera"), "Komplettera ansökan")
    fatima.press("Skicka kompletteringen", "")


def register(helena):
    workspace(helena)
    helena.link("Granska kompletteringen", "")
    helena.told("En extern utvärderare följer insatsen från start.")
    workspace(helena)
    helena.press("Registrera ansökan", NAME)


def give_to_the_group(helena):
    helena.link("Lämna till beredning", "Ge ansökan till en grupp")
    pick(helena, r"Lokala samverkansgruppen")
    helena.fill("Gruppens möte", "2017-01-25")
    helena.fill("Yttranden senast", "2017-01-23")
    helena.press("Be gruppen bereda ansökan", "Beredning av")


def opinions(house):
    say(house, "lena", WHOLE)
    say(house, "mikael", "Tillstyrker till en del", ore="320 000")
    say(house, "cecilia", WHOLE)
    say(house, "hakan", "Tillstyrker till en del", ore="320 000")
    recuse(house)


def at_the_form(house, key):
    member = house.visitor(key)
    member.goto("/ansokningar/yttranden", "Att yttra sig om")
    member.link(NAME, f"Yttrande om {NAME}")
    return member


def say(house, key, stance, ore=""):
    member = at_the_form(house, key)
    member.told("Vad de andra har svarat visas när ert yttrande är skickat.")
    pick(member, stance)
    if ore:
        member.fill("Belopp som ni tillstyrker", ore)
    member.fill("Skäl", "Behovet är väl beskrivet och delas av flera parter.")
    member.press("Läs igenom och skicka", "Läs igenom yttrandet")
    member.press(re.compile("^Skicka yttrandet"), "")
    expect(member.page.get_by_text("Vad de andra har svarat visas")).to_have_count(0)


def recuse(house):
    maj = at_the_form(house, "maj")
    maj.told("Kan det finnas jäv?")
    pick(maj, "Vi anmäler jäv")
    maj.page.get_by_text("Bara om ni anmäler jäv").click()
    pick(maj, "Företräder sökanden")
    maj.fill("Skäl", "Jag har skrivit på ansökan.")
    maj.press("Läs igenom och skicka", "Läs igenom yttrandet")
    maj.press(re.compile("^Anmäl jäv"), "")


def take_position(helena):
    helena.log_in("helena")
    workspace(helena)
    helena.link("Läs yttrandena", "Beredning av")
    helena.link("Skriv gruppens ställningstagande", "Gruppens ställningstagande")
    pick(helena, "Tillstyrker till en del")
    helena.fill("Belopp som gruppen tillstyrker", "320 000")
    helena.fill("Skäl", "Lokalkostnaden bör rymmas hos sökanden.")
    helena.press("Spara ställningstagandet", "Beredning av")
    helena.press("Avsluta beredningen", "")


def propose_and_place(helena):
    helena.log_in("helena")
    workspace(helena)
    helena.link("Skriv förslag till beslut", "Förslag till beslut")
    pick(helena, "Bevilja till en del")
    amounts(helena)
    helena.press("Spara förslaget", "")
    workspace(helena)
    helena.link("Lägg på dagordningen", f"Lägg {NAME} på dagordningen")
    helena.page.get_by_role("radio").first.check()
    helena.press("Lägg på dagordningen", "")
    helena.goto(f"/sammantraden/{DAY}/dagordning", "Dagordning")
    helena.told(re.compile(NAME))


def amounts(helena):
    """Write what is granted per line and year; the others are nothing."""
    boxes = helena.page.get_by_role("table", name="Belopp per år").get_by_role("textbox")
    for number in range(boxes.count()):
        boxes.nth(number).fill("")
    for year, lines in GRANTED.items():
        for line, kronor in lines.items():
            helena.page.get_by_label(f"{line} {year}", exact=True).fill(str(kronor))


def send_summons(helena):
    helena.log_in("helena")
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link("Granska och skicka kallelsen", "Granska kallelsen")
    helena.told(re.compile("Norrlands folkhögskola"))
    helena.press(re.compile(r"^Skicka kallelsen till \d+ personer$"))


def the_board_reads(house):
    karin = house.visitor("karin", width=820)
    karin.goto(f"/sammantraden/{DAY}", MEETING)
    workspace(karin)
    karin.told("Norrlands folkhögskola")


def the_applicant_sees(fatima, word):
    fatima.log_in("fatima")
    workspace(fatima)
    fatima.told(re.compile(word))


def hold(helena):
    helena.log_in("helena")
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link("Öppna sammanträdet", "Öppna sammanträdet")
    helena.press("Öppna sammanträdet", "Närvaro")
    helena.link("Ändra uppdrag och tider", "Uppdrag och tider")
    helena.choose("Karin Wallmark")
    helena.fill("Justeringens plats", "kansliet")
    helena.fill("Justeringens dag", "2017-03-02")
    helena.fill("Justeringens tid", "10:00")
    helena.press("Spara uppdrag och tider", "Närvaro")
    helena.link("Skriv protokollet", "Protokoll")


def decide(helena):
    """The office states what the board decided, and the § says it."""
    helena.link(re.compile(NAME))
    helena.link("Ange vad styrelsen beslutade", "Styrelsens beslut om")
    helena.fill("Villkor", "Insatsen redovisar två gånger om året.")
    helena.press("Spara beslutet", "")
    helena.goto(f"/sammantraden/{DAY}/protokoll/skriv", "Protokoll")
    helena.link(re.compile(NAME))
    clause = helena.page.get_by_role("textbox", name="Att-sats 1", exact=True)
    expect(clause).to_have_value(re.compile("Norrlands folkhögskola.*320"))
    helena.goto(f"/sammantraden/{DAY}/protokoll/skriv", "Protokoll")
    count = helena.page.get_by_role("navigation", name="Paragrafer").get_by_role("link").count()
    for number in range(count):
        helena.press("Spara" if number == count - 1 else "Spara och gå till nästa")


def close_and_lock(helena):
    helena.link("Avsluta sammanträdet", "Avsluta sammanträdet")
    helena.fill("Sammanträdet avslutas kl.", "14:35")
    helena.press("Avsluta sammanträdet", "Protokoll")
    helena.goto(f"/sammantraden/{DAY}", MEETING)
    helena.link("Lås protokollet", "Lås protokollet")
    helena.press(re.compile("^Lås protokollet och numrera"), "Justering av protokollet")


def attest(house, helena):
    for key in ("ingrid", "karin"):
        sign(house.visitor(key))
    helena.log_in("helena")
    sign(helena)
    helena.told("Alla har justerat protokollet")


def sign(signer):
    signer.goto(f"/sammantraden/{DAY}/justering", "Justering av protokollet")
    signer.confirm()
    signer.press(re.compile("^Godkänn protokollet §"), "Justering av protokollet")


def write_the_letter(helena):
    workspace(helena)
    helena.told("Beviljad till en del")
    helena.link("Skriv beslutsmeddelandet", "Beslutsmeddelande om")
    helena.told(LETTER)
    with helena.page.expect_download() as taken:
        helena.page.get_by_role("link", name="Brevet i Word").click()
    assert LETTER in text_of(taken.value.path().read_bytes())
    helena.press(re.compile("^Skicka till"), "Beslutsmeddelande om")


def agree(helena):
    helena.link("Skriv överenskommelsen", "Överenskommelse om")
    if helena.page.get_by_role("button", name="Skriv överenskommelsen").count():
        helena.press("Skriv överenskommelsen", "Överenskommelse om")
    helena.fill("Undertecknar för huvudmannen", "Birger Norlander, rektor")
    helena.fill("Undertecknar för förbundet", "Ingrid Sandahl, ordförande")
    helena.press("Spara överenskommelsen", "Överenskommelse om")
    helena.press("Skicka för underskrift", "Överenskommelse om")
    helena.link("Registrera underskriften", "Registrera underskriften")
    helena.fill("Undertecknad den", "2017-03-02")
    helena.choose("Undertecknad på papper")
    helena.page.locator("input[type=file]").set_input_files(
        {
            "name": "overenskommelse.pdf",
            "mimeType": "application/pdf",
            "buffer": one_page_pdf("Överenskommelse"),
        }
    )
    helena.press("Registrera underskriften", "")


def the_initiative_exists(helena):
    helena.menu("Insatser")
    helena.link(NAME, NAME)
    helena.told(re.compile("320"))


def the_public_reads(house):
    anyone = house.visitor()
    anyone.goto("/beviljade-insatser", "Beviljade insatser")
    anyone.told(NAME)
    anyone.told(re.compile("320"))


def text_of(docx):
    body = Document(io.BytesIO(docx)).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
