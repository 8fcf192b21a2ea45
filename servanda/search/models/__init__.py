"""The index: one row a piece of an entry, and the words of each in what the database offers."""

from servanda.search.models.asking import (
    OWN_SIDE,
    Facet,
    Filters,
    Found,
    Sight,
    entries_holding,
    search,
)
from servanda.search.models.pieces import Piece

__all__ = ["OWN_SIDE", "Facet", "Filters", "Found", "Piece", "Sight", "entries_holding", "search"]
