"""Numbers as plans write them: any sign before decimals, any between thousands."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# A sign behind which other than three digits stand is that of decimals.
_SHOWING: Final = {
    ",": re.compile(r"\d,(?:\d{1,2}|\d{4,})(?![\d.,])|\d\.\d{3}(?:\.\d{3}|,)"),
    ".": re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?![\d.,])|\d,\d{3}(?:,\d{3}|\.)"),
}
_DOTTED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_NOT_DIGITS: Final = str.maketrans({" ": "", "’": "", "'": "", "−": "-", "–": "-"})


def amount_of(number: str, *, decimal: str | None = None) -> Decimal | None:
    """Give an amount as written with any sign for decimals and thousands; None where none fits.

    `decimal` is the sign that the other cells of the column show; it settles only what the number
    itself leaves open, so that one cell written otherwise is not read ten times too high.
    """
    told = number.translate(_NOT_DIGITS)
    signs = [sign for sign in told if sign in ".,"]
    if len(set(signs)) == 2:
        told = _pointed(told, told[max(told.rfind("."), told.rfind(","))])
    elif len(signs) > 1:
        told = told.replace(signs[0], "")
    elif _GROUPED.fullmatch(told.lstrip("-")):
        told = _pointed(told, decimal or ("," if told.endswith(".000") else "."))
    else:
        told = told.replace(",", ".")
    try:
        return Decimal(told)
    except InvalidOperation:
        return None


def decimal_sign(cells: Sequence[str]) -> str | None:
    """Give the sign before decimals that the cells of a column show, None where none or both do."""
    shown = [sign for sign, shows in _SHOWING.items() if any(map(shows.search, cells))]
    if shown:
        return shown[0] if len(shown) == 1 else None
    dotted = [cell for cell in cells if "." in cell]
    are_thousands = len(dotted) > 1 and all(_DOTTED_THOUSANDS.search(cell) for cell in dotted)
    return "," if are_thousands else None


def is_ambiguous(number: str) -> bool:
    """Tell a number whose only sign may part thousands or decimals: `12,500`, `1.250`."""
    told = number.translate(_NOT_DIGITS).lstrip("-")
    return _GROUPED.fullmatch(told) is not None and not told.endswith("000")


def _pointed(told: str, decimal: str) -> str:
    """Write a number as machines do, by the sign that stands before its decimals."""
    return told.replace("," if decimal == "." else ".", "").replace(decimal, ".")
