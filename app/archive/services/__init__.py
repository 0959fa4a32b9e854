"""Everything that can be done with archive packages."""

from app.archive.services.exporting import Exported, export, note_export
from app.archive.services.preparing import prepare
from app.archive.services.verifying import verify_package

__all__ = ["Exported", "export", "note_export", "prepare", "verify_package"]
