"""Fills Word templates; pure functions of bytes and data, which know no rule and no capability.

A template is an ordinary Word file with fields in braces (see docs/mallar.md). It is laid out
once and kept by its content (``markup`` marks the XML, ``program`` cuts it into literals and
steps), then filled any number of times at little more than the cost of writing the file.

    rendered = render(template, context, properties=properties, vocabulary=PROTOKOLL.vocabulary)
    faults = check(template, PROTOKOLL.vocabulary, required=PROTOKOLL.required)

Needs python-docx (the container) and lxml; neither Flask nor SQLAlchemy.
"""

from app.documents.engine.check import check
from app.documents.engine.fill import Rendered, render
from app.documents.engine.markup import TemplateError
from app.documents.engine.package import NotWordError, Properties
from app.documents.engine.prose import prose
from app.documents.engine.vocabulary import Value, Vocabulary

__all__ = [
    "NotWordError",
    "Properties",
    "Rendered",
    "TemplateError",
    "Value",
    "Vocabulary",
    "check",
    "prose",
    "render",
]
