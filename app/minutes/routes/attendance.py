"""Attendance: open the meeting, mark the roster, exceptions, guests, duties, close."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, render_template, request

from app.accounts import queries as accounts_queries
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, see_other
from app.meetings.domain import MeetingState
from app.minutes import queries, services
from app.minutes.domain import (
    CAPACITY_WORDS,
    Attendee,
    ChangeKind,
    MinutesFacts,
    Mode,
    Presence,
    PresenceTable,
    at_distance,
    change_words,
    listed,
    offered,
    quorum_runs,
    returned,
    runs,
    table_of,
    vacant_words,
)
from app.minutes.domain.attending import roster_problems
from app.minutes.forms.attendance import (
    KIND_CHOICES,
    MODE_WORDS,
    CloseForm,
    DetailsForm,
    DutiesForm,
    ExceptionForm,
    GuestForm,
    OpenForm,
    RosterForm,
)
from app.minutes.policies import WRITE_MINUTES
from app.minutes.routes.access import meeting_with_minutes

if TYPE_CHECKING:
    from app.meetings.models import Meeting

_PAGE = "/<day:day>/narvaro"
_NUMBER = "int(min=1, max=2147483647)"
_BOTH = ["GET", "POST"]


def attendance_pages(pages: Blueprint) -> None:
    """Add the pages."""
    person = f"{_PAGE}/<{_NUMBER}:attendance_id>"
    pages.add_url_rule(_PAGE, view_func=attendance, methods=_BOTH)
    pages.add_url_rule(f"{_PAGE}/oppna", view_func=open_meeting, methods=["POST"])
    pages.add_url_rule(f"{_PAGE}/avsluta", view_func=close_meeting, methods=_BOTH)
    pages.add_url_rule(f"{_PAGE}/ny", view_func=add_person, methods=_BOTH)
    pages.add_url_rule(f"{_PAGE}/uppdrag", view_func=duties, methods=_BOTH)
    pages.add_url_rule(person, view_func=exceptions, methods=_BOTH)
    pages.add_url_rule(f"{person}/uppgifter", view_func=details, methods=["POST"])
    pages.add_url_rule(f"{person}/ta-bort", view_func=remove_person, methods=["POST"])
    pages.add_url_rule(
        f"{person}/<{_NUMBER}:change_id>/ta-bort", view_func=remove_change, methods=["POST"]
    )


def _opened(meeting: Meeting) -> MinutesFacts:
    return queries.minutes_whole(db.session(), meeting.id)


@requires(WRITE_MINUTES)
def attendance(day: date) -> Answer:
    """Show the roster and save it; before the opening, show the button that opens the meeting."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    if meeting.state is MeetingState.SUMMONED:
        return _opening(meeting, OpenForm(data={"opened_at": meeting.starts_at}))
    facts = _opened(meeting)
    if not facts.writable:
        return see_other("minutes.read", day=day)
    form = RosterForm.of(facts)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.set_attendance(session, actor=acting(), meeting=meeting, marks=form.marks())
        if not form.summary_errors:
            flash("Närvaron är sparad.", "success")
            return see_other("minutes.attendance", day=day)
    return _roster_page(meeting, facts, form)


def _opening(meeting: Meeting, form: OpenForm) -> Answer:
    early = clock.today() < meeting.held_on
    page = render_template("minutes/attendance_open.html", meeting=meeting, form=form, early=early)
    return page, 422 if form.summary_errors else 200


def _roster_page(meeting: Meeting, facts: MinutesFacts, form: RosterForm) -> Answer:
    table = table_of(facts)
    groups = (
        ("Ledamöter", [p for p in facts.attendees if p.seated]),
        ("Ersättare", [p for p in facts.attendees if p.substitute]),
        ("Övriga", [p for p in facts.attendees if not p.seated and not p.substitute]),
    )
    page = render_template(
        "minutes/attendance.html",
        meeting=meeting,
        facts=facts,
        form=form,
        groups=[(name, [_row(facts, table, form, p) for p in people]) for name, people in groups],
        quorum=quorum_runs(facts, table),
        warnings=_warnings(facts, table),
        vacant=vacant_words(table.vacant).capitalize() if table.vacant else "",
        remote=[(p.name, MODE_WORDS[p.mode].lower()) for p in at_distance(table)],
        duties=_duties(facts),
        attesters=listed([person.name for person in facts.attesters]) if facts.attesters else "",
    )
    return page, 422 if form.summary_errors else 200


