"""Pages of the association: the whole, its parts, seats, and the set-up."""

from app.association.routes.numbering import numbering_pages
from app.association.routes.page import association_of_page, set_up_first
from app.association.routes.parts import part_pages
from app.association.routes.seats import seat_pages
from app.association.routes.set_up import set_up_pages
from app.association.routes.tasks import association_tasks
from app.association.routes.whole import pages

numbering_pages(pages)
part_pages(pages)
seat_pages(pages)
set_up_pages(pages)

__all__ = ["association_of_page", "association_tasks", "pages", "set_up_first"]
