"""Office files to PDF by LibreOffice: one process and one temporary profile per file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from app.kernel.errors import DomainError

# A stranger's file may ask the program to fetch things or to run them; the profile says no.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
)
_ITEM = (
    '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n'
)


class PdfUnavailable(DomainError):  # noqa: N818 -- an answer, like NotFound
    """The file did not become a PDF; the code names the Swedish sentence that says why."""


def to_pdf(content: bytes, *, suffix: str, timeout: float = 120, options: str = "") -> bytes:
    """Return the file as PDF, made by LibreOffice; ``suffix`` is the file's own, ".docx".

    ``timeout`` is in seconds; ``options`` are the program's own for what it writes, as JSON.
    Safe to call from several threads and processes at once.

    Raises:
        PdfUnavailable: ``documents.pdf_no_program`` when LibreOffice is not installed,
            ``documents.pdf_too_slow`` after the time, ``documents.pdf_failed`` when the program
            cannot read the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise PdfUnavailable("documents.pdf_no_program")
    with tempfile.TemporaryDirectory(prefix="klubba-pdf-") as name:
        folder = Path(name)
        source = folder / f"fil{suffix}"
        source.write_bytes(content)
        _write_profile(folder / "profile")
        _convert(program, folder, source, timeout, options)
        made = folder / "ut" / "fil.pdf"
        found = made.read_bytes() if made.exists() else b""
    if not found.startswith(b"%PDF-"):
        raise PdfUnavailable("documents.pdf_failed")
    return found


def _write_profile(profile: Path) -> None:
    items = "".join(_ITEM.format(path=p, name=n, value=v) for p, n, v in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        _PROFILE.format(items=items), encoding="utf-8"
    )


def _convert(program: str, folder: Path, source: Path, timeout: float, options: str) -> None:
    """Run the program in a group of its own, so that a late one is stopped with its children."""
    arguments = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        f"pdf:writer_pdf_Export:{options}" if options else "pdf",
        "--outdir",
        str(folder / "ut"),
        str(source),
    ]
    with subprocess.Popen(  # noqa: S603 -- a fixed command; the file's name is our own
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise PdfUnavailable("documents.pdf_too_slow") from None
