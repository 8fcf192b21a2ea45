"""The numbers that an office program draws before paragraphs and does not write into them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN: Final = 3999
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
# Word numbers without ё, й, ъ, ы and ь.
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_LONGEST_LETTERS: Final = 3
_PLACE = re.compile(r"%([1-9])")
BULLET: Final = "•"


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts, and what it draws ("%1.%2" names levels from 1 on)."""

    form: str
    drawn: str
    start: int = 1
    is_plain: bool = False


@dataclass
class ListNumbers:
    """Counts the paragraphs of one list; a paragraph of a level begins the deeper ones anew."""

    levels: Mapping[int, Level]
    counted: dict[int, int] = field(default_factory=dict)

    def next_label(self, depth: int) -> str:
        """Count one paragraph of a level (from 0 on), and give what is drawn before it."""
        level = self.levels.get(depth)
        if level is None:
            return ""
        self.counted[depth] = self.counted.get(depth, level.start - 1) + 1
        for deeper in [known for known in self.counted if known > depth]:
            del self.counted[deeper]
        if level.form == "bullet":
            return BULLET
        return _PLACE.sub(lambda place: self._number(int(place[1]) - 1, level), level.drawn).strip()

    def _number(self, depth: int, asking: Level) -> str:
        level = self.levels.get(depth)
        if level is None:
            return ""
        number = self.counted.get(depth, level.start)
        return numeral(number, form="decimal" if asking.is_plain else level.form)


def numeral(number: int, *, form: str) -> str:
    """Write a number as Word does in a form ("lowerRoman"); one it does not know, in digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    written = _written(number, form=form.removeprefix("upper").removeprefix("lower"))
    return written.upper() if form.startswith("upper") or form == "russianUpper" else written


def _written(number: int, *, form: str) -> str:
    if form == "Roman" and 0 < number <= _LARGEST_ROMAN:
        return _roman(number)
    alphabet = {"Letter": _LATIN, "russianLower": _RUSSIAN, "russianUpper": _RUSSIAN}.get(form, "")
    if alphabet and 0 < number <= _LONGEST_LETTERS * len(alphabet):
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (times + 1)
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written
