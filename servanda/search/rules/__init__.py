"""What the index does with words: plain functions on text, the same for every database."""

from servanda.search.rules.pages import IndexPage, Shelf, pieces_of
from servanda.search.rules.queries import MOST_WORDS, Query, QueryTooLong, parsed
from servanda.search.rules.snippets import Stretch, marked, snippet
from servanda.search.rules.words import indexed

__all__ = [
    "MOST_WORDS",
    "IndexPage",
    "Query",
    "QueryTooLong",
    "Shelf",
    "Stretch",
    "indexed",
    "marked",
    "parsed",
    "pieces_of",
    "snippet",
]
