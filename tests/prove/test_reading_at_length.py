"""Long counts over every annotated text here: the same bytes, exact quotations, patterns that hold.

Samples of a fixed seed stand in servanda/reading/tests; the figures in docs/reference/proofs.md.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from servanda.reading import read, to_json
from servanda.reading.tests.mangling import VARIANTS
from servanda.reading.tests.patterns import collected_patterns, pieces_of
from servanda.reading.tests.test_exact_quotations import SENTENCES, items_of
from servanda.reading.tests.test_growth import MADE, explodes

pytestmark = [pytest.mark.prove, pytest.mark.timeout(1800)]

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT.parent / "shared/reading", ROOT / "servanda/reading/tests/annotated")
TIMES = 1_000
PROCESSES = 20
LEAST_PROPOSALS = 10_000
LONGEST = 20_000  # letters of a text that a pattern is tried on
Record = Callable[[str, object], None]  # what keeps the number of cases for the page of proofs
PROGRAM = """
import hashlib, pathlib, sys
from servanda.reading import read, to_json
for path in sys.argv[1:]:
    text = pathlib.Path(path).read_text(encoding="utf-8")
    print(hashlib.sha256(to_json(read(text, published="2021-02-17")).encode()).hexdigest())
"""


@cache
def paths() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in folder.rglob("*.txt"))


def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths()] or ["\n\n".join(SENTENCES)]


def test_a_text_read_a_thousand_times_gives_the_same_bytes(record_property: Record):
    record_property("cases", TIMES)
    text = max(texts(), key=len)
    read_once = {to_json(read(text, published="2021-02-17")) for _ in range(TIMES)}
    assert len(read_once) == 1


def test_every_text_gives_the_same_bytes_in_every_process(record_property: Record):
    if not paths():
        pytest.skip("no annotated text is here")
    record_property("cases", PROCESSES * len(paths()))
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *map(str, paths())], check=True, capture_output=True,
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(PROCESSES)
    }  # fmt: skip
    assert len(told) == 1


def test_ten_thousand_proposals_quote_exactly(record_property: Record):
    proposals = 0
    for text in texts():
        for mangle in VARIANTS.values():
            spoilt = mangle(text)
            reading = read(spoilt, published="2021-02-17")
            for item in items_of(reading):
                assert spoilt[item.start : item.end] == item.quote
            for date in reading.dates:
                assert spoilt[date.start : date.end] == date.text
            proposals += len(items_of(reading)) + len(reading.dates)
    record_property("cases", proposals)
    assert proposals >= LEAST_PROPOSALS or not paths(), proposals


def test_no_pattern_explodes_on_any_piece_of_its_own(record_property: Record):
    tried = [(one, piece) for one in collected_patterns() for piece in (*MADE, *pieces_of(one))]
    record_property("cases", len(tried))
    exploded = [
        (one.place, piece)
        for one, piece in tried
        if explodes(one.compiled(), piece, size=LONGEST // 4)
    ]
    assert not exploded
