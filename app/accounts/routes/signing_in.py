"""Signing in: the one who is signed in of each request, logging in and out, invitations."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import flask
from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_login import login_user, logout_user
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.accounts import queries, services
from app.accounts.domain import SEEN_EVERY, local_target
from app.accounts.forms import InvitationForm, LoginForm, SecondStepForm
from app.kernel import clock, db
from app.kernel.actor import Actor
from app.kernel.authz import PUBLIC, SignedIn, current_actor, requires
from app.kernel.errors import DomainError, sentence
from app.kernel.web import Answer, see_other

log = logging.getLogger(__name__)
pages = Blueprint("accounts", __name__)

HOME = "/oversikt"
_REFUSED = 422
_LAPSED = 410
_TOO_MANY = 429
_KEPT = "kept-"
_PENDING = "pending-login"  # in the cookie, between the password and the second factor
# What a login that lacks the second factor that the rules ask for may still do.
_OPEN = {"static", "health"} | {
    f"accounts.{name}"
    for name in (
        "second_factors",
        "begin_totp",
        "confirm_totp",
        "add_passkey",
        "ask_new_passkey",
        "login",
        "logout",
        "account",
    )
}


def load_signed_in(token: str) -> SignedIn | None:
    """Return who is behind the cookie's token with the seats of today, in two statements."""
    now = clock.now()
    with _reading() as session:
        found = queries.open_session(session, token, now=now)
        if found is None:
            return None
        held = queries.seats_of(session, found.person_id, clock.today())
    if now - found.last_seen_at >= SEEN_EVERY:
        _mark_seen(found.id)
    seats = frozenset().union(*held)
    flask.g.limited_login = found.limited
    return SignedIn(token, Actor(found.user_id, found.person_id, found.name, seats))


def ask_for_second_factor() -> Answer | None:
    """Lead a login that has to add a second factor to where that is done, whatever it asks for."""
    if request.endpoint is None or request.endpoint in _OPEN or current_actor() is None:
        return None
    return see_other("accounts.second_factors") if flask.g.get("limited_login") else None


@contextmanager
def _reading() -> Iterator[Session]:
    """Read in the request's own session, or beside it when that one would lock for writing."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        yield db.session()
        return
    with db.new_session(read_only=True) as session:
        yield session


def _mark_seen(session_id: int) -> None:
    try:
        with db.new_session() as own, db.committing(own):
            services.mark_seen(own, session_id=session_id)
    except OperationalError:
        # A full disk or a busy database is no reason to keep anybody from reading.
        log.warning("the last use of session %s was not noted", session_id)


def start_session(signed: services.SignedInAs | services.SecondStep) -> None:
    """Let the browser be signed in from now on, with nothing left of what it was before.

    A login that waits for its second factor is only remembered, beside what there was.
    """
    if isinstance(signed, services.SecondStep):
        flask.session[_PENDING] = signed.token
        return
    flask.session.clear()
    # A token that was made before the login belongs to the session that is gone.
    flask.g.pop("csrf_token", None)
    flask.session.permanent = True
    user = load_signed_in(signed.token)
    if user is not None:
        login_user(user)


def user_agent() -> str:
    """Return what the browser calls itself."""
    return request.user_agent.string


@pages.get("/logga-in")
@requires(PUBLIC)
def login() -> Answer:
    """Show the login form, or go on when somebody is signed in."""
    if current_actor() is not None:
        return _go(request.args.get("next"))
    return render_template("accounts/login.html", form=LoginForm())


@pages.post("/logga-in")
@requires(PUBLIC)
def login_post() -> Answer:
    """Sign in and go where the person was going."""
    form = LoginForm()
    code = _try_login(form)
    if code:
        return render_template("accounts/login.html", form=form), code
    return _onward(request.args.get("next"))


def _onward(target: str | None) -> Answer:
    """Go to the second step when the login waits for it, else where the person was going."""
    if _PENDING in flask.session:
        return see_other("accounts.second_step", next=local_target(target, HOME))
    return _go(target)


@pages.get("/logga-in/andra-steget")
@requires(PUBLIC)
def second_step() -> Answer:
    """Ask for a code or a passkey; back to the start when the password was too long ago."""
    try:
        services.waiting_login(db.session(), flask.session.get(_PENDING, ""))
    except DomainError as error:
        flask.session.pop(_PENDING, None)
        flash(sentence(error), "warning")
        return see_other("accounts.login")
    return _second_page(SecondStepForm())


def _second_page(form: SecondStepForm, status: int = 200, **values: object) -> Answer:
    waiting = services.waiting_login(db.session(), flask.session.get(_PENDING, ""))
    has = queries.second_factors(db.session(), waiting.user_id)
    return render_template("accounts/second_step.html", form=form, has=has, **values), status


@pages.post("/logga-in/andra-steget")
@requires(PUBLIC)
def second_step_post() -> Answer:
    """Sign in with the second factor and go where the person was going."""
    form = SecondStepForm()
    code = _try_second_step(form)
    if code == _LAPSED:
        return see_other("accounts.login")
    return _second_page(form, code) if code else _go(request.args.get("next"))


def _try_second_step(form: SecondStepForm) -> int:
    """Sign in with the factor; returns 0, or the status of the page with the refusal."""
    form.validate()
    try:
        with db.transaction() as session:
            signed = services.finish_login(
                session,
                token=flask.session.get(_PENDING, ""),
                code=form.code.data or "",
                assertion=form.assertion.data or "",
                user_agent=user_agent(),
            )
    except DomainError as error:
        form.refuse(error)
        if error.code == "accounts.pending_lapsed":
            flask.session.pop(_PENDING, None)
            flash(sentence(error), "warning")
            return _LAPSED
        return _TOO_MANY if error.code == "accounts.too_many_failures" else _REFUSED
    start_session(signed)
    return 0


@pages.post("/logga-in/andra-steget/fraga")
@requires(PUBLIC)
def ask_second_step() -> Answer:
    """Tell the browser what to ask a passkey of the login that waits."""
    with db.transaction() as session:
        options = services.begin_second_step(session, token=flask.session.get(_PENDING, ""))
    return as_json(options)


def as_json(options: str) -> Response:
    """Answer with what a passkey is asked."""
    return Response(options, mimetype="application/json")


def _try_login(form: LoginForm) -> int:
    """Sign in with what the form says; returns 0, or the status of the page with the refusal."""
    if not form.validate_on_submit():
        return _REFUSED
    try:
        with db.transaction() as session:
            signed = services.login(
                session,
                email=form.email.data or "",
                password=form.password.data or "",
                address=request.remote_addr or "",
                user_agent=user_agent(),
            )
    except DomainError as error:
        form.refuse(error)
        return _TOO_MANY if error.code == "accounts.too_many_failures" else _REFUSED
    start_session(signed)
    return 0


def _go(target: str | None) -> Response:
    found: Response = redirect(local_target(target, HOME), 303)  # type: ignore[assignment]
    return found


@pages.post("/logga-ut")
@requires(PUBLIC)
def logout() -> Answer:
    """Close this browser's session."""
    actor, token = current_actor(), flask.session.get("_user_id", "")
    if actor is not None:
        with db.transaction() as session:
            services.logout(session, actor=actor, token=token)
    logout_user()
    flask.session.clear()
    flash("Du är utloggad.", "success")
    answer = see_other("accounts.login")
    # Papers and texts that the browser has kept for reading and writing without network.
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


