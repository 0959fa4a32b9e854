"""Private notes: one's own, saved while one writes, never lost, never anybody else's."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from app.kernel import db
from app.kernel.errors import EditConflict
from app.kernel.history import AuditEntry
from app.meetings import queries as meetings
from app.meetings import services as meeting_services
from app.reading import queries, services
from app.reading.models import PrivateNote
from tests.factories import meetings as make

DAY = "/sammantraden/2017-02-24"
PAGE = f"{DAY}/las-handlingar"
JSON = {"Accept": "application/json"}


@pytest.fixture
def item(db_session, meeting):
    return meetings.agenda(db_session, meeting.id)[5]


@pytest.fixture
def address(item):
    return f"{PAGE}/anteckning/{item.id}"


def save(browser, address, text, version=0):
    answer = browser.post(address, data={"text": text, "version": str(version)}, headers=JSON)
    return answer.status_code, answer.get_json()


def test_a_note_is_saved_while_one_writes_and_is_there_the_next_time(member, address, item):
    status, answer = save(member, address, "Fråga om budgeten")
    assert status == 200
    assert set(answer) == {"saved_at", "version"}
    assert save(member, address, "Fråga om budgeten 2018", answer["version"])[0] == 200

    page = member.get(PAGE)
    assert "Fråga om budgeten 2018" in page.text
    form = page.form(address)
    assert form["text"] == "Fråga om budgeten 2018"
    assert int(form["version"]) == answer["version"] + 1


def test_without_script_the_button_saves_and_leads_back(member, address, item):
    answer = member.post(address, data=member.get(PAGE).form(address) | {"text": "Min tanke"})

    assert answer.location == f"{PAGE}#anteckning-{item.id}"
    assert "Anteckningen är sparad." in member.get(PAGE).words
    member.post(address, data=member.get(PAGE).form(address) | {"text": ""})
    assert member.get(PAGE).form(address)["text"] == ""


def test_nobody_else_sees_it_not_even_the_office(member, browser_for, world, address):
    save(member, address, "Hemlig tanke om jäv")

    for user in (world.chair, world.director, world.auditor, world.board_users[7]):
        browser = browser_for(user)
        assert "Hemlig tanke" not in browser.get(PAGE).text
        assert "Hemlig tanke" not in browser.get(DAY).text
    assert "Hemlig tanke" not in browser_for(world.director).get("/diarium?text=Hemlig").text


def test_it_is_in_no_log_and_no_exported_meeting(member, db_session, world, meeting, address):
    from app.minutes import services as minutes
    from app.minutes.exchange.exporting import export_meeting

    before = len(db_session.scalars(select(AuditEntry)).all())
    save(member, address, "Hemlig tanke om jäv")
    assert len(db_session.scalars(select(AuditEntry)).all()) == before
    minutes.open_meeting(db_session, actor=make.director(world), meeting=meeting)

    assert b"Hemlig tanke" not in export_meeting(db_session, meeting.held_on)


def test_two_devices_never_lose_text(member, browser_for, world, address):
    other = browser_for(world.board_users[2])
    version = save(member, address, "Från telefonen")[1]["version"]
    status, answer = save(other, address, "Från plattan", 0)
    assert (status, answer["version"]) == (409, version)

    page = other.post(address, data={"text": "Från plattan", "version": "0"})
    assert page.status_code == 409
    assert "En annan av dina enheter sparade före dig" in page.words
    assert "Från telefonen" in page.words
    assert "Från plattan" in page.text
    assert save(other, address, "Från båda", version)[0] == 200


def test_a_save_whose_answer_was_lost_can_be_sent_again(member, address):
    first = save(member, address, "Samma text")
    assert save(member, address, "Samma text", 0) == first


def test_nothing_written_makes_no_note(member, db_session, address):
    assert save(member, address, "   ")[1]["version"] == 0
    assert db_session.scalars(select(PrivateNote)).all() == []


def test_a_text_beyond_all_measure_is_refused_in_words_and_kept(member, address):
    page = member.post(address, data={"text": "x" * 100_001, "version": "0"})

    assert page.status_code == 422
    assert "högst 100000 tecken" in page.words
    assert "x" * 100_001 in page.text


def test_a_note_stays_when_its_item_is_taken_off_the_agenda(
    member, db_session, world, meeting, item, address
):
    save(member, address, "Kom ihåg detta")
    meeting_services.remove_item(
        db_session, actor=make.director(world), meeting=meeting, item_id=item.id
    )

    words = member.get(PAGE).words
    assert "Mina anteckningar om ärenden som har utgått" in words
    assert "Kom ihåg detta" in words
    assert item.heading in words


def test_what_was_written_without_network_on_an_item_that_went_is_kept_once(
    member, db_session, world, meeting, item, address
):
    meeting_services.remove_item(
        db_session, actor=make.director(world), meeting=meeting, item_id=item.id
    )
    for _ in range(2):
        assert save(member, address, "Skrivet på tåget")[0] == 200

    assert len(db_session.scalars(select(PrivateNote)).all()) == 1
    assert "Skrivet på tåget" in member.get(PAGE).words


def test_an_item_of_another_meeting_is_none_of_this_one(member, db_session, world, meeting):
    from datetime import date

    other = make.create_meeting(db_session, world, held_on=date(2017, 6, 2))
    foreign = meetings.agenda(db_session, other.id)[0]
    save(member, f"{PAGE}/anteckning/{foreign.id}", "Fel dag")

    (row,) = db_session.scalars(select(PrivateNote)).all()
    assert (row.agenda_item_id, row.meeting_id) == (None, meeting.id)


def test_two_devices_that_begin_at_once_make_one_note(app, db_session, world, meeting, item):
    user = world.board_users[2]
    actor = world.actor(user)
    db_session.commit()
    answers = []

    def write(text):
        with app.app_context(), db.new_session() as own:
            try:
                with db.committing(own):
                    answers.append(
                        services.save_note(
                            own,
                            actor=actor,
                            meeting=meetings.meeting(own, meeting.id),
                            item_id=item.id,
                            text=text,
                            version=0,
                        )
                    )
            except EditConflict as conflict:
                answers.append(conflict)

    threads = [threading.Thread(target=write, args=(text,)) for text in ("ett", "två")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (conflict,) = [one for one in answers if isinstance(one, EditConflict)]
    (row,) = queries.notes(db_session, meeting_id=meeting.id, person_id=user.person_id)
    assert {row.text, conflict.fields[0][2]} == {"ett", "två"}
