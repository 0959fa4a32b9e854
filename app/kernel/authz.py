"""Deny by default: a view without a permission is refused, and so is an object nobody checked."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask_login import UserMixin, current_user
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.exceptions import Unauthorized

from app.kernel.actor import Actor, Permission, anyone, permission, signed_in

V = TypeVar("V", bound=Callable[..., Any])

PUBLIC = permission("public", anyone)
SIGNED_IN = permission("signed_in", signed_in)

csrf = CSRFProtect()
_SAFE = {"GET", "HEAD", "OPTIONS"}


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login is not typed
    """The signed-in person of this request, as Flask-Login wants it; the id is a session token."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token = token
        self.actor = actor

    def get_id(self) -> str:
        """Return the token that Flask-Login keeps in the cookie."""
        return self.token


def current_actor() -> Actor | None:
    """Return who is signed in, or None."""
    user = current_user._get_current_object()  # noqa: SLF001 -- asking the proxy twice costs twice
    return user.actor if isinstance(user, SignedIn) else None


def acting() -> Actor:
    """Return who is signed in, in a view whose permission demands that somebody is."""
    actor = current_actor()
    if actor is None:
        abort(401)
    return actor


def csrf_token() -> str:
    """Return the token of this session's forms, signed once and not anew for every page."""
    raw = session.get("csrf_token")
    return _signed(current_app.secret_key, raw) if raw else generate_csrf()


@lru_cache(maxsize=4096)
def _signed(_secret: str | bytes | None, _raw: str) -> str:
    g.pop("csrf_token", None)  # of a session that has been cleared
    return cast("str", generate_csrf())


def requires(needed: Permission) -> Callable[[V], V]:
    """Mark a view with the permission it needs."""

    def mark(view: V) -> V:
        view.permission = needed  # type: ignore[attr-defined]
        return view

    return mark


def from_outside(view: V) -> V:
    """Mark a view that another site's form is sent to; it must prove itself in another way."""
    view.from_outside = True  # type: ignore[attr-defined]
    return view


def authorize(needed: Permission, obj: object) -> None:
    """Refuse with 403 unless the signed-in person may do this to this very object."""
    g.authorized = True
    if not needed.allows(current_actor(), obj):
        abort(403)


def init_app(app: Flask) -> None:
    """Put the gate in front of every view; a lapsed login is met before a lapsed CSRF token."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf.init_app(app)
    app.before_request(_gate)


def _gate() -> Response | tuple[str, int] | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    needed = getattr(view, "permission", None)
    if needed is None:
        abort(403)
    actor = current_actor()
    if not needed.allows(actor, None):
        return _not_allowed(actor)
    if request.method not in _SAFE and not getattr(view, "from_outside", False):
        csrf.protect()
    return None


def _not_allowed(actor: Actor | None) -> Response | tuple[str, int]:
    if actor is not None:
        abort(403)
    if request.method in {"GET", "HEAD"}:
        target = url_for("accounts.login", next=request.full_path.rstrip("?"))
        return cast("Response", redirect(target, 303))
    raise Unauthorized
