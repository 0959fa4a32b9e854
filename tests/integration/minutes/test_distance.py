"""Who takes part from elsewhere, and what allows it (rule F16)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.meetings.models import Meeting
from app.minutes import services
from app.minutes.domain import Mode, presence_sentences, table_of
from app.minutes.models import Minutes
from app.minutes.services import ModeMark
from tests.factories.minutes import SeedMeeting, seed_minutes_opened
from tests.support.html_client import HtmlClient

DAY = "/sammantraden/2016-11-18"
PAGE = f"{DAY}/narvaro/distans"


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def prefix(form: dict[str, str], attendance_id: int) -> str:
    """Return what the fields of one person begin with."""
    found = next(
        name
        for name, value in form.items()
        if name.endswith("-attendance_id") and value == str(attendance_id)
    )
    return found.removesuffix("attendance_id")


def an_earlier_meeting(made: SeedMeeting) -> Minutes:
    """Return the minutes of a meeting that the same body held before."""
    now = made.meeting
    columns = {c.name for c in Meeting.__table__.columns} - {"id", "version_id", "calendar_uid"}
    values = {name: getattr(now, name) for name in columns}
    values["held_on"] = now.held_on - timedelta(days=60)
    meeting = Meeting(**values, calendar_uid="earlier")
    made.session.add(meeting)
    made.session.flush()
    minutes = Minutes(
        meeting_id=meeting.id,
        opened_at=None,
        closed_at=None,
        attestation_on=None,
        attestation_time=None,
    )
    made.session.add(minutes)
    return minutes


def test_one_page_says_who_is_elsewhere_why_and_by_what_decision_rule_f16(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    form = client.get(PAGE).form()
    karin, goran = (prefix(form, opened.attendee(key)) for key in ("karin", "goran"))
    form |= {
        "basis": "styrelsens beslut den 12 februari 2016, § 8",
        f"{karin}mode": "audio",
        f"{karin}reason": "att bilden inte fungerade",
        f"{goran}mode": "video",
        f"{goran}reason": "skrivs inte ut",
    }
    page = client.post(PAGE, data=form, follow_redirects=True)
    assert "Med stöd av styrelsens beslut den 12 februari 2016, § 8." in page.words
    facts = opened.facts
    karin_is_heard = (
        "Karin Wallmark deltar på distans med enbart ljud med hänvisning till att bilden inte "
        "fungerade."
    )
    assert presence_sentences(facts, table_of(facts), 1) == [
        karin_is_heard,
        "Göran Lidgren deltar på distans med ljud och bild.",
        "Deltagandet på distans sker med stöd av styrelsens beslut den 12 februari 2016, § 8.",
    ]
    assert presence_sentences(facts, table_of(facts), 2) == []


def test_freezing_asks_for_the_decision_and_the_reason_with_a_link_there_rule_f16(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    mark = ModeMark(opened.attendee("karin"), Mode.AUDIO)
    services.set_distance(
        opened.session, actor=opened.actor, meeting=opened.meeting, basis=" ", marks=[mark]
    )
    sign_in(client, opened.user("helena"))
    page = client.get(f"{DAY}/las")
    assert "det framgår inte vilket beslut som tillåter det" in page.words
    assert "Karin Wallmark deltar med enbart ljud. Ange varför." in page.words
    assert f'href="{PAGE}#basis"' in page.text
    assert "Beslutet som tillåter det saknas" in client.get(f"{DAY}/narvaro").words


def test_the_decision_is_remembered_from_the_earlier_meeting_until_it_is_saved_rule_f16(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    made = an_earlier_meeting(opened)
    made.distance_basis = "arbetsordningen, 7 §"
    opened.session.commit()
    sign_in(client, opened.user("helena"))
    page = client.get(PAGE)
    assert page.value("basis") == "arbetsordningen, 7 §"
    assert "hämtat från ett tidigare sammanträde" in page.words
    assert opened.facts.distance_basis == ""
    client.post(PAGE, data=page.form())
    assert opened.facts.distance_basis == "arbetsordningen, 7 §"


def test_saving_the_same_again_changes_nothing_and_long_texts_are_refused(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    before = opened.facts
    form = client.get(PAGE).form()
    assert client.post(PAGE, data=form).status_code == 303
    assert opened.facts == before
    assert client.post(PAGE, data=form | {"basis": "x" * 201}).status_code == 422


def test_a_persons_own_page_takes_the_reason_for_sound_only_rule_f16(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    address = f"{DAY}/narvaro/{opened.attendee('karin')}/uppgifter"
    data = {"capacity": "regular", "mode": "audio", "mode_reason": "bilden bröts"}
    client.post(address, data=data)
    found = opened.facts.attendee(opened.attendee("karin"))
    assert found is not None
    assert (found.mode, found.mode_reason) == (Mode.AUDIO, "bilden bröts")
    client.post(address, data=data | {"mode": "video"})
    found = opened.facts.attendee(opened.attendee("karin"))
    assert found is not None
    assert (found.mode, found.mode_reason) == (Mode.VIDEO, "")
