"""What an undo, a restoring or a merge made of entries, looked at by the rooms whose they are."""

from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.registers.actions.changes import Changes
from servanda.registers.actions.rows import tables_of
from servanda.registers.models import Entry

if TYPE_CHECKING:
    from uuid import UUID


def require_whole(changes: Changes) -> None:
    """Refuse a change after which entries that it touched cannot stand as they are.

    Raises ValidationError with the reason.
    """
    touched: dict[str, set[UUID]] = defaultdict(set)
    for told in changes.made:
        touched[told.kind].add(told.entry)
    for kind, uuids in touched.items():
        for table in tables_of(kind):
            if issubclass(table, Entry):
                table.require_whole(uuids)
