"""Reading: the minutes as a page and as Word, and the year's list of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, current_app, render_template, url_for
from markupsafe import Markup

from app.association import queries as association
from app.association.domain import Charter
from app.documents.domain import DOCX
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download
from app.minutes import queries, services
from app.minutes.documents import Context, minutes_context, signed_context
from app.minutes.domain import label, span_label
from app.minutes.domain.gaps import UnlistedNumber, gaps
from app.minutes.domain.outcomes import OWN_DOCUMENT
from app.minutes.domain.panels import ParagraphNote
from app.minutes.domain.terms import ATTESTED
from app.minutes.policies import (
    FREEZE_MINUTES,
    READ_DECISIONS,
    READ_MINUTES,
    READ_UNATTESTED_DECISIONS,
    TAKE_EXTRACTS,
)
from app.minutes.queries import DecisionRow
from app.minutes.routes.access import meeting_with_minutes

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_AT_ONCE = "omedelbart_justerad"
_CLAUSE = 160  # letters of a decision in the list


def reading_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("/<day:day>/protokoll", view_func=read)
    pages.add_url_rule("/<day:day>/protokoll.docx", view_func=word)
    pages.add_url_rule("/beslut", view_func=latest_decisions)
    pages.add_url_rule("/beslut/<int(fixed_digits=4):year>", view_func=decisions)


@requires(READ_MINUTES)
def read(day: date) -> Answer:
    """Show the minutes: as they were frozen, or as they stand to those who write them."""
    meeting = meeting_with_minutes(day, READ_MINUTES)
    session, actor = db.session(), acting()
    version = queries.current_version(session, meeting.id)
    if version is None:
        facts = queries.minutes_whole(session, meeting.id)
        context = minutes_context(facts, association.get_association(session))
    else:
        context = signed_context(version.file_version.data or {}, version)
    return render_template(
        "minutes/read.html",
        meeting=meeting,
        version=version,
        d=context,
        may_freeze=version is None and actor.may(FREEZE_MINUTES, meeting),
        may_extract=meeting.state in ATTESTED and actor.may(TAKE_EXTRACTS, meeting),
        attested=meeting.state in ATTESTED,
        notes=_notes(meeting) if version else {},
        alone=_attested_alone(meeting, context),
        earlier=queries.voided_versions(session, meeting.id)
        if actor.may(FREEZE_MINUTES, meeting)
        else [],
    )


def _notes(meeting: Meeting) -> dict[int, tuple[ParagraphNote, ...]]:
    """Return what was noted about the §§ after they were attested, by their numbers (UNL)."""
    session = db.session()
    numbers = {row.id: row.number or 0 for row in queries.paragraphs_of(session, meeting.id)}
    return {
        numbers[paragraph_id]: notes
        for paragraph_id, notes in services.notes_of(session, list(numbers)).items()
    }


def _attested_alone(meeting: Meeting, context: Context) -> list[int]:
    """Return the numbers of the §§ that the minutes refer to and that are kept here (rule IMM)."""
    rows = cast("list[dict[str, Any]]", context["paragrafer"])
    said = {row["tal"] for row in rows if OWN_DOCUMENT in row[_AT_ONCE]}
    kept = queries.immediate_versions(db.session(), meeting.id) if said else ()
    return [
        n for one in kept if (n := (one.file_version.data or {})["paragrafer"][0]["tal"]) in said
    ]


@requires(READ_MINUTES)
def word(day: date) -> Answer:
    """Give the Word document byte by byte as it was frozen, or as it would be made now."""
    meeting = meeting_with_minutes(day, READ_MINUTES)
    made = services.render_minutes(db.session(), meeting.held_on, None)
    return download(made.rendered.content, filename=made.filename, media_type=DOCX)


@requires(READ_DECISIONS)
def latest_decisions() -> Answer:
    """Show the list of the newest year that has decisions."""
    years = queries.decision_years(db.session(), attested_only=_attested_only())
    return decisions(years[0] if years else clock.today().year)


@requires(READ_DECISIONS)
def decisions(year: int) -> Answer:
    """Show every § of the year with its decision (Beslutsförteckning)."""
    if not date.min.year < year <= date.max.year:
        raise NotFound
    session, attested_only = db.session(), _attested_only()
    years = queries.decision_years(session, attested_only=attested_only)
    rows = queries.decisions(session, year=year, attested_only=attested_only)
    missing = queries.unlisted_numbers(session, year=year, attested_only=attested_only)
    return render_template(
        "minutes/decisions.html",
        year=year,
        years=tuple(years),
        number=len(rows),
        rows=_listed(rows, missing, association.charter(session), year),
    )


def _listed(
    rows: Sequence[DecisionRow],
    missing: Sequence[UnlistedNumber],
    charter: Charter,
    year: int,
) -> list[Markup]:
    """Return the rows of the list with the gaps among them, each where its number would stand."""
    notes = services.notes_of(db.session(), [row.paragraph_id for row in rows])
    several = len({row.body_name for row in rows}) > 1
    places = [
        (
            (row.body_id, row.number),
            _decision_part(
                row,
                charter.pattern_of(row.body_id, year),
                notes.get(row.paragraph_id, ()),
                several=several,
            ),
        )
        for row in rows
    ]
    for gap in gaps([place for place, _ in places], missing):
        name = span_label(charter.pattern_of(gap.body_id, year), gap.first, gap.last, year)
        places.append(((gap.body_id, gap.first), _gap_part(name, gap.reason)))
    return [part for _, part in sorted(places, key=itemgetter(0))]


@lru_cache(maxsize=256)
def _gap_part(label: str, reason: str) -> Markup:
    """Return a row that tells why numbers are missing (rule NUM)."""
    template = current_app.jinja_env.get_template("minutes/_gap_row.html")
    return Markup(template.render(label=label, reason=reason))  # noqa: S704 -- it escapes


# The same § always looks the same: it is rendered once (ADR 13).
@lru_cache(maxsize=4096)
def _decision_part(
    row: DecisionRow, pattern: str, notes: tuple[ParagraphNote, ...], *, several: bool
) -> Markup:
    """Return a row of the list; it names the body only when several have met."""
    name = label(pattern, row.number, row.held_on.year)
    template = current_app.jinja_env.get_template("minutes/_decision_row.html")
    values = {
        "row": row,
        "label": name,
        "place": anchor(name),
        "clauses": [shorten(clause) for clause in row.clauses],
        "body": row.body_name if several else "",
        "notes": [
            (note, url_for("correction.correction", day=row.held_on, number=note.number))
            for note in notes
        ],
    }
    return Markup(template.render(values))  # noqa: S704 -- the template escapes


def _attested_only() -> bool:
    return not acting().may(READ_UNATTESTED_DECISIONS)


def anchor(label: str) -> str:
    """Return the id of a § on the page of the minutes: "p57"."""
    return "p" + label.replace("§", "").strip().replace(" ", "-").replace("/", "-")


def shorten(text: str) -> str:
    """Return the beginning of a long att-sats, cut between words."""
    if len(text) <= _CLAUSE:
        return text
    return text[:_CLAUSE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
