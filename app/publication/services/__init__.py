"""Everything that can be done with notices; the digital board goes by itself."""

from app.publication.services.posting import (
    announce,
    announced_sentence,
    mark_broken,
    missing_boards,
    post_anew,
    register_posting,
    register_taken_down,
    render_proof,
)
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
    "take_down_due",
]
