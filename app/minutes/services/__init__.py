"""Every thing that can be done with minutes; each function is one of them."""

from app.minutes.services.attendance import (
    OUTSIDE,
    RosterMark,
    add_change,
    add_person,
    edit_person,
    remove_change,
    remove_person,
    set_attendance,
)
from app.minutes.services.attestation import (
    attest,
    attested,
    attested_minutes,
    register_attestation,
)
from app.minutes.services.duties import BOARD, set_duties
from app.minutes.services.extracts import (
    extract_data,
    make_extract,
    notice_sentence,
    render_extract,
)
from app.minutes.services.freezing import fingerprint, freeze, missing, render_minutes, unlock
from app.minutes.services.session import close_meeting, open_meeting, set_times
from app.minutes.services.writing import (
    add_paragraph,
    move_paragraph,
    name_additions,
    remove_paragraph,
    save_paragraph,
)

__all__ = [
    "BOARD",
    "OUTSIDE",
    "RosterMark",
    "add_change",
    "add_paragraph",
    "add_person",
    "attest",
    "attested",
    "attested_minutes",
    "close_meeting",
    "edit_person",
    "extract_data",
    "fingerprint",
    "freeze",
    "make_extract",
    "missing",
    "move_paragraph",
    "name_additions",
    "notice_sentence",
    "open_meeting",
    "register_attestation",
    "remove_change",
    "remove_paragraph",
    "remove_person",
    "render_extract",
    "render_minutes",
    "save_paragraph",
    "set_attendance",
    "set_duties",
    "set_times",
    "unlock",
]
