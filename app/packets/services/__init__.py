"""Everything that can be done with packets; the making, with its libraries, is the worker's."""

from app.packets.services.asking import ask
from app.packets.services.gathering import contents_of

__all__ = ["ask", "contents_of"]
