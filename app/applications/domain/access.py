"""Who has to do with one application, as the policies look at it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.applications.domain.states import AFTER_SUBMISSION, PENDING, ApplicationState
from app.applications.domain.words import Part

# From the day that it stands on an agenda, the board reads it.
BOARD_SEES = frozenset(
    {ApplicationState.ON_AGENDA, ApplicationState.DECIDED, ApplicationState.CLOSED}
)


@dataclass(frozen=True, slots=True)
class Access:
    """The facts that decide who may do what with an application.

    ``parts`` is by person; ``body_ids`` are the preparatory groups that have had it; ``asked``
    are the pages of the form that an open request for completion is about.
    """

    application_id: int
    state: ApplicationState
    on_paper: bool = False
    completion_open: bool = False
    parts: Mapping[int, Part] = field(default_factory=dict)
    body_ids: frozenset[int] = frozenset()
    asked: frozenset[str] = frozenset()

    @property
    def handed_in(self) -> bool:
        """Say whether it has been submitted: a draft is its writers' own."""
        return self.state in AFTER_SUBMISSION

    @property
    def can_be_written(self) -> bool:
        """Say whether the applicant's answers can change now."""
        draft = self.state is ApplicationState.DRAFT
        return draft or (self.completion_open and self.state in PENDING)

    def opens(self, key: str) -> bool:
        """Say whether this page of the form can be written now: all of a draft, then what is asked.

        The attachments are the page "files".
        """
        if self.state is ApplicationState.DRAFT:
            return True
        return self.can_be_written and key in self.asked
