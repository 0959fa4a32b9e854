"""Pages that the packet draws itself: pictures, plain text, and what a paper could not become."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from app.documents.domain import decoded

MARGIN = 57.0  # points, 20 mm
BODY, BOLD, MONO = "Helvetica", "Helvetica-Bold", "Courier"
_MOST_PIXELS = 60_000_000  # a picture of more takes the memory of the whole server
_TEXT_SIZE, _TEXT_STEP, _TAB = 9, 12, 4


def canvas_on(stream: BytesIO, size: tuple[float, float] = A4) -> Canvas:
    """Return a canvas whose file is the same every time it is made of the same things."""
    return Canvas(stream, pagesize=size, invariant=1, pageCompression=1)


def shown(text: str) -> str:
    """Return a text with question marks for the signs that the font lacks."""
    return text.encode("cp1252", "replace").decode("cp1252")


def image_sheet(content: bytes) -> bytes:
    """Return a picture as one page, upright or on its side, never larger than it is at 150 dpi.

    Raises:
        ValueError: the picture is damaged, or too large to open.
    """
    picture = _opened(content)
    wide = picture.width > picture.height
    size = landscape(A4) if wide else A4
    room = (size[0] - 2 * MARGIN, size[1] - 2 * MARGIN)
    scale = min(room[0] / picture.width, room[1] / picture.height, 72 / 96)
    width, height = picture.width * scale, picture.height * scale
    stream = BytesIO()
    canvas = canvas_on(stream, size)
    x, y = (size[0] - width) / 2, (size[1] - height) / 2
    canvas.drawImage(ImageReader(picture), x, y, width, height, mask="auto")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _opened(content: bytes) -> Image.Image:
    """Return the picture as it is to be seen; pictures from telephones may lie on their side."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content))
            if picture.width * picture.height > _MOST_PIXELS:
                raise ValueError("no picture of a size that can be opened")
            picture.load()
    except (
        OSError,
        SyntaxError,
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise ValueError("no picture") from error
    return _plain(ImageOps.exif_transpose(picture))


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture in colours that a PDF knows; what is see-through keeps being so."""
    if picture.mode in {"RGB", "L", "RGBA"}:
        return picture
    return picture.convert("RGBA" if "transparency" in picture.info else "RGB")


def text_sheets(content: bytes) -> bytes:
    """Return a text file as pages, its lines broken where they do not fit."""
    stream = BytesIO()
    canvas = canvas_on(stream)
    room = A4[0] - 2 * MARGIN
    y = 0.0
    for line in (decoded(content) or "").splitlines() or [""]:
        plain = shown(line.expandtabs(_TAB))
        for part in simpleSplit(plain, MONO, _TEXT_SIZE, room) or [""]:
            if y < MARGIN:
                _new_page(canvas, first=not y)
                y = A4[1] - MARGIN - _TEXT_SIZE
            canvas.drawString(MARGIN, y, part)
            y -= _TEXT_STEP
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _new_page(canvas: Canvas, *, first: bool) -> None:
    if not first:
        canvas.showPage()
    canvas.setFont(MONO, _TEXT_SIZE)


def notice_sheet(heading: str, reason: str, *, where: str, address: str) -> bytes:
    """Return a page in the place of a paper: what it is, why it is not here, where it is."""
    stream = BytesIO()
    canvas = canvas_on(stream)
    room = A4[0] - 2 * MARGIN
    y = A4[1] - MARGIN - 60
    for text, font, size, after in (
        (heading, BOLD, 18, 14),
        (reason, BODY, 12, 8),
        (where, BODY, 12, 8),
    ):
        for line in simpleSplit(shown(text), font, size, room):
            canvas.setFont(font, size)
            canvas.drawString(MARGIN, y, line)
            y -= size * 1.4
        y -= after
    for line in simpleSplit(address, BODY, 12, room):
        canvas.setFont(BODY, 12)
        canvas.setFillColorRGB(0.05, 0.25, 0.55)
        canvas.drawString(MARGIN, y, line)
        canvas.linkURL(address, (MARGIN, y - 3, MARGIN + room, y + 12))
        y -= 17
    canvas.showPage()
    canvas.save()
    return stream.getvalue()
