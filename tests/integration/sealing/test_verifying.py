"""The audit names every PDF that is not as it was left (rule O4)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from app.documents import services as documents
from app.documents.domain import PDF
from app.kernel import clock as kernel_clock
from app.kernel import db
from app.sealing import services
from app.sealing.domain import PdfState
from app.sealing.models import PdfExport
from app.sealing.services import keys, pades
from app.sealing.services.verifying import made_of, verify_pdfs

pytestmark = pytest.mark.slow


@pytest.fixture
def sealed(db_session, store, tagged):
    """A PDF that has been made, sealed and stored, without LibreOffice."""

    def one(
        *,
        seal: bool = True,
        source_sha256: str = "",
        named: str = "",
        change: Callable[[bytes], bytes] = bytes,
    ) -> PdfExport:
        source = store()
        export = services.ask(db_session, source=source, sealed=seal)
        content = _named(tagged, named or source.sha256)
        if seal:
            key = keys.seal_key("Förbundet")
            content = pades.seal(content, key=key, moment=kernel_clock.now())
        stored = documents.store(
            db_session,
            actor=None,
            kind="anslagsbevis_pdf",
            title="Bevis",
            filename="Bevis.pdf",
            media_type=PDF,
            content=change(content),
            data={"source_sha256": source_sha256 or source.sha256},
        )
        db_session.flush()
        export.state, export.file_version_id = PdfState.DONE, stored.id
        db_session.commit()
        return export

    return one


def _named(content: bytes, sha256: str) -> bytes:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        identity = pikepdf.String(bytes.fromhex(sha256[:32]))
        pdf.trailer.ID = pikepdf.Array([identity, identity])
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def found(db_session) -> list[str]:
    db_session.commit()
    with db.new_session(read_only=True) as session:
        (verified,) = verify_pdfs(session)
    return [f"{finding.place}: {finding.sentence}" for finding in verified.findings]


def path_of(app, export: PdfExport) -> Path:
    sha256 = export.file_version.sha256
    return app.extensions["settings"].storage_dir / sha256[:2] / sha256


def test_rule_o4_whole_pdfs_have_nothing_to_tell(app, db_session, sealed):
    sealed()
    sealed(seal=False)

    assert found(db_session) == []
    with db.new_session(read_only=True) as session:
        assert verify_pdfs(session)[0].what == "2 PDF-filer för arkivet, varav 1 med sigill"


def test_rule_o4_one_changed_byte_on_disk_is_named(app, db_session, sealed):
    export = sealed()
    path = path_of(app, export)
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)

    assert found(db_session) == [
        f"pdf_export {export.id}: Filen Bevis.pdf har ändrats sedan den sparades."
    ]
    shutil.rmtree(path.parent)
    assert found(db_session) == [f"pdf_export {export.id}: Filen Bevis.pdf finns inte längre."]


def test_rule_o4_a_file_changed_together_with_its_row_is_named_by_the_seal(app, db_session, sealed):
    sealed(change=lambda content: content.replace(b"/Type /Page", b"/type /Page", 1))

    (told,) = found(db_session)
    assert "Sigillet på Bevis.pdf håller inte. Filen har ändrats" in told


def test_rule_o4_a_pdf_of_another_document_is_named(app, db_session, sealed):
    other = sealed(source_sha256="a" * 64)
    strange = sealed(named="b" * 64)

    mine, named = found(db_session)
    assert mine == (
        f"pdf_export {other.id}: Filen Bevis.pdf är inte gjord av det dokument som den hör till."
    )
    assert named == (
        f"pdf_export {strange.id}: Filen Bevis.pdf säger själv att den är gjord av ett annat "
        "dokument."
    )
    assert not made_of(b"%PDF-trasig", "a" * 64)


def test_the_database_refuses_a_finished_pdf_without_a_file_and_a_silent_failure(
    app, db_session, store
):
    from sqlalchemy.exc import IntegrityError

    export = services.ask(db_session, source=store(), sealed=True)
    db_session.commit()
    for values in (
        {"state": PdfState.DONE},
        {"state": PdfState.FAILED},
        {"failed_because": "Något."},
        {"state": "lost"},
    ):
        change = update(PdfExport).where(PdfExport.id == export.id).values(**values)
        with pytest.raises((IntegrityError, LookupError)):
            db_session.execute(change)
        db_session.rollback()
    twice = PdfExport(
        source_id=export.source_id,
        sealed=True,
        asked_at=export.asked_at,
        claimed_until=export.claimed_until,
    )
    db_session.add(twice)
    with pytest.raises(IntegrityError):
        db_session.flush()
    db_session.rollback()
