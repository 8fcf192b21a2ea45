"""What changed is found by its new words: the index is written in the transaction of the change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from uuid import UUID, uuid4

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from servanda.history.rules import FieldChange
from servanda.registers.models import Entry, Register, Row
from servanda.search.actions import last_piece, put_pages, remove_pieces_up_to
from servanda.search.rules import IndexPage
from servanda.tasks.actions import ask_for

INDEX_TASK = "servanda.registers.actions.index_task"
_AT_ONCE = 2_000


def put_found(register: Register, made: Iterable[FieldChange], fed: Iterable[Entry]) -> None:
    """Let the search find entries of a register as they are after a change.

    `made` says which entries changed; `fed` are those of which a row changed that has words of them,
    or that followed what they hang on.
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
        _put(model, register, uuids)


def fed_by(row: Row) -> Entry:
    """Return the entry that is found by the words of a row (`FEEDS`); asked while both are there."""
    found: object = row
    for name in row.FEEDS.split("__"):
        found = getattr(found, name)
    assert isinstance(found, Entry)  # noqa: S101  what FEEDS says
    return found


def index_register(register: Register) -> Iterator[int]:
    """Write the index of a register anew, lot by lot; give the count of entries after each lot.

    Each lot is a change of its own, so people work on in between and find what they found before.
    What is left of the former index at the end is of entries that are found no more.
    """
    former = last_piece(register.pk)
    for model, lot in lots_found(register):
        with alone_in(register):
            _put(model, register, lot)
        yield len(lot)
    with alone_in(register):
        remove_pieces_up_to(register.pk, former)


def ask_for_index(register: Register) -> None:
    """Let the worker write the index of a register anew, where all entries read otherwise at once."""
    arguments = {"register": str(register.uuid)}
    ask_for(INDEX_TASK, key=f"index {uuid4()}", arguments=arguments, at=timezone.now())


def index_task(arguments: dict[str, str]) -> None:
    """Write the index of a register anew; doing it twice does no harm."""
    for _count in index_register(Register.objects.get(uuid=arguments["register"])):
        pass


def lots_found(register: Register) -> Iterator[tuple[type[Entry], list[UUID]]]:
    """Give the entries of a register that the search finds, kind by kind and lot by lot."""
    for model in kinds_found().values():
        uuids = entries_found(model, register).order_by("uuid").values_list("uuid", flat=True)
        last = UUID(int=0)
        while lot := list(uuids.filter(uuid__gt=last)[:_AT_ONCE]):
            last = lot[-1]
            yield model, lot


def count_found(register: Register) -> int:
    """Return how many entries of a register the search finds when its index is whole."""
    return sum(entries_found(model, register).count() for model in kinds_found().values())


@cache
def kinds_found() -> dict[str, type[Entry]]:
    """Return the kinds of entries that the search finds."""
    models = (model for model in apps.get_models() if issubclass(model, Entry))
    return {model.KIND: model for model in models if model.IS_FOUND}


@contextmanager
def alone_in(register: Register) -> Iterator[None]:
    """Write to the index of a register while nobody changes it."""
    with transaction.atomic():
        register.hold()
        yield


def entries_found(model: type[Entry], register: Register) -> QuerySet[Entry]:
    """Return the entries of a kind in a register that the search finds."""
    standing: dict[str, Register | None] = {"register": register, "merged_into": None}
    return model._default_manager.filter(**standing)


def pages_of(model: type[Entry], register: Register, uuids: Iterable[UUID]) -> Iterator[IndexPage]:
    """Give by what entries of a register are found."""
    entries = entries_found(model, register).filter(uuid__in=uuids).select_related("register")
    yield from model.index_pages(entries)


def _put(model: type[Entry], register: Register, uuids: Iterable[UUID]) -> None:
    names = iter(uuids)
    while lot := list(islice(names, _AT_ONCE)):
        put_pages(register.pk, lot, pages_of(model, register, lot))
