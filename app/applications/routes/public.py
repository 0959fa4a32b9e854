"""What everybody may read about applying, and the way in for those without a login."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request

from app.applications.domain.calls import CALL_WORDS, call_state
from app.applications.forms.calls import NamedForm
from app.applications.models import Call
from app.applications.policies import APPLY, READ_PUBLIC
from app.applications.queries import calls as queries
from app.applications.routes.addresses import login_link, page_address
from app.applications.routes.calls import MARKS
from app.applications.routes.loading import NUMBER
from app.applications.services import signing_up as services
from app.documents.engine import prose
from app.kernel import clock, db
from app.kernel.authz import current_actor, requires
from app.kernel.errors import DomainError, sentence
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other

# Of its own, so that the menu marks "Sök medel" only here.
funding = Blueprint("funding", __name__, url_prefix="/sok-medel")

_GONE = 410
_REFUSED = 422
_TOO_MANY = 429


@funding.get("")
@requires(READ_PUBLIC)
def public_calls() -> Answer:
    """Say what the association finances, how to apply, and which calls there are."""
    session, today = db.session(), clock.today()
    rows = [_row(one) for one in queries.public_calls(session, today)]
    return render_template("applications/public_calls.html", rows=rows)


def _row(call: Call) -> dict[str, object]:
    state = call_state(queries.days_of(call), clock.today())
    return {"call": call, "state": state, "word": CALL_WORDS[state], "mark": MARKS[state]}


@funding.get(f"/<{NUMBER}:call_id>")
@requires(READ_PUBLIC)
def public_call(call_id: int) -> Answer:
    """Show one call: what for, what is weighed, the days, how to apply."""
    found = queries.public_call(db.session(), call_id)
    actor = current_actor()
    return render_template(
        "applications/public_call.html",
        **_row(found),
        text=prose(found.text),
        criteria=prose(found.criteria),
        may_apply=actor is not None and actor.may(APPLY),
        signed_in=actor is not None,
    )


@funding.route(f"/<{NUMBER}:call_id>/ansok", methods=["GET", "POST"])
@requires(READ_PUBLIC)
def apply(call_id: int) -> Answer:
    """Take a name and an e-mail address; the answer is the same whoever has a login."""
    found = queries.public_call(db.session(), call_id)
    form = NamedForm()
    refused = 0
    if form.validate_on_submit():
        refused = _ask(call_id, form)
        if not refused:
            return see_other("funding.asked", call_id=call_id)
    page = render_template("applications/apply.html", form=form, **_row(found))
    return (page, refused or _REFUSED) if form.summary_errors else page


def _ask(call_id: int, form: NamedForm) -> int:
    """Queue the mail; return 0, or the status of the page with the refusal."""
    asker = services.Asker(
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        email=form.email.data or "",
        address=request.remote_addr or "",
    )
    try:
        with db.transaction() as session:
            services.ask_for_link(
                session,
                call_id=call_id,
                asker=asker,
                link_of=lambda token: page_address("funding.begin", token=token),
                login_page=page_address("applications.start", utlysning=call_id),
            )
    except DomainError as error:
        form.refuse(error)
        return _TOO_MANY if error.code == "application.too_many_sign_ups" else _REFUSED
    return 0


@funding.get(f"/<{NUMBER}:call_id>/brevet")
@requires(READ_PUBLIC)
def asked(call_id: int) -> Answer:
    """Say that a letter is on its way."""
    found = queries.public_call(db.session(), call_id)
    return render_template("applications/asked.html", call=found)


@funding.get("/borja/<token>")
@requires(READ_PUBLIC)
def begin(token: str) -> Answer:
    """Ask before beginning; the link is not consumed, since mail scanners open it."""
    return _begin_page(token, Form())


@funding.post("/borja/<token>")
@requires(READ_PUBLIC)
def begin_post(token: str) -> Answer:
    """Consume the link: make the login and the draft, and go on to choose a password."""
    form = Form()
    if not form.validate_on_submit():
        return _begin_page(token, form)
    try:
        with db.transaction() as session:
            made, link = services.use_sign_up(session, token=token, link_of=login_link)
    except DomainError as error:
        return _lapsed(error)
    if link:
        # The same page as in the letter, by the name that this browser knows us by.
        return redirect(urlsplit(link).path, 303)  # type: ignore[return-value]
    return see_other("applications.workspace", application_id=made.id)


def _begin_page(token: str, form: Form) -> Answer:
    try:
        found = services.usable_sign_up(db.session(), token)
    except DomainError as error:
        return _lapsed(error)
    return render_template("applications/begin.html", form=form, found=found)


def _lapsed(error: DomainError) -> Answer:
    return render_template("applications/begin_lapsed.html", reason=sentence(error)), _GONE
