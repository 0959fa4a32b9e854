"""The pages where a question per capsulam is answered and read are accessible at every width."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.association.models import Setting
from app.kernel import clock as kernel_clock
from app.per_capsulam import services
from app.per_capsulam.domain import FormAnswer, MatterAnswer
from tests.factories import meetings as make
from tests.factories.people import PASSWORD, actor_for, create_world
from tests.support.browser import HEIGHT, WIDTHS
from tests.support.second_factor import code_for


def asked(session: Session) -> None:
    """A question that the vice chair has answered, and the chair has not."""
    world = create_world(session)
    session.add(Setting(name="per_capsulam", value=True, changed_at=kernel_clock.now()))
    session.flush()
    director = make.director(world)
    facts = services.QuestionFacts(
        heading="Medfinansiering av föräldrakurs",
        reason="Kommunen behöver besked.",
        clauses=["bevilja 180 000 kr"],
        deadline=kernel_clock.today() + timedelta(days=7),
        considered=True,
    )
    made = services.prepare(session, actor=director, facts=facts)
    services.send(session, actor=director, decision_id=made.id, nobody_recused=True)
    services.answer(
        session,
        actor=actor_for(world.vice_chair),
        decision_id=made.id,
        form=FormAnswer.YES,
        matter=MatterAnswer.NO,
        statement="Det ryms i kommunens egen ram.",
        password=PASSWORD,
        code=code_for(session, world.vice_chair),
    )


@pytest.mark.usefixtures("clock")
def test_a_question_is_read_and_answered_at_every_width(
    live_server: Callable[..., str], open_page: Any, enter: Any, axe: Any, db_session: Session
) -> None:
    page: Page = open_page(live_server(asked))
    chair = db_session.scalars(select(User).where(User.email.startswith("bo.almqvist"))).one()
    actor = actor_for(chair)
    code = code_for(db_session, chair)
    db_session.commit()  # a session that reads on SQLite holds the lock
    enter(page, actor)
    for address in ("/per-capsulam", "/per-capsulam/1", "/per-capsulam/1/svara"):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            axe(page)
    page.goto("/per-capsulam/1/svara")
    page.get_by_label("Ja till formen").check()
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Ditt lösenord").fill(PASSWORD)
    page.get_by_label("Kod från kodappen").fill(code)
    page.get_by_role("button", name="Lämna svaret").click()
    page.get_by_text("Ditt svar är sparat.").wait_for()
    page.get_by_text("Det ryms i kommunens egen ram.").wait_for()
