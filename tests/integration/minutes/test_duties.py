"""Whoever led or wrote some §§ signs the frozen minutes, and the document says for which (ATT)."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from sqlalchemy.orm import Session

from app.documents import services as documents
from app.kernel.errors import DomainError
from app.minutes import services
from app.minutes.domain import ChangeKind, Mode, Ruling, SignerRole, table_of
from app.minutes.services import ModeMark
from tests.factories.minutes import (
    SeedMeeting,
    add_change,
    seed_minutes_closed,
    seed_minutes_opened,
)


def played(session: Session) -> SeedMeeting:
    """Return the closed meeting with another chair, another secretary, a trial and distance."""
    made = seed_minutes_closed(session)
    add_change(made, "karin", ChangeKind.CHAIRING, 66, last=66)
    add_change(made, "osten", ChangeKind.WRITING, 67, last=67)
    services.recuse(
        session,
        actor=made.actor,
        meeting=made.meeting,
        attendance_id=made.attendee("karin"),
        from_paragraph_id=made.paragraph(68),
        to_paragraph_id=made.paragraph(68),
        raised_by_id=made.attendee("osten"),
        ruling=Ruling.NOT_RECUSED,
    )
    services.set_distance(
        session,
        actor=made.actor,
        meeting=made.meeting,
        basis="arbetsordningen, 7 §",
        marks=[ModeMark(made.attendee("karin"), Mode.VIDEO)],
    )
    session.commit()
    return made


def test_rule_att_the_frozen_minutes_have_the_signers_of_each_paragraph(
    db_session: Session,
) -> None:
    made = played(db_session)
    version = services.freeze(db_session, actor=made.actor, meeting=made.meeting)
    db_session.commit()
    signed = {one.name: one.role for one in version.signers}
    assert signed["Karin Wallmark"] in {SignerRole.CHAIR, SignerRole.ATTESTER}
    assert signed["Östen Forsmark"] in {SignerRole.SECRETARY, SignerRole.ATTESTER}
    data = version.file_version.data
    assert data is not None
    spans = {row["namn"]: row["paragrafer"] for row in data["underskrifter"]}
    assert "66" not in spans["Ingrid Sandahl"]
    assert "67" not in spans["Helena Rosvall"]
    text = [p.text for p in Document(BytesIO(documents.content(version.file_version))).paragraphs]
    for sentence in (
        "Karin Wallmark inträder som ordförande under § 66.",
        "Östen Forsmark för protokollet vid § 67.",
        (
            "Fråga om jäv för Karin Wallmark väcks av Östen Forsmark. Styrelsen finner att jäv "
            "inte föreligger."
        ),
        "Karin Wallmark deltar på distans med ljud och bild.",
        "Deltagandet på distans sker med stöd av arbetsordningen, 7 §.",
    ):
        assert sentence in text


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def test_rule_att_somebody_else_leads_and_writes_a_paragraph(opened: SeedMeeting) -> None:
    add_change(opened, "karin", ChangeKind.CHAIRING, 64, last=64, partly=True)
    add_change(opened, "goran", ChangeKind.WRITING, 65)
    table = table_of(opened.facts)
    led, wrote = table.chair(8), [table.secretary(place) for place in (8, 9, 14)]
    assert led is not None
    assert led.name == "Karin Wallmark"
    assert not led.changes[0].partly
    assert [one and one.name for one in wrote] == [
        "Helena Rosvall",
        "Göran Lidgren",
        "Göran Lidgren",
    ]


@pytest.mark.parametrize("kind", [ChangeKind.ABSENT, ChangeKind.RECUSED])
def test_rule_att_nobody_is_set_to_lead_or_write_while_away_or_recused(
    opened: SeedMeeting, kind: ChangeKind
) -> None:
    add_change(opened, "karin", kind, 64, last=65)
    for duty in (ChangeKind.CHAIRING, ChangeKind.WRITING):
        with pytest.raises(DomainError, match=r"attendance\.duty_while_away") as refused:
            add_change(opened, "karin", duty, 63)
        assert refused.value.details["span"] == "§§ 64–65"


def test_rule_att_two_do_not_lead_the_same_paragraph_and_only_the_board_leads(
    opened: SeedMeeting,
) -> None:
    add_change(opened, "karin", ChangeKind.CHAIRING, 64, last=66)
    with pytest.raises(DomainError, match=r"attendance\.duty_taken") as refused:
        add_change(opened, "goran", ChangeKind.CHAIRING, 66, last=68)
    assert refused.value.details["other"] == "Karin Wallmark"
    assert refused.value.details["span"] == "§ 66"
    add_change(opened, "goran", ChangeKind.CHAIRING, 67, last=68)
    with pytest.raises(DomainError, match=r"minutes\.only_board_attests"):
        add_change(opened, "helena", ChangeKind.CHAIRING, 63)
