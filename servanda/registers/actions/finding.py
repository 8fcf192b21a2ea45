"""What changed is found by its new words: the index is written in the transaction of the change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from servanda.history.rules import FieldChange
from servanda.registers.models import Entry, Register, Row
from servanda.search.actions import add_pages, clear_register, put_pages
from servanda.search.rules import IndexPage

_AT_ONCE = 2_000


def put_found(register: Register, made: Iterable[FieldChange], fed: Iterable[Entry]) -> None:
    """Let the search find entries of a register as they are after a change.

    `made` says which entries changed, `fed` are those of which a row changed that has words of them.
    """
    touched: dict[type[Entry], set[UUID]] = defaultdict(set)
    kinds = kinds_found()
    for told in made:
        if told.kind in kinds:
            touched[kinds[told.kind]].add(told.entry)
    for entry in fed:
        if entry.IS_FOUND:
            touched[type(entry)].add(entry.uuid)
    for model, uuids in touched.items():
        put_pages(register.pk, uuids, _pages(model, register, uuids))


def fed_by(row: Row) -> Entry:
    """Return the entry that is found by the words of a row (`FEEDS`); asked while both are there."""
    found: object = row
    for name in row.FEEDS.split("__"):
        found = getattr(found, name)
    assert isinstance(found, Entry)  # noqa: S101  what FEEDS says
    return found


def index_register(register: Register) -> Iterator[int]:
    """Write the index of a register anew; give the count of entries after each lot."""
    clear_register(register.pk)
    for model in kinds_found().values():
        entries = _entries(model, register)
        last = UUID(int=0)
        while lot := list(entries.filter(uuid__gt=last).order_by("uuid")[:_AT_ONCE]):
            last = lot[-1].uuid
            add_pages(_pages(model, register, [entry.uuid for entry in lot]))
            yield len(lot)


def count_found(register: Register) -> int:
    """Return how many entries of a register the search finds when its index is whole."""
    return sum(_entries(model, register).count() for model in kinds_found().values())


@cache
def kinds_found() -> dict[str, type[Entry]]:
    """Return the kinds of entries that the search finds."""
    models = (model for model in apps.get_models() if issubclass(model, Entry))
    return {model.KIND: model for model in models if model.IS_FOUND}


def _pages(model: type[Entry], register: Register, uuids: Iterable[UUID]) -> Iterator[IndexPage]:
    entries = _entries(model, register).filter(uuid__in=uuids).select_related("register")
    return model.index_pages(entries)


def _entries(model: type[Entry], register: Register) -> QuerySet[Entry]:
    standing: dict[str, Register | None] = {"register": register, "merged_into": None}
    return model._default_manager.filter(**standing)
