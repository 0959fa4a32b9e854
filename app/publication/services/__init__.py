"""Everything that can be done with notices; the digital board goes by itself."""

from app.publication.services.posting import (
    announce,
    announced_sentence,
    attested_of,
    mark_broken,
    missing_boards,
    post_anew,
    register_posting,
    register_taken_down,
)
from app.publication.services.proving import board_address, render_proof, shown
from app.publication.services.watch import (
    break_unseen,
    keep_watch,
    look_after,
    note_seen,
    take_down_due,
)

__all__ = [
    "announce",
    "announced_sentence",
    "attested_of",
    "board_address",
    "break_unseen",
    "keep_watch",
    "look_after",
    "mark_broken",
    "missing_boards",
    "note_seen",
    "post_anew",
    "register_posting",
    "register_taken_down",
    "render_proof",
    "shown",
    "take_down_due",
]
