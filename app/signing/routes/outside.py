"""Signing at outside services: there and back by form, and what the office sends."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from flask import Blueprint, flash, make_response, render_template, request, url_for

from app.kernel import db
from app.kernel.authz import PUBLIC, acting, authorize, from_outside, requires
from app.kernel.errors import DomainError, sentence
from app.kernel.settings import settings
from app.kernel.web import Answer, see_other
from app.minutes.policies import ATTEST_MINUTES
from app.signing import queries, services
from app.signing.domain import SigningState, sha256_groups
from app.signing.forms import OutsideForm
from app.signing.policies import HANDLE_SIGNING
from app.signing.routes.access import both, frozen_version
from app.signing.routes.page import Wrong, page, where

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self' {place}; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)


def outside_pages(pages: Blueprint) -> None:
    """Add the pages."""
    both(pages, begin_remote, below="/underskriftstjanst", posts=True)
    both(pages, go_to_remote, below="/underskriftstjanst/<int:request_id>")
    both(pages, send_to_service, below="/signeringstjanst", posts=True)
    both(pages, take_back, below="/begaran/<int:request_id>/ta-tillbaka", posts=True)
    pages.add_url_rule("/underskrift/svar/<reference>", view_func=remote_answered, methods=["POST"])


@requires(ATTEST_MINUTES)
def begin_remote(day: date, number: int | None = None) -> Answer:
    """Begin a signature at the service that signs the digest."""
    version = frozen_version(day, number)
    authorize(ATTEST_MINUTES, version)
    form = OutsideForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            made = services.ask_remote(
                session, actor=acting(), version_id=version.id, sha256=form.sha256.data or ""
            )
        if not form.summary_errors:
            return see_other("signing.go_to_remote", **where(day, number), request_id=made.id)
    return page(frozen_version(day, number), number, Wrong(outside=form))


@requires(ATTEST_MINUTES)
def go_to_remote(day: date, request_id: int, number: int | None = None) -> Answer:
    """Say what is sent to the service, and the button that goes there."""
    version = frozen_version(day, number)
    authorize(ATTEST_MINUTES, version)
    session = db.session()
    asked = queries.own_request(session, version.id, request_id, acting().person_id)
    back = settings().base_url.rstrip("/")
    path = url_for("signing.remote_answered", reference=asked.reference)
    try:
        begun = services.remote_form(session, asked, return_to=back + path)
    except DomainError as error:
        flash(sentence(error), "warning")
        return see_other("signing.attestation", **where(day, number))
    offered = services.configured().offered
    shown = render_template(
        "signing/go_to_remote.html",
        begun=begun,
        groups=sha256_groups(version.sha256),
        name=offered.remote.name if offered.remote else "",
        version=version,
        meeting=version.meeting,
        at=where(day, number),
    )
    answer = make_response(shown)
    parts = urlsplit(begun.send_to)
    # This page alone may send a form to the service.
    place = f"{parts.scheme}://{parts.netloc}"
    answer.headers["Content-Security-Policy"] = _CSP.format(place=place)
    return answer


@requires(PUBLIC)
@from_outside
def remote_answered(reference: str) -> Answer:
    """Take the service's answer; it proves itself, since no cookie follows from another site."""
    with db.transaction() as session:
        asked = services.answer_remote(session, reference=reference, answer=request.form)
        day, number = queries.address_of(session, asked.minutes_version_id)
        state, because = asked.state, asked.failed_because
    if state is SigningState.DONE:
        flash("Din underskrift är kontrollerad och sparad.", "success")
    else:
        flash(because or "Begäran om underskrift är avslutad.", "warning")
    return see_other("signing.attestation", **where(day, number))


@requires(HANDLE_SIGNING)
def send_to_service(day: date, number: int | None = None) -> Answer:
    """Send the document to the signing service, where all who have not signed do it."""
    version = frozen_version(day, number)
    authorize(HANDLE_SIGNING, version)
    form = OutsideForm(prefix="skicka-")
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.ask_upload(
                session, actor=acting(), version_id=version.id, sha256=form.sha256.data or ""
            )
        if not form.summary_errors:
            flash("Protokollet skickas till signeringstjänsten inom kort.", "success")
            return see_other("signing.attestation", **where(day, number))
    return page(frozen_version(day, number), number, Wrong(outside=form))


@requires(HANDLE_SIGNING)
def take_back(day: date, request_id: int, number: int | None = None) -> Answer:
    """Take back what a service was asked."""
    version = frozen_version(day, number)
    authorize(HANDLE_SIGNING, version)
    try:
        with db.transaction() as session:
            services.cancel(session, actor=acting(), version_id=version.id, request_id=request_id)
    except DomainError as error:
        flash(sentence(error), "warning")
    else:
        flash("Begäran om underskrift är tillbakatagen.", "success")
    return see_other("signing.attestation", **where(day, number))
