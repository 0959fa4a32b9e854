"""The style page: read as every page is read, and there only for developers."""

from __future__ import annotations

import pytest

from app.association.models import Association
from app.kernel import db

PAGES = ("", "sammantrade", "protokoll", "anslagstavla", "konflikt", "fraga")


@pytest.fixture
def developer(make_app):
    """A browser at an installation in developer mode that has an association."""
    app = make_app(developer=True)
    with app.app_context(), db.new_session() as session, db.committing(session):
        session.add(
            Association(
                name="Samordningsförbundet Skellefteå–Norsjö",
                organisation_number="222000-1883",
                town="Skellefteå",
            )
        )
    return app.test_client()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_style_guide_is_sound(developer, name):
    assert developer.get(f"/stilguide/{name}").status_code == 200


@pytest.mark.parametrize(
    "code",
    ["400", "401_lapsed", "403", "404", "409", "413", "422", "429", "500", "503"],
)
def test_every_error_page_is_sound(developer, code):
    assert developer.get(f"/stilguide/fel/{code}").status_code == 200


def test_what_does_not_exist_is_not_found(developer):
    assert developer.get("/stilguide/finns-inte").status_code == 404
    assert developer.get("/stilguide/fel/200").status_code == 404


def test_the_style_guide_answers_a_form_as_a_real_page_would(developer):
    assert developer.post("/stilguide/", data={"order": "2,1"}).status_code == 204
    assert developer.post("/stilguide/", data={"heading": "x"}).status_code == 200
    saved = developer.post(
        "/stilguide/", data={"version": "7"}, headers={"Accept": "application/json"}
    )
    assert saved.json["version"] == 8


def test_there_is_no_style_guide_outside_developer_mode(make_app):
    assert make_app().test_client().post("/stilguide/").status_code == 404
