"""Deny by default; a lapsed login and a lapsed page lose nothing that was written."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask, Response, request
from sqlalchemy import update

from app.accounts.models import LoginSession
from app.kernel import authz, clock, db
from app.kernel.actor import Role, has_role, permission
from app.kernel.authz import PUBLIC, SIGNED_IN, acting, authorize, requires
from tests.conftest import browser_of
from tests.support import people

CHAIR_ONLY = permission("chair_only", has_role(Role.CHAIR))
OWN = permission("own", lambda actor, obj: obj is None or actor.name == obj)


def plain(text: str) -> Response:
    return Response(text, mimetype="text/plain")


@pytest.fixture
def small(make_app) -> Flask:
    """The application with a few views of the test's own."""
    app = make_app()
    app.add_url_rule("/bar", "bar", lambda: plain("naken vy"))
    app.add_url_rule("/sluten", "shut", requires(CHAIR_ONLY)(lambda: plain(acting().name)))
    app.add_url_rule(
        "/skriv",
        "write",
        requires(SIGNED_IN)(lambda: plain(request.form["text"])),
        methods=["POST"],
    )

    @requires(OWN)
    def own(name: str) -> Response:
        authorize(OWN, name)
        return plain(name)

    app.add_url_rule("/egen/<name>", "own", own)
    app.add_url_rule("/oppen", "open", requires(PUBLIC)(acting))
    return app


@pytest.fixture
def session(small):
    with small.app_context():
        people.make_association(db.session())
        yield db.session()


@pytest.fixture
def browser(small, session):
    return browser_of(small, session)


def test_a_view_without_a_permission_is_refused_even_for_the_director(browser, session):
    people.sign_in(session, browser, Role.DIRECTOR)

    assert browser.get("/bar").status_code == 403


@pytest.mark.parametrize("ask", ["get", "head"])
def test_whoever_is_not_signed_in_is_sent_to_the_login_and_back(browser, ask):
    answer = getattr(browser, ask)("/sluten?a=1")

    assert answer.status_code == 303
    assert answer.location == "/logga-in?next=/sluten?a%3D1"


def test_the_wrong_role_is_refused_and_the_right_one_let_in(browser, session):
    people.sign_in(session, browser, Role.REGULAR)
    assert browser.get("/sluten").status_code == 403

    people.sign_in(session, browser, Role.CHAIR)
    assert browser.get("/sluten").text == "Åsa Öberg"


def test_a_seat_that_ended_yesterday_gives_nothing(browser, session):
    user = people.make_user(session)
    seat = people.make_seat(session, user.person, Role.CHAIR)
    people.sign_in(session, browser, user)
    assert browser.get("/sluten").status_code == 200

    seat.valid_to = clock.today().replace(year=2001)
    assert browser.get("/sluten").status_code == 403


def test_an_object_is_checked_by_itself(browser, session):
    people.sign_in(session, browser, Role.CHAIR)

    assert browser.get("/egen/Åsa Öberg").status_code == 200
    assert browser.get("/egen/Siv").status_code == 403


def test_acting_without_a_login_is_never_a_person(browser):
    assert browser.get("/oppen").status_code == 401


def test_a_post_without_a_token_keeps_what_was_written(browser, session):
    people.sign_in(session, browser, Role.REGULAR)

    answer = browser.post("/skriv", data={"text": "Långt\nstycke <b>"}, without_token=True)

    assert answer.status_code == 400
    assert answer.form("/skriv")["text"] == "Långt\nstycke <b>"
    again = browser.post("/skriv", data=answer.form("/skriv"), without_token=True)
    assert again.text == "Långt\nstycke <b>"


def test_a_lapsed_login_in_the_middle_of_writing_loses_nothing(browser, session):
    people.sign_in(session, browser, Role.REGULAR)
    session.execute(update(LoginSession).values(revoked_at=clock.now()))

    answer = browser.post("/skriv", data={"text": "Långt\nstycke"})

    assert answer.status_code == 401
    assert answer.heading == "Logga in igen"
    form = answer.form("/logga-in-igen")
    assert form["kept-text"] == "Långt\nstycke"
    assert form["again-target"] == "/skriv"


def test_a_lapsed_autosave_is_told_so_in_json(browser):
    answer = browser.post("/skriv", data={"text": "x"}, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json) == (401, {"error": 401})


def test_a_lapsed_login_with_a_file_says_that_the_file_must_be_chosen_again(browser):
    data = {"text": "x", "file": (BytesIO(b"%PDF"), "bilaga.pdf")}
    answer = browser.post("/skriv", data=data)

    assert answer.status_code == 401
    assert "välja dem på nytt" in answer.words


def test_the_token_does_not_lapse_while_somebody_writes(small):
    assert small.config["WTF_CSRF_TIME_LIMIT"] is None
    assert authz.csrf is small.extensions["csrf"]
