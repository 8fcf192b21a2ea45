"""How right the proposals are, on measures whose objectives were written down before any proposing.

`measures.csv` has the measures with the objectives of the Global Compact that they implement, and why.
Where `source` names a plan, the measure restates one of the plan samples; those of the demonstration are
of the fictional plan; `written` ones were written in the manner of such plans, for the samples hold
few. Every other row is `held`: the words of `gcm.toml` were changed after looking at `tuned` rows alone.
One person wrote both the measures and the words, so other plans may fare worse.
"""

import csv
import time
from pathlib import Path

import pytest

from servanda.instruments.rules.proposing import Measure, Sureness, propose, words_that_ship
from servanda.instruments.tests.proposing.compact import aims_of

_FILE = Path(__file__).parent / "measures.csv"
ROWS = list(csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines()))
COMPACT = aims_of("gcm")
WORDS = words_that_ship("gcm")


def proposed(text: str) -> set[str]:
    """Return the objectives that are proposed as likely or named; of an action, its objective."""
    found = propose(Measure(text), COMPACT, WORDS)
    sure = [one for one in found if one.sureness >= Sureness.LIKELY]
    return {COMPACT.by_key[COMPACT.above(one.aim)[-1]].number for one in sure}


def counted(half: str) -> tuple[int, int, int]:
    """Return how many proposals are right, how many wrong, and how many pairs are missed."""
    right = wrong = missed = 0
    for row in ROWS:
        if row["half"] == half:
            told, found = set(row["objectives"].split()), proposed(row["measure"])
            right += len(found & told)
            wrong += len(found - told)
            missed += len(told - found)
    return right, wrong, missed


def test_there_are_enough_pairs_each_with_its_reason():
    assert sum(len(row["objectives"].split()) for row in ROWS) >= 150
    assert sum(not row["objectives"] for row in ROWS) >= 20
    assert all(row["reason"] and row["source"] for row in ROWS)
    assert len({row["measure"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_what_is_proposed_is_right(half):
    right, wrong, missed = counted(half)
    assert right / (right + wrong) >= 0.85
    assert right / (right + missed) >= 0.85


def test_five_hundred_measures_take_no_two_seconds():
    texts = [row["measure"] for row in ROWS] * 3
    begun = time.process_time()
    for text in texts[:500]:
        propose(Measure(text), COMPACT, WORDS)
    assert time.process_time() - begun < 2
