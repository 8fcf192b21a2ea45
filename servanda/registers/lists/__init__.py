"""Lists of entries of every kind: what a list can tell, what a query selects, pages, counts."""

from servanda.registers.lists.checking import Asked, asked
from servanda.registers.lists.counting import Counts, counts
from servanda.registers.lists.declaring import PROTECTED, Column, EntryList, Facet
from servanda.registers.lists.exporting import Export
from servanda.registers.lists.facets import FacetCount, FacetValue
from servanda.registers.lists.paging import PAGE, Page, page
from servanda.registers.lists.selecting import selected, selection
from servanda.registers.lists.telling import Cell, ListRow
from servanda.registers.rules.lists import ListQuery

__all__ = [
    "PAGE",
    "PROTECTED",
    "Asked",
    "Cell",
    "Column",
    "Counts",
    "EntryList",
    "Export",
    "Facet",
    "FacetCount",
    "FacetValue",
    "ListQuery",
    "ListRow",
    "Page",
    "asked",
    "counts",
    "page",
    "selected",
    "selection",
]
