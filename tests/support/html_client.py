"""A client that reads every page it gets, and notices what a view forgot to commit."""

from __future__ import annotations

import contextvars
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask import Flask, g
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from tests.support import page_lint

_SERVER_ERROR = 500


class Page(TestResponse):
    """An answer whose page can be asked about."""

    @cached_property
    def parsed(self) -> tuple[Element, list[str]]:
        """Return the page as a tree, and what a strict parser has against it."""
        return page_lint.parse(self.text)

    @property
    def tree(self) -> Element:
        """Return the parsed page."""
        return self.parsed[0]

    @property
    def heading(self) -> str:
        """Return the text of the H1."""
        return page_lint.text_of(next(self.tree.iter("h1")))

    @property
    def words(self) -> str:
        """Return the text of the main part with single spaces (hard spaces become plain)."""
        main = next(self.tree.iter("main"), self.tree)
        return page_lint.text_of(main)

    def value(self, name: str) -> str | None:
        """Return what the first field with this name holds (input, textarea or select)."""
        for element in self.tree.iter():
            if element.get("name") != name:
                continue
            if element.tag == "textarea":
                return (element.text or "").removeprefix("\n")
            if element.tag == "select":
                chosen = [o for o in element.iter("option") if "selected" in o.attrib]
                return chosen[0].get("value") if chosen else None
            return element.get("value", "")
        return None

    def form(self, action: str | None = None) -> dict[str, Any]:
        """Return what a browser would send from the form with this action.

        Without an action: the first POST of the main part, or of the whole page.
        """
        main = self.tree.find(".//main")
        forms = [*(main.iter("form") if main is not None else ()), *self.tree.iter("form")]
        for form in forms:
            wanted = form.get("action") == action if action else form.get("method") == "post"
            if wanted:
                return _fields(form)
        raise AssertionError(f"no form {action or ''} on {self.request.path}")


def _fields(form: Element) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for element in form.iter():
        name, kind = element.get("name"), element.get("type")
        if not name or "disabled" in element.attrib:
            continue
        if element.tag == "textarea":
            value = (element.text or "").removeprefix("\n")
        elif element.tag == "select":
            options = list(element.iter("option"))
            chosen = [o for o in options if "selected" in o.attrib] or options[:1]
            value = chosen[0].get("value", "") if chosen else ""
        elif element.tag == "input" and kind not in {"submit", "button", "file", "image"}:
            if kind in {"checkbox", "radio"} and "checked" not in element.attrib:
                continue
            value = element.get("value", "on" if kind in {"checkbox", "radio"} else "")
        else:
            continue
        if name in values:
            earlier = values[name] if isinstance(values[name], list) else [values[name]]
            values[name] = [*earlier, value]
        else:
            values[name] = value
    return values


class HtmlClient(FlaskClient):
    """Commits what the test prepared, asks, reads the page, and lets the test see what is new."""

    foreign_words = False
    prepared: Callable[[], Session | None] = staticmethod(lambda: None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response_wrapper = Page

    def open(self, *args: Any, **kwargs: Any) -> Page:  # type: ignore[override]
        """Send one request in a context of its own, as a server would."""
        kwargs.setdefault("buffered", True)
        session = self.prepared()
        if session is not None:
            session.commit()
        response = contextvars.Context().run(super().open, *args, **kwargs)
        if session is not None:
            session.expire_all()
        left: list[str] = self.application.extensions.pop("left_uncommitted", [])
        assert not left, f"{response.request.path} left uncommitted: {left}"
        if response.status_code < _SERVER_ERROR and response.mimetype == "text/html":
            self._read(cast("Page", response))
        return cast("Page", response)

    def post(self, *args: Any, **kwargs: Any) -> Page:
        """Send a POST with the CSRF token of this client's session."""
        if not kwargs.pop("without_token", False):
            kwargs["headers"] = {"X-CSRFToken": self.token(), **dict(kwargs.get("headers") or {})}
        return super().post(*args, **kwargs)  # type: ignore[return-value]

    def token(self) -> str:
        """Return a CSRF token that the application accepts from this client."""
        session = self.prepared()
        if session is not None:
            session.commit()
        with self.session_transaction() as kept:
            raw = kept.setdefault("csrf_token", secrets.token_hex(20))
        key = self.application.secret_key
        return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(raw))

    @contextmanager
    def foreign_words_allowed(self) -> Iterator[None]:
        """Do not look for English words inside the block (hostile data, quoted names)."""
        self.foreign_words = True
        try:
            yield
        finally:
            self.foreign_words = False

    def _read(self, response: Page) -> None:
        # A redirect's little page is the library's own and never shown.
        if response.location or not response.data:
            return
        tree, found = response.parsed
        found = found + page_lint.problems_of(
            tree, resolves=resolver(self.application), foreign_words=self.foreign_words
        )
        assert not found, f"{response.request.path}:\n  " + "\n  ".join(found)


def resolver(app: Flask) -> Callable[[str, str], bool]:
    """Return a function that says whether the application has a route for a path and method."""
    adapter = app.url_map.bind("localhost")

    def resolves(address: str, method: str) -> bool:
        parts = urlsplit(address)
        if parts.netloc:
            return True
        try:
            adapter.match(parts.path, method=method)
        except RequestRedirect:
            return method == "GET"
        except (NotFound, MethodNotAllowed, HTTPException):
            return False
        return True

    return resolves


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: Any) -> None:
    session.info["flushed"] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _settled(session: Session) -> None:
    session.info.pop("flushed", None)


def watch_for_uncommitted(app: Flask) -> None:
    """Note at the end of each request what its session still held."""

    @app.teardown_request
    def look(_error: BaseException | None) -> None:
        session: Session | None = g.get("db_session")
        if session is None:
            return
        left = [repr(row) for row in [*session.new, *session.deleted]]
        left += [repr(row) for row in session.dirty if session.is_modified(row)]
        if session.info.pop("flushed", False):
            left.append("rows that were flushed")
        if left:
            app.extensions.setdefault("left_uncommitted", []).extend(left)
