"""What a provision says in one edition, as plain values: what is compared and what is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from servanda.instruments.rules.places import Place
from servanda.instruments.rules.tree import Node, Tree

Answered = TypeVar("Answered")


@dataclass(frozen=True)
class DueTold:
    """When something is due, as its source tells it; `due` is EDTF.

    What names no day is counted from an event, a meeting (`relative_entry`) or a rule: so many days,
    weeks, months or years, the `unit`, after the `relative_day`, which may not be known yet, and
    before it where the number is negative; or each year by a month and a day, `03-01`.
    """

    due: str = ""
    words: str = ""
    recurrence: str = ""
    relative_to: str = ""
    relative_kind: str = ""
    relative_entry: UUID | None = None
    relative_day: str = ""
    number: int | None = None
    unit: str = ""
    yearly_by: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether the day on which it is due follows from another one."""
        return self.number is not None


@dataclass(frozen=True)
class Answers:
    """A party, by its key, answers for a provision in a role.

    Of those with the same number in `alternative` one is enough; `condition` is in words.
    """

    party: int
    role: str
    by_consent: bool = False
    words: str = ""
    alternative: int | None = None
    condition: str = ""


@dataclass(frozen=True)
class MoneyTold:
    """A line of money; None and empty where nothing is said."""

    amount: Decimal | None = None
    currency: str = ""
    year: int | None = None
    source: str = ""
    is_covered: bool | None = None
    words: str = ""


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


def alternatives_together(
    answering: Iterable[Answered], number_of: Callable[[Answered], int | None]
) -> list[tuple[Answered, bool]]:
    """Put those of whom one is enough side by side; tell with each whether it is said by *or*."""
    groups: dict[object, list[Answered]] = {}
    for place, one in enumerate(answering):
        number = number_of(one)
        groups.setdefault(("alone", place) if number is None else number, []).append(one)
    return [(one, place > 0) for group in groups.values() for place, one in enumerate(group)]


def tree_of(lines: Iterable[Line]) -> Tree:
    """Return the tree in which the lines of an edition stand."""
    return Tree(Node(line.key, line.parent, line.place) for line in lines)
