"""How much: amounts in whole units with currency, year and source; blank is not zero."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.amounts import amount_of, is_ambiguous
from servanda.reading.matrices.cells.beside import (
    EDGES,
    doubt_beside,
    of_which,
    words_beside,
    year_label,
)
from servanda.reading.matrices.cells.cutting import is_body
from servanda.reading.matrices.cells.units import (
    currency_in,
    unit_in,
    unit_of_heading,
)
from servanda.reading.matrices.model import MoneyLine
from servanda.reading.matrices.words import alternatives, folded, is_empty_mark, pattern, phrases
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.matrices.model import Column
    from servanda.reading.notices import Notice

NOT_COVERED: Final = "not covered"
_LONGEST: Final = 1_000
_LONGEST_SOURCE: Final = 120
_SPACES: Final = "\u00a0\u202f\u2009"
_NUMBER = re.compile(
    r"(?<![\w.,])[-−–]?(?:\d{1,3}(?:[ ’']\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}|\d+)"
    r"(?:[.,]\d+)*(?![\d])"
)
_BARE = re.compile(r"(?:(?<!\s)\s+)?[-−–]?\d+(?:[.,]\d+)?\s*")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_CUTS = re.compile(r"[;\n]+")
# A share is no amount; a sum to be made and a range are more than one.
_SHARE = re.compile(r"\d\s?%")
_RECKONING = re.compile(
    r"\d\s*[+×xх*]\s*\d|\d[^\W\d_]\d|(?<![\d ])\d{1,4}\s*[-–—]\s*(?:19|20)\d\d(?!\d)"
)


@dataclass(frozen=True)
class HeadingContext:
    """What a heading says of every amount below it."""

    unit: int = 1
    currency: str | None = None
    year: int | None = None
    source: str | None = None
    is_total: bool = False
    decimal: str | None = None


@dataclass(frozen=True)
class ReadMoney:
    """The amounts of a cell, and what is doubtful in them."""

    lines: tuple[MoneyLine, ...]
    doubts: tuple[Notice, ...] = ()


@lru_cache(maxsize=1024)
def told_by_heading(heading: str) -> HeadingContext:
    """Give unit, currency, year and source that a heading names."""
    told = folded(heading)
    words = heading.rpartition(" / ")[2]
    own = folded(words)
    year = _YEAR.search(own) or _YEAR.search(told)
    return HeadingContext(
        unit=unit_of_heading(told),
        currency=currency_in(told),
        year=int(year[0]) if year else None,
        source=_source_of(words, own) or _of_group(heading, own),
        is_total=pattern("money", "total").search(own) is not None and year is None,
    )


def _of_group(heading: str, own: str) -> str | None:
    """Give the words of a column of a group that name whose money it is: `Costs / Government`."""
    group, _bar, words = heading.rpartition(" / ")
    is_other = (
        _YEAR.search(own)
        or currency_in(own)
        or unit_in(own) > 1
        or pattern("money", "total").search(own)
        or pattern("headings", "money").search(own)
    )
    return words.strip() if group and not is_other else None


def read_money(text: str, column: Column, *, is_number: bool = False) -> ReadMoney:
    """Read a cell of a column of money; one that the file keeps as a number has a decimal point."""
    context = HeadingContext(
        column.unit,
        column.currency,
        column.year,
        column.source,
        decimal="." if is_number else column.decimal,
    )
    return _read(text, context)


@lru_cache(maxsize=16384)
def looks_like_money(text: str) -> bool:
    """Tell an amount with its currency or in groups of digits from any other number."""
    told = folded(text)
    if len(told) > 60 or not _NUMBER.search(_plain(told)):
        return False
    return currency_in(told) is not None or re.search(r"\d[ ,]\d{3}(?!\d)", told) is not None


@lru_cache(maxsize=16384)
def _read(text: str, context: HeadingContext) -> ReadMoney:
    if len(text) > _LONGEST:
        return ReadMoney((), (_not_understood(text),))
    if _BARE.fullmatch(text) and (bare := _bare(text.strip(), context)) is not None:
        return bare
    return ReadMoney(()) if is_empty_mark(text) else _amounts(text, context)


def _amounts(text: str, context: HeadingContext) -> ReadMoney:
    """Read a cell of several words: amounts beside each other, or a sum and its parts."""
    if (inner := of_which().search(text)) and _NUMBER.search(_plain(text[: inner.start()])):
        return _with_parts(text, text[: inner.start()], text[inner.end() :], context)
    parts = _parts(text)
    if len(parts) > 1 and _is_sum(parts[0]):
        return _with_parts(text, parts[0], "\n".join(parts[1:]), context)
    return _together(parts, context)


def _together(parts: list[str], context: HeadingContext) -> ReadMoney:
    read = [_line(part, context) for part in parts]
    return ReadMoney(
        tuple(line for line, _doubt in read if line),
        tuple(doubt for _line_of_it, doubt in read if doubt),
    )


def _with_parts(text: str, head: str, rest: str, context: HeadingContext) -> ReadMoney:
    """Read a sum told with its parts as the parts, else as the sum alone: nothing counts twice."""
    whole = _together(_parts(head), context)
    told = folded(head)
    unit = unit_in(told)
    parts = _together(
        _parts(rest),
        replace(
            context,
            unit=unit if unit > 1 else context.unit,
            currency=currency_in(told) or context.currency,
        ),
    )
    sums = [
        sum(line.amount for line in read.lines if line.amount is not None)
        for read in (whole, parts)
    ]
    if len(whole.lines) == 1 and parts.lines and sums[0] == sums[1]:
        return ReadMoney(parts.lines, (*whole.doubts, *parts.doubts))
    doubt = _(
        "of “%(told)s” a part was not counted beside the sum: %(part)s.",
        told=text[:80],
        part=rest.strip(EDGES)[:80],
    )
    return ReadMoney(whole.lines, (*whole.doubts, doubt))


def _is_sum(part: str) -> bool:
    found = pattern("money", "total").match(folded(part).lstrip(EDGES))
    return found is not None and _NUMBER.search(_plain(part)) is not None


def _parts(text: str) -> list[str]:
    """Cut a cell into its amounts: at semicolons and line ends, and at commas between two amounts."""
    parts: list[str] = []
    for part in _CUTS.split(text):
        pieces = re.split(r",\s+", part)
        numbered = [piece for piece in pieces if _NUMBER.search(_plain(piece))]
        parts += pieces if len(numbered) > 1 and len(numbered) == len(pieces) else [part]
    return [part for part in parts if part.strip(EDGES)]


def _line(part: str, context: HeadingContext) -> tuple[MoneyLine | None, Notice | None]:
    told = _plain(folded(part))
    own_year = None
    if label := year_label().match(told):
        own_year = int(label[1])
        told = told[label.end() :]
    numbers = [found[0] for found in _NUMBER.finditer(told)]
    if not numbers:
        return _without_number(part, told, context)
    if len(numbers) > 1:
        numbers = [number for number in numbers if not _YEAR.fullmatch(number)] or numbers
        own_year = own_year or _only_year(told)
    amount = amount_of(numbers[0], decimal=context.decimal)
    if amount is None or len(numbers) > 1 or _is_no_amount(told):
        return None, _not_understood(part)
    words = words_beside(part)
    unit = unit_in(told)
    source = _source_of(part, told) or (words if is_body(words) else None)
    line = MoneyLine(
        amount=amount * (unit if unit > 1 else context.unit),
        currency=currency_in(told) or context.currency,
        year=own_year or context.year,
        source=source or context.source,
    )
    return line, _doubt_of(numbers[0], context) or doubt_beside(part, "" if source else words)


def _is_no_amount(told: str) -> bool:
    """Tell a share, a stretch of time, and numbers to be reckoned with, from an amount."""
    return bool(_SHARE.search(told) or _RECKONING.search(told) or _of_time().search(told))


@cache
def _of_time() -> re.Pattern[str]:
    return re.compile(rf"\d\s+(?:{alternatives(phrases('timing', 'unit'))})(?!\w)")


def _bare(number: str, context: HeadingContext) -> ReadMoney | None:
    """Read a cell that holds a number and nothing else; most cells of money do."""
    amount = amount_of(number, decimal=context.decimal)
    if amount is None:
        return None
    line = MoneyLine(amount * context.unit, context.currency, context.year, context.source)
    doubt = _doubt_of(number, context)
    return ReadMoney((line,), (doubt,) if doubt else ())


def _doubt_of(number: str, context: HeadingContext) -> Notice | None:
    if context.decimal is not None or not is_ambiguous(number):
        return None
    if "," in number:
        return _(
            "“%(told)s” was read as thousands; it may be meant with decimals.", told=number[:80]
        )
    return _("“%(told)s” was read with decimals; it may be meant as thousands.", told=number[:80])


def _without_number(
    part: str, told: str, context: HeadingContext
) -> tuple[MoneyLine | None, Notice | None]:
    """Read a cell without an amount: not covered, nothing needed, a source alone."""
    if pattern("money", "none_needed").search(told):
        return MoneyLine(None, context.currency, context.year, part.strip()), None
    if pattern("money", "not_covered").search(told):
        return MoneyLine(None, context.currency, context.year, NOT_COVERED), None
    if _source_in(told) or pattern("headings", "source").search(told):
        return MoneyLine(None, context.currency, context.year, part.strip()), None
    return None, _not_understood(part)


def _plain(told: str) -> str:
    return told.translate({ord(sign): " " for sign in _SPACES})


def _only_year(told: str) -> int | None:
    years = {int(found[0]) for found in _YEAR.finditer(told)}
    return years.pop() if len(years) == 1 else None


@lru_cache(maxsize=8192)
def _source_in(told: str) -> str | None:
    if pattern("money", "not_covered").search(told):
        return NOT_COVERED
    found = pattern("money", "sources").search(told)
    return told.strip(" :;,.–—-") if found and len(told) < _LONGEST_SOURCE else None


def _source_of(part: str, told: str) -> str | None:
    """Give the words of a source that stand beside an amount: `State budget – 100 thousand`."""
    if pattern("money", "not_covered").search(told):
        return NOT_COVERED
    if pattern("money", "sources").search(folded(part)) is None:
        return None
    return of_which().sub(" ", words_beside(part)).strip(EDGES) or None


def _not_understood(text: str) -> Notice:
    return _("“%(told)s” is not understood as an amount; its words are kept.", told=text[:80])
