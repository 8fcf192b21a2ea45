"""The kinds of number that the forms of a language may name, and which of them a number is."""

from typing import Final

# How many digits at least and at most, least, greatest.
NUMBERS: Final = {
    "YYYY": (4, 4, 1700, 2199),
    "YY": (2, 2, 0, 99),
    "MM": (2, 2, 1, 12),
    "SHORTMM": (1, 2, 1, 12),
    "DD": (1, 2, 1, 31),
    "NUMBER": (1, 3, 1, 999),
    "TENS": (4, 4, 1700, 2190),
}
_MOST_DIGITS: Final = 4


def kinds_of(number: str) -> list[str]:
    """Give the kinds that a number is as it is written: `05` may be a month, `2005` a year."""
    if len(number) > _MOST_DIGITS:
        return []
    value = int(number)
    return [
        kind
        for kind, (fewest, most, least, greatest) in NUMBERS.items()
        if fewest <= len(number) <= most and least <= value <= greatest
    ]


def key_of_number(number: str) -> str:
    """Give the key of numbers of the same kinds; no word of a text is written so."""
    return " ".join(kinds_of(number))


def telling_numbers() -> set[str]:
    """Give numbers of all kinds that there are at once; they change only where a kind does."""
    edges = {edge for *_, least, greatest in NUMBERS.values() for edge in (least, greatest + 1)}
    return {f"{edge:0{digits}}" for edge in edges for digits in range(1, _MOST_DIGITS + 1)}
