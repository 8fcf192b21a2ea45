"""Loads how a language writes dates from its `dates.toml`, once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from servanda.reading.errors import ReadingError
from servanda.reading.finding.dates.forms import Lexeme, words_of
from servanda.reading.finding.dates.grammar import Grammar
from servanda.reading.finding.dates.shapes import Shapes


@dataclass(frozen=True)
class DateWords:
    """How one language writes dates: its forms, every word in them, and the words around them."""

    shapes: Shapes
    known: frozenset[str]
    tenses: frozenset[str]  # the words with which what tells a tense begins
    counted: frozenset[str]  # what numbers count besides years
    deadline_labels: tuple[tuple[str, ...], ...]
    future_endings: tuple[str, ...]


@cache
def date_words(language: str) -> DateWords:
    """Give the date words of a language by its code; ReadingError when there are none."""
    source = files("servanda.reading.languages") / language / "dates.toml"
    if not language.isalpha() or not source.is_file():
        raise ReadingError(
            f"Dates in the language “{language}” cannot be read. Add languages/{language}/dates.toml."
        )
    raw: dict[str, object] = tomllib.loads(source.read_text(encoding="utf-8"))
    capitalized = _strings(raw.get("capitalized"))
    classes = {
        name: _lexemes(meanings, capital=name in capitalized)
        for name, meanings in _table(raw["words"]).items()
    }
    groups = {
        name: {means: _strings(rows) for means, rows in _table(forms).items()}
        for name, forms in _table(raw["forms"]).items()
    }
    grammar = Grammar(classes, groups)
    return DateWords(
        Shapes(grammar),
        grammar.known_words,
        frozenset(grammar.classes.get("TENSE", ())),
        frozenset(_strings(raw.get("counted"))),
        tuple(words_of(label) for label in _strings(raw.get("deadline_labels"))),
        tuple(_strings(raw.get("future_endings"))),
    )


def _lexemes(meanings: object, *, capital: bool) -> list[Lexeme]:
    return [
        Lexeme(words_of(written), _value(meaning), capital)
        for meaning, spellings in _table(meanings).items()
        for written in _strings(spellings)
    ]


def _value(meaning: str) -> int | str:
    return int(meaning) if meaning.lstrip("-").isdigit() else meaning


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("a table is expected in dates.toml")
    return {str(key): one for key, one in value.items()}


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
