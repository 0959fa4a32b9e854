"""The applicant's own page of one application: where it is and the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import PART_WORDS, Access, ApplicationState
from app.applications.domain.applicant import (
    OUTCOME_SENTENCES,
    Act,
    Seen,
    applicants_steps,
    next_act,
    status_word,
)
from app.applications.domain.checking import (
    SectionState,
    section_states,
)
from app.applications.domain.form import sections
from app.applications.domain.journey import Step
from app.applications.domain.lacks import Lack
from app.applications.domain.promises import way_ahead
from app.applications.domain.sending import hindering, is_late
from app.applications.models import Application
from app.applications.policies import SUBMIT_APPLICATION, WRITE_APPLICATION
from app.applications.queries import applicant
from app.applications.queries.sending import attached_files
from app.applications.services.checking import lacks_of
from app.applications.services.promising import promised
from app.kernel import clock, history, ui
from app.kernel.actor import Actor

_MARKS = {
    ApplicationState.DRAFT: "draft",
    ApplicationState.DECIDED: "done",
    ApplicationState.CLOSED: "done",
    ApplicationState.WITHDRAWN: "skipped",
    ApplicationState.DISMISSED: "skipped",
}
_ASKED_OF_THEM = {Act.COMPLETE, Act.SIGN}
_SECTION_WORDS = {
    SectionState.UNTOUCHED: "Inte påbörjad",
    SectionState.MISSING: "Något saknas",
    SectionState.WARNED: "Klar, med en anmärkning",
    SectionState.DONE: "Klar",
}
# What the applicant's side has done itself; the office's handling is not told here.
_OWN = (
    "application.draft_created",
    "application.section_saved",
    "application.file_added",
    "application.file_removed",
    "application.add_collaborator",
    "application.change_part",
    "application.remove_collaborator",
    "application.restored",
    "application.reopen",
    "application.submit",
    "application.withdraw",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft lacks, and how far each page has come."""

    lacks: tuple[Lack, ...]
    hinders: tuple[Lack, ...]
    states: dict[str, SectionState]


def draft_of(session: Session, application: Application) -> Draft:
    """Check the answers as they stand."""
    answers = queries.answers(session, application.id)
    lacks = lacks_of(application, answers)
    return Draft(
        lacks=lacks,
        hinders=hindering(lacks, parties_override=bool(application.parties_override)),
        states=dict(section_states(application.form_version, answers, lacks)),
    )


def applicant_page(session: Session, application: Application, access: Access, actor: Actor) -> str:
    """Return the page of somebody who takes part in the application."""
    is_draft = application.state is ApplicationState.DRAFT
    draft = draft_of(session, application) if is_draft else None
    seen = _seen(session, application, access, draft)
    act = next_act(seen)
    return render_template(
        "applications/applicant.html",
        application=application,
        word=status_word(seen),
        mark="warning" if act in _ASKED_OF_THEM else _MARKS.get(application.state, "current"),
        steps=[_step(one) for one in applicants_steps(seen)],
        next=_next(session, application, access, actor, act, draft)
        or _waiting(act, seen, told=application.outcome is not None),
        outcome=OUTCOME_SENTENCES.get(application.outcome) if application.outcome else None,
        sections=_sections(application, draft),
        closes_on=application.reopened_until or (application.call and application.call.closes_on),
        files=attached_files(session, application.id),
        people=_people(session, application),
        submissions=queries.submissions(session, application.id),
        messages=applicant.messages(session, application),
        entries=[one for one in history.events(session, application) if one.action in _OWN],
        may_write=actor.may(WRITE_APPLICATION, access) and access.can_be_written,
        may_withdraw=actor.may(SUBMIT_APPLICATION, access) and _can_withdraw(application),
        is_draft=is_draft,
    )


def _seen(session: Session, application: Application, access: Access, draft: Draft | None) -> Seen:
    agreement, agreed_on = applicant.agreement_of(session, application.id) or (None, None)
    call = application.call
    return Seen(
        state=application.state,
        begun_on=application.created_at.astimezone(clock.STOCKHOLM).date(),
        taken=applicant.taken(session, application),
        promise=promised(session, application),
        completion_open=access.completion_open,
        outcome=application.outcome,
        decided_on=application.decided_on,
        agreement=agreement,
        agreed_on=agreed_on,
        missing=len(draft.hinders) if draft else 0,
        late=is_late(
            clock.today(),
            closes_on=call.closes_on if call else None,
            reopened_until=application.reopened_until,
        ),
        letter_sent=applicant.letter_sent_at(session, application.id) is not None,
    )


