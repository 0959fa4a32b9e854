"""METS of a package and of its representation, by E-ARK's common specification and its SIP (2.1).

FGS Paketstruktur 2.0 is the Swedish adoption of the same. Every file but the METS files themselves
stands in a ``file`` or ``mdRef`` with its size and SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from app.archive.domain import PackageFacts

METS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
CONTENT = "citserms_v2_1"
TYPE = "Textual works – Digital"
SOFTWARE = "Klubba"
REPRESENTATION = "Representations/rep1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as METS tells of it; ``href`` is from where the METS file lies."""

    href: str
    sha256: str
    size: int
    media_type: str
    created: str


def package_mets(
    package: PackageFacts,
    *,
    version: str,
    erms: Entry,
    documentation: Iterable[Entry],
    schemas: Iterable[Entry],
    representation: Entry,
) -> bytes:
    """Return the METS file at the root of the package."""
    root = _root(package.name, f"Justerade handlingar {package.year}, {package.association}")
    _header(root, package, version)
    _descriptive(root, erms)
    files = _sub(root, "fileSec", ID="fileSec")
    _group(files, "Documentation", documentation)
    _group(files, "Schemas", schemas)
    _group(files, REPRESENTATION, [representation], kind=CONTENT)
    top = _structure(root, package.name)
    _sub(top, "div", ID="div-metadata", LABEL="Metadata", DMDID="dmd-erms")
    for name in ("Documentation", "Schemas"):
        div = _sub(top, "div", ID=f"div-{_id(name)}", LABEL=name)
        _sub(div, "fptr", FILEID=f"group-{_id(name)}")
    div = _sub(top, "div", ID="div-rep1", LABEL=REPRESENTATION)
    _pointer(div, representation.href)
    return _written(root)


def representation_mets(package: PackageFacts, *, version: str, data: Iterable[Entry]) -> bytes:
    """Return the METS file of the representation, with every document."""
    root = _root("rep1", f"Handlingarna i {package.name}")
    _header(root, package, version)
    files = _sub(root, "fileSec", ID="fileSec")
    _group(files, "Data", data, kind=CONTENT)
    top = _structure(root, "rep1")
    _sub(top, "div", ID="div-metadata", LABEL="Metadata")
    div = _sub(top, "div", ID="div-data", LABEL="Data")
    _sub(div, "fptr", FILEID="group-data")
    return _written(root)


def _root(name: str, label: str) -> Any:
    spaces = f'xmlns="{METS}" xmlns:xlink="{XLINK}" xmlns:csip="{CSIP}"'
    root = etree.fromstring(f"<mets {spaces}/>")
    given = {"OBJID": name, "LABEL": label, "TYPE": TYPE, "PROFILE": PROFILE}
    for key, value in given.items():
        root.set(key, value)
    root.set(f"{{{CSIP}}}CONTENTINFORMATIONTYPE", CONTENT)
    return root


def _header(root: Any, package: PackageFacts, version: str) -> None:
    header = _sub(
        root,
        "metsHdr",
        CREATEDATE=package.moment,
        RECORDSTATUS="NEW",
        **{f"{{{CSIP}}}OAISPACKAGETYPE": "SIP"},
    )
    _agent(header, SOFTWARE, version, "SOFTWARE VERSION", ROLE="CREATOR", TYPE="OTHER")
    number = package.organisation_number
    for role in ("ARCHIVIST", "CREATOR"):
        _agent(
            header,
            package.association,
            number,
            "IDENTIFICATIONCODE",
            ROLE=role,
            TYPE="ORGANIZATION",
        )


def _agent(header: Any, name: str, note: str, note_type: str, **attributes: str) -> None:
    if attributes["TYPE"] == "OTHER":
        attributes["OTHERTYPE"] = "SOFTWARE"
    agent = _sub(header, "agent", **attributes)
    _sub(agent, "name").text = name
    noted = _sub(agent, "note", **{f"{{{CSIP}}}NOTETYPE": note_type})
    noted.text = note


def _descriptive(root: Any, erms: Entry) -> None:
    section = _sub(root, "dmdSec", ID="dmd-erms", CREATED=erms.created, STATUS="CURRENT")
    _sub(
        section,
        "mdRef",
        LOCTYPE="URL",
        **_link(erms.href),
        MDTYPE="OTHER",
        OTHERMDTYPE="ERMS",
        MIMETYPE=erms.media_type,
        **_fixity(erms),
    )


def _group(files: Any, use: str, entries: Iterable[Entry], *, kind: str = "") -> None:
    group = _sub(files, "fileGrp", ID=f"group-{_id(use)}", USE=use)
    if kind:
        group.set(f"{{{CSIP}}}CONTENTINFORMATIONTYPE", kind)
    for number, entry in enumerate(entries, start=1):
        name = f"file-{_id(use)}-{number}"
        file = _sub(group, "file", ID=name, MIMETYPE=entry.media_type, **_fixity(entry))
        _sub(file, "FLocat", LOCTYPE="URL", **_link(entry.href))


def _structure(root: Any, label: str) -> Any:
    structure = _sub(root, "structMap", ID="structMap", TYPE="PHYSICAL", LABEL="CSIP")
    return _sub(structure, "div", ID="div-top", LABEL=label)


def _pointer(div: Any, href: str) -> None:
    pointer = _sub(div, "mptr", LOCTYPE="URL", **_link(href))
    pointer.set(f"{{{XLINK}}}title", f"group-{_id(REPRESENTATION)}")


def _link(href: str) -> dict[str, str]:
    return {f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": href}


def _fixity(entry: Entry) -> dict[str, str]:
    return {
        "SIZE": str(entry.size),
        "CREATED": entry.created,
        "CHECKSUM": entry.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }


def _id(name: str) -> str:
    return name.lower().replace("/", "-")


def _sub(parent: Any, name: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{METS}}}{name}", attributes)


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
