"""The page of papers: what it holds, what is new, who may read it, what it costs."""

from __future__ import annotations

from functools import partial

import pytest

from app.documents import services as documents
from app.documents.kinds import KALLELSE
from app.kernel.actor import Role
from app.kernel.storage import storage
from app.meetings import queries as meetings
from app.meetings import services
from app.meetings.queries import openings
from app.packets.models import PdfCopy
from tests.factories import meetings as make

DAY = "/sammantraden/2017-02-24"
PAGE = f"{DAY}/las-handlingar"
STATEMENTS = 9
WITH_CHANGES = 11  # whether the newest summons has been opened is asked too
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 24


@pytest.fixture
def director(world):
    return make.director(world)


@pytest.fixture
def add(db_session, director, meeting):
    """``add("namn.txt", innehåll)`` puts an annex on the first item."""

    def do(filename, content, **values):
        return services.add_annex(
            db_session,
            actor=director,
            meeting=meeting,
            item_id=meetings.agenda(db_session, meeting.id)[0].id,
            filename=filename,
            content=content,
            **values,
        )

    return do


class TestWhatItHolds:
    def test_every_item_with_background_proposal_and_papers(self, member, db_session, meeting):
        page = member.get(PAGE)

        assert page.heading == "Handlingar till styrelsen fredag 24 februari 2017"
        for item in meetings.agenda(db_session, meeting.id):
            assert f"{item.label}. {item.heading}" in page.words
            assert all(" ".join(clause.split()) in page.words for clause in item.clauses)
        links = [a.get("href") for a in page.tree.iter("a") if "data-paper" in a.attrib]
        assert len(links) == 8
        assert all(member.get(link).status_code == 200 for link in links)

    def test_the_list_leads_to_every_item(self, member, db_session, meeting):
        page = member.get(PAGE)
        (contents,) = [n for n in page.tree.iter("nav") if n.get("aria-label") == "Innehåll"]

        wanted = [f"#arende-{item.id}" for item in meetings.agenda(db_session, meeting.id)]
        assert [a.get("href") for a in contents.iter("a")] == wanted

    def test_pictures_and_texts_open_in_the_browser_and_others_are_saved(self, member, add):
        numbers = {
            name: add(name, content).number
            for name, content in (
                ("karta.png", PNG),
                ("anteckning.txt", "Åtgärder".encode()),
                ("gammal.txt", "Åtgärder".encode("cp1252")),
                ("bred.txt", "Åtgärder".encode("utf-16")),
                ("tal.csv", b"a;b\n1;2\n"),
                ("underlag.pdf", make.PDF),
            )
        }
        page = member.get(PAGE)
        assert "Läs bilaga" in page.words
        (picture,) = [i for i in page.tree.iter("img") if "data-paper" in i.attrib]
        assert member.get(picture.get("src")).data == PNG

        given = {name: member.get(f"{PAGE}/bilaga/{n}") for name, n in numbers.items()}
        for answer in given.values():
            assert answer.headers["Content-Disposition"].startswith("inline")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert given["anteckning.txt"].headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "windows-1252" in given["gammal.txt"].headers["Content-Type"]
        assert "utf-16" in given["bred.txt"].headers["Content-Type"]
        assert given["tal.csv"].headers["Content-Type"] == "text/plain; charset=utf-8"
        assert given["underlag.pdf"].headers["Content-Type"] == "application/pdf"
        seed = member.get(f"{PAGE}/bilaga/1")
        if seed.headers["Content-Type"].startswith("application/vnd"):
            assert seed.headers["Content-Disposition"].startswith("attachment")

    def test_a_word_file_that_has_become_pdf_for_a_packet_is_read_in_the_browser(
        self, member, db_session, app, add
    ):
        annex = add("underlag.docx", documents.template(KALLELSE))
        address = f"{PAGE}/bilaga/{annex.number}/pdf"
        assert member.get(address).status_code == 404
        assert f"Hämta bilaga {annex.number}" in member.get(PAGE).words

        sha256 = annex.file_version.sha256
        copy = PdfCopy(source_sha256=sha256, pdf_sha256=storage().put(make.PDF))
        db_session.add(copy)
        page = member.get(PAGE)
        assert f"Läs bilaga {annex.number}" in page.words
        assert "hämta som DOCX" in page.words
        answer = member.get(address)
        assert (answer.data, answer.headers["Content-Type"]) == (make.PDF, "application/pdf")
        assert answer.headers["Content-Disposition"].startswith("inline")

    def test_papers_that_belong_to_no_item_come_last(self, member, add, db_session):
        annex = add("lost.txt", b"Allt annat", title="Allt annat")
        annex.agenda_item_id = None

        assert "Övriga handlingar Läs bilaga" in member.get(PAGE).words

    def test_an_empty_agenda_says_so(self, browser_for, db_session, world, clock):
        from datetime import date

        empty = make.create_meeting(db_session, world, held_on=date(2017, 6, 2))
        for item in meetings.items(db_session, empty.id):
            services.remove_item(
                db_session, actor=make.director(world), meeting=empty, item_id=item.id
            )
        words = browser_for(world.director).get("/sammantraden/2017-06-02/las-handlingar").words

        assert "Det finns inga ärenden än" in words


