"""The brief to the board: what it holds, and when it is made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from app.applications.documents.preparation import (
    brief_context,
    position_clause,
)
from app.applications.domain import ApplicationState, DecisionKind, Stage, Stance
from app.applications.models import ApplicationDecision, FundFrame
from app.applications.queries import preparing
from app.applications.services import preparing as preparing_services
from app.documents import services as documents
from app.kernel.clock import now as clock_now
from app.kernel.errors import DomainError
from tests.factories.applications import create_application
from tests.factories.people import create_world
from tests.integration.applications.preparing_acts import (
    answer,
    in_preparation,
    office,
    standing,
)

pytestmark = pytest.mark.usefixtures("clock")
DAY = date(2017, 2, 10)


@pytest.fixture
def world(db_session):
    return create_world(db_session, logins=False)


def text_of(version):
    found = docx.Document(BytesIO(documents.content(version)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in found.paragraphs] + cells)


def test_the_brief_holds_the_opinions_and_is_made_anew_only_when_something_changed(
    db_session, world
):
    application = in_preparation(db_session, world)
    answer(db_session, world, application, 0, text="Behovet är känt.")
    made = preparing_services.make_brief(
        db_session, actor=office(world), application_id=application.id
    )
    db_session.flush()
    again = preparing_services.make_brief(
        db_session, actor=office(world), application_id=application.id
    )
    assert again is made
    text = text_of(made).replace("\u00a0", " ")
    for words in ("150 000 kr", "Behovet är känt.", "1 av 5 har svarat", "Inte lämnat"):
        assert words in text

    answer(db_session, world, application, 1, stance=Stance.REJECT)
    later = preparing_services.make_brief(
        db_session, actor=office(world), application_id=application.id
    )
    db_session.flush()
    assert (later.document_id, later.number) == (made.document_id, 2)
    assert preparing.stored_brief(db_session, application.case_id) is later


def test_the_brief_of_what_was_never_prepared_says_so(db_session, world):
    application = create_application(db_session, state=ApplicationState.READY_FOR_BOARD)
    made = preparing_services.make_brief(
        db_session, actor=office(world), application_id=application.id
    )
    assert "inte beretts i någon grupp" in text_of(made)

    draft = create_application(db_session)
    with pytest.raises(DomainError, match=r"preparation\.no_case"):
        preparing_services.make_brief(db_session, actor=office(world), application_id=draft.id)


def test_rule_frame_the_brief_shows_the_room_and_the_proposal(db_session, world):
    db_session.add(FundFrame(year=2017, ore=10_000_000, source="Budget 2017"))
    application = in_preparation(db_session, world)
    text = text_of(
        preparing_services.make_brief(
            db_session, actor=office(world), application_id=application.id
        )
    ).replace("\u00a0", " ")
    assert "Förslaget skrivs när" in text
    for words in ("100 000 kr", "−50 000 kr", "Räcker inte", "Ram saknas"):
        assert words in text

    db_session.add(
        ApplicationDecision(
            application_id=application.id,
            round=1,
            stage=Stage.PROPOSAL,
            kind=DecisionKind.REJECT,
            reasons="Medlen räcker inte.",
            written_at=clock_now(),
            written_by="Kansliet",
        )
    )
    db_session.flush()
    text = text_of(
        preparing_services.make_brief(
            db_session, actor=office(world), application_id=application.id
        )
    )
    assert "avslå" in text
    assert "Förslaget skrivs när" not in text


@pytest.mark.parametrize(
    ("stance", "ore", "clause", "sentence"),
    [
        (None, None, "", "LSG har inte tagit ställning."),
        (Stance.GRANT, None, "bevilja ansökan", "LSG tillstyrker ansökan."),
        (Stance.REJECT, None, "avslå ansökan", "LSG avstyrker ansökan."),
        (
            Stance.REFER_BACK,
            None,
            "återremittera ansökan",
            "LSG föreslår att ansökan återremitteras.",
        ),
        (Stance.GRANT_IN_PART, 5_00, "med högst 5 kr", "LSG tillstyrker ansökan till en del"),
    ],
)
def test_where_a_group_stands_reads_as_a_clause_and_as_a_sentence(
    db_session, world, stance, ore, clause, sentence
):
    found = replace(
        standing(db_session, in_preparation(db_session, world)), position=stance, position_ore=ore
    )
    assert clause in position_clause(found, "Vägen vidare").replace("\u00a0", " ")
    assert sentence in found.sentence.replace("\u00a0", " ")


def test_a_brief_without_answers_leaves_out_what_is_not_known(db_session, world):
    application = create_application(
        db_session, state=ApplicationState.REGISTERED, answers={"initiative": {"name": "Tom"}}
    )
    context = brief_context(db_session, application, today=DAY)
    assert [fact["etikett"] for fact in context["uppgifter"]] == ["Gäller", "Sökt belopp"]
    assert (context["belopp"], context["ram"]) == ([], [])
