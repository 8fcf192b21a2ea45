"""What reviewers rejected is not found again, and what they changed is found as they put it.

The files come from `servanda cases`; the one that is shipped is invented.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from servanda.reading import read
from servanda.reading.rendering import to_plain_values

FILES = sorted((Path(__file__).parent / "cases").glob("*.json"))
CASES = [case for path in FILES for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]


def decided(decision: str) -> list[Any]:
    """Return the cases with this decision, each named by its words."""
    chosen = [case for case in CASES if case["decision"] == decision]
    return [pytest.param(case, id=case["proposed"]["quote"][:40]) for case in chosen]


def found_at_its_place(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what reading finds in the list of a case where its words stand."""
    reading = read(case["text"], published=case["published"], language=case["language"])
    items: Any = to_plain_values(reading)[case["list"]]
    told = case["proposed"]
    return [i for i in items if i["start"] < told["end"] and told["start"] < i["end"]]


@pytest.mark.parametrize("case", decided("rejected"))
def test_what_was_rejected_is_not_found_again(case):
    assert case["proposed"]["quote"] not in {item["quote"] for item in found_at_its_place(case)}


@pytest.mark.parametrize("case", decided("changed"))
def test_what_was_changed_is_found_as_it_was_decided(case):
    wanted = case["decided"]
    assert wanted in [{name: item[name] for name in wanted} for item in found_at_its_place(case)]
