"""The archive package of a year: whole, by its schemas, the same every time (E-ARK SIP, ERMS)."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import eark_validator
import pytest
from lxml import etree

from app.archive import services
from app.archive.services import exporting
from app.archive.services.papers import bundles
from app.kernel import history
from app.kernel.errors import DomainError
from app.registry.models import Case
from app.sealing.services import check_seal
from tests.integration.archive.conftest import make_pdfs
from tests.support import page_lint

M = "{http://www.loc.gov/METS/}"
E = "{https://DILCIS.eu/XML/ERMS}"
XSD = Path(eark_validator.__file__).parent / "ipxml" / "resources" / "schema"


@pytest.fixture
def ready(db_session, year):
    """The year with every PDF made."""
    make_pdfs(db_session, bundles(db_session, 2016))
    return db_session


def export(session, out, **values):
    made = services.export(session, year=2016, out=out, **values)
    session.commit()
    return made


def files_of(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole_mets(tmp_path_factory):
    """The whole schema of METS with E-ARK's attributes, from the validator's own resources."""
    folder = tmp_path_factory.mktemp("xsd")
    for path in XSD.iterdir():
        shutil.copy(path, folder)
    return etree.XMLSchema(file=str(folder / "mets.csip.local.v2-0.xsd"))


def test_the_package_has_the_folders_of_a_sip_and_every_document(ready, year, tmp_path):
    _, version = year
    made = export(ready, tmp_path)

    held = files_of(made.path)
    meeting = "representations/rep1/data/2016-11/2016-11-18-styrelsen"
    assert {name for name in held if not name.startswith("representations/rep1/data")} == {
        "METS.xml",
        "documentation/om-paketet.txt",
        "index.css",
        "index.html",
        "metadata/descriptive/erms.xml",
        "representations/rep1/METS.xml",
        "schemas/erms.xsd",
        "schemas/mets.rng",
    }
    assert hashlib.sha256(held[f"{meeting}/01-protokoll/original.docx"]).hexdigest() == (
        version.sha256
    )
    assert f"{meeting}/01-protokoll/med-underskrifter.docx" in held
    assert held[f"{meeting}/01-protokoll/arkivexemplar.pdf"].startswith(b"%PDF")
    assert f"{meeting}/02-bevis-om-anslag/arkivexemplar.pdf" in held
    decision = "representations/rep1/data/2016-11/2016-11-20-delegationsbeslut-1-2016"
    assert f"{decision}/01-beslut-utanfor-sammantrade/arkivexemplar.pdf" in held
    assert made.package.missing == ()


def test_the_package_follows_its_own_schemas_and_the_whole_ones(ready, tmp_path, whole_mets):
    made = export(ready, tmp_path)

    assert services.verify_package(made.path) == []
    for name in ("METS.xml", "representations/rep1/METS.xml"):
        document = etree.parse(str(made.path / name))
        whole_mets.validate(document)
        assert [str(fault) for fault in whole_mets.error_log] == []


def test_mets_holds_what_e_ark_demands_of_a_sip(ready, tmp_path):
    """The requirements that the package can break without breaking a grammar."""
    made = export(ready, tmp_path)
    root = etree.parse(str(made.path / "METS.xml")).getroot()

    assert root.get("OBJID") == made.path.name  # CSIP1
    ids = [one.get("ID") for one in root.iter() if one.get("ID")]
    assert len(ids) == len(set(ids))
    groups = {one.get("ID") for one in root.iter(f"{M}fileGrp")}
    pointed = {one.get("FILEID") for one in root.iter(f"{M}fptr")}
    [pointer] = root.iter(f"{M}mptr")
    titles = {pointer.get("{http://www.w3.org/1999/xlink}title")}
    assert pointed | titles == groups  # CSIP108, 116, 118
    href = pointer.get("{http://www.w3.org/1999/xlink}href")
    assert (made.path / href).is_file()  # CSIP110
    [metadata] = [one for one in root.iter(f"{M}div") if one.get("LABEL") == "Metadata"]
    assert metadata.get("DMDID") == root.find(f"{M}dmdSec").get("ID")  # CSIP92
    agents = {(one.get("ROLE"), one.get("TYPE")) for one in root.iter(f"{M}agent")}
    assert ("CREATOR", "OTHER") in agents  # CSIP11-13
    assert ("ARCHIVIST", "ORGANIZATION") in agents


def test_the_metadata_tells_who_signed_when_and_how_long_one_may_appeal(ready, year, tmp_path):
    meeting, version = year
    made = export(ready, tmp_path)
    root = etree.parse(str(made.path / "metadata/descriptive/erms.xml")).getroot()

    aggregation = root.find(f"{E}aggregations/{E}aggregation")
    assert aggregation.findtext(f"{E}extraId") == meeting.case.number
    minutes, proof = aggregation.findall(f"{E}record")
    assert minutes.findtext(f"{E}extraId") == version.sha256
    signers = [
        (one.get("agentType"), one.findtext(f"{E}role")) for one in minutes.find(f"{E}agents")
    ]
    assert signers == [
        ("main_signatory", "ordförande"),
        ("other_signatory", "sekreterare"),
        ("other_signatory", "justerare"),
    ]
    days = [one.text for one in minutes.iter(f"{E}actionDate")]
    assert days == ["2016-11-21T00:00:00"] * 3
    assert minutes.find(f"{E}eSignatures/{E}eSignature").get("present") == "true"
    period = {one.get("dateType"): one.text for one in proof.iter(f"{E}actionDate")}
    assert period == {"start": "2016-11-21T00:00:00", "end": "2016-12-12T00:00:00"}
    assert any("Val av" in note.text for note in minutes.iter(f"{E}note"))


def test_a_confidentiality_mark_is_told(ready, year, tmp_path):
    meeting, _ = year
    case = ready.get(Case, meeting.case_id)
    case.confidentiality_provision = "OSL 26 kap. 1 §"
    case.confidentiality_authority = "Samordningsförbundet"
    case.confidentiality_marked_on = meeting.held_on
    ready.commit()

    made = export(ready, tmp_path)

    root = etree.parse(str(made.path / "metadata/descriptive/erms.xml")).getroot()
    marks = [one.findtext(f"{E}regulation") for one in root.iter(f"{E}restriction")]
    assert marks == ["OSL 26 kap. 1 §"] * 3  # the meeting and its two documents
    assert "Sekretess: OSL 26 kap. 1 §" in (made.path / "index.html").read_text()


def test_two_exports_differ_only_in_the_moment(ready, tmp_path, clock):
    clock.move(hours=1)
    first = export(ready, tmp_path / "a")
    clock.move(days=1)
    second = export(ready, tmp_path / "b")

    one, two = files_of(first.path), files_of(second.path)
    assert set(one) == set(two)
    differing = {name for name in one if one[name] != two[name]}
    assert differing == {
        "METS.xml",
        "index.html",
        "metadata/descriptive/erms.xml",
        "representations/rep1/METS.xml",
    }
    old, new = first.package.moment.encode(), second.package.moment.encode()
    erms = "metadata/descriptive/erms.xml"
    assert one[erms].replace(old, new) == two[erms]
    assert (
        one["representations/rep1/METS.xml"].replace(old, new)
        == (two["representations/rep1/METS.xml"])
    )


def test_exporting_again_takes_the_place_of_the_earlier_package(ready, tmp_path):
    first = export(ready, tmp_path)
    before = files_of(first.path)
    (first.path / "METS.xml").write_text("skräp")

    second = export(ready, tmp_path)

    assert second.path == first.path
    assert files_of(second.path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        first.path.name,
        first.checksums.name,
    ]


def test_the_checksums_are_those_of_sha256sum(ready, tmp_path):
    made = export(ready, tmp_path)

    lines = dict(reversed(line.split("  ", 1)) for line in made.checksums.read_text().splitlines())

    assert set(lines) == {f"{made.path.name}/{name}" for name in files_of(made.path)}
    for name, digest in lines.items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest


def test_what_lacks_its_pdf_is_told_and_refused(db_session, year, tmp_path):
    with pytest.raises(DomainError) as caught:
        export(db_session, tmp_path)

    assert caught.value.code == "archive.incomplete"
    assert "Protokoll 2016-11-18, §§ 1–" in caught.value.details["missing"]
    assert list(tmp_path.iterdir()) == []


def test_an_incomplete_package_says_so_in_its_name_and_everywhere(db_session, year, tmp_path):
    made = export(db_session, tmp_path, incomplete=True)

    assert made.path.name.endswith("-ofullstandigt")
    assert services.verify_package(made.path) == []
    assert "Paketet är ofullständigt" in (made.path / "index.html").read_text()
    assert "OFULLSTÄNDIGT" in (made.path / "documentation/om-paketet.txt").read_text()
    root = etree.parse(str(made.path / "metadata/descriptive/erms.xml")).getroot()
    assert root.find(f".//{E}maintenanceAgency/{E}note") is not None


def test_a_year_without_documents_has_no_package(db_session, world, tmp_path):
    with pytest.raises(DomainError, match=r"archive\.nothing"):
        services.export(db_session, year=2016, out=tmp_path)


def test_a_folder_that_is_no_package_is_left_alone(ready, tmp_path):
    made = export(ready, tmp_path)
    shutil.rmtree(made.path)
    made.path.mkdir()
    (made.path / "mina anteckningar.txt").write_text("viktigt")

    with pytest.raises(DomainError, match=r"archive\.not_ours"):
        export(ready, tmp_path)

    assert (made.path / "mina anteckningar.txt").read_text() == "viktigt"


def test_a_package_that_breaks_its_schema_is_not_kept(ready, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "erms", lambda _package: b"<erms/>")

    with pytest.raises(DomainError, match=r"archive\.faulty"):
        export(ready, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_changed_stored_file_stops_the_export(ready, year, tmp_path):
    from tests.support import tampering

    tampering.change_a_byte(year[1].sha256)

    with pytest.raises(ValueError, match="has been changed"):
        export(ready, tmp_path)

    assert list(tmp_path.iterdir()) == []


HARM = {
    "a byte": (lambda root: _append(root / "index.html"), "index.html har en annan storlek"),
    "another byte": (
        lambda root: _swap(root / "index.css"),
        "index.css har en annan kontrollsumma",
    ),
    "a file gone": (lambda root: (root / "index.css").unlink(), "index.css saknas i paketet"),
    "a file more": (lambda root: (root / "mer.txt").write_text("x"), "mer.txt ligger i paketet"),
    "no METS": (lambda root: (root / "METS.xml").unlink(), "METS.xml saknas"),
    "no XML": (
        lambda root: (root / "metadata/descriptive/erms.xml").write_text("nej"),
        "erms.xml går inte att läsa",
    ),
    "broken METS": (
        lambda root: (root / "representations/rep1/METS.xml").write_text("nej"),
        "rep1/METS.xml går inte att läsa",
    ),
    "another shape": (
        lambda root: _replace(root / "METS.xml", 'RECORDSTATUS="NEW"', 'RECORDSTATUS="OLD"'),
        "METS.xml rad",
    ),
    "a way out": (
        lambda root: _replace(root / "METS.xml", 'href="index.css"', 'href="../index.css"'),
        "saknas i paketet",
    ),
}


def _append(path):
    path.write_bytes(path.read_bytes() + b"x")


def _swap(path):
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)


def _replace(path, old, new):
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize("harm", HARM)
def test_a_package_that_was_harmed_says_where(ready, tmp_path, harm):
    made = export(ready, tmp_path)
    change, words = HARM[harm]
    change(made.path)

    assert any(words in fault for fault in services.verify_package(made.path))


def test_the_index_is_a_page_that_reads_from_disk(ready, year, tmp_path):
    made = export(ready, tmp_path)
    page = (made.path / "index.html").read_text()

    assert page_lint.problems(page, resolves=lambda *_: True) == []
    for href in etree.HTML(page).xpath("//a/@href"):
        assert href.startswith("#") or (made.path / href).is_file(), href
    assert "http" not in page
    assert '<h2 id="m11">November 2016</h2>' in page


def test_the_command_exports_notes_and_verifies(app, ready, year, tmp_path):
    run = app.test_cli_runner().invoke

    done = run(args=["archive", "export", "2016", "--out", str(tmp_path)])

    assert done.exit_code == 0, done.output
    assert "3 handlingar i " in done.output
    [path] = [one for one in tmp_path.iterdir() if one.is_dir()]
    checked = run(args=["archive", "verify", str(path)])
    assert checked.exit_code == 0
    assert "Paketet följer sina scheman" in checked.output
    (path / "index.html").unlink()
    assert run(args=["archive", "verify", str(path)]).exit_code == 1
    entry = ready.scalars(
        history.select(history.AuditEntry).where(history.AuditEntry.action == "archive.exported")
    ).one()
    assert entry.sentence == f"gjorde arkivpaketet {path.name}"
    assert run(args=["archive", "export", "1999", "--out", str(tmp_path)]).exit_code == 1


def test_the_command_tells_of_a_pdf_that_cannot_be_made(app, db_session, year, tmp_path):
    before, os.environ["PATH"] = os.environ["PATH"], ""  # no LibreOffice
    try:
        done = app.test_cli_runner().invoke(
            args=["archive", "export", "2016", "--out", str(tmp_path), "--incomplete"]
        )
    finally:
        os.environ["PATH"] = before

    assert done.exit_code == 0, done.output
    assert "saknar arkivexemplar" in done.output


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice saknas")
def test_the_command_makes_the_pdfs_that_nobody_has_made(app, db_session, year, tmp_path):
    done = app.test_cli_runner().invoke(args=["archive", "export", "2016", "--out", str(tmp_path)])

    assert done.exit_code == 0, done.output
    assert "Gjorde 3 arkivexemplar." in done.output
    [path] = [one for one in tmp_path.iterdir() if one.is_dir()]
    assert services.verify_package(path) == []
    [minutes] = path.glob("representations/rep1/data/*/*/01-protokoll/arkivexemplar.pdf")
    assert check_seal(minutes.read_bytes()).valid
