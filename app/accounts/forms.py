"""Forms of logins and of the register of people."""

from __future__ import annotations

from wtforms import StringField
from wtforms.widgets import EmailInput, HiddenInput, TelInput

from app.accounts.queries import PersonRow
from app.accounts.services import PersonFacts
from app.kernel.errors import DomainError
from app.kernel.forms import EmailAddress, Form, Password, StrongForm, Text, Version


class LoginForm(Form):
    """E-mail address and password."""

    email = Text("E-postadress", "Fyll i din e-postadress.", widget=EmailInput())
    password = Password("Lösenord", "Fyll i ditt lösenord.")


class SecondStepForm(Form):
    """A code, a recovery code or a passkey's answer, after the right password."""

    code = Text("Kod från kodappen, eller en reservkod", limit=60)
    assertion = StringField(widget=HiddenInput())
    step = StringField(widget=HiddenInput(), default="2")


class AppPasswordForm(Form):
    """The password, before an authenticator app is added."""

    password = Password("Ditt lösenord", "Fyll i ditt lösenord.")


class AppCodeForm(Form):
    """The first code that an authenticator app shows."""

    code = Text(
        "Kod från kodappen",
        "Skriv de sex siffror som kodappen visar.",
        limit=20,
        description="Sex siffror. De byts varje halv minut.",
    )


class PasskeyForm(AppPasswordForm):
    """A new passkey: what the person calls it, and what the browser made."""

    name = Text(
        "Namn på passnyckeln",
        "Ge passnyckeln ett namn, så att du känner igen den.",
        limit=60,
        description="Till exempel Telefonen eller Säkerhetsnyckeln på kontoret.",
    )
    credential = StringField(widget=HiddenInput())


class FactorForm(StrongForm):
    """Password and any factor, before the factors are changed."""


class _TwicePassword(Form):
    """A new password, written twice."""

    password = Password(
        "Nytt lösenord",
        "Välj ett lösenord.",
        description="Minst 12 tecken. Några ord efter varandra är lätta att minnas.",
    )
    again = Password("Samma lösenord en gång till", "Skriv lösenordet en gång till.")

    def agree(self) -> None:
        """Raise DomainError when the two passwords differ."""
        if self.password.data != self.again.data:
            raise DomainError("accounts.passwords_differ", field="again")


class InvitationForm(_TwicePassword):
    """What the person behind a one-time link chooses."""


class PasswordForm(_TwicePassword):
    """A change of one's own password."""

    present = Password("Ditt nuvarande lösenord", "Fyll i ditt nuvarande lösenord.")


class InviteForm(Form):
    """Where an invitation goes."""

    email = EmailAddress(
        "E-postadress",
        "Fyll i en e-postadress. Personen loggar in med den.",
        description="Inbjudan skickas hit, och personen loggar in med adressen.",
    )


class PersonForm(Form):
    """What the register keeps about a person."""

    given_name = Text("Förnamn", "Fyll i förnamnet.", limit=100)
    family_name = Text("Efternamn", "Fyll i efternamnet.", limit=100)
    title = Text("Titel", limit=100, description="Till exempel rektor eller kommunalråd.")
    organisation = Text("Arbetsplats", limit=200)
    email = EmailAddress("E-postadress")
    telephone = Text("Telefon", limit=50, widget=TelInput())
    version = Version()

    @classmethod
    def from_person(cls, person: PersonRow) -> PersonForm:
        """Return the form filled with what is stored."""
        return cls(obj=person)

    def to_facts(self) -> PersonFacts:
        """Return what was typed, as the service wants it."""
        return PersonFacts(
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            email=self.email.data or "",
            telephone=self.telephone.data or "",
            title=self.title.data or "",
            organisation=self.organisation.data or "",
        )
