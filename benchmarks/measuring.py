"""What the benchmarks share: texts of a fixed seed, a clock, a table. Figures are printed, never asserted."""

import random
import sys
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

SEED = 20210217
Result = TypeVar("Result")

STATES = ("Arvenia", "Turkmenistan", "Peru", "Kenya", "Norway", "Mongolia")
ORGANIZATIONS = (
    "the International Organization for Migration (IOM)",
    "the United Nations Development Programme (UNDP)",
    "the World Health Organization (WHO)",
)
PEOPLE = ("Ada Berg", "Olaf Holm", "Mina Castro", "Jon Aune", "Rashid Meredov")
POSTS = ("Minister of Foreign Affairs", "Deputy Prime Minister", "Regional Coordinator")
DEEDS = (
    "launch a network on migration", "train two hundred border officers",
    "open a centre for returning workers", "prepare the report on the Global Compact",
    "review the law on employment abroad", "exchange figures every quarter",
)  # fmt: skip
MONTHS = ("January", "February", "March", "April", "May", "June", "September", "November")
FORMS = (
    "{state} and {organization} held a meeting in {month} {year}, where {post} {person} spoke.",
    "The parties agreed to {deed} by the end of {next}.",
    "{state} plans to {deed} in {month} {next}.",
    "The National Action Plan on Migration for {year}-{next} was adopted in {month} {year}.",
    "The Working Group on Migration has existed since {month} {year}.",
    "{organization} said that it had begun to {deed}.",
    "The weather in the capital was fine on that day, and many guests came.",
)


def generated_texts(count: int, *, sentences: int) -> list[str]:
    """Return press items made by chance, the same at every run."""
    chance = random.Random(SEED)  # noqa: S311  guards nothing
    return ["\n\n".join(_sentence(chance) for _line in range(sentences)) for _text in range(count)]


def _sentence(chance: random.Random) -> str:
    year = chance.randint(2010, 2020)
    told = chance.choice(FORMS).format(
        state=chance.choice(STATES),
        organization=chance.choice(ORGANIZATIONS),
        person=chance.choice(PEOPLE),
        post=chance.choice(POSTS),
        deed=chance.choice(DEEDS),
        month=chance.choice(MONTHS),
        year=year,
        next=year + chance.randint(1, 3),
    )
    return told[0].upper() + told[1:]


def best_of(
    times: int, work: Callable[[], Result], *, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, Result]:
    """Do the work some times; return the seconds of the fastest time and what it gave.

    `time.process_time` as the clock counts what one core works, whatever else the machine does.
    """
    found: list[tuple[float, Result]] = []
    for _time in range(times):
        start = clock()
        result = work()
        found.append((clock() - start, result))
    return min(found, key=lambda one: one[0])


def print_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table in Markdown, so that it can be taken over into docs/reference/speed.md."""
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *(list(row) for row in rows)]
    sys.stdout.writelines(f"| {' | '.join(cells)} |\n" for cells in lines)


def sizes(full: list[Result], *, small: list[Result]) -> list[Result]:
    """Return the sizes to measure; `--small` asks for those that only show that it runs."""
    return small if "--small" in sys.argv[1:] else full
