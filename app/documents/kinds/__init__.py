"""The kinds of Word documents: which template, which fields, what a template must hold.

Whoever builds a context follows the vocabulary below;
``docs_templates/<capability>/<kind>.sample.json`` is a full example of each. A value is a string,
a list, a mapping, a bool (flags only) or None. Field names are Swedish, since the people who
restyle the templates are. A list of plain strings is read as ``[{"text": "…"}, …]``.

Three degrees of need, see :class:`~app.documents.engine.vocabulary.Empty`: ``need`` (empty is a
visible gap and a warning), ``may`` (empty is normal and the line disappears) and ``pen`` (empty
leaves a place to write in). The engine has to be told::

    render(template, context, properties=properties, vocabulary=PROTOKOLL.vocabulary)
"""

from __future__ import annotations

from collections.abc import Mapping

from app.documents.kinds import (
    alone,
    application,
    board,
    commissions,
    completion,
    delegation,
    disclosure,
    meetings,
    per_capsulam,
    planning,
    posting,
    preparation,
)
from app.documents.kinds.alone import OMEDELBAR_JUSTERING, RATTELSE
from app.documents.kinds.application import ANSOKAN
from app.documents.kinds.board import BESLUTSMEDDELANDE, OVERENSKOMMELSE, TJANSTESKRIVELSE
from app.documents.kinds.commissions import UPPDRAGSLISTA
from app.documents.kinds.completion import KOMPLETTERING
from app.documents.kinds.delegation import DELEGATIONSBESLUT
from app.documents.kinds.disclosure import PUBLICERAT_PROTOKOLL
from app.documents.kinds.meetings import ANSLAGSBEVIS, KALLELSE, PROTOKOLL, PROTOKOLLSUTDRAG
from app.documents.kinds.parts import DocumentKind
from app.documents.kinds.per_capsulam import PER_CAPSULAM
from app.documents.kinds.planning import SAMMANTRADESPLAN
from app.documents.kinds.posting import ANSLAGSTID
from app.documents.kinds.preparation import BEREDNINGSUNDERLAG, GRUPPRAPPORT

_ALL = (
    *meetings.KINDS,
    *application.KINDS,
    *completion.KINDS,
    *preparation.KINDS,
    *board.KINDS,
    *planning.KINDS,
    *commissions.KINDS,
    *delegation.KINDS,
    *per_capsulam.KINDS,
    *disclosure.KINDS,
    *posting.KINDS,
    *alone.KINDS,
)
KINDS: Mapping[str, DocumentKind] = {kind.name: kind for kind in _ALL}

__all__ = [
    "ANSLAGSBEVIS",
    "ANSLAGSTID",
    "ANSOKAN",
    "BEREDNINGSUNDERLAG",
    "BESLUTSMEDDELANDE",
    "DELEGATIONSBESLUT",
    "GRUPPRAPPORT",
    "KALLELSE",
    "KINDS",
    "KOMPLETTERING",
    "OMEDELBAR_JUSTERING",
    "OVERENSKOMMELSE",
    "PER_CAPSULAM",
    "PROTOKOLL",
    "PROTOKOLLSUTDRAG",
    "PUBLICERAT_PROTOKOLL",
    "RATTELSE",
    "SAMMANTRADESPLAN",
    "TJANSTESKRIVELSE",
    "UPPDRAGSLISTA",
    "DocumentKind",
]
