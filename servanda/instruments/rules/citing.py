"""How papers cite a paragraph of an instrument, read and written.

The ways of citing are those seen in documents of the United Nations and the Council
of Europe: `A/RES/73/195, para. 26 (c)`, `A/HRC/14/11, para. 88.31`, `CEDAW/C/TKM/CO/5, para. 9 (c)`,
`CAC/COSP/2021/3`, `CP(2018)24`; in Russian papers `A/RES/73/195, п. 26 c)`.
"""

import re
from dataclasses import dataclass

_UNITED_NATIONS = r"[A-Z]{1,6}(?:/[A-Za-z0-9][A-Za-z0-9.\-]*(?:\([A-Z]+\))?)+"
_COUNCIL_OF_EUROPE = r"[A-Z]{1,4}\(\d{4}\)\d+"
_SYMBOL = re.compile(rf"\s*({_UNITED_NATIONS}|{_COUNCIL_OF_EUROPE})\s*", re.IGNORECASE)
_LEADING = (
    r"paragraphs?|paras?|articles?|arts?|targets?|objectives?|пунктов|пункта?|пп?|статья|ст|§"
)
_PLACE = re.compile(
    rf"[,;:]?\s*(?:(?:{_LEADING})\.?\s*)?(\d+(?:\.\w+)*)\.?\s*((?:\(?[a-zа-я\d]{{1,4}}\)\s*)*)$",
    re.IGNORECASE,
)
_KIND = re.compile(rf"[\s,;:]+(?:{_LEADING}|goals?|цел[ьи]|задач[аи])\.?\s*$", re.IGNORECASE)
_LETTER = re.compile(r"[a-zа-я\d]+", re.IGNORECASE)


@dataclass(frozen=True)
class Cited:
    """A place as papers cite it: the symbol of an instrument, and a number with its letters."""

    symbol: str
    number: str = ""
    letters: tuple[str, ...] = ()


def read_citation(typed: str) -> Cited | None:
    """Return what `A/RES/73/195, para. 26 (c)` cites; None for what does not begin with a symbol.

    What follows the symbol and is no number of a provision makes it no citation either.
    """
    found = _SYMBOL.match(typed)
    if found is None:
        return None
    symbol, rest = found[1], typed[found.end() :].strip()
    if not rest:
        return Cited(symbol.upper())
    place = _PLACE.fullmatch(rest)
    if place is None:
        return None
    letters = tuple(one.casefold() for one in _LETTER.findall(place[2]))
    return Cited(symbol.upper(), place[1], letters)


def without_kind(name: str) -> str:
    """Return the name before a number without the kind of provision: `SDG target` is `SDG`."""
    return _KIND.sub("", name).strip(" ,;:")


def spellings(number: str) -> list[str]:
    """Return how a number or a letter stands before a provision: `26`, `26.`, `(26)`, `26)`."""
    forms = {number, number.casefold(), number.upper()}
    return sorted(shape.format(form) for form in forms for shape in ("{}", "{}.", "({})", "{})"))


def whole_spellings(cited: Cited) -> list[str]:
    """Return how a provision is numbered that bears number and letters in one: `26 (c)`, `26c`."""
    marked = "".join(f"({one})" for one in cited.letters)
    if not marked:
        return spellings(cited.number)
    spaced = " ".join(f"({one})" for one in cited.letters)
    plain = "".join(cited.letters)
    return [f"{cited.number}{marked}", f"{cited.number} {spaced}", f"{cited.number}{plain}"]
