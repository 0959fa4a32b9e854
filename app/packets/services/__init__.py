"""Everything that can be done with packets."""

from app.packets.services.asking import ask
from app.packets.services.gathering import contents_of
from app.packets.services.making import make_next

__all__ = ["ask", "contents_of", "make_next"]
