"""The index of words held against the entries: what is not found, or not as it reads now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import islice
from uuid import UUID

from servanda.registers.actions.finding import (
    alone_in,
    entries_found,
    kinds_found,
    lots_found,
    pages_of,
)
from servanda.registers.models import Entry, Register
from servanda.search.actions import entries_held, found_otherwise

_AT_ONCE = 2_000


class IndexFault(Enum):
    """What may be wrong with how an entry is found."""

    MISSING = "missing"
    STALE = "stale"
    GONE = "gone"


def index_faults(register: Register) -> Iterator[tuple[IndexFault, str, UUID]]:
    """Give each entry of a register that is missing, stale or gone in the index: fault, kind, name.

    People may work on meanwhile: what differs is looked at once more while nobody changes it.
    """
    for model, lot in lots_found(register):
        missing, stale = _otherwise(model, register, lot)
        if missing or stale:
            with alone_in(register):
                missing, stale = _otherwise(model, register, [*missing, *stale])
        yield from ((IndexFault.MISSING, model.KIND, uuid) for uuid in missing)
        yield from ((IndexFault.STALE, model.KIND, uuid) for uuid in stale)
    held = entries_held(register.pk)
    while some := list(islice(held, _AT_ONCE)):
        yield from ((IndexFault.GONE, kind, uuid) for kind, uuid in _gone(register, some))


def _otherwise(
    model: type[Entry], register: Register, uuids: list[UUID]
) -> tuple[set[UUID], set[UUID]]:
    return found_otherwise(register.pk, uuids, pages_of(model, register, uuids))


def _gone(register: Register, held: Iterable[tuple[str, UUID]]) -> Iterator[tuple[str, UUID]]:
    """Give those that are not in the register any more."""
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    for kind, uuid in held:
        by_kind[kind].add(uuid)
    for kind, uuids in by_kind.items():
        yield from ((kind, uuid) for uuid in uuids - _there(register, kind, uuids))


def _there(register: Register, kind: str, uuids: set[UUID]) -> set[UUID]:
    model = kinds_found().get(kind)
    if model is None:
        return set()
    there = entries_found(model, register).filter(uuid__in=uuids)
    return set(there.values_list("uuid", flat=True))
