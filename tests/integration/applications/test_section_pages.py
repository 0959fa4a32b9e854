"""The pages on which an application is written: every part, rows, errors, two people, remarks."""

from __future__ import annotations

import re

import pytest

from app.applications import queries, services
from app.applications.domain import ApplicationState, Part
from app.applications.domain.form import sections
from app.applications.models import Collaborator
from app.devtools.seed_applications import VAGEN_VIDARE
from app.kernel import clock
from app.kernel.actor import Role
from tests.factories.applications import create_application


@pytest.fixture
def writer(db_session, client, sign_in):
    return sign_in(client, Role.APPLICANT)


@pytest.fixture
def draft(db_session, writer):
    made = services.create_draft(db_session, actor=writer)
    db_session.flush()
    return made


def page(draft, key):
    return f"/ansokningar/{draft.id}/del/{key}"


@pytest.mark.parametrize("key", [one.key for one in sections(1)])
def test_every_part_has_a_page(client, draft, key):
    answer = client.get(page(draft, key))

    assert answer.status_code == 200
    assert "Spara och fortsätt" in answer.text
