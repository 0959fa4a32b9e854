"""The first version of the application form. Pure."""

from __future__ import annotations

from typing import Any

from app.applications.domain.questions import Field, Section, Sort
from app.applications.domain.words import DIRECTION_WORDS, KIND_WORDS


def _line(name: str, label: str, **more: Any) -> Field:
    return Field(name, label, more.pop("sort", Sort.LINE), limit=more.pop("limit", 300), **more)


ORGANISATION_FORMS = {
    "municipality": "Kommun",
    "region": "Region",
    "state": "Statlig myndighet",
    "association": "Ideell förening, stiftelse eller folkhögskola",
    "social_enterprise": "Arbetsintegrerande socialt företag",
    "company": "Aktiebolag eller annat företag",
    "coordination": "Samordningsförbund",
}
EMPLOYEES = {
    "0": "Inga anställda",
    "1-10": "1–10",
    "11-50": "11–50",
    "51-100": "51–100",
    "101-250": "101–250",
    "251-": "Fler än 250",
}
PARTY_CHOICES = {
    "state_af": "Arbetsförmedlingen",
    "state_fk": "Försäkringskassan",
    "region": "Region",
    "municipality": "Kommun",
    "other": "Annan samverkanspart",
}
# Rule F3, FinsamL 7 §: what an initiative may be for.
PURPOSES = {
    "support_cooperation": "Stödja samverkan mellan parterna",
    "finance_efforts": (
        "Finansiera insatser för rehabilitering inom parternas samlade ansvarsområde"
    ),
    "goals_and_guidelines": "Ta fram mål och riktlinjer för den finansiella samordningen",
    "follow_up": "Följa upp och utvärdera rehabiliteringsinsatser",
}
FOLLOW_UP_METHODS = {
    "sus": "SUS, med registrering av deltagare",
    "sus_volume": "SUS, med antal deltagare utan personuppgifter",
    "own": "Egen uppföljning",
}
CONTACT_ROLES = {
    "contact": "Kontaktperson",
    "finance": "Ekonomi",
    "signatory": "Behörig firmatecknare",
    "manager": "Projektledare",
}

_ORGANISATION = Section(
    "organisation",
    "Organisation",
    "Den organisation som söker och som svarar för pengarna.",
    (
        _line("name", "Organisationens namn"),
        _line(
            "organisation_number",
            "Organisationsnummer",
            sort=Sort.ORGANISATION_NUMBER,
            help="Tio siffror, till exempel 222000-1933.",
        ),
        Field("form", "Organisationsform", Sort.CHOICE, choices=ORGANISATION_FORMS),
        Field("employees", "Antal anställda", Sort.CHOICE, choices=EMPLOYEES),
        _line("postal_address", "Postadress"),
        _line("visiting_address", "Besöksadress", required=False),
        _line("telephone", "Telefon"),
        _line("email", "E-postadress", sort=Sort.EMAIL),
        _line("web_page", "Webbplats", required=False),
        _line(
            "bankgiro",
            "Bankgiro",
            sort=Sort.BANKGIRO,
            required=False,
            help="Fyll i bankgiro eller plusgiro. Dit betalas medlen ut.",
        ),
        _line("plusgiro", "Plusgiro", sort=Sort.PLUSGIRO, required=False),
        _line("workplace", "Arbetsställe som ansvarar för insatsen", required=False),
        _line(
            "cfar",
            "CFAR-nummer",
            sort=Sort.CFAR,
            required=False,
            help="Arbetsställets åtta siffror hos Statistiska centralbyrån.",
        ),
    ),
)

