"""What everybody may see without a login, and the office's page (K17-K20, F28, O5, DOS)."""

from __future__ import annotations

from datetime import date

import pytest

from app.documents import services as documents
from app.minutes import services as minutes_services
from app.publication import queries, services
from tests.factories import cycle
from tests.factories.people import create_notice_board

DAY = "/sammantraden/2016-11-18"


def links(page):
    return {a.get("href") for a in page.tree.iter("a")}


def posting_of(session, meeting):
    session.flush()
    return queries.postings_of(session, meeting.id)[0]


def test_rule_k17_the_notice_board_is_reached_from_the_start_page_without_a_login(
    db_session, world, client
):
    cycle.attested(db_session, world)

    start = client.get("/")
    board = client.get("/anslagstavla")

    assert start.heading.replace("\u00ad", "") == "Samordningsförbundet Älvbygden"
    assert {"/anslagstavla", "/logga-in", "/tillganglighet"} <= links(start)
    assert "Norrsele kommun" in start.words
    assert (board.status_code, board.heading) == (200, "Anslagstavla")


def test_rule_k19_a_notice_tells_everything_that_it_has_to(db_session, world, client):
    meeting, _ = cycle.attested(db_session, world)
    posting = posting_of(db_session, meeting)

    for address in ("/anslagstavla", f"/anslagstavla/{posting.id}"):
        words = client.get(address).words
        for told in (
            "Styrelsens protokoll den 18 november 2016 är justerat",
            "Organ Styrelsen",
            "Sammanträdesdatum fredag 18 november 2016",
            "Paragrafer §§ 1–8",
            "Anslaget sätts upp måndag 21 november 2016",
            "Sista dag för överklagande måndag 12 december 2016",
            "Anslaget tas ned tisdag 13 december 2016",
            "Protokollet förvaras hos Förbundets kansli",
        ):
            assert told in words, f"{address}: {told}"


def test_rule_f28_the_appeal_text_says_who_may_appeal(db_session, world, client):
    meeting, _ = cycle.attested(db_session, world)

    words = client.get(f"/anslagstavla/{posting_of(db_session, meeting).id}").words

    assert "Den som är medlem (invånare) i en kommun eller region" in words
    assert "Förbundets medlemmar har inte den rätten." in words


def test_rule_k18_the_board_shows_attested_minutes_and_summoned_meetings_and_nothing_else(
    db_session, world, client
):
    cycle.attested(db_session, world, date(2016, 9, 8))
    cycle.frozen(db_session, world, date(2016, 10, 18))
    cycle.drafted(db_session, world, date(2016, 11, 18))
    cycle.summoned(db_session, world, date(2016, 12, 9))
    start, board = client.get("/").words, client.get("/anslagstavla").words

    assert "8 september 2016 är justerat" in board
    assert "Styrelsen sammanträder fredag 9 december 2016 kl. 09.00" in board
    assert "lokal Björnen" in board
    for page in (start, board):
        assert "18 oktober" not in page
        assert "18 november 2016 är justerat" not in page
        assert "Förlängning av tre insatser" not in page


def test_rule_k18_a_meeting_that_is_planned_or_past_is_not_on_the_board(
    db_session, world, client, clock
):
    cycle.summoned(db_session, world, date(2016, 12, 9))

    assert "9 december" in client.get("/anslagstavla").words
    clock.stop("2016-12-10T09:00")
    assert "Inget sammanträde är utlyst just nu." in client.get("/anslagstavla").words


def test_rule_o5_nothing_of_unattested_minutes_is_reached_by_guessing(db_session, world, client):
    meeting, version = cycle.frozen(db_session, world)
    assert client.get("/anslagstavla/1").status_code == 404
    for user in cycle.signers(world):
        cycle.sign(db_session, meeting, version, user)

    assert client.get(f"/anslagstavla/{posting_of(db_session, meeting).id}").status_code == 200
    assert client.get("/anslagstavla/99999999999").status_code == 404


def test_rule_k20_the_notice_is_gone_at_midnight_even_when_the_worker_rests(
    db_session, world, client, clock
):
    meeting, _ = cycle.attested(db_session, world)
    address = f"/anslagstavla/{posting_of(db_session, meeting).id}"

    clock.stop("2016-12-12T23:59")
    assert client.get(address).status_code == 200
    clock.stop("2016-12-13T00:00")
    assert client.get(address).status_code == 404
    assert "Inget protokoll är anslaget just nu." in client.get("/anslagstavla").words


