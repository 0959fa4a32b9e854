"""The demonstration association's invented people, and the organisations they come from."""

from __future__ import annotations

from dataclasses import dataclass

from app.association.domain import PartyType
from app.kernel.actor import Role

PASSWORD = "klubbslag-i-norr"  # noqa: S105 -- the demonstration logins' password, printed at start

# The demonstration's authenticator app, the same for all: "flask demo-code" shows its code.
APP_SECRET = "KLUBBADEMOAPPKLUBBADEMOAPPKLUB22"  # noqa: S105


@dataclass(frozen=True, slots=True)
class SeedPerson:
    """Somebody invented, with the seat that she or he holds."""

    key: str
    given_name: str
    family_name: str
    role: Role
    member: str = ""
    title: str = ""
    order: int = 0

    @property
    def email(self) -> str:
        """Return the address that the person logs in with."""
        return f"{self.key}@klubba.example"


MEMBERS = (
    ("Arbetsförmedlingen", PartyType.STATE_AF),
    ("Försäkringskassan", PartyType.STATE_FK),
    ("Region Västerbotten", PartyType.REGION),
    ("Skellefteå kommun", PartyType.MUNICIPALITY),
    ("Norsjö kommun", PartyType.MUNICIPALITY),
)

OFFICE = (
    SeedPerson("helena", "Helena", "Rosvall", Role.DIRECTOR, title="förbundschef"),
    SeedPerson("jonas", "Jonas", "Ekberg", Role.ADMINISTRATOR, title="administratör"),
)

BOARD = (
    SeedPerson("ingrid", "Ingrid", "Sandahl", Role.CHAIR, "Skellefteå kommun"),
    SeedPerson("osten", "Östen", "Forsmark", Role.VICE_CHAIR, "Norsjö kommun"),
    SeedPerson("karin", "Karin", "Wallmark", Role.REGULAR, "Region Västerbotten", order=1),
    SeedPerson("goran", "Göran", "Lidgren", Role.REGULAR, "Arbetsförmedlingen", order=2),
    SeedPerson("anneli", "Anneli", "Nyhlén", Role.REGULAR, "Försäkringskassan", order=3),
    SeedPerson("rolf", "Rolf", "Hedqvist", Role.SUBSTITUTE, "Försäkringskassan", order=1),
    SeedPerson("ulla", "Ulla", "Marklén", Role.SUBSTITUTE, "Arbetsförmedlingen", order=2),
    SeedPerson("ake", "Åke", "Burvall", Role.SUBSTITUTE, "Skellefteå kommun", order=3),
    SeedPerson("sara", "Sara", "Öhlund", Role.SUBSTITUTE, "Norsjö kommun", order=4),
    SeedPerson("peder", "Peder", "Zetterkvist", Role.SUBSTITUTE, "Region Västerbotten", order=5),
)

LSG = (
    SeedPerson("lena", "Lena", "Ahlmark", Role.MEMBER, "Skellefteå kommun", "enhetschef"),
    SeedPerson("mikael", "Mikael", "Dahlborg", Role.MEMBER, "Norsjö kommun", "rektor"),
    SeedPerson("cecilia", "Cecilia", "Norberg", Role.MEMBER, "Arbetsförmedlingen", "sektionschef"),
    SeedPerson("hakan", "Håkan", "Stenlund", Role.MEMBER, "Försäkringskassan", "områdeschef"),
    SeedPerson("maj", "Maj", "Wikner", Role.MEMBER, "Region Västerbotten", "verksamhetschef"),
)

DEVELOPMENT_GROUP = (
    SeedPerson("david", "David", "Eklöf", Role.MEMBER, "Skellefteå kommun", "utvecklare"),
    SeedPerson("asa", "Åsa", "Granbom", Role.MEMBER, "Norsjö kommun", "socialchef"),
    SeedPerson("tomas", "Tomas", "Ivarsson", Role.MEMBER, "Arbetsförmedlingen", "samordnare"),
    SeedPerson("eva", "Eva", "Lundkvist", Role.MEMBER, "Försäkringskassan", "samverkansansvarig"),
    SeedPerson("stina", "Stina", "Björnfot", Role.MEMBER, "Region Västerbotten", "processledare"),
)

OTHERS = (
    SeedPerson("margareta", "Margareta", "Lindhé", Role.AUDITOR, title="revisor"),
    SeedPerson("fatima", "Fatima", "Hadad", Role.APPLICANT, title="projektutvecklare"),
)

GUESTS = (
    # Present at one § only in the minutes of 2016-11-18.
    SeedPerson("lisbet", "Lisbet", "Stenvik", Role.APPLICANT, "Region Västerbotten", "strateg"),
    SeedPerson("per", "Per", "Bergvall", Role.APPLICANT, "Skellefteå kommun", "HR-chef"),
    SeedPerson("asta", "Asta", "Forssman", Role.APPLICANT, "Skellefteå kommun", "projektledare"),
    SeedPerson("max", "Max", "Boberg", Role.APPLICANT, "Norsjö kommun", "rektor"),
)
