"""Keeps in docs/reference/proofs.md what was proved: over how many cases, when, on which database.

    pytest -m prove --proofs --hypothesis-profile=long

A test that counts its cases tells them with `record_property("cases", …)`; one of Hypothesis has as
many as the profile asks for. Rows of tests that did not run stay as they are.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from django.utils import timezone

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/proofs.md"
DATABASES = ("sqlite", "postgresql")
LINE = "|---|---|---|---|"
FOUND: "pytest.StashKey[list[Proof]]" = pytest.StashKey()


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
    """Begin with nothing proved."""
    config.stash[FOUND] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Take note of a long count that ran."""
    report = yield
    if report.when == "call" and item.get_closest_marker("prove") and not report.skipped:
        day = timezone.now().date().isoformat()
        end = f"{day}, {call.duration:.0f} s" if report.passed else f"**failed** {day}"
        proof = Proof(sentence_of(item.name), cases_of(item), connection.vendor, end)
        item.config.stash[FOUND].append(proof)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the page, where that is asked for."""
    found = session.config.stash[FOUND]
    if session.config.getoption("--proofs") and found:
        PAGE.write_text(with_rows(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")


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
