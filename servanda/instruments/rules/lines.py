"""What a provision says in one edition, as plain values: what is compared and what is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from servanda.instruments.rules.places import Place
from servanda.instruments.rules.tree import Node, Tree


@dataclass(frozen=True)
class DueTold:
    """When something is due, as its source tells it; `due` is EDTF."""

    due: str = ""
    words: str = ""
    recurrence: str = ""
    relative_to: str = ""


@dataclass(frozen=True)
class Answers:
    """A party, by its key, answers for a provision in a role."""

    party: int
    role: str
    by_consent: bool = False
    words: str = ""


@dataclass(frozen=True)
class MoneyTold:
    """A line of money; None and empty where nothing is said."""

    amount: Decimal | None
    currency: str
    year: int | None
    source: str
    is_covered: bool | None
    words: str


@dataclass(frozen=True)
class Line:
    """A provision as it stands in an edition: its place, and all that it says there.

    Which wording says it, and in which state, is no part of what it says.
    """

    key: int
    uuid: UUID
    parent: int | None
    place: Place
    code: str
    kind: str
    texts: Mapping[str, str]
    original: str = ""
    due: DueTold = DueTold()
    answering: tuple[Answers, ...] = ()
    money: tuple[MoneyTold, ...] = ()
    handling: tuple[str, ...] = ()
    wording: UUID | None = field(default=None, compare=False)
    revision: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """The text in the language in which it was agreed, else in the first one."""
        return self.texts.get(self.original) or next(iter(self.texts.values()), "")


def tree_of(lines: Iterable[Line]) -> Tree:
    """Return the tree in which the lines of an edition stand."""
    return Tree(Node(line.key, line.parent, line.place) for line in lines)
