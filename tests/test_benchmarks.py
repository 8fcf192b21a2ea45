"""The benchmarks run; what they measure is printed and asserted nowhere."""

import os
import subprocess
import sys
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
    head, line, *rows = [row for row in done.stdout.splitlines() if row.startswith("|")]
    assert rows
    assert {row.count("|") for row in (line, *rows)} == {head.count("|")}


def test_every_benchmark_has_its_figures_in_the_reference():
    page = (ROOT / "docs/reference/speed.md").read_text(encoding="utf-8")
    assert {path.name for path in BENCHMARKS} <= set(page.split("`"))
