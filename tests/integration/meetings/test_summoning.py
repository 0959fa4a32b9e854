"""The summons: frozen, registered, mailed; revised, cancelled; rule SUM."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from io import BytesIO

import docx
import pytest
from icalendar import Calendar
from sqlalchemy import func, select

from app.documents import services as documents
from app.kernel.errors import DomainError
from app.kernel.mail import compose
from app.kernel.storage import storage
from app.meetings import queries, services
from app.meetings.domain import ItemKind, MeetingEvent, MeetingState, SummonsKind
from app.meetings.models import Invitee, Summons
from app.registry import queries as registry_queries
from app.registry.models import Record
from tests.factories import meetings as make


def calendars(messages):
    return [Calendar.from_ical(message.calendar) for message in messages]


def event_of(calendar):
    return next(iter(calendar.walk("VEVENT")))


def test_the_seeds_meeting_has_thirteen_items_and_eight_annexes(db_session, seed):
    items = queries.agenda(db_session, seed.id)

    assert [item.label for item in items] == [str(n) for n in range(1, 14)]
    assert [a.number for item in items for a in item.annexes] == list(range(1, 9))
    assert "600\u00a0000\u00a0kr" in items[5].clauses[0]
    assert [item.label for item in items if not item.clauses] == ["1", "10", "12", "13"]
    assert items[9].kind is ItemKind.DECISION


def test_the_summons_is_frozen_with_its_data_and_registered_with_the_annexes(
    db_session, world, seed
):
    sent = make.send_summons(db_session, world, seed)

    assert seed.state is MeetingState.SUMMONED
    assert (sent.version, sent.kind, sent.late) == (1, SummonsKind.FIRST, False)
    content = documents.content(sent.file_version)
    text = "\n".join(p.text for p in docx.Document(BytesIO(content)).paragraphs)
    assert "Kallelse till styrelsens sammanträde" in text
    assert sent.file_version.filename == "Kallelse 2017-02-24.docx"
    assert len(sent.file_version.data["arenden"]) == 13

    record = db_session.scalars(select(Record).where(Record.case_id == seed.case_id)).one()
    assert record.content == "Kallelse, sammanträde 2017-02-24"
    assert record.counterpart == "12 sammankallade"
    assert len(record.files) == 9
    assert registry_queries.case(db_session, seed.case_id).number == sent.file_version.data["dnr"]


def test_the_document_has_every_item_with_its_proposal_and_annexes(db_session, world, seed):
    sent = make.send_summons(db_session, world, seed)

    document = docx.Document(BytesIO(documents.content(sent.file_version)))
    agenda = document.tables[-1]
    text = "\n".join(cell.text for row in agenda.rows for cell in row.cells)
    for item in queries.agenda(db_session, seed.id):
        assert f"{item.label}. {item.heading}" in text
        assert all(clause in text for clause in item.clauses)
        assert all(f"Bilaga {a.number}" in text for a in item.annexes)
    assert "saknas" not in text


def test_the_same_meeting_gives_the_same_bytes(db_session, world, seed):
    sent = make.send_summons(db_session, world, seed)

    again = services.render_summons(db_session, seed.held_on, None)

    assert again.rendered.sha256 == sent.file_version.sha256
    assert again.filename == "Kallelse 2017-02-24.docx"


def test_before_it_is_sent_the_command_line_gets_a_draft(db_session, seed):
    made = services.render_summons(db_session, seed.held_on, None)

    assert made.rendered.gaps == ()
    assert queries.last_summons(db_session, seed.id) is None


def test_the_command_line_writes_the_summons_to_a_folder(app, db_session, world, seed, tmp_path):
    sent = make.send_summons(db_session, world, seed)
    db_session.commit()

    arguments = ["documents", "render", "kallelse", "--meeting", "2017-02-24", "--out"]
    result = app.test_cli_runner().invoke(args=[*arguments, str(tmp_path)])

    assert result.exit_code == 0, result.output
    (file,) = tmp_path.iterdir()
    assert file.name == "Kallelse 2017-02-24.docx"
    assert file.read_bytes() == documents.content(sent.file_version)


def test_everybody_with_an_address_gets_one_mail_with_document_and_calendar(
    db_session, world, seed, outbox
):
    make.send_summons(db_session, world, seed, link="https://klubba.example/sammantraden")

    messages = outbox()
    assert len(messages) == len({m.recipient for m in messages}) == 12
    mail = message_from_bytes(
        bytes(compose(messages[0], sender="kansli@alvbygden.example", storage=storage())),
        policy=policy.default,
    )
    assert mail["Subject"] == "Kallelse: Styrelsens sammanträde 2017-02-24"
    parts = {part.get_content_type(): part for part in mail.walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    attached = next(mail.iter_attachments())
    assert attached.get_filename() == "Kallelse 2017-02-24.docx"
    body = parts["text/plain"].get_content()
    assert "fredag den 24 februari 2017 kl. 09.00–15.00" in body
    assert "https://klubba.example/sammantraden" in body


def test_who_has_no_address_gets_it_on_paper(db_session, world, seed, outbox):
    world.board_users[9].person.email = ""

    sent = make.send_summons(db_session, world, seed)

    assert len(outbox()) == 11
    (row,) = queries.summonses(db_session, seed.id)
    assert len(row.recipients) == 12
    assert [r.name for r in row.recipients if not r.email] == ["Rut Boman"]
    rows = queries.recipients(db_session, sent.id)
    assert [r.name for r in rows if r.outbox_message_id is None] == ["Rut Boman"]


def test_the_calendar_follows_one_uid_and_the_sequence_grows(
    db_session, world, director, seed, outbox
):
    make.send_summons(db_session, world, seed)
    first = len(outbox())
    services.add_item(db_session, actor=director, meeting=seed, heading="Nytt ärende")
    make.send_summons(db_session, world, seed)
    second = len(outbox())
    services.cancel_meeting(db_session, actor=director, meeting=seed, reason="Sjukdom")

    messages = outbox()
    one, two, three = (
        calendars(group) for group in (messages[:first], messages[first:second], messages[second:])
    )
    assert {str(c["method"]) for c in one + two} == {"REQUEST"}
    assert {str(c["method"]) for c in three} == {"CANCEL"}
    assert [m.calendar_method for m in messages[second:]] == ["CANCEL"] * 12
    events = [event_of(c) for c in (one[0], two[0], three[0])]
    assert {str(event["uid"]) for event in events} == {seed.calendar_uid}
    assert [event["sequence"] for event in events] == [0, 1, 2]
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_the_calendar_says_swedish_time_who_calls_and_who_is_called(
    db_session, world, seed, outbox
):
    seed.digital_link = "https://mote.example/1"
    make.send_summons(db_session, world, seed, link="https://klubba.example/m")

    (calendar,) = calendars(outbox()[:1])
    event = event_of(calendar)
    assert event["dtstart"].params["tzid"] == "Europe/Stockholm"
    assert event["dtstart"].dt.isoformat() == "2017-02-24T09:00:00+01:00"
    assert event["dtend"].dt.isoformat() == "2017-02-24T15:00:00+01:00"
    zone = next(iter(calendar.walk("VTIMEZONE")))
    assert str(zone["tzid"]) == "Europe/Stockholm"
    summer = zone.to_tz().utcoffset(event["dtstart"].dt.replace(tzinfo=None, month=7))
    assert summer.total_seconds() == 7200
    assert str(event["organizer"]) == f"mailto:{world.director.person.email}"
    assert str(event["attendee"]) == f"mailto:{world.chair.person.email}"
    assert event["attendee"].params["role"] == "REQ-PARTICIPANT"
    assert "https://mote.example/1" in str(event["description"])
    assert str(event["url"]) == "https://klubba.example/m"


def test_substitutes_are_optional_in_the_calendar(db_session, world, seed, outbox):
    make.send_summons(db_session, world, seed)

    roles = {
        str(event_of(c)["attendee"]): event_of(c)["attendee"].params["role"]
        for c in calendars(outbox())
    }
    assert list(roles.values()).count("OPT-PARTICIPANT") == 6


@pytest.mark.parametrize("convener", [True, False])
def test_answers_go_to_who_calls_or_to_the_association(
    db_session, world, meeting, outbox, convener
):
    meeting.convener_id = world.chair.person_id if convener else None
    db_session.flush()
    db_session.refresh(meeting)

    make.send_summons(db_session, world, meeting)

    organiser = str(event_of(calendars(outbox()[:1])[0])["organizer"])
    expected = world.chair.person.email if convener else world.association.email
    assert organiser == f"mailto:{expected}"


def test_the_summons_names_who_calls(db_session, world, meeting):
    def convener(person_id):
        meeting.convener_id = person_id
        db_session.flush()
        db_session.refresh(meeting)
        return services.draft_summons(db_session, meeting)[0]["sammankallande"]

    assert convener(None) == "Samordningsförbundet Älvbygden"
    assert convener(world.chair.person_id) == "Bo Almqvist, ordförande"
    assert convener(make.create_guest(db_session).id) == "Gun Gäst"


def test_a_second_click_sends_nothing(db_session, world, seed, outbox):
    first = make.send_summons(db_session, world, seed, after_version=0)
    mails = len(outbox())

    again = make.send_summons(db_session, world, seed, after_version=0)

    assert again.id == first.id
    assert len(outbox()) == mails
    assert db_session.scalar(select(func.count(Summons.id))) == 1


def test_sending_again_without_a_change_is_refused(db_session, world, seed):
    make.send_summons(db_session, world, seed)

    with pytest.raises(DomainError) as refusal:
        make.send_summons(db_session, world, seed)

    assert refusal.value.code == "summons.nothing_changed"


def test_a_revised_summons_marks_what_changed(db_session, world, director, seed, clock, outbox):
    make.send_summons(db_session, world, seed)
    clock.move(days=1)
    tenth = queries.agenda(db_session, seed.id)[9]
    services.edit_item(
        db_session,
        actor=director,
        meeting=seed,
        item_id=tenth.id,
        version=tenth.version,
        heading=tenth.heading,
        kind=tenth.kind,
        background=tenth.background,
        case_id=tenth.case_id,
        clauses=["anmäla förbundets intresse av en gemensam SUS-stödjare"],
    )

    sent = make.send_summons(db_session, world, seed)

    data = sent.file_version.data
    assert (sent.version, sent.kind) == (2, SummonsKind.REVISED)
    assert sent.file_version.filename == "Kallelse 2017-02-24 reviderad 1.docx"
    assert sent.file_version.number == 2
    assert data["reviderad"] == "Reviderad 2017-02-16"
    assert [i["nr"] for i in data["arenden"] if i["andrad"]] == ["10"]
    assert data["andringar"] == [
        "Ärende 10, SUS-stödjare för Norrland: förslaget till beslut är ändrat."
    ]
    body = outbox()[-1].body
    assert "Kallelsen är ändrad." in body or "Du får" in body
    assert "- Ärende 10" in body


def test_rule_sum_a_late_summons_is_refused_until_somebody_accepts_it(
    db_session, world, seed, clock
):
    clock.stop("2017-02-18 09:00")

    with pytest.raises(DomainError) as refusal:
        make.send_summons(db_session, world, seed, late_accepted=False)
    assert (refusal.value.code, refusal.value.field) == ("summons.late", "late_accepted")
    assert refusal.value.details == {"last_day": "2017-02-17", "days": 7}

    sent = make.send_summons(db_session, world, seed, late_accepted=True)
    assert sent.late
    event = queries.story(db_session, seed).events[0]
    assert event.sentence == (
        "skickade kallelsen till 12 personer, senare än arbetsordningen säger"
    )


def test_rule_sum_the_last_day_is_in_time(db_session, world, seed, clock):
    clock.stop("2017-02-17 23:30")

    sent = make.send_summons(db_session, world, seed, late_accepted=False)

    assert not sent.late


def test_a_summons_to_nobody_or_about_nothing_is_refused_with_both_reasons(
    db_session, world, director, meeting
):
    for item in queries.items(db_session, meeting.id):
        services.remove_item(db_session, actor=director, meeting=meeting, item_id=item.id)
    for invitee in db_session.scalars(select(Invitee)):
        db_session.delete(invitee)
    meeting.held_on = date(2030, 1, 1)  # nobody has a seat then

    with pytest.raises(DomainError) as refusal:
        make.send_summons(db_session, world, meeting)

    assert refusal.value.details["reasons"] == ["meeting.no_items", "meeting.no_recipients"]


def test_one_single_recipient_is_told_in_words(db_session, world, meeting):
    meeting.held_on = date(2030, 1, 1)
    services.set_invitees(
        db_session,
        actor=None,
        meeting=meeting,
        invited=[(world.director.person_id, make.OTHER)],
    )

    make.send_summons(db_session, world, meeting)

    assert queries.story(db_session, meeting).events[0].sentence == (
        "skickade kallelsen till en person"
    )


def test_a_meeting_is_cancelled_with_a_reason_that_everybody_gets(
    db_session, world, director, seed, outbox
):
    make.send_summons(db_session, world, seed)

    services.cancel_meeting(db_session, actor=director, meeting=seed, reason=" Sjukdom ")

    assert seed.state is MeetingState.CANCELLED
    assert seed.cancelled_because == "Sjukdom"
    assert "Skäl: Sjukdom" in outbox()[-1].body
    assert outbox()[-1].heading == "Inställt: Styrelsens sammanträde 2017-02-24"
    newest = queries.last_summons(db_session, seed.id)
    assert (newest.kind, newest.file_version_id) == (SummonsKind.CANCELLATION, None)
    records = db_session.scalars(
        select(Record.content).where(Record.case_id == seed.case_id).order_by(Record.serial)
    ).all()
    assert records[-1] == "Besked om inställt sammanträde, sammanträde 2017-02-24"


def test_cancelling_before_the_summons_tells_nobody(db_session, director, meeting, outbox):
    services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="För få ärenden")

    assert outbox() == []
    assert queries.last_summons(db_session, meeting.id) is None
    assert meeting.calendar_sequence == 0


def test_cancelling_needs_a_reason(db_session, director, meeting):
    with pytest.raises(DomainError) as refusal:
        services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="  ")

    assert (refusal.value.code, refusal.value.field) == ("meeting.no_reason", "reason")


def test_a_meeting_that_has_begun_is_not_cancelled(db_session, world, director, meeting):
    make.send_summons(db_session, world, meeting)
    services.step(
        db_session, actor=None, meeting=meeting, event=MeetingEvent.OPEN, sentence="öppnade"
    )

    with pytest.raises(DomainError) as refusal:
        services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="Sent")

    assert refusal.value.code == "transition.not_allowed"
