"""Official letter, decision letter and agreement: contexts from rows, properties, file names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.documents.preparation import position_sentence
from app.applications.domain import DIRECTION_WORDS, KIND_WORDS, ApplicationState, DecisionKind
from app.applications.domain.agreeing import Terms
from app.applications.domain.budget import CATEGORIES, Budget, budget_of
from app.applications.domain.clauses import clauses, day
from app.applications.domain.frame import FrameYear
from app.applications.domain.granting import Ruling
from app.applications.models import Application, ApplicationDecision, RecordedDecision
from app.applications.queries import deciding, preparing
from app.association import queries as association
from app.association.domain import letterhead
from app.documents.engine import Properties, prose
from app.kernel import clock
from app.kernel.actor import Role
from app.kernel.money import HARD_SPACE, kronor

Context = dict[str, Any]

_NOT_IN_A_NAME = re.compile(r"[^\w -]+")
_OPENINGS = {
    DecisionKind.GRANT: "Styrelsen har beslutat att bevilja er ansökan.",
    DecisionKind.GRANT_IN_PART: "Styrelsen har beslutat att bevilja er ansökan till en del.",
    DecisionKind.REJECT: "Styrelsen har beslutat att avslå er ansökan.",
    DecisionKind.REFER_BACK: "Styrelsen har återremitterat ärendet om er ansökan.",
    DecisionKind.TABLE: "Styrelsen har bordlagt ärendet om er ansökan.",
}
_AGREEMENT_COMES = (
    "Vi skriver en överenskommelse med er. Den ska vara undertecknad innan insatsen börjar.",
    "Ingenting betalas ut innan överenskommelsen är undertecknad.",
    "Kontakta oss om ni vill ändra insatsens upplägg efter beslutet.",
)
_NEXT = {
    DecisionKind.GRANT: _AGREEMENT_COMES,
    DecisionKind.GRANT_IN_PART: _AGREEMENT_COMES,
    DecisionKind.REJECT: (
        "Ärendet avslutas hos oss. Ni kan lämna en ny ansökan om förutsättningarna ändras.",
    ),
    DecisionKind.REFER_BACK: (
        "Ärendet bereds igen. Vi hör av oss om något behöver kompletteras.",
        "Styrelsen tar upp ärendet på nytt när beredningen är klar.",
    ),
    DecisionKind.TABLE: ("Styrelsen tar upp ärendet på nytt. Ni behöver inte göra något.",),
}
_APPEALABLE = frozenset({DecisionKind.GRANT_IN_PART, DecisionKind.REJECT, DecisionKind.GRANT})


def _head(session: Session, application: Application, kind: str, heading: str) -> Context:
    return {
        "forbund": letterhead(association.get_association(session)),
        "dokumenttyp": kind,
        "organ": "Kansliet",
        "datum": clock.today().isoformat(),
        "dnr": application.case.number if application.case else "",
        "rubrik": heading,
    }


def _signed_by(session: Session) -> dict[str, str]:
    """Return the director, who writes for the office."""
    seats = association.office_at(session, clock.today())
    found = next((seat for seat in seats if seat.role is Role.DIRECTOR), None)
    if found is None:
        return {"namn": "Kansliet", "roll": ""}
    return {"namn": found.name, "roll": found.title or found.role_word}


def _by_year(amounts: Mapping[int, int]) -> list[dict[str, str]]:
    return [{"ar": str(year), "belopp": kronor(ore)} for year, ore in sorted(amounts.items())]


def _period(application: Application) -> str:
    if application.starts_on is None or application.ends_on is None:
        return ""
    return f"{application.starts_on.isoformat()} till {application.ends_on.isoformat()}"


def official_letter_context(
    session: Session,
    application: Application,
    ruling: Ruling,
    *,
    frame: Sequence[FrameYear],
) -> Context:
    """Return the data of the office's letter to the board, in TJANSTESKRIVELSE's words."""
    lines = deciding.lines_of(session, application.id)
    answers = queries.answers(session, application.id)
    found = preparing.standing(session, application.id)
    prepared = position_sentence(found) if found else "Ansökan har inte beretts i någon grupp."
    heading = f"Ansökan om medfinansiering, {application.name}"
    lead = association.charter(session).proposal_words.strip().rstrip(":")
    return {
        **_head(session, application, "Tjänsteskrivelse", heading),
        "till": association.board(session).name,
        "sokande": application.organisation,
        "insats": application.name,
        "slag": KIND_WORDS[application.kind],
        "period": _period(application),
        "sokt": kronor(application.applied_ore),
        "sokt_per_ar": _by_year(budget_of(answers.get("budget")).applied),
        "sammanfattning": prose(answers.get("initiative", {}).get("summary") or ""),
        "beredning": prose(f"{prepared}\n\n{found.position_text if found else ''}".strip()),
        "ram": _frame_rows(frame, ruling, proposed=application.state is ApplicationState.ON_AGENDA),
        "skal": prose(ruling.reasons),
        "foreslas_inledning": lead,
        "forslag": list(clauses(ruling, deciding.matter_of(application), lines)),
        "underskrift": _signed_by(session),
    }


def _frame_rows(
    frame: Sequence[FrameYear], ruling: Ruling, *, proposed: bool
) -> list[dict[str, str]]:
    """Return the years that the ruling takes from; a row adds up from the frame to what is left.

    ``proposed`` says that what is on agendas holds the ruling already.
    """
    asked = ruling.by_year
    return [
        _frame_row(one, asked[one.year], others=one.on_agenda - proposed * asked[one.year])
        for one in frame
        if asked.get(one.year)
    ]


def _frame_row(one: FrameYear, asked: int, *, others: int) -> dict[str, str]:
    return {
        "ar": str(one.year),
        "ram": kronor(one.frame) if one.frame is not None else "saknas",
        "beslutat": kronor(one.decided),
        "reserverat": kronor(one.elsewhere),
        "andra": kronor(others),
        "forslag": kronor(asked),
        "kvar": kronor(one.if_here) if one.if_here is not None else "okänt",
    }


def letter_context(
    session: Session,
    application: Application,
    row: ApplicationDecision,
    paragraph: RecordedDecision,
) -> Context:
    """Return the data of the letter about a decision in effect, in BESLUTSMEDDELANDE's words."""
    ruling = deciding.ruling_of(row)
    charter = association.charter(session)
    organisation = queries.answers(session, application.id).get("organisation", {})
    label = paragraph.paragraph_label.replace(" ", HARD_SPACE)
    where = f"den {day(paragraph.meeting_on)}, {label}"
    return {
        **_head(
            session, application, "Beslutsmeddelande", f"Beslut om er ansökan, {application.name}"
        ),
        "organ": paragraph.body_name,
        "mottagare": {
            "namn": application.organisation,
            "adress": _address_lines(organisation.get("postal_address") or ""),
        },
        "insats": application.name,
        "inledning": _OPENINGS[row.kind],
        "beslutet": where,
        "beslut_inledning": charter.decision_words.strip().rstrip(":"),
        "beslut": list(paragraph.clauses),  # the words that were attested
        "belopp": _by_year(ruling.by_year) if ruling.total else [],
        "summa": kronor(ruling.total) if ruling.total else "",
        "skal": prose(" ".join(ruling.reasons.split())),
        "nu": list(_NEXT[row.kind]),
        # Rule A5: whoever is refused something is told how to appeal; the charter has the words.
        "overklagande": charter.appeal_text if row.kind in _APPEALABLE else "",
        "underskrift": _signed_by(session),
    }


