"""Reading takes time in proportion to the text: no pattern and no rule backtracks without bound.

No test knows how fast the machine is; each compares a text with one four times as long. What
grows with the square of the length takes sixteen times as long then.
"""

import re
import time
from collections.abc import Callable
from functools import partial

import pytest

from servanda.reading import read
from servanda.reading.finding.dates import find_dates
from servanda.reading.tests.patterns import collected_patterns, pieces_of

pytestmark = pytest.mark.slow
SQUARE = 9.0  # times; above it growth is nearer to the square (16) than to the length (4)
SECONDS_FOR_A_LINE = 0.1  # far more than a search through two hundred letters takes
FEW_PIECES = 10  # of those made for a pattern; all of them in tests/prove
MEASURABLE = 0.02  # seconds below which a clock says nothing about growth
MADE = [
    "a", "A", "1", " ", ".", "\n", "\t", "-", "(", "[", "/", "'", ",", "X", "I",
    "a ", "a.", "A.", "1.", "a-", "1-", "a'", " \n", "\n ", "a\t", "()", "a(", "[]", "a/",
    "Aa ", "1 a ", "de ", "<a", "<!--", "&a", "(a) ", "2020-", "*a", "# ", "’s", ".)", "”»",
]  # fmt: skip


def seconds(work: Callable[[], object], *, unless: float = 0.0) -> float:
    """Give the least time of two runs, which other work on the machine disturbs least.

    One run is enough where it took less than `unless`.
    """
    taken = _seconds_once(work)
    return taken if taken < unless else min(taken, _seconds_once(work))


def _seconds_once(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def grows_like_its_length(work: Callable[[int], object], size: int) -> bool:
    longer = seconds(lambda: work(4 * size), unless=MEASURABLE)
    if longer < MEASURABLE:
        return True
    return longer < SQUARE * max(seconds(lambda: work(size)), MEASURABLE / 4)


def search_in(pattern: re.Pattern[str], piece: str, ending: str) -> Callable[[int], object]:
    """Give the search through a piece repeated to a length, with an ending that lets it fail."""

    def search(size: int) -> None:
        text = piece * (size // len(piece)) + ending
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)

    return search


def explodes(pattern: re.Pattern[str], piece: str, *, size: int) -> bool:
    """Tell whether a pattern takes far more time for a piece repeated more often.

    From few repetitions on, so that what doubles with each is caught before it takes hours.
    """
    for ending in ("", "!", "\x00"):
        search = search_in(pattern, piece, ending)
        for length in (14, 16, 18, 20, 22, 23, 24, 25, 26, 27, 28, 32, 40, 80, 200):
            if seconds(partial(search, length), unless=SECONDS_FOR_A_LINE) > SECONDS_FOR_A_LINE:
                return True
        if not grows_like_its_length(search, size):
            return True
    return False


@pytest.mark.parametrize("pattern", ["(a+)+$", "(?:a|a)+$", "(?:a*)*b", r"(?:\w+-?)+!x"])
def test_a_pattern_that_explodes_is_caught(pattern):
    assert explodes(re.compile(pattern), "a", size=2_000)


@pytest.mark.parametrize(("pattern", "piece"), [(r"\s*$", " "), ("[a-c]+,", "a")])
def test_a_pattern_that_grows_with_the_square_is_caught(pattern, piece):
    assert explodes(re.compile(pattern), piece, size=4_000)


def test_patterns_are_collected_from_constants_word_lists_and_functions():
    places = {one.place.partition(":")[0] for one in collected_patterns()}
    assert {"servanda.reading.names", "servanda.reading.finding.words"} <= places
    assert len(collected_patterns()) > 50


def test_no_pattern_backtracks_without_bound():
    exploded = [
        (one.place, one.pattern, piece)
        for one in collected_patterns()
        for piece in (*MADE, *pieces_of(one)[:FEW_PIECES])
        if explodes(one.compiled(), piece, size=4_000)
    ]
    assert not exploded


@pytest.mark.parametrize(
    "piece",
    [
        "Peru met Chile in Lima on 3 May 2012. ",
        "Peru met Chile in Oakburg on 3 May 2012 and ",
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


@pytest.mark.parametrize(
    ("piece", "size"),
    [
        ("on 5 May and then on 6 June of it ", 80_000),
        ("in 2019 and on 6 June and ", 20_000),
        ("on 5 May 2021 and on 29 February of it ", 20_000),
    ],
)
def test_dates_of_one_long_sentence_are_counted_in_time(piece, size):
    assert grows_like_its_length(
        lambda length: find_dates(piece * (length // len(piece)), published="2022-02-17"), size
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
