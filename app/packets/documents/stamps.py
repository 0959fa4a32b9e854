"""What stands on top of every page: "Bilaga 3" above, the page number of the packet below."""

from __future__ import annotations

from pypdf import PageObject
from reportlab.pdfbase.pdfmetrics import stringWidth

FONT_NAME = "/KlubbaStamp"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"

_SIZE = 9.0
_SIDE, _EDGE = 18.0, 12.0  # points from the right edge, and from the upper or lower one
_INSIDE = 3.5
_PAPER = 595.0  # the width of A4 in points; a larger page gets a larger stamp


def stamp_over(page: PageObject, stamp: str, number: str) -> bytes:
    """Return what is drawn after the page's own contents, which stand between q and Q.

    It is read upright whichever way the page is turned, and follows the part that is shown.
    """
    left, bottom, right, top = (float(side) for side in page.cropbox)
    left, right = sorted((left, right))
    bottom, top = sorted((bottom, top))
    turned = int(page.rotation) % 360
    width, height = right - left, top - bottom
    if turned in (90, 270):
        width, height = height, width
    matrix = {
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }.get(turned, (1, 0, 0, 1, left, bottom))
    scale = max(1.0, min(width, height) / _PAPER)
    drawn = _box(number, width / scale, _EDGE)
    if stamp:
        drawn += _box(stamp, width / scale, height / scale - _EDGE - _SIZE - 2 * _INSIDE)
    turn = b"%g %g %g %g %.3f %.3f cm" % matrix
    return b"\nQ q %s %.4f 0 0 %.4f 0 0 cm\n%sQ\n" % (turn, scale, scale, drawn)


def _box(text: str, width: float, bottom: float) -> bytes:
    """Return a text in a white box with a thin frame, at the right edge."""
    wide = stringWidth(text, "Helvetica-Bold", _SIZE)
    x = width - _SIDE - wide
    frame = (x - _INSIDE, bottom, wide + 2 * _INSIDE, _SIZE + 2 * _INSIDE)
    return (
        b"1 g 0.45 G 0.5 w %.2f %.2f %.2f %.2f re B\n" % frame
        + b"0.1 g BT %s %g Tf %.2f %.2f Td (%s) Tj ET\n"
        % (FONT_NAME.encode(), _SIZE, x, bottom + _INSIDE + 1.5, _escaped(text))
    )


def _escaped(text: str) -> bytes:
    plain = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return plain.encode("cp1252", "replace")
