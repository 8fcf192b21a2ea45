"""The regular expressions of reading, and pieces of text that each is likely to stumble over."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

COLLECTOR = Path(__file__).with_name("collect_patterns.py")
LONGEST = 24  # letters of a piece
FEW = 4  # samples of one part of a pattern
OF_CATEGORY = {
    codes.CATEGORY_DIGIT: "1", codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_SPACE: " \n\t",
    codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_WORD: "aA1", codes.CATEGORY_NOT_WORD: " .",
}  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """A regular expression and the module and line that compile it."""

    pattern: str
    flags: int
    place: str

    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)


@cache
def collected_patterns() -> tuple[Pattern, ...]:
    """Give every regular expression that reading compiles, collected in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, str(COLLECTOR)], check=True, capture_output=True, text=True,
        cwd=Path(__file__).resolve().parents[3],
    )  # fmt: skip
    return tuple(
        sorted((Pattern(*row) for row in json.loads(done.stdout)), key=lambda one: one.place)
    )


def pieces_of(pattern: Pattern) -> list[str]:
    """Give texts that a pattern accepts, their beginnings, and what its parts accept."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    whole = list(samples(parsed))
    parts = [sample for part in parsed for sample in samples([part])]
    beginnings = [text[:length] for text in whole for length in range(1, min(len(text), LONGEST))]
    found = [piece[:LONGEST] for piece in (*whole, *parts, *beginnings) if piece]
    return list(dict.fromkeys(found))


def samples(parts: Iterable[tuple[object, object]]) -> Iterator[str]:
    """Give a few texts that a row of parts accepts."""
    choices = [list(islice(of_part(*part), FEW)) or [""] for part in parts]
    yield from islice(("".join(chosen) for chosen in product(*choices)), FEW * FEW)


def of_part(code, value) -> Iterator[str]:
    """Give a few texts that one part accepts; nothing for what only looks around."""
    if code is codes.LITERAL:
        return iter([chr(value)])
    if code in (codes.ANY, codes.NOT_LITERAL):
        return iter("a ")
    if code is codes.BRANCH:
        return (sample for branch in value[1] for sample in islice(samples(branch), 2))
    nested = {
        codes.IN: of_class,
        codes.SUBPATTERN: lambda group: samples(group[-1]),
        codes.ATOMIC_GROUP: samples,
        codes.MAX_REPEAT: of_repeat,
        codes.MIN_REPEAT: of_repeat,
        codes.POSSESSIVE_REPEAT: of_repeat,
    }
    return nested[code](value) if code in nested else iter(())


def of_repeat(repeat) -> Iterator[str]:
    """Give what is repeated as rarely as may be, and some times."""
    least, most, body = repeat
    for sample in islice(samples(body), 2):
        yield sample * max(1, least)
        yield sample * min(most, max(least, 3))


def of_class(members) -> Iterator[str]:
    """Give a few letters of a class; for a negated one those that it hardly excludes."""
    if members[0][0] is codes.NEGATE:
        yield from "aA1 "
        return
    for code, value in members:
        if code is codes.LITERAL:
            yield chr(value)
        elif code is codes.RANGE:
            yield chr(value[0])
        elif code is codes.CATEGORY:
            yield from OF_CATEGORY[value]
