"""A document in, quoted facts out. Pure Python: no Django, no network, no model."""

from servanda.reading.errors import ReadingError
from servanda.reading.headlines import title_of
from servanda.reading.model import (
    Body,
    Commitment,
    Instrument,
    Item,
    Meeting,
    Party,
    Person,
    Reading,
    Span,
)
from servanda.reading.pipeline import read
from servanda.reading.rendering import to_html, to_json, to_text

__all__ = [
    "Body",
    "Commitment",
    "Instrument",
    "Item",
    "Meeting",
    "Party",
    "Person",
    "Reading",
    "ReadingError",
    "Span",
    "read",
    "title_of",
    "to_html",
    "to_json",
    "to_text",
]
