"""Who has opened the summons, what is new to each reader, and the reminder to the others."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.kernel import db, worker
from app.kernel.history import AuditEntry
from app.meetings import queries, services
from app.meetings.domain import MeetingState
from app.meetings.models import SummonsOpening
from app.meetings.queries import openings
from app.meetings.services import opening, reminding
from tests.factories import meetings as make
from tests.integration.meetings.samples import DAY


@pytest.fixture
def member(browser_for, world):
    """The browser of a regular who does not lead the board."""
    return browser_for(world.board_users[4])


def row_of(db_session, sent, user):
    rows = openings.deliveries(db_session, sent.id)
    return next(row for row in rows if row.person_id == user.person_id)


def revise(db_session, director, world, seed, heading="Nytt ärende"):
    services.add_item(db_session, actor=director, meeting=seed, heading=heading)
    return make.send_summons(db_session, world, seed)


class TestOpening:
    @pytest.mark.parametrize("path", ["", "/kallelse", "/kallelse/1", "/kallelse/1.docx"])
    def test_opening_the_page_or_the_file_is_noted_once(
        self, member, db_session, world, seed, clock, path
    ):
        sent = make.send_summons(db_session, world, seed)
        assert row_of(db_session, sent, world.board_users[4]).opened_at is None

        moment = clock.move(hours=2)
        member.get(DAY + path)
        clock.move(hours=2)
        member.get(DAY + path)

        assert row_of(db_session, sent, world.board_users[4]).opened_at == moment
        assert row_of(db_session, sent, world.board_users[5]).opened_at is None

    def test_the_first_time_stays(self, db_session, world, seed, clock):
        sent = make.send_summons(db_session, world, seed)
        person_id = world.board_users[4].person_id
        first = clock.move(hours=1)
        for _ in range(2):
            opening.note_opened(db_session, summons_id=sent.id, person_id=person_id)
            clock.move(hours=1)

        found = openings.opened_at(db_session, summons_id=sent.id, person_id=person_id)
        assert found == first

    def test_a_busy_database_keeps_nobody_from_reading(
        self, member, db_session, world, seed, monkeypatch
    ):
        make.send_summons(db_session, world, seed)

        real = db.new_session

        def busy(*, read_only=False):
            if read_only:
                return real(read_only=True)
            raise OperationalError("INSERT", {}, Exception("database is locked"))

        monkeypatch.setattr(db, "new_session", busy)
        assert member.get(f"{DAY}/kallelse").status_code == 200

    def test_rule_sum_each_reader_sees_what_is_new_since_they_read(
        self, member, browser_for, db_session, world, director, seed, clock
    ):
        make.send_summons(db_session, world, seed)
        clock.stop("2017-02-15T13:30")
        member.get(f"{DAY}/kallelse")
        revise(db_session, director, world, seed, "Första tillägget")
        revise(db_session, director, world, seed, "Andra tillägget")

        words = member.get(f"{DAY}/kallelse").words
        assert "Nytt sedan du läste ons 15 feb 2017 kl. 13.30" in words
        assert "Första tillägget, är nytt." in words
        assert "Andra tillägget, är nytt." in words
        assert words.count("Nytt sedan du läste") == 3

        other = browser_for(world.board_users[5])
        assert "sedan du läste" not in other.get(f"{DAY}/kallelse").words
        assert "sedan du läste" in member.get(f"{DAY}/kallelse").words


class TestDelivery:
    def test_the_office_sees_how_each_mail_has_gone_and_who_has_opened(
        self, office, member, browser_for, db_session, world, director, seed, outbox, clock
    ):
        world.board_users[9].person.email = ""
        make.send_summons(db_session, world, seed)
        browser_for(world.board_users[6]).get(f"{DAY}/kallelse")
        sent = revise(db_session, director, world, seed)
        mails = {m.recipient: m for m in outbox() if m.subject_id == sent.id}
        people = world.board_users
        mails[people[4].person.email].sent_at = clock.move(minutes=1)
        failed = mails[people[5].person.email]
        failed.attempts, failed.failed_at = 8, clock.move(minutes=1)
        failed.last_error = "550 okänd mottagare"
        mails[people[6].person.email].attempts = 1
        member.get(f"{DAY}/kallelse")

        words = office.get(f"{DAY}/kallelse").words
        assert "1 av 12 har öppnat kallelsen i Klubba." in words
        for expected in (
            f"Skickat {people[4].person.email}, ons 15 feb 2017",
            f"Misslyckades {people[5].person.email}, e-postservern svarade: 550 okänd mottagare",
            f"Försöker igen {people[6].person.email} Inte öppnad Har läst en tidigare version",
            f"Köat {people[7].person.email} Inte öppnad",
            "På papper Inte öppnad",
        ):
            assert expected in words
        assert "Mottagare av kallelsen" not in member.get(f"{DAY}/kallelse").words

    def test_how_many_recipients_there_are_costs_no_more_statements(
        self, office, db_session, world, seed, counting
    ):
        make.send_summons(db_session, world, seed)
        db_session.commit()
        with counting() as seen:
            office.get(f"{DAY}/kallelse")

        assert len(seen) <= 24


class TestMissing:
    def test_what_is_missing_leads_to_where_it_is_put_right(
        self, client, sign_in, db_session, world, seed, clock, director
    ):
        clock.stop("2017-02-20T09:00")
        sign_in(client, world.director)
        person = world.board_users[9].person
        person.email = ""
        item = queries.items(db_session, seed.id)[8]
        item.background = "Avtalet finns i bilagan."

        page = client.get(f"{DAY}/kallelse")

        links = {a.text: a.get("href") for a in page.tree.iter("a") if a.text}
        wanted = {
            "Kallelsen skulle ha skickats senast 2017-02-17. Den kan skickas ändå": "#skicka",
            "Ärende 9 nämner en bilaga, men ingen fil är tillagd": (
                f"{DAY}/dagordning/{item.id}/bilagor"
            ),
            f"{person.name} saknar e-postadress och får kallelsen på papper": (
                f"/forbundet/personer/{person.id}"
            ),
        }
        for text, href in wanted.items():
            found = next((value for key, value in links.items() if text in key), None)
            assert found is not None, text
            assert found.endswith(href.rpartition("/")[2]), (text, found)


class TestReminder:
    def test_the_office_turns_it_on_and_off(self, office, db_session, world, seed):
        make.send_summons(db_session, world, seed)
        page = office.get(f"{DAY}/kallelse")
        assert "Slå på påminnelsen" in page.words
        form = page.form(f"{DAY}/kallelse/paminnelse") | {"wanted": "1"}

        assert office.post(f"{DAY}/kallelse/paminnelse", data=form).status_code == 303
        words = office.get(f"{DAY}/kallelse").words
        assert "får en påminnelse med e-post tis 21 feb 2017, 3 dagar före" in words
        office.post(f"{DAY}/kallelse/paminnelse", data=form)
        acts = select(func.count()).where(AuditEntry.action == "meeting.reminder")
        assert db_session.scalar(acts) == 1

        office.post(f"{DAY}/kallelse/paminnelse", data=form | {"wanted": "0"})
        db_session.expire_all()
        assert seed.remind_unopened is False

    def test_a_reader_cannot_turn_it_on(self, member, office, db_session, world, seed):
        make.send_summons(db_session, world, seed)
        form = office.get(f"{DAY}/kallelse").form(f"{DAY}/kallelse/paminnelse")

        assert member.post(f"{DAY}/kallelse/paminnelse", data=form).status_code in {400, 403}

    def test_rule_sum_only_those_who_have_not_opened_are_reminded_and_only_once(
        self, app, member, db_session, world, director, seed, clock, outbox
    ):
        world.board_users[9].person.email = ""
        sent = make.send_summons(db_session, world, seed)
        reminding.set_reminder(db_session, actor=director, meeting=seed, wanted=True)
        member.get(f"{DAY}/kallelse")
        informed = {p.email for p in queries.convened(db_session, seed).for_information}
        waiting = {
            row.email
            for row in openings.deliveries(db_session, sent.id)
            if row.email and row.opened_at is None and row.email not in informed
        }

        def reminders():
            return [m for m in outbox() if m.subject_type == reminding.ABOUT]

        for early in ("2017-02-20T12:00", "2017-02-21T06:30"):
            clock.stop(early)
            reminding.remind_unopened(db_session)
        assert reminders() == []

        clock.stop("2017-02-21T07:30")
        settings = app.extensions["settings"]
        db_session.commit()
        worker.run_round(settings, worker.mailer_for(settings))
        clock.stop("2017-02-22T07:30")
        worker.run_round(settings, worker.mailer_for(settings))

        assert {m.recipient for m in reminders()} == waiting
        assert len(reminders()) == len(waiting)
        assert world.board_users[4].person.email not in waiting
        first = reminders()[0]
        assert first.heading == "Påminnelse: kallelse till styrelsens sammanträde 2017-02-24"
        assert "fredag den 24 februari 2017 kl. 09.00–15.00 finns att läsa" in first.body
        assert "/sammantraden/2017-02-24\n" in first.body
        sentences = db_session.scalars(
            select(AuditEntry.sentence).where(AuditEntry.action == "meeting.reminded")
        ).all()
        assert sentences == [f"påminde {len(waiting)} personer som inte hade öppnat kallelsen"]

    @pytest.mark.parametrize("case", ["off", "cancelled", "over", "not sent", "no document"])
    def test_no_reminder_without_reason(
        self, db_session, world, director, seed, clock, outbox, case
    ):
        if case == "no document":
            seed.state = MeetingState.SUMMONED
        elif case != "not sent":
            make.send_summons(db_session, world, seed)
        reminding.set_reminder(db_session, actor=director, meeting=seed, wanted=case != "off")
        if case == "cancelled":
            services.cancel_meeting(db_session, actor=director, meeting=seed, reason="Sjukdom")
        before = len(outbox())

        clock.stop("2017-02-24T08:00" if case == "over" else "2017-02-23T08:00")
        reminding.remind_unopened(db_session)

        assert len(outbox()) == before

    def test_when_everybody_but_one_has_opened_that_one_is_reminded(
        self, db_session, world, director, seed, clock, outbox
    ):
        sent = make.send_summons(db_session, world, seed)
        reminding.set_reminder(db_session, actor=director, meeting=seed, wanted=True)
        last = world.board_users[4].person_id
        for row in openings.deliveries(db_session, sent.id):
            if row.person_id != last:
                db_session.add(
                    SummonsOpening(
                        summons_id=sent.id, person_id=row.person_id, first_at=clock.move(minutes=1)
                    )
                )
        clock.stop("2017-02-22T08:00")
        reminding.remind_unopened(db_session)

        (one,) = [m for m in outbox() if m.subject_type == reminding.ABOUT]
        assert one.recipient == world.board_users[4].person.email
        assert (
            db_session.scalars(
                select(AuditEntry.sentence).where(AuditEntry.action == "meeting.reminded")
            ).one()
            == "påminde en person som inte hade öppnat kallelsen"
        )
