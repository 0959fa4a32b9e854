"""The field that a seal is put in: prepared before the sealing, so that PDF/UA holds after it."""

from __future__ import annotations

from io import BytesIO

import pikepdf

FIELD = "Sigill"
_SPOKEN = "Förbundets elektroniska sigill"
_HIDDEN_AND_PRINTED = 132  # locked, printed: what PDF/A asks of annotations


def with_field(content: bytes) -> bytes:
    """Return a tagged PDF with an empty, invisible signature field on its first page.

    PDF/UA-1 (ISO 14289-1, 7.18) wants every form field in the structure of the document and a tab
    order on its page; signing libraries write neither.

    Raises:
        ValueError: when the file is not tagged, or has a form or a seal already.
    """
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root or "/AcroForm" in pdf.Root:
            raise ValueError("the file cannot take a seal")
        page = pdf.pages[0].obj
        key = _next_key(pdf)
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Sig,
                T=pikepdf.String(FIELD),
                TU=pikepdf.String(_SPOKEN),
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                F=_HIDDEN_AND_PRINTED,
                Rect=pikepdf.Array([0, 0, 0, 0]),
                P=page,
                StructParent=key,
            )
        )
        page.Annots = pikepdf.Array([*page.get("/Annots", ()), field])
        page.Tabs = pikepdf.Name.S
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        _tag(pdf, field, page, key)
        stream = BytesIO()
        pdf.save(
            stream,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    return stream.getvalue()


def _next_key(pdf: pikepdf.Pdf) -> int:
    """Return the next key of the tree that leads from content to structure, and count it up."""
    root = pdf.Root.StructTreeRoot
    taken = pikepdf.NumberTree(root.ParentTree)
    key = max((*taken.keys(), -1)) + 1
    key = max(key, int(root.get("/ParentTreeNextKey", 0)))
    root.ParentTreeNextKey = key + 1
    return key


def _tag(pdf: pikepdf.Pdf, field: pikepdf.Object, page: pikepdf.Object, key: int) -> None:
    """Put the field last in the structure of the document, as a form element."""
    root = pdf.Root.StructTreeRoot
    document = _first(root.K)
    reference = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=field, Pg=page)
    element = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.Form, P=document, Pg=page, K=reference
        )
    )
    kids = document.get("/K", pikepdf.Array())
    document.K = pikepdf.Array([*_listed(kids), element])
    pikepdf.NumberTree(root.ParentTree)[key] = element


def _first(kids: pikepdf.Object) -> pikepdf.Object:
    return kids[0] if isinstance(kids, pikepdf.Array) else kids


def _listed(kids: pikepdf.Object) -> list[pikepdf.Object]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
