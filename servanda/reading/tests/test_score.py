"""The English texts annotated by hand are read at least as well as promised."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.reading import read, to_json

SHARED = Path(__file__).parents[4] / "shared/reading"
PLOVER = Path(__file__).parents[4] / "shared/conformance/plover/plover_gsr_sample.json"
# Strengths by which a side agrees, promises or offers; not what goes on or is done already.
WILLING = {"agreed", "undertook", "offered", "planned"}
ENGLISH = ["000", *(str(n) for n in range(101, 119)), *(str(n) for n in range(131, 139))]

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared texts are not here")


def figures(folder: Path, numbers: list[str]) -> tuple[float, int]:
    """Give the macro F1 and the number of quotations that the texts do not hold."""
    gold, predicted = folder / "gold", folder / "predicted"
    gold.mkdir()
    predicted.mkdir()
    for number in numbers:
        annotation = (SHARED / "dev" / f"{number}.json").read_text(encoding="utf-8")
        text = (SHARED / "dev" / f"{number}.txt").read_text(encoding="utf-8")
        (gold / f"{number}.json").write_text(annotation, encoding="utf-8")
        (gold / f"{number}.txt").write_text(text, encoding="utf-8")
        reading = read(text, published=json.loads(annotation)["published"])
        (predicted / f"{number}.json").write_text(to_json(reading), encoding="utf-8")
    call = [sys.executable, str(SHARED / "score.py"), str(gold), str(predicted), "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return found["macro_f1"], found["quotes_not_in_text"]


@pytest.mark.slow
def test_the_english_texts_reach_the_floor(tmp_path):
    macro_f1, unquoted = figures(tmp_path, ENGLISH)
    assert unquoted == 0
    assert macro_f1 >= 0.85


def test_the_founding_article_is_read_almost_without_fault(tmp_path):
    macro_f1, _ = figures(tmp_path, ["000"])
    assert macro_f1 >= 0.97


@pytest.mark.slow
def test_no_rule_names_a_sentence_of_a_text():
    """Nine words in a row of a text may stand in no word list but that of organizations."""
    folder = Path(__file__).parents[1] / "languages"
    files = [p for p in folder.rglob("en/*.toml") if p.stem != "organizations"]
    lists = " ".join(path.read_text(encoding="utf-8").casefold() for path in files)
    for path in (SHARED / "dev").glob("*.txt"):
        words = path.read_text(encoding="utf-8").casefold().split()
        for start in range(len(words) - 9):
            assert " ".join(words[start : start + 9]) not in lists


@pytest.mark.slow
@pytest.mark.skipif(not PLOVER.exists(), reason="the coded events are not here")
def test_agreement_is_told_from_demands_refusals_and_threats():
    """PLOVER codes as AGREE who agrees, promises, offers, or tells a cooperative act to come."""
    events = [one for one in json.loads(PLOVER.read_text(encoding="utf-8")) if "text" in one]
    told = [
        any(c.strength in WILLING for c in read(one["text"], language="en").commitments)
        for one in events
    ]
    meant = [one["event"] == "AGREE" for one in events]
    right = sum(said and agreed for said, agreed in zip(told, meant, strict=True))
    assert 2 * right / (sum(told) + sum(meant)) >= 0.80
