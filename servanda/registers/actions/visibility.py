"""What an entry's parents allow: the strictest counts, and follows them when they change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.apps import apps
from django.db.models import F, Model

from servanda.history.rules import FieldChange
from servanda.registers.actions.rows import fetch_path, lots
from servanda.registers.models import Entry, Side
from servanda.registers.rules import Visibility, is_stricter, latest_embargo, strictest

STORED = ("effective_visibility", "side")
"""What the history tells of what an entry keeps of all that decides on who sees it."""

Followed: TypeAlias = tuple[Entry, list[FieldChange]]
"""An entry that followed another one, with what the history tells of that: of an embargo nothing."""

Kept: TypeAlias = tuple[str, int | None, date | None]
"""What an entry keeps of all that decides on who sees it: visibility, side, embargo."""


def put_effective(entry: Entry) -> None:
    """Set what counts of an entry's own visibility and its parents', and the side that sees it."""
    put_effective_of([entry])


def put_effective_of(entries: Sequence[Entry]) -> None:
    """Set what counts of the visibility of entries of one kind and of their parents'.

    An entry that is of one side through a parent only is of that parent's side.
    """
    for entry, above in zip(entries, parents_of_each(entries), strict=True):
        found = strictest([entry.visibility, *(parent.effective_visibility for parent in above)])
        entry.effective_visibility = found.value
        put_embargo(entry, above)
        if entry.visibility != Visibility.OWN_SIDE:
            entry.side_id = _side_of(above) if found is Visibility.OWN_SIDE else None


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
    return parents_of_each([entry])[0]


def parents_of_each(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return for each of some entries of one kind those that it is never more open than."""
    if not entries:
        return []
    kind = type(entries[0])
    for path in kind.PARENTS:
        fetch_path(entries, path)
    found = [parents_named(entry) for entry in entries]
    at = {entry.pk: number for number, entry in enumerate(entries) if entry.pk is not None}
    for model, name in _holders_of(kind):
        for lot in lots(list(at)):
            for holder in model._default_manager.filter(**{f"{name}__in": lot}).order_by("pk"):
                found[at[_key_at(holder, name)]].append(holder)
    return found


def hangs_elsewhere(entry: Entry, stored: Entry) -> bool:
    """Tell whether an entry has another visibility, or other parents, than are stored."""
    own = ["visibility", "side_id", "embargo_until"]
    if any(getattr(entry, name) != getattr(stored, name) for name in own):
        return True
    columns = [path.partition("__")[0] for path in entry.PARENTS]
    return any(_key_at(entry, name) != _key_at(stored, name) for name in columns)


def tightened(parents: Iterable[Entry]) -> Iterator[Followed]:
    """Recompute all that is no more open than some entries; yield each with what changed on it.

    Walks down level by level, by what the models name as PARENTS and HOLDS, so every room is reached
    and none is known. An entry that was changed so has a new revision: who saw the old one has to
    look again.
    """
    level = list(parents)
    while level:
        followed = [one for below in _hanging_on(level) for one in _recomputed(below)]
        yield from followed
        level = [entry for entry, _told in followed]


def held_otherwise(entry: Entry, stored: Entry) -> Iterator[Followed]:
    """Recompute what an entry holds now and did not before, and the other way round."""
    for name in entry.HOLDS:
        if _key_at(entry, name) == _key_at(stored, name):
            continue
        former, held = _at(stored, name), _at(entry, name)
        changed = [former] if former is not None else []
        if held is not None and _is_more_open(held, entry):
            changed.append(held)
        followed = [one for each in changed for one in _recomputed([each])]
        yield from followed
        yield from tightened(one for one, _told in followed)


def _hanging_on(parents: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Give, kind by kind, the entries that are no more open than some others: each once.

    What stands in the tables is read when its turn comes, after what was given before it was put right.
    """
    above: dict[type[Entry], list[Entry]] = defaultdict(list)
    for parent in parents:
        above[type(parent)].append(parent)
    for model in _entries():
        found: dict[int, Entry] = {}
        for path in model.PARENTS:
            for lot in lots(above[kind_at(model, path)]):
                rows = model._default_manager.filter(**{f"{path}__in": lot}).order_by("pk")
                found |= {row.pk: row for row in rows}
        held = [
            _key_at(parent, name)
            for kind, holders in above.items()
            for name in kind.HOLDS
            if kind_at(kind, name) is model
            for parent in holders
        ]
        for keys in lots([key for key in held if key is not None]):
            found |= {row.pk: row for row in model._default_manager.filter(pk__in=keys)}
        if found:
            yield list(found.values())


def _recomputed(entries: Sequence[Entry]) -> Iterator[Followed]:
    """Put right what entries of one kind keep; yield those on which it was otherwise."""
    former = [_kept(entry) for entry in entries]
    put_effective_of(entries)
    changed = [
        (entry, was) for entry, was in zip(entries, former, strict=True) if _kept(entry) != was
    ]
    _store([entry for entry, _was in changed])
    keys = {key for entry, was in changed for key in (was[1], entry.side_id) if key is not None}
    sides = Side.objects.in_bulk(list(keys)) if keys else {}
    for entry, was in changed:
        yield entry, list(_told(entry, was, sides))


def _store(entries: Iterable[Entry]) -> None:
    """Save what entries of one kind keep: one statement for all that keep the same."""
    alike: dict[Kept, list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[_kept(entry)].append(entry)
    for (visibility, side, embargo), rows in alike.items():
        for lot in lots(rows):
            type(lot[0])._default_manager.filter(pk__in=[row.pk for row in lot]).update(
                effective_visibility=visibility,
                effective_embargo=embargo,
                side=side,
                revision=F("revision") + 1,
            )


def _told(entry: Entry, was: Kept, sides: Mapping[int, Side]) -> Iterator[FieldChange]:
    now = _kept(entry)
    named = [
        (visibility, str(sides[side].uuid) if side else None)
        for visibility, side, _embargo in (was, now)
    ]
    for field, before, after in zip(STORED, *named, strict=True):
        if before != after:
            yield FieldChange(entry.KIND, UUID(str(entry.uuid)), field, before, after)


def _kept(entry: Entry) -> Kept:
    return entry.effective_visibility, entry.side_id, entry.effective_embargo


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


def _side_of(parents: list[Entry]) -> int | None:
    return next((parent.side_id for parent in parents if parent.side_id is not None), None)


def _entries() -> Iterator[type[Entry]]:
    return (model for model in apps.get_models() if issubclass(model, Entry))


def _holders_of(kind: type[Entry]) -> Iterator[tuple[type[Entry], str]]:
    """Give the kinds of entries that hold those of a kind, with the field that leads to them."""
    return (
        (model, name)
        for model in _entries()
        for name in model.HOLDS
        if kind_at(model, name) is kind
    )


def _key_at(entry: Entry, name: str) -> int | None:
    """Return the key of what a field of an entry leads to."""
    key: int | None = getattr(entry, entry._meta.get_field(name).attname)  # type: ignore[union-attr]  # a column
    return key


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
