"""What an archive package of a year holds, and how its parts are named. Pure."""

from app.archive.domain.facts import (
    ActFacts,
    AgentFacts,
    AggregationFacts,
    FileFacts,
    MarkFacts,
    PackageFacts,
    RecordFacts,
    RecordKind,
)
from app.archive.domain.naming import (
    folder_of,
    identifier_of,
    package_name,
    slug,
)
from app.archive.domain.refusals import SENTENCES

__all__ = [
    "SENTENCES",
    "ActFacts",
    "AgentFacts",
    "AggregationFacts",
    "FileFacts",
    "MarkFacts",
    "PackageFacts",
    "RecordFacts",
    "RecordKind",
    "folder_of",
    "identifier_of",
    "package_name",
    "slug",
]
