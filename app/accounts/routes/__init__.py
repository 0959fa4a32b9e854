"""Pages of logins, of second factors and of the register of people."""

from app.accounts.routes.account import account_pages
from app.accounts.routes.factors import factor_pages
from app.accounts.routes.people import people_pages
from app.accounts.routes.signing_in import ask_for_second_factor, load_signed_in, pages

account_pages(pages)
factor_pages(pages)
people_pages(pages)

__all__ = ["ask_for_second_factor", "load_signed_in", "pages"]
