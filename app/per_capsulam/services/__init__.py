"""Everything that can be done with decisions per capsulam (rule PC)."""

from app.per_capsulam.services.answering import answer
from app.per_capsulam.services.asking import (
    QuestionFacts,
    add_paper,
    edit,
    lacking,
    prepare,
    remove_paper,
    send,
    withdraw,
)
from app.per_capsulam.services.ending import notified
from app.per_capsulam.services.verifying import verify_answers
from app.per_capsulam.services.watching import watch_deadlines

__all__ = [
    "QuestionFacts",
    "add_paper",
    "answer",
    "edit",
    "lacking",
    "notified",
    "prepare",
    "remove_paper",
    "send",
    "verify_answers",
    "watch_deadlines",
    "withdraw",
]
