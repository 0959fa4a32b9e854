"""The worker makes packets: whole, once, step by step, and again after it was killed."""

from __future__ import annotations

import shutil
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from PIL import Image
from sqlalchemy import func, select

from app.documents import services as documents
from app.kernel import db, worker
from app.meetings import services as meetings
from app.packets import queries, services
from app.packets.domain import AGAIN_AFTER, LEASE, MOST_TRIES, PacketState
from app.packets.models import Packet, PdfCopy
from app.packets.services import converting, making
from tests.factories import meetings as make
from tests.integration.packets.conftest import SOFFICE, word
from tests.unit.packets.test_joining import drawn

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice saknas"),
]


def texts(packet: Packet) -> list[str]:
    content = documents.content(packet.file_version)
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


def made(db_session, packet: Packet) -> Packet:
    db_session.commit()
    assert making.make_next()
    db_session.expire_all()
    return packet


def picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (30, 20)).save(stream, "PNG")
    return stream.getvalue()


def broken_word() -> bytes:
    """Return a file that says that it is a Word document, and is none inside."""
    stream = BytesIO()
    with ZipFile(BytesIO(word("Hel"))) as whole, ZipFile(stream, "w") as broken:
        for name in whole.namelist():
            if name == "[Content_Types].xml":
                broken.writestr(name, whole.read(name))
        broken.writestr("word/document.xml", "<inget")
    return stream.getvalue()


