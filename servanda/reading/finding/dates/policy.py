"""The policy of parts: which days of a month and which months of a year a part of it means.

This table is the only place where it stands. `early`, `mid` and `late` are thirds, `first half`
and `second half` halves; what a language calls them stands in its `dates.toml` (PARTNAME 1, 2, 3;
NTH 1, -1). Of a week, quarter, season or decade no part is told apart: the whole is given.

| part        | of a month       | of a year            |
|-------------|------------------|----------------------|
| early       | 1st to 10th      | January to April     |
| mid         | 11th to 20th     | May to August        |
| late, end   | 21st to the last | September to December|
| first half  | 1st to 15th      | January to June      |
| second half | 16th to the last | July to December     |
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

LAST: Final = 31  # stands for the last day of any month


class Third(IntEnum):
    """A third of a month or year, as the word lists number them."""

    EARLY = 1
    MID = 2
    LATE = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and the last of the days of a month, and of the months of a year."""

    days: tuple[int, int]
    months: tuple[int, int]


THIRDS: Final = {
    Third.EARLY: Extent(days=(1, 10), months=(1, 4)),
    Third.MID: Extent(days=(11, 20), months=(5, 8)),
    Third.LATE: Extent(days=(21, LAST), months=(9, 12)),
}
HALVES: Final = {
    1: Extent(days=(1, 15), months=(1, 6)),
    2: Extent(days=(16, LAST), months=(7, 12)),
}
