"""The association of these tests, browsers of its people, and services that sign."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from app.documents import services as documents
from app.kernel import clock as kernel_clock
from app.sealing import queries as sealing
from app.sealing.domain import PdfState
from tests.factories import cycle
from tests.factories.people import create_world
from tests.support.signing_services import (
    Authority,
    RemoteService,
    UploadService,
    serving,
    small_pdf,
    write_pem,
)


@pytest.fixture
def world(db_session, clock):
    """A whole association on the Monday after the meeting of 2016-11-18."""
    clock.stop(cycle.AFTERNOON)
    return create_world(db_session)


@pytest.fixture
def as_user(new_client, sign_in):
    """``as_user(world.chair)`` returns a browser of that person."""

    def open_browser(user):
        browser = new_client()
        sign_in(browser, user)
        return browser

    return open_browser


@pytest.fixture(scope="session")
def people_authority():
    """Who issues certificates to people."""
    return Authority()


@pytest.fixture
def offering(app, tmp_path, people_authority):
    """``offering(text)`` lets the running association offer what a file of settings says."""
    before = app.extensions["settings"]
    (tmp_path / "trust.pem").write_bytes(people_authority.pem())

    number = count()

    def offer(text):
        path = tmp_path / f"signing-{next(number)}.toml"
        path.write_text(text)
        app.extensions["settings"] = replace(before, signing_file=path, signing_token="hemligt")

    yield offer
    app.extensions["settings"] = before


@pytest.fixture
def remote(offering, tmp_path, people_authority):
    """A service that signs digests, offered to everybody."""
    service = RemoteService(people_authority)
    (tmp_path / "service.pem").write_bytes(service.own.pem())
    write_pem(tmp_path, "Samordningsförbundet", Authority("Vår egen"))
    offering("""
[remote]
name = "Provtjänsten"
address = "https://prov.example/sign"
entity = "https://klubba.example"
trust = "trust.pem"
service = "service.pem"
key = "own-key.pem"
certificate = "own.pem"
""")
    return service


@pytest.fixture
def upload(offering, people_authority):
    """A service that is sent documents, answering on this machine."""
    with serving(UploadService(people_authority)) as service:
        offering(f"""
[uploaded]
name = "Signeringen"
address = "{service.address}"
trust = "trust.pem"
""")
        yield service


@pytest.fixture
def printed(db_session):
    """``printed(version)`` lets the PDF of a frozen version be made, without LibreOffice."""

    def make(version):
        export = sealing.export_of(db_session, version.file_version_id, sealed=False)
        stored = documents.store(
            db_session,
            actor=None,
            kind="protokoll",
            title="Protokoll",
            filename="protokoll-2016-11-18.pdf",
            media_type="application/pdf",
            content=small_pdf(),
        )
        db_session.flush()
        export.state, export.file_version_id = PdfState.DONE, stored.id
        export.finished_at = kernel_clock.now()
        db_session.commit()
        return stored

    return make
