"""What a register knew on a day: its tables as they were then, rebuilt from the history.

    with as_known(register, date(2021, 3, 1)):
        ...  # whatever reads, reads what was known at the end of that day

Who may see what follows today's visibility, not that of then. What was taken back since is shown to
those who may change entries only; what was erased by law, or redacted, stays so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from django.db.models import Field, ForeignKey, Min, Model
from django.utils import timezone

from servanda.history.models import Change, Record
from servanda.history.rules import JsonValue
from servanda.registers.actions.rows import tables, tables_of, told_columns
from servanda.registers.models import Entry, Register, Row
from servanda.registers.models.overlays import laid_over, replace_rows
from servanda.registers.rules import latest_embargo, strictest

SEEN_AS_TODAY = frozenset({"visibility", "effective_visibility", "side", "embargo_until"})
EMPTY: tuple[object, ...] = (None, "", [], {})
REDACTING = "redact_words"
"""The deed that takes words out: they stay out, whatever day is asked for."""
NO_ROWS = ("record", "erasure")
"""Kinds of change that tell of the history itself."""


@contextmanager
def as_known(register: Register, day: date) -> Iterator[None]:
    """Let everything that is read inside be what the register knew at the end of a day.

    The order of the records counts, not the clock: what stands in the chain after the first record
    of a later day was not known yet. Nothing may be written inside.
    """
    homes = {one.uuid: one.pk for one in [register, *Register.objects.filter(is_library=True)]}
    later = Later(homes, _first_after(homes, day))
    if not later.kinds:
        yield
        return
    touched = [table for table in tables() if table.KIND in later.kinds]
    with laid_over(touched, registers=sorted(set(homes.values()))):
        _rebuild(touched, later)
        yield


@dataclass
class Later:
    """What the records after a day did, of all chains that are asked for.

    `befores` are the fields as they were before the first change since, by row; `there` the rows
    told before the day; `erased` the fields of which nothing is known any more.
    """

    homes: Mapping[UUID, int]
    first: Mapping[UUID, int]
    befores: dict[UUID, dict[str, JsonValue]] = field(default_factory=dict)
    kinds: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    home_of: dict[UUID, int] = field(default_factory=dict)
    there: set[UUID] = field(default_factory=set)
    erased: set[tuple[UUID, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for chain, first in self.first.items():
            self._read(chain, first)

    def _read(self, chain: UUID, first: int) -> None:
        changes = Change.objects.filter(record__register=chain).exclude(kind__in=NO_ROWS)
        since = changes.filter(record__sequence__gte=first).exclude(record__action=REDACTING)
        told = since.order_by("-record__sequence", "-id").values_list(
            "kind", "entry", "field", "before", "salt"
        )
        for kind, entry, name, before, salt in told.iterator():
            self.kinds[kind].add(entry)
            self.home_of[entry] = self.homes[chain]
            self.befores.setdefault(entry, {})[name] = before
            if salt is None:
                self.erased.add((entry, name))
            else:
                self.erased.discard((entry, name))
        known = changes.filter(record__sequence__lt=first, entry__in=since.values("entry"))
        self.there.update(known.values_list("entry", flat=True).distinct())


def _first_after(homes: Iterable[UUID], day: date) -> dict[UUID, int]:
    """Return the number of the first record after a day, of each chain that has one."""
    if day == date.max:
        return {}
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    found = Record.objects.filter(register__in=list(homes), recorded_at__gte=end)
    numbered = found.order_by().values_list("register").annotate(first=Min("sequence"))
    return dict(numbered)


def _rebuild(touched: list[type[Row]], later: Later) -> None:
    """Put the rows of tables that are laid over back to what they were."""
    present = {table: _rows_now(table, later) for table in touched}
    keys = Keys()
    owners_first = sorted(touched, key=lambda table: table.PART_OF != "")
    removed = {table: list(_removed(table, later, present, keys)) for table in owners_first}
    for table in touched:
        now, gone = present[table], removed[table]
        changed = [row for row in now.values() if _set_back(row, later, keys)]
        for row in gone:
            _set_back(row, later, keys)
        replace_rows(table, out=[row.pk for row in now.values()], rows=[*changed, *gone])


def _rows_now(table: type[Row], later: Later) -> dict[UUID, Row]:
    """Return the rows of a table that were touched since, as they are now."""
    wanted = later.kinds[table.KIND]
    return {row.uuid: row for row in table._default_manager.all() if row.uuid in wanted}


def _removed(
    table: type[Row], later: Later, present: Mapping[type[Row], dict[UUID, Row]], keys: "Keys"
) -> Iterator[Row]:
    """Yield the rows that were there on the day and are not now, with keys of their own."""
    here = {uuid for one in tables_of(table.KIND) for uuid in present.get(one, {})}
    for uuid in later.kinds[table.KIND] - here:
        befores = later.befores[uuid]
        is_whole = not any((uuid, name) in later.erased for name in befores)
        if is_whole and uuid in later.there and _stood_in(table, befores, keys):
            row = table(uuid=uuid, register_id=later.home_of[uuid])
            row.pk = keys.new(table, uuid)
            if isinstance(row, Entry):
                row.embargo_until = row.effective_embargo = date.max
            yield row


def _stood_in(table: type[Row], befores: Mapping[str, JsonValue], keys: "Keys") -> bool:
    """Tell whether a row stood in this one of the tables of its kind: by what it was a part of."""
    if all(value in EMPTY for value in befores.values()):
        return False
    if len(tables_of(table.KIND)) == 1:
        return True
    owner = _column(table, table.PART_OF)
    return isinstance(owner, ForeignKey) and keys.of(owner, befores.get(owner.name)) is not None


def _set_back(row: Row, later: Later, keys: "Keys") -> bool:
    """Give a row the values it had; tell whether it was there at all."""
    befores = later.befores[row.uuid]
    if row.uuid not in later.there or not _was_there(row, befores):
        return False
    if isinstance(row, Entry) and row.merged_into_id is not None:  # type: ignore[attr-defined]  # its column
        _put_as_open_as_merged(row)
    for name, value in befores.items():
        is_kept = isinstance(row, Entry) and name in SEEN_AS_TODAY and row.pk > 0
        if is_kept or name in row.UNTOLD or (row.uuid, name) in later.erased:
            continue
        column = _column(type(row), name)
        if isinstance(column, ForeignKey):
            setattr(row, column.attname, keys.of(column, value))
        elif value is None:
            setattr(row, name, None if column.null else column.get_default())
        else:
            setattr(row, name, column.to_python(value))
    return True


def _was_there(row: Row, befores: Mapping[str, JsonValue]) -> bool:
    """Tell whether a row said anything: one that was removed by then and made again later did not."""
    return any(
        befores.get(name, getattr(row, _column(type(row), name).attname)) not in EMPTY
        for name in told_columns(type(row))
    )


def _put_as_open_as_merged(row: Entry) -> None:
    """Let an entry that was merged since be no more open than what stands for it now."""
    above: Entry | None = row.merged_into
    while above is not None:
        found = [row.effective_visibility, above.effective_visibility]
        row.effective_visibility = strictest(found).value
        row.side_id = row.side_id or above.side_id
        row.effective_embargo = latest_embargo([row.effective_embargo, above.effective_embargo])
        above = above.merged_into


def _column(table: type[Model], name: str) -> "Field[object, object]":
    column = table._meta.get_field(name)
    if not isinstance(column, Field):
        raise TypeError(f"{table.__name__} has no column {name}.")
    return column


class Keys:
    """The database keys of rows by their public names; rows that are gone have negative ones."""

    def __init__(self) -> None:
        self._numbers = count(-1, -1)
        self._known: dict[type[Model], dict[str, int]] = {}
        self._gone: dict[tuple[type[Model], str], int] = {}

    def new(self, table: type[Model], uuid: UUID) -> int:
        """Return a key for a row that is gone."""
        key = self._gone[table, str(uuid)] = next(self._numbers)
        return key

    def of(self, column: "ForeignKey[object, object]", value: JsonValue) -> int | None:
        """Return the key of the row that a column led to, None where it is not known."""
        if value is None:
            return None
        target = column.related_model
        if target not in self._known:
            name = "uuid" if any(f.name == "uuid" for f in target._meta.fields) else "pk"
            found = target._default_manager.values_list(name, "pk")
            self._known[target] = {str(told): key for told, key in found}
        return self._known[target].get(str(value), self._gone.get((target, str(value))))
