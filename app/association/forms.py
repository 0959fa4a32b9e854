"""Forms of the association: its facts, members, bodies, seats, notice boards, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TelInput, URLInput

from app.accounts.queries import PersonRow
from app.accounts.services import PersonFacts
from app.association.domain import (
    BODY_WORDS,
    LOGIN_FACTOR_WORDS,
    PARTY_WORDS,
    ROLE_WORDS,
    SETTING_NAMES,
    BodyKind,
    Charter,
    PartyType,
    as_kept,
)
from app.association.models import MemberOrganisation
from app.association.services import AssociationFacts, SeatValues
from app.kernel.actor import Role
from app.kernel.forms import Day, EmailAddress, Form, LongText, Password, Text, Version, Whole

_ADDRESS = 300
_LINES = 1000


def _one_of(
    label: str, wrong: str, kind: Callable[[Any], StrEnum], words: Mapping[Any, str]
) -> RadioField:
    """Return radio buttons for an enum; ``wrong`` is said when none of them is chosen."""
    choices = {str(value): word for value, word in words.items()}
    messages: dict[str, Any] = {"invalid_value_message": wrong, "invalid_choice_message": wrong}
    return RadioField(label, coerce=kind, choices=choices, **messages)


class SetUpAssociationForm(Form):
    """What is known about the legal person."""

    name = Text(
        "Förbundets namn",
        "Fyll i förbundets namn.",
        description="Som det står i förbundsordningen.",
    )
    organisation_number = Text(
        "Organisationsnummer",
        "Fyll i organisationsnumret.",
        limit=20,
        description="Tio siffror, till exempel 222000-0000.",
    )
    town = Text("Ort", "Fyll i orten.", limit=100, description="Står i kallelser och protokoll.")
    postal_address = LongText("Postadress", limit=_ADDRESS)
    visiting_address = LongText("Besöksadress", limit=_ADDRESS)
    telephone = Text("Telefon", limit=50, widget=TelInput())
    email = EmailAddress("E-postadress")
    web_page = Text("Webbplats", limit=200, widget=URLInput())

    def to_facts(self) -> AssociationFacts:
        """Return what was typed, as the services want it."""
        names = AssociationFacts.__dataclass_fields__
        return AssociationFacts(**{name: self[name].data or "" for name in names})


class AssociationForm(SetUpAssociationForm):
    """A change of the same facts."""

    version = Version()


class MemberForm(Form):
    """One member organisation."""

    name = Text("Namn", "Fyll i medlemmens namn.", limit=200)
    party_type = _one_of(
        "Slag av medlem", "Välj vilket slag av medlem det är.", PartyType, PARTY_WORDS
    )


class MemberEditForm(MemberForm):
    """One member organisation that may have left."""

    left_on = Day(
        "Sista dag som medlem",
        description="Lämna tomt så länge medlemskapet gäller.",
    )


class BoardForm(Form):
    """The board: it neither ends nor becomes anything else."""

    name = Text("Namn", "Fyll i organets namn.", limit=200)


class NewBodyForm(BoardForm):
    """A new body of the association."""

    kind = _one_of(
        "Slag av organ",
        "Välj vilket slag av organ det är.",
        BodyKind,
        {kind: word for kind, word in BODY_WORDS.items() if kind is not BodyKind.BOARD},
    )


class BodyForm(NewBodyForm):
    """A body that may have ended."""

    ended_on = Day("Sista dag", description="Lämna tomt så länge organet finns.")


class NewNoticeBoardForm(Form):
    """A board on which the association announces (rule F7)."""

    name = Text("Namn", "Fyll i anslagstavlans namn.", limit=200)
    place = Text(
        "Plats",
        "Skriv var anslagstavlan finns.",
        limit=300,
        description="Till exempel Förbundets webbplats eller Kommunhusets entré.",
    )
    digital = BooleanField("Anslagen visas på den här webbplatsen, under Anslagstavlan")


class NoticeBoardForm(NewNoticeBoardForm):
    """A notice board that may be used no longer."""

    ended_on = Day("Sista dag", description="Lämna tomt så länge anslagstavlan används.")


def _number_or_none(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class AssignmentForm(Form):
    """A role outside bodies; the choices depend on where it is."""

    nobody = "Ingen"

    person_id = SelectField("Person", [InputRequired("Välj en person.")])
    role = _one_of("Roll", "Välj en roll.", Role, {})
    member_organisation_id = SelectField("Medlem", [Optional()], coerce=_number_or_none)
    appointed_by = Text(
        "Utsedd av",
        limit=300,
        description="Till exempel Norrsele kommunfullmäktige 2022-12-12, § 90.",
    )
    valid_from = Day("Från och med", "Fyll i från vilken dag uppdraget gäller.")
    valid_to = Day("Till och med")

    def offer(
        self,
        people: Iterable[PersonRow],
        members: Sequence[MemberOrganisation],
        roles: Iterable[Role],
    ) -> None:
        """Fill the choices."""
        names = {str(p.id): f"{p.family_name}, {p.given_name}" for p in people}
        self.person_id.choices = {"": "Välj en person"} | names
        self.member_organisation_id.choices = {"": self.nobody} | {
            str(m.id): m.name for m in members
        }
        self.role.choices = {role.value: ROLE_WORDS[role].capitalize() for role in roles}

    def to_values(self, body_id: int | None) -> SeatValues:
        """Return what was typed, as the services want it."""
        if self.valid_from.data is None:
            raise ValueError("the form has not been validated")
        return SeatValues(
            person_id=int(self.person_id.data),
            role=self.role.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            body_id=body_id,
            member_organisation_id=self.member_organisation_id.data,
            appointed_by=self.appointed_by.data or "",
        )


class SeatForm(AssignmentForm):
    """A seat in a body."""

    order_of_call = Whole(
        "Ordning",
        [Optional()],
        description="Ersättare kallas in i den här ordningen, med början på 1.",
    )

    def to_values(self, body_id: int | None) -> SeatValues:
        """Return what was typed, as the services want it."""
        return replace(super().to_values(body_id), order_of_call=self.order_of_call.data or 0)


def _days(label: str, help_text: str) -> Whole:
    return Whole(label, [InputRequired("Skriv ett antal dagar.")], description=help_text)


class BoardSeatForm(SeatForm):
    """A seat in the board, which always belongs to a member (rule F9)."""

    nobody = "Välj en medlem"
    member_organisation_id = SelectField(
        "Medlem",
        [InputRequired("Välj vilken medlem platsen hör till.")],
        coerce=_number_or_none,
    )


class SettingsForm(Form):
    """What the charter and the rules of procedure decide; field names are the Charter's."""

    summons_days = _days(
        "Kallelse senast", "Så många dagar före sammanträdet ska den vara skickad."
    )
    summons_reminder_days = _days(
        "Påminnelse om kallelsen",
        "Så många dagar före sammanträdet, till dem som inte har öppnat den. Den slås på vid varje "
        "kallelse.",
    )
    application_days = _days("Sista dag att söka medel", "Så många dagar före sammanträdet.")
    group_days = _days("Beredande grupp sammanträder", "Så många dagar före sammanträdet.")
    opening_items = LongText(
        "Fasta punkter först på dagordningen", limit=_LINES, description="En punkt på varje rad."
    )
    closing_items = LongText(
        "Fasta punkter sist på dagordningen", limit=_LINES, description="En punkt på varje rad."
    )
    proposal_words = Text(
        "Inledning till förslag", "Skriv orden som inleder ett förslag till beslut."
    )
    decision_words = Text("Inledning till beslut", "Skriv orden som inleder ett beslut.")
    decision_first = BooleanField("Beslutet står först i paragrafen, före bakgrunden")
    paragraph_pattern = Text(
        "Så skrivs paragrafens nummer",
        "Skriv ett mönster.",
        limit=60,
        description="{nummer} blir löpnumret och {år} året. Till exempel § {nummer}/{år}.",
    )
    qualified_majorities = LongText(
        "Beslut som kräver kvalificerad majoritet",
        limit=_LINES,
        description=(
            "Ett slags beslut på varje rad, med den majoritet som förbundsordningen kräver. Lämnas "
            "tomt när den inte nämner något."
        ),
    )
    attestation_days = _days("Justering senast", "Så många dagar efter sammanträdet.")
    attestation_reminder_days = _days(
        "Påminnelse om justering", "Så många dagar efter sammanträdet."
    )
    minutes_kept_at = Text("Protokollet förvaras hos", "Skriv var protokollen förvaras.")
    board_seats = Whole(
        "Ordinarie platser i styrelsen",
        [InputRequired("Skriv ett antal, eller 0.")],
        description="Vakanta platser räknas med. 0 betyder så många som är tillsatta.",
    )
    appeal_text = LongText("Så överklagar man", "Skriv hur ett beslut överklagas.", limit=3000)
    board_shown_tolerance_hours = Whole(
        "Längsta avbrott på anslagstavlan",
        [InputRequired("Skriv ett antal timmar.")],
        description="Är ett anslag borta längre än så bryts överklagandetiden.",
    )
    login_second_factor = RadioField(
        "Tvåstegsinloggning",
        choices=dict(LOGIN_FACTOR_WORDS),
        description=(
            "När inloggningen ska fråga efter en kod eller en passnyckel. Vid en underskrift "
            "behövs den alltid."
        ),
    )
    per_capsulam = BooleanField(
        "Beslut per capsulam används",
        description=(
            "Något tydligt stöd i lag för formen finns inte, och ett beslut kan bli upphävt om det "
            "överklagas. Ett kort sammanträde på distans eller ett brådskande beslut av "
            "ordföranden är säkrare. Slå på den bara om arbetsordningen medger formen."
        ),
    )
    published_months = Whole(
        "Så länge är protokoll publicerade",
        [InputRequired("Skriv ett antal månader, eller 0.")],
        description="Sedan avpubliceras de av sig själva. 0 betyder tills vidare.",
    )
    case_pattern = Text(
        "Så skrivs ärendenummer",
        "Skriv ett mönster.",
        limit=60,
        description="{nummer} blir löpnumret och {år} året. {nummer:4} ger fyra siffror.",
    )
    term_years = Whole("Mandatperiodens längd", [InputRequired("Skriv ett antal år.")])
    term_starts = Text(
        "Mandatperioden börjar",
        "Skriv månad och dag.",
        limit=5,
        description="Månad och dag, till exempel 04-01.",
    )

    def to_charter(self) -> Charter:
        """Return what was typed, as the services want it."""
        typed: dict[str, Any] = {n: self[n].data for n in SETTING_NAMES}
        values: dict[str, Any] = {n: "" if data is None else data for n, data in typed.items()}
        return as_kept(Charter(**values))


