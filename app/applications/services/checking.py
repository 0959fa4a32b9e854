"""What an application lacks as it stands."""

from __future__ import annotations

from app.applications.domain.checking import missing
from app.applications.domain.form import Content
from app.applications.domain.lacks import Lack
from app.applications.models import Application
from app.kernel import clock


def lacks_of(application: Application, content: Content) -> tuple[Lack, ...]:
    """Return what ``content``, the answers of the application, lacks today; see ``missing``."""
    return missing(
        application.form_version,
        content,
        today=clock.today(),
        goes_on=application.extends_id is not None,
    )