def _step(one: Step) -> dict[str, Any]:
    return {
        "label": one.label,
        "state": one.state,
        "date": ui.day_and_month(one.day),
        "note": one.note,
    }


def _next(
    session: Session,
    application: Application,
    access: Access,
    actor: Actor,
    act: Act,
    draft: Draft | None,
) -> dict[str, str] | None:
    """Return the button of the one next step and what it is for; without href only the words."""
    one: dict[str, Any] = {"application_id": application.id}
    if act is Act.WRITE and draft is not None and actor.may(WRITE_APPLICATION, access):
        key = draft.hinders[0].section
        title = next(page.title for page in sections(application.form_version) if page.key == key)
        return {
            "label": f"Fortsätt skriva: {title}",
            "href": url_for("applications.section", **one, key=key),
            "text": "Kontrollsidan visar allt som saknas innan ansökan kan skickas in.",
        }
    if act is Act.SUBMIT:
        return _to_submit(one, leads=actor.may(SUBMIT_APPLICATION, access))
    if act is Act.TOO_LATE:
        return {"text": "Sista ansökningsdagen har passerat. Kontakta kansliet, som kan öppna "
                "ansökan igen. Det ni har skrivit finns kvar."}  # fmt: skip
    if act is Act.COMPLETE:
        number = applicant.open_request_number(session, application.id)
        return {
            "label": "Se vad som ska kompletteras",
            "href": url_for("applications.completion", **one, number=number),
            "text": "Kansliet behöver fler uppgifter. Ansökan bereds inte vidare innan ni svarat.",
        }
    return _after_sending(one, act)


def _to_submit(one: dict[str, Any], *, leads: bool) -> dict[str, str]:
    if leads:
        return {
            "label": "Gå till inskickning",
            "href": url_for("applications.submit", **one),
            "text": "Inget saknas. Läs igenom ansökan och skicka in den.",
        }
    return {
        "label": "Läs igenom ansökan",
        "href": url_for("applications.preview", **one),
        "text": "Inget saknas. Den av er som får skicka in ansökan gör det.",
    }


def _after_sending(one: dict[str, Any], act: Act) -> dict[str, str] | None:
    if act is Act.READ_DECISION:
        return {
            "label": "Läs beslutet",
            "href": url_for("applications.told", **one),
            "text": "Här står vad styrelsen beslutade, varför, och vad som händer nu.",
        }
    if act is Act.SIGN:
        return {
            "label": "Läs överenskommelsen",
            "href": url_for("applications.agreement_told", **one),
            "text": "Överenskommelsen ska vara undertecknad innan insatsen börjar.",
        }
    return None


def _waiting(act: Act, seen: Seen, *, told: bool) -> dict[str, str] | None:
    """Return what to say when there is nothing to do: what is planned, or that a letter comes."""
    if act is Act.WAIT:
        return {"text": f"Ni behöver inte göra något nu. {way_ahead(seen.promise)}".strip()}
    if act is Act.NOTHING and told and not seen.letter_sent:
        return {"text": "Beslutet skickas till er med e-post."}
    return None


def _sections(application: Application, draft: Draft | None) -> list[dict[str, Any]]:
    if draft is None:
        return []
    return [
        {
            "href": url_for("applications.section", application_id=application.id, key=page.key),
            "text": page.title,
            "state": _SECTION_WORDS[draft.states[page.key]],
            "kind": str(draft.states[page.key]),
        }
        for page in sections(application.form_version)
    ]


def _people(session: Session, application: Application) -> list[dict[str, str]]:
    return [
        {"name": one.person.name, "note": PART_WORDS[one.part]}
        for one in queries.collaborators(session, application.id)
    ]


def _can_withdraw(application: Application) -> bool:
    return application.state not in {
        ApplicationState.DECIDED,
        ApplicationState.CLOSED,
        ApplicationState.WITHDRAWN,
        ApplicationState.DISMISSED,
    }
