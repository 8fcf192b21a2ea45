"""The annotated texts of this folder: how well each language is read, and every quotation exact."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from servanda.reading import read, to_json

TEXTS = Path(__file__).parent / "annotated"
SCORE = Path(__file__).parents[4] / "shared/reading/score.py"
LEAST = 0.75  # the macro F1 that every language has by far; below 0.70 it is not offered


def score_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shares(language: str) -> dict[str, float]:
    """Give the F1 of each list over all texts of a language."""
    score = score_module()
    counts = {kind: [0, 0, 0] for kind in score.KINDS}
    for path in sorted((TEXTS / language).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found = json.loads(to_json(read(text, published=gold.get("published"))))
        for kind in score.KINDS:
            pairs = score.pair(kind, gold[kind], found[kind], text)
            for place, number in enumerate((len(pairs), len(gold[kind]), len(found[kind]))):
                counts[kind][place] += number
    return {kind: 2 * pairs / max(1, gold + own) for kind, (pairs, gold, own) in counts.items()}


@pytest.mark.slow
@pytest.mark.skipif(not SCORE.exists(), reason="the score is not beside the checkout")
@pytest.mark.parametrize("language", ["en", "es", "fr", "ru"])
def test_a_language_is_read_well_enough(language: str) -> None:
    found = shares(language)
    assert sum(found.values()) / len(found) >= LEAST, found
    assert min(found.values()) > 0.5, found


@pytest.mark.parametrize("path", sorted(TEXTS.glob("[a-z][a-z]/*.txt")), ids=lambda p: p.stem)
def test_every_quotation_stands_in_its_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = json.loads(to_json(read(text)))
    items = [item for value in found.values() if isinstance(value, list) for item in value]
    assert items
    assert all(text[item["start"] : item["end"]] == item["quote"] for item in items)
