"""Writing a year's package to disk: whole and verified, or not there at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.archive.documents import index, mets
from app.archive.documents.erms import erms
from app.archive.documents.mets import Entry
from app.archive.domain import FileFacts, PackageFacts
from app.archive.domain.facts import written
from app.archive.services.gathering import gather
from app.archive.services.papers import bundles
from app.archive.services.verifying import ERMS_PATH, REPRESENTATION, SCHEMAS, verify_package
from app.association import queries as association
from app.config import ROOT
from app.documents import services as documents
from app.kernel import history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError

XML = "application/xml"


@dataclass(frozen=True, slots=True)
class Exported:
    """A package on disk, and the file with the SHA-256 of everything in it."""

    path: Path
    checksums: Path
    package: PackageFacts


def export(session: Session, *, year: int, out: Path, incomplete: bool = False) -> Exported:
    """Write the package of a year in the directory ``out``; reads the database only.

    It is made under another name, verified against its schemas and checksums, and takes the place
    of an earlier one. Made twice of the same documents it differs in no byte but the moments at
    which it was made.

    Raises:
        DomainError: ``archive.nothing``, ``archive.incomplete`` (unless ``incomplete``),
            ``archive.not_ours``, ``archive.faulty``.
    """
    package = gather(session, year, bundles(session, year))
    _refuse(package, incomplete=incomplete)
    target = out / package.name
    if target.exists() and not (target / "METS.xml").is_file():
        raise DomainError("archive.not_ours", path=str(target))
    out.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{package.name}-", dir=out))
    try:
        _write(unfinished, package)
        if faults := verify_package(unfinished):
            raise DomainError("archive.faulty", fault=faults[0])
        unfinished.chmod(0o755)
        _put_in_place(unfinished, target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Exported(target, _checksums(target), package)


def note_export(session: Session, *, actor: Actor | None, exported: Exported) -> None:
    """Write in the log that a package was made, with the SHA-256 of its METS file."""
    package = exported.package
    history.note(
        session,
        actor=actor,
        action="archive.exported",
        subject=association.get_association(session),
        sentence=f"gjorde arkivpaketet {package.name}",
        year=package.year,
        sha256=_digest(exported.path / "METS.xml"),
        missing=len(package.missing),
    )


def _refuse(package: PackageFacts, *, incomplete: bool) -> None:
    if not package.aggregations:
        raise DomainError("archive.nothing", year=str(package.year))
    if package.missing and not incomplete:
        missing = "; ".join(package.missing)
        raise DomainError("archive.incomplete", year=str(package.year), missing=missing)


def _put_in_place(unfinished: Path, target: Path) -> None:
    """Let the new package have the name; the earlier one is there until then."""
    earlier = unfinished.with_name(f"{unfinished.name}-tidigare")
    if target.exists():
        target.rename(earlier)
    unfinished.rename(target)
    shutil.rmtree(earlier, ignore_errors=True)


def _write(root: Path, package: PackageFacts) -> None:
    data = list(_data(root / REPRESENTATION, package))
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    inner = mets.representation_mets(package, version=version, data=data)
    representation = _put(root, f"{REPRESENTATION}/METS.xml", inner, XML, package)
    outer = mets.package_mets(
        package,
        version=version,
        erms=_put(root, ERMS_PATH, erms(package), XML, package),
        documentation=list(_documentation(root, package)),
        schemas=list(_schemas(root, package)),
        representation=representation,
    )
    _put(root, "METS.xml", outer, XML, package)


def _data(root: Path, package: PackageFacts) -> Iterator[Entry]:
    for file in package.files:
        _copy(file, root / file.path)
        created = written(file.created)
        yield Entry(file.path, file.sha256, file.size, file.media_type, created)


def _copy(file: FileFacts, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with documents.open_content(file) as kept, target.open("wb") as copy:
        shutil.copyfileobj(kept, copy)


def _documentation(root: Path, package: PackageFacts) -> Iterator[Entry]:
    yield _put(root, Path(index.PAGE).name, index.index(package), "text/html", package)
    yield _put(root, Path(index.STYLE).name, index.style(), "text/css", package)
    about = index.about(package)
    yield _put(root, "documentation/om-paketet.txt", about, "text/plain", package)


def _schemas(root: Path, package: PackageFacts) -> Iterator[Entry]:
    for path in sorted(SCHEMAS.iterdir()):
        yield _put(root, f"schemas/{path.name}", path.read_bytes(), XML, package)


def _put(root: Path, href: str, content: bytes, media_type: str, package: PackageFacts) -> Entry:
    path = root / href
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return Entry(href, digest, len(content), media_type, package.moment)


def _checksums(target: Path) -> Path:
    """Write the SHA-256 of every file beside the package, as sha256sum reads them."""
    files = sorted(path for path in target.rglob("*") if path.is_file())
    lines = [f"{_digest(path)}  {path.relative_to(target.parent)}\n" for path in files]
    made = target.with_name(f"{target.name}.sha256")
    made.write_text("".join(lines), "utf-8")
    return made


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
