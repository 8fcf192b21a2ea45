"""The index: one row a piece of an entry, and the words of each in what the database offers."""

from servanda.search.models.asking import Facet, Filters, Found, entries_holding, search
from servanda.search.models.pieces import Piece
from servanda.search.models.sights import OWN_SIDE, Sight

__all__ = ["OWN_SIDE", "Facet", "Filters", "Found", "Piece", "Sight", "entries_holding", "search"]
