"""A group's report and the brief to the board: contexts from rows, properties, file names."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from sqlalchemy.orm import Session

from app.applications.domain import DIRECTION_WORDS, KIND_WORDS, STANCE_WORDS, OpinionState, Stance
from app.applications.domain.frame import FrameYear
from app.applications.domain.preparing import GROUND_WORDS, OPINION_WORDS, Ground
from app.applications.models import Application, GroupMeeting
from app.applications.queries import groups, preparing
from app.applications.queries.groups import MatterRow
from app.applications.queries.preparing import OpinionRow, Standing
from app.applications.queries.whole import counting_answers
from app.association import queries as association
from app.association.domain import letterhead
from app.documents.engine import Properties, prose
from app.kernel import clock
from app.kernel.money import kronor

Context = dict[str, Any]

_SHORT = 280  # characters of one opinion in the brief; the whole opinion lies in the case
_NOT_IN_A_NAME = re.compile(r"[^\w -]+")


def report_context(session: Session, meeting: GroupMeeting) -> Context:
    """Return the data of a group's report as the meeting stands now, in GRUPPRAPPORT's words."""
    rounds = preparing.treated(session, meeting.id)
    known = groups.matters(session, [one.application_id for one in rounds])
    day = meeting.held_on.isoformat()
    return {
        "forbund": letterhead(association.get_association(session)),
        "dokumenttyp": "Grupprapport",
        "organ": meeting.body.name,
        "datum": day,
        "dnr": ", ".join(dict.fromkeys(m.case_number for m in known.values() if m.case_number)),
        "rubrik": f"Rapport från {meeting.body.name} den {_day(meeting.held_on)}",
        "motesdag": str(format_date(meeting.held_on, "EEEE 'den' d MMMM y", locale="sv")),
        "plats": meeting.place,
        "narvarande": [_person(line) for line in meeting.present.splitlines() if line.strip()],
        "franvarande": [_person(line) for line in meeting.absent.splitlines() if line.strip()],
        "arenden": [
            _matter(number, one, known[one.application_id])
            for number, one in enumerate(rounds, start=1)
        ],
        "ovrigt": prose(meeting.other_points),
    }


def _day(value: date) -> str:
    return str(format_date(value, "d MMMM y", locale="sv"))


def _person(line: str) -> dict[str, str]:
    """Read "Gun Berg, Norrsele kommun"."""
    name, _, organisation = line.strip().partition(", ")
    return {"namn": name, "roll": "", "organisation": organisation, "text": line.strip()}


def _matter(number: int, found: Standing, matter: MatterRow) -> Context:
    stands = position_clause(found, matter.name)
    return {
        "nr": str(number),
        "rubrik": matter.name,
        "dnr": matter.case_number,
        "sokande": f"{matter.applicant} söker {kronor(matter.applied_ore)}.",
        "anteckningar": prose(found.notes),
        "jav": [
            f"{one.organisation} har anmält jäv."
            for one in found.opinions
            if one.state is OpinionState.RECUSED
        ],
        "stallning_inledning": f"{found.group} föreslår styrelsen" if stands else "",
        "stallning": [stands] if stands else [],
        "skal": prose(found.position_text),
        "utan_stallning": "" if stands else f"{found.group} har inte tagit ställning.",
    }


def position_clause(found: Standing, name: str) -> str:
    """Return where the group stands as an att-sats without "att", or nothing."""
    if found.position is None:
        return ""
    amount = kronor(found.position_ore) if found.position_ore is not None else ""
    return {
        Stance.GRANT: f"bevilja ansökan om medfinansiering av {name}",
        Stance.GRANT_IN_PART: (
            f"bevilja ansökan om medfinansiering av {name} till en del, med högst {amount}"
        ),
        Stance.REJECT: f"avslå ansökan om medfinansiering av {name}",
        Stance.REFER_BACK: f"återremittera ansökan om medfinansiering av {name}",
    }[found.position]


def position_sentence(found: Standing) -> str:
    """Return where the group stands in a sentence, or that it has not said."""
    return found.sentence


def brief_context(
    session: Session,
    application: Application,
    *,
    today: date,
    frame: Iterable[FrameYear] = (),
    lead: str = "",
    clauses: Sequence[str] = (),
) -> Context:
    """Return the data of the brief to the board as things stand, in BEREDNINGSUNDERLAG's words.

    ``frame`` is what the office knows of the money, ``lead`` and ``clauses`` the proposal; what
    is not known is left out.
    """
    found = preparing.standing(session, application.id)
    answers = counting_answers(session, application.id)
    years = preparing.applied_years(session, application.id)
    return {
        "forbund": letterhead(association.get_association(session)),
        "dokumenttyp": "Beredningsunderlag",
        "organ": found.group if found else "Kansliet",
        "datum": today.isoformat(),
        "dnr": application.case.number if application.case else "",
        "rubrik": application.name,
        "uppgifter": _facts(application, answers),
        "sammanfattning": prose(answers.get("initiative", {}).get("summary") or ""),
        "belopp": _amounts(years, application.applied_ore),
        **_preparation(found),
        "ram": [_frame(one) for one in frame],
        "forslag_inledning": lead if clauses else "",
        "forslag": list(clauses),
    }


def _facts(application: Application, answers: dict[str, Any]) -> list[dict[str, str]]:
    initiative = answers.get("initiative", {})
    direction = DIRECTION_WORDS[application.direction] if application.direction else ""
    owner = answers.get("parties", {}).get("owner") or ""
    pairs = (
        ("Sökande", application.organisation),
        ("Huvudman", owner if owner != application.organisation else ""),
        ("Gäller", KIND_WORDS[application.kind]),
        ("Inriktning", direction),
        ("Tid", _period(application)),
        ("Kommuner", ", ".join(initiative.get("municipalities") or ())),
        ("Målgrupp", answers.get("target_group", {}).get("description") or ""),
        ("Sökt belopp", kronor(application.applied_ore)),
    )
    return [{"etikett": label, "text": text} for label, text in pairs if text]


def _period(application: Application) -> str:
    if application.starts_on is None or application.ends_on is None:
        return ""
    return f"{_day(application.starts_on)} – {_day(application.ends_on)}"


def _amounts(years: Sequence[tuple[int, int]], total: int) -> list[dict[str, str]]:
    rows = [{"ar": str(year), "sokt": kronor(ore)} for year, ore in years]
    return [*rows, {"ar": "Summa", "sokt": kronor(total)}] if rows else []


def _preparation(found: Standing | None) -> Context:
    if found is None:
        return {
            "grupp": "",
            "sammanrakning": "",
            "yttranden": [],
            "stallningstagande": "",
            "stallningstagande_skal": [],
            "utan_beredning": "Ansökan har inte beretts i någon grupp.",
        }
    return {
        "grupp": found.group,
        "sammanrakning": found.tally.summary,
        "yttranden": [_opinion(one) for one in found.opinions],
        "stallningstagande": found.sentence,
        "stallningstagande_skal": prose(found.position_text),
        "utan_beredning": "",
    }


def _opinion(one: OpinionRow) -> dict[str, str]:
    return {
        "medlem": one.organisation,
        "yttrande": opinion_word(one),
        "belopp": kronor(one.ore) if one.ore is not None else "",
        "skal": _reasons(one),
    }


def opinion_word(one: OpinionRow) -> str:
    """Return what an opinion says in a word: "Tillstyrker", "Jäv", "Inte lämnat"."""
    if one.state is OpinionState.OPEN:
        return "Inte lämnat"
    return STANCE_WORDS[one.stance] if one.stance else OPINION_WORDS[one.state]


def _reasons(one: OpinionRow) -> str:
    if one.state is OpinionState.OPEN:
        return ""
    if one.state is OpinionState.RECUSED:
        return f"{GROUND_WORDS[Ground(one.ground)]}."
    return textwrap.shorten(one.text, _SHORT, placeholder=" …")


def _frame(year: FrameYear) -> dict[str, str]:
    return {
        "ar": str(year.year),
        "ram": _kronor(year.frame),
        "kvar": _kronor(year.room),
        "efter": _kronor(year.if_here),
        "anmarkning": year.warning,
    }


def _kronor(ore: int | None) -> str:
    return "" if ore is None else kronor(ore)


def report_properties(context: Context, *, created: datetime) -> Properties:
    """Return what the report says about itself in its properties."""
    return Properties(
        title=context["rubrik"],
        subject=context["organ"],
        keywords=f"grupprapport, {context['organ']}",
        author=context["forbund"]["namn"],
        created=created,
        identifier=context["dnr"],
    )


def brief_properties(context: Context, *, created: datetime) -> Properties:
    """Return what the brief says about itself in its properties."""
    return Properties(
        title=f"Beredningsunderlag, {context['rubrik']}",
        subject=context["rubrik"],
        keywords="beredningsunderlag",
        author=context["forbund"]["namn"],
        created=created,
        identifier=context["dnr"],
    )


def report_filename(meeting: GroupMeeting) -> str:
    """Return the file's name: "Rapport LSG 2017-02-10.docx"."""
    return f"Rapport {_plain(meeting.body.name)} {meeting.held_on.isoformat()}.docx"


def brief_filename(application: Application) -> str:
    """Return the file's name: "Beredningsunderlag Vägen vidare 2017-02-15.docx"."""
    return f"Beredningsunderlag {_plain(application.name)} {clock.today().isoformat()}.docx"


def _plain(name: str) -> str:
    return _NOT_IN_A_NAME.sub("", name).strip()[:60]
