"""Works measured side by side: in turn, so that whatever else the machine does falls on all alike."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from measuring import print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROUNDS = 9
FIGURES = Path(__file__).resolve().parent.parent / "docs/reference/speed.json"


@dataclass(frozen=True)
class Spread:
    """The milliseconds of a work over all rounds, and how they stand to those of another work."""

    median: float
    p95: float
    least: float
    rounds: int


_CLOCKS: list[Callable[[], float]] = []


def usual_clock() -> Callable[[], float]:
    """Return the clock of what this process works where all is done in it, else that on the wall."""
    return time.process_time if connection.vendor == "sqlite" else time.perf_counter


@contextmanager
def on_the_wall() -> Iterator[None]:
    """Measure by the clock on the wall, beside a peer that works in a process of its own."""
    _CLOCKS.append(time.perf_counter)
    yield
    _CLOCKS.pop()


def interleaved(
    works: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS, warm: int = 1
) -> dict[str, list[float]]:
    """Do the works one after the other, round by round; return the milliseconds of each.

    What SQLite does is done in this process: the time of one core counts, whatever else the machine does.
    """
    clock = _CLOCKS[-1] if _CLOCKS else usual_clock()
    for _round in range(warm):
        for work in works.values():
            work()
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(rounds):
        for name, work in works.items():
            start = clock()
            work()
            spent[name].append((clock() - start) * 1000)
    return spent


def spread(spent: list[float]) -> Spread:
    """Return median, 95th of a hundred and least; of few rounds the former is near the largest."""
    hundredths = statistics.quantiles(spent, n=100, method="inclusive") if len(spent) > 1 else spent
    return Spread(
        statistics.median(spent), hundredths[min(94, len(hundredths) - 1)], min(spent), len(spent)
    )


def ratio(spent: list[float], beside: list[float]) -> float:
    """Return how many times as long a work took as another one, in the middle of the same rounds."""
    return statistics.median(one / other for one, other in zip(spent, beside, strict=True))


class Figures:
    """The tables of one benchmark: printed, and kept beside those of the others with `--keep`."""

    def __init__(self, bench: str, database: str) -> None:
        self.bench, self.database = bench, database
        self.tables: list[dict[str, object]] = []

    def table(self, title: str, head: list[str], rows: list[list[str]]) -> None:
        """Print a table, and remember it."""
        sys.stdout.write(f"\n{title} ({self.database})\n\n")
        print_table(head, rows)
        self.tables.append({"title": title, "head": head, "rows": rows})
        sys.stdout.flush()

    def compared(
        self, title: str, spent: Mapping[str, list[float]], *, own: str, goals: Mapping[str, str]
    ) -> None:
        """Print how long each work took, and how the own stands to it; `goals` by work."""
        rows = []
        for name, times in spent.items():
            found = spread(times)
            is_own = name == own
            rows.append(
                [
                    name,
                    *(f"{value:.1f}" for value in (found.median, found.p95, found.least)),
                    "" if is_own else f"{ratio(spent[own], times):.2f}",
                    goals.get(name, ""),
                ]
            )
        head = ["work", "median, ms", "p95, ms", "least, ms", f"{own} ÷ this", "goal"]
        self.table(title, head, rows)

    def keep(self) -> None:
        """Write the tables with day and machine beside those of other benchmarks, where asked for."""
        if "--keep" not in sys.argv[1:]:
            return
        kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
        told = {"machine": asdict(machine(self.database)), "tables": self.tables}
        kept.setdefault(self.bench, {})[self.database.split()[0]] = told
        FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


@dataclass(frozen=True)
class Machine:
    """When and on what something was measured; no name, no path."""

    day: str
    cores: int
    gigabytes: int
    system: str
    python: str
    database: str


def machine(database: str) -> Machine:
    """Return what this machine is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(
        day=datetime.now(tz=UTC).date().isoformat(),  # noqa: TID251  the day of the measurement itself
        cores=os.cpu_count() or 0,
        gigabytes=round(memory / 2**30),
        system=platform.system(),
        python=platform.python_version(),
        database=database,
    )
