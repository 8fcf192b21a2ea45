"""What is otherwise in rows that are to be saved, held beside themselves as they are stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from servanda.history.rules import FieldChange
from servanda.registers.actions.rows import fetch_told
from servanda.registers.actions.saving import put_writable
from servanda.registers.actions.telling import told, told_changed
from servanda.registers.actions.visibility import STORED
from servanda.registers.models import Entry, Row

AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True)
class Alteration(Generic[AnyRow]):
    """A row that differs from what is stored of it, and what the history tells of that."""

    row: AnyRow
    former: AnyRow
    told: list[FieldChange]

    @property
    def fields(self) -> set[str]:
        """The names of the fields that differ."""
        names = {one.field for one in self.told}
        if isinstance(self.row, Entry):
            names |= {"revision"} | (
                {"effective_embargo"} if self._is_kept_back_otherwise else set()
            )
        return names

    @property
    def is_seen_otherwise(self) -> bool:
        """Whether others see an entry now, or see it at another time."""
        return self._is_kept_back_otherwise or any(one.field in STORED for one in self.told)

    @property
    def _is_kept_back_otherwise(self) -> bool:
        return getattr(self.row, "effective_embargo", None) != getattr(
            self.former, "effective_embargo", None
        )


def alterations(rows: Sequence[AnyRow], formers: Sequence[AnyRow]) -> Iterator[Alteration[AnyRow]]:
    """Give those of some rows of one table that differ from what is stored of them."""
    fetch_told([*rows, *formers])
    for row, former in zip(rows, formers, strict=True):
        put_writable(row)
        one = Alteration(row, former, told_changed(row, told(former), told(row)))
        if one.told or one.is_seen_otherwise:
            yield one
