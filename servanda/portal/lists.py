"""All lists of entries of the house, by kind, and what of entries has no list of its own."""

from collections.abc import Mapping
from typing import Final

from servanda.progress import lists as progress
from servanda.registers.lists import EntryList
from servanda.sources import lists as sources

ENTRY_LISTS: Final[Mapping[str, EntryList]] = {
    one.kind: one for one in (*sources.LISTS, *progress.LISTS)
}