class TestWhatIsNew:
    def test_nothing_is_marked_the_first_times(self, member):
        assert "sedan du läste" not in member.get(PAGE).words
        assert "sedan du läste" not in member.get(PAGE).words

    def test_what_has_changed_is_marked_until_one_says_to_have_read_it(
        self, member, browser_for, world, db_session, director, meeting, add
    ):
        member.get(PAGE)
        add("nytt.pdf", make.PDF)
        services.add_item(db_session, actor=director, meeting=meeting, heading="Sent ärende")

        for _ in range(2):
            words = member.get(PAGE).words
            assert "Ändrat sedan du läste: bilagorna" in words
            assert "Nytt sedan du läste" in words
        assert "sedan du läste" not in browser_for(world.chair).get(PAGE).words
        assert member.post(PAGE).status_code == 303
        assert "Allt är markerat som läst" in member.get(PAGE).words
        assert "sedan du läste" not in member.get(PAGE).words

    def test_whoever_has_read_the_papers_has_opened_the_summons(
        self, member, db_session, world, meeting
    ):
        sent = meetings.last_document(db_session, meeting.id)
        person_id = world.board_users[2].person_id
        known = partial(openings.opened_at, db_session, person_id=person_id)
        assert known(summons_id=sent.id) is None
        member.get(PAGE)
        assert known(summons_id=sent.id)

        services.add_item(db_session, actor=None, meeting=meeting, heading="Sent ärende")
        second = make.send_summons(db_session, world, meeting)
        assert known(summons_id=second.id) is None
        member.get(PAGE)
        assert known(summons_id=second.id)


class TestWho:
    @pytest.mark.parametrize("number", [0, 1, 2, 7])
    def test_the_board_reads_what_was_sent(self, browser_for, world, meeting, number):
        assert browser_for(world.board_users[number]).get(PAGE).status_code == 200

    def test_office_and_auditor_read_it(self, browser_for, world, meeting):
        assert browser_for(world.director).get(PAGE).status_code == 200
        assert browser_for(world.auditor).get(PAGE).status_code == 200

    def test_rule_o5_a_draft_is_not_there_for_members(self, browser_for, db_session, world):
        make.create_meeting(db_session, world)
        member = browser_for(world.board_users[2])

        for path in (PAGE, f"{PAGE}/bilaga/1"):
            assert member.get(path).status_code == 404
        for path in (PAGE, f"{PAGE}/textstorlek", f"{PAGE}/anteckning/1"):
            assert member.post(path, data={"text": "x"}).status_code in {303, 404}
        assert browser_for(world.chair).get(PAGE).status_code == 200

    def test_others_and_those_signed_out_do_not(self, browser_for, client, sign_in, world, meeting):
        assert client.get(PAGE).status_code == 303
        assert client.post(f"{PAGE}/anteckning/1", data={"text": "x"}).status_code == 401
        sign_in(client, Role.APPLICANT)
        assert client.get(PAGE).status_code == 403
        assert browser_for(world.group_users[0]).get(PAGE).status_code == 403

    def test_a_member_is_led_there_first(self, member, browser_for, world):
        page = member.get(DAY)
        (button,) = [a for a in page.tree.iter("a") if "button-primary" in a.get("class", "")]

        assert (button.get("href"), "".join(button.itertext())) == (PAGE, "Läs handlingarna")
        assert PAGE in browser_for(world.director).get(DAY).text

    def test_a_draft_has_no_link_for_those_who_may_not_read_it(
        self, browser_for, db_session, world
    ):
        make.create_meeting(db_session, world)

        assert PAGE not in browser_for(world.board_users[2]).get(DAY).text


