"""People told again by their surname, in any case: «Лесовым» after «Илья Лесов»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.morphology import lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from servanda.reading.finding.text import Text

_ENDINGS = ("ым", "ом", "ем", "ой", "ей", "ою", "а", "я", "у", "ю", "е", "ы", "и")
_LEAST_STEM = 3


def find_surnames(
    text: Text, names: Iterable[str], taken: set[int]
) -> Iterator[tuple[int, int, str]]:
    """Give the places of one-word names of people that are known in full, with the full name."""
    meant: dict[str, str] = {}
    stems: dict[str, str] = {}
    for name in names:
        surname = _fold(_surname(name))
        meant.setdefault(surname, name)
        stems.setdefault(_stem(surname), name)
    if not meant:
        return
    for index, word in enumerate(text.words):
        if index in taken or not word.is_capital or len(word.text) <= _LEAST_STEM:
            continue
        found = next((meant[one] for one in sorted(lemmas(word.folded)) if one in meant), None)
        found = found or stems.get(_stem(word.folded))
        if found:
            yield index, index + 1, found


def _surname(name: str) -> str:
    """Give the last word of a name; initials may stand behind it."""
    words = [word for word in name.split() if "." not in word]
    return words[-1] if words else name


def _fold(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _stem(folded: str) -> str:
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _LEAST_STEM:
            return stem
    return folded
