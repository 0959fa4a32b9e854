"""The page that says that the application is up, and what every answer carries."""

from __future__ import annotations


def test_the_health_page_answers_without_a_login(client):
    answer = client.get("/halsa")

    assert answer.status_code == 200
    assert answer.text == "ok\n"


def test_a_signed_in_person_also_gets_the_health_page(client, sign_in):
    sign_in(client)

    assert client.get("/halsa").status_code == 200
