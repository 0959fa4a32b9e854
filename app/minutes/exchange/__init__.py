"""A whole meeting as one JSON file, out of one association's register and into another's.

The file is described by ``docs/meeting.schema.json``. Rows are moved as they are: a frozen,
attested meeting stays frozen and attested, with the same bytes and signatures. Exporting what was
imported gives the same file again, byte for byte. Postings stay where they were made.
"""

from app.kernel.json_files import ImportRefused, Problem
from app.minutes.exchange.exporting import export_meeting
from app.minutes.exchange.importing import import_meeting
from app.minutes.exchange.problems import SENTENCES

__all__ = ["SENTENCES", "ImportRefused", "Problem", "export_meeting", "import_meeting"]
