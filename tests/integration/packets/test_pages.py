"""The pages of the packet: asked for, followed, fetched, old."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.kernel.actor import Role
from app.meetings import services as meetings
from app.packets import queries, services
from app.packets.domain import PacketState
from app.packets.models import Packet
from app.packets.services.making import make_next
from tests.factories import meetings as make
from tests.integration.packets.conftest import SOFFICE

DAY = "/sammantraden/2017-02-24"
PACKET = f"{DAY}/handlingspaket"

needs_libreoffice = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice saknas"),
]


@pytest.fixture
def office(client, sign_in, world):
    """The director's browser."""
    sign_in(client, world.director)
    return client


@pytest.fixture
def member(new_client, sign_in, world):
    """The browser of somebody on the board who does not lead it."""
    browser = new_client()
    sign_in(browser, world.board_users[4])
    return browser


class TestMaking:
    pytestmark = needs_libreoffice

    def test_from_the_summons_to_the_file(self, office, member, db_session, world, meeting, add):
        add("Ansökan.pdf")
        make.send_summons(db_session, world, meeting)
        page = office.get(f"{DAY}/kallelse")
        assert "Gör hela handlingspaketet som PDF" in page.words

        assert office.post(PACKET, data=page.form()).status_code == 303
        words = office.get(PACKET).words
        assert "Arbetet börjar inom någon minut" in words
        assert "Handlingar: 0 av 2" in words
        assert "0 av 2 handlingar" in office.get(f"{DAY}/kallelse").words
        assert member.get(f"{PACKET}.pdf").status_code == 404

        db_session.commit()
        make_next()
        page = office.get(PACKET)
        assert "Paketet är klart" in page.words
        assert "gammalt" not in page.words
        words = member.get(f"{DAY}/kallelse").words
        assert "3 sidor" in words
        assert "Gammalt" not in words
        answer = member.get(f"{PACKET}.pdf")
        assert answer.data.startswith(b"%PDF-1.7")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert int(answer.headers["Content-Length"]) == len(answer.data)

        add("Ny bilaga.pdf")
        assert "Paketet är gammalt" in office.get(PACKET).words
        assert "Gammalt" in office.get(f"{DAY}/kallelse").words
        assert "Läs de senaste handlingarna" in member.get(PACKET).words

    def test_rule_o5_a_packet_of_a_draft_is_the_offices(
        self, office, member, db_session, world, meeting, director, add
    ):
        add("Trasig.pdf", make.PDF)
        services.ask(db_session, actor=director, meeting=meeting)
        db_session.commit()
        make_next()

        assert member.get(PACKET).status_code == 404
        words = office.get(PACKET).words
        assert "Bara kansliet ser det" in words
        assert "En bilaga gick inte att ta med" in words
        make.send_summons(db_session, world, meeting)
        assert "Inget paket är gjort" in member.get(PACKET).words
        assert member.get(f"{PACKET}.pdf").status_code == 404
        assert "Paketet är gammalt" in office.get(PACKET).words


def test_what_went_wrong_is_told_and_it_can_be_asked_for_again(
    office, db_session, director, meeting
):
    packet = services.ask(db_session, actor=director, meeting=meeting)
    packet.state = PacketState.FAILED
    packet.failed_because = "Något gick fel."

    page = office.get(PACKET)
    assert "Paketet gick inte att göra" in page.words
    assert "Något gick fel." in page.words
    assert "Gick inte att göra" in office.get(f"{DAY}/kallelse").words
    assert office.post(PACKET, data=page.form()).status_code == 303
    assert queries.under_way(db_session, meeting.id)


def test_an_empty_agenda_makes_no_packet(office, db_session, director, meeting):
    for item in list(meeting.items):
        meetings.remove_item(db_session, actor=director, meeting=meeting, item_id=item.id)

    page = office.post(PACKET, data=office.get(PACKET).form())

    assert page.status_code == 422
    assert "Dagordningen är tom" in page.words
    assert db_session.query(Packet).count() == 0


def test_only_the_office_makes_and_only_readers_read(
    office, member, new_client, sign_in, db_session, world, meeting
):
    make.send_summons(db_session, world, meeting)
    stranger = new_client()
    sign_in(stranger, Role.APPLICANT)

    assert member.post(PACKET, data=office.get(PACKET).form()).status_code in {400, 403}
    assert stranger.get(PACKET).status_code == 403
    assert "handlingspaket" not in member.get(f"{DAY}/kallelse").words


def test_pages_are_served_without_the_libraries_that_draw():
    code = (
        "import sys, tempfile, pathlib\n"
        "from app import create_app\n"
        "from app.config import Settings\n"
        "create_app(Settings('sqlite://', 'x' * 40, pathlib.Path(tempfile.gettempdir())))\n"
        "print([name for name in ('PIL', 'pypdf', 'reportlab') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
