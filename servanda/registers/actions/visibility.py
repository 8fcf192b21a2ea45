"""What an entry's parents allow: the strictest counts, and follows them when they change."""

from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db.models import F, Model

from servanda.history.rules import FieldChange
from servanda.registers.models import Entry, Side
from servanda.registers.rules import Visibility, strictest

STORED = ("effective_visibility", "side")
"""What an entry keeps of all that decides on who sees it."""


def put_effective(entry: Entry) -> None:
    """Set what counts of an entry's own visibility and its parents', and the side that sees it.

    An entry that is of one side through a parent only is of that parent's side.
    """
    above = parents_of(entry)
    found = strictest([entry.visibility, *(parent.effective_visibility for parent in above)])
    entry.effective_visibility = found.value
    if entry.visibility != Visibility.OWN_SIDE:
        entry.side = _side_of(above) if found is Visibility.OWN_SIDE else None


def parents_of(entry: Entry) -> list[Entry]:
    """Return the entries that an entry is never more open than."""
    named = (_at(entry, path) for path in entry.PARENTS)
    found = [parent for parent in named if parent is not None]
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
        for name in ["visibility", "side_id", *columns]
    )


def tightened(parent: Entry) -> Iterator[FieldChange]:
    """Recompute all that is no more open than `parent`; yield what changed on each entry.

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


def _recomputed(entry: Entry) -> Iterator[FieldChange]:
    former = _stored(entry)
    put_effective(entry)
    now = _stored(entry)
    if now == former:
        return
    type(entry)._default_manager.filter(pk=entry.pk).update(
        effective_visibility=entry.effective_visibility,
        side=entry.side,
        revision=F("revision") + 1,
    )
    for field, before, after in zip(STORED, former, now, strict=True):
        if before != after:
            yield FieldChange(entry.KIND, UUID(str(entry.uuid)), field, before, after)
    yield from tightened(entry)


def _stored(entry: Entry) -> tuple[str, str | None]:
    return entry.effective_visibility, str(entry.side.uuid) if entry.side else None


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
