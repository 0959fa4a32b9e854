"""One's own account: password and sessions."""

from __future__ import annotations

import flask
from flask import Blueprint, flash, render_template

from app.accounts import queries, services
from app.accounts.domain import device_words, hash_token
from app.accounts.forms import PasswordForm
from app.accounts.policies import OWN_ACCOUNT
from app.kernel import clock, db
from app.kernel.authz import acting, requires
from app.kernel.web import Answer, see_other


def account_pages(pages: Blueprint) -> None:
    """Add the pages of one's own account."""
    pages.add_url_rule("/mitt-konto", view_func=account)
    pages.add_url_rule("/mitt-konto", view_func=change_password, methods=["POST"])
    pages.add_url_rule(
        "/mitt-konto/inloggningar/<int:session_id>/avsluta",
        view_func=revoke_session,
        methods=["POST"],
    )


@requires(OWN_ACCOUNT)
def account() -> Answer:
    """Show one's own facts, the form for a new password and the open sessions."""
    return _page(PasswordForm())


@requires(OWN_ACCOUNT)
def change_password() -> Answer:
    """Change one's own password; other sessions are closed."""
    form = PasswordForm()
    if form.validate_on_submit():
        with form.refusals(), db.transaction() as session:
            form.agree()
            services.change_password(
                session,
                actor=acting(),
                present=form.present.data or "",
                password=form.password.data or "",
                token=_token(),
            )
    if form.summary_errors:
        return _page(form), 422
    flash("Lösenordet är bytt. Andra inloggningar är avslutade.", "success")
    return see_other("accounts.account")


@requires(OWN_ACCOUNT)
def revoke_session(session_id: int) -> Answer:
    """Close one of one's own sessions."""
    with db.transaction() as session:
        services.revoke_session(session, actor=acting(), session_id=session_id)
    flash("Inloggningen är avslutad.", "success")
    return see_other("accounts.account")


def _token() -> str:
    return str(flask.session.get("_user_id", ""))


def _page(form: PasswordForm) -> str:
    session, actor = db.session(), acting()
    present = hash_token(_token())
    opened = [
        {
            "id": row.id,
            "device": device_words(row.user_agent),
            "created_at": row.created_at,
            "last_seen_at": row.last_seen_at,
            "present": row.token_hash == present,
        }
        for row in queries.open_sessions(session, actor.user_id, now=clock.now())
    ]
    words = [
        word
        for answer in queries.assignments(session, clock.today())
        for word in answer.get(actor.person_id, [])
    ]
    user = queries.user(session, actor.user_id)
    return render_template(
        "accounts/account.html",
        form=form,
        user=user,
        opened=opened,
        assignments=words,
        enrolled=queries.has_second_factor(session, user.id),
    )
