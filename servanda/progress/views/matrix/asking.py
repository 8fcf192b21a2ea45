"""What of the matrix of a plan an address asks for: layout, branch, portion, filters, columns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict
from django.utils.http import urlencode

TREE: Final = "tree"
USUAL: Final = ("code", "timing", "responsible", "partners", "money", "standing")
"""The columns that are shown where none are chosen."""
UNDATED: Final = "none"
"""What stands for no year at all among the years."""
MOST_COLUMNS: Final = 60
_LONGEST: Final = 100


@dataclass(frozen=True)
class MatrixQuery:
    """What is asked for; words that nothing is known by choose nothing, and are told on the page."""

    layout: str = TREE
    under: str = ""
    portion: int = 1
    is_whole: bool = False
    agency: str = ""
    year: str = ""
    standing: str = ""
    columns: tuple[str, ...] = USUAL

    @classmethod
    def of(cls, told: QueryDict) -> "MatrixQuery":
        """Read an address; what is no number of a portion is the first one."""
        number = told.get("portion", "")
        is_number = number.isascii() and number.isdigit() and 0 < len(number) < 6
        columns = tuple(dict.fromkeys(told.getlist("column")[:MOST_COLUMNS]))
        words = {
            name: told.get(name, "")[:_LONGEST] for name in ("under", "agency", "year", "standing")
        }
        return cls(
            layout=told.get("by", TREE),
            portion=max(int(number), 1) if is_number else 1,
            is_whole="whole" in told,
            columns=columns or USUAL,
            **words,
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether rows are left out."""
        return bool(self.agency or self.year or self.standing)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give what the address says, without what goes without saying."""
        if self.layout != TREE:
            yield "by", self.layout
        for name in ("under", "agency", "year", "standing"):
            if value := str(getattr(self, name)):
                yield name, value
        if self.portion > 1:
            yield "portion", str(self.portion)
        if self.is_whole:
            yield "whole", "yes"
        if self.columns != USUAL:
            yield from (("column", column) for column in self.columns)

    def kept(self, *but: str) -> list[tuple[str, str]]:
        """Return what a form carries along that asks for the first portion of something else."""
        left_out = {"portion", "whole", *but}
        return [(name, value) for name, value in self.pairs() if name not in left_out]

    @property
    def address(self) -> str:
        """The address behind that of the page."""
        return f"?{urlencode(list(self.pairs()))}"

    def beginning(self) -> "MatrixQuery":
        """Return the same from its first portion on."""
        return replace(self, portion=1, is_whole=False)
