"""Documents, their versions, the passages in them, what cites a passage, and where sources differ."""

from servanda.sources.models.citing import Citation, CitationQuerySet, Passage, Trace
from servanda.sources.models.differing import Difference, DifferenceState
from servanda.sources.models.documents import Document, DocumentKind, DocumentQuerySet, Version

__all__ = [
    "Citation",
    "CitationQuerySet",
    "Difference",
    "DifferenceState",
    "Document",
    "DocumentKind",
    "DocumentQuerySet",
    "Passage",
    "Trace",
    "Version",
]
