"""The hard meeting as its secretary writes it on the pages, word for word as in the services."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import expect

from tests.browser import acts
from tests.browser.acts import Visitor
from tests.factories.hard_meeting import HELD, ITEMS

MEETING = f"/sammantraden/{HELD}"
ATTENDANCE = f"{MEETING}/narvaro"
WRITE = f"{MEETING}/protokoll/skriv"
EXTENSION, BUDGET, APPLICATION, ELECTION, OPINION, PREMISES = (heading for heading, *_ in ITEMS)
HERE, AWAY = "Närvarande", "Frånvarande"
CALLED = {
    "Bo Almqvist": HERE,
    "Ann Edvall": HERE,
    "Kent Arvidsson": HERE,
    "Mia Brolin": HERE,
    "Mats Lundvall": "På distans",
    "Britt Westin": AWAY,
    "Asta Viklander": AWAY,
    "Hans Jonsered": HERE,
    "Jon Söderlind": HERE,
    "Rut Boman": HERE,
}
AT_PARAGRAPH = re.compile("^(Protokoll|Mötesläge) ")  # the editor, or meeting mode


def play(maj: Visitor) -> None:
    """Write down the whole meeting, from the roll call until the reasons of the dissent."""
    call_the_roll(maj)
    say_who_is_elsewhere(maj)
    give_duties(maj)
    for part in (extension, budget, application, election, opinion, premises):
        part(maj)
    close(maj)
    motivate(maj)


def call_the_roll(maj: Visitor) -> None:
    """Call everybody; nobody serves for anybody before the first §."""
    maj.goto(ATTENDANCE, "Närvaro")
    maj.link("Upprop", "Upprop")
    for name, answer in CALLED.items():
        expect(maj.page.locator("#uppropad")).to_have_text(name)
        maj.press(re.compile(f"^{answer}$"))
    maj.told("Uppropet är klart: 5 av 6, beslutsför.")


def say_who_is_elsewhere(maj: Visitor) -> None:
    """Tell which decision allows distance, and that one is heard and not seen."""
    maj.link("Ändra deltagande på distans", "Deltagande på distans")
    maj.fill("Beslutet som tillåter distans", "styrelsens beslut den 18 november 2016, § 62")
    maj.page.get_by_label("Jon Söderlind deltar", exact=True).select_option(
        label="På distans med bara ljud"
    )
    maj.page.get_by_label("Varför Jon Söderlind deltar med bara ljud").fill(
        "att kameran på mötesplatsen har gått sönder"
    )
    maj.press("Spara deltagandet", "Närvaro")
    maj.told("Med stöd av styrelsens beslut den 18 november 2016, § 62.")


def give_duties(maj: Visitor) -> None:
    """Choose who attests, and when."""
    maj.link("Ändra uppdrag och tider", "Uppdrag och tider")
    for name in ("Ann Edvall", "Kent Arvidsson"):
        maj.choose(name)
    maj.fill("Justeringens plats", "Kansliet i Älvby")
    maj.fill("Justeringens dag", "2017-03-06")
    maj.fill("Justeringens tid", "13:00")
    maj.press("Spara uppdrag och tider", "Närvaro")


def open_paragraph(maj: Visitor, heading: str) -> None:
    """Open the § about something in the editor, by the list of §§."""
    maj.goto(WRITE, "Protokoll")
    maj.link(re.compile(re.escape(heading)), "Protokoll")
    expect(maj.page.get_by_role("article").get_by_role("heading", level=2)).to_have_text(heading)


def save(maj: Visitor) -> None:
    """Press the button under the text."""
    maj.press(re.compile("^Spara$"), "Protokoll")
    maj.told(re.compile(r"är sparad\.$"))


def extension(maj: Visitor) -> None:
    """Two are recused, and a third is tried and found not to be."""
    open_paragraph(maj, EXTENSION)
    recuse(
        maj,
        "Kent Arvidsson",
        "Personen eller någon närstående företräder den som saken angår",
        substitute="Hans Jonsered",
    )
    recuse(
        maj,
        "Mia Brolin",
        "Saken angår personen själv eller någon närstående",
        ruling="Prövat, jäv föreligger",
        raised_by="Ann Edvall",
        substitute="Jon Söderlind",
    )
    recuse(
        maj,
        "Mats Lundvall",
        "Något annat som kan rubba förtroendet för opartiskheten",
        ruling="Prövat, ej jäv",
        raised_by="Bo Almqvist",
    )
    save(maj)


def recuse(
    maj: Visitor,
    name: str,
    ground: str,
    *,
    ruling: str = "",
    raised_by: str = "",
    substitute: str = "",
) -> None:
    """Write down a matter of recusal from the page of the §."""
    maj.link("Anteckna jäv vid paragrafen", "Anteckna jäv")
    maj.select("Vem gäller det?", name)
    maj.choose(ground)
    if raised_by:
        maj.select("Vem väckte frågan?", raised_by)
    if ruling:
        maj.choose(ruling)
    if substitute:
        maj.select("Tjänstgör i stället", substitute)
    maj.press("Anteckna jävet", "Protokoll")
    maj.told(re.compile("^Frågan om jäv är antecknad vid §"))


def exception(maj: Visitor, name: str, kind: str, heading: str, *, replaces: str = "") -> None:
    """Write down what somebody did at one § only."""
    maj.goto(ATTENDANCE, "Närvaro")
    maj.link(re.compile(f"undantag för {name}$"), f"Undantag för {name}")
    maj.choose(kind)
    maj.select("Paragraf", heading)
    if replaces:
        maj.select("Tjänstgjorde för", replaces)
    maj.press("Lägg till undantaget", f"Undantag för {name}")


def budget(maj: Visitor) -> None:
    """A substitute in the vacant seat, from meeting mode; equal votes, decided by the chair."""
    exception(maj, "Rut Boman", "Tjänstgjorde vid paragrafen", BUDGET, replaces="En vakant plats")
    take_up(maj, BUDGET)
    maj.link(re.compile("^Yrkande$"), "Skriv in ett yrkande")
    move(maj, "Bifall", "Kent Arvidsson", "Mia Brolin", more=True)
    move(maj, "Avslag", "Mats Lundvall", more=True)
    move(maj, "Ändring", "Ann Edvall", text="beloppet är 100 000 kr", withdrawn=True, more=False)
    put(maj, "bifall respektive avslag", "styrelsen bifaller förslaget")
    maj.link(re.compile("^Omröstning$"), "Skriv in en omröstning")
    vote(maj, "bifall till förslaget", "avslag på förslaget", no=("Ann", "Mats", "Rut"))
    maj.told("Röstetalet är lika, 3 mot 3. Ordföranden avgör.")
    maj.page.get_by_role("group", name="Ordförandens utslagsröst").get_by_label("Ja").check()
    maj.press("Spara omröstningen", "Mötesläge")
    maj.link(re.compile("^Reservation$"), "Skriv in en reservation")
    maj.choose("Mats Lundvall")
    maj.select("Till förmån för", "Mats Lundvall")
    maj.fill("Anmäldes kl.", "14:20")
    maj.press(re.compile("^Spara reservationen$"), "Mötesläge")
    maj.link("Ajournering", "Ajournera sammanträdet")
    maj.fill("Ajourneras kl.", "11:30")
    maj.fill("Återupptas kl.", "12:30")
    maj.press("Anteckna ajourneringen", "Mötesläge")
    maj.told("Sammanträdet ajourneras kl. 11.30–12.30.")
    maj.link("Skriv protokollet", "Protokoll")
    save(maj)


def take_up(maj: Visitor, heading: str) -> None:
    """Go to a § in meeting mode."""
    maj.goto(f"{MEETING}/motet", "Mötesläge")
    if maj.scripted:
        maj.page.wait_for_load_state("networkidle")
    maj.page.get_by_text("Alla paragrafer").click()
    maj.page.get_by_role("button", name=heading).click()
    expect(maj.page.locator("[data-room-sheet] h2")).to_have_text(heading)
    if maj.scripted:
        maj.page.wait_for_load_state("networkidle")
    maj.arrive("Mötesläge")


def move(
    maj: Visitor, kind: str, *movers: str, text: str = "", withdrawn: bool = False, more: bool
) -> None:
    """Write in a motion, and perhaps stay for the next."""
    for name in movers:
        maj.choose(name)
    maj.choose(kind)
    maj.fill("Yrkar att", text)
    if withdrawn:
        maj.choose("Yrkandet är återtaget")
    if more:
        maj.press("Spara och skriv ett till", "Skriv in ett yrkande")
    else:
        maj.press("Spara yrkandet", AT_PARAGRAPH)


def put(maj: Visitor, asked: str, found: str) -> None:
    """Write in how the chair put the question, in the words of the meeting."""
    maj.link(re.compile("^(Ny p|P)roposition$"), "Skriv in en proposition")
    usual = f"Proposition på {asked}: {found}."
    if maj.page.get_by_label(usual, exact=True).count():
        maj.choose(usual)
    else:
        maj.fill("Ordföranden ställer proposition på", asked)
        maj.fill("Ordföranden finner att", found)
    maj.press(re.compile("^Spara propositionen$"), AT_PARAGRAPH)


def vote(
    maj: Visitor, yes: str, no_means: str, *, no: Iterable[str], abstains: Iterable[str] = ()
) -> None:
    """Write in an open ballot: everybody yes, then those who are not."""
    maj.fill("Ja-röst innebär", yes)
    maj.fill("Nej-röst innebär", no_means)
    everybody = maj.page.get_by_role("button", name="Alla ja")
    if maj.scripted:
        everybody.click()
    else:
        with maj.page.expect_navigation():
            everybody.click()
    for word, names in (("Nej", no), ("Avstår", abstains)):
        for name in names:
            row = maj.page.get_by_role("group", name=re.compile(f"^{name} "))
            row.get_by_label(word, exact=True).check()
    maj.press("Spara omröstningen")


def application(maj: Visitor) -> None:
    """Two ballots; in the second a yes is for rejection. One abstains, one takes no part."""
    open_paragraph(maj, APPLICATION)
    unfold(maj)
    maj.link("Nytt yrkande", "Skriv in ett yrkande")
    reason = "ärendet återremitteras för att budgeten ska förtydligas"
    move(maj, "Återremiss", "Ann Edvall", text=reason, more=True)
    move(maj, "Avslag", "Kent Arvidsson", more=False)
    maj.link("Deltar inte i beslutet", "Deltar inte i beslutet")
    maj.choose("Mia Brolin")
    maj.press("Spara markeringen", "Protokoll")
    put(maj, "återremiss mot avgörande i dag", "ärendet ska avgöras i dag")
    maj.link("Ny omröstning", "Skriv in en omröstning")
    maj.told("Deltar inte i beslutet: Mia Brolin.")
    vote(maj, "att ärendet avgörs i dag", "att ärendet återremitteras", no=("Ann",))
    put(maj, "bifall respektive avslag", "styrelsen avslår ansökan")
    maj.link("Ny omröstning", "Skriv in en omröstning")
    vote(maj, "avslag på ansökan", "bifall till ansökan", no=("Mats",), abstains=("Ann",))
    clause = "avslå ansökan med motiveringen att insatsen inte bygger på ett gemensamt behov"
    acts.clauses(maj, [clause])
    save(maj)
    maj.link("Nytt yttrande eller anteckning", "Skriv in ett yttrande")
    maj.select("Av", "Ann Edvall")
    maj.fill("Text", "Jag hade velat se en fördjupad beredning innan styrelsen tog ställning.")
    maj.press(re.compile("^Spara yttrandet$"), "Protokoll")


def unfold(maj: Visitor) -> None:
    """Open the section of what happened, which is closed while it is empty."""
    maj.page.get_by_text("Yrkanden, omröstning och reservationer", exact=True).click()


def election(maj: Visitor) -> None:
    """Slips, equal votes, and the lot."""
    open_paragraph(maj, ELECTION)
    unfold(maj)
    maj.link("Ny omröstning", "Skriv in en omröstning")
    maj.link("Val med slutna sedlar", "Skriv in en omröstning")
    for row, name in enumerate(("Kent Arvidsson", "Mia Brolin")):
        maj.field("Kandidat").nth(row).fill(name)
        maj.field("Röster").nth(row).fill("2")
    maj.fill("Avstår eller blank", "1")
    maj.press("Spara omröstningen")
    maj.told("Rösterna är lika för Kent Arvidsson och Mia Brolin. Lotten avgör.")
    maj.select("Lotten föll på", "Mia Brolin")
    maj.press("Spara omröstningen", "Protokoll")
    acts.clauses(maj, ["välja Mia Brolin till representant i länsnätverket för 2017"])
    save(maj)


def opinion(maj: Visitor) -> None:
    """Another chair, behind closed doors, attested at once."""
    exception(maj, "Ann Edvall", "Ledde paragrafen", OPINION)
    open_paragraph(maj, OPINION)
    maj.press("Stängda dörrar", "Protokoll")
    save(maj)
    maj.link("Justera omedelbart", re.compile("^Justera § .* omedelbart$"))
    maj.press(re.compile("^Justera §"), "Protokoll")
    maj.told("Paragrafen justeras omedelbart.")


def premises(maj: Visitor) -> None:
    """Tabled until a day without a meeting in the plan."""
    open_paragraph(maj, PREMISES)
    maj.link("Ange utfall", "Utfall av")
    maj.choose("Bordläggs")
    maj.fill("Eller en annan dag", "2017-06-16")
    maj.press("Ange utfallet", "Protokoll")
    maj.told(re.compile("^Utfallet av § .* är angivet"))


def close(maj: Visitor) -> None:
    """End the meeting."""
    maj.link("Avsluta sammanträdet", "Avsluta sammanträdet")
    maj.fill("Sammanträdet avslutas kl.", "14:30")
    maj.press("Avsluta sammanträdet", "Protokoll")


def motivate(maj: Visitor) -> None:
    """Write in the reasons that were handed in after the meeting."""
    open_paragraph(maj, BUDGET)
    maj.link(re.compile("^Ändra reservation"), "Ändra reservationen")
    maj.fill("Skriftlig motivering", "Utbildningen bör bekostas av medlemmarna var för sig.")
    maj.press("Spara reservationen", "Protokoll")
