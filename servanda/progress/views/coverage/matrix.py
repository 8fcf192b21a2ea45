"""The table of coverage as values: objectives in groups, how many measures each has, what these lack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Gap(StrEnum):
    """What a measure may lack."""

    AGENCY = "agency"
    DEADLINE = "deadline"
    INDICATOR = "indicator"
    BUDGET = "budget"
    NEWS = "news"


GAPS: Mapping[Gap, str | Promise] = {
    Gap.AGENCY: _("No agency"),
    Gap.DEADLINE: _("No deadline"),
    Gap.INDICATOR: _("No indicator"),
    Gap.BUDGET: _("No budget"),
    Gap.NEWS: _("No news for a year"),
}
"""The kinds of gaps in the order in which pages tell them; that there is no measure comes before."""
MOST = 4
"""The level at which all measures lack something, or there is none."""


@dataclass(frozen=True)
class Objective:
    """A provision of a framework as pages name it: by its number, in the language of the reader.

    `certainty` is a sentence where the title is not seen in the source.
    """

    pk: int
    uuid: str
    number: str
    title: str
    language: str
    certainty: str | Promise = ""

    @property
    def told(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True)
class Line:
    """An objective with the measures that implement it and, by gap, those of them that lack something."""

    objective: Objective | None
    measures: frozenset[int]
    lacking: Mapping[Gap, frozenset[int]]

    @property
    def number(self) -> int:
        return len(self.measures)

    @property
    def level(self) -> int:
        """How much there is to worry that there are so many measures: all, or nothing."""
        return 0 if self.measures else MOST

    def lack(self, gap: Gap) -> int:
        """How many measures lack something."""
        return len(self.lacking[gap])

    def level_of(self, gap: Gap) -> int:
        """How many of the measures lack something: 0 none, 1 to 3 by thirds, 4 all of them."""
        if not self.measures:
            return 0
        if self.lack(gap) == self.number:
            return MOST
        return ceil(3 * self.lack(gap) / self.number)


@dataclass(frozen=True)
class Group:
    """Objectives that a scheme puts together; without a scheme all stand in one group without title."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Matrix:
    """The whole table, with a last line for all measures under any objective."""

    groups: Sequence[Group]
    total: Line

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def without_measure(self) -> int:
        """How many objectives nothing implements."""
        distinct = {line.objective.pk: line for line in self.lines if line.objective}
        return sum(not line.measures for line in distinct.values())


def matrix_of(
    groups: Iterable[tuple[str, Sequence[Objective]]],
    measures: Mapping[int, frozenset[int]],
    lacks: Mapping[int, frozenset[Gap]],
) -> Matrix:
    """Return the table: `measures` by objective, `lacks` says of each measure what it lacks."""
    made = [
        Group(title, [_line(one, measures.get(one.pk, frozenset()), lacks) for one in objectives])
        for title, objectives in groups
    ]
    everything = frozenset().union(*(line.measures for group in made for line in group.lines))
    return Matrix(made, _line(None, everything, lacks))


def _line(
    objective: Objective | None,
    measures: frozenset[int],
    lacks: Mapping[int, frozenset[Gap]],
) -> Line:
    lacking = {gap: frozenset(key for key in measures if gap in lacks[key]) for gap in Gap}
    return Line(objective, measures, lacking)
