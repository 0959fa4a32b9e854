"""One place for what every answer shares: headers, error pages, conflicts, autosave answers."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

from flask import Flask, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app.kernel import clock, ui
from app.kernel.authz import PUBLIC, requires
from app.kernel.errors import DomainError, EditConflict, NotFound, sentences

log = logging.getLogger(__name__)

Answer = Response | str | tuple[str | Response, int]

_YEAR = 365 * 24 * 3600
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    # "no-referrer" would break the CSRF check of every POST on https.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PAGE_HEADERS = {**_HEADERS, "Cache-Control": "no-store"}
_SECURE_HEADERS = {"Strict-Transport-Security": f"max-age={_YEAR}"}
_OWN_PAGES = {400, 403, 404, 409, 413, 429, 500, 503}
# These must show when nobody can be asked who is signed in.
_STANDING_ALONE = {500, 503}
_DRAIN = 200 * 1024 * 1024


class _Cookies(SecureCookieSessionInterface):
    """Signed cookies as Flask makes them; what signs them is made once, not at every request."""

    _signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs and reads the cookie."""
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer


def init_app(app: Flask) -> None:
    """Register cookies, headers, error handlers and the health page."""
    app.session_interface = _Cookies()
    app.after_request(_headers)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(NotFound, lambda _e: _page(404))
    app.register_error_handler(EditConflict, _conflict)
    app.register_error_handler(StaleDataError, lambda _e: _page(409))
    app.register_error_handler(DomainError, _refusal)
    app.register_error_handler(OperationalError, _database_gone)
    app.register_error_handler(Exception, _crash)
    app.add_url_rule("/halsa", "health", health)


@requires(PUBLIC)
def health() -> Response:
    """Answer when the application is up."""
    return Response("ok\n", mimetype="text/plain")


def see_other(endpoint: str, **values: Any) -> Response:
    """Send the browser on after a POST (303)."""
    return cast("Response", redirect(url_for(endpoint, **values), HTTPStatus.SEE_OTHER))


def wants_json() -> bool:
    """Say whether autosave asks, rather than a person."""
    return request.accept_mimetypes.best == "application/json"


def saved(*, version: int, hidden: Mapping[str, str] | None = None) -> Response:
    """Answer autosave: when it was saved, and the version that the next save builds on.

    ``hidden`` are new values of the form's other hidden fields.
    """
    more = {"hidden": dict(hidden)} if hidden else {}
    return jsonify(saved_at=ui.clock_time(clock.now()), version=version, **more)


def download(content: bytes, *, filename: str, media_type: str) -> Response:
    """Answer with a file to save; its name survives å, ä and ö in every browser (RFC 5987)."""
    # As content type rather than mimetype, or a text file would be given a charset that it lacks.
    response = Response(content, content_type=media_type)
    ascii_name = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    ascii_name = re.sub(r'["\\\x00-\x1f]', "", ascii_name).strip() or "fil"
    star = quote(filename, safe="!#$&+-.^_`|~", errors="replace")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{star}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _headers(response: Response) -> Response:
    wanted = _HEADERS
    if request.endpoint != "static":
        wanted = _PAGE_HEADERS
    elif "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    if request.is_secure:
        wanted = wanted | _SECURE_HEADERS
    # Set one by one, each would look through all the others.
    present = {name.lower() for name, _ in response.headers}
    response.headers.extend([(n, v) for n, v in wanted.items() if n.lower() not in present])
    return response


def _page(code: int, *, status: int | None = None, **values: Any) -> Answer:
    status = status or code
    if wants_json():
        return jsonify(error=status), status
    if code in _STANDING_ALONE:
        return current_app.jinja_env.get_template(f"errors/{code}.html").render(), status
    return render_template(f"errors/{code}.html", **values), status


def _http_error(error: HTTPException) -> Answer:
    code = error.code or 500
    if code == HTTPStatus.UNAUTHORIZED:
        return _lapsed()
    if code < HTTPStatus.BAD_REQUEST:
        return cast("Response", error.get_response())
    if code in _OWN_PAGES:
        return _page(code)
    # The library's own pages are in English. An address that only takes what a form sends (405)
    # is no page; everything else that a browser gets wrong reads as a bad request.
    template = 404 if code == HTTPStatus.METHOD_NOT_ALLOWED else 400
    return _page(template, status=code)


def _csrf(_error: CSRFError) -> Answer:
    return _page(400, hidden=_posted(), action=request.full_path.rstrip("?"))


def _posted(skip: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Return the posted values, so that a page can send them again."""
    left_out = skip | {"csrf_token"}
    return [(k, v) for k, v in request.form.items(multi=True) if k not in left_out]


def _lapsed() -> Answer:
    """Keep what was written while the login lapsed, and ask for the password again."""
    if wants_json():
        return jsonify(error=401), 401
    try:
        hidden = _posted()
    except RequestEntityTooLarge as error:
        return _too_large(error)
    values = {
        "hidden": hidden,
        "target": request.full_path.rstrip("?"),
        "files_lost": bool(request.files),
        "action": url_for("accounts.login_again"),
    }
    return render_template("errors/401_lapsed.html", **values), 401


def _too_large(_error: RequestEntityTooLarge) -> Answer:
    # Read on to the end, or the browser shows a broken connection instead of our page.
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or 0, _DRAIN)
    while left > 0 and (chunk := stream.read(min(left, 1 << 20))):
        left -= len(chunk)
    return _page(413)


def _conflict(error: EditConflict) -> Answer:
    if wants_json():
        return jsonify(error=409, version=error.version), 409
    names = frozenset({name for name, *_ in error.fields} | {"version"})
    conflict = {
        "fields": [
            {"name": name, "label": label, "yours": mine, "theirs": theirs}
            for name, label, mine, theirs in error.fields
        ],
        "hidden": _posted(names),
        "action": request.full_path.rstrip("?"),
        "version_name": "version",
        "version_value": error.version,
        "other_person": error.other_person,
        "other_time": error.other_time,
        "back_href": request.referrer or "/",
    }
    return render_template("errors/409_conflict.html", conflict=conflict), 409


def _refusal(error: DomainError) -> Answer:
    """Answer a refusal that no form caught with a page of its own."""
    if wants_json():
        return jsonify(error=422, sentences=sentences(error)), 422
    values = {"sentences": sentences(error), "back_href": request.referrer or "/"}
    return render_template("errors/422.html", **values), 422


def _database_gone(error: OperationalError) -> Answer:
    log.error("the database did not answer: %s", error)
    return _page(503)


def _crash(error: Exception) -> Answer:
    log.error("unexpected error", exc_info=error)
    return _page(500)
