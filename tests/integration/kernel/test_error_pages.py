"""The pages that say that something is wrong show even when nearly everything is."""

from __future__ import annotations

import pytest

from app.kernel.authz import PUBLIC, requires


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_database_that_is_gone_is_told_to_those_who_are_signed_in_too(
    make_app, tmp_path, signed_in
):
    app = make_app(database_url=f"sqlite:///{tmp_path / 'empty.db'}")
    client = app.test_client()
    if signed_in:
        with client.session_transaction() as session:
            session["_user_id"] = "en inloggning som inte kan slås upp"

    answer = client.get("/")

    assert answer.status_code == 503
    assert "Tjänsten är tillfälligt stängd" in answer.text


def test_an_unexpected_error_says_what_to_do(make_app):
    @requires(PUBLIC)
    def crash():
        raise RuntimeError("nobody thought of this")

    app = make_app()
    app.add_url_rule("/krasch", "crash", crash, methods=["POST"])

    answer = app.test_client().post("/krasch")

    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.text
    assert "nobody thought of this" not in answer.text
