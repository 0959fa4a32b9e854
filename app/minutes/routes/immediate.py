"""A § attested at once: its own page and document, freezing it, unlocking it (rules IMM, UNL)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, url_for
from sqlalchemy.orm import Session

from app.association.domain import Charter
from app.documents import services as documents
from app.documents.domain import DOCX
from app.kernel import db
from app.kernel.actor import Actor
from app.kernel.authz import acting, authorize, requires
from app.kernel.errors import NotFound
from app.kernel.panels import PanelLink
from app.kernel.tasks import Task
from app.kernel.ui import long_date, short_date
from app.kernel.web import Answer, download, see_other
from app.meetings import queries as meetings
from app.meetings.domain import Panel
from app.minutes import queries, services
from app.minutes.documents import signed_context
from app.minutes.domain import (
    SIGNER_WORDS,
    WRITING_STATES,
    MinutesFacts,
    ParagraphFacts,
    label,
)
from app.minutes.domain.freezing import stops
from app.minutes.domain.immediate import signers_at
from app.minutes.domain.problems import Place, Problem
from app.minutes.forms.freezing import FreezeForm, UnlockParagraphForm
from app.minutes.models import MinutesVersion
from app.minutes.policies import (
    FREEZE_MINUTES,
    READ_IMMEDIATE,
    READ_VOIDED,
    TAKE_EXTRACTS,
    WRITE_MINUTES,
)
from app.minutes.queries import WaitingRow

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/paragraf/<int(max=999999):number>/omedelbar"
_RULE = "omedelbar justering"
_PAGES = {Place.ATTENDANCE: "minutes.attendance", Place.DUTIES: "minutes.duties"}


def immediate_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule(_PAGE, view_func=immediate)
    pages.add_url_rule(_PAGE, view_func=freeze_at_once, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}.docx", view_func=immediate_word)
    pages.add_url_rule(f"{_PAGE}/las-upp", view_func=unlock_at_once, methods=["POST"])
    pages.add_url_rule("/<day:day>/lydelse/<int(max=2147483647):version_id>", view_func=voided)
    pages.add_url_rule(
        "/<day:day>/lydelse/<int(max=2147483647):version_id>.docx", view_func=voided_word
    )


@dataclass(frozen=True, slots=True)
class ImmediatePanel:
    """What is shown of the attestation at once of a §, where the minutes are written."""

    label: str
    href: str
    version: MinutesVersion | None
    may_freeze: bool

    @property
    def row(self) -> dict[str, Any]:
        """Return the § as it was frozen."""
        rows = (self.version.file_version.data or {})["paragrafer"] if self.version else [{}]
        return dict(rows[0])

    @property
    def people(self) -> list[dict[str, str]]:
        """Return who signs, and whether they have."""
        return signing_people(self.version) if self.version else []

    @property
    def done(self) -> bool:
        """Say whether everybody has signed."""
        return self.version is not None and services.all_have_signed(self.version)


def immediate_panel(
    session: Session, meeting: Meeting, paragraph: ParagraphFacts
) -> ImmediatePanel | None:
    """Return the panel of a § that has been declared attested at once, else None."""
    if not paragraph.at_once:
        return None
    held = queries.current_version(session, meeting.id, paragraph.id) if paragraph.alone else None
    return ImmediatePanel(
        label=paragraph.label,
        href=url_for("minutes.immediate", day=meeting.held_on, number=paragraph.number),
        version=held,
        may_freeze=acting().may(FREEZE_MINUTES, meeting),
    )


def signing_people(version: MinutesVersion) -> list[dict[str, str]]:
    """Return who signs a version, and when they did."""
    days = {one.person_id: one.attested_on for one in version.attestations}
    return [
        {
            "name": one.name,
            "note": SIGNER_WORDS[one.role],
            "state": f"Justerat {short_date(day)}"
            if (day := days.get(one.person_id))
            else "Väntar",
            "kind": "done" if day else "coming",
        }
        for one in version.signers
    ]


def immediate_tasks(row: WaitingRow, actor: Actor, charter: Charter) -> list[Task]:
    """Return what is left to do about a signature that a § by itself waits for (rule IMM)."""
    name = label(
        charter.pattern_of(row.body_id, row.held_on.year), row.number or 0, row.held_on.year
    )
    what = f"{name} från den {long_date(row.held_on)}"
    href = url_for("signing.attestation", day=row.held_on, number=row.number)
    if row.person_id == actor.person_id:
        return [Task(f"Justera {what}", href, rule=_RULE, mine=True)]
    if actor.may(FREEZE_MINUTES):
        return [Task(f"{row.name} har inte justerat {what}", href, rule=_RULE)]
    return []


def immediate_links(session: Session, meeting: Meeting, actor: Actor) -> Panel:
    """Return the §§ that are frozen by themselves, on the meeting's page until the minutes are."""
    if meeting.state not in WRITING_STATES:
        return Panel()
    found = queries.immediate_versions(session, meeting.id)
    links = tuple(
        _link(meeting, version) for version in found if actor.may(READ_IMMEDIATE, version)
    )
    return Panel(heading="Omedelbar justering" if links else "", links=links)


