"""The pages of a § attested at once, and of versions that no longer hold (rules IMM, UNL)."""

from __future__ import annotations

import re

import pytest

from app.minutes import services
from tests.factories import at_once, cycle

DAY = "/sammantraden/2016-11-18"


def page_of(session, meeting):
    return f"{DAY}/paragraf/{at_once.the_paragraph(session, meeting).number}/omedelbar"


def test_rule_imm_the_office_reads_the_paragraph_and_freezes_it(
    as_user, db_session, world, counting
):
    meeting, one = at_once.declared(db_session, world)
    page = page_of(db_session, meeting)
    office = as_user(world.director)
    editor = office.get(f"{DAY}/protokoll/skriv/{one.place}")
    assert "Lås paragrafen för justering" in editor.text

    shown = office.get(page)
    assert f"Lås {one.label} för justering" in shown.text
    assert "Inte låst ännu" in shown.text
    read = re.search(r'name="version"[^>]* value="(\w+)"', shown.text)
    answer = office.post(page, data={"version": read[1]})
    assert answer.status_code == 303

    with counting() as statements:
        shown = office.get(page)
    assert len(statements) <= 24
    assert "Låst för justering" in shown.text
    assert world.chair.person.name in shown.text
    editor = office.get(f"{DAY}/protokoll/skriv/{one.place}")
    assert "kan inte ändras medan den är låst" in editor.text
    assert 'name="background"' not in editor.text
    assert office.get(f"{page}.docx").status_code == 200


def test_rule_imm_what_is_missing_is_told_with_a_link(as_user, db_session, world):
    meeting, _one = at_once.declared(db_session, world)
    rows = {p.person_id: p.id for p in cycle.facts(db_session, meeting).attendees}
    services.set_duties(
        db_session,
        actor=None,
        meeting=meeting,
        chair_id=rows[world.chair.person_id],
        secretary_id=rows[world.director.person_id],
    )
    page = page_of(db_session, meeting)

    office = as_user(world.director)
    shown = office.get(page)

    assert "Ingen justerare är vald" in shown.text
    assert f'href="{DAY}/narvaro/uppgifter"' in shown.text or "uppdrag" in shown.text
    assert office.post(page, data={"version": "x"}).status_code == 422


def test_rule_unl_the_office_unlocks_it_and_the_old_version_says_that_it_does_not_hold(
    as_user, db_session, world
):
    meeting, version = at_once.frozen(db_session, world)
    version_id = version.id
    page = page_of(db_session, meeting)
    office = as_user(world.director)

    refused = office.post(f"{page}/las-upp", data={"las-upp-reason": " "})
    assert refused.status_code == 422
    answer = office.post(f"{page}/las-upp", data={"las-upp-reason": "Fel belopp"})
    assert answer.status_code == 303

    shown = office.get(page)
    assert "gäller inte" in shown.text
    old = office.get(f"{DAY}/lydelse/{version_id}")
    assert "Gäller inte" in old.text
    assert "Fel belopp" in old.text
    assert office.get(f"{DAY}/lydelse/{version_id}.docx").status_code == 200
    assert as_user(world.chair).get(f"{DAY}/lydelse/{version_id}").status_code == 200
    assert as_user(world.board_users[4]).get(f"{DAY}/lydelse/{version_id}").status_code == 404
    assert office.get(f"/sammantraden/2016-11-17/lydelse/{version_id}").status_code == 404


