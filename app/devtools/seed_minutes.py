"""The board's meeting of 2016-11-18 as plain data: §§ 57–70, who was there, what was decided.

Facts (dates, amounts, organisations, numbers, who was present when) follow public minutes of a
real association; the sentences are our own and the people invented (``seed_people``).

Editor's note: the source prints the impossible date 2017-06-31 in the third decision of § 62.
The tool refuses such a date, so the month's last day, 2017-06-30, stands here instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.meetings.domain import ItemKind

_D, _I, _E = ItemKind.DECISION, ItemKind.INFORMATION, ItemKind.ELECTION

BODY = "Styrelsen"
HELD_ON = date(2016, 11, 18)
PREVIOUS_ON = date(2016, 9, 8)
STARTS_AT = time(9)
ENDS_AT = time(14)
PLACE = "Norsjö kommunalhus, lokal Björnen"
SUMMONED_ON = date(2016, 11, 9)
CONTINUE_FROM = 56  # the last § number of the meeting before
ATTESTATION_PLACE = "på kansliet i Skellefteå"
ATTESTATION_ON = date(2016, 11, 28)
ATTESTATION_TIME = time(13)
IMPOSSIBLE_DATE = "2017-06-31"  # as the source prints it


@dataclass(frozen=True, slots=True)
class SeedAnnex:
    """A paper to the meeting; its content is made up when it is needed."""

    title: str
    filename: str


@dataclass(frozen=True, slots=True)
class SeedParagraph:
    """One § with what stood on the agenda and what the minutes say."""

    number: int
    heading: str
    kind: ItemKind
    background: str = ""
    clauses: tuple[str, ...] = ()
    proposal: tuple[str, ...] = ()
    notes: str = ""
    dispatch_to: str = ""
    presenter: str = ""
    annex: SeedAnnex | None = None
    fixed: bool = False  # stands on every agenda
    late: bool = False  # came in after the summons


@dataclass(frozen=True, slots=True)
class SeedAttendee:
    """Somebody at the meeting, by key of ``seed_people``; §§ are their numbers."""

    key: str
    present: bool = True
    serves_for: str = ""
    arrives_before: int | None = None
    clock: time | None = None
    only_at: int | None = None
    attests: bool = False


ATTENDANCE = (
    SeedAttendee("ingrid"),
    SeedAttendee("osten", arrives_before=61, clock=time(10, 15)),
    SeedAttendee("karin"),
    SeedAttendee("goran", present=False),
    SeedAttendee("anneli", present=False),
    SeedAttendee("rolf", serves_for="anneli", attests=True),
    SeedAttendee("ulla", serves_for="goran"),
    SeedAttendee("ake"),
    SeedAttendee("peder"),
    SeedAttendee("sara", present=False),
    SeedAttendee("helena"),
    SeedAttendee("jonas"),
    SeedAttendee("lisbet", only_at=63),
    SeedAttendee("per", only_at=63),
    SeedAttendee("asta", only_at=63),
    SeedAttendee("max", only_at=65),
)

_AGENDA_TEXT = (
    "Ordföranden går igenom dagordningen. Efter att kallelsen skickades har Försäkringskassans "
    "servicekontor kommit in med en ansökan om medel till en mötesplats för nyanlända."
)

_PLAN = (
    "Förbundschefen redovisar förslaget till verksamhetsplan. Det beskriver förbundets uppdrag, "
    "organisation och målgrupp, vad som ska göras under 2017 och de områden som verksamheten ska "
    "inriktas på under 2018 och 2019.\n\n"
    "Till planen hör ett förslag till budget för 2017 och en ekonomisk plan för 2018–2019. "
    "Medlemmarnas bidrag räcker inte till alla insatser som pågår. Styrelsen diskuterar därför "
    "vilka insatser som kan få fortsatta medel, och enas om att verksamhetsplanen redigeras så "
    "att prioriteringen framgår tydligare innan den skickas till medlemmarna."
)

_EXTENSIONS = (
    "Tre av de insatser som fick medel under 2016 har inte hunnit bli klara inom den tid som "
    "beviljades. Orsakerna är sjukdom och att det har varit svårt att frigöra personal till "
    "tjänsterna. Ingen av insatserna behöver mer pengar än vad som redan är beviljat. Kansliet "
    "föreslår att tiden förlängs in på 2017."
)

_PRE_STUDY = (
    "Skellefteå kommun, Västerbottens läns landsting och samordningsförbundet har gemensamt "
    "bekostat en förstudie om psykisk hälsa i arbetslivet. Lisbet Stenvik, Per Bergvall och Asta "
    "Forssman presenterar resultatet.\n\n"
    "Förstudien har kartlagt hur hälsofrämjande och rehabiliterande insatser hänger ihop, med "
    "tyngdpunkt på hur psykisk ohälsa i arbetslivet kan förebyggas och psykisk hälsa främjas. Den "
    "har också sökt en långsiktig form för hur parterna ska utveckla arbetet tillsammans.\n\n"
    "Det som saknas är enligt förstudien någon som håller ihop frågan. Kommunen och landstinget "
    "arbetar var för sig, och goda erfarenheter stannar i det projekt där de gjordes. Ett "
    "övergripande råd skulle kunna ge stöd och sätta fart på arbetet i båda organisationerna."
)

_CASTOR = (
    "På sammanträdet den 8 september avslog styrelsen en ansökan från Stöd och service i "
    "Skellefteå kommun, eftersom bara en myndighet stod bakom den. Den 27 september kom ansökan "
    "in på nytt, kompletterad med att landstingets psykiatri i Skellefteå deltar.\n\n"
    "Ledamöterna har därefter per capsulam, genom svar med e-post, beslutat att bevilja Stöd och "
    "service 180\u00a0000\u00a0kr för att planera mötesplatsen Castor. "
    "Beslutet förs nu till protokollet."
)

_NORSJO = (
    "Rektor Max Boberg berättar om utvecklingsprojektet Praktiksteget/Påfart gymnasiet, som "
    "började i Norsjö i augusti 2016. Det vänder sig till ungdomar i gymnasieåldern som inte "
    "börjar på ett gymnasium på en annan ort, eller som har hoppat av och kommit tillbaka till "
    "Norsjö. Praktik på en arbetsplats varvas med studier, så att vägen tillbaka till skolan eller "
    "vidare till ett arbete hålls öppen."
)

_SGI = (
    "Hur kan samverkan i Skellefteå och Norsjö bli bättre för personer som saknar "
    "sjukpenninggrundande inkomst (SGI)?\n\n"
    "Sveriges Kommuner och Landsting, Arbetsförmedlingen och Försäkringskassan har kommit överens "
    "om en gemensam viljeinriktning. Den som har nedsatt arbetsförmåga på grund av sjukdom ska få "
    "möjlighet till rehabilitering även när sjukpenninggrundande inkomst saknas.\n\n"
    "Många i gruppen lever under lång tid på ekonomiskt bistånd från kommunen, därför att de inte "
    "har arbetat så mycket att de har rätt till ersättning från social- eller "
    "arbetslöshetsförsäkringen. Med exempel från Halmstad och Laholm vill parterna visa att ett "
    "närmare samarbete mellan myndigheter, kommuner och landsting kan ge den enskilde både bättre "
    "hälsa och bättre ekonomi, och samtidigt minska samhällets kostnader.\n\n"
    "Exemplet heter På rätt väg och är ett metodutvecklingsprojekt som Samordningsförbundet "
    "Halland har finansierat. Halmstads och Laholms kommuner arbetade där mellan 2012 och 2014 "
    "tillsammans med Försäkringskassan i Halmstad fram gemensamma arbetssätt och ett gemensamt "
    "förhållningssätt kring personer som saknar både sjukpenninggrundande inkomst och "
    "arbetsförmåga på grund av sjukdom. Projektets slutrapport finns hos förbundet i Halland."
)

_NEWCOMERS = (
    "Försäkringskassans servicekontor i Skellefteå söker medel för att planera och komma i gång "
    "med Mötesplatser och information Skellefteå, en verksamhet för nyanlända. Ansökan kom in "
    "efter att kallelsen skickades och delas ut på sammanträdet."
)

_INFORMATION = (
    "# Rapport från nätverksträffen i Timrå den 10–11 november\n"
    "Så här många förbund har inte deltagit förut, och Luleå var med för första gången. "
    "Indikatorprojektet och registreringen i SUS togs upp. Två av deltagarna fick i uppdrag att "
    "lyfta frågan om en differentierad avgift för den som använder indikatorerna till "
    "nätverkets styrelse. Förbundschefen lovade att under 2017 ordna en konferens om psykisk "
    "hälsa och ohälsa tillsammans med samordningsförbundet i Jämtland.\n\n"
    "# Rapport från nätverkets styrelsemöte den 16 november\n"
    "Förbundschefen berättar vad som togs upp. Protokollet finns på nätverkets webbplats.\n\n"
    "# Utfrågning i socialförsäkringsutskottet den 17 november\n"
    "Utskottet höll en öppen utfrågning om hur den finansiella samordningen av "
    "rehabiliteringsinsatser har utvecklats och vad nästa steg ska bli. Ansvarigt statsråd "
    "inledde och framhöll att den ökande psykiska ohälsan måste mötas. Högst på regeringens lista "
    "står att minska sjukfrånvaron och antalet personer med aktivitetsersättning.\n\n"
    "Nätverkets ordförande talade om tre frågor: den långsiktiga ekonomin, hur den finansiella "
    "samordningen kan användas bäst och hur den lokala nivån knyts till den nationella. "
    "Företrädare för Sveriges Kommuner och Landsting, Försäkringskassan, Arbetsförmedlingen och "
    "Socialstyrelsen deltog också. Utfrågningen slutade med en frågestund."
)

_OTHER = (
    "# Sammanträden våren 2017\n"
    "Ordföranden påminner om styrelsens sammanträden fredagen den 24 februari, fredagen den "
    "7 april och torsdagen den 8 juni.\n\n"
    "# Planeringsdagar\n"
    "Planeringsdagarna tillsammans med LSG hålls hösten 2017, förslagsvis på Källan i Norsjö, från "
    "lunch torsdagen den 26 oktober till lunch fredagen den 27 oktober.\n\n"
    "# Ordförandekonferens\n"
    "Nätverket bjuder in till konferens för ordförande och vice ordförande den 26 januari 2017."
)

PARAGRAPHS = (
    SeedParagraph(
        57,
        "Sammanträdet öppnas",
        _I,
        "Ordföranden hälsar välkommen och förklarar sammanträdet öppnat.",
        fixed=True,
    ),
    SeedParagraph(
        58,
        "Godkännande av dagordning",
        _D,
        _AGENDA_TEXT,
        (
            (
                "godkänna dagordningen med tillägget att ”Ansökan om medel till mötesplats för "
                "nyanlända” tas upp som eget ärende"
            ),
        ),
        fixed=True,
    ),
    SeedParagraph(
        59,
        "Föregående protokoll",
        _D,
        "Protokollet från sammanträdet den 8 september 2016 gås igenom.",
        ("godkänna protokollet från den 8 september 2016 och lägga det till handlingarna",),
        annex=SeedAnnex("Protokoll 2016-09-08", "protokoll-2016-09-08.pdf"),
        fixed=True,
    ),
    SeedParagraph(
        60,
        "Val av justerare",
        _E,
        "",
        ("utse Rolf Hedqvist att tillsammans med ordföranden justera protokollet",),
        fixed=True,
    ),
    SeedParagraph(
        61,
        "Verksamhetsplan och budget 2017 med plan för 2018–2019",
        _D,
        _PLAN,
        (
            (
                "godkänna förslaget till strategi, verksamhetsplan och budget för 2017, efter "
                "redigering"
            ),
            (
                "inte bevilja fortsatta medel för 2017 till Håll i – håll ut och till VILMA, "
                "gruppverksamhet för personer med adhd-symtom, med hänvisning till förbundets "
                "ekonomiska förutsättningar under 2017"
            ),
        ),
        ("godkänna förslaget till strategi, verksamhetsplan och budget för 2017",),
        presenter="Helena Rosvall, förbundschef",
        dispatch_to="Förbundets medlemmar\nHåll i – håll ut\nVILMA",
        annex=SeedAnnex("Verksamhetsplan och budget 2017", "verksamhetsplan-2017.pdf"),
    ),
    SeedParagraph(
        62,
        "Förlängning av tre insatser",
        _D,
        _EXTENSIONS,
        (
            "förlänga tiden för Aktivitetscoach MySam till och med 2017-03-31",
            "förlänga tiden för Ungdomscoach AMT till och med 2017-05-31",
            "förlänga tiden för Behovsinventering motsvarande NAFS till och med 2017-06-30",
        ),
        presenter="Helena Rosvall, förbundschef",
        dispatch_to="Aktivitetscoach MySam\nUngdomscoach AMT\nBehovsinventering NAFS",
    ),
    SeedParagraph(
        63,
        "Förstudien Psykisk hälsa i arbetslivet",
        _D,
        _PRE_STUDY,
        (
            "godkänna informationen",
            (
                "ställa sig bakom en skrivelse till kommunstyrelsen om att det behövs ett "
                "övergripande råd som stöder och driver på arbetet för ökad psykisk hälsa inom "
                "kommun och landsting"
            ),
        ),
        ("godkänna informationen",),
        presenter="Lisbet Stenvik, Västerbottens läns landsting",
    ),
    SeedParagraph(
        64,
        "Utvecklingsmedel till mötesplatsen Castor",
        _D,
        _CASTOR,
        (
            (
                "till protokollet anteckna beslutet per capsulam att bevilja ansökan från Stöd och "
                "service i Skellefteå kommun med 180\u00a0000\u00a0kr för utveckling av "
                "mötesplatsen Castor"
            ),
        ),
        dispatch_to="Stöd och service, Skellefteå kommun",
    ),
    SeedParagraph(
        65,
        "Utvecklingsprojekt i Norsjö",
        _D,
        _NORSJO,
        ("godkänna informationen",),
        presenter="Max Boberg, Norsjö kommun",
    ),
    SeedParagraph(
        66,
        "Samverkan kring personer som saknar sjukpenninggrundande inkomst",
        _D,
        _SGI,
        (
            (
                "uppdra till LSG att ta fram förslag till hur arbetet med personer som saknar "
                "sjukpenninggrundande inkomst kan utvecklas i Skellefteå och Norsjö"
            ),
        ),
        dispatch_to="LSG",
    ),
    SeedParagraph(
        67,
        "Sammanträdesplan 2017",
        _D,
        "Kansliet lägger fram ett förslag till datum för styrelsens sammanträden under 2017.",
        ("godkänna förslaget till sammanträdesplan för 2017",),
        annex=SeedAnnex("Sammanträdesplan 2017", "sammantradesplan-2017.pdf"),
    ),
    SeedParagraph(
        68,
        "Ansökan om medel till mötesplats för nyanlända",
        _D,
        _NEWCOMERS,
        (
            (
                "avslå ansökan från Försäkringskassans servicekontor med hänvisning till "
                "förbundets ekonomiska förutsättningar under 2017"
            ),
        ),
        dispatch_to="Försäkringskassans servicekontor i Skellefteå",
        annex=SeedAnnex("Ansökan från Försäkringskassan", "ansokan-forsakringskassan.pdf"),
        late=True,
    ),
    SeedParagraph(69, "Informationsärenden", _I, _INFORMATION, fixed=True),
    SeedParagraph(
        70,
        "Övriga frågor",
        _D,
        _OTHER,
        ("anmäla Ingrid Sandahl och Östen Forsmark till konferensen",),
        fixed=True,
    ),
)
