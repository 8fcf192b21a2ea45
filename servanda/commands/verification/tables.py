"""What the tables say against what the history says: every field that differs, every row too many."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db import models

from servanda.history.models import Change
from servanda.history.rules import JsonValue, canonical
from servanda.registers.actions import told
from servanda.registers.models import Register, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

ROWS_AT_ONCE = 1_000

Told = dict[str, JsonValue]


@dataclass(frozen=True)
class Disagreement:
    """One field in which a table and the history differ; no field where the row itself does."""

    kind: str
    entry: UUID
    field: str
    in_history: str
    in_table: str


def disagreements(register: Register) -> Iterator[Disagreement]:
    """Yield what the tables and the history of a register disagree on, in no given order.

    A thousand rows at a time are held against the last word the history has of each field. What
    was erased from the history cannot be compared and is passed over.
    """
    kinds: dict[str, list[type[Row]]] = {}
    for model in apps.get_models():
        if issubclass(model, Row):
            kinds.setdefault(model.KIND, []).append(model)
            yield from _of_model(register, model)
    told = Change.objects.filter(record__register=register.uuid).order_by()
    for kind in set(told.values_list("kind", flat=True).distinct()) & kinds.keys():
        yield from _gone(register, kind, kinds[kind])


def _of_model(register: Register, model: type[Row]) -> Iterator[Disagreement]:
    if not model._default_manager.filter(register=register).exists():
        return  # cheaper than asking for rows with all that they lead to
    links = [field.name for field in model._meta.concrete_fields if field.is_relation]
    rows = model._default_manager.filter(register=register).select_related(*links)
    found = iter(rows.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE))
    while some := list(islice(found, ROWS_AT_ONCE)):
        last = _last_words(register, [row.uuid for row in some])
        for row in some:
            yield from _of_row(row, last.get(row.uuid))


def _of_row(row: Row, last: dict[str, Change] | None) -> Iterator[Disagreement]:
    if last is None:
        yield Disagreement(row.KIND, row.uuid, "", "nothing", "a row")
        return
    now = told(row)
    for name in chain(now, (name for name in last if name not in now)):
        change = last.get(name)
        if change is not None and change.salt is None:
            continue
        in_history = bare(change.after if change else None)
        in_table = bare(now.get(name))
        if in_history != in_table and not (change is None and _is_default(row, name)):
            yield Disagreement(row.KIND, row.uuid, name, words(in_history), words(in_table))


def _is_default(row: Row, name: str) -> bool:
    """Tell whether a field has the value that a row from before the field was given with it."""
    column = cast("models.Field[object, object]", row._meta.get_field(name))
    return bool(getattr(row, column.attname) == column.get_default())


def _gone(register: Register, kind: str, tables: Iterable[type[Row]]) -> Iterator[Disagreement]:
    """Yield the rows that the history made and never removed, and that stand in no table."""
    changes = Change.objects.filter(record__register=register.uuid, kind=kind)
    for table in tables:
        there = table._default_manager.filter(register=register, uuid=models.OuterRef("entry"))
        changes = changes.exclude(models.Exists(there))
    gone = list(changes.values_list("entry", flat=True).distinct())
    for start in range(0, len(gone), ROWS_AT_ONCE):
        last = _last_words(register, gone[start : start + ROWS_AT_ONCE])
        for entry, words in last.items():
            if any(change.after is not None for change in words.values()):
                yield Disagreement(kind, entry, "", "a row", "nothing")


def _last_words(register: Register, entries: list[UUID]) -> dict[UUID, dict[str, Change]]:
    """Return the last change of each field of these entries."""
    rows = Change.objects.filter(entry__in=entries, record__register=register.uuid)
    last: dict[UUID, dict[str, Change]] = {}
    for change in rows.exclude(kind="erasure").order_by("record__sequence", "id"):
        last.setdefault(change.entry, {})[change.field] = change
    return last


def bare(value: JsonValue) -> JsonValue:
    """Return None for what is empty: the history tells a new row's empty fields by silence."""
    return None if value in (None, "", [], {}) else value


def words(value: JsonValue) -> str:
    """Return a value as it is shown to whoever looks for the fault."""
    return canonical(value).decode()