def _row(
    facts: MinutesFacts, table: PresenceTable, form: RosterForm, person: Attendee
) -> dict[str, Any]:
    return {
        "person": person,
        "role": person.title or CAPACITY_WORDS[person.capacity],
        "fields": form.row_of(person.id),
        "changes": [*_distance(person), *(change_words(facts, c) for c in person.changes)],
        "serves": any(table.places_served(person)),
    }


def _distance(person: Attendee) -> list[str]:
    return [] if person.mode is Mode.IN_ROOM else [MODE_WORDS[person.mode].lower()]


def _warnings(facts: MinutesFacts, table: PresenceTable) -> list[str]:
    """Return what is odd but allowed: somebody back again, a seat nobody fills (rule SUB)."""
    found = [
        f"{person.name} har lämnat sammanträdet och tjänstgör igen. Den som har avbrutit sin "
        "tjänstgöring av annat skäl än jäv ska normalt inte börja tjänstgöra på nytt."
        for person in returned(table)
    ]
    found += [problem.sentence for problem in roster_problems(facts, table)]
    return found + [text for person in table.attendees if (text := _offer(facts, table, person))]


def _offer(facts: MinutesFacts, table: PresenceTable, person: Attendee) -> str:
    """Say who is next in order of call for a regular's empty seat (rule SUB)."""
    empty = [place for place in range(1, table.places + 1) if _is_empty(table, person, place)]
    free = offered(table, empty[0], person) if empty else []
    if not free:
        return ""
    first, spans = free[0], facts.spans(runs(empty))
    return (
        f"Ingen tjänstgör för {person.name} vid {spans}. "
        f"Närmast i tur är {first.name} ({first.where})."
    )


def _is_empty(table: PresenceTable, person: Attendee, place: int) -> bool:
    """Say whether a regular's seat is filled by nobody at a place."""
    if not person.seated or table.of(person, place) is Presence.WHOLE:
        return False
    return all(s.replaces is None or s.replaces.id != person.id for s in table.serving(place))


def _duties(facts: MinutesFacts) -> list[tuple[str, str]]:
    chair = next((person.name for person in facts.attendees if person.chairs), "")
    secretary = facts.secretary.name if facts.secretary else ""
    return [("Ordförande", chair), ("Sekreterare", secretary)]


@requires(WRITE_MINUTES)
def open_meeting(day: date) -> Answer:
    """Open the meeting; a second click finds it open and changes nothing."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    if meeting.state is not MeetingState.SUMMONED:
        return see_other("minutes.attendance", day=day)
    form = OpenForm()
    if not form.validate_on_submit():
        return _opening(meeting, form)
    with db.transaction() as session:
        services.open_meeting(
            session, actor=acting(), meeting=meeting, opened_at=form.opened_at.data
        )
    flash("Sammanträdet är öppnat. Pricka av vilka som är här.", "success")
    return see_other("minutes.attendance", day=day)


@requires(WRITE_MINUTES)
def close_meeting(day: date) -> Answer:
    """Ask when the meeting ended, and close it."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = _opened(meeting)
    if meeting.state is not MeetingState.IN_SESSION:
        return see_other("minutes.edit", day=day)
    form = CloseForm(data={"closed_at": facts.ends_at})
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.close_meeting(
                session,
                actor=acting(),
                meeting=meeting,
                closed_at=form.closed_at.data or facts.ends_at,
            )
        if not form.summary_errors:
            flash("Sammanträdet är avslutat. Protokollet kan skrivas klart.", "success")
            return see_other("minutes.edit", day=day)
    page = render_template("minutes/attendance_close.html", meeting=meeting, form=form)
    return page, 422 if form.summary_errors else 200


@requires(WRITE_MINUTES)
def add_person(day: date) -> Answer:
    """Put somebody from outside the board on the roster."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = _opened(meeting)
    form = GuestForm.of(facts, accounts_queries.people(db.session()))
    asked = facts.paragraph(request.args.get("paragraf", type=int) or 0)
    if asked is not None and not form.is_submitted():
        form.from_paragraph.data = asked.id
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.add_person(session, actor=acting(), meeting=meeting, **form.to_values())
        if not form.summary_errors:
            flash("Personen är med i närvaron.", "success")
            return see_other("minutes.attendance", day=day)
    page = render_template("minutes/attendance_guest.html", meeting=meeting, form=form)
    return page, 422 if form.summary_errors else 200


@requires(WRITE_MINUTES)
def duties(day: date) -> Answer:
    """Say who leads, takes the minutes and attests, and when the meeting really was."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = _opened(meeting)
    form = DutiesForm.of(facts)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.set_duties(session, actor=acting(), meeting=meeting, **form.duties())
            services.set_times(session, actor=acting(), meeting=meeting, **form.times())
        if not form.summary_errors:
            flash("Uppdrag och tider är sparade.", "success")
            return see_other("minutes.attendance", day=day)
    page = render_template(
        "minutes/attendance_duties.html", meeting=meeting, form=form, facts=facts
    )
    return page, 422 if form.summary_errors else 200