def _address_lines(address: str) -> str:
    return "\n".join(part.strip() for part in address.replace("\n", ",").split(",") if part.strip())


def agreement_context(
    session: Session,
    application: Application,
    terms: Terms,
    granted: Mapping[int, int],
) -> Context:
    """Return the data of the agreement, in OVERENSKOMMELSE's words; amounts are öre by year."""
    answers = queries.answers(session, application.id)
    organisation = answers.get("organisation", {})
    earlier = application.extends.name if application.extends else ""
    heading = f"Överenskommelse om insatsen {application.name}"
    head = _head(session, application, "Överenskommelse", heading)
    return {
        **head,
        "huvudman": {
            "namn": application.organisation,
            "orgnr": application.organisation_number,
            "adress": organisation.get("postal_address") or "",
        },
        "insats": application.name,
        "inriktning": DIRECTION_WORDS[application.direction] if application.direction else "",
        "period": _period(application),
        "beslutet": f"{application.paragraph_label} den {day(_decided(application))}",
        "beviljat": kronor(sum(granted.values())),
        "beviljat_per_ar": _by_year(granted),
        "forlanger": f"Överenskommelsen om insatsen {earlier}, som den ändrar." if earlier else "",
        "mal": [_goal(one) for one in answers.get("goals", {}).get("goals") or ()],
        "budget": _budget_rows(terms.budget),
        "rapporter": [
            {"dag": one.due_on.isoformat(), "slag": "Slutrapport" if one.final else "Lägesrapport"}
            for one in terms.reports
        ],
        "utbetalningar": [
            {"dag": one.due_on.isoformat(), "belopp": kronor(one.ore)} for one in terms.payments
        ],
        "utbetalningar_summa": kronor(sum(one.ore for one in terms.payments)),
        "villkor": prose(terms.terms),
        "underskrifter": [
            {"part": head["forbund"]["namn"], "ort_datum": "", "namn": terms.our_signatory},
            {"part": application.organisation, "ort_datum": "", "namn": terms.owner_signatory},
        ],
    }


def _decided(application: Application) -> date:
    return application.decided_on or clock.today()


def _goal(answer: Mapping[str, Any]) -> dict[str, str]:
    return {
        "mal": answer.get("goal") or "",
        "indikator": answer.get("indicator") or "",
        "varde": answer.get("target") or "",
    }


def _budget_rows(budget: Budget) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for year in sorted(budget.periods):
        costs = [cost for cost in budget.costs if cost.amounts.get(year)]
        rows += [
            {
                "ar": year,
                "kostnad": cost.text or CATEGORIES[cost.category],
                "belopp": kronor(cost.amounts[year]),
            }
            for cost in costs
        ]
        total = sum(cost.amounts[year] for cost in costs)
        rows.append({"ar": "", "kostnad": f"Summa {year}", "belopp": kronor(total)})
    return rows


def board_properties(context: Context, *, created: datetime) -> Properties:
    """Return what one of these documents says about itself in its properties."""
    return Properties(
        title=f"{context['dokumenttyp']}, {context['insats']}",
        subject=context["rubrik"],
        keywords=context["dokumenttyp"].lower(),
        author=context["forbund"]["namn"],
        created=created,
        identifier=context["dnr"],
    )


def board_filename(context: Context) -> str:
    """Return the name of the file: "Beslutsmeddelande Vägen vidare.docx"."""
    name = _NOT_IN_A_NAME.sub("", context["insats"]).strip()
    return f"{context['dokumenttyp']} {name}".strip() + ".docx"
