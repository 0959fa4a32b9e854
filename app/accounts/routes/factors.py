"""One's own second factors: authenticator app, passkeys, recovery codes; the office's reset."""

from __future__ import annotations

import re

from flask import Blueprint, abort, flash, g, render_template, request

from app.accounts import queries, services
from app.accounts.domain import Purpose, in_groups, key_address
from app.accounts.forms import AppCodeForm, AppPasswordForm, FactorForm, PasskeyForm
from app.accounts.policies import MANAGE_PEOPLE, OWN_ACCOUNT
from app.accounts.routes.people import sender_name
from app.accounts.routes.signing_in import as_json
from app.kernel import db
from app.kernel.authz import acting, requires
from app.kernel.errors import NotFound
from app.kernel.forms import Form
from app.kernel.web import Answer, see_other

_BASE = "/mitt-konto/tvasteg"
# What a passkey may be asked here, and how what it is about is written.
_ASKED: dict[str, str] = {Purpose.SIGN: "[0-9a-f]{64}", Purpose.MANAGE: ""}


def factor_pages(pages: Blueprint) -> None:
    """Add the pages of second factors."""
    pages.add_url_rule(_BASE, view_func=second_factors)
    for rule, view in (
        (f"{_BASE}/kodapp/ny", begin_totp),
        (f"{_BASE}/kodapp", confirm_totp),
        (f"{_BASE}/kodapp/ta-bort", remove_totp),
        (f"{_BASE}/passnyckel/ny", add_passkey),
        (f"{_BASE}/passnyckel/<int(max=2147483647):passkey_id>/ta-bort", remove_passkey),
        (f"{_BASE}/reservkoder", renew_recovery_codes),
        ("/forbundet/personer/<int:person_id>/aterstall-tvasteg", reset_second_factor),
    ):
        pages.add_url_rule(rule, view_func=view, methods=["GET", "POST"])
    pages.add_url_rule(f"{_BASE}/fraga", view_func=ask_passkey, methods=["POST"])
    pages.add_url_rule(f"{_BASE}/passnyckel/fraga", view_func=ask_new_passkey, methods=["POST"])


@requires(OWN_ACCOUNT)
def second_factors() -> Answer:
    """Show what there is beside the password, and what can be added."""
    session, actor = db.session(), acting()
    user = queries.user(session, actor.user_id)
    return render_template(
        "accounts/second_factors.html",
        has=queries.second_factors(session, user.id),
        asked_at_login=queries.login_rule(session),
        limited=g.get("limited_login", False),
    )


@requires(OWN_ACCOUNT)
def begin_totp() -> Answer:
    """Ask for the password, and make the secret of an authenticator app."""
    form = AppPasswordForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.begin_totp(session, actor=acting(), password=form.password.data or "")
        if not form.summary_errors:
            return see_other("accounts.confirm_totp")
    page = render_template("accounts/totp_begin.html", form=form)
    return (page, 422) if form.summary_errors else page


@requires(OWN_ACCOUNT)
def confirm_totp() -> Answer:
    """Show the secret as a picture and as text until a first code shows that the app has it."""
    form = AppCodeForm()
    try:
        if form.validate_on_submit():
            with form.refusals(), db.transaction() as session:
                codes = services.confirm_totp(session, actor=acting(), code=form.code.data or "")
            if not form.summary_errors:
                return _added("Kodappen är tillagd.", codes)
        return _totp_page(form)
    except NotFound:
        return see_other("accounts.second_factors")


def _totp_page(form: AppCodeForm) -> Answer:
    import segno  # noqa: PLC0415 -- only here, and it takes memory

    session, actor = db.session(), acting()
    secret = services.waiting_secret(session, actor=actor)
    email = queries.user(session, actor.user_id).email
    address = key_address(secret, issuer=sender_name(), email=email)
    picture = segno.make(address, error="l").svg_data_uri(scale=5, border=3, light="#fff")
    page = render_template(
        "accounts/totp_confirm.html", form=form, picture=picture, secret=in_groups(secret)
    )
    return (page, 422) if form.summary_errors else page


