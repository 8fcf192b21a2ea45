"""The words of plans in every language that has a list of them, ready to be looked for."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from servanda.reading.languages import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LIST: Final = "matrices"
_DASHES: Final = "-–—−"
_FOLDED: Final = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "`": "'",
        "ё": "е",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


def folded(text: str) -> str:
    """Give the text as it is compared: lower case, one apostrophe, one space between words."""
    return " ".join(text.casefold().translate(_FOLDED).split())


def is_empty_mark(text: str) -> bool:
    """Tell the dashes that stand in a cell where there is nothing to say."""
    return not text.strip().strip(_DASHES)


@cache
def codes() -> tuple[str, ...]:
    """Give the languages that have words of plans."""
    folders = resources.files("servanda.reading.languages").iterdir()
    return tuple(sorted(folder.name for folder in folders if (folder / f"{_LIST}.toml").is_file()))


@cache
def phrases(*path: str) -> tuple[str, ...]:
    """Give the phrases that stand at a place of the lists, of all languages together."""
    found: dict[str, None] = {}
    for code in codes():
        listed = _at(vocabulary(code, _LIST), path)
        if isinstance(listed, list):
            found |= dict.fromkeys(folded(str(phrase)) for phrase in listed)
    return tuple(found)


@cache
def keys(*path: str) -> tuple[str, ...]:
    """Give the names of the lists below a place, of all languages together."""
    found: dict[str, None] = {}
    for code in codes():
        table = _at(vocabulary(code, _LIST), path)
        if isinstance(table, dict):
            found |= dict.fromkeys(table)
    return tuple(found)


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """Give what finds any phrase of a place in a folded text, the longest one first."""
    return compiled(phrases(*path))


def compiled(listed: Iterable[str]) -> re.Pattern[str]:
    """Give what finds any of the phrases as whole words; a star stands for any ending."""
    return re.compile(rf"(?<!\w)(?:{alternatives(listed)})(?!\w)")


def alternatives(listed: Iterable[str]) -> str:
    """Give the phrases to be put into a larger pattern, the longest first; none matches nothing."""
    longest_first = sorted(set(listed), key=len, reverse=True)
    return "|".join(_expression(phrase) for phrase in longest_first) or "(?!)"


def _expression(phrase: str) -> str:
    return r"[\s/-]+".join(
        re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)
        for word in phrase.split()
    )


def _at(table: Mapping[str, object], path: tuple[str, ...]) -> object:
    found: object = table
    for step in path:
        if not isinstance(found, dict) and found is not table:
            return None
        found = found.get(step) if isinstance(found, dict) else table.get(step)
    return found
