"""How well texts are read: the score of each list by set and language, and PLOVER's agreements."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from reading.texts import SHARED, AnnotatedText, folders, texts_in
from servanda.reading import read, to_json

SCORE = SHARED / "reading/score.py"
PLOVER = SHARED / "conformance/plover/plover_gsr_sample.json"
LISTS = ("parties", "people", "meetings", "commitments", "instruments", "bodies", "dates")
HEAD = ("set", "texts", "macro F1", *LISTS, "dates exact", "quotations not in the text")
# What a commitment must be worth for its sentence to tell of an agreement, a promise or an offer.
AGREED = frozenset({"agreed", "undertook", "offered", "planned"})


def score_rows() -> list[list[str]]:
    """Give a row for each set of annotated texts and for each language in it."""
    if not SCORE.exists():
        sys.stderr.write(
            "**** NO SCORES: ../shared/reading/score.py is not beside this checkout ****\n"
        )
        return []
    rows = []
    for name, folder in folders().items():
        texts = list(texts_in(folder))
        rows.append(_row(name, texts))
        languages = sorted({text.language for text in texts})
        if len(languages) > 1:
            rows += [
                _row(f"{name}, {code}", [text for text in texts if text.language == code])
                for code in languages
            ]
    return rows


def _row(name: str, texts: list[AnnotatedText]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        shares, unquoted = _scored(Path(folder), texts)
    return [name, str(len(texts)), *(f"{share:.3f}" for share in shares), str(unquoted)]


def _scored(folder: Path, texts: Iterable[AnnotatedText]) -> tuple[list[float], int]:
    """Give the macro F1, the F1 of each list, the share of exact dates; and quotations not found."""
    gold, predicted = folder / "gold", folder / "predicted"
    gold.mkdir()
    predicted.mkdir()
    for one in texts:
        reading = read(one.text, published=one.published)
        (predicted / one.path.name).write_text(to_json(reading), encoding="utf-8")
        for path in (one.path, one.path.with_suffix(".txt")):
            (gold / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, str(SCORE), str(gold), str(predicted), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found = json.loads(done.stdout)
    kinds = found["kinds"]
    exact = kinds["dates"]["recall"] * kinds["dates"]["attributes"].get("edtf", 0.0)
    shares = [found["macro_f1"], *(kinds[kind]["f1"] for kind in LISTS), exact]
    return shares, found["quotes_not_in_text"]


def plover_rows() -> list[list[str]]:
    """Give how well sentences of agreement are told from the rest, or nothing where they are not."""
    if not PLOVER.exists():
        sys.stderr.write("**** NO PLOVER: ../shared/conformance is not beside this checkout ****\n")
        return []
    events = json.loads(PLOVER.read_text(encoding="utf-8"))
    told = [
        (_tells_agreement(one["text"]), one["event"] == "AGREE") for one in events if "text" in one
    ]
    right = sum(said and meant for said, meant in told)
    said, meant = (sum(column) for column in zip(*told, strict=True))
    figures = [right / max(1, said), right / max(1, meant), 2 * right / max(1, said + meant)]
    return [[str(len(told)), str(meant), *(f"{figure:.3f}" for figure in figures)]]


def _tells_agreement(sentence: str) -> bool:
    reading = read(sentence, published="2000-01-01", language="en")
    return any(one.strength in AGREED for one in reading.commitments)
