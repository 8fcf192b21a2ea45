"""The benchmarks run; what they measure is printed and asserted nowhere."""

import os
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = sorted(ROOT.glob("benchmarks/bench_*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_a_benchmark_prints_a_table(path: Path):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, str(path), "--small"]
    done = subprocess.run(
        command, env=environment, check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    tables = tables_of(done.stdout)
    assert tables
    for head, line, *rows in tables:
        assert rows
        assert {row.count("|") for row in (line, *rows)} == {head.count("|")}


def tables_of(printed: str) -> list[list[str]]:
    """Give the tables that were printed, each a list of its lines."""
    groups = groupby(printed.splitlines(), key=lambda line: line.startswith("|"))
    return [list(lines) for is_table, lines in groups if is_table]


def test_every_benchmark_has_its_figures_in_the_reference():
    page = (ROOT / "docs/reference/speed.md").read_text(encoding="utf-8")
    assert {path.name for path in BENCHMARKS} <= set(re.findall(r"bench_\w+\.py", page))
