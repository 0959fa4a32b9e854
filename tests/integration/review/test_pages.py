"""The pages of the round: what a signer, the office and an outsider meet (rules K7, UNL, O5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.minutes import services as minutes_services
from app.review import queries, services
from tests.factories import cycle
from tests.integration.review.test_round import acting, change, refused, said

PAGE = "/sammantraden/2016-11-18/granskning"


def frozen(db_session, world):
    meeting, version = cycle.frozen(db_session, world)
    db_session.commit()
    return meeting, version, f"{PAGE}/{version.id}"


def test_a_signer_reads_the_text_with_both_dates_and_is_noted_as_a_reader(
    db_session, world, as_user
):
    _meeting, version, page = frozen(db_session, world)

    text = as_user(world.chair).get(page).text

    assert "Granskning av protokollet från den 18 november 2016" in text
    assert "Förlängning av tre insatser" in text
    assert "mån 21 nov 2016" in text
    assert "fre 2 dec 2016" in text
    assert "Påminnelser skickas från mån 28 nov 2016" in text
    assert "syns för alla som justerar och för kansliet" in text
    assert queries.has_read(db_session, version_id=version.id, person_id=world.chair.person_id)


def test_the_address_without_a_version_leads_to_the_newest(db_session, world, as_user):
    frozen(db_session, world)

    assert as_user(world.director).get(PAGE).status_code == 200
    assert as_user(world.director).get("/sammantraden/2016-11-19/granskning").status_code == 404


def test_there_is_no_round_before_anything_is_frozen(db_session, world, as_user):
    cycle.drafted(db_session, world)
    db_session.commit()

    assert as_user(world.director).get(PAGE).status_code == 404


@pytest.mark.parametrize("who", ["vice_chair", "auditor"])
def test_rule_o5_the_round_does_not_exist_for_those_who_do_not_sign(
    db_session, world, as_user, who
):
    _meeting, version, page = frozen(db_session, world)
    kept = said(db_session, world, version)
    db_session.commit()
    browser = as_user(getattr(world, who))

    assert browser.get(page).status_code == 404
    assert browser.get(PAGE).status_code == 404
    for act in ("kommentera", "klar", "inte-klar", "skicka-tillbaka"):
        assert browser.post(f"{page}/{act}", data={"text": "Hej", "place": "0"}).status_code == 404
    answer = browser.post(f"{PAGE}/kommentar/{kept.id}/atgardad")
    assert answer.status_code in {403, 404}
    assert "Klockslaget" not in answer.text


def test_a_version_of_another_meeting_is_not_found(db_session, world, as_user):
    _meeting, version, _page = frozen(db_session, world)
    cycle.frozen(db_session, world, cycle.date(2016, 12, 9))
    kept = said(db_session, world, version)
    db_session.commit()
    browser = as_user(world.director)

    assert browser.get(f"/sammantraden/2016-12-09/granskning/{version.id}").status_code == 404
    wrong = f"/sammantraden/2016-12-09/granskning/kommentar/{kept.id}/atgardad"
    assert browser.post(wrong).status_code == 404


def test_a_comment_is_written_at_a_paragraph_and_seen_by_the_others(db_session, world, as_user):
    _meeting, _version, page = frozen(db_session, world)

    answer = as_user(world.chair).post(
        f"{page}/kommentera", data={"place": "5", "text": "Insatsen heter Coachen."}
    )

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("#granska-5")
    seen = as_user(world.board_users[2]).get(page).text
    assert "Insatsen heter Coachen." in seen
    assert "§ 5: 1 inte åtgärdad" in seen


def test_a_comment_on_the_front_page(db_session, world, as_user):
    _meeting, _version, page = frozen(db_session, world)

    browser = as_user(world.administrator)
    browser.post(f"{page}/kommentera", data={"place": "0", "text": "Platsen är fel."})

    assert "Platsen är fel." in browser.get(page).text


def test_an_empty_comment_is_refused_at_its_place(db_session, world, as_user):
    _meeting, _version, page = frozen(db_session, world)

    answer = as_user(world.chair).post(f"{page}/kommentera", data={"place": "5", "text": " "})

    assert answer.status_code == 422
    assert 'href="#kommentar-5"' in answer.text
    assert "Skriv en kommentar." in answer.text


@pytest.mark.parametrize("place", ["", "x", "77", "99999999999"])
def test_a_place_that_is_not_there_is_not_found(db_session, world, as_user, place):
    _meeting, _version, page = frozen(db_session, world)

    answer = as_user(world.chair).post(f"{page}/kommentera", data={"place": place, "text": "Hej"})

    assert answer.status_code == 404


def test_a_comment_on_a_version_that_is_unlocked_meanwhile_is_kept_on_the_page(
    db_session, world, as_user
):
    _meeting, version, page = frozen(db_session, world)
    refused(db_session, version, world.board_users[2])
    db_session.commit()

    answer = as_user(world.chair).post(f"{page}/kommentera", data={"place": "0", "text": "Hej du"})

    assert answer.status_code == 422
    assert "Den här lydelsen granskas inte längre." in answer.text
    assert "Hej du" in answer.text


def test_a_signer_marks_and_takes_it_back(db_session, world, as_user):
    _meeting, _version, page = frozen(db_session, world)
    browser = as_user(world.chair)

    assert browser.post(f"{page}/klar").status_code == 303
    assert "Du har klarmarkerat" in browser.get(page).text
    assert browser.post(f"{page}/inte-klar").status_code == 303
    assert "Du har klarmarkerat" not in browser.get(page).text


def test_a_mark_on_what_is_unlocked_says_so(db_session, world, as_user):
    _meeting, version, page = frozen(db_session, world)
    refused(db_session, version, world.board_users[2])
    db_session.commit()

    answer = as_user(world.chair).post(f"{page}/klar")

    assert answer.status_code == 422
    assert "Den här lydelsen granskas inte längre." in answer.text


def test_rule_unl_a_signer_sends_the_minutes_back_and_the_secretary_sees_why(
    db_session, world, as_user
):
    _meeting, version, page = frozen(db_session, world)
    said(db_session, world, version, place=queries.paragraph_ids(db_session, version.meeting_id)[5])
    db_session.commit()
    attester = as_user(world.board_users[2])

    empty = attester.post(f"{page}/skicka-tillbaka", data={"reason": ""})
    sent = attester.post(f"{page}/skicka-tillbaka", data={"reason": "Namnet är fel."})

    assert (empty.status_code, sent.status_code) == (422, 303)
    assert "Sekreteraren rättar texten." in attester.get(page).text
    office = as_user(world.director)
    assert "Kent Arvidsson har skickat tillbaka protokollet" in office.get(page).text
    assert "Kent Arvidsson skickade tillbaka det" in office.get("/oversikt").text
    written = office.get("/sammantraden/2016-11-18/protokoll/skriv/5").text
    assert "Klockslaget stämmer inte." in written
    assert "Bo Almqvist, " in written
    workspace = office.get("/sammantraden/2016-11-18").text
    assert "1 kommentar är inte åtgärdad" in workspace
    assert "Tillbaka hos sekreteraren" in workspace


def test_the_secretary_sees_to_a_comment_where_the_paragraph_is_written(db_session, world, as_user):
    _meeting, version, page = frozen(db_session, world)
    place = queries.paragraph_ids(db_session, version.meeting_id)[5]
    kept = said(db_session, world, version, place=place)
    refused(db_session, version, world.chair)
    db_session.commit()
    office = as_user(world.director)

    answer = office.post(f"{PAGE}/kommentar/{kept.id}/atgardad")

    assert answer.headers["Location"].endswith("/sammantraden/2016-11-18/protokoll/skriv/5")
    assert "Klockslaget stämmer inte." not in office.get(answer.headers["Location"]).text
    assert "av Maj Lindell" in office.get(page).text
    office.post(f"{PAGE}/kommentar/{kept.id}/oppna")
    assert "Inte åtgärdad" in office.get(page).text


def test_the_office_sees_to_a_comment_while_the_minutes_are_frozen(db_session, world, as_user):
    _meeting, version, _page = frozen(db_session, world)
    place = queries.paragraph_ids(db_session, version.meeting_id)[5]
    rows = [said(db_session, world, version, place=one) for one in (place, None)]
    db_session.commit()
    office = as_user(world.director)

    found = [office.post(f"{PAGE}/kommentar/{row.id}/atgardad") for row in rows]

    assert [one.headers["Location"].rpartition("#")[2] for one in found] == [
        "granska-5",
        "granska-0",
    ]
    signer = as_user(world.board_users[2])
    assert signer.post(f"{PAGE}/kommentar/{rows[0].id}/oppna").status_code in {403, 404}


def test_the_next_version_shows_each_signer_what_has_changed_since_they_read(
    db_session, world, as_user
):
    meeting, version, page = frozen(db_session, world)
    chair = as_user(world.chair)
    chair.get(page)
    refused(db_session, version, world.chair)
    change(db_session, world, meeting, "Tre insatser förlängs till sommaren.")
    again = minutes_services.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    db_session.commit()

    summary = as_user(world.director).get(f"{PAGE}/{again.id}").text
    seen = chair.get(f"{PAGE}/{again.id}").text
    unread = as_user(world.board_users[2]).get(f"{PAGE}/{again.id}").text

    said_so = "Läste version 1 den 21 november 2016; § 5 har ändrats sedan dess."
    assert said_so in summary
    assert "Texten har ändrats sedan du läste version 1" in seen
    assert "<ins>" in seen
    assert "till sommaren" in seen
    assert "Texten har ändrats" not in unread
    assert "<ins>" not in unread


def test_nothing_changed_is_said_too(db_session, world, as_user):
    meeting, version, page = frozen(db_session, world)
    chair = as_user(world.chair)
    chair.get(page)
    refused(db_session, version, world.chair)
    minutes_services.freeze(db_session, actor=cycle.office(world), meeting=meeting)
    db_session.commit()

    assert "inget har ändrats sedan dess" in as_user(world.director).get(PAGE).text
    assert "Inget har ändrats sedan du läste version 1" in chair.get(PAGE).text


def test_the_office_sees_who_got_no_letter(db_session, world, as_user):
    world.chair.person.email = ""
    _meeting, _version, page = frozen(db_session, world)

    assert "Har ingen e-postadress" in as_user(world.administrator).get(page).text
    assert "Har ingen e-postadress" not in as_user(world.board_users[2]).get(page).text


def test_rule_k7_what_is_late_is_said_on_the_page_and_to_the_office(
    db_session, world, as_user, clock
):
    meeting, version, page = frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.director)
    db_session.commit()
    late = "Justeringen av protokollet från den 18 november 2016 är försenad"
    assert late not in as_user(world.administrator).get("/oversikt").text

    clock.stop(datetime(2016, 12, 1, 11, 0, tzinfo=UTC))
    assert "Snart sista dagen" in as_user(world.chair).get(page).text
    clock.stop(datetime(2016, 12, 3, 11, 0, tzinfo=UTC))

    assert "Tiden har gått ut" in as_user(world.chair).get(page).text
    assert late in as_user(world.administrator).get("/oversikt").text
    assert late not in as_user(world.chair).get("/oversikt").text


def test_attested_minutes_keep_the_round_for_those_who_were_in_it(db_session, world, as_user):
    meeting, version = cycle.frozen(db_session, world)
    said(db_session, world, version)
    for user in cycle.signers(world):
        cycle.sign(db_session, meeting, version, user)
    db_session.commit()

    text = as_user(world.chair).get(PAGE).text

    assert "Alla har justerat." in text
    assert "Klockslaget stämmer inte." in text
    assert "Spara kommentaren" not in text
    assert "Granskning" not in as_user(world.chair).get("/sammantraden/2016-11-18").text


def test_the_statements_of_the_page_do_not_grow_with_the_paragraphs(
    db_session, world, as_user, counting
):
    _meeting, version, page = frozen(db_session, world)
    for place in queries.paragraph_ids(db_session, version.meeting_id).values():
        said(db_session, world, version, place=place)
    db_session.commit()
    browser = as_user(world.administrator)
    browser.get(page)

    with counting() as seen:
        browser.get(page)

    assert len(seen) <= 16, "\n".join(seen)


def test_a_paragraph_attested_at_once_has_a_round_of_its_own(db_session, world, as_user):
    meeting = cycle.drafted(db_session, world)
    office = cycle.office(world)
    one = next(p for p in cycle.facts(db_session, meeting).paragraphs if "Förlängning" in p.heading)
    minutes_services.attest_at_once(db_session, actor=office, meeting=meeting, paragraph_id=one.id)
    version = minutes_services.freeze_at_once(
        db_session, actor=office, meeting=meeting, paragraph_id=one.id
    )
    db_session.commit()
    chair, page = as_user(world.chair), f"{PAGE}/{version.id}"

    text = chair.get(page).text

    assert "Granskning av § 5 i protokollet från den 18 november 2016" in text
    assert "Justera § 5 från den 18 november 2016 omedelbart" in chair.get("/oversikt").text
    assert "Förstudie om psykisk hälsa" not in text
    chair.post(f"{page}/kommentera", data={"place": "5", "text": "Fel insats."})
    assert "Fel insats." in as_user(world.director).get(page).text
    sent = chair.post(f"{page}/skicka-tillbaka", data={"reason": "Fel insats."})
    assert sent.status_code == 303
    assert "Bo Almqvist har skickat tillbaka" in as_user(world.director).get(page).text
    assert services.signs(version, acting(world.chair).person_id)
