"""Pages of the round before the signatures, and what it shows on the pages of others."""

from app.review.routes.pages import pages
from app.review.routes.panel import comment_panel, review_panel, review_tasks

__all__ = ["comment_panel", "pages", "review_panel", "review_tasks"]