_CONTACTS = Section(
    "contacts",
    "Kontaktpersoner",
    "De som vi kan fråga, och den som får skriva under för organisationen.",
    (
        Field(
            "people",
            "Personer",
            Sort.ROWS,
            row_word="person",
            at_least=2,
            help="Minst en kontaktperson och en behörig firmatecknare.",
            fields=(
                Field("role", "Uppgift", Sort.CHOICE, choices=CONTACT_ROLES),
                _line("name", "Namn"),
                _line("title", "Befattning", required=False),
                _line("telephone", "Telefon", required=False),
                _line("email", "E-postadress", sort=Sort.EMAIL),
            ),
        ),
    ),
)

_INITIATIVE = Section(
    "initiative",
    "Insatsen",
    "Vad insatsen heter, vad den är och när och var den pågår.",
    (
        _line("name", "Insatsens namn"),
        Field(
            "kind",
            "Ansökan gäller",
            Sort.CHOICE,
            choices={str(k): v for k, v in KIND_WORDS.items()},
            help="En förlängning eller ändring börjar ni på från insatsen som den gäller.",
        ),
        Field(
            "direction",
            "Inriktning",
            Sort.CHOICE,
            choices={str(k): v for k, v in DIRECTION_WORDS.items()},
            help="En insats som är både och söks som två (regel TYPE).",
        ),
        Field(
            "municipalities",
            "Kommuner där insatsen pågår",
            Sort.MUNICIPALITIES,
        ),
        _line("starts_on", "Startdatum", sort=Sort.DAY),
        _line("ends_on", "Slutdatum", sort=Sort.DAY),
        Field(
            "summary",
            "Sammanfattning",
            help="Högst 1 500 tecken. Visas öppet om insatsen beviljas.",
            limit=1_500,
        ),
    ),
)

_NEED = Section(
    "need",
    "Behov och analys",
    "Varför insatsen behövs och vad ni vet om behovet.",
    (
        Field("background", "Bakgrund"),
        Field("need", "Behov", help="Vilket problem ska lösas, för vilka och hur många är de?"),
        Field("analysis", "Analys", help="Vad beror problemet på, och vad har ni redan prövat?"),
        Field("experience", "Erfarenheter och kunskap inom området", required=False),
    ),
)

_TARGET_GROUP = Section(
    "target_group",
    "Målgrupp",
    "Vilka insatsen är till för. Skriv aldrig uppgifter om enskilda personer.",
    (
        Field("description", "Målgruppen"),
        _line("age_from", "Ålder från", sort=Sort.WHOLE),
        _line("age_to", "Ålder till", sort=Sort.WHOLE, help="Vanligen 16–64 år."),
        _line("women", "Antal kvinnor", sort=Sort.WHOLE),
        _line("men", "Antal män", sort=Sort.WHOLE),
        _line("other", "Antal övriga eller okänt", sort=Sort.WHOLE, required=False),
    ),
)

_PURPOSE = Section(
    "purpose",
    "Syfte",
    "Hur insatsen hör ihop med förbundets uppgift enligt 7 § lagen om finansiell samordning.",
    (
        Field("purposes", "Insatsen ska", Sort.CHOICES, choices=PURPOSES),
        Field("text", "Syftet med egna ord"),
    ),
)

_GOALS = Section(
    "goals",
    "Mål",
    "Varje mål ska gå att följa upp. De följer med till lägesrapporter och slutrapport.",
    (
        Field(
            "goals",
            "Mål",
            Sort.ROWS,
            row_word="mål",
            at_least=1,
            fields=(
                Field("goal", "Mål", limit=1_000),
                _line("indicator", "Indikator"),
                _line("baseline", "Utgångsläge", required=False),
                _line("target", "Målvärde"),
                _line("measured", "Hur och när det mäts"),
            ),
        ),
    ),
)

_ACTIVITIES = Section(
    "activities",
    "Aktiviteter och metoder",
    "Vad ni ska göra, hur och när.",
    (
        Field("methods", "Metoder och arbetssätt"),
        Field(
            "plan",
            "Tidplan",
            Sort.ROWS,
            row_word="aktivitet",
            at_least=1,
            fields=(
                Field("activity", "Aktivitet", limit=1_000),
                _line("starts_on", "Från", sort=Sort.DAY),
                _line("ends_on", "Till", sort=Sort.DAY),
                _line("responsible", "Ansvarig", required=False),
            ),
        ),
    ),
)

