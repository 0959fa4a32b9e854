"""What a year's package is to hold: every attested document, by meeting, as the rows tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app.archive import queries
from app.archive.domain import ActFacts, AgentFacts, RecordKind
from app.archive.services.outside import outside
from app.archive.services.parts import Bundle, Other, Paper, mark_of, name_and_role
from app.correction import queries as correction
from app.documents import queries as documents
from app.minutes.domain import SIGNER_WORDS, AttestationMethod, SignerRole
from app.publication import queries as publication
from app.signing import services as signing
from app.signing.domain.words import how_signed

if TYPE_CHECKING:
    from app.documents.models import FileVersion
    from app.minutes.models import Attestation, MinutesVersion
    from app.publication.models import Posting


def bundles(session: Session, year: int) -> list[Bundle]:
    """Return everything of the year that is to be archived, in order of time."""
    versions = queries.attested_versions(session, year)
    meetings = [
        _meeting(session, list(own))
        for _, own in groupby(versions, key=lambda version: version.meeting_id)
    ]
    return sorted([*meetings, *outside(session, year)], key=lambda one: (one.held_on, one.key))


def _meeting(session: Session, versions: list[MinutesVersion]) -> Bundle:
    held = versions[0].meeting
    papers = [_minutes(session, version) for version in versions]
    papers += _corrections(session, held.id)
    papers += [paper for version in versions for paper in _proofs(session, version)]
    return Bundle(
        key=f"meeting {held.id}",
        title=f"{held.body.name}, sammanträde {held.held_on.isoformat()}",
        folder_name=held.body.name,
        body_name=held.body.name,
        held_on=held.held_on,
        case_number=held.case.number,
        papers=tuple(papers),
        marks=tuple(mark_of(case) for case in queries.marked_cases(session, held.id)),
    )


def _minutes(session: Session, version: MinutesVersion) -> Paper:
    """Return the whole minutes or a § attested at once, as signed and with signatures."""
    frozen = version.file_version
    made = signing.attested_document(session, version.id)
    others = [Other(frozen, "original", "De byte som undertecknades (Word)")]
    if made is not None:
        others.append(Other(made, "med-underskrifter", "Med underskrifterna ifyllda (Word)"))
    data: dict[str, Any] = frozen.data or {}
    alone = version.paragraph_id is not None
    day = version.meeting.held_on.isoformat()
    return Paper(
        key=f"minutes_version {version.id}",
        kind=RecordKind.ALONE if alone else RecordKind.MINUTES,
        title=f"{'Omedelbart justerad' if alone else 'Protokoll'} {day}, {data['paragrafspann']}",
        decided_on=version.meeting.held_on,
        source=made or frozen,
        sealed=True,
        others=(*others, *_evidence(session, version.attestations)),
        created=version.frozen_at,
        agents=tuple(
            AgentFacts(_SIGNATORY[signer.role], signer.name, SIGNER_WORDS[signer.role])
            for signer in version.signers
        ),
        acts=tuple(_signatures(version)),
        notes=tuple(_headings(data)),
        e_signed=any(one.method is not AttestationMethod.ON_PAPER for one in version.attestations),
        sha256=version.sha256,
    )


_SIGNATORY = {
    SignerRole.CHAIR: "main_signatory",
    SignerRole.SECRETARY: "other_signatory",
    SignerRole.ATTESTER: "other_signatory",
}


def _signatures(version: MinutesVersion) -> Iterator[ActFacts]:
    signers = {signer.person_id: signer for signer in version.signers}
    for one in version.attestations:
        signer = signers[one.person_id]
        kind = _SIGNATORY[signer.role]
        yield ActFacts(
            text=how_signed(
                one.method,
                assurance=one.assurance,
                attested_on=one.attested_on,
                registered_at=one.registered_at,
            ),
            kind="justering",
            days=((kind.replace("signatory", "signature"), one.attested_on),),
            agents=(AgentFacts(kind, signer.name, SIGNER_WORDS[signer.role]),),
        )


def _headings(data: dict[str, Any]) -> Iterator[str]:
    for row in data.get("paragrafer", ()):
        yield " ".join(filter(None, (row.get("nummer") or f"§ {row['tal']}", row["rubrik"])))


def _evidence(session: Session, signed: Iterable[Attestation]) -> Iterator[Other]:
    """Give the scanned pages and the outside signatures, each file once."""
    found = list(signed)
    scans = dict.fromkeys(one.scan_id for one in found if one.scan_id)
    for number, file_id in enumerate(scans, start=1):
        page = documents.file_version(session, file_id)
        yield Other(page, f"skannad-sida-{number}", f"Undertecknad sida {number}, inskannad")
    proofs = dict.fromkeys(one.evidence_id for one in found if one.evidence_id)
    for number, file_id in enumerate(proofs, start=1):
        proof = documents.file_version(session, file_id)
        yield Other(proof, f"underskrift-{number}", f"Underskrift {number}, från en tjänst")


def _corrections(session: Session, meeting_id: int) -> Iterator[Paper]:
    for one in correction.of_meeting(session, meeting_id):
        file = documents.file_version(session, one.file_version_id)
        day = one.made_at.date()
        signer = AgentFacts("main_signatory", *name_and_role(one.made_by))
        yield Paper(
            key=f"correction {one.id}",
            kind=RecordKind.CORRECTION,
            title=f"Rättelse {one.number}",
            decided_on=day,
            source=file,
            sealed=True,
            others=(Other(file, "original", "De byte som undertecknades (Word)"),),
            created=one.made_at,
            agents=(signer,),
            acts=(ActFacts("Rättelsen undertecknad", "rättelse", (("main_signature", day),)),),
            notes=(f"Stod: {one.was}", f"Ska stå: {one.should_be}", f"Skäl: {one.reason}"),
            corrects=f"minutes_version {one.minutes_version_id}",
            e_signed=True,
            sha256=one.sha256,
        )


def _proofs(session: Session, version: MinutesVersion) -> Iterator[Paper]:
    for posting in publication.postings_of_version(session, version.id):
        for file in (posting.proof, posting.closing_proof):
            if file is not None:
                yield _proof(posting, file)


def _proof(posting: Posting, file: FileVersion) -> Paper:
    period = ActFacts(
        text=f"Överklagandetid enligt anslaget på {posting.notice_board.name}"
        + (". Anslaget visades inte hela tiden." if posting.broken_at else ""),
        kind="anslag",
        days=(("start", posting.posted_on), ("end", posting.last_day)),
    )
    return Paper(
        key=f"posting {posting.id} file {file.id}",
        kind=RecordKind.PROOF,
        title=file.document.title,
        decided_on=posting.posted_on,
        source=file,
        sealed=False,
        others=(Other(file, "original", "Beviset som det gjordes (Word)"),),
        created=file.created_at,
        acts=(period,),
    )
