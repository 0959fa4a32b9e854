"""The page of a PDF in every state, and anybody's check of a sealed one, in chromium."""

from __future__ import annotations

import pytest

from app.documents import services as documents
from app.documents.domain import DOCX, PDF
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from app.sealing import services
from app.sealing.domain import PdfState
from app.sealing.services import keys, may_read_pdf, pades
from tests.browser.acts import association_only
from tests.integration.sealing.conftest import tagged as tagged  # noqa: PLC0414 -- a fixture
from tests.support import browser

STATES = list(PdfState)


@pytest.fixture
def everybody():
    """Let everybody read every PDF."""

    def yes(*_):
        return True

    may_read_pdf.subscribe(yes)
    yield
    may_read_pdf._subscribers.remove(yes)


def exports(session):
    """One PDF in every state, numbered from 1 in the order of the states."""
    association_only(session)
    for state in STATES:
        source = _stored(session, "Protokoll 2017-02-24.docx", DOCX)
        export = services.ask(session, source=source, sealed=True)
        if state is PdfState.DONE:
            stored = _stored(session, "Protokoll 2017-02-24.pdf", PDF)
            export.file_version_id = stored.id
            export.finished_at = export.asked_at
        if state is PdfState.FAILED:
            export.failed_because = "LibreOffice är inte installerat på servern."
        export.state = state


def _stored(session, filename, media_type):
    stored = documents.store(
        session,
        actor=None,
        kind="protokoll",
        title="Protokoll från styrelsen den 24 februari 2017",
        filename=filename,
        media_type=media_type,
        content=filename.encode(),
    )
    session.flush()
    return stored


def test_every_state_of_a_pdf_and_the_check_of_a_seal_are_accessible(
    app, live_server, open_page, enter, axe, everybody, tagged, tmp_path
):
    address = live_server(exports)
    page = open_page(address, width=1280)
    with app.app_context():
        key = keys.seal_key("Samordningsförbundet Älvbygden")
    sealed = tmp_path / "Protokoll.pdf"
    sealed.write_bytes(pades.seal(tagged, key=key, moment=kernel_clock.now()))

    page.goto("/kontrollera")
    page.get_by_label("PDF-filen").set_input_files(sealed)
    page.get_by_role("button", name="Kontrollera dokumentet").click()
    page.get_by_text("Dokumentet är äkta").wait_for()
    look(page, axe)
    enter(page, Role.DIRECTOR)
    for number in range(1, len(STATES) + 1):
        page.goto(f"/pdf/{number}")
        look(page, axe)


def look(page, axe):
    for width in browser.WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
