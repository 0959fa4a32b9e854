"""The metadata of a package as XML of E-ARK's specification for records systems (CITS ERMS 2.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lxml import etree

from app.archive.domain import (
    ActFacts,
    AgentFacts,
    AggregationFacts,
    FileFacts,
    MarkFacts,
    PackageFacts,
    RecordFacts,
)
from app.archive.domain.facts import written

NAMESPACE = "https://DILCIS.eu/XML/ERMS"
REPRESENTATION = "representations/rep1/"
SYSTEM = "Klubba"


def erms(package: PackageFacts) -> bytes:
    """Return the metadata of every meeting and document of the year."""
    root = etree.fromstring(f'<erms xmlns="{NAMESPACE}"/>')
    _control(_sub(root, "control"), package)
    all_of_them = _sub(root, "aggregations")
    for aggregation in package.aggregations:
        _aggregation(all_of_them, aggregation)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _sub(parent: Any, name: str, text: str = "", /, **attributes: str) -> Any:
    made = etree.SubElement(parent, _q(name), attributes)
    if text:
        made.text = text
    return made


def _control(control: Any, package: PackageFacts) -> None:
    _sub(control, "identification", package.name, identificationType="package")
    kept = _sub(control, "maintenanceInformation")
    _sub(kept, "maintenanceStatus", value="new")
    agency = _sub(kept, "maintenanceAgency")
    _sub(agency, "otherAgencyCode", package.organisation_number, type="organisationsnummer")
    _sub(agency, "agencyName", package.association)
    for missing in package.missing:
        _sub(agency, "note", f"Ofullständigt paket: {missing}")
        break  # the schema has room for one; the index lists them all
    event = _sub(_sub(kept, "maintenanceHistory"), "maintenanceEvent")
    _sub(event, "eventType", value="created")
    _sub(event, "eventDateTime", package.moment)
    _agent(event, AgentFacts("creator", SYSTEM))


def _aggregation(parent: Any, one: AggregationFacts) -> None:
    made = _sub(parent, "aggregation", systemIdentifier=one.identifier, aggregationType="caseFile")
    _sub(made, "objectId", one.identifier)
    if one.case_number:
        _sub(made, "extraId", one.case_number, extraIdType="diarienummer")
    _sub(made, "title", one.title)
    _sub(made, "status", value="closed")
    _marks(made, one.marks)
    _agents(made, [AgentFacts("responsible_person", one.body_name, "organ")])
    _dates(made, [("decision_date", one.held_on)])
    for record in one.records:
        _record(made, one, record)


def _record(parent: Any, owner: AggregationFacts, one: RecordFacts) -> None:
    made = _sub(
        parent,
        "record",
        systemIdentifier=one.identifier,
        recordType=str(one.kind),
        recordPhysicalOrDigital="digital",
    )
    _sub(made, "objectId", one.identifier)
    if one.sha256:
        _sub(made, "extraId", one.sha256, extraIdType="SHA-256 av de undertecknade byten")
    _sub(made, "parentAggregationId", owner.identifier)
    _sub(made, "title", one.title)
    if one.corrects:
        _sub(
            made,
            "relation",
            one.corrects,
            relationType="own_relation_definition",
            otherRelationType="rättar",
        )
    _marks(made, owner.marks)
    _agents(made, one.agents)
    dates = _sub(made, "dates")
    _sub(dates, "date", written(one.created), dateType="created")
    _sub(dates, "date", _midnight(one.decided_on), dateType="decision_date")
    for act in one.acts:
        _act(made, act)
    _notes(made, one.notes)
    if one.e_signed:
        _sub(_sub(made, "eSignatures"), "eSignature", present="true")
    more = _sub(made, "additionalInformation")
    for file in one.files:
        _appendix(more, file)


def _marks(parent: Any, marks: Iterable[MarkFacts]) -> None:
    for mark in marks:
        made = _sub(parent, "restriction", restrictionType="confidential")
        _sub(made, "explanatoryText", mark.explanation)
        _sub(made, "regulation", mark.regulation)


def _agents(parent: Any, agents: Iterable[AgentFacts]) -> None:
    wanted = list(agents)
    if wanted:
        made = _sub(parent, "agents")
        for agent in wanted:
            _agent(made, agent)


def _agent(parent: Any, agent: AgentFacts) -> None:
    made = _sub(parent, "agent", agentType=agent.kind)
    _sub(made, "name", agent.name)
    if agent.role:
        _sub(made, "role", agent.role)


def _dates(parent: Any, days: Iterable[tuple[str, date]]) -> None:
    made = _sub(parent, "dates")
    for kind, day in days:
        _sub(made, "date", _midnight(day), dateType=kind)


def _act(parent: Any, act: ActFacts) -> None:
    made = _sub(parent, "action")
    _sub(made, "actionText", act.text)
    _sub(made, "actionType", act.kind)
    dates = _sub(made, "dates")
    for kind, day in act.days:
        _sub(dates, "actionDate", _midnight(day), dateType=kind)
    _agents(made, act.agents)


def _notes(parent: Any, notes: Iterable[str]) -> None:
    wanted = list(notes)
    if wanted:
        made = _sub(parent, "notes")
        for note in wanted:
            _sub(made, "note", note)


def _appendix(parent: Any, file: FileFacts) -> None:
    _sub(
        parent,
        "appendix",
        name=file.path.rpartition("/")[2],
        description=f"{file.words}, SHA-256 {file.sha256}",
        fileFormat=file.media_type,
        path=f"file:///{REPRESENTATION}{file.path}",
    )


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"
