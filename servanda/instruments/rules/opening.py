"""Which part of a long tree a page shows: what was opened, a portion of each level, or all of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from servanda.instruments.rules.tree import Tree

PORTION = 50
"""So many of those under one stand on a page; the others are a step away."""


@dataclass
class Branch:
    """A provision on a page. `below` stand under it, of which `level` is what is shown."""

    key: int
    below: int
    level: "Level | None" = None


@dataclass
class Level:
    """A portion of those that stand under one provision, or at the top."""

    under: int | None
    branches: list[Branch] = field(default_factory=list)
    first: int = 0
    total: int = 0

    @property
    def before(self) -> int | None:
        """The number of the portion before, from 1; None where this is the first one."""
        return self.first // PORTION if self.first else None

    @property
    def after(self) -> int | None:
        """The number of the portion behind; None where this is the last one."""
        shown = self.first + len(self.branches)
        return shown // PORTION + 1 if shown < self.total else None

    def keys(self) -> list[int]:
        """Return all that is shown, as it is read."""
        found = []
        for branch in self.branches:
            found.append(branch.key)
            if branch.level is not None:
                found += branch.level.keys()
        return found


def opened(tree: Tree, at: int | None, portion: int = 1) -> Level:
    """Return the way down to one provision and what stands under it, in portions.

    `portion` is that of the last level; those above show the portion through which the way leads.
    """
    way = [*reversed(list(tree.above(at))), at] if at is not None and at in tree.nodes else []
    return _level(tree, None, way, portion)


def whole(tree: Tree, under: int | None = None) -> Level:
    """Return all that stands under one, or at the top, with all below it."""
    keys = tree.below(under)
    branches = [
        Branch(key, len(tree.below(key)), whole(tree, key) if tree.below(key) else None)
        for key in keys
    ]
    return Level(under, branches, 0, len(keys))


def _level(tree: Tree, under: int | None, way: Sequence[int], portion: int) -> Level:
    keys = tree.below(under)
    first = (keys.index(way[0]) // PORTION if way else portion - 1) * PORTION
    first = first if 0 <= first < len(keys) else 0
    level = Level(under, first=first, total=len(keys))
    for key in keys[first : first + PORTION]:
        is_open = bool(way) and key == way[0] and bool(tree.below(key))
        shown = _level(tree, key, way[1:], portion) if is_open else None
        level.branches.append(Branch(key, len(tree.below(key)), shown))
    return level
