"""Forms of meetings, agenda items, annexes and the summons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import URLInput

from app.accounts.queries import PersonRow
from app.documents.domain import ACCEPT, ALLOWED_WORDS
from app.kernel.clauses import ClauseForm, clause_rows
from app.kernel.forms import Clock, Day, Form, LongText, Text, Version, Whole
from app.meetings.domain import ANSWER_WORDS, KIND_WORDS, InviteePart, ItemDetails, ItemKind
from app.meetings.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from app.registry.models import Case

_NOBODY = 0


def optional_number(value: Any) -> int:
    """Read the chosen id; a broken one counts as nothing chosen."""
    return int(value) if str(value).isdigit() else _NOBODY


class MeetingForm(Form):
    """When and where, and who calls."""

    held_on = Day("Dag", "Fyll i vilken dag sammanträdet hålls.")
    starts_at = Clock("Börjar", "Fyll i när sammanträdet börjar.")
    ends_at = Clock("Slutar", "Fyll i när sammanträdet slutar.")
    place = Text(
        "Plats",
        "Fyll i var sammanträdet hålls.",
        description="Lokal, gatuadress och ort, som det ska stå i kallelsen.",
    )
    details = LongText(
        "Detaljer",
        limit=2000,
        description="Till exempel lunch, hur man hittar dit, hur förhinder anmäls.",
    )
    digital_link = Text(
        "Länk för den som deltar på distans",
        limit=1000,
        widget=URLInput(),
        description="Hela adressen. Den börjar med https.",
    )
    convener_id = SelectField("Sammankallande", [Optional()], coerce=optional_number)
    version = Version()

    @classmethod
    def for_meeting(cls, meeting: Meeting | None, people: Iterable[PersonRow]) -> MeetingForm:
        """Return the form filled from a meeting, or from nothing."""
        form = cls(obj=meeting)
        form.convener_id.choices = {"0": "Förbundet, ingen särskild person"} | {
            str(person.id): person.name for person in people
        }
        if not form.is_submitted() and meeting is not None:
            form.version.data = meeting.version_id
            form.convener_id.data = meeting.convener_id or _NOBODY
        return form

    def suggest(self, person_id: int, latest: Meeting | None) -> None:
        """Begin with oneself as the one who calls, at the latest meeting's hours and place."""
        self.convener_id.data = person_id
        if latest is not None:
            self.starts_at.data, self.ends_at.data = latest.starts_at, latest.ends_at
            self.place.data = latest.place

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        return {
            "held_on": self.held_on.data,
            "starts_at": self.starts_at.data,
            "ends_at": self.ends_at.data,
            "place": self.place.data or "",
            "details": self.details.data or "",
            "digital_link": self.digital_link.data or "",
            "convener_id": self.convener_id.data or None,
        }


class ItemForm(ClauseForm):
    """One agenda item with its proposal."""

    heading = Text("Rubrik", "Fyll i ärendets rubrik.")
    kind = RadioField(
        "Vad ärendet gäller",
        [InputRequired("Välj vad ärendet gäller.")],
        choices={str(kind): word for kind, word in KIND_WORDS.items()},
        coerce=ItemKind,
        default=ItemKind.DECISION,
    )
    background = LongText(
        "Bakgrund",
        description=(
            "Det som styrelsen behöver veta. En rad som börjar med bindestreck blir en punkt, "
            "en rad som börjar med # blir en mellanrubrik."
        ),
    )
    clauses = clause_rows()
    election_of = Text(
        "Vad valet gäller",
        limit=200,
        description="Det som väljs, till exempel justerare eller ersättare i styrelsen.",
    )
    election_count = Whole("Hur många som väljs", [Optional()])
    election_term = Text(
        "För vilken tid", limit=200, description="Till exempel: för mandatperioden 2019–2022."
    )
    presenter = Text("Föredragande", limit=200, description="Namn och roll, om någon föredrar.")
    planned_minutes = Whole(
        "Beräknad tid i minuter",
        [Optional()],
        description="Starttiderna räknas ut från när sammanträdet börjar.",
    )
    case_id = SelectField(
        "Ärende i diariet",
        [Optional()],
        coerce=optional_number,
        description="Beslutet registreras i ärendet när protokollet är justerat.",
    )
    subordinate = BooleanField(
        "Underpunkt till ärendet före",
        description="Får bokstav i stället för eget nummer, till exempel 13 a under Övriga frågor.",
    )
    version = Version()

    @classmethod
    def for_item(
        cls, item: AgendaItem | None, cases: Sequence[Case], *, subordinate: bool = False
    ) -> ItemForm:
        """Return the form filled from an item, or empty for a new one."""
        form = cls(data={"subordinate": subordinate} if item is None else _typed(item))
        form.case_id.choices = {"0": "Inget ärende i diariet"} | {
            str(case.id): f"{case.number}  {case.heading}" for case in cases
        }
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        return {
            "heading": self.heading.data or "",
            "kind": self.kind.data,
            "background": self.background.data or "",
            "presenter": self.presenter.data or "",
            "clauses": self.clause_texts,
            "case_id": self.case_id.data or None,
            "subordinate": bool(self.subordinate.data),
            "details": ItemDetails(
                planned_minutes=self.planned_minutes.data,
                election_of=self.election_of.data or "",
                election_count=self.election_count.data,
                election_term=self.election_term.data or "",
            ),
        }

    @property
    def has_proposal(self) -> bool:
        """Say whether any att-sats is written, whatever the item is."""
        return any(text.strip() for text in self.clause_texts)


