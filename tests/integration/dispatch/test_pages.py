"""The pages of what is sent out: whom, which way, how it went; and what is left to do."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.dispatch import queries
from app.dispatch.models import Dispatch
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from app.kernel.tasks import tasks
from tests.factories import cycle
from tests.integration.dispatch.conftest import going, sign_all

DAY = "/sammantraden/2016-11-18"
PAGE = f"{DAY}/expediering"
SEND = f"{PAGE}/skicka?p=5"
LEFT = "Expediera beslut från den 18 november 2016"


def fill(page, **changed):
    """Return the form as the page suggests it, with some rows changed: way_0="letter"."""
    form = page.form()
    for name, value in changed.items():
        what, _, row = name.partition("_")
        form[f"recipients-{row}-{what}"] = value
    return form


def test_the_office_sends_what_the_register_suggests(db_session, decided, world, as_user, outbox):
    office = as_user(world.director)
    before = office.get(PAGE)
    page = office.get(SEND)
    assert "4 mottagare av 4 väntar" in before.words
    assert page.value("recipients-0-address") == "asa.oberg@norrsele.example"
    assert page.value("recipients-1-address") == ""
    assert page.value("recipients-2-address") == "Utdraget finns i ärendets akt."

    sent = office.post(SEND, data=fill(page, way_1="letter", address_1="Storgatan 2"))
    after = office.get(PAGE)

    assert sent.location.endswith(PAGE)
    assert "Utdraget skickas med e-post till en adress. Ett brev väntar" in after.words
    assert "Ligger i kön för e-post" in after.words
    assert "Brev att skriva ut och posta" in after.words
    assert "Behövs inte: Utdraget finns i ärendets akt." in after.words
    assert len(outbox()) == 1
    made = db_session.scalars(select(Dispatch).order_by(Dispatch.id)).first()
    file = office.get(f"{PAGE}/{made.id}/utdrag.docx")
    assert file.data == documents.content(made.extract.file_version)
    again = office.get(SEND)
    assert again.location.endswith(PAGE)
    assert "har redan fått sitt utdrag" in office.get(PAGE).words


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_is_kept(
    decided, world, as_user, outbox
):
    office = as_user(world.director)
    page = office.get(SEND)

    wrong = office.post(SEND, data=fill(page, address_0="åsa", way_2="not_needed", address_2=""))

    assert wrong.status_code == 422
    assert "åsa är ingen e-postadress." in wrong.words
    assert "Skriv e-postadressen till Vilma vuxenutbildning" in wrong.words
    assert "Skriv varför Akten inte behöver något utdrag." in wrong.words
    assert wrong.value("recipients-0-address") == "åsa"
    assert outbox() == []


def test_a_letter_is_noted_as_posted_and_a_mail_is_asked_about_before_it_goes_again(
    db_session, decided, world, as_user, outbox
):
    office = as_user(world.director)
    page = office.get(SEND)
    office.post(SEND, data=fill(page, way_1="letter"))
    mail, letter = db_session.scalars(select(Dispatch).order_by(Dispatch.id))
    post = f"{PAGE}/{letter.id}/postat"
    wrong = office.post(post, data={"posted_on": "2031-01-01"})
    assert (wrong.status_code, "Dagen har inte varit ännu." in wrong.words) == (422, True)
    office.post(post, data=office.get(post).form())
    assert "Postat mån 21 nov 2016" in office.get(PAGE).words
    assert office.get(post).status_code == 404

    again = f"{PAGE}/{mail.id}/igen"
    assert "har inte gått fram" in office.get(again).words
    (queued,) = outbox()
    queued.sent_at = kernel_clock.now()
    db_session.flush()
    asked = office.get(again)
    assert "Skicka det en gång till bara om mottagaren har bett om det." in asked.words
    office.post(again, data=asked.form())
    assert len(outbox()) == 2
    assert office.get(f"{PAGE}/{letter.id}/igen").status_code == 404


def test_a_mail_that_failed_says_what_the_server_answered_and_can_go_elsewhere(
    db_session, decided, world, as_user, outbox
):
    office = as_user(world.director)
    office.post(SEND, data=fill(office.get(SEND), way_1="letter"))
    (queued,) = outbox()
    queued.failed_at, queued.last_error = kernel_clock.now(), "550 okänd mottagare"
    db_session.flush()

    page = office.get(PAGE)
    assert "Gick inte att skicka. E-postservern svarade: 550 okänd mottagare" in page.words
    row = next(one for one in queries.recipients(db_session, decided.id) if one.position == 0)
    opened = office.post(f"{PAGE}/mottagare/{row.id}/oppna")

    assert opened.location.endswith(SEND)
    assert "Åsa Öberg, Norrsele kommun" in office.get(SEND).words


def test_several_paragraphs_are_chosen_together(decided, world, as_user):
    office = as_user(world.director)

    page = office.get(f"{PAGE}/skicka?p=5&p=6&p=x")

    assert page.heading == "Expediera § 5, § 6"
    assert "Mottagare av § 5, § 6" in page.words
    assert office.get(f"{PAGE}/skicka").location.endswith(PAGE)
    assert "Välj minst en paragraf" in office.get(PAGE).words


def test_rule_o5_the_page_is_not_there_before_the_attestation(db_session, world, as_user):
    meeting, version = going(db_session, world, {5: "Akten"})
    office = as_user(world.director)
    assert office.get(PAGE).status_code == 404
    sign_all(db_session, world, meeting, version)

    assert office.get(PAGE).status_code == 200


def test_the_auditor_reads_and_only_the_office_sends(decided, world, as_user):
    auditor, member = as_user(world.auditor), as_user(world.board_users[3])

    assert "Expediera § 5" not in auditor.get(PAGE).words
    for path in (SEND, f"{PAGE}/1/igen", f"{PAGE}/1/postat"):
        assert auditor.get(path).status_code == 403
    assert auditor.post(f"{PAGE}/mottagare/1/oppna").status_code == 403
    assert member.get(PAGE).status_code == 403


def test_nothing_to_send_says_where_recipients_are_written(db_session, world, as_user):
    meeting, version = cycle.frozen(db_session, world)
    sign_all(db_session, world, meeting, version)

    assert "Inget ska expedieras" in as_user(world.director).get(PAGE).words


def left(app, session, world):
    session.flush()
    with app.test_request_context():
        actor = world.actor(world.director, Role.DIRECTOR)
        found = [t for answer in tasks(session, actor, kernel_clock.today()) for t in answer]
    return [(t.text, t.href) for t in found if t.text.startswith("Expediera")]


def test_the_office_has_it_to_do_until_everybody_has_got_it_or_does_not_need_it(
    app, db_session, decided, world, as_user
):
    office = as_user(world.director)
    assert left(app, db_session, world) == [(LEFT, PAGE)]
    assert "4 mottagare väntar på protokollsutdrag" in office.get(DAY).words

    office.post(SEND, data=fill(office.get(SEND), way_1="letter"))
    other = f"{PAGE}/skicka?p=6"
    office.post(other, data=fill(office.get(other), way_0="not_needed", address_0="Har fått det."))
    assert left(app, db_session, world) == [(LEFT, PAGE)]
    letter = db_session.scalars(select(Dispatch).where(Dispatch.way == "letter")).one()
    office.post(f"{PAGE}/{letter.id}/postat", data={"posted_on": "2016-11-21"})

    assert left(app, db_session, world) == []
    assert "Alla mottagare har fått sitt protokollsutdrag" in office.get(PAGE).words
    assert "väntar på protokollsutdrag" not in office.get(DAY).words


def test_the_case_shows_what_was_sent_about_it(db_session, decided, world, as_user):
    office = as_user(world.director)
    office.post(SEND, data=fill(office.get(SEND), way_1="letter"))
    case_id = queries.numbered(db_session, decided.id)[5].case_id

    words = office.get(f"/diarium/{case_id}").words

    assert "Åsa Öberg, Norrsele kommun, § 5" in words
    assert "Brev att posta" in words


@pytest.mark.parametrize("path", [PAGE, SEND])
def test_the_pages_keep_within_their_statements(decided, world, as_user, counting, path):
    office = as_user(world.director)
    office.get(path)

    with counting() as seen:
        office.get(path)

    asked = [one for one in seen if one.startswith("SELECT")]
    assert len(asked) <= 12, "\n\n".join(asked)
