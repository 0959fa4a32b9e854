"""The pages where minutes are read, frozen, signed and unlocked."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from app.documents import services as documents
from app.kernel.tasks import tasks
from app.meetings.domain import MeetingState
from app.minutes import queries, services
from tests.factories import cycle
from tests.factories.people import PASSWORD
from tests.support.second_factor import enrol, strong

DAY = "/sammantraden/2016-11-18"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def version_of(session, meeting):
    return queries.current_version(session, meeting.id)


def test_the_office_reads_the_draft_freezes_it_and_is_led_to_the_attestation(
    db_session, world, as_user
):
    meeting = cycle.drafted(db_session, world)
    office = as_user(world.director)

    draft = office.get(f"{DAY}/protokoll")
    page = office.get(f"{DAY}/las")
    done = office.post(f"{DAY}/las", data=page.form())

    assert "Det här är ett utkast." in draft.words
    assert "Lås protokollet och numrera §§ 1–8" in page.words
    assert (done.status_code, done.location) == (303, f"{DAY}/justering")
    assert version_of(db_session, meeting).number == 1
    assert office.get(f"{DAY}/las").location == f"{DAY}/justering"


def test_the_checklist_leads_to_each_place_and_shows_no_button(db_session, world, as_user):
    meeting = cycle.drafted(db_session, world)
    fifth = cycle.facts(db_session, meeting).paragraphs[4]
    services.save_paragraph(
        db_session,
        actor=None,
        meeting=meeting,
        paragraph_id=fifth.id,
        version=fifth.version,
        heading=fifth.heading,
    )
    office = as_user(world.director)

    page = office.get(f"{DAY}/las")
    links = {a.get("href").split("#")[0]: "".join(a.itertext()) for a in page.tree.iter("a")}

    assert links[f"{DAY}/protokoll/skriv/5"] == ("§ 5: beslutet saknas. Skriv minst en att-sats.")
    assert "Lås protokollet och numrera" not in page.words
    refused = office.post(f"{DAY}/las", data={"version": "whatever"})
    assert refused.status_code == 422
    assert "§ 5: beslutet saknas." in refused.words


def test_the_checklist_of_an_open_meeting_leads_to_duties_closing_and_attendance(
    db_session, world, as_user
):
    meeting = cycle.summoned(db_session, world)
    services.open_meeting(db_session, actor=None, meeting=meeting)

    page = as_user(world.director).get(f"{DAY}/las")

    links = {a.get("href").split("#")[0] for a in page.tree.iter("a")}
    assert {f"{DAY}/narvaro/uppdrag", f"{DAY}/narvaro/avsluta"} <= links
    assert "Ingen är utsedd att justera." in page.words
    assert as_user(world.director).get(f"{DAY}/narvaro/uppdrag").status_code == 200


def test_a_text_that_changed_after_it_was_read_is_not_frozen_by_the_button(
    db_session, world, as_user
):
    meeting = cycle.drafted(db_session, world)
    office = as_user(world.director)
    form = office.get(f"{DAY}/las").form()
    first = cycle.facts(db_session, meeting).paragraphs[0]
    services.save_paragraph(
        db_session,
        actor=None,
        meeting=meeting,
        paragraph_id=first.id,
        version=first.version,
        heading="En annan rubrik",
    )

    refused = office.post(f"{DAY}/las", data=form)
    again = office.post(f"{DAY}/las", data=refused.form())

    assert refused.status_code == 422
    assert "Någon har ändrat protokollet sedan du öppnade sidan." in refused.words
    assert again.status_code == 303


def test_a_signer_finds_the_task_reads_and_signs_with_the_password(
    db_session, world, as_user, clock
):
    meeting, version = cycle.frozen(db_session, world)
    signer = as_user(world.board_users[2])
    actor = cycle.Actor(world.board_users[2].id, world.board_users[2].person_id, "Kent Arvidsson")
    with signer.application.test_request_context():
        found = [t for answer in tasks(db_session, actor, date(2016, 11, 21)) for t in answer]

    without = signer.get(f"{DAY}/justering")
    enrol(db_session, world.board_users[2])
    page = signer.get(f"{DAY}/justering")
    form = page.form() | strong(db_session, world.board_users[2], PASSWORD)
    wrong = signer.post(f"{DAY}/justering", data={**form, "password": "fel lösenord helt"})
    done = signer.post(f"{DAY}/justering", data=form)

    assert "Du behöver tvåstegsinloggning" in without.words
    assert "Det är inte en avancerad elektronisk underskrift av dig som person." in page.words

    assert [(t.text, t.href, t.due, t.mine) for t in found] == [
        (
            "Justera protokollet från den 18 november 2016",
            f"{DAY}/justering",
            date(2016, 12, 2),
            True,
        )
    ]
    assert form["sha256"] == version.sha256
    assert wrong.status_code == 422
    assert "Lösenordet stämmer inte." in wrong.words
    assert (done.status_code, done.location) == (303, f"{DAY}/justering")
    after = signer.get(f"{DAY}/justering")
    assert "Du har justerat protokollet." in after.words
    assert "1 av 3 har justerat protokollet, §§ 1–8." in after.words
    assert "Godkänt i Klubba 2016-11-21 kl. 14.00, med lösenord och engångskod" in after.words
    assert len(version_of(db_session, meeting).attestations) == 1


def test_rule_att_a_second_signature_by_the_same_person_is_a_sentence_on_the_page(
    db_session, world, as_user
):
    meeting, _ = cycle.frozen(db_session, world)
    signer = as_user(world.chair)
    shown = strong(db_session, world.chair, PASSWORD)
    form = signer.get(f"{DAY}/justering").form() | shown
    signer.post(f"{DAY}/justering", data=form)

    form |= strong(db_session, world.chair, PASSWORD)
    again = signer.post(f"{DAY}/justering", data=form)

    assert again.status_code == 422
    assert "har redan justerat protokollet" in again.words
    assert len(version_of(db_session, meeting).attestations) == 1


def test_rule_att_an_older_text_on_the_screen_is_not_signed(db_session, world, as_user):
    meeting, _ = cycle.frozen(db_session, world)
    signer = as_user(world.chair)
    shown = strong(db_session, world.chair, PASSWORD)
    form = signer.get(f"{DAY}/justering").form() | shown
    services.unlock(db_session, actor=None, meeting=meeting, reason="Skrivfel")
    first = cycle.facts(db_session, meeting).paragraphs[0]
    services.save_paragraph(
        db_session,
        actor=None,
        meeting=meeting,
        paragraph_id=first.id,
        version=first.version,
        heading="En annan rubrik",
    )
    services.freeze(db_session, actor=None, meeting=meeting)

    refused = signer.post(f"{DAY}/justering", data=form)

    assert refused.status_code == 422
    assert "en ny lydelse sedan du läste det" in refused.words


def test_the_sha256_is_shown_in_groups(db_session, world, as_user):
    _, version = cycle.frozen(db_session, world)
    sha = version.sha256

    page = as_user(world.chair).get(f"{DAY}/justering")

    assert " ".join(sha[at : at + 8] for at in range(0, 32, 8)) in page.words


def test_rule_k7_the_page_says_when_the_time_is_out(db_session, world, as_user, clock):
    cycle.frozen(db_session, world)

    def words_on(day):
        clock.stop(f"{day}T14:00")
        return as_user(world.board_users[3]).get(f"{DAY}/justering").words

    early, soon, late = map(words_on, ("2016-11-21", "2016-11-28", "2016-12-03"))
    assert "senast fre 2 dec 2016" in early
    assert "Snart sista dagen" not in early
    assert "Snart sista dagen" in soon
    assert "Tiden har gått ut" in late


def test_the_office_registers_a_signature_on_paper_and_the_scan_can_be_read(
    db_session, world, as_user
):
    cycle.frozen(db_session, world)
    office = as_user(world.administrator)
    form = office.get(f"{DAY}/justering").form(f"{DAY}/justering/papper")
    form |= {
        "papper-person_ids": str(world.chair.person_id),
        "papper-file": (BytesIO(PDF), "Sida 1, åäö.pdf"),
    }

    done = office.post(f"{DAY}/justering/papper", data=form, content_type="multipart/form-data")

    assert done.status_code == 303
    page = office.get(f"{DAY}/justering")
    assert "Undertecknat på papper 2016-11-21, registrerat av Inga Stolt." in page.words
    scan = office.get(f"{DAY}/justering/underskrift/{world.chair.person_id}")
    assert scan.data == PDF
    nobody = office.get(f"{DAY}/justering/underskrift/{world.director.person_id}")
    assert nobody.status_code == 404


def test_what_is_wrong_with_the_paper_is_said_beside_its_field(db_session, world, as_user):
    cycle.frozen(db_session, world)
    office = as_user(world.administrator)
    form = office.get(f"{DAY}/justering").form(f"{DAY}/justering/papper")
    form |= {
        "papper-person_ids": str(world.chair.person_id),
        "papper-attested_on": "2016-11-31",
        "papper-file": (BytesIO(b"inget"), "sida.pdf"),
    }

    wrong_day = office.post(
        f"{DAY}/justering/papper", data=form, content_type="multipart/form-data"
    )
    form |= {"papper-attested_on": "2016-11-21", "papper-file": (BytesIO(b"inget"), "sida.pdf")}
    wrong_file = office.post(
        f"{DAY}/justering/papper", data=form, content_type="multipart/form-data"
    )

    assert wrong_day.status_code == wrong_file.status_code == 422
    assert "Datumet 2016-11-31 finns inte." in wrong_day.words
    assert "Filen sida.pdf" in wrong_file.words


def test_rule_unl_the_office_unlocks_with_a_reason_that_is_kept(db_session, world, as_user):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)
    office = as_user(world.director)

    empty = office.post(f"{DAY}/justering/las-upp", data={"las-upp-reason": ""})
    done = office.post(f"{DAY}/justering/las-upp", data={"las-upp-reason": "Fel belopp i § 5"})
    services.freeze(db_session, actor=None, meeting=meeting)

    assert empty.status_code == 422
    assert "Skriv varför protokollet låses upp." in empty.words
    assert (done.status_code, done.location) == (303, DAY)
    page = office.get(f"{DAY}/justering")
    assert "Fel belopp i § 5" in page.words
    assert "0 av 3 har justerat" in page.words


def test_rule_unl_attested_minutes_show_no_way_to_unlock_or_sign(db_session, world, as_user):
    cycle.attested(db_session, world)
    office = as_user(world.director)

    page = office.get(f"{DAY}/justering")
    refused = office.post(f"{DAY}/justering/las-upp", data={"las-upp-reason": "Ändra"})

    assert "Lås upp" not in page.words
    assert "Registrera en underskrift" not in page.words
    assert "Alla har justerat protokollet" in page.words
    assert refused.status_code == 422


def test_the_word_document_is_given_byte_by_byte_as_it_was_frozen(db_session, world, as_user):
    _, version = cycle.frozen(db_session, world)

    answer = as_user(world.chair).get(f"{DAY}/protokoll.docx")

    assert answer.data == documents.content(version.file_version)
    assert 'filename="protokoll-2016-11-18.docx"' in answer.headers["Content-Disposition"]


def test_the_page_shows_the_frozen_text_whatever_is_written_afterwards(db_session, world, as_user):
    meeting, _ = cycle.attested(db_session, world)
    world.chair.person.family_name = "Nynamn"
    db_session.flush()

    page = as_user(world.director).get(f"{DAY}/protokoll")

    assert meeting.state is MeetingState.POSTED
    assert "Bo Almqvist" in page.words
    assert "Nynamn" not in page.words


ROUTES = ("/protokoll", "/protokoll.docx", "/justering", "/las")


@pytest.mark.parametrize(
    ("who", "draft", "frozen"),
    [
        ("director", (200, 200, 404, 200), (200, 200, 200, 303)),
        ("chair", (200, 200, 404, 403), (200, 200, 200, 403)),
        ("member", (404, 404, 404, 403), (200, 200, 200, 403)),
        ("auditor", (404, 404, 404, 403), (404, 404, 404, 403)),
        ("group", (403, 403, 403, 403), (403, 403, 403, 403)),
    ],
)
def test_rule_o5_a_draft_is_not_there_for_those_who_do_not_write_it(
    db_session, world, as_user, who, draft, frozen
):
    meeting = cycle.drafted(db_session, world)
    users = {
        "director": world.director,
        "chair": world.chair,
        "member": world.board_users[3],
        "auditor": world.auditor,
        "group": world.group_users[0],
    }
    browser = as_user(users[who])

    assert tuple(browser.get(DAY + path).status_code for path in ROUTES) == draft
    services.freeze(db_session, actor=None, meeting=meeting)
    assert tuple(browser.get(DAY + path).status_code for path in ROUTES) == frozen


def test_rule_o5_the_public_is_asked_to_log_in(db_session, world, client):
    cycle.attested(db_session, world)

    for path in (*ROUTES, "/utdrag", "/anslag"):
        answer = client.get(DAY + path)
        assert answer.status_code == 303
        assert answer.location.startswith("/logga-in")


def test_the_auditor_reads_attested_minutes(db_session, world, as_user):
    cycle.attested(db_session, world)

    assert as_user(world.auditor).get(f"{DAY}/protokoll").status_code == 200


def test_only_a_signer_signs_and_only_the_office_unlocks_and_registers(db_session, world, as_user):
    meeting, version = cycle.frozen(db_session, world)
    member, signer = as_user(world.board_users[3]), as_user(world.chair)
    attempt = {"sha256": version.sha256, "password": PASSWORD}

    assert member.post(f"{DAY}/justering", data=attempt).status_code == 403
    assert signer.post(f"{DAY}/justering/papper", data={}).status_code == 403
    assert signer.post(f"{DAY}/justering/las-upp", data={}).status_code == 403
    assert signer.post(f"{DAY}/las", data={}).status_code == 403
    assert version_of(db_session, meeting).attestations == []


def test_the_meetings_page_says_what_waits_and_links_to_the_minutes(
    db_session, world, as_user, clock
):
    meeting, version = cycle.frozen(db_session, world)
    cycle.sign(db_session, meeting, version, world.chair)

    office = as_user(world.director).get(DAY)
    other = as_user(world.board_users[3]).get(DAY)

    assert "Protokollet väntar på din justering." in office.words
    assert "Kent Arvidsson har inte justerat" in office.words
    assert "Läs och justera protokollet" in office.words
    assert "1 av 3 har justerat protokollet." in other.words
    assert "Läs och justera" not in other.words
    assert any(a.get("href") == f"{DAY}/protokoll" for a in office.tree.iter("a"))
    auditor = as_user(world.auditor).get(DAY)
    assert not any(a.get("href") == f"{DAY}/justering" for a in auditor.tree.iter("a"))


@pytest.mark.parametrize(
    ("path", "most"), [("/protokoll", 10), ("/justering", 13), ("/las", 18), ("", 13)]
)
def test_the_pages_ask_a_known_number_of_statements(
    db_session, world, as_user, counting, path, most
):
    if path == "/las":
        cycle.drafted(db_session, world)
    else:
        cycle.frozen(db_session, world)
    office = as_user(world.director)
    office.get(DAY + path)

    with counting() as seen:
        page = office.get(DAY + path)

    assert page.status_code == 200
    assert len(seen) <= most, "\n".join(seen)