def _link(meeting: Meeting, version: MinutesVersion) -> PanelLink:
    frozen = (version.file_version.data or {})["paragrafer"][0]
    done = services.all_have_signed(version)
    return PanelLink(
        f"{frozen['nummer']} {frozen['rubrik']}",
        url_for("minutes.immediate", day=meeting.held_on, number=frozen["tal"]),
        state="Justerad" if done else "Låst",
        kind="done" if done else "locked",
    )


def _found(
    day: date, number: int
) -> tuple[Meeting, MinutesFacts, ParagraphFacts, MinutesVersion | None]:
    """Return the § with this number and its own version.

    404 when nobody has declared it attested at once, and for whoever may not read it (rule O5).
    """
    session, actor = db.session(), acting()
    meeting = meetings.meeting_on(session, day)
    facts = queries.minutes_whole(session, meeting.id)
    one = next((p for p in facts.paragraphs if p.numbered and p.number == number), None)
    if one is None or not one.at_once:
        raise NotFound
    version = queries.current_version(session, meeting.id, one.id)
    drafts = facts.writable and actor.may(WRITE_MINUTES, meeting)
    if not (actor.may(READ_IMMEDIATE, version) if version else drafts):
        raise NotFound
    return meeting, facts, one, version


@requires(READ_IMMEDIATE)
def immediate(day: date, number: int) -> Answer:
    """Show the § as its own document, what is missing or who has signed."""
    meeting, facts, one, version = _found(day, number)
    return _page(meeting, facts, one, version)


@requires(READ_IMMEDIATE)
def immediate_word(day: date, number: int) -> Answer:
    """Give the Word document byte by byte as it was frozen."""
    *_, version = _found(day, number)
    if version is None:
        raise NotFound
    return _file(version)


@requires(FREEZE_MINUTES)
def freeze_at_once(day: date, number: int) -> Answer:
    """Freeze the § by itself; a second click finds it frozen and changes nothing."""
    meeting, facts, one, version = _found(day, number)
    authorize(FREEZE_MINUTES, meeting)
    form = FreezeForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.freeze_at_once(
                session,
                actor=acting(),
                meeting=meeting,
                paragraph_id=one.id,
                version=form.version.data or "",
            )
        if not form.summary_errors:
            flash(f"{one.label} är låst och kan justeras.", "success")
            return see_other("minutes.immediate", day=day, number=number)
    return _page(meeting, facts, one, version, wrong=form)


@requires(FREEZE_MINUTES)
def unlock_at_once(day: date, number: int) -> Answer:
    """Open the § again; the signatures given no longer hold (rule UNL)."""
    meeting, facts, one, version = _found(day, number)
    authorize(FREEZE_MINUTES, meeting)
    form = UnlockParagraphForm(prefix="las-upp-")
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.unlock_at_once(
                session,
                actor=acting(),
                meeting=meeting,
                paragraph_id=one.id,
                reason=form.reason.data or "",
            )
        if not form.summary_errors:
            flash(f"{one.label} är upplåst. Lås den igen när den är ändrad.", "success")
            return see_other("minutes.edit", day=day, place=one.place)
    return _page(meeting, facts, one, version, wrong=form)


