"""What an entry's parents allow: the strictest counts, and follows them when they change."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias
from uuid import UUID

from django.apps import apps
from django.db.models import F, Model

from servanda.history.rules import FieldChange
from servanda.registers.models import Entry, Side
from servanda.registers.rules import Visibility, is_stricter, latest_embargo, strictest

STORED = ("effective_visibility", "side")
"""What the history tells of what an entry keeps of all that decides on who sees it."""

Followed: TypeAlias = tuple[Entry, list[FieldChange]]
"""An entry that followed another one, with what the history tells of that: of an embargo nothing."""


def put_effective(entry: Entry) -> None:
    """Set what counts of an entry's own visibility and its parents', and the side that sees it.

    An entry that is of one side through a parent only is of that parent's side.
    """
    above = parents_of(entry)
    found = strictest([entry.visibility, *(parent.effective_visibility for parent in above)])
    entry.effective_visibility = found.value
    put_embargo(entry, above)
    if entry.visibility != Visibility.OWN_SIDE:
        entry.side = _side_of(above) if found is Visibility.OWN_SIDE else None


def put_embargo(entry: Entry, above: Iterable[Entry]) -> None:
    """Set until when an entry is kept back: the latest of its own embargo and its parents'."""
    kept_back = [parent.effective_embargo for parent in above if _hangs_on(entry, parent)]
    entry.effective_embargo = latest_embargo([entry.embargo_until, *kept_back])


def parents_named(entry: Entry) -> list[Entry]:
    """Return the entries that an entry itself names as those it is never more open than."""
    named = (_at(entry, path) for path in entry.PARENTS)
    return [parent for parent in named if parent is not None]


def parents_of(entry: Entry) -> list[Entry]:
    """Return the entries that an entry is never more open than."""
    found = parents_named(entry)
    for model in _entries():
        for name in model.HOLDS:
            if entry.pk is not None and kind_at(model, name) is type(entry):
                found += model._default_manager.filter(**{name: entry})
    return found


def hangs_elsewhere(entry: Entry, stored: Entry) -> bool:
    """Tell whether an entry has another visibility, or other parents, than are stored."""
    columns = [entry._meta.get_field(path.partition("__")[0]).attname for path in entry.PARENTS]  # type: ignore[union-attr]  # a column
    return any(
        getattr(entry, name) != getattr(stored, name)
        for name in ["visibility", "side_id", "embargo_until", *columns]
    )


def tightened(parent: Entry) -> Iterator[Followed]:
    """Recompute all that is no more open than `parent`; yield each entry with what changed on it.

    Walks down by what the models name as PARENTS and HOLDS, so every room is reached and none is
    known. An entry that was changed so has a new revision: who saw the old one has to look again.
    """
    for model in _entries():
        for path in model.PARENTS:
            if kind_at(model, path) is type(parent):
                for entry in model._default_manager.filter(**{path: parent}):
                    yield from _recomputed(entry)
    for name in parent.HOLDS:
        held = _at(parent, name)
        if held is not None:
            yield from _recomputed(held)


def held_otherwise(entry: Entry, stored: Entry) -> Iterator[Followed]:
    """Recompute what an entry holds now and did not before, and the other way round."""
    for name in entry.HOLDS:
        column = entry._meta.get_field(name).attname  # type: ignore[union-attr]  # a column
        if getattr(entry, column) == getattr(stored, column):
            continue
        former, held = _at(stored, name), _at(entry, name)
        if former is not None:
            yield from _recomputed(former)
        if held is not None and _is_more_open(held, entry):
            yield from _recomputed(held)


def _recomputed(entry: Entry) -> Iterator[Followed]:
    former, former_embargo = _stored(entry), entry.effective_embargo
    put_effective(entry)
    now = _stored(entry)
    if (now, entry.effective_embargo) == (former, former_embargo):
        return
    type(entry)._default_manager.filter(pk=entry.pk).update(
        effective_visibility=entry.effective_visibility,
        effective_embargo=entry.effective_embargo,
        side=entry.side,
        revision=F("revision") + 1,
    )
    told = [
        FieldChange(entry.KIND, UUID(str(entry.uuid)), field, before, after)
        for field, before, after in zip(STORED, former, now, strict=True)
        if before != after
    ]
    yield entry, told
    yield from tightened(entry)


def _stored(entry: Entry) -> tuple[str, str | None]:
    return entry.effective_visibility, str(entry.side.uuid) if entry.side else None


def _is_more_open(entry: Entry, than: Entry) -> bool:
    embargo = latest_embargo([entry.effective_embargo, than.effective_embargo])
    return (
        is_stricter(than.effective_visibility, entry.effective_visibility)
        or embargo != entry.effective_embargo
    )


def _hangs_on(entry: Entry, parent: Entry) -> bool:
    """Tell whether an entry hangs on one of the kind of another by what their models name."""
    up = (kind_at(type(entry), path) for path in entry.PARENTS)
    down = (kind_at(type(parent), name) for name in parent.HOLDS)
    return type(parent) in up or type(entry) in down


def _side_of(parents: list[Entry]) -> Side | None:
    return next((parent.side for parent in parents if parent.side is not None), None)


def _entries() -> Iterator[type[Entry]]:
    return (model for model in apps.get_models() if issubclass(model, Entry))


def kind_at(model: type[Model], path: str) -> type[Entry]:
    """Return the kind of entry that stands at the end of a path, as `of__provision`."""
    for step in path.split("__"):
        found = model._meta.get_field(step).related_model
        if not isinstance(found, type):
            raise TypeError(f"{model.__name__} has nothing at {path}.")
        model = found
    if not issubclass(model, Entry):
        raise TypeError(f"{model.__name__} is no entry.")
    return model


def _at(entry: Entry, path: str) -> Entry | None:
    found: object = entry
    for name in path.split("__"):
        found = getattr(found, name) if found is not None else None
    return found if isinstance(found, Entry) else None
