"""The form of the public page that checks a seal."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired

from app.kernel.forms import Form


class CheckForm(Form):
    """A PDF whose seal somebody wants checked."""

    file = FileField(
        "PDF-filen",
        [FileRequired("Välj den PDF som du vill kontrollera.")],
        description="Högst 25 MB. Filen sparas inte.",
        render_kw={"accept": ".pdf,application/pdf"},
    )