def test_rule_unl_voided_minutes_are_read_with_their_reason(as_user, db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    version_id = version.id
    services.unlock(db_session, actor=None, meeting=meeting, reason="Fel namn")
    office = as_user(world.director)

    shown = office.get(f"{DAY}/protokoll")
    assert f"{DAY}/lydelse/{version_id}" in shown.text
    old = office.get(f"{DAY}/lydelse/{version_id}")
    assert "Gäller inte" in old.text
    assert "Fel namn" in old.text
    again = services.freeze(db_session, actor=None, meeting=meeting)
    db_session.commit()
    assert office.get(f"{DAY}/lydelse/{again.id}").status_code == 404


@pytest.mark.parametrize("who", ["chair", "auditor"])
def test_rule_imm_who_reads_the_paragraph_before_and_after_it_is_attested(
    as_user, db_session, world, who
):
    meeting, version = at_once.frozen(db_session, world)
    page = page_of(db_session, meeting)
    browser = as_user(getattr(world, who))
    assert browser.get(page).status_code == (200 if who == "chair" else 404)

    for user in cycle.signers(world):
        at_once.sign(db_session, version, user)
    db_session.commit()

    shown = browser.get(page)
    assert "Justerad av alla" in shown.text


def test_rule_imm_a_paragraph_that_nobody_declared_has_no_such_page(as_user, db_session, world):
    meeting, one = at_once.declared(db_session, world)
    office = as_user(world.director)

    assert office.get(f"{DAY}/paragraf/{one.number + 100}/omedelbar").status_code == 404
    assert office.get(f"{DAY}/paragraf/{one.number - 1}/omedelbar").status_code == 404
    assert office.get(f"{page_of(db_session, meeting)}.docx").status_code == 404


def test_rule_imm_meeting_mode_shows_the_frozen_paragraph_and_goes_on(as_user, db_session, world):
    meeting, _version = at_once.frozen(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)
    services.go_to(db_session, actor=None, meeting=meeting, paragraph_id=one.id)
    following = cycle.facts(db_session, meeting).at(one.place + 1)
    office = as_user(world.director)

    shown = office.get(f"{DAY}/motet")
    assert "kan inte ändras medan den är låst" in shown.text
    answer = office.post(f"{DAY}/motet", data={"paragraph": one.id, "do": "next"})

    assert answer.status_code == 303
    assert following.label in office.get(f"{DAY}/motet").text


def test_rule_imm_an_extract_is_taken_of_it_before_the_minutes_are_attested(
    as_user, db_session, world
):
    meeting, _ = at_once.attested(db_session, world)
    one = at_once.the_paragraph(db_session, meeting)
    office = as_user(world.director)

    shown = office.get(f"{DAY}/utdrag/{one.number}")
    assert "Paragrafen justerades omedelbart den" in shown.text
    _, data = services.extract_data(
        db_session, actor=cycle.office(world), meeting=meeting, numbers=[one.number]
    )
    assert data["rubrik"].startswith("Utdrag ur protokoll från styrelsens")
    answer = office.post(f"{DAY}/utdrag", data={"numbers": one.number})
    assert answer.status_code == 303
    assert office.get(f"{DAY}/utdrag/{one.number + 1}").status_code == 404


def test_rule_imm_those_who_sign_it_find_it_in_what_they_have_to_do(as_user, db_session, world):
    meeting, version = at_once.frozen(db_session, world)
    label = at_once.the_paragraph(db_session, meeting).label
    at_once.sign(db_session, version, world.chair)
    db_session.commit()

    attester = as_user(world.board_users[2])
    assert f"Justera {label} från den" in attester.get("/oversikt").text
    assert "Omedelbar justering" in attester.get(DAY).text
    office = as_user(world.director)
    waits = f"{world.board_users[2].person.name} har inte justerat {label}"
    assert waits in office.get("/oversikt").text
    chair = as_user(world.chair).get("/oversikt").text
    assert f"Justera {label}" not in chair
    assert waits not in chair


def test_rule_imm_the_minutes_lead_to_the_paragraph_as_it_was_attested(as_user, db_session, world):
    meeting, _ = at_once.attested(db_session, world)
    number = at_once.the_paragraph(db_session, meeting).number
    services.freeze(db_session, actor=None, meeting=meeting)
    db_session.commit()

    shown = as_user(world.director).get(f"{DAY}/protokoll")

    assert f"{DAY}/paragraf/{number}/omedelbar" in shown.text
