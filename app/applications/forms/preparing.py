"""Forms of the preparation: assign, an opinion, the group's position, a group's meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.applications.domain import STANCE_WORDS, Stance
from app.applications.domain.preparing import (
    GROUND_WORDS,
    MEMBERS_OPINION_LIMIT,
    PREPARING,
    RECUSED_WORD,
    Ground,
)
from app.kernel.forms import Day, Form, LongText, Money, Text, Version

if TYPE_CHECKING:
    from app.applications.models import GroupMeeting
    from app.applications.queries.preparing import OpinionRow, Standing
    from app.association.models import Body
    from app.association.queries import SeatRow

_BY_WORD = {word: stance for stance, word in STANCE_WORDS.items()}
# The words are the values, so that the page for two texts at once reads in Swedish.
_WORDS = {word: word for word in _BY_WORD}


class AssignForm(Form):
    """Which group prepares, when it meets, and by when the members answer."""

    body_id = RadioField("Grupp", [InputRequired("Välj vilken grupp som ska bereda ansökan.")])
    meets_on = Day("Gruppens möte", description="Lämna tomt om dagen inte är bestämd.")
    due_on = Day("Yttranden senast", description="Sista dag för medlemmarna att yttra sig.")

    @classmethod
    def for_bodies(cls, bodies: Iterable[Body]) -> AssignForm:
        """Return the form with the groups to choose among; one group alone is chosen."""
        form = cls()
        form.body_id.choices = {str(body.id): body.name for body in bodies}
        if len(form.body_id.choices) == 1 and not form.is_submitted():
            form.body_id.data = next(iter(form.body_id.choices))
        return form


class TimesForm(Form):
    """When the group meets, and by when the members answer."""

    meets_on = Day("Gruppens möte", description="Lämna tomt om dagen inte är bestämd.")
    due_on = Day("Yttranden senast", description="Sista dag för medlemmarna att yttra sig.")


class ReasonForm(Form):
    """Why an application goes to the board without preparation."""

    reason = LongText(
        "Skäl", "Skriv varför ansökan går till styrelsen utan beredning.", limit=2_000
    )


class ActForm(Form):
    """One act without anything to write."""


class OpinionForm(Form):
    """What one member organisation says."""

    stance = RadioField(
        "Er ställning", [Optional()], choices={**_WORDS, RECUSED_WORD: "Vi anmäler jäv och avstår"}
    )
    ore = Money("Belopp som ni tillstyrker", description="Bara när ni tillstyrker till en del.")
    ground = RadioField(
        "Vad jävet beror på", [Optional()], choices={str(k): v for k, v in GROUND_WORDS.items()}
    )
    text = LongText(
        "Skäl",
        limit=MEMBERS_OPINION_LIMIT,
        description="Skriv kort vad som väger för och emot. Nämn aldrig enskilda deltagare.",
    )
    version = Version()

    @classmethod
    def for_opinion(cls, opinion: OpinionRow) -> OpinionForm:
        """Return the form filled from what has been written so far."""
        form = cls(obj=opinion)
        for later in (form.stance, form.text, form.ground):
            later.flags.optional = False  # a draft may lack it, what is sent may not
        if not form.is_submitted():
            form.version.data = opinion.version_id
            form.stance.data = STANCE_WORDS[opinion.stance] if opinion.stance else None
            if opinion.ground:
                form.stance.data = RECUSED_WORD
        return form

    @property
    def recused(self) -> bool:
        """Say whether the organisation means to recuse itself."""
        return bool(self.stance.data == RECUSED_WORD)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the ground of a recusal, beside its field."""
        right = bool(super().validate(extra_validators))
        if self.recused and not self.ground.data:
            self.ground.errors = [*self.ground.errors, PREPARING["opinion.ground_missing"]]
            return False
        return right

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        return {
            "stance": _BY_WORD.get(self.stance.data or ""),
            "ore": self.ore.data,
            "text": self.text.data or "",
            "ground": Ground(self.ground.data) if self.recused else None,
        }


class SendForm(Form):
    """Send the opinion that has been read through."""

    version = Version()