def _attendee(facts: MinutesFacts, attendance_id: int) -> Attendee:
    found = facts.attendee(attendance_id)
    if found is None:
        raise NotFound
    return found


@requires(WRITE_MINUTES)
def exceptions(day: date, attendance_id: int) -> Answer:
    """Show one person's exceptions and add one."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = _opened(meeting)
    person = _attendee(facts, attendance_id)
    form = _exception_form(facts, person)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.add_change(
                session,
                actor=acting(),
                meeting=meeting,
                attendance_id=attendance_id,
                **form.to_values(),
            )
        if not form.summary_errors:
            flash(f"Närvaron för {person.name} är ändrad.", "success")
            return see_other("minutes.exceptions", day=day, attendance_id=attendance_id)
    return _person_page(meeting, facts, person, form, DetailsForm.of(person))


def _exception_form(facts: MinutesFacts, person: Attendee) -> ExceptionForm:
    table = table_of(facts)
    regulars = [p for p in facts.attendees if p.seated]
    own = person.member_organisation_id
    regulars.sort(key=lambda p: (p.member_organisation_id != own, p.position))
    form = ExceptionForm.of(facts, person, offered=regulars, vacant=table.vacant > 0)
    asked = request.args.get("vad", "")
    if not form.is_submitted() and asked in {str(kind) for kind in KIND_CHOICES}:
        form.kind.data = ChangeKind(asked)
    return form


def _person_page(
    meeting: Meeting,
    facts: MinutesFacts,
    person: Attendee,
    form: ExceptionForm,
    about: DetailsForm,
) -> Answer:
    page = render_template(
        "minutes/attendance_person.html",
        meeting=meeting,
        facts=facts,
        person=person,
        form=form,
        about=about,
        role=person.title or CAPACITY_WORDS[person.capacity],
        removable=person.capacity in services.OUTSIDE and not person.takes_minutes,
        changes=[(change.id, change_words(facts, change)) for change in person.changes],
    )
    return page, 422 if form.summary_errors or about.summary_errors else 200


@requires(WRITE_MINUTES)
def details(day: date, attendance_id: int) -> Answer:
    """Save what is printed after a person's name."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    facts = _opened(meeting)
    person = _attendee(facts, attendance_id)
    form = DetailsForm.of(person)
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.edit_person(
                session,
                actor=acting(),
                meeting=meeting,
                attendance_id=attendance_id,
                capacity=form.capacity.data,
                mode=form.mode.data,
                mode_reason=form.mode_reason.data or "",
                title=form.title.data or "",
                organisation=form.organisation.data or "",
            )
        if not form.summary_errors:
            flash(f"Uppgifterna om {person.name} är sparade.", "success")
            return see_other("minutes.exceptions", day=day, attendance_id=attendance_id)
    return _person_page(meeting, facts, person, _exception_form(facts, person), form)


@requires(WRITE_MINUTES)
def remove_person(day: date, attendance_id: int) -> Answer:
    """Take somebody from outside off the roster."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    with db.transaction() as session:
        services.remove_person(
            session, actor=acting(), meeting=meeting, attendance_id=attendance_id
        )
    flash("Personen är borttagen ur närvaron.", "success")
    return see_other("minutes.attendance", day=day)


@requires(WRITE_MINUTES)
def remove_change(day: date, attendance_id: int, change_id: int) -> Answer:
    """Remove an exception."""
    meeting = meeting_with_minutes(day, WRITE_MINUTES)
    with db.transaction() as session:
        services.remove_change(
            session,
            actor=acting(),
            meeting=meeting,
            attendance_id=attendance_id,
            change_id=change_id,
        )
    flash("Undantaget är borttaget.", "success")
    return see_other("minutes.exceptions", day=day, attendance_id=attendance_id)