def test_rule_f7_a_physical_boards_notice_is_not_on_the_digital_one(db_session, world, client):
    board = create_notice_board(db_session, "Kansliets anslagstavla", digital=False)
    meeting, _ = cycle.attested(db_session, world)
    made = services.register_posting(
        db_session,
        actor=None,
        meeting_id=meeting.id,
        board_id=board.id,
        posted_on=date(2016, 11, 21),
    )
    db_session.flush()

    assert client.get(f"/anslagstavla/{made.id}").status_code == 404
    assert client.get("/anslagstavla").words.count("är justerat") == 1


def test_rule_k20_the_public_is_told_that_a_notice_was_not_shown(db_session, world, client):
    meeting, _ = cycle.attested(db_session, world)
    posting = posting_of(db_session, meeting)
    services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=posting.id)

    for address in ("/anslagstavla", f"/anslagstavla/{posting.id}"):
        assert "Anslaget har inte visats hela tiden." in client.get(address).words


def test_somebody_who_is_signed_in_goes_from_the_start_to_the_overview(world, as_user):
    assert as_user(world.director).get("/").location == "/oversikt"


def test_rule_dos_the_accessibility_statement_tells_where_to_complain(world, client):
    page = client.get("/tillganglighet")

    assert page.heading.replace("\u00ad", "") == "Tillgänglighetsredogörelse"
    assert any(link and link.startswith("mailto:kansli@alvbygden.example") for link in links(page))


@pytest.mark.parametrize(("path", "most"), [("/", 6), ("/anslagstavla", 6)])
def test_the_public_pages_ask_as_many_statements_for_many_notices_as_for_one(
    db_session, world, client, counting, path, most
):
    cycle.attested(db_session, world, date(2016, 9, 8))
    client.get(path)
    with counting() as few:
        client.get(path)
    cycle.attested(db_session, world, date(2016, 10, 18))
    cycle.attested(db_session, world, date(2016, 11, 18))
    db_session.commit()

    with counting() as many:
        client.get(path)

    assert len(few) == len(many) <= most


# The office's page about one meeting


def test_the_office_registers_a_physical_notice_and_gets_its_proof(db_session, world, as_user):
    create_notice_board(db_session, "Kansliets anslagstavla", digital=False)
    meeting, _ = cycle.attested(db_session, world)
    office = as_user(world.administrator)

    page = office.get(f"{DAY}/anslag")
    action = next(
        f.get("action") for f in page.tree.iter("form") if "/tavla/" in f.get("action", "")
    )
    done = office.post(action, data=page.form(action))
    after = office.get(f"{DAY}/anslag")

    assert "Kansliets anslagstavla Inte uppsatt" in page.words
    assert (done.status_code, done.location) == (303, f"{DAY}/anslag")
    assert "Inte uppsatt" not in after.words
    physical = queries.postings_of(db_session, meeting.id)[1]
    proof = office.get(f"{DAY}/anslag/{physical.id}/bevis")
    assert proof.heading == "Bevis om anslag, Kansliets anslagstavla"
    assert "Inga Stolt" in proof.words
    word = office.get(f"{DAY}/anslag/{physical.id}/bevis.docx")
    assert word.data == documents.content(physical.proof)


def test_a_wrong_day_is_said_beside_its_field_and_what_was_typed_is_kept(
    db_session, world, as_user
):
    board = create_notice_board(db_session, "Kansliets anslagstavla", digital=False)
    cycle.attested(db_session, world)
    office = as_user(world.administrator)

    name = f"tavla-{board.id}-posted_on"
    page = office.post(f"{DAY}/anslag/tavla/{board.id}", data={name: "2016-11-20"})
    odd = office.post(f"{DAY}/anslag/tavla/{board.id}", data={name: "2017-06-31"})

    assert page.status_code == odd.status_code == 422
    assert "Anslaget kan inte ha satts upp före den 2016-11-21" in page.words
    assert page.value(name) == "2016-11-20"
    assert "Datumet 2017-06-31 finns inte." in odd.words


