"""What every answer carries, and the pages that say what went wrong and what to do."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask, Response, abort, redirect
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.kernel import db, web
from app.kernel.actor import Role
from app.kernel.authz import PUBLIC, requires
from app.kernel.errors import DomainError, EditConflict, NotFound, add_sentences
from tests.conftest import browser_of
from tests.support import people

CONFLICT = EditConflict(
    [("text", "Text", "min\ntext", "deras text"), ("title", "Rubrik", "lika", "lika")],
    version=8,
    other_person="Bo Ek",
    other_time=datetime(2017, 2, 24, 8, 2, tzinfo=UTC),
)
TROUBLES: dict[str, BaseException] = {
    "stale": StaleDataError("x"),
    "conflict": CONFLICT,
    "database": OperationalError("x", None, Exception("disk I/O error")),
    "crash": ZeroDivisionError(),
    "missing": NotFound(),
    "rule": DomainError("web.rule"),
    "rules": DomainError("transition.blocked", reasons=["web.rule", "web.other"]),
}


@pytest.fixture
def small(make_app) -> Flask:
    """The application with views that go wrong."""
    add_sentences({"web.rule": "Det saknas en dag.", "web.other": "Det saknas en plats."})
    app = make_app()

    @requires(PUBLIC)
    def trouble(name: str) -> str:
        if name.isdigit():
            abort(int(name))
        raise TROUBLES[name]

    app.add_url_rule("/fel/<name>", "trouble", trouble, methods=["GET", "POST"])
    app.add_url_rule(
        "/bara-post",
        "only_post",
        requires(PUBLIC)(lambda: Response("x", mimetype="text/plain")),
        methods=["POST"],
    )
    app.add_url_rule("/sparat", "saved", requires(PUBLIC)(lambda: web.saved(version=3)))
    return app


@pytest.fixture
def browser(small):
    with small.app_context():
        people.make_association(db.session())
        yield browser_of(small, db.session())


@pytest.mark.parametrize(
    ("name", "status", "heading"),
    [
        ("400", 400, "Sidan hade blivit för gammal"),
        ("403", 403, "Du har inte tillgång"),
        ("404", 404, "Sidan finns inte"),
        ("missing", 404, "Sidan finns inte"),
        ("409", 409, ""),
        ("stale", 409, ""),
        ("413", 413, "Filen är för stor"),
        ("415", 415, "Sidan hade blivit för gammal"),
        ("429", 429, ""),
        ("rule", 422, ""),
        ("crash", 500, ""),
        ("500", 500, ""),
        ("database", 503, ""),
        ("503", 503, ""),
    ],
)
def test_every_trouble_has_a_swedish_page_that_says_what_to_do(browser, name, status, heading):
    answer = browser.get(f"/fel/{name}")

    assert answer.status_code == status
    assert answer.heading.startswith(heading)
    assert len(answer.words) > 60
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "413", "429", "500", "503", "422"])
def test_autosave_gets_json_instead(browser, name):
    answer = browser.get(f"/fel/{name}", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json) == (int(name), {"error": int(name)})


def test_an_unknown_address_is_a_swedish_page(browser):
    assert browser.get("/finns/inte").heading == "Sidan finns inte"


def test_an_address_that_only_takes_forms_is_no_page(browser):
    answer = browser.get("/bara-post")

    assert (answer.status_code, answer.heading) == (405, "Sidan finns inte")


def test_a_missing_slash_is_still_a_redirect(small):
    class Moved(HTTPException):
        code = 308

        def get_response(self, *_args, **_kwargs):
            return redirect("/halsa", 308)

    with small.test_request_context("/"):
        answer = small.handle_http_exception(Moved())

    assert answer.status_code == 308


def test_a_conflict_shows_both_texts_and_sends_mine_on_theirs(browser):
    data = {"text": "min\ntext", "title": "lika", "version": "7", "other": "övrigt"}
    answer = browser.post("/fel/conflict", data=data, headers={"Referer": "/halsa"})

    assert answer.status_code == 409
    assert "Bo Ek" in answer.words
    assert "deras text" in answer.words
    assert "fre 24 feb 2017 kl. 09.02" in answer.words
    form = answer.form("/fel/conflict")
    form.pop("csrf_token")
    assert form == {"text": "min\ntext", "title": "lika", "version": "8", "other": "övrigt"}


def test_a_conflict_tells_autosave_the_stored_version(browser):
    answer = browser.post("/fel/conflict", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json) == (409, {"error": 409, "version": 8})


def test_every_unmet_reason_stands_on_the_page_of_a_refusal(browser):
    answer = browser.get("/fel/rules")

    assert "Det saknas en dag." in answer.words
    assert "Det saknas en plats." in answer.words
    as_json = browser.get("/fel/rules", headers={"Accept": "application/json"})
    assert as_json.json == {
        "error": 422, "sentences": ["Det saknas en dag.", "Det saknas en plats."],
    }  # fmt: skip


def test_autosave_is_answered_with_time_and_version(browser, clock):
    clock.stop("2017-02-24T14:02")

    assert browser.get("/sparat").json == {"saved_at": "14.02", "version": 3}


def test_every_answer_carries_the_security_headers(browser):
    headers = browser.get("/halsa", base_url="https://localhost").headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Strict-Transport-Security"].startswith("max-age=")


def test_plain_http_is_not_told_to_be_strict(browser):
    assert "Strict-Transport-Security" not in browser.get("/halsa").headers


def test_versioned_assets_are_kept_and_others_are_not(browser):
    page = browser.get("/finns/inte").text
    address = re.search(r'href="(/static/css/tokens\.css\?v=\w+)"', page)[1]

    assert "immutable" in browser.get(address).headers["Cache-Control"]
    assert "immutable" not in browser.get("/static/css/tokens.css").headers["Cache-Control"]


def test_a_form_with_very_many_rows_is_taken(browser):
    data = {f"rad-{n}": "x" * 200 for n in range(3000)}

    assert browser.post("/bara-post", data=data).status_code == 200


def test_a_multipart_form_with_many_rows_is_taken(browser):
    part = '--y\r\nContent-Disposition: form-data; name="rad-{}"\r\n\r\n{}\r\n'
    rows = "".join(part.format(number, "x" * 200) for number in range(3000)) + "--y--\r\n"

    answer = browser.post(
        "/bara-post", data=rows.encode(), content_type="multipart/form-data; boundary=y"
    )

    assert answer.status_code == 200


def test_a_file_over_the_limit_gets_the_page_also_without_a_login(browser, small):
    big = b"x" * (small.config["MAX_CONTENT_LENGTH"] + 1)
    answer = browser.post("/logga-ut", data=big, content_type="multipart/form-data; boundary=y")

    assert (answer.status_code, answer.heading) == (413, "Filen är för stor")


def test_a_download_keeps_its_swedish_name(small):
    with small.test_request_context("/"):
        answer = web.download(b"x", filename='Kallelse "åäö".docx', media_type="application/x")

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="Kallelse aao.docx"; '
        "filename*=UTF-8''Kallelse%20%22%C3%A5%C3%A4%C3%B6%22.docx"
    )


def test_the_production_cookie_is_bound_to_the_host(make_app):
    app = make_app(production=True)

    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_HTTPONLY"]
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_the_menu_holds_only_what_one_may_see(client, sign_in, db_session):
    people.make_association(db_session)
    sign_in(client, Role.ADMINISTRATOR)

    menu = [link.get("href") for link in client.get("/oversikt").tree.iter("a")]

    assert "/diarium" in menu