class TestSize:
    def test_the_device_remembers_the_size_of_the_text(self, member):
        assert "reading-vanlig" in member.get(PAGE).text
        member.post(f"{PAGE}/textstorlek", data={"size": "storst"})

        page = member.get(PAGE)
        pressed = [b for b in page.tree.iter("button") if b.get("aria-pressed") == "true"]
        assert "reading reading-storst" in page.text
        assert [b.get("value") for b in pressed] == ["storst"]

    def test_a_size_that_does_not_exist_is_passed_over(self, member):
        member.post(f"{PAGE}/textstorlek", data={"size": "jatte"})
        member.set_cookie("klubba-text", "jatte")

        assert "reading-vanlig" in member.get(PAGE).text


class TestWithoutNetwork:
    def test_the_page_names_its_reader_and_its_worker(self, member, world):
        page = member.get(PAGE)

        assert page.headers["X-Reader"] == str(world.board_users[2].id)
        assert f'data-worker="{PAGE}/arbetare.js"' in page.text
        assert "no-store" in page.headers["Cache-Control"]

    def test_the_worker_may_see_only_this_meetings_papers(self, client, meeting):
        answer = client.get(f"{PAGE}/arbetare.js")

        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer.headers["Service-Worker-Allowed"] == PAGE
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]

    def test_nothing_is_kept_after_the_meeting_or_when_it_is_cancelled(
        self, browser_for, world, db_session, director, meeting, clock
    ):
        clock.stop("2017-02-25T08:00")
        assert "data-worker" not in browser_for(world.chair).get(PAGE).text
        clock.stop("2017-02-20T08:00")
        services.cancel_meeting(db_session, actor=director, meeting=meeting, reason="Sjukdom")
        page = browser_for(world.chair).get(PAGE)
        assert "data-worker" not in page.text
        assert "Sammanträdet är inställt" in page.words

    def test_logging_out_has_the_browser_forget_what_it_keeps(self, member):
        assert member.post("/logga-ut").headers["Clear-Site-Data"] == '"storage"'


@pytest.mark.slow
def test_25_items_and_60_annexes_take_as_many_statements_as_one(
    browser_for, db_session, world, director, counting
):
    meeting = make.create_meeting(db_session, world)
    make.send_summons(db_session, world, meeting)
    member = browser_for(world.board_users[2])

    def statements():
        member.get(PAGE)
        with counting() as seen:
            assert member.get(PAGE).status_code == 200
        return seen

    few = statements()
    items = list(meetings.agenda(db_session, meeting.id))
    for number in range(25 - len(items)):
        item = services.add_item(
            db_session,
            actor=director,
            meeting=meeting,
            heading=f"Ärende {number}",
            background="Bakgrund. " * 40,
            clauses=[f"punkt {n}" for n in range(4)],
        )
        for n in range(4):
            services.add_annex(
                db_session,
                actor=director,
                meeting=meeting,
                item_id=item.id,
                filename=f"bilaga {number} {n}.pdf",
                content=make.PDF,
            )
    assert len(statements()) <= WITH_CHANGES
    member.post(PAGE)
    many = statements()

    assert len(meetings.agenda(db_session, meeting.id)) == 25
    assert len(meetings.annexes(db_session, meeting.id)) >= 60
    assert len(many) == len(few) <= STATEMENTS, "\n\n".join(many)