class SetUpMembersForm(Form):
    """The members, written all at once when the association is set up."""

    employment = Text("Arbetsförmedlingen", limit=100)
    insurance = Text("Försäkringskassan", limit=100)
    regions = LongText(
        "Region", limit=300, description="Regionens hela namn. Är de flera, en på varje rad."
    )
    municipalities = LongText(
        "Kommuner", limit=1200, description="Kommunernas hela namn, en på varje rad."
    )

    def to_members(self) -> list[tuple[str, PartyType]]:
        """Return every name that was typed, with its party type."""
        groups = (
            (self.employment, PartyType.STATE_AF),
            (self.insurance, PartyType.STATE_FK),
            (self.regions, PartyType.REGION),
            (self.municipalities, PartyType.MUNICIPALITY),
        )
        return [
            (line.strip(), party_type)
            for field, party_type in groups
            for line in (field.data or "").splitlines()
            if line.strip()
        ]


class SetUpBoardForm(Form):
    """What the board is called."""

    board_name = Text(
        "Vad kallas styrelsen?",
        "Fyll i vad styrelsen kallas.",
        limit=100,
        description="Namnet står i kallelser och protokoll.",
    )


class SetUpDirectorForm(Form):
    """Who sets up the association and becomes its director."""

    given_name = Text("Förnamn", "Fyll i ditt förnamn.", limit=100)
    family_name = Text("Efternamn", "Fyll i ditt efternamn.", limit=100)
    email = EmailAddress(
        "E-postadress", "Fyll i din e-postadress.", description="Du loggar in med den."
    )
    telephone = Text("Telefon", limit=50, widget=TelInput())

    def to_facts(self) -> PersonFacts:
        """Return what was typed, as the services want it."""
        names = ("given_name", "family_name", "email", "telephone")
        return PersonFacts(title="förbundschef", **{n: self[n].data or "" for n in names})


class SetUpPasswordForm(Form):
    """The director's password; the last thing, so that it is kept nowhere on the way."""

    password = Password(
        "Välj ett lösenord",
        "Välj ett lösenord.",
        description="Minst 12 tecken. Några ord efter varandra är lätta att minnas.",
    )
    again = Password("Samma lösenord en gång till", "Skriv lösenordet en gång till.")


class ParagraphPatternForm(Form):
    """How one body's § numbers are written from a year on (rule NUM)."""

    body = SelectField("Organ", coerce=int)
    from_year = Whole("Från år", [InputRequired("Skriv ett årtal.")])
    pattern = Text(
        "Så skrivs paragrafens nummer",
        "Skriv ett mönster.",
        limit=60,
        description="{nummer} blir löpnumret och {år} året. Till exempel § {nummer}, "
        "§ {nummer}/{år} eller Nvsf {nummer}.",
    )

    @classmethod
    def of(cls, bodies: Sequence[tuple[int, str]], year: int) -> ParagraphPatternForm:
        """Return the form with the bodies there are, from next year on."""
        form = cls(data={"from_year": year + 1, "pattern": "§ {nummer}/{år}"})
        form.body.choices = {str(body_id): name for body_id, name in bodies}
        return form