def _page(
    meeting: Meeting,
    facts: MinutesFacts,
    one: ParagraphFacts,
    version: MinutesVersion | None,
    wrong: FreezeForm | UnlockParagraphForm | None = None,
) -> Answer:
    actor = acting()
    office = actor.may(FREEZE_MINUTES, meeting)
    done = version is not None and services.all_have_signed(version)
    shown = render_template(
        "minutes/immediate.html",
        meeting=meeting,
        paragraph=one,
        version=version,
        done=done,
        **(_frozen(version) if version else _draft(meeting, facts, one, wrong)),
        may_freeze=office and version is None and facts.writable,
        may_write=facts.writable and actor.may(WRITE_MINUTES, meeting),
        may_extract=done and actor.may(TAKE_EXTRACTS, meeting),
        again=_again(wrong) if office and version is not None and not done else None,
        signs=version is not None and _waits_for(version, actor.person_id),
        earlier=_earlier(meeting, one) if office else [],
        wrong=wrong if wrong and wrong.summary_errors else None,
    )
    return shown, 422 if wrong is not None and wrong.summary_errors else 200


def _frozen(version: MinutesVersion) -> dict[str, Any]:
    return {
        "d": signed_context(version.file_version.data or {}, version),
        "people": signing_people(version),
        "errors": [],
        "form": None,
    }


def _draft(
    meeting: Meeting,
    facts: MinutesFacts,
    one: ParagraphFacts,
    wrong: FreezeForm | UnlockParagraphForm | None,
) -> dict[str, Any]:
    """Return the § as it would be frozen now, with what stops it."""
    context = services.immediate_context(db.session(), facts, one)
    form = wrong if isinstance(wrong, FreezeForm) else FreezeForm(formdata=None)
    form.version.data = services.immediate_fingerprint(context)
    found = stops(services.missing_at_once(facts, one))
    return {
        "d": context,
        "people": [
            {"name": s.name, "note": SIGNER_WORDS[s.role]} for s in signers_at(facts, one.place)
        ],
        "errors": [_listed(meeting, one, problem) for problem in found],
        "form": form,
    }


def _listed(meeting: Meeting, one: ParagraphFacts, problem: Problem) -> dict[str, str]:
    """Return the problem with the page where it is mended."""
    day = meeting.held_on
    endpoint = _PAGES.get(problem.place)
    place = url_for(endpoint, day=day) if endpoint else None
    href = place or url_for("minutes.edit", day=day, place=one.place)
    return {"text": problem.sentence, "href": href, "kind": "missing"}


def _again(wrong: FreezeForm | UnlockParagraphForm | None) -> UnlockParagraphForm:
    if isinstance(wrong, UnlockParagraphForm):
        return wrong
    return UnlockParagraphForm(formdata=None, prefix="las-upp-")


def _waits_for(version: MinutesVersion, person_id: int) -> bool:
    signed = {one.person_id for one in version.attestations}
    return any(one.person_id == person_id and person_id not in signed for one in version.signers)


def _earlier(meeting: Meeting, one: ParagraphFacts) -> list[MinutesVersion]:
    rows = queries.versions(db.session(), meeting.id, one.id)
    return [row for row in reversed(rows) if row.voided_at is not None]


@requires(READ_VOIDED)
def voided(day: date, version_id: int) -> Answer:
    """Show a version that was unlocked, as it was frozen, and say that it does not hold (UNL)."""
    version = _voided(day, version_id)
    template = "minutes/voided_whole.html"
    if version.paragraph_id is not None:
        template = "minutes/voided_paragraph.html"
    return render_template(
        template,
        meeting=version.meeting,
        version=version,
        d=signed_context(version.file_version.data or {}, version),
    )


@requires(READ_VOIDED)
def voided_word(day: date, version_id: int) -> Answer:
    """Give the Word document that no longer holds."""
    return _file(_voided(day, version_id), prefix="galler-inte-")


def _voided(day: date, version_id: int) -> MinutesVersion:
    """Return a voided version of this very meeting; 404 for any other."""
    session = db.session()
    version = queries.version(session, version_id)
    if version.meeting.held_on != day or version.voided_at is None:
        raise NotFound
    if not acting().may(READ_VOIDED, version):
        raise NotFound
    return version


def _file(version: MinutesVersion, prefix: str = "") -> Answer:
    file = version.file_version
    return download(documents.content(file), filename=f"{prefix}{file.filename}", media_type=DOCX)
