"""Pages of a PDF and of the check of a seal; what the office has to see to; the commands."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from io import BytesIO

import pytest

from app.config import SealSettings
from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.kernel import db
from app.kernel.actor import Role
from app.sealing import services
from app.sealing.domain import PdfState
from app.sealing.routes import sealing_tasks
from app.sealing.services import making, pades
from app.sealing.services.keys import SealKey
from tests.integration.sealing.conftest import NOW, SOFFICE, own_seal, pem

needs_libreoffice = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice saknas"),
]


@pytest.fixture
def export(db_session, store):
    """A sealed PDF that waits to be made."""
    found = services.ask(db_session, source=store(), sealed=True)
    db_session.commit()
    return found


@pytest.fixture
def office(client, sign_in, world):
    """The director's browser."""
    sign_in(client, world.director)
    return client


@pytest.fixture
def member(new_client, sign_in, world):
    """The browser of somebody on the board."""
    browser = new_client()
    sign_in(browser, world.board_users[4])
    return browser


def fail(db_session, export, because: str = "Datorn tog slut.") -> None:
    export.state = PdfState.FAILED
    export.failed_because = because
    db_session.commit()


class TestMaking:
    pytestmark = needs_libreoffice

    def test_from_the_queue_to_the_file(self, office, member, db_session, export, reader):
        here = f"/pdf/{export.id}"
        page = office.get(here)
        assert "Köad" in page.words
        assert "Visa hur långt det har kommit" in page.words
        assert member.get(f"{here}/fil.pdf").status_code == 404
        db_session.commit()
        making.make_next()

        words = office.get(here).words
        assert "Förseglad av förbundet" in words
        answer = member.get(f"{here}/fil.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        db_session.refresh(export)
        assert answer.data == documents.content(export.file_version)

        checked = member.post("/kontrollera", data=_chosen(member, answer.data))
        assert "Dokumentet är äkta" in checked.words
        assert "Sigill av Samordningsförbundet Älvbygden" in checked.words
        changed = answer.data.replace(b"obj", b"abj", 1)
        checked = member.post("/kontrollera", data=_chosen(member, changed))
        assert "Dokumentet kan inte bekräftas" in checked.words

    def test_the_office_follows_what_it_may_not_read(self, office, db_session, export, reader):
        reader.may = False
        making.make_next()

        page = office.get(f"/pdf/{export.id}")

        assert "Klar" in page.words
        assert "Hämta PDF:en" not in page.words
        assert office.get(f"/pdf/{export.id}/fil.pdf").status_code == 404


def _chosen(browser, content: bytes) -> dict:
    form = browser.get("/kontrollera").form()
    return {**form, "file": (BytesIO(content), "Protokoll.pdf")}


def test_a_pdf_that_nobody_answers_for_is_read_by_nobody(member, export):
    assert member.get(f"/pdf/{export.id}").status_code == 404
    assert member.get(f"/pdf/{export.id}/fil.pdf").status_code == 404


def test_a_member_who_may_read_follows_but_does_not_ask_again(member, export, reader, db_session):
    fail(db_session, export)

    page = member.get(f"/pdf/{export.id}")

    assert "Misslyckades" in page.words
    assert "Försök igen" not in page.words
    assert member.post(f"/pdf/{export.id}").status_code in {400, 403}
    reader.may = False
    assert member.get(f"/pdf/{export.id}").status_code == 404


def test_the_office_asks_again_and_twice_is_once(office, export, db_session):
    fail(db_session, export)
    page = office.get(f"/pdf/{export.id}")
    assert "Datorn tog slut." in page.words
    form = page.form()

    for _ in range(2):
        assert office.post(f"/pdf/{export.id}", data=form).status_code == 303

    db_session.refresh(export)
    assert (export.state, export.failed_because) == (PdfState.QUEUED, "")


def test_what_is_given_up_is_a_task_for_the_office_until_it_is_asked_for_again(
    app, db_session, export, sign_in, client, new_client
):
    director, chair = sign_in(client, Role.DIRECTOR), sign_in(new_client(), Role.CHAIR)
    fail(db_session, export)

    with app.test_request_context():
        today = kernel_clock.today()
        told = sealing_tasks(db_session, director, today)
        assert [task.text for task in told] == [
            "Gör om PDF:en av Bevis om anslag, som misslyckades"
        ]
        assert sealing_tasks(db_session, chair, today) == []
        services.ask_again(db_session, actor=director, export=export)
        assert sealing_tasks(db_session, director, today) == []


def test_a_certificate_that_ends_is_a_task_sixty_days_before(
    app, db_session, world, sign_in, client, tmp_path, monkeypatch
):
    director = sign_in(client, Role.DIRECTOR)
    own = own_seal(tmp_path / "own")
    file = tmp_path / "nyckel.pem"
    file.write_bytes(pem(SealKey(own.key, own.certificate, (own.authority,))))
    settings = dataclasses.replace(app.extensions["settings"], seal=SealSettings(key_file=file))
    monkeypatch.setitem(app.extensions, "settings", settings)
    ends = own.certificate.not_valid_after_utc.date()

    with app.test_request_context():
        assert sealing_tasks(db_session, director, ends - timedelta(days=61)) == []
        (task,) = sealing_tasks(db_session, director, ends - timedelta(days=60))
        assert (task.due, task.text) == (ends, "Skaffa ett nytt certifikat till förbundets sigill")
        file.write_bytes(b"trasig")
        (task,) = sealing_tasks(db_session, director, ends)
        assert "rätta nyckeln" in task.text


def test_anybody_may_ask_and_nothing_is_kept(client, world, tagged, app, tmp_path):
    page = client.get("/kontrollera")
    assert page.status_code == 200
    assert b"Kontrollera ett dokument" in client.get("/").data
    answer = client.post("/kontrollera", data=page.form())
    assert (answer.status_code, "Välj den PDF" in answer.words) == (422, True)
    own = own_seal(tmp_path / "own")
    stranger = SealKey(own.key, own.certificate, (own.authority,))

    for content, words in (
        (b"Hej", "Filen är inte en PDF."),
        (tagged, "Filen har inget sigill."),
        (pades.seal(tagged, key=stranger, moment=NOW), "någon annan än förbundet"),
    ):
        answer = client.post("/kontrollera", data=_chosen(client, content))
        assert answer.status_code == 200
        assert words in answer.words
        assert "Protokoll.pdf" in answer.words

    assert list(app.extensions["settings"].storage_dir.rglob("*")) == []


def test_a_key_that_cannot_be_read_does_not_stop_the_page(
    client, world, tagged, app, tmp_path, monkeypatch
):
    own = own_seal(tmp_path / "own")
    sealed = pades.seal(tagged, key=SealKey(own.key, own.certificate, (own.authority,)), moment=NOW)
    file = tmp_path / "nyckel.pem"
    file.write_bytes(b"trasig")
    settings = dataclasses.replace(app.extensions["settings"], seal=SealSettings(key_file=file))
    monkeypatch.setitem(app.extensions, "settings", settings)

    answer = client.post("/kontrollera", data=_chosen(client, sealed))

    assert "kan inte kontrolleras just nu" in answer.words


def test_the_commands_make_a_seal_and_check_a_file(app, db_session, world, tagged, tmp_path):
    from app.sealing.services import keys

    db_session.commit()
    run = app.test_cli_runner().invoke
    made = run(args=["sealing", "init"])
    assert made.output.startswith("Sigill av Samordningsförbundet Älvbygden, giltigt till 2019-")
    file = tmp_path / "fil.pdf"
    file.write_bytes(pades.seal(tagged, key=keys.seal_key(""), moment=kernel_clock.now()))
    assert "oförändrad" in run(args=["sealing", "check", str(file)]).output
    file.write_bytes(tagged)
    told = run(args=["sealing", "check", str(file)])
    assert (told.exit_code, told.output) == (1, "Error: Filen har inget sigill.\n")


def test_the_commands_say_what_is_missing(app, db_session, world, tmp_path, monkeypatch):
    db_session.commit()
    settings = dataclasses.replace(app.extensions["settings"], production=True)
    monkeypatch.setitem(app.extensions, "settings", settings)
    run = app.test_cli_runner().invoke

    assert "KLUBBA_SEAL_KEY" in run(args=["sealing", "init"]).output
    key = tmp_path / "nyckel.pem"
    key.write_bytes(b"trasig")
    broken = dataclasses.replace(settings, seal=SealSettings(key_file=key))
    monkeypatch.setitem(app.extensions, "settings", broken)
    file = tmp_path / "fil.pdf"
    file.write_bytes(b"%PDF-1.7 /ByteRange")
    assert "går inte att läsa" in run(args=["sealing", "check", str(file)]).output


def test_a_name_is_found_before_the_association_is_set_up(app, db_session):
    with db.new_session(read_only=True) as session:
        assert services.prepare_key(session).startswith("Sigill av Klubba")