_PARTIES = Section(
    "parties",
    "Samverkande parter",
    "Minst två slags parter ska ha del i behovet. Två kommuner räknas som ett slag (regel F5).",
    (
        _line("owner", "Huvudman för insatsen"),
        Field(
            "parties",
            "Parter",
            Sort.ROWS,
            row_word="part",
            at_least=2,
            fields=(
                Field("party_type", "Slag", Sort.CHOICE, choices=PARTY_CHOICES),
                _line("name", "Organisation"),
                Field("contribution", "Vad parten bidrar med", limit=1_000),
            ),
        ),
        Field("steering_group", "Styrgrupp", help="Vilka som ingår och hur ofta den möts."),
    ),
)

_STAFFING = Section(
    "staffing",
    "Bemanning",
    "Vilka tjänster som ska finnas i insatsen.",
    (
        Field(
            "posts",
            "Tjänster",
            Sort.ROWS,
            row_word="tjänst",
            fields=(
                _line("post", "Tjänst"),
                _line("percent", "Omfattning i procent", sort=Sort.WHOLE),
                _line("employer", "Arbetsgivare", required=False),
            ),
        ),
        Field("text", "Organisation och ledning"),
    ),
)

_AFTERWARDS = Section(
    "afterwards",
    "Efter insatsen",
    "Hur det som fungerar lever vidare i ordinarie verksamhet.",
    (Field("implementation", "Implementering"),),
)

_EQUALITY = Section(
    "equality",
    "Jämställdhet och tillgänglighet",
    "Hur insatsen når kvinnor och män lika och kan användas av alla.",
    (
        Field("equality", "Jämställdhet"),
        Field("accessibility", "Tillgänglighet"),
    ),
)

_RISKS = Section(
    "risks",
    "Risker",
    "Vad som kan gå snett och vad ni gör åt det.",
    (
        Field(
            "risks",
            "Risker",
            Sort.ROWS,
            row_word="risk",
            at_least=1,
            fields=(
                Field("risk", "Risk", limit=1_000),
                Field("measure", "Åtgärd", limit=1_000),
            ),
        ),
    ),
)

_FOLLOW_UP = Section(
    "follow_up",
    "Uppföljning",
    "Hur ni följer upp och utvärderar insatsen.",
    (
        Field("method", "Uppföljningsmetod", Sort.CHOICE, choices=FOLLOW_UP_METHODS),
        Field("text", "Uppföljning och utvärdering"),
    ),
)

_STATE_AID = Section(
    "state_aid",
    "Statligt stöd",
    "Stöd av mindre betydelse som organisationen har fått de senaste tre åren.",
    (
        Field("received", "Har organisationen fått sådant stöd", Sort.YES_NO),
        Field(
            "aids",
            "Stöd",
            Sort.ROWS,
            required=False,
            row_word="stöd",
            fields=(
                _line("granted_on", "Beviljat", sort=Sort.DAY),
                _line("authority", "Från"),
                _line("euro", "Belopp i euro", sort=Sort.WHOLE),
            ),
        ),
    ),
)

_BUDGET = Section(
    "budget",
    "Budget",
    "Vad insatsen kostar, vem som betalar och vad ni söker av förbundet.",
)

SECTIONS = (
    _ORGANISATION,
    _CONTACTS,
    _INITIATIVE,
    _NEED,
    _TARGET_GROUP,
    _PURPOSE,
    _GOALS,
    _ACTIVITIES,
    _PARTIES,
    _STAFFING,
    _AFTERWARDS,
    _EQUALITY,
    _RISKS,
    _FOLLOW_UP,
    _BUDGET,
    _STATE_AID,
)