def _added(told: str, codes: list[str]) -> Answer:
    """Show new recovery codes, this once, or go on when there were some already."""
    if codes:
        return render_template("accounts/recovery_codes.html", told=told, codes=codes)
    flash(told, "success")
    return see_other("accounts.second_factors")


@requires(OWN_ACCOUNT)
def remove_totp() -> Answer:
    """Ask for password and a factor, and remove the authenticator app."""
    form = FactorForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.remove_totp(session, actor=acting(), **form.strong)
        if not form.summary_errors:
            flash("Kodappen är borttagen.", "success")
            return see_other("accounts.second_factors")
    return _factor_page(form, "totp")


@requires(OWN_ACCOUNT)
def remove_passkey(passkey_id: int) -> Answer:
    """Ask for password and a factor, and remove one of one's passkeys."""
    found = services.own_passkey(db.session(), acting(), passkey_id)
    name, form = found.name, FactorForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.remove_passkey(session, actor=acting(), passkey_id=passkey_id, **form.strong)
        if not form.summary_errors:
            flash(f"Passnyckeln {name} är borttagen.", "success")
            return see_other("accounts.second_factors")
    return _factor_page(form, "passkey", name)


@requires(OWN_ACCOUNT)
def renew_recovery_codes() -> Answer:
    """Ask for password and a factor, and show new recovery codes, this once."""
    form = FactorForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            codes = services.renew_recovery_codes(session, actor=acting(), **form.strong)
        if not form.summary_errors:
            return _added("Du har nya reservkoder. De gamla gäller inte längre.", codes)
    return _factor_page(form, "codes")


def _factor_page(form: FactorForm, what: str, name: str = "") -> Answer:
    has = queries.second_factors(db.session(), acting().user_id)
    if not has.enrolled:
        return see_other("accounts.second_factors")
    page = render_template("accounts/factor_confirm.html", form=form, has=has, what=what, name=name)
    return (page, 422) if form.summary_errors else page


@requires(OWN_ACCOUNT)
def add_passkey() -> Answer:
    """Keep the passkey that the browser makes on the page; needs JavaScript."""
    form = PasskeyForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            codes = services.add_passkey(
                session,
                actor=acting(),
                password=form.password.data or "",
                name=form.name.data or "",
                credential=form.credential.data or "",
            )
        if not form.summary_errors:
            return _added("Passnyckeln är tillagd.", codes)
    page = render_template("accounts/passkey_add.html", form=form)
    return (page, 422) if form.summary_errors else page


@requires(OWN_ACCOUNT)
def ask_new_passkey() -> Answer:
    """Tell the browser what passkey to make."""
    with db.transaction() as session:
        return as_json(services.begin_registration(session, actor=acting()))


@requires(OWN_ACCOUNT)
def ask_passkey() -> Answer:
    """Tell the browser what to ask a passkey: to sign these bytes, or to change the factors."""
    purpose, bound_to = request.form.get("purpose", ""), request.form.get("bound_to", "")
    if not re.fullmatch(_ASKED.get(purpose, "-"), bound_to):
        abort(400)
    with db.transaction() as session:
        options = services.begin_assertion(
            session, actor=acting(), purpose=Purpose(purpose), bound_to=bound_to
        )
    return as_json(options)


@requires(MANAGE_PEOPLE)
def reset_second_factor(person_id: int) -> Answer:
    """Ask, and then take away a person's second factors."""
    found = queries.person(db.session(), person_id)
    form = Form()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            services.reset_second_factor(
                session, actor=acting(), person_id=person_id, association_name=sender_name()
            )
        if not form.summary_errors:
            flash(f"Tvåstegsinloggningen för {found.name} är återställd.", "success")
            return see_other("accounts.person", person_id=person_id)
    page = render_template("accounts/reset_factor.html", form=form, person=found)
    return (page, 422) if form.summary_errors else page
