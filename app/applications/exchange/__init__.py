"""A whole application as one JSON file, out of one association's register and into another's.

The file is described by ``docs/application.schema.json``, which is written from the models and the
form. Rows are moved as they are, with the same bytes and hashes; exporting what was imported gives
the same file again, byte for byte.
"""

from app.applications.exchange.exporting import export_application
from app.applications.exchange.importing import import_application
from app.applications.exchange.schema import schema

__all__ = ["export_application", "import_application", "schema"]
