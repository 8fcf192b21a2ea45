"""What a record of the history did to each row, and what others built on it since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery

from servanda.history.models import Change, Record
from servanda.history.rules import JsonValue
from servanda.registers.actions.rows import (
    lots,
    references_to,
    rows_named,
    with_what_they_lead_to,
)
from servanda.registers.actions.telling import follows
from servanda.registers.models import Entry, Row

UNDO, RECORD, UNDONE = "undo", "record", "undone"
"""The action that takes back, the kind under which its record tells of another, and what it tells."""


@dataclass(frozen=True)
class BuiltSince:
    """What stands in the way of undoing: a row that somebody changed or made since."""

    kind: str
    uuid: UUID
    label: str


class StandsInTheWay(ValidationError):
    """The record cannot be undone; `built` names what was built on it since."""

    def __init__(self, message: str, built: Iterable[BuiltSince] = ()) -> None:
        super().__init__(message)
        self.built = tuple(built)


@dataclass
class Deed:
    """What a record did to one row: the first value before it and the last one after it."""

    kind: str
    uuid: UUID
    before: dict[str, JsonValue]
    after: dict[str, JsonValue]
    row: Row | None
    is_new: bool

    @property
    def is_removal(self) -> bool:
        return self.row is None and not any(value is not None for value in self.after.values())


def deeds_of(record: Record) -> list[Deed]:
    """Return what a record did, row by row, in the order in which it began with them."""
    deeds: dict[UUID, Deed] = {}
    told_changes = list(record.changes.exclude(kind=RECORD).order_by("id"))
    named = rows_named({one.entry: one.kind for one in told_changes})
    rows = {row.uuid: row for row in with_what_they_lead_to(named)}
    for told_change in told_changes:
        deed = deeds.get(told_change.entry)
        if deed is None:
            row = rows.get(told_change.entry)
            deed = Deed(told_change.kind, told_change.entry, {}, {}, row, is_new=False)
            deeds[told_change.entry] = deed
        deed.before.setdefault(told_change.field, told_change.before)
        deed.after[told_change.field] = told_change.after
    there = _there_before(record, list(deeds))
    for uuid, deed in deeds.items():
        deed.is_new = uuid not in there
    return list(deeds.values())


def _there_before(record: Record, entries: list[UUID]) -> set[UUID]:
    """Return those of some rows that stood there before a record: not those removed before it."""
    before = Change.objects.filter(
        record__register=record.register, record__sequence__lt=record.sequence
    ).order_by("record__sequence", "id")
    words: dict[tuple[UUID, str], JsonValue] = {}
    for lot in lots(entries):
        told_before = before.filter(entry__in=lot).values_list("entry", "field", "after")
        words |= {(entry, field): after for entry, field, after in told_before}
    return {entry for (entry, _field), value in words.items() if value is not None}


def told_since(record: Record) -> QuerySet[Change]:
    """Return what was changed since a record, but for what was taken back again, and its taking back."""
    later = Change.objects.filter(
        record__register=record.register, record__sequence__gt=record.sequence
    )
    void = void_since(record)
    return later.exclude(record__sequence__in=void) if void else later


def void_since(record: Record) -> set[int]:
    """Return the numbers of those records from one on that leave nothing; its own where it is undone."""
    number = Record.objects.filter(uuid=OuterRef("entry")).values("sequence")
    undone = Change.objects.filter(
        record__register=record.register,
        record__sequence__gt=record.sequence,
        record__action=UNDO,
        kind=RECORD,
        field=UNDONE,
    ).annotate(undone=Subquery(number))
    pairs = undone.filter(undone__gte=record.sequence).values_list("record__sequence", "undone")
    return without_effect(pairs)


def without_effect(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return the numbers of records that leave nothing: those undone, and those that undid them.

    Of each pair the first undid the second. Who undid what was itself undone since undid nothing.
    """
    void = set[int]()
    for undoing, undone in sorted(pairs, reverse=True):
        if undoing not in void:
            void |= {undoing, undone}
    return void


def built_since(record: Record, deeds: list[Deed]) -> Iterable[BuiltSince]:
    """Yield what others made or changed since a record of what it did."""
    ours = {deed.uuid for deed in deeds}
    later = told_since(record)
    fields = {
        found
        for lot in lots(list(ours))
        for found in later.filter(entry__in=lot).values_list("entry", "field")
    }
    touched, going = {entry for entry, _field in fields}, list[Row]()
    for deed in deeds:
        if deed.row is None and not deed.is_removal:
            yield BuiltSince(deed.kind, deed.uuid, "")
        elif deed.row is not None and _is_changed(deed, fields, touched):
            yield named_since(deed.row)
        elif deed.row is not None and deed.is_new:
            going.append(deed.row)
        elif isinstance(deed.row, Entry):
            yield from _changed_since(record, deed.row.told_under(deed.before.keys()))
    going.sort(key=lambda row: type(row).__name__)
    for _table, rows in groupby(going, key=type):
        yield from leaning_on(list(rows), ours)


def _changed_since(record: Record, rows: Iterable[Row]) -> Iterable[BuiltSince]:
    """Yield those of some rows that were changed or made after a record."""
    by_name = {row.uuid: row for row in rows}
    later = told_since(record).filter(entry__in=by_name)
    for uuid in later.order_by().values_list("entry", flat=True).distinct():
        yield named_since(by_name[uuid])


def _is_changed(deed: Deed, fields: set[tuple[UUID, str]], touched: set[UUID]) -> bool:
    if deed.is_new:
        return deed.uuid in touched
    return any((deed.uuid, name) in fields for name in deed.before)


def leaning_on(rows: Sequence[Row], ours: set[UUID]) -> Iterable[BuiltSince]:
    """Yield what leads to rows of one kind that would go, but for those that go with them."""
    for reference in references_to(type(rows[0])):
        if follows(reference.table):
            continue
        for lot in lots(rows):
            leading = reference.leading_to_any(lot)
            others = [uuid for uuid in leading.values_list("uuid", flat=True) if uuid not in ours]
            yield from map(named_since, leading.filter(uuid__in=others) if others else ())


def named_since(row: Row) -> BuiltSince:
    """Name a row that stands in the way."""
    return BuiltSince(row.KIND, row.uuid, str(row))
