"""Published minutes as a page: the same for the public and for the preview."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import current_app
from markupsafe import Markup

from app.disclosure.domain import anchor, reasons_for_masks

_MASK = re.compile(r"\[maskat: [^\]<>]+\]")


def minutes_markup(data: Mapping[str, Any]) -> Markup:
    """Return the masked minutes as HTML; what is masked is marked, and says why in words."""
    template = current_app.jinja_env.get_template("disclosure/_minutes.html")
    text = template.render(d=data, anchor=anchor, reasons=reasons_for_masks(data))
    marked = _MASK.sub(lambda found: f'<span class="masked">{found[0]}</span>', text)
    return Markup(marked)  # noqa: S704 -- the template escapes


def title_of(body_name: str) -> str:
    """Return "Styrelsens protokoll"."""
    owner = body_name if body_name.endswith(("s", "x", "z")) else f"{body_name}s"
    return f"{owner} protokoll"
