"""What stands about the board on the application's own page, and beside its case elsewhere."""

from __future__ import annotations

from flask import render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.applications import queries
from app.applications.domain import Access, ApplicationState, Outcome
from app.applications.domain.frame import short_years
from app.applications.models import Application
from app.applications.policies import HANDLE_APPLICATION, READ_PREPARATION, SEE_MONEY
from app.applications.queries import deciding, frame
from app.applications.routes.board_words import in_short
from app.applications.services import proposing
from app.kernel.actor import Actor
from app.kernel.panels import PanelLink
from app.registry.domain import CasePanel

_SHOWN = proposing.PROPOSABLE | {ApplicationState.DECIDED, ApplicationState.CLOSED}


def board_panel(
    session: Session, application: Application, access: Access, actor: Actor
) -> Markup | None:
    """Return proposal, agenda, decision, letter and agreement for the application's page."""
    if application.state not in _SHOWN or not actor.may(READ_PREPARATION, access):
        return None
    row, stated = (
        deciding.proposal(session, application.id),
        deciding.decision(session, application.id),
    )
    in_effect = deciding.latest_in_effect(session, application.id)
    ruling = deciding.ruling_of(row) if row else None
    sees_money = actor.may(SEE_MONEY)
    years = frame.room(session, application=application, ruling=ruling) if sees_money else []
    return Markup(  # noqa: S704 -- rendered with autoescape
        render_template(
            "applications/_board_panel.html",
            application=application,
            handles=actor.may(HANDLE_APPLICATION, access),
            proposed=proposing.composed(session, application, ruling) if ruling else (),
            row=row,
            stated=stated,
            stated_words=in_short(deciding.ruling_of(stated)) if stated else "",
            in_effect=in_effect,
            decided=proposing.composed(session, application, deciding.ruling_of(in_effect))
            if in_effect
            else (),
            standing=proposing.standing_on(session, application),
            begun=application.state is ApplicationState.ON_AGENDA
            and proposing.meeting_has_begun(session, application),
            waiting=deciding.waiting_paragraph(session, application)
            if application.state is ApplicationState.ON_AGENDA
            else None,
            letter=deciding.letter(session, in_effect.id) if in_effect else None,
            agreement=deciding.agreement(session, application.id),
            granting=application.outcome in {Outcome.GRANTED, Outcome.GRANTED_IN_PART},
            earlier=deciding.chain(session, application)[1:],
            frame=years,
            short=short_years(years),
        )
    )


def matter_panel(session: Session, case_id: int, actor: Actor) -> CasePanel:
    """Return what stands beside the case on an agenda and in the minutes."""
    application = queries.application_of_case(session, case_id)
    if application is None:
        return CasePanel()
    access = queries.access(session, application)
    if not actor.may(READ_PREPARATION, access):
        return CasePanel()
    name = f"{application.name}, {application.organisation}"
    links = [PanelLink(name, url_for("applications.workspace", application_id=application.id))]
    if actor.may(HANDLE_APPLICATION, access):
        links += _for_the_office(session, application)
    return CasePanel("Ansökan om medfinansiering", tuple(links))


def _for_the_office(session: Session, application: Application) -> list[PanelLink]:
    row = deciding.proposal(session, application.id)
    stated = deciding.decision(session, application.id)
    links = []
    if row is not None:
        href = url_for("applications.proposal", application_id=application.id)
        links.append(PanelLink("Förslaget", href, note=in_short(deciding.ruling_of(row))))
    on_agenda = application.state is ApplicationState.ON_AGENDA
    if on_agenda and proposing.meeting_has_begun(session, application):
        href = url_for("applications.decision", application_id=application.id)
        note = f"Angivet: {in_short(deciding.ruling_of(stated))}" if stated else ""
        links.append(PanelLink("Ange vad styrelsen beslutade", href, note=note))
    return links
