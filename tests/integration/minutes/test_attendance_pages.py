"""The pages of attendance: open, mark, exceptions, guests, duties, close."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.kernel.actor import Role
from app.minutes import services
from app.minutes.domain import ChangeKind
from tests.factories.minutes import (
    SeedMeeting,
    add_change,
    mark_present,
    seed_minutes_opened,
    seed_minutes_summoned,
)
from tests.support.html_client import HtmlClient

PAGE = "/sammantraden/2016-11-18/narvaro"
STATEMENTS = 16


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def test_the_office_opens_the_meeting_with_a_time(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    seed_minutes_summoned(db_session)
    sign_in(client, Role.DIRECTOR)
    page = client.get(PAGE)
    assert page.heading == "Öppna sammanträdet fre 18 nov 2016"
    assert client.post(f"{PAGE}/oppna", data={"opened_at": "nio"}).status_code == 422
    assert client.post(f"{PAGE}/oppna", data={"opened_at": "09.10"}).status_code == 303
    assert client.post(f"{PAGE}/oppna", data={"opened_at": "09.10"}).status_code == 303
    assert "kl. 09.10" in client.get(PAGE).words


@pytest.mark.parametrize(("day", "warned"), [("2016-11-17", True), ("2016-11-18", False)])
def test_who_opens_a_meeting_before_its_day_is_told(
    client: HtmlClient, sign_in: Any, db_session: Session, clock: Any, day: str, warned: bool
) -> None:
    seed_minutes_summoned(db_session)
    clock.stop(f"{day}T09:00")
    sign_in(client, Role.DIRECTOR)
    assert ("Sammanträdet är inte i dag" in client.get(PAGE).words) is warned


def test_the_roster_page_saves_what_its_own_form_says(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    form = client.get(PAGE).form("")
    before = opened.facts
    assert client.post(PAGE, data=form).status_code == 303
    assert opened.facts == before
    rows = [name for name in form if name.endswith("-attendance_id")]
    rolf = next(n for n in rows if form[n] == str(opened.attendee("rolf")))[: -len("attendance_id")]
    anneli = next(n for n in rows if form[n] == str(opened.attendee("anneli")))
    del form[f"{anneli[: -len('attendance_id')]}present"]
    form |= {f"{rolf}present": "y", f"{rolf}replaces": str(opened.attendee("anneli"))}
    page = client.post(PAGE, data=form, follow_redirects=True)
    assert "5 av 5, beslutsför" in page.words
    assert "Rolf Hedqvist (för Anneli Nyhlén)" in page.words


def test_the_roster_page_points_out_who_is_next_in_turn_and_who_came_back_sub(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    mark_present(opened, "anneli", present=False)
    mark_present(opened, "rolf", present=True)
    mark_present(opened, "ulla", present=True)
    add_change(opened, "karin", ChangeKind.LEFT, 58)
    add_change(opened, "karin", ChangeKind.ARRIVED, 61)
    sign_in(client, Role.ADMINISTRATOR)
    words = client.get(PAGE).words
    assert "Ingen tjänstgör för Anneli Nyhlén vid §§ 57–70" in words
    assert "Närmast i tur är Rolf Hedqvist (Försäkringskassan)" in words
    assert "Karin Wallmark har lämnat sammanträdet och tjänstgör igen" in words


def test_the_roster_page_costs_a_fixed_number_of_statements(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting, counting: Any
) -> None:
    sign_in(client, opened.user("helena"))
    client.get(PAGE)
    with counting() as seen:
        client.get(PAGE)
    assert len(seen) <= STATEMENTS, "\n".join(seen)


def test_an_exception_is_added_and_removed_on_a_persons_own_page(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    address = f"{PAGE}/{opened.attendee('osten')}"
    assert client.get(address).heading == "Undantag för Östen Forsmark"
    assert client.post(address, data={}).status_code == 422
    data = {"kind": "arrived", "from_paragraph": opened.paragraph(61), "at": "10.15"}
    page = client.post(address, data=data, follow_redirects=True)
    assert "Kom före § 61 kl. 10.15" in page.words
    person = opened.facts.attendee(opened.attendee("osten"))
    assert person is not None
    page = client.post(f"{address}/{person.changes[0].id}/ta-bort", follow_redirects=True)
    assert "Inga undantag" in page.words


def test_a_substitute_serves_for_a_span_from_her_own_page(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    address = f"{PAGE}/{opened.attendee('sara')}"
    assert client.get(f"{address}?vad=serving").status_code == 200
    data = {
        "kind": "serving",
        "from_paragraph": opened.paragraph(57),
        "to_paragraph": opened.paragraph(60),
        "replaces": opened.attendee("osten"),
    }
    page = client.post(address, data=data, follow_redirects=True)
    assert "Tjänstgör för Östen Forsmark §§ 57–60" in page.words
    whole = {**data, "kind": "absent", "to_paragraph": -1}
    page = client.post(address, data=whole, follow_redirects=True)
    assert "Inte med vid §§ 57–70" in page.words


def test_a_guest_is_added_and_taken_off_on_the_pages(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    assert client.get(f"{PAGE}/ny").status_code == 200
    data = {"capacity": "guest", "family_name": ""}
    assert client.post(f"{PAGE}/ny", data=data).status_code == 422
    data = {
        "capacity": "presenter",
        "person": opened.cast.people["max"].id,
        "from_paragraph": opened.paragraph(65),
    }
    page = client.post(f"{PAGE}/ny", data=data, follow_redirects=True)
    assert "Max Boberg" in page.words
    assert "med vid § 65" in page.words
    address = f"{PAGE}/{opened.attendee('max')}"
    page = client.post(
        f"{address}/uppgifter",
        data={
            "capacity": "guest",
            "mode": "audio",
            "title": "rektor i Norsjö",
            "organisation": "",
        },
        follow_redirects=True,
    )
    assert page.value("title") == "rektor i Norsjö"
    assert client.post(f"{address}/uppgifter", data={"title": "x" * 101}).status_code == 422
    page = client.post(f"{address}/ta-bort", follow_redirects=True)
    assert "Max Boberg" not in page.words


def test_duties_and_times_are_given_on_a_page(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    form = client.get(f"{PAGE}/uppdrag").form()
    form |= {"attesters": [opened.attendee("karin")], "attestation_on": "2016-11-31"}
    page = client.post(f"{PAGE}/uppdrag", data=form)
    assert page.status_code == 422
    assert "Datumet 2016-11-31 finns inte" in page.words
    form["attestation_on"] = "2016-11-28"
    page = client.post(f"{PAGE}/uppdrag", data=form, follow_redirects=True)
    assert "Karin Wallmark" in page.words
    form["attesters"] = [opened.attendee("ingrid")]
    page = client.post(f"{PAGE}/uppdrag", data=form)
    assert "Välj en annan justerare" in page.words


def test_the_meeting_is_closed_with_a_time_after_the_opening(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    address = f"{PAGE}/avsluta"
    assert client.get(address).value("closed_at") == "14:00"
    page = client.post(address, data={"closed_at": "08.00"})
    assert "Sammanträdet kan inte avslutas före kl. 09.00" in page.words
    assert client.post(address, data={"closed_at": "13.55"}).status_code == 303
    assert client.get(address).status_code == 303
    assert opened.facts.closed_at == time(13, 55)


@pytest.mark.parametrize(
    "role", [Role.REGULAR, Role.SUBSTITUTE, Role.AUDITOR, Role.MEMBER, Role.APPLICANT]
)
def test_a_draft_is_not_there_for_those_who_only_read_o5(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting, role: Role
) -> None:
    sign_in(client, role)
    assert client.get(PAGE).status_code in {403, 404}
    assert client.get("/sammantraden/2016-11-18/protokoll/skriv").status_code in {403, 404}


def test_the_chair_may_mark_attendance_and_write(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("ingrid"))
    assert client.get(PAGE).status_code == 200
    assert client.get("/sammantraden/2016-11-18/protokoll/skriv").status_code == 200


def test_a_meeting_without_minutes_has_no_roster(
    client: HtmlClient, sign_in: Any, db_session: Session
) -> None:
    seed_minutes_summoned(db_session)
    sign_in(client, Role.DIRECTOR)
    assert client.get(f"{PAGE}/ny").status_code == 404
    assert client.get(f"{PAGE}/1").status_code == 404
    assert client.get("/sammantraden/2016-11-18/protokoll/skriv").status_code == 303


def test_the_meetings_page_leads_to_attendance_and_writing_for_those_who_write(
    client: HtmlClient, sign_in: Any, opened: SeedMeeting
) -> None:
    sign_in(client, opened.user("helena"))
    page = client.get("/sammantraden/2016-11-18")
    assert f'href="{PAGE}"' in page.text
    assert 'href="/sammantraden/2016-11-18/protokoll/skriv"' in page.text
    services.close_meeting(
        opened.session, actor=opened.actor, meeting=opened.meeting, closed_at=time(14)
    )
    assert f'href="{PAGE}"' in client.get("/sammantraden/2016-11-18").text
    sign_in(client, Role.AUDITOR)
    assert f'href="{PAGE}"' not in client.get("/sammantraden/2016-11-18").text