def test_the_office_notes_a_break_and_puts_the_notice_up_anew(db_session, world, as_user, clock):
    board = create_notice_board(db_session, "Kansliets anslagstavla", digital=False)
    meeting, _ = cycle.attested(db_session, world)
    made = services.register_posting(
        db_session,
        actor=None,
        meeting_id=meeting.id,
        board_id=board.id,
        posted_on=date(2016, 11, 21),
    )
    db_session.flush()
    clock.move(days=2)
    office = as_user(world.director)

    office.post(f"{DAY}/anslag/{made.id}/brutet")
    broken = office.get(f"{DAY}/anslag")
    assert "Måste sättas upp på nytt" in broken.words
    assert "måste sättas upp på nytt" in office.get(DAY).words
    action = f"{DAY}/anslag/{made.id}/pa-nytt"
    office.post(action, data=broken.form(action))
    page = office.get(f"{DAY}/anslag")

    assert "Ersatt av ett nytt anslag" in page.words
    assert "Anslaget till och med ons 14 dec 2016" in page.words


def test_the_office_registers_that_a_physical_notice_is_down(db_session, world, as_user, clock):
    board = create_notice_board(db_session, "Kansliets anslagstavla", digital=False)
    meeting, _ = cycle.attested(db_session, world)
    made = services.register_posting(
        db_session,
        actor=None,
        meeting_id=meeting.id,
        board_id=board.id,
        posted_on=date(2016, 11, 21),
    )
    db_session.flush()
    office = as_user(world.director)
    action = f"{DAY}/anslag/{made.id}/nedtaget"
    assert action not in [f.get("action") for f in office.get(f"{DAY}/anslag").tree.iter("form")]
    clock.stop("2016-12-13T09:00")
    office = as_user(world.director)

    office.post(action, data=office.get(f"{DAY}/anslag").form(action))

    assert "Nedtaget tis 13 dec 2016" in office.get(f"{DAY}/anslag").words


def test_rule_k19_the_page_says_when_a_board_is_late(db_session, world, as_user, clock):
    create_notice_board(db_session, "Kansliets anslagstavla", digital=False)
    cycle.attested(db_session, world)
    clock.stop("2016-11-24T09:00")

    page = as_user(world.director).get(f"{DAY}/anslag")

    assert "Inte uppsatt, skulle ha varit uppe ons 23 nov 2016" in page.words


def test_an_association_without_a_board_is_told_to_name_one(db_session, world, as_user):
    world.notice_board.ended_on = date(2016, 1, 1)
    cycle.attested(db_session, world)

    page = as_user(world.director).get(f"{DAY}/anslag")

    assert "Förbundet har ingen anslagstavla i inställningarna." in page.words


def test_rule_o5_the_page_is_not_there_before_the_attestation(db_session, world, as_user):
    cycle.frozen(db_session, world)

    assert as_user(world.director).get(f"{DAY}/anslag").status_code == 404


def test_members_and_auditors_read_the_page_and_only_the_office_acts(db_session, world, as_user):
    board = create_notice_board(db_session, "Kansliets anslagstavla", digital=False)
    meeting, _ = cycle.attested(db_session, world)
    posting = posting_of(db_session, meeting)

    for user in (world.board_users[3], world.auditor):
        browser = as_user(user)
        page = browser.get(f"{DAY}/anslag")
        assert page.status_code == 200
        assert "Registrera" not in page.words
        for path in (
            f"tavla/{board.id}",
            f"{posting.id}/brutet",
            f"{posting.id}/pa-nytt",
            f"{posting.id}/nedtaget",
        ):
            assert browser.post(f"{DAY}/anslag/{path}").status_code == 403
    assert as_user(world.group_users[0]).get(f"{DAY}/anslag").status_code == 403


def test_another_meetings_proof_is_not_found(db_session, world, as_user):
    meeting, _ = cycle.attested(db_session, world)
    cycle.attested(db_session, world, date(2016, 10, 18))
    posting = posting_of(db_session, meeting)
    office = as_user(world.director)

    assert office.get(f"{DAY}/anslag/{posting.id}/bevis").status_code == 200
    assert office.get(f"/sammantraden/2016-10-18/anslag/{posting.id}/bevis").status_code == 404
    assert office.get(f"{DAY}/anslag/4711/bevis").status_code == 404
    assert office.post(f"{DAY}/anslag/4711/brutet").status_code == 404


def test_the_overview_of_a_signer_holds_the_task_until_it_is_done(db_session, world, as_user):
    meeting, version = cycle.frozen(db_session, world)
    signer = as_user(world.chair)
    words = "Justera protokollet från den 18 november 2016"

    assert words in signer.get("/oversikt").words
    cycle.sign(db_session, meeting, version, world.chair)
    assert words not in signer.get("/oversikt").words
    minutes_services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")
    assert words not in signer.get("/oversikt").words
