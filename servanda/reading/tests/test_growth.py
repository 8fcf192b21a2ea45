"""Reading takes time in proportion to the text: no pattern and no rule backtracks without bound.

No test knows how fast the machine is; each compares a text with one four times as long. What
grows with the square of the length takes sixteen times as long then.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator

import pytest

import servanda.reading
from servanda.reading import read

pytestmark = pytest.mark.slow
SQUARE = 9.0  # times; above it growth is nearer to the square (16) than to the length (4)
MEASURABLE = 0.02  # seconds below which a clock says nothing about growth

MADE = [
    "a", "A", "1", " ", ".", "\n", "\t", "-", "(", "[", "/", "'", ",", "X", "I",
    "a ", "a.", "A.", "1.", "a-", "1-", "a'", " \n", "\n ", "a\t", "()", "a(", "[]", "a/",
    "Aa ", "1 a ", "de ", "<a", "<!--", "&a", "(a) ", "2020-", "*a", "# ", "’s", ".)", "”»",
]  # fmt: skip


def modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(servanda.reading.__path__, "servanda.reading."):
        if ".tests" not in found.name:
            yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    return {
        f"{getattr(module, '__name__', '')}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }


def seconds(work: Callable[[], object]) -> float:
    """Give the least time of two runs, which other work on the machine disturbs least."""
    times = []
    for _ in range(2):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def grows_like_its_length(work: Callable[[int], object], size: int) -> bool:
    longer = seconds(lambda: work(4 * size))
    if longer < MEASURABLE:
        return True
    return longer < SQUARE * max(seconds(lambda: work(size)), MEASURABLE / 4)


@pytest.mark.parametrize("name", sorted(patterns()))
def test_no_pattern_backtracks_without_bound(name):
    pattern = patterns()[name]
    for piece in MADE:
        for ending in ("", "!"):

            def search(size: int, piece: str = piece, ending: str = ending) -> None:
                text = piece * (size // len(piece)) + ending
                for _ in pattern.finditer(text):
                    pass
                pattern.fullmatch(text)

            assert grows_like_its_length(search, 4_000), (piece, ending)


@pytest.mark.parametrize(
    "piece",
    [
        "Peru met Chile in Lima on 3 May 2012. ",
        "Peru agreed to build the pier and Chile will open it and ",
        "Ada Berg, Minister of Health of Peru, and ",
        "Minister and ",
        "Mr. ",
        "a\n \n",
        "the Agreement on Ports, ",
        "Peru's commitment to build and ",
        ", said Peru",
        "They signed the plan. It was signed. ",
        "International Organization for Migration (IOM) ",
        "IOM (",
        "“",
        "3-",
    ],
)
def test_reading_grows_like_the_text(piece):
    assert grows_like_its_length(
        lambda size: read(piece * (size // len(piece)), published="2019-06-14", language="en"),
        2_000,
    )


def test_many_different_names_are_told_apart_in_time():
    def text(size: int) -> str:
        names = (
            f"The {_word(i)} {_word(i + 7)} Agency met the Ministry of {_word(i)}. "
            for i in range(size // 45)
        )
        return "".join(names)

    assert grows_like_its_length(lambda size: read(text(size), language="en"), 4_000)


def _word(number: int) -> str:
    """Give a word for each number: no two alike, each with a capital."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return f"Q{letters}"