def _typed(item: AgendaItem) -> dict[str, Any]:
    """Return what the form would have held when the item was saved."""
    return {
        "heading": item.heading,
        "kind": item.kind,
        "background": item.background,
        "presenter": item.presenter,
        "clauses": [clause.text for clause in item.clauses],
        "case_id": item.case_id or _NOBODY,
        "subordinate": item.subordinate,
        "planned_minutes": item.planned_minutes,
        "election_of": item.election_of,
        "election_count": item.election_count,
        "election_term": item.election_term,
        "version": item.version_id,
    }


class WishForm(Form):
    """A matter that somebody wants a meeting to take up."""

    heading = Text("Ärende", "Skriv vad ärendet gäller.")
    background = LongText("Varför ärendet behöver tas upp", limit=4000)


class DropForm(Form):
    """Why a waiting matter is struck."""

    reason = LongText("Skäl", "Skriv varför ärendet stryks.", limit=2000)


class CopyForm(Form):
    """Which item of another meeting is copied, and whether its annexes go along."""

    item_id = RadioField(
        "Ärende", [InputRequired("Välj ett ärende.")], coerce=optional_number, choices={}
    )
    with_annexes = BooleanField("Kopiera även bilagorna")


class AuthorsForm(Form):
    """Who may write an item with the office."""

    people = SelectMultipleField("Medförfattare", [Optional()], coerce=optional_number, choices={})


class AuthorForm(ClauseForm):
    """What a co-author may write: background and proposal."""

    background = LongText(
        "Bakgrund",
        description=(
            "Det som styrelsen behöver veta. En rad som börjar med bindestreck blir en punkt, "
            "en rad som börjar med # blir en mellanrubrik."
        ),
    )
    clauses = clause_rows()
    version = Version()

    @classmethod
    def for_item(cls, item: AgendaItem) -> AuthorForm:
        """Return the form filled from an item."""
        return cls(data=_typed(item))


class AnnexForm(Form):
    """Files that become annexes; a title of one's own is for a single file."""

    file = MultipleFileField(
        "Filer",
        [InputRequired("Välj minst en fil.")],
        description=f"{ALLOWED_WORDS}. Högst 25 MB åt gången.",
        render_kw={"accept": ACCEPT, "multiple": True},
    )
    title = Text(
        "Titel",
        limit=200,
        description="Som det ska stå i kallelsen. Lämnas den tom används filens namn.",
    )


class RenameForm(Form):
    """A new title for an annex."""

    title = Text("Titel", "Fyll i bilagans titel.", limit=200)


class SendForm(Form):
    """What the sender confirms; ``after_version`` makes a second click harmless."""

    after_version = Version()
    late_accepted = BooleanField("Skicka kallelsen trots att den är sen")


class CancelForm(Form):
    """Why the meeting is cancelled."""

    reason = LongText("Skäl", "Skriv varför sammanträdet ställs in.", limit=2000)


PART_WORDS = {
    InviteePart.OTHER: "Kallas (Övriga)",
    InviteePart.FOR_INFORMATION: "För kännedom",
}


class ReplyForm(Form):
    """Whether somebody comes."""

    answer = RadioField(
        "Svar",
        [InputRequired("Välj ett svar.")],
        choices={str(answer): word for answer, word in ANSWER_WORDS.items()},
    )
    comment = LongText(
        "Meddelande till kansliet",
        limit=500,
        description="Till exempel att du kommer senare. Bara kansliet läser det.",
    )
