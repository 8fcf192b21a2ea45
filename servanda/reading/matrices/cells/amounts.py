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
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}")


def amount_of(number: str, *, decimal: str | None = None) -> Decimal | None:
    """Give an amount as written with any sign for decimals and thousands; None where none fits."""
    told = number.translate({ord(sign): None for sign in " ’'"}).replace("−", "-").replace("–", "-")
    signs = [sign for sign in told if sign in ".,"]
    if decimal is not None and signs:
        told = told.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif len(set(signs)) == 2:
        decimal = told[max(told.rfind("."), told.rfind(","))]
        told = told.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif len(signs) > 1 or (
        signs
        and signs[0] == ","
        and _GROUPED.fullmatch(told.lstrip("-"))
        and not told.startswith(("0,", "-0,"))
    ):
        told = told.replace(signs[0], "")
    else:
        told = told.replace(",", ".")
    try:
        return Decimal(told)
    except InvalidOperation:
        return None


def decimal_sign(cells: Sequence[str]) -> str | None:
    """Give the sign before decimals that the cells of a column show, None where none shows it."""
    for sign, shows in _SHOWING.items():
        if any(shows.search(cell) for cell in cells):
            return sign
    dotted = [cell for cell in cells if "." in cell]
    are_thousands = len(dotted) > 1 and all(_DOTTED_THOUSANDS.search(cell) for cell in dotted)
    return "," if are_thousands else None


def is_ambiguous(number: str) -> bool:
    """Tell a number whose comma may part thousands or decimals: `12,500`."""
    if number.endswith(",000"):
        return False
    return "," in number and _GROUPED.fullmatch(number) is not None and not number.startswith("0,")
