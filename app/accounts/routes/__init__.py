"""Pages of logins and of the register of people."""

from app.accounts.routes.account import account_pages
from app.accounts.routes.people import people_pages
from app.accounts.routes.signing_in import load_signed_in, pages

account_pages(pages)
people_pages(pages)

__all__ = ["load_signed_in", "pages"]
