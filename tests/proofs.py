"""Keeps in docs/reference/proofs.md what was proved: over how many cases, when, on which database.

    pytest -m prove --proofs --hypothesis-profile=long

A test that counts its cases tells them with `record_property("cases", …)`; one of Hypothesis has as
many as the profile asks for. Rows of tests that did not run stay as they are.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from django.utils import timezone

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/proofs.md"
DATABASES = ("sqlite", "postgresql")
LINE = "|---|---|---|---|"
PROVED = "proved"


@dataclass(frozen=True)
class Proof:
    """One test that ran: its name as a sentence, how many cases, on which database, with what end."""

    sentence: str
    cases: int
    database: str
    end: str


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name the option."""
    parser.addoption(
        "--proofs", action="store_true", help="write what was proved into docs/reference/proofs.md"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is proved, but for the processes that run tests for this one: they hand it over."""
    if config.getoption("--proofs") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note on the report of a long count that ran what it proved."""
    report = yield
    if report.when == "call" and item.get_closest_marker("prove") and not report.skipped:
        day = timezone.now().date().isoformat()
        end = f"{day}, {call.duration:.0f} s" if report.passed else f"**failed** {day}"
        proof = Proof(sentence_of(item.name), cases_of(item), connection.vendor, end)
        report.user_properties.append((PROVED, asdict(proof)))
    return report


class Keeper:
    """Gathers what was proved, wherever it ran, and writes the page."""

    def __init__(self) -> None:
        self.found: list[Proof] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what a report says was proved."""
        if report.when == "call":
            told = [value for name, value in report.user_properties if name == PROVED]
            self.found += [Proof(**values) for values in told]  # type: ignore[arg-type]  # as noted above

    def pytest_sessionfinish(self) -> None:
        """Write the page."""
        if self.found:
            page = PAGE.read_text(encoding="utf-8")
            PAGE.write_text(with_rows(page, self.found), encoding="utf-8")


def sentence_of(name: str) -> str:
    """Return the name of a test as the sentence that it is."""
    words, _bracket, which = name.removeprefix("test_").replace("_", " ").partition("[")
    told = which.rstrip("]")
    return words[:1].upper() + words[1:] + (f" ({told})" if told else "")


def cases_of(item: pytest.Item) -> int:
    """Return over how many cases a test went."""
    counted = dict(item.user_properties).get("cases")
    if counted is not None:
        return int(str(counted))
    test = getattr(item, "obj", None)
    if hypothesis.is_hypothesis_test(test):
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        return int((own or hypothesis.settings.default).max_examples)
    return 1


def with_rows(page: str, proofs: Iterable[Proof]) -> str:
    """Return the page with the rows of some proofs put in, in the order of their sentences."""
    head, line, table = page.partition(LINE)
    rows = dict(_rows(table))
    for proof in proofs:
        ends = rows.get(proof.sentence, ("", "", ""))[1:]
        told = dict(zip(DATABASES, ends, strict=True)) | {proof.database: proof.end}
        cases = f"{proof.cases:,}"
        rows[proof.sentence] = (cases, *(told[database] for database in DATABASES))
    lines = [f"| {' | '.join([sentence, *cells])} |" for sentence, cells in sorted(rows.items())]
    return "\n".join([head + line, *lines]) + "\n"


def _rows(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in table.strip().splitlines():
        sentence, *cells = (cell.strip() for cell in row.strip().strip("|").split("|"))
        yield sentence, tuple(cells)
