"""The difference of two editions: what was added, withdrawn, moved, numbered and said otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from servanda.instruments.rules.lines import Line, tree_of


class Way(StrEnum):
    """In which way a provision is otherwise."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    OTHER_KIND = "other_kind"
    REWORDED = "reworded"
    DEADLINE = "deadline"
    RESPONSIBILITIES = "responsibilities"
    MONEY = "money"


@dataclass(frozen=True)
class ChangedLine:
    """A provision that two editions do not have alike; None in the one that does not have it."""

    before: Line | None
    after: Line | None
    ways: tuple[Way, ...]

    @property
    def line(self) -> Line:
        """The provision as the later edition has it, else as the earlier one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A line of no edition.")
        return found


def difference(before: Sequence[Line], after: Sequence[Line]) -> list[ChangedLine]:
    """Return what two editions do not have alike, as it is read; what went stands where it stood."""
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    moved = _moved(old, new)
    found = []
    for key in _as_read(before, after):
        ways = tuple(_ways(old.get(key), new.get(key), is_moved=key in moved))
        if ways:
            found.append(ChangedLine(old.get(key), new.get(key), ways))
    return found


def _ways(before: Line | None, after: Line | None, *, is_moved: bool) -> Iterator[Way]:
    if before is None or after is None:
        yield Way.ADDED if before is None else Way.WITHDRAWN
        return
    if is_moved:
        yield Way.MOVED
    compared = {
        Way.RENUMBERED: before.code != after.code,
        Way.OTHER_KIND: before.kind != after.kind,
        Way.REWORDED: before.texts != after.texts,
        Way.DEADLINE: before.due != after.due,
        Way.RESPONSIBILITIES: set(before.answering) != set(after.answering),
        Way.MONEY: sorted(map(repr, before.money)) != sorted(map(repr, after.money)),
    }
    yield from (way for way, is_otherwise in compared.items() if is_otherwise)


def _as_read(before: Sequence[Line], after: Sequence[Line]) -> Iterator[int]:
    """Yield the keys of both: those of the later in its order, those gone behind what led to them."""
    behind: dict[int | None, list[int]] = defaultdict(list)
    kept, last = {line.key for line in after}, None
    for key, _depth in tree_of(before).walk():
        if key in kept:
            last = key
        else:
            behind[last].append(key)
    yield from behind[None]
    for key, _depth in tree_of(after).walk():
        yield key
        yield from behind[key]


def _moved(old: Mapping[int, Line], new: Mapping[int, Line]) -> set[int]:
    """Return what stands under another than before, or was put past one of its siblings.

    Of two that changed places, the one that was moved has another place of its own.
    """
    both = [key for key in new if key in old]
    moved = {key for key in both if old[key].parent != new[key].parent}
    siblings: dict[int | None, list[int]] = defaultdict(list)
    for key in both:
        if key not in moved:
            siblings[new[key].parent].append(key)
    for keys in siblings.values():
        moved |= {key for key in _past_another(keys, old, new) if old[key].place != new[key].place}
    return moved


def _past_another(
    keys: Sequence[int], old: Mapping[int, Line], new: Mapping[int, Line]
) -> Iterator[int]:
    """Yield those that stood behind one and stand before it now, or the other way round."""
    was = {key: n for n, key in enumerate(sorted(keys, key=lambda k: (old[k].place, k)))}
    now = [was[key] for key in sorted(keys, key=lambda k: (new[k].place, k))]
    names = sorted(keys, key=lambda k: was[k])
    before = accumulate(now, max)
    behind = list(accumulate(reversed(now), min))[::-1]
    for number, most, least in zip(now, before, behind, strict=True):
        if most > number or least < number:
            yield names[number]
