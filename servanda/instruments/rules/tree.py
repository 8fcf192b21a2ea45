"""The tree of a text: what stands under what, in which order, and what a move makes of it."""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from servanda.instruments.rules.places import Place, between


class NotInTree(ValueError):
    """Something is to stand under itself, or under what it leads."""


@dataclass(frozen=True)
class Node:
    """A provision in the tree: itself, what it stands under, and where there."""

    key: int
    parent: int | None
    place: Place


class Tree:
    """The provisions of one text by what they stand under; in linear time but for the sorting.

    What stands under something that is not in the tree stands at the top, and so does the first of
    those that lead one another round: they are `astray`, and the tree stands whatever is stored.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.key: node for node in nodes}
        self.astray = self._broken_rings()
        self._below: dict[int | None, list[int]] = defaultdict(list)
        for key in sorted(self.nodes, key=self._order):
            self._below[self.parent_of(key)].append(key)

    def parent_of(self, key: int) -> int | None:
        """Return what a node stands under; None at the top."""
        parent = self.nodes[key].parent
        return parent if parent in self.nodes else None

    def below(self, key: int | None) -> list[int]:
        """Return what stands directly under a node, or at the top, in its order."""
        return self._below.get(key, [])

    def above(self, key: int) -> Iterator[int]:
        """Yield what a node stands under, the nearest first."""
        found = self.parent_of(key)
        while found is not None:
            yield found
            found = self.parent_of(found)

    def walk(self, top: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield all below a node with how deep each stands, as they are read."""
        waiting = [(key, 0) for key in reversed(self.below(top))]
        while waiting:
            key, depth = waiting.pop()
            yield key, depth
            waiting += [(below, depth + 1) for below in reversed(self.below(key))]

    def led_by(self, key: int) -> list[int]:
        """Return all that stands below a node, as it is read."""
        return [below for below, _depth in self.walk(key)]

    def topmost(self, chosen: Collection[int]) -> list[int]:
        """Return those of some nodes that stand below none of the others, as they are read."""
        wanted = set(chosen)
        return [
            key
            for key, _depth in self.walk()
            if key in wanted and not any(above in wanted for above in self.above(key))
        ]

    def put(self, key: int, under: int | None, at: int) -> None:
        """Let a node stand under another one, as the so-manieth of those there without it."""
        if under == key or (under is not None and key in self.above(under)):
            raise NotInTree(f"{key} stands above {under}.")
        self._below[self.parent_of(key)].remove(key)
        siblings = self._below[under]
        before = self.nodes[siblings[at - 1]].place if at > 0 else None
        later = (self.nodes[one].place for one in siblings[at:])
        after = next((place for place in later if before is None or place > before), None)
        self.nodes[key] = Node(key, under, between(before, after))
        insort(siblings, key, key=self._order)

    def _broken_rings(self) -> list[int]:
        """Let the first of each ring of nodes stand at the top; return those."""
        found: list[int] = []
        known: set[int] = set()
        for key in list(self.nodes):
            way: list[int] = []
            here: int | None = key
            while here is not None and here not in known:
                known.add(here)
                way.append(here)
                here = self.parent_of(here)
            if here in way:
                first = min(way[way.index(here) :], key=self._order)
                self.nodes[first] = replace(self.nodes[first], parent=None)
                found.append(first)
        return found

    def _order(self, key: int) -> tuple[Place, int]:
        """Where a node stands among its siblings; those in one place stand as they came."""
        return (self.nodes[key].place, key)


def indented(tree: Tree, chosen: Collection[int]) -> list[Node]:
    """Let the chosen stand under what stands before them; the first of its siblings cannot."""
    moving, moved = set(chosen), []
    for key in tree.topmost(moving):
        siblings = tree.below(tree.parent_of(key))
        before = siblings.index(key) - 1
        if before >= 0 and siblings[before] not in moving:
            under = siblings[before]
            tree.put(key, under, len(tree.below(under)))
            moved.append(tree.nodes[key])
    return moved


def outdented(tree: Tree, chosen: Collection[int]) -> list[Node]:
    """Let the chosen stand beside what they stood under, behind it."""
    moved = []
    for key in reversed(tree.topmost(chosen)):
        parent = tree.parent_of(key)
        if parent is not None:
            under = tree.parent_of(parent)
            tree.put(key, under, tree.below(under).index(parent) + 1)
            moved.append(tree.nodes[key])
    return moved


def raised(tree: Tree, chosen: Collection[int]) -> list[Node]:
    """Let the chosen stand before what stands before them; those at the beginning stay."""
    moved = []
    for under, keys in _by_parent(tree, chosen):
        for key in keys:
            siblings = tree.below(under)
            at = siblings.index(key)
            if at > 0 and siblings[at - 1] not in keys:
                tree.put(key, under, at - 1)
                moved.append(tree.nodes[key])
    return moved


def lowered(tree: Tree, chosen: Collection[int]) -> list[Node]:
    """Let the chosen stand behind what stands behind them; those at the end stay."""
    moved = []
    for under, keys in _by_parent(tree, chosen):
        for key in reversed(keys):
            siblings = tree.below(under)
            at = siblings.index(key)
            if at + 1 < len(siblings) and siblings[at + 1] not in keys:
                tree.put(key, under, at + 1)
                moved.append(tree.nodes[key])
    return moved


def _by_parent(tree: Tree, chosen: Collection[int]) -> list[tuple[int | None, list[int]]]:
    """Return the topmost of the chosen by what they stand under."""
    placed = [(tree.parent_of(key), key) for key in tree.topmost(chosen)]
    placed.sort(
        key=lambda pair: -1 if pair[0] is None else pair[0]
    )  # stable: siblings stay in order
    grouped = groupby(placed, key=itemgetter(0))
    return [(under, [key for _under, key in pairs]) for under, pairs in grouped]
