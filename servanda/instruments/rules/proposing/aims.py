"""What is proposed, and to what: the provisions of a framework, and measures as texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from servanda.instruments.rules.proposing.telling import Entry, by_stem, entry_of


@dataclass(frozen=True)
class Aim:
    """A provision of a framework: `key` is any name the caller knows it by.

    `number` is the one by which people speak of it (10 (c), 10.7), `code` its place in the text
    (26 (c)). `titles` are its short and full titles in any languages.
    """

    key: int
    number: str
    code: str
    titles: tuple[str, ...] = ()
    above: int | None = None


@dataclass(frozen=True)
class Aims:
    """The provisions of a framework that a measure may implement, and how papers name the framework.

    `names` are its title, abbreviation and other names; `symbol` the one under which it is cited;
    `called` the word for its provisions (objective, goal, article).
    """

    aims: Sequence[Aim]
    names: Sequence[str] = ()
    symbol: str = ""
    called: str = ""

    @cached_property
    def by_key(self) -> Mapping[int, Aim]:
        return {aim.key: aim for aim in self.aims}

    @cached_property
    def by_number(self) -> Mapping[str, Aim]:
        return {plain(aim.number): aim for aim in reversed(self.aims) if aim.number}

    @cached_property
    def by_code(self) -> Mapping[str, Aim]:
        return {plain(aim.code): aim for aim in reversed(self.aims) if aim.code}

    @cached_property
    def titles_by_stem(self) -> Mapping[str, Sequence[tuple[int, Entry]]]:
        """The titles of two words or more by the first of these; one word alone says too little."""
        entries = {aim.key: [entry_of(title) for title in aim.titles] for aim in self.aims}
        return by_stem(
            {key: [one for one in told if len(one) > 1] for key, told in entries.items()}
        )

    def above(self, key: int) -> list[int]:
        """Return a provision and those it stands under."""
        way: list[int] = []
        here: int | None = key
        while here is not None and here in self.by_key and here not in way:
            way.append(here)
            here = self.by_key[here].above
        return way


@dataclass(frozen=True)
class Measure:
    """A measure as its words have it, with what stands above it and in the cells of its row.

    `around` are the titles of its plan and of the parts it stands in. `cells` are pairs of heading
    and content. `own_numbers` are the numbers that parts of its own plan bear: “objective 1” may mean
    one of these.
    """

    text: str
    around: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    own_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tie:
    """A provision of another framework that a measure implements already, and where a crosswalk leads.

    `start` names the other provision as people do. `relation` says how it stands to the aim:
    equal, subset, superset or intersects; `strength` is 1 to 3, None where nobody said it.
    """

    start: str
    aim: int
    relation: str
    strength: int | None
    reason: str = ""


def plain(number: str) -> str:
    """Return a number as it is compared: `10 (C).` is `10(c)`."""
    return "".join(number.split()).casefold().rstrip(".:;,")
