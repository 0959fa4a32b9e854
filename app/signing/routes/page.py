"""The page of signing: who has signed and how, and every way that is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import render_template

from app.accounts import queries as accounts
from app.association import queries as association
from app.kernel import clock, db
from app.kernel.authz import acting
from app.kernel.web import Answer
from app.minutes import queries as minutes
from app.minutes.domain.freezing import attestation_dates
from app.minutes.domain.terms import SIGNER_WORDS, AttestationMethod
from app.sealing import queries as sealing
from app.signing import queries, services
from app.signing.domain import how_signed, sha256_groups
from app.signing.domain.words import METHOD_EXPLAINED
from app.signing.forms import ApproveForm, OutsideForm, PaperForm, UnlockForm
from app.signing.policies import HANDLE_SIGNING

if TYPE_CHECKING:
    from app.minutes.models import MinutesVersion, Signer


@dataclass(frozen=True, slots=True)
class Wrong:
    """The form that was refused, with what was written in it."""

    sign: ApproveForm | None = None
    paper: PaperForm | None = None
    again: UnlockForm | None = None
    outside: OutsideForm | None = None

    @property
    def form(self) -> Any:
        """Return the form with something wrong in it."""
        forms = (self.sign, self.paper, self.again, self.outside)
        return next((form for form in forms if form and form.summary_errors), None)


def where(day: date, number: int | None) -> dict[str, Any]:
    """Return what an address of these pages is made of."""
    return {"day": day} if number is None else {"day": day, "number": number}


def page(version: MinutesVersion, number: int | None, wrong: Wrong | None = None) -> Answer:
    """Return the page, with 422 when a form was refused."""
    session, actor, refused = db.session(), acting(), wrong or Wrong()
    meeting, waiting = version.meeting, services.waiting(version)
    office = actor.may(HANDLE_SIGNING, version)
    charter = association.charter(session)
    document = services.attested_document(session, version.id) if not waiting else None
    shown = render_template(
        "signing/attestation.html",
        meeting=meeting,
        version=version,
        number=number,
        at=where(meeting.held_on, number),
        span=(version.file_version.data or {}).get("paragrafspann", ""),
        rows=_rows(version),
        waiting=waiting,
        dates=attestation_dates(
            meeting.held_on,
            within_days=charter.attestation_days,
            remind_after=charter.attestation_reminder_days,
        ),
        today=clock.today(),
        groups=sha256_groups(version.sha256),
        **_outside(version, waiting, office=office),
        signed=any(one.person_id == actor.person_id for one in version.attestations),
        paper=_paper(refused.paper, version, waiting) if waiting and office else None,
        printed=sealing.export_of(session, version.file_version_id, sealed=False)
        if waiting and office
        else None,
        again=_again(refused) if waiting and office and number is None else None,
        document=document,
        sealed=sealing.export_of(session, document.id, sealed=True) if document else None,
        wrong=refused.form,
        voided=minutes.voided_versions(session, meeting.id) if office and number is None else [],
        **_own(version, waiting, refused),
    )
    return shown, 422 if refused.form else 200


def _outside(version: MinutesVersion, waiting: list[Signer], *, office: bool) -> dict[str, Any]:
    """Return which ways are offered, and what services have been asked."""
    offered = services.configured().offered
    found = queries.requests_of(db.session(), version.id) if offered.asks_outside else ()
    open_ = [one for one in found if one.finished_at is None]
    person = acting().person_id
    remote, upload = offered.remote, offered.upload
    return {
        "explained": {method.value: words for method, words in METHOD_EXPLAINED.items()},
        "offered": offered,
        "names": {
            "remote": remote.name if remote else "underskriftstjänsten",
            "uploaded": upload.name if upload else "signeringstjänsten",
        },
        "outside": _bound(OutsideForm(formdata=None), version),
        "sending": _bound(OutsideForm(formdata=None, prefix="skicka-"), version)
        if office and waiting and not open_
        else None,
        "for_all": next((one for one in open_ if one.person_id is None), None),
        "mine": next((one for one in open_ if one.person_id == person), None),
        "requests": found if office else (),
        "me": str(person),
    }


def _bound(form: Any, version: MinutesVersion) -> Any:
    """Return the form with the bytes that this page shows."""
    form.sha256.data = version.sha256
    return form


def _own(version: MinutesVersion, waiting: list[Signer], refused: Wrong) -> dict[str, Any]:
    """Return what only somebody whose signature is waited for sees."""
    actor = acting()
    if all(one.person_id != actor.person_id for one in waiting):
        return {"sign": None}
    form = _bound(refused.sign or ApproveForm(formdata=None), version)
    return {"sign": form, "has": accounts.second_factors(db.session(), actor.user_id)}


def _again(refused: Wrong) -> UnlockForm:
    return refused.again or UnlockForm(formdata=None, prefix="las-upp-")


def _paper(form: PaperForm | None, version: MinutesVersion, waiting: list[Signer]) -> PaperForm:
    made = form or PaperForm(formdata=None, prefix="papper-")
    made.choose_from(waiting)
    if form is None:
        made.attested_on.data = clock.today()
    return _bound(made, version)  # type: ignore[no-any-return]


def _rows(version: MinutesVersion) -> list[dict[str, Any]]:
    given = {one.person_id: one for one in version.attestations}
    return [
        {
            "name": signer.name,
            "role": SIGNER_WORDS[signer.role],
            "person_id": signer.person_id,
            "given": (one := given.get(signer.person_id)),
            "how": how_signed(
                one.method,
                assurance=one.assurance,
                attested_on=one.attested_on,
                registered_at=one.registered_at,
            )
            if one
            else "",
            "on_paper": one is not None and one.method is AttestationMethod.ON_PAPER,
        }
        for signer in version.signers
    ]
