"""The browser fixtures themselves: a server that answers, and a check that can fail."""

from __future__ import annotations

import pytest

from app.kernel.actor import Role


def test_the_live_server_answers_in_chromium(live_server, open_page):
    page = open_page(live_server(), width=320)

    answer = page.goto("/halsa")

    assert answer.status == 200
    assert page.inner_text("body").strip() == "ok"


def test_axe_refuses_a_page_with_faults(live_server, open_page, axe):
    page = open_page(live_server())
    page.set_content("<title>x</title><h1>x</h1><input name=y>")

    with pytest.raises(AssertionError, match="label"):
        axe(page)


def test_a_browser_can_be_signed_in_without_the_login_page(live_server, open_page, enter):
    address = live_server()
    page = open_page(address)

    actor = enter(page, Role.CHAIR)

    assert actor.roles == {Role.CHAIR}
    assert [cookie["name"] for cookie in page.context.cookies()] == ["klubba"]
