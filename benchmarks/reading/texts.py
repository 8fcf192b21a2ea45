"""The annotated texts that are measured on: those of this repository, and the shared ones where they are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from servanda.reading.languages import detect_language

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "servanda/reading/tests/annotated"


@dataclass(frozen=True)
class GoldDate:
    """A date expression that a person marked."""

    start: int
    end: int
    edtf: str


@dataclass(frozen=True)
class AnnotatedText:
    """A text with what a person read in it."""

    path: Path
    text: str
    published: str | None
    language: str
    dates: tuple[GoldDate, ...]


def folders() -> dict[str, Path]:
    """Give the folders of annotated texts that are here, by the name of the set."""
    shared = {name: SHARED / "reading" / name for name in ("dev", "real")}
    own = {f"own, {code}": OWN / code for code in ("en", "ru", "fr", "es")}
    return {name: path for name, path in {**shared, **own}.items() if any(path.glob("*.json"))}


def texts_in(folder: Path) -> Iterator[AnnotatedText]:
    """Read the annotated texts of a folder, in the order of their names."""
    for path in sorted(folder.glob("[0-9]*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        dates = tuple(_gold(text, one) for one in annotation["dates"] if one["edtf"])
        language = detect_language(text) or "en"
        yield AnnotatedText(path, text, annotation.get("published"), language, dates)


def english_texts() -> list[AnnotatedText]:
    """Give the English texts of the shared sets, or those of this repository where they are not."""
    here = folders()
    shared = [here[name] for name in ("dev", "real") if name in here]
    wanted = shared or [path for name, path in here.items() if name == "own, en"]
    found = [one for folder in wanted for one in texts_in(folder)]
    return [one for one in found if one.language == "en"]


def _gold(text: str, annotated: dict[str, str]) -> GoldDate:
    quote = annotated.get("quote") or annotated["text"]
    begin = max(0, text.find(quote))
    start = max(0, text.find(annotated["text"], begin))
    return GoldDate(start, start + len(annotated["text"]), annotated["edtf"])
