"""Forms that register what was done with notices by hand."""

from __future__ import annotations

from app.kernel.forms import Day, Form


class PostingForm(Form):
    """The day when the notice was put up on a physical board, or anew."""

    posted_on = Day("Dagen då anslaget sattes upp", "Ange den dag då anslaget sattes upp.")


class TakenDownForm(Form):
    """The day when the notice was taken down from a physical board."""

    taken_down_on = Day("Dagen då anslaget togs ned", "Ange den dag då anslaget togs ned.")


class ConfirmForm(Form):
    """A question that is answered by its button alone."""
