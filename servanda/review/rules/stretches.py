"""Cutting a text where marks begin and end, so that overlapping ones can be shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Stretch:
    """A part of a text that lies under the same marks from end to end.

    `under` are the numbers of these marks, the longest first; `begins` those that begin here.
    """

    start: int
    end: int
    under: tuple[int, ...]
    begins: tuple[int, ...]


def stretches(length: int, marks: Sequence[tuple[int, int]]) -> list[Stretch]:
    """Cut a text of `length` characters at every start and end of `marks` (end excluded).

    A mark is named by its place in `marks`. Together the stretches are the whole text, each
    character once; marks outside the text are cut off.
    """
    whole = [(min(start, length), min(end, length)) for start, end in marks]
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(whole):
        if start < end:
            opening[start].append(number)
            closing[end].append(number)
    cuts = sorted({0, length, *opening, *closing})
    found: list[Stretch] = []
    open_now: set[int] = set()
    for start, end in pairwise(cuts):
        open_now -= set(closing[start])
        open_now |= set(opening[start])
        under = sorted(open_now, key=lambda n: (whole[n][0] - whole[n][1], n))
        found.append(Stretch(start, end, tuple(under), tuple(sorted(opening[start]))))
    return found