@pages.post("/logga-in-igen")
@requires(PUBLIC)
def login_again() -> Answer:
    """Sign in again in the middle of writing, and give back everything that was written."""
    kept = [
        (name.removeprefix(_KEPT), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(_KEPT)
    ]
    target = local_target(request.form.get("again-target"), "")
    writer = queries.user_behind(db.session(), flask.session.get("_user_id", ""))
    page = _again_page(kept, target)
    if page is not None:
        return page
    if not target:
        return _go(HOME)
    actor = current_actor()
    other = writer is not None and actor is not None and writer != actor.user_id
    return render_template("accounts/resend.html", kept=kept, target=target, other=other)


def _again_page(kept: list[tuple[str, str]], target: str) -> Answer | None:
    """Try to sign in again, in one step or two; returns the page to show until that is done."""
    values = {"kept": kept, "target": target, "prefix": _KEPT}
    second, form = SecondStepForm(prefix="second"), LoginForm(prefix="again")
    code = 0
    if second.step.data and _PENDING in flask.session:
        code = _try_second_step(second)
        if code == _LAPSED:
            return render_template("accounts/login_again.html", form=form, **values), _REFUSED
    else:
        code = _try_login(form)
        if code:
            return render_template("accounts/login_again.html", form=form, **values), code
    return _second_page(second, code or 200, **values) if _PENDING in flask.session else None


@pages.get("/inbjudan/<token>")
@requires(PUBLIC)
def use_invitation(token: str) -> Answer:
    """Show where to choose a password; the link is not consumed, since mail scanners open it."""
    return _invitation_page(token, InvitationForm())


@pages.post("/inbjudan/<token>")
@requires(PUBLIC)
def use_invitation_post(token: str) -> Answer:
    """Consume the link: keep the password and sign in."""
    form = InvitationForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            form.agree()
            signed = services.use_invitation(
                session,
                token=token,
                password=form.password.data or "",
                user_agent=user_agent(),
            )
        if not form.summary_errors:
            start_session(signed)
            if _PENDING in flask.session:
                flash("Lösenordet är sparat.", "success")
                return _onward(HOME)
            flash("Lösenordet är sparat och du är inloggad.", "success")
            return _go(HOME)
    return _invitation_page(token, form)


def _invitation_page(token: str, form: InvitationForm) -> Answer:
    try:
        invitation = services.usable_invitation(db.session(), token)
    except DomainError as error:
        return render_template("accounts/invitation_lapsed.html", reason=sentence(error)), 410
    values = {"form": form, "invited": invitation.user}
    page = render_template("accounts/invitation.html", **values)
    return (page, _REFUSED) if form.summary_errors else page
