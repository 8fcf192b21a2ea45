"""What an entry's parents allow: the strictest counts, and follows them when they change."""

from collections.abc import Iterator

from django.apps import apps

from servanda.registers.models import Entry
from servanda.registers.rules import Visibility, strictest


def effective(entry: Entry) -> Visibility:
    """Return the strictest of an entry's own visibility and those of its parents."""
    parents = [_at(entry, path) for path in entry.PARENTS]
    return strictest([entry.visibility, *(p.effective_visibility for p in parents if p)])


def tightened(parent: Entry) -> Iterator[tuple[Entry, str]]:
    """Recompute all that is no more open than `parent`; yield each entry changed, and its former.

    Walks down by what the models name as PARENTS, so every room is reached and none is known.
    """
    for model in apps.get_models():
        if not issubclass(model, Entry):
            continue
        for path in model.PARENTS:
            if _target(model, path) is type(parent):
                for entry in model._default_manager.filter(**{path: parent}):
                    yield from _recomputed(entry)


def _recomputed(entry: Entry) -> Iterator[tuple[Entry, str]]:
    former, now = entry.effective_visibility, effective(entry).value
    if now == former:
        return
    entry.effective_visibility = now
    type(entry)._default_manager.filter(pk=entry.pk).update(effective_visibility=now)
    yield entry, former
    yield from tightened(entry)


def _target(model: type[Entry], path: str) -> object:
    """Return the model at the end of a path of fields."""
    target: object = model
    for name in path.split("__"):
        target = target._meta.get_field(name).related_model  # type: ignore[attr-defined]  # a model
    return target


def _at(entry: Entry, path: str) -> Entry | None:
    found: object = entry
    for name in path.split("__"):
        found = getattr(found, name) if found is not None else None
    return found if isinstance(found, Entry) else None
