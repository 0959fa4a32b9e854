"""Extracts go out once, registered and as they were made, to those whom a § concerns (A5, O1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from app.dispatch import queries, services
from app.dispatch.domain import State, Way, state_of
from app.dispatch.models import Dispatch, DispatchRecipient
from app.dispatch.services import Choice
from app.documents import services as documents
from app.kernel import history, worker
from app.kernel.errors import DomainError, NotFound
from app.kernel.mail import SmtpMailer
from app.minutes.models import Extract
from app.registry.domain import Direction
from app.registry.models import Record
from tests.factories import cycle
from tests.integration.dispatch.conftest import going, sign_all
from tests.support import smtp

OUTGOING = (
    select(Record)
    .where(Record.direction == Direction.OUT, Record.content.startswith("Protokollsutdrag"))
    .order_by(Record.id)
)
ASA = "asa.oberg@norrsele.example"


def lines(session, meeting):
    session.flush()
    return {
        (one.paragraph.number, one.name): one for one in queries.recipients(session, meeting.id)
    }


def choices(session, meeting, *chosen):
    """Return choices by (number, name, way, address)."""
    rows = lines(session, meeting)
    return [Choice((rows[number, name].id,), way, to) for number, name, way, to in chosen]


def send(session, world, meeting, *chosen, numbers=(5,)):
    done = services.send(
        session,
        actor=cycle.office(world),
        meeting_id=meeting.id,
        numbers=numbers,
        choices=choices(session, meeting, *chosen),
    )
    session.flush()
    return done


TO_ASA = (5, "Åsa Öberg, Norrsele kommun", Way.MAIL, ASA)
TO_VILMA = (5, "Vilma vuxenutbildning", Way.LETTER, "Vilma, Storgatan 2, Älvby")
TO_FILE = (5, "Akten", Way.NOT_NEEDED, "Utdraget finns i ärendets akt.")


def states(session, meeting):
    session.expire_all()
    return {
        one.name: state_of(
            queries.sent_of(one.dispatch) if one.dispatch else None, not_needed=one.not_needed
        )
        for one in queries.recipients(session, meeting.id)
        if one.paragraph.number == 5
    }


def test_the_recipients_of_the_frozen_minutes_are_listed_when_the_last_one_has_signed(
    db_session, world
):
    meeting, version = going(db_session, world, {5: "Åsa Öberg\nAkten\nÅsa Öberg"})
    assert lines(db_session, meeting) == {}

    sign_all(db_session, world, meeting, version)

    assert list(lines(db_session, meeting)) == [(5, "Åsa Öberg"), (5, "Akten")]


def test_one_extract_is_made_for_all_and_the_same_for_those_who_get_it_later(
    db_session, world, decided, outbox
):
    done = send(db_session, world, decided, TO_ASA, TO_FILE)
    later = send(db_session, world, decided, TO_VILMA)

    (extract,) = db_session.scalars(select(Extract))
    assert (done.mails, done.letters, later.mails, later.letters) == (1, 0, 0, 1)
    assert extract.paragraphs == "§ 5"
    assert {one.extract_id for one in db_session.scalars(select(Dispatch))} == {extract.id}
    (mail,) = outbox()
    assert mail.recipient == ASA
    assert mail.attachments[0]["sha256"] == extract.file_version.sha256
    assert states(db_session, decided) == {
        "Åsa Öberg, Norrsele kommun": State.QUEUED,
        "Vilma vuxenutbildning": State.PRINTED,
        "Akten": State.NOT_NEEDED,
    }


def test_what_is_mailed_says_what_was_decided_and_whom_to_ask(db_session, world, decided, outbox):
    send(db_session, world, decided, TO_ASA)

    (mail,) = outbox()
    assert mail.heading == "Protokollsutdrag § 5, sammanträdet den 18 november 2016"
    assert "§ 5 Förlängning av tre insatser" in mail.body
    assert "att förlänga insatsen Aktivitetscoach" in mail.body
    assert "med styrelsen i Samordningsförbundet Älvbygden" in mail.body
    assert "telefon 0999-123 45 eller kansli@alvbygden.example" in mail.body
    assert "överklagar" not in mail.body


def test_rule_o1_a_mailed_extract_is_registered_as_outgoing_on_the_case_of_its_paragraph(
    db_session, world, decided
):
    send(db_session, world, decided, TO_ASA)

    paragraph = queries.numbered(db_session, decided.id)[5]
    (record,) = db_session.scalars(OUTGOING)
    assert record.case_id == paragraph.case_id
    assert record.counterpart == "Åsa Öberg, Norrsele kommun"
    assert record.content == "Protokollsutdrag § 5, expedierat med e-post"
    assert [one.file_version_id for one in record.files] == [
        db_session.scalars(select(Extract)).one().file_version_id
    ]


def test_a_paragraph_without_a_case_is_registered_on_the_meetings(db_session, world, decided):
    send(
        db_session,
        world,
        decided,
        (6, "Vilma vuxenutbildning", Way.MAIL, "vilma@alvby.example"),
        numbers=(6,),
    )

    (record,) = db_session.scalars(OUTGOING)
    assert record.case_id == decided.case_id


def test_several_paragraphs_go_in_one_extract_and_one_mail_to_each_address(
    db_session, world, decided, outbox
):
    rows = lines(db_session, decided)
    both = (rows[5, "Vilma vuxenutbildning"].id, rows[6, "Vilma vuxenutbildning"].id)
    services.send(
        db_session,
        actor=None,
        meeting_id=decided.id,
        numbers=(5, 6),
        choices=[
            Choice(both, Way.MAIL, "Vilma@Alvby.example"),
            Choice((rows[5, "Akten"].id,), Way.MAIL, "vilma@alvby.example "),
        ],
    )

    (mail,) = outbox()
    made = db_session.scalars(select(Dispatch)).one()
    assert mail.recipient == made.address == "vilma@alvby.example"
    assert made.recipient == "Vilma vuxenutbildning; Akten"
    assert made.made_by == history.SYSTEM
    assert db_session.scalars(select(Extract)).one().paragraphs == "§§ 5–6"


def test_sending_again_by_mistake_sends_nothing(db_session, world, decided, outbox):
    send(db_session, world, decided, TO_ASA)
    again = send(db_session, world, decided, TO_ASA, TO_VILMA)
    assert (again.mails, again.letters) == (0, 1)
    send(db_session, world, decided, TO_FILE)

    with pytest.raises(DomainError) as refused:
        send(db_session, world, decided, TO_ASA)

    assert refused.value.code == "dispatch.nothing_left"
    assert len(outbox()) == 1


def test_who_is_opened_again_for_the_same_address_gets_no_second_mail(
    db_session, world, decided, outbox
):
    send(db_session, world, decided, TO_ASA)
    row = lines(db_session, decided)[5, "Åsa Öberg, Norrsele kommun"]
    number = services.reopen(db_session, actor=None, meeting_id=decided.id, recipient_id=row.id)
    assert (number, states(db_session, decided)[row.name]) == (5, State.OPEN)

    same = send(db_session, world, decided, TO_ASA)
    assert (same.mails, len(outbox())) == (0, 1)
    services.reopen(db_session, actor=None, meeting_id=decided.id, recipient_id=row.id)
    other = send(db_session, world, decided, (*TO_ASA[:3], "asa@hemma.example"))

    assert (other.mails, len(outbox())) == (1, 2)
    with pytest.raises(NotFound):
        services.reopen(db_session, actor=None, meeting_id=decided.id + 1, recipient_id=row.id)


@pytest.mark.parametrize(
    ("way", "address", "code"),
    [
        (Way.MAIL, " ", "dispatch.no_address"),
        (Way.MAIL, "kommunen", "dispatch.not_email"),
        (Way.NOT_NEEDED, "", "dispatch.no_reason"),
    ],
)
def test_a_choice_that_says_too_little_is_refused(db_session, world, decided, way, address, code):
    with pytest.raises(DomainError) as refused:
        send(db_session, world, decided, (5, "Akten", way, address))

    assert refused.value.code == code


def test_rule_o5_nothing_is_sent_before_the_attestation(db_session, world):
    meeting, _ = going(db_session, world, {5: "Akten"})

    for numbers, code in (((), "dispatch.nothing_chosen"), ((5,), "dispatch.nothing_left")):
        with pytest.raises(DomainError) as refused:
            send(db_session, world, meeting, numbers=numbers)
        assert refused.value.code == code


def test_a_letter_without_an_address_has_the_name_on_the_envelope(db_session, world, decided):
    send(db_session, world, decided, (*TO_VILMA[:3], ""))

    assert db_session.scalars(select(Dispatch)).one().address == "Vilma vuxenutbildning"


def test_a_letter_is_registered_as_outgoing_the_day_it_was_posted(
    db_session, world, decided, clock
):
    send(db_session, world, decided, TO_VILMA)
    made = db_session.scalars(select(Dispatch)).one()
    assert list(db_session.scalars(OUTGOING)) == []
    today = clock.move(days=1).date()

    def post(day):
        services.register_posted(
            db_session, actor=None, meeting_id=decided.id, dispatch_id=made.id, posted_on=day
        )

    for day, code in (
        (today + timedelta(days=1), "dispatch.posted_in_future"),
        (today - timedelta(days=2), "dispatch.posted_too_early"),
    ):
        with pytest.raises(DomainError) as refused:
            post(day)
        assert (refused.value.code, refused.value.field) == (code, "posted_on")
    post(today)

    record = db_session.scalars(OUTGOING).one()
    assert (record.dated, record.counterpart) == (today, "Vilma vuxenutbildning")
    assert record.content == "Protokollsutdrag § 5, expedierat som brev"
    assert states(db_session, decided)["Vilma vuxenutbildning"] is State.POSTED
    with pytest.raises(DomainError) as twice:
        post(today)
    assert twice.value.code == "dispatch.already_posted"


def test_a_mail_is_not_posted_and_a_letter_not_mailed_again(db_session, world, decided):
    send(db_session, world, decided, TO_ASA, TO_VILMA)
    mail, letter = db_session.scalars(select(Dispatch).order_by(Dispatch.id))

    with pytest.raises(DomainError) as posted:
        services.register_posted(
            db_session,
            actor=None,
            meeting_id=decided.id,
            dispatch_id=mail.id,
            posted_on=date(2016, 11, 21),
        )
    with pytest.raises(DomainError) as again:
        services.send_again(db_session, actor=None, meeting_id=decided.id, dispatch_id=letter.id)
    assert (posted.value.code, again.value.code) == ("dispatch.not_letter", "dispatch.is_letter")
    with pytest.raises(NotFound):
        services.send_again(db_session, actor=None, meeting_id=decided.id + 1, dispatch_id=mail.id)


def test_what_did_not_leave_is_sent_again_and_what_left_only_when_somebody_is_sure(
    db_session, world, decided, outbox, clock
):
    send(db_session, world, decided, TO_ASA)
    made = db_session.scalars(select(Dispatch)).one()

    def again(*, sure=False):
        services.send_again(
            db_session, actor=None, meeting_id=decided.id, dispatch_id=made.id, sure=sure
        )
        db_session.flush()

    (first,) = outbox()
    first.last_error, first.next_try_at = "450 vänta", clock.move(hours=2)
    db_session.flush()
    assert states(db_session, decided)[TO_ASA[1]] is State.RETRYING
    clock.stop(cycle.AFTERNOON)
    again()
    assert (len(outbox()), first.next_try_at) == (1, cycle.AFTERNOON)
    first.failed_at = cycle.AFTERNOON
    db_session.flush()
    assert states(db_session, decided)[TO_ASA[1]] is State.FAILED
    again()
    _, second = outbox()
    assert states(db_session, decided)[TO_ASA[1]] is State.QUEUED
    second.sent_at = cycle.AFTERNOON
    db_session.flush()
    with pytest.raises(DomainError) as refused:
        again()
    again(sure=True)

    assert refused.value.code == "dispatch.already_sent"
    mails = outbox()
    assert len(mails) == 3
    assert len({(one.heading, one.body, str(one.attachments)) for one in mails}) == 1
    outgoing = db_session.scalars(OUTGOING)
    assert [one.content.rpartition(", ")[2] for one in outgoing] == [
        "expedierat med e-post",
        "expedierat med e-post igen",
    ]


def test_the_mailed_attachment_is_the_extract_byte_by_byte(
    app, db_session, world, decided, tmp_path, clock
):
    send(db_session, world, decided, TO_ASA)
    extract = db_session.scalars(select(Extract)).one()
    content = documents.content(extract.file_version)
    db_session.commit()
    with smtp.serving(tmp_path, security="starttls") as box:
        settings = replace(
            app.extensions["settings"],
            smtp_host="127.0.0.1",
            smtp_port=box.port,
            smtp_security="starttls",
            smtp_ca_file=box.ca_file,
        )
        while worker.deliver_one(settings, SmtpMailer(settings)):
            pass

    (mail,) = [one for one in box.received if "Protokollsutdrag" in one["Subject"]]
    (part,) = mail.iter_attachments()
    assert mail["To"] == ASA
    assert part.get_content() == content
    assert part.get_filename() == "protokollsutdrag-2016-11-18-p5.docx"
    assert states(db_session, decided)[TO_ASA[1]] is State.SENT


def refused(session, statement):
    try:
        with session.begin_nested():
            session.execute(statement)
    except DBAPIError:
        return True
    return False


def test_the_database_itself_keeps_what_was_sent(db_session, world, decided):
    send(db_session, world, decided, TO_ASA, TO_VILMA, TO_FILE)
    mail, letter = db_session.scalars(select(Dispatch).order_by(Dispatch.id))
    values = {c.name: getattr(mail, c.name) for c in Dispatch.__table__.columns} | {"id": 99}

    for change in (
        {"address": "annan@kommun.example"},
        {"extract_id": 99},
        {"recipient": "Någon annan"},
        {"way": "letter"},
        {"made_by": "Någon annan"},
    ):
        assert refused(db_session, update(Dispatch).values(change)), change
    assert refused(db_session, delete(Dispatch))
    assert refused(db_session, insert(Dispatch).values(values))  # the same address twice
    for wrong in (
        {"address": ""},
        {"recipient": ""},
        {"way": "not_needed"},
        {"address": "a@b.example", "outbox_message_id": None},
        {"address": "a@b.example", "posted_on": date(2016, 11, 21)},
    ):
        assert refused(db_session, insert(Dispatch).values(values | wrong)), wrong
    here = Dispatch.id == letter.id
    db_session.execute(update(Dispatch).where(here).values(posted_on=date(2016, 11, 21)))
    assert refused(db_session, update(Dispatch).where(here).values(posted_on=date(2016, 12, 1)))


def test_the_database_itself_keeps_whom_a_paragraph_goes_to(db_session, world, decided):
    send(db_session, world, decided, TO_ASA)
    one = lines(db_session, decided)[5, "Akten"]
    values = {c.name: getattr(one, c.name) for c in DispatchRecipient.__table__.columns}

    assert refused(db_session, update(DispatchRecipient).values(name="Någon annan"))
    assert refused(db_session, update(DispatchRecipient).values(paragraph_id=99))
    assert refused(db_session, delete(DispatchRecipient))
    assert refused(db_session, insert(DispatchRecipient).values(values | {"id": 99}))
    sent = DispatchRecipient.dispatch_id.is_not(None)
    both = update(DispatchRecipient).where(sent).values(not_needed="Nej")
    assert refused(db_session, both)
