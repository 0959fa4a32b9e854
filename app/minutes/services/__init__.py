"""Every thing that can be done with minutes; each function is one of them."""

from app.minutes.documents import signed_context
from app.minutes.services.at_once import attest_at_once, revoke_at_once
from app.minutes.services.attendance import (
    OUTSIDE,
    RosterMark,
    add_person,
    edit_person,
    remove_person,
    set_attendance,
)
from app.minutes.services.attestation import (
    Proof,
    all_have_signed,
    attested,
    attested_alone,
    attested_minutes,
    attested_version,
    own_signer,
    sign,
)
from app.minutes.services.breaks import adjourn, remove_adjournment
from app.minutes.services.changes import add_change, remove_change
from app.minutes.services.clauses import add_clause, remove_clause
from app.minutes.services.deliberated import seen_version
from app.minutes.services.deliberating import (
    move_in_paragraph,
    remove_from_paragraph,
    save_ballot,
    save_dissent,
    save_motion,
    save_proposition,
    save_statement,
    set_not_taking_part,
)
from app.minutes.services.distance import ModeMark, set_distance
from app.minutes.services.duties import set_duties
from app.minutes.services.extracts import (
    extract_data,
    extractable,
    make_extract,
    notice_sentence,
    render_extract,
)
from app.minutes.services.freezing import fingerprint, freeze, missing, render_minutes, unlock
from app.minutes.services.hooks import (
    frozen,
    notes_of,
    paragraph_leaving,
    paragraph_notes,
    paragraph_panels,
    unlocked,
)
from app.minutes.services.immediate import (
    freeze_at_once,
    immediate_context,
    immediate_fingerprint,
    missing_at_once,
    unlock_at_once,
)
from app.minutes.services.outcomes import set_closed_doors, set_outcome
from app.minutes.services.recusal import recuse
from app.minutes.services.roll_call import answer_call, call_in
from app.minutes.services.room import go_to
from app.minutes.services.session import close_meeting, open_meeting, set_times
from app.minutes.services.writing import (
    add_paragraph,
    move_paragraph,
    name_additions,
    remove_paragraph,
    save_paragraph,
)

__all__ = [
    "OUTSIDE",
    "ModeMark",
    "Proof",
    "RosterMark",
    "add_change",
    "add_clause",
    "add_paragraph",
    "add_person",
    "adjourn",
    "all_have_signed",
    "answer_call",
    "attest_at_once",
    "attested",
    "attested_alone",
    "attested_minutes",
    "attested_version",
    "call_in",
    "close_meeting",
    "edit_person",
    "extract_data",
    "extractable",
    "fingerprint",
    "freeze",
    "freeze_at_once",
    "frozen",
    "go_to",
    "immediate_context",
    "immediate_fingerprint",
    "make_extract",
    "missing",
    "missing_at_once",
    "move_in_paragraph",
    "move_paragraph",
    "name_additions",
    "notes_of",
    "notice_sentence",
    "open_meeting",
    "own_signer",
    "paragraph_leaving",
    "paragraph_notes",
    "paragraph_panels",
    "recuse",
    "remove_adjournment",
    "remove_change",
    "remove_clause",
    "remove_from_paragraph",
    "remove_paragraph",
    "remove_person",
    "render_extract",
    "render_minutes",
    "revoke_at_once",
    "save_ballot",
    "save_dissent",
    "save_motion",
    "save_paragraph",
    "save_proposition",
    "save_statement",
    "seen_version",
    "set_attendance",
    "set_closed_doors",
    "set_distance",
    "set_duties",
    "set_not_taking_part",
    "set_outcome",
    "set_times",
    "sign",
    "signed_context",
    "unlock",
    "unlock_at_once",
    "unlocked",
]
