"""What a framework is as files tell it: provisions with labels, groups of them, ties to other frameworks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from typing_extensions import override

FORMAT: Final = 1
"""The only form of the files there has been so far."""


class Certainty(StrEnum):
    """How sure the words are: read in a source, believed, concluded by us, or words of our own."""

    SEEN = "seen"
    UNVERIFIED = "unverified"
    INFERENCE = "inference"
    OWN = "own"


class LabelKind(StrEnum):
    """What a label is: the title as the text has it, or a few words that stand for it."""

    TITLE = "title"
    SHORT = "short"


class ItemKind(StrEnum):
    """What a provision of a framework is."""

    HEADING = "heading"
    PRINCIPLE = "principle"
    OBJECTIVE = "objective"
    ACTION = "action"
    GOAL = "goal"
    TARGET = "target"
    INDICATOR = "indicator"
    ARTICLE = "article"
    RECOMMENDATION = "recommendation"


class Crossing(StrEnum):
    """How a provision stands to one of another framework."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, where, and what to do; `line` is 0 for a file that is not there."""

    file: str
    line: int
    told: str

    @override
    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.told}"


@dataclass(frozen=True)
class Source:
    """Where words were read."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Label:
    """The words for a provision in one language, where they come from and who reviewed them."""

    kind: LabelKind
    language: str
    text: str
    certainty: Certainty
    source: str
    reviewed_by: str = ""


@dataclass(frozen=True)
class Item:
    """A provision. `key` is unique in the framework: `26`, `26 (c)`, `10.7`.

    `code` stands before it in the text; `number` is the one by which people speak of it where that
    is another: objective 10 stands in paragraph 26. `under` is the place of the one above it.
    """

    key: str
    code: str
    kind: ItemKind
    number: str = ""
    labels: tuple[Label, ...] = ()
    under: int | None = None
    certainty: Certainty = Certainty.SEEN
    """How sure it is that the framework has it: of actions, only their count may be known."""

    @property
    def called(self) -> str:
        """The number by which people speak of it."""
        return self.number or self.key

    def label(self, *kinds: LabelKind, language: str) -> Label | None:
        """Return the label of the first of some kinds that there is in a language."""
        found = {label.kind: label for label in self.labels if label.language == language}
        return next((found[kind] for kind in kinds if kind in found), None)


@dataclass(frozen=True)
class Group:
    """Some provisions that somebody put together under a title; `members` are keys."""

    code: str
    title: str
    members: tuple[str, ...]
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True)
class Scheme:
    """One way in which the provisions of a framework are grouped; a framework has several."""

    code: str
    title: str
    source: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Crosswalk:
    """A tie from a provision to one of another framework, with its strength (1 to 3) and reason."""

    start: str
    framework: str
    target: str
    relation: Crossing
    strength: int
    reason: str
    certainty: Certainty


@dataclass(frozen=True)
class Framework:
    """A framework whose files were read; `missing` says in sentences what is not held."""

    code: str
    title: str
    language: str
    called: ItemKind
    abbreviation: str = ""
    symbol: str = ""
    aliases: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    items: Sequence[Item] = ()
    schemes: Sequence[Scheme] = ()
    crosswalks: Sequence[Crosswalk] = ()

    def of_kind(self, kind: ItemKind) -> list[Item]:
        """Return the provisions of one kind in their order."""
        return [item for item in self.items if item.kind == kind]


@dataclass(frozen=True)
class FrameworkReading:
    """What the files of a framework gave: the framework where nothing is wrong, and all faults."""

    framework: Framework | None
    faults: Sequence[Fault]