class PositionForm(Form):
    """Where the group stands, and what was said."""

    stance = RadioField("Gruppens ställningstagande", [Optional()], choices=_WORDS)
    ore = Money("Belopp som gruppen tillstyrker", description="Bara vid tillstyrkan till en del.")
    text = LongText("Skäl", limit=MEMBERS_OPINION_LIMIT, description="Står i underlaget.")
    notes = LongText(
        "Anteckningar från mötet",
        limit=20_000,
        description="Står i gruppens rapport. En rad som börjar med bindestreck blir en punkt.",
    )
    version = Version()

    @classmethod
    def for_round(cls, found: Standing) -> PositionForm:
        """Return the form filled from the round, or from what the opinions point to."""
        form = cls()
        form.stance.flags.optional = False
        if form.is_submitted():
            return form
        stance, ore = (found.position, found.position_ore)
        if stance is None:
            stance, ore = found.proposed
        form.stance.data = STANCE_WORDS[stance] if stance else None
        form.ore.data, form.version.data = ore, found.version_id
        form.text.data, form.notes.data = found.position_text, found.notes
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        stance: Stance | None = _BY_WORD.get(self.stance.data or "")
        return {
            "stance": stance,
            "ore": self.ore.data,
            "text": self.text.data or "",
            "notes": self.notes.data or "",
        }


class NewMeetingForm(Form):
    """A group's meeting that is not noted yet."""

    body_id = SelectField("Grupp", [InputRequired("Välj grupp.")])
    held_on = Day("Dag", "Fyll i vilken dag gruppen möts.")
    place = Text("Plats")

    @classmethod
    def for_bodies(cls, bodies: Iterable[Body]) -> NewMeetingForm:
        """Return the form with the groups to choose among."""
        form = cls()
        form.body_id.choices = {str(body.id): body.name for body in bodies}
        return form


class GroupMeetingForm(Form):
    """When and where a group met, who was there, what else came up."""

    held_on = Day("Dag", "Fyll i vilken dag gruppen möts.")
    place = Text("Plats")
    seated = SelectMultipleField(
        "Närvarande",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="De som inte är markerade står som frånvarande i rapporten.",
    )
    others = LongText(
        "Fler närvarande",
        limit=2_000,
        description="Ett namn på varje rad, till exempel Ann Ek, Norrsele kommun.",
    )
    other_points = LongText(
        "Övriga punkter",
        limit=20_000,
        description="En rad som börjar med bindestreck blir en punkt.",
    )
    # Only the page that shows two people's texts sends these, as lines.
    present = LongText("Närvarande")
    absent = LongText("Frånvarande")
    version = Version()

    @classmethod
    def for_meeting(cls, meeting: GroupMeeting, seats: Sequence[SeatRow]) -> GroupMeetingForm:
        """Return the form filled from a meeting; nobody noted yet means that all were there."""
        form = cls(obj=meeting)
        names = list(dict.fromkeys(_line(seat) for seat in seats))
        present = [line for line in meeting.present.splitlines() if line.strip()]
        form.seated.choices = {name: name for name in names}
        if not form.is_submitted():
            form.version.data = meeting.version_id
            untouched = not present and not meeting.absent
            form.seated.data = names if untouched else [n for n in names if n in present]
            form.others.data = "\n".join(line for line in present if line not in names)
        return form

    def to_values(self) -> dict[str, Any]:
        """Return what was typed, as the services want it."""
        choices = [str(name) for name in self.seated.choices or ()]
        chosen = [name for name in choices if name in (self.seated.data or ())]
        others = [line.strip() for line in (self.others.data or "").splitlines() if line.strip()]
        return {
            "held_on": self.held_on.data,
            "place": self.place.data or "",
            "present": self._or_lines(self.present, [*chosen, *others]),
            "absent": self._or_lines(self.absent, [n for n in choices if n not in chosen]),
            "other_points": self.other_points.data or "",
        }

    @staticmethod
    def _or_lines(written: LongText, names: Iterable[str]) -> str:
        return str(written.data or "") if written.raw_data else "\n".join(names)


def _line(seat: SeatRow) -> str:
    """Return "Gun Berg, Norrsele kommun"."""
    return ", ".join(filter(None, (seat.name, seat.member_organisation)))


class MatterForm(Form):
    """A matter to take up in a group's meeting."""

    preparation_id = SelectField("Ärende", [InputRequired("Välj ett ärende.")])

    @classmethod
    def for_matters(cls, matters: Iterable[tuple[int, str]]) -> MatterForm:
        """Return the form with the matters to choose among."""
        form = cls()
        form.preparation_id.choices = {str(number): name for number, name in matters}
        return form
