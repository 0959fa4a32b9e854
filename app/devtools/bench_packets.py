"""How long the packet of a large meeting takes, and how much memory, beside pypdf's own way.

The floor is the same papers, already PDF, appended one after the other by pypdf's writer and
written: no stamps, page numbers, contents or bookmarks of items. Each way runs in a process of its
own, so that its peak of memory is its own; what a worker holds before it begins is taken away.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from datetime import time as hour
from io import BytesIO
from pathlib import Path

import docx
import pypdf
from flask import Flask
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from app import CAPABILITIES, create_app
from app.config import ROOT, Settings
from app.devtools.demo.people import load_association
from app.documents import services as documents
from app.documents.domain import PDF
from app.kernel import db, schema
from app.kernel.storage import storage
from app.meetings import queries
from app.meetings import services as meetings
from app.meetings.models import Meeting
from app.packets import services as packets
from app.packets.models import Packet, PdfCopy
from app.packets.services.making import make_next

ITEMS, ANNEXES, IN_WORD, PAGES = 25, 60, 6, 4
_ROUNDS = 3
_DAY = date(2027, 3, 12)
_MB = 1024  # kB


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of processor time, seconds on the clock, kB of memory above the idle worker."""

    floor_ms: float
    own_ms: float
    first_s: float
    pages: int
    size: int  # bytes
    peak: int
    floor_peak: int
    idle: int
    program_peak: int  # LibreOffice's own, a process beside the worker

    @property
    def what(self) -> str:
        """Return what has been measured."""
        return f"packet PDF: {ITEMS} items, {ANNEXES} annexes"

    @property
    def note(self) -> str:
        """Return what the table says beside the ratio."""
        return (
            f"{self.pages} pages, {self.size / 1e6:.1f} MB; peak memory "
            f"{self.peak / _MB:.0f} MB above the idle worker's {self.idle / _MB:.0f} MB "
            f"(pypdf's writer {self.floor_peak / _MB:.0f} MB); the first time {self.first_s:.1f} s "
            f"on the clock with {IN_WORD + 1} Word files made by LibreOffice "
            f"(peak {self.program_peak / _MB:.0f} MB, a process of its own)"
        )


def measure(folder: Path) -> Measured:
    """Make the meeting and its packet: the first time, again, and in pypdf's own way."""
    folder.mkdir()
    _fill(_app(folder))
    first = _in_own_process("first", folder)
    own = _in_own_process("again", folder)
    floor = _in_own_process("floor", folder)
    return Measured(
        floor_ms=floor["cpu_ms"],
        own_ms=own["cpu_ms"],
        first_s=first["clock_s"],
        pages=int(own["pages"]),
        size=int(own["size"]),
        peak=int(max(first["peak"], own["peak"])),
        floor_peak=int(floor["peak"]),
        idle=int(first["idle"]),
        program_peak=int(first["program"]),
    )


def _in_own_process(way: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", __name__, way, str(folder)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def _app(folder: Path) -> Flask:
    return create_app(
        Settings(
            database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
            secret_key="a secret for measuring only, not for use",  # noqa: S106 -- thrown away
            storage_dir=folder / "files",
        )
    )


def _fill(app: Flask) -> None:
    schema.metadata(CAPABILITIES).create_all(app.extensions["engine"])
    with app.app_context(), db.new_session() as session, db.committing(session):
        cast = load_association(session)
        meeting = meetings.create_meeting(
            session,
            actor=cast.director,
            body_id=cast.board.id,
            held_on=_DAY,
            starts_at=hour(9),
            ends_at=hour(15),
            place="Kansliet",
        )
        items = [
            meetings.add_item(
                session,
                actor=cast.director,
                meeting=meeting,
                heading=f"Ärende {number} om samverkan kring rehabilitering",
                background="Bakgrunden till ärendet beskrivs i några meningar. " * 6,
                clauses=["godkänna förslaget"],
            )
            for number in range(1, ITEMS + 1)
        ]
        for number in range(ANNEXES):
            name, content = _annex(number)
            meetings.add_annex(
                session,
                actor=cast.director,
                meeting=meeting,
                item_id=items[number % ITEMS].id,
                filename=name,
                content=content,
            )


def _annex(number: int) -> tuple[str, bytes]:
    if number < IN_WORD:
        return f"Tjänsteskrivelse {number}.docx", _word(number)
    return f"Underlag {number}.pdf", _scanned(number)


def _word(number: int) -> bytes:
    document = docx.Document()
    for paragraph in range(40):
        document.add_paragraph(f"Stycke {paragraph} i skrivelse {number}. " * 8)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _scanned(number: int) -> bytes:
    """Return a PDF of some hundred kB, as papers from a scanner are."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1)
    for page in range(PAGES):
        noise = random.Random(number * PAGES + page).randbytes(240 * 320 * 3)
        picture = Image.frombytes("RGB", (240, 320), noise)
        canvas.drawString(60, 780, f"Underlag {number}, sidan {page + 1}")
        canvas.drawImage(ImageReader(picture), 60, 80, 480, 640)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _make() -> Packet:
    with db.new_session() as session, db.committing(session):
        meeting = session.scalars(select(Meeting)).one()
        packets.ask(session, actor=None, meeting=meeting)
    make_next()
    with db.new_session(read_only=True) as session:
        return session.scalars(select(Packet).order_by(Packet.id.desc()).limit(1)).one()


def _append() -> None:
    """Put the same papers into one file as pypdf does it."""
    writer = pypdf.PdfWriter()
    with db.new_session(read_only=True) as session:
        meeting = session.scalars(select(Meeting)).one()
        copies = {row.source_sha256: row.pdf_sha256 for row in session.scalars(select(PdfCopy))}
        for paper in queries.annexes(session, meeting.id):
            as_it_is = paper.media_type == PDF
            kept = documents.content(paper) if as_it_is else storage().get(copies[paper.sha256])
            writer.append(BytesIO(kept))
    writer.write(BytesIO())


def _peak() -> int:
    """Return the most memory that this process has held, in kB.

    What resource tells begins with what the parent held, since the two share memory when the
    child is started; the kernel's own figure does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    cpu, clock = time.process_time(), time.monotonic()
    work()
    return (time.process_time() - cpu) * 1000, time.monotonic() - clock


def main(way: str, folder: Path) -> None:
    """Measure one way in this process and print what it took."""
    app = _app(folder)
    with app.app_context():
        idle = _peak()
        work: Callable[[], object] = _append if way == "floor" else _make
        times = [_timed(work) for _ in range(1 if way == "first" else _ROUNDS)]
        peak = _peak() - idle
        made = _newest()
    print(
        json.dumps(
            {
                "cpu_ms": statistics.median(cpu for cpu, _ in times),
                "clock_s": times[0][1],
                "idle": idle,
                "peak": peak,
                "program": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
                **made,
            }
        )
    )


def _newest() -> dict[str, int]:
    with db.new_session(read_only=True) as session:
        made = session.scalars(select(Packet).order_by(Packet.id.desc()).limit(1)).one()
        if made.file_version is None:
            raise RuntimeError(made.failed_because)
        return {"pages": made.pages, "size": made.file_version.size}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
