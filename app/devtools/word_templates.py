"""Makes the Word templates anew: ``python -m app.devtools.word_templates``.

The files are ordinary Word files that an office restyles; this is only how the first ones were
made. The unit of one § is the same in the minutes and in the extract.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.devtools.word_alone import correction, immediate
from app.devtools.word_application import application
from app.devtools.word_board import agreement, letter, official_letter
from app.devtools.word_commissions import commissions
from app.devtools.word_completion import completion
from app.devtools.word_delegation import delegated
from app.devtools.word_disclosure import published
from app.devtools.word_minutes import extract, minutes, signed_footer
from app.devtools.word_parts import p, word_file
from app.devtools.word_per_capsulam import circulated
from app.devtools.word_plan import plan
from app.devtools.word_posting import closing, proof
from app.devtools.word_preparation import brief, report
from app.devtools.word_summons import letterhead, summons
from app.documents.kinds import (
    ANSLAGSBEVIS,
    ANSLAGSTID,
    ANSOKAN,
    BEREDNINGSUNDERLAG,
    BESLUTSMEDDELANDE,
    DELEGATIONSBESLUT,
    GRUPPRAPPORT,
    KALLELSE,
    KOMPLETTERING,
    OMEDELBAR_JUSTERING,
    OVERENSKOMMELSE,
    PER_CAPSULAM,
    PROTOKOLL,
    PROTOKOLLSUTDRAG,
    PUBLICERAT_PROTOKOLL,
    RATTELSE,
    SAMMANTRADESPLAN,
    TJANSTESKRIVELSE,
    UPPDRAGSLISTA,
    DocumentKind,
)

ROOT = Path(__file__).parents[2] / "docs_templates"


def templates() -> Mapping[DocumentKind, bytes]:
    """Every template by its kind."""
    plain = end = p("Footer")
    return {
        KALLELSE: word_file(summons(), plain, KALLELSE.title, first_footer=letterhead() + end),
        PROTOKOLL: word_file(minutes(), signed_footer(), PROTOKOLL.title),
        PROTOKOLLSUTDRAG: word_file(extract(), signed_footer(), PROTOKOLLSUTDRAG.title),
        PUBLICERAT_PROTOKOLL: word_file(published(), plain, PUBLICERAT_PROTOKOLL.title),
        ANSLAGSBEVIS: word_file(proof(), plain, ANSLAGSBEVIS.title),
        ANSLAGSTID: word_file(closing(), plain, ANSLAGSTID.title),
        ANSOKAN: word_file(application(), plain, ANSOKAN.title),
        GRUPPRAPPORT: word_file(report(), plain, GRUPPRAPPORT.title),
        BEREDNINGSUNDERLAG: word_file(brief(), plain, BEREDNINGSUNDERLAG.title),
        KOMPLETTERING: word_file(
            completion(), plain, KOMPLETTERING.title, first_footer=letterhead() + end
        ),
        TJANSTESKRIVELSE: word_file(official_letter(), plain, TJANSTESKRIVELSE.title),
        BESLUTSMEDDELANDE: word_file(
            letter(), plain, BESLUTSMEDDELANDE.title, first_footer=letterhead() + end
        ),
        OVERENSKOMMELSE: word_file(agreement(), plain, OVERENSKOMMELSE.title),
        UPPDRAGSLISTA: word_file(commissions(), plain, UPPDRAGSLISTA.title),
        DELEGATIONSBESLUT: word_file(delegated(), plain, DELEGATIONSBESLUT.title),
        PER_CAPSULAM: word_file(circulated(), plain, PER_CAPSULAM.title),
        OMEDELBAR_JUSTERING: word_file(immediate(), signed_footer(), OMEDELBAR_JUSTERING.title),
        RATTELSE: word_file(correction(), plain, RATTELSE.title),
        SAMMANTRADESPLAN: word_file(plan(), plain, SAMMANTRADESPLAN.title),
    }


def main() -> None:
    """Write the templates where the program finds them."""
    for kind, content in templates().items():
        path = ROOT / kind.template
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(path.relative_to(ROOT.parent), len(content))


if __name__ == "__main__":
    main()
