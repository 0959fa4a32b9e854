"""Meeting mode and the big screen: where the room is, what is saved on the way, what is shown."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.kernel.actor import Role
from app.kernel.errors import DomainError, NotFound
from app.meetings.models import AgendaItem
from app.minutes import services
from app.minutes.models import Room
from tests.factories.minutes import (
    SeedMeeting,
    seed_minutes_closed,
    seed_minutes_opened,
    seed_minutes_summoned,
)
from tests.support.html_client import HtmlClient

PAGE = "/sammantraden/2016-11-18/motet"
WALL = f"{PAGE}/vagg"
JSON = {"Accept": "application/json"}
ROOM_STATEMENTS = 17
POLL_STATEMENTS = 4  # who asks (two), the meeting, whether there is something new


@pytest.fixture
def opened(db_session: Session, clock: Any) -> SeedMeeting:
    clock.stop("2016-11-18T09:00")
    return seed_minutes_opened(db_session)


@pytest.fixture
def office(client: HtmlClient, sign_in: Any, opened: SeedMeeting) -> HtmlClient:
    sign_in(client, opened.user("helena"))
    return client


@pytest.fixture
def member(new_client: Any, sign_in: Any, opened: SeedMeeting) -> HtmlClient:
    browser: HtmlClient = new_client()
    sign_in(browser, opened.user("anneli"))
    return browser


def at(opened: SeedMeeting, number: int) -> None:
    """Take up a §."""
    services.go_to(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        paragraph_id=opened.paragraph(number),
    )


def where(opened: SeedMeeting) -> int | None:
    """Return the § number that the room is at."""
    opened.session.expire_all()
    room = opened.session.get(Room, opened.meeting.id)
    found = opened.facts.paragraph(room.paragraph_id) if room else None
    return found.number if found else None


def form_of(office: HtmlClient) -> dict[str, Any]:
    """Return what a browser would send from the § that shows."""
    return office.get(PAGE).form(PAGE)


def test_the_room_stays_at_a_paragraph_with_the_time_when_it_came_there(
    opened: SeedMeeting, clock: Any
) -> None:
    at(opened, 60)
    began = clock.move(minutes=0)
    clock.move(minutes=5)
    at(opened, 60)
    assert opened.session.get_one(Room, opened.meeting.id).since == began
    at(opened, 61)
    assert opened.session.get_one(Room, opened.meeting.id).since == clock.move(minutes=0)
    assert where(opened) == 61


def test_the_room_goes_to_no_paragraph_of_another_meeting(opened: SeedMeeting) -> None:
    with pytest.raises(NotFound):
        services.go_to(
            opened.session, actor=opened.actor, meeting=opened.meeting, paragraph_id=999_999
        )


def test_the_room_does_not_move_before_the_meeting_is_opened(db_session: Session) -> None:
    made = seed_minutes_summoned(db_session)
    with pytest.raises(DomainError) as refused:
        services.go_to(db_session, actor=made.actor, meeting=made.meeting, paragraph_id=1)
    assert refused.value.code == "minutes.not_open"


def test_a_paragraph_that_is_removed_leaves_the_room_nowhere(opened: SeedMeeting) -> None:
    at(opened, 62)
    services.remove_paragraph(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        paragraph_id=opened.paragraph(62),
    )
    assert where(opened) is None


def test_before_any_paragraph_the_first_one_waits_to_be_begun(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    page = office.get(PAGE)
    assert "§ 57" in page.words
    assert "Inte påbörjad" in page.words
    form = page.form(PAGE) | {"do": f"go:{opened.paragraph(57)}"}
    assert office.post(PAGE, data=form).location.endswith(PAGE)
    assert where(opened) == 57
    assert "Pågått mindre än en minut" in office.get(PAGE).words


def test_looking_at_the_page_does_not_move_the_room(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    at(opened, 60)
    for address in (PAGE, f"{PAGE}/paragrafer.json", WALL, f"{WALL}.json"):
        assert office.get(address).status_code == 200
    assert office.get(f"{PAGE}/ga").status_code == 405
    assert where(opened) == 60


def test_next_saves_what_is_written_and_takes_up_the_next_paragraph(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    at(opened, 61)
    form = form_of(office) | {"clauses-0": "godkänna budgeten", "notes": "Frågor besvarades."}
    office.post(PAGE, data=form | {"do": "next"})
    assert where(opened) == 62
    found = opened.facts.at(5)
    assert found.clauses[0] == "godkänna budgeten"
    assert found.notes == "Frågor besvarades."
    assert not found.from_proposal
    office.post(PAGE, data=form_of(office) | {"do": "previous"})
    assert where(opened) == 61
    assert opened.facts.at(6).from_proposal  # going back says nothing about having read it


def test_any_paragraph_of_the_list_is_one_button_away(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    at(opened, 61)
    form = form_of(office) | {"notes": "Påbörjat", "do": f"go:{opened.paragraph(68)}"}
    office.post(PAGE, data=form)
    assert where(opened) == 68
    assert opened.facts.at(5).notes == "Påbörjat"
    office.post(PAGE, data=form_of(office) | {"do": "go:999999"})
    assert where(opened) == 68
    office.post(PAGE, data=form_of(office) | {"do": "save"})
    assert where(opened) == 68


def test_the_first_and_the_last_paragraph_have_nothing_beyond(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    at(opened, 57)
    office.post(PAGE, data=form_of(office) | {"do": "previous"})
    assert where(opened) == 57
    at(opened, 70)
    page = office.get(PAGE)
    assert "Nästa" not in page.words
    office.post(PAGE, data=page.form(PAGE) | {"do": "next"})
    assert where(opened) == 70


def test_what_cannot_be_saved_stays_on_the_page_and_the_room_where_it_is(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    at(opened, 61)
    page = office.post(PAGE, data=form_of(office) | {"heading": "", "notes": "kvar", "do": "next"})
    assert page.status_code == 422
    assert page.value("notes") == "kvar"
    assert "Skriv en rubrik för paragrafen." in page.words
    assert where(opened) == 61
    answer = office.post(PAGE, data=form_of(office) | {"heading": ""}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json["sentences"] == ["Skriv en rubrik för paragrafen."]


def test_autosave_saves_and_never_moves_the_room(office: HtmlClient, opened: SeedMeeting) -> None:
    at(opened, 62)
    form = form_of(office) | {"notes": "Under tiden"}
    answer = office.post(PAGE, data=form | {"do": f"go:{opened.paragraph(65)}"}, headers=JSON)
    assert answer.json == {"saved_at": "09.00", "version": int(form["version"]) + 1}
    assert opened.facts.at(6).from_proposal
    assert where(opened) == 62
    form |= {"version": answer.json["version"], "do": "save"}
    assert office.post(PAGE, data=form, headers=JSON).status_code == 200
    assert not opened.facts.at(6).from_proposal


def test_rows_are_added_without_script(office: HtmlClient, opened: SeedMeeting) -> None:
    at(opened, 62)
    page = office.post(PAGE, data=form_of(office) | {"do": "add", "notes": "inte sparat än"})
    assert page.value("clauses-3") == ""
    assert page.value("notes") == "inte sparat än"


def test_a_script_takes_up_a_paragraph_and_gets_it_back_as_it_stands(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    wanted = opened.paragraph(63)
    answer = office.post(f"{PAGE}/ga", data={"paragraph": wanted}, headers=JSON)
    assert list(answer.json["sheets"]) == [str(wanted)]
    sheet = answer.json["sheets"][str(wanted)]
    assert opened.facts.at(7).heading in sheet
    assert f'name="version" value="{opened.facts.at(7).version}"' in sheet.replace("\n", "")
    assert 'data-elapsed="0"' in sheet
    assert answer.json["rows"].count("data-room-go") == 14
    assert where(opened) == 63
    assert office.post(f"{PAGE}/ga", data={"paragraph": wanted}).location.endswith(PAGE)
    assert office.post(f"{PAGE}/ga", data={"paragraph": 999_999}).status_code == 404


def test_a_script_gets_every_paragraph_for_when_the_network_goes(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    answer = office.get(f"{PAGE}/paragrafer.json")
    assert set(answer.json["sheets"]) == {str(one.id) for one in opened.facts.paragraphs}


def test_two_secretaries_see_both_texts(
    office: HtmlClient, new_client: Any, sign_in: Any, opened: SeedMeeting
) -> None:
    at(opened, 62)
    other = new_client()
    sign_in(other, opened.user("ingrid"))
    mine, theirs = form_of(office), form_of(other)
    other.post(PAGE, data=theirs | {"notes": "Ordförandens rader", "do": "save"})
    lost = mine | {"notes": "Kansliets rader", "do": "next"}
    assert office.post(PAGE, data=lost, headers=JSON).status_code == 409
    page = office.post(PAGE, data=lost)
    assert page.status_code == 409
    for text in ("Ordförandens rader", "Kansliets rader"):
        assert text in page.text
    assert f'data-forget="paragraf-{opened.paragraph(62)}"' in page.text
    assert where(opened) == 62
    settled = page.form() | {"notes": "Bådas rader"}
    assert office.post(PAGE, data=settled).status_code == 303
    assert opened.facts.at(6).notes == "Bådas rader"
    assert where(opened) == 63  # the button that was pressed still holds


def test_a_paragraph_that_somebody_removed_gives_back_what_was_written(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    at(opened, 62)
    form = form_of(office) | {"notes": "Det jag skrev"}
    services.remove_paragraph(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        paragraph_id=opened.paragraph(62),
    )
    opened.session.commit()
    page = office.post(PAGE, data=form)
    assert page.status_code == 409
    assert page.value("notes") == "Det jag skrev"


def test_the_page_shows_planned_time_quorum_who_serves_recusal_and_annexes(
    office: HtmlClient, opened: SeedMeeting, clock: Any
) -> None:
    item = opened.session.get_one(AgendaItem, opened.facts.at(5).agenda_item_id)
    item.planned_minutes = 15
    at(opened, 61)
    clock.move(minutes=7)
    page = office.get(PAGE)
    assert "Pågått 7 min" in page.words
    assert "Planerat 15 min" in page.words
    assert "Sedan kl. 09.00" in page.words
    assert opened.facts.at(5).annexes[0].title in page.words
    assert "beslutsför" in page.words
    assert "Ingrid Sandahl , leder paragrafen" in page.words


def test_the_room_page_costs_a_fixed_number_of_statements(
    office: HtmlClient, opened: SeedMeeting, counting: Any
) -> None:
    at(opened, 61)
    office.get(PAGE)
    for address in (PAGE, f"{PAGE}/paragrafer.json"):
        with counting() as seen:
            office.get(address)
        assert len(seen) <= ROOM_STATEMENTS, "\n".join(seen)


def test_meeting_mode_leads_elsewhere_when_nothing_is_to_be_written(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    made = seed_minutes_summoned(db_session)
    sign_in(client, made.user("helena"))
    assert client.get(PAGE).location.endswith("/narvaro")


def test_meeting_mode_is_for_those_who_write(
    member: HtmlClient, opened: SeedMeeting, client: HtmlClient, sign_in: Any
) -> None:
    for address in (PAGE, f"{PAGE}/paragrafer.json"):
        assert member.get(address).status_code in {403, 404}
    assert member.post(f"{PAGE}/ga", data={"paragraph": 1}).status_code in {403, 404}
    sign_in(client, Role.APPLICANT)
    assert client.get(WALL).status_code == 403


def test_meeting_mode_goes_on_while_the_minutes_are_drafted_until_they_are_frozen(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    made = seed_minutes_closed(db_session)
    sign_in(client, made.user("helena"))
    assert "Protokoll skrivs" in client.get(PAGE).words
    services.freeze(
        db_session,
        actor=made.actor,
        meeting=made.meeting,
        version=services.fingerprint(db_session, made.facts),
    )
    assert client.get(PAGE).location.endswith("/justering")


def test_a_meeting_without_paragraphs_asks_for_the_first_one(
    office: HtmlClient, opened: SeedMeeting
) -> None:
    for row in opened.facts.paragraphs:
        services.remove_paragraph(
            opened.session, actor=opened.actor, meeting=opened.meeting, paragraph_id=row.id
        )
    assert office.get(PAGE).location.endswith("/protokoll/skriv/ny")
