"""Lists of entries of every kind: what a list can tell, what a query selects, pages, counts."""

from servanda.registers.lists.checking import Asked, asked
from servanda.registers.lists.counting import Counts, counts
from servanda.registers.lists.declaring import Column, EntryList, Facet
from servanda.registers.lists.facets import FacetCount, FacetValue
from servanda.registers.lists.paging import LOT, PAGE, Page, lots, page
from servanda.registers.lists.selecting import YearOf, selected, selection
from servanda.registers.lists.telling import Cell, ListRow
from servanda.registers.rules.lists import ListQuery

__all__ = [
    "LOT",
    "PAGE",
    "Asked",
    "Cell",
    "Column",
    "Counts",
    "EntryList",
    "Facet",
    "FacetCount",
    "FacetValue",
    "ListQuery",
    "ListRow",
    "Page",
    "YearOf",
    "asked",
    "counts",
    "lots",
    "page",
    "selected",
    "selection",
]
