"""Behind a proxy the application sees the reader's address and https; without one it does not."""

from __future__ import annotations

import pytest

FORWARDED = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(("proxies", "secure"), [(0, False), (1, True)])
def test_only_configured_proxies_are_believed(make_app, proxies, secure):
    client = make_app(proxies=proxies).test_client()

    answer = client.get("/halsa", headers=FORWARDED)

    assert ("Strict-Transport-Security" in answer.headers) is secure