def locked() -> bytes:
    writer = pypdf.PdfWriter(BytesIO(drawn("Hemlig")))
    writer.encrypt("hemligt", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_the_whole_packet_is_one_pdf(db_session, world, director, meeting, add):
    add("Ansökan.pdf")
    add("Tjänsteskrivelse.docx", word("Skrivet i Word"))
    add("Karta.png", picture())
    add("Siffror.csv", "År;Antal\n2016;12\n".encode())
    make.send_summons(db_session, world, meeting)

    packet = made(db_session, services.ask(db_session, actor=director, meeting=meeting))

    assert (packet.state, packet.done_papers, packet.total_papers) == (PacketState.DONE, 5, 5)
    assert (packet.tries, packet.left_out, packet.of_draft) == (1, 0, False)
    assert packet.file_version.filename == "Handlingar 2017-02-24.pdf"
    front, summons, *annexes = texts(packet)
    assert packet.pages == 2 + len(annexes)
    assert "Bilaga 2, Tjänsteskrivelse" in front
    assert "Utkast" not in front
    assert "Kallelse till styrelsens sammanträde" in summons
    assert f"2 ({packet.pages})" in summons
    expected = ["Innehållet i Ansökan.pdf", "Skrivet i Word", "", "2016;12"]
    for number, (text, words) in enumerate(zip(annexes, expected, strict=True), 1):
        assert words in text
        assert f"Bilaga {number}" in text
        assert f"{number + 2} ({packet.pages})" in text
    outline = pypdf.PdfReader(BytesIO(documents.content(packet.file_version))).outline
    assert [mark.title for mark in outline if not isinstance(mark, list)][:3] == [
        "Innehåll",
        "Kallelse",
        "1. Sammanträdet öppnas",
    ]


def test_what_cannot_be_shown_gets_a_page_that_says_where_it_is(
    db_session, director, meeting, add, app
):
    add("Trasig.pdf", make.PDF)
    add("Låst.pdf", locked())
    add("Trasig.docx", broken_word())
    add("Trasig.png", b"\x89PNG\r\n\x1a\n" + b"x" * 40)

    packet = made(db_session, services.ask(db_session, actor=director, meeting=meeting))

    assert (packet.state, packet.left_out, packet.of_draft) == (PacketState.DONE, 4, True)
    front, _, broken, closed, odd, image = texts(packet)
    assert "Utkast. Kallelsen är inte skickad." in front
    assert "Bilaga 1, Trasig" in broken
    assert "skadad" in broken
    with app.test_request_context():
        from flask import url_for

        assert url_for("meetings.annex", day=meeting.held_on, number=1) in broken
    assert "skyddad med lösenord" in closed
    assert "gick inte att göra om till PDF" in odd
    assert "Bilden är skadad" in image


def test_a_kind_that_is_not_known_and_a_file_that_is_gone_are_told(
    db_session, director, meeting, add, app
):
    add("Ansökan.pdf")
    add("Annan.pdf")
    first, second = services.contents_of(db_session, meeting).papers
    shutil.rmtree(app.extensions["settings"].storage_dir / first.sha256[:2])
    from dataclasses import replace
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        gone = converting.part_of(first, meeting.held_on, Path(folder))
        odd = replace(second, media_type="application/x-okand")
        unknown = converting.part_of(odd, meeting.held_on, Path(folder))
        words = [pypdf.PdfReader(part.path).pages[0].extract_text() for part in (gone, unknown)]

    assert gone.left_out
    assert unknown.left_out
    assert "kan inte läsas från lagringen" in words[0]
    assert "Filer av det här slaget" in words[1]


def test_progress_is_stored_as_it_goes(db_session, director, meeting, add, monkeypatch):
    for number in range(3):
        add(f"Bilaga {number}.pdf")
    seen = []

    def watched(*args):
        with db.new_session(read_only=True) as other:
            packet = other.scalars(select(Packet)).one()
            seen.append((packet.state, packet.done_papers, packet.total_papers))
        return converting.part_of(*args)

    monkeypatch.setattr(making, "part_of", watched)
    made(db_session, services.ask(db_session, actor=director, meeting=meeting))

    assert seen == [(PacketState.RUNNING, done, 4) for done in (1, 2, 3)]


def test_an_office_file_is_made_once_and_kept_for_the_next_packet(
    db_session, director, meeting, add, monkeypatch
):
    add("Tjänsteskrivelse.docx", word("Skrivet i Word"))
    first = made(db_session, services.ask(db_session, actor=director, meeting=meeting))
    assert db_session.scalar(select(func.count()).select_from(PdfCopy)) == 2

    monkeypatch.setenv("PATH", "/finns/inte")
    second = made(db_session, services.ask(db_session, actor=director, meeting=meeting))

    assert second.state is PacketState.DONE
    assert texts(first) == texts(second)
    assert second.file_version.document_id == first.file_version.document_id


def test_two_who_make_the_same_copy_at_once_keep_one(db_session, app):
    converting._keep("a" * 64, "b" * 64)
    converting._keep("a" * 64, "b" * 64)

    assert db_session.scalar(select(func.count()).select_from(PdfCopy)) == 1


def test_without_libreoffice_it_says_so_and_can_be_asked_for_again(
    db_session, director, meeting, add, monkeypatch
):
    add("Tjänsteskrivelse.docx", word("Skrivet i Word"))
    with monkeypatch.context() as without:
        without.setenv("PATH", "/finns/inte")
        packet = made(db_session, services.ask(db_session, actor=director, meeting=meeting))
    assert packet.state is PacketState.FAILED
    assert "LibreOffice inte är installerat" in packet.failed_because

    again = made(db_session, services.ask(db_session, actor=director, meeting=meeting))
    assert again.state is PacketState.DONE


def test_an_annex_in_word_needs_libreoffice_too(
    db_session, world, director, meeting, add, monkeypatch
):
    make.send_summons(db_session, world, meeting)
    made(db_session, services.ask(db_session, actor=director, meeting=meeting))
    add("Tjänsteskrivelse.docx", word("Skrivet i Word"))
    make_summons = services.ask(db_session, actor=director, meeting=meeting)
    monkeypatch.setattr(converting, "to_pdf", _missing)

    assert made(db_session, make_summons).state is PacketState.FAILED


def _missing(*_args, **_options):
    from app.documents.pdf import PdfUnavailable

    raise PdfUnavailable("documents.pdf_no_program")


def test_one_that_is_under_way_is_not_asked_for_twice(db_session, director, meeting, add):
    first = services.ask(db_session, actor=director, meeting=meeting)

    assert services.ask(db_session, actor=director, meeting=meeting) is first


def test_two_workers_never_make_the_same(db_session, director, meeting, add):
    services.ask(db_session, actor=director, meeting=meeting)
    db_session.commit()

    first = making.claim_next()
    assert first is not None
    assert making.claim_next() is None


def test_a_killed_worker_is_followed_by_another_and_disturbs_nothing(
    db_session, director, meeting, add, clock
):
    packet = services.ask(db_session, actor=director, meeting=meeting)
    db_session.commit()
    dead = making.claim_next()
    assert not making.make_next()

    clock.move(seconds=LEASE.total_seconds() + 1)
    assert making.make_next()
    making._make_quietly(dead)

    db_session.expire_all()
    assert (packet.state, packet.tries) == (PacketState.DONE, 2)


def test_what_fails_is_tried_again_and_given_up_in_the_end(
    db_session, director, meeting, add, clock, monkeypatch
):
    packet = services.ask(db_session, actor=director, meeting=meeting)
    db_session.commit()

    def broken(*_args, **_options):
        raise RuntimeError("trasig")

    monkeypatch.setattr(making, "gather", broken)
    for number in range(MOST_TRIES):
        assert making.make_next(), number
        assert not making.make_next()
        clock.move(seconds=AGAIN_AFTER.total_seconds() + 1)

    db_session.expire_all()
    assert packet.state is PacketState.FAILED
    assert "avbröts flera gånger" in packet.failed_because
    db_session.commit()
    assert not making.make_next()


def test_one_that_killed_every_worker_is_given_up(db_session, director, meeting, clock):
    packet = services.ask(db_session, actor=director, meeting=meeting)
    db_session.commit()
    for _ in range(MOST_TRIES):
        assert making.claim_next()
        clock.move(seconds=LEASE.total_seconds() + 1)

    assert making.claim_next() is None
    db_session.expire_all()
    assert packet.state is PacketState.FAILED


def test_a_claim_that_has_been_lost_changes_nothing(db_session, director, meeting, clock):
    packet = services.ask(db_session, actor=director, meeting=meeting)
    db_session.commit()
    lost = making.claim_next()
    clock.move(seconds=LEASE.total_seconds() + 1)
    making.claim_next()

    making._give_up(lost, "Något")
    making._try_again(lost)

    db_session.expire_all()
    assert (packet.state, packet.tries) == (PacketState.RUNNING, 2)


def test_annexes_without_an_item_come_last(db_session, director, meeting, add):
    add("Ansökan.pdf")
    meetings.add_annex(
        db_session, actor=director, meeting=meeting, item_id=None,
        filename="Lös.pdf", content=drawn("Lös"),
    )  # fmt: skip

    chapters = services.contents_of(db_session, meeting).chapters

    assert (chapters[-1].name, chapters[-1].papers[0].title) == ("Bilagor utan ärende", "Lös")


def test_the_worker_does_it_in_its_round(app, db_session, director, meeting, add, tmp_path):
    packet = services.ask(db_session, actor=director, meeting=meeting)
    db_session.commit()

    settings = app.extensions["settings"]
    worker.run_round(settings, worker.mailer_for(settings))

    db_session.expire_all()
    assert packet.state is PacketState.DONE
    assert queries.newest_done(db_session, meeting.id, drafts=False) is None
