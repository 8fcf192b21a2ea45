"""How much: amounts in whole units with currency, year and source; blank is not zero."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.amounts import amount_of, is_ambiguous
from servanda.reading.matrices.model import MoneyLine
from servanda.reading.matrices.words import compiled, folded, keys, pattern, phrases
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.matrices.model import Column
    from servanda.reading.notices import Notice

NOT_COVERED: Final = "not covered"
_LONGEST: Final = 1_000
_UNITS: Final = (("billion", 1_000_000_000), ("million", 1_000_000), ("thousand", 1_000))
_SPACES: Final = "\u00a0\u202f\u2009"
_NUMBER = re.compile(
    r"(?<![\w.,])[-−–]?(?:\d{1,3}(?:[ ’']\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}|\d+)"
    r"(?:[.,]\d+)*(?![\d])"
)
_BARE = re.compile(r"(?:(?<!\s)\s+)?[-−–]?\d+(?:[.,]\d+)?\s*")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_YEAR_LABEL = re.compile(
    r"^\W*((?:19|20)\d\d)\s*(?:year|год\w*|рік|року|р|г|année|año)?\.?\s*[:–—=-]\s*"
)
_CUTS = re.compile(r"[;\n]+")
_DASHES: Final = frozenset("-–—−")


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
    own = folded(heading.rpartition(" / ")[2])
    year = _YEAR.search(own) or _YEAR.search(told)
    return HeadingContext(
        unit=_unit_in(told),
        currency=_currency_in(told),
        year=int(year[0]) if year else None,
        source=_source_of(heading.rpartition(" / ")[2], own) or _of_group(heading, own),
        is_total=pattern("money", "total").search(own) is not None and year is None,
    )


def _of_group(heading: str, own: str) -> str | None:
    """Give the words of a column of a group that name whose money it is: `Costs / Government`."""
    group, _bar, words = heading.rpartition(" / ")
    is_other = (
        _YEAR.search(own)
        or _currency_in(own)
        or _unit_in(own) > 1
        or pattern("money", "total").search(own)
        or pattern("headings", "money").search(own)
    )
    return words.strip() if group and not is_other else None


def read_money(text: str, column: Column) -> ReadMoney:
    """Read a cell of a column of money."""
    context = HeadingContext(
        column.unit, column.currency, column.year, column.source, decimal=column.decimal
    )
    return _read(text, context)


@lru_cache(maxsize=16384)
def looks_like_money(text: str) -> bool:
    """Tell an amount with its currency or in groups of digits from any other number."""
    told = folded(text)
    if len(told) > 60 or not _NUMBER.search(_plain(told)):
        return False
    return _currency_in(told) is not None or re.search(r"\d[ ,]\d{3}(?!\d)", told) is not None


@lru_cache(maxsize=16384)
def _read(text: str, context: HeadingContext) -> ReadMoney:
    if len(text) > _LONGEST:
        return ReadMoney((), (_not_understood(text),))
    if _BARE.fullmatch(text) and (bare := _bare(text.strip(), context)) is not None:
        return bare
    if set(text.strip()) <= _DASHES:
        return ReadMoney(())
    lines: list[MoneyLine] = []
    doubts: list[Notice] = []
    for part in _parts(text):
        line, doubt = _line(part, context)
        lines += [line] if line else []
        doubts += [doubt] if doubt else []
    return ReadMoney(tuple(lines), tuple(doubts))


def _parts(text: str) -> list[str]:
    """Cut a cell into its amounts: at semicolons and line ends, and at commas between two amounts."""
    parts: list[str] = []
    for part in _CUTS.split(text):
        pieces = re.split(r",\s+", part)
        numbered = [piece for piece in pieces if _NUMBER.search(_plain(piece))]
        parts += pieces if len(numbered) > 1 and len(numbered) == len(pieces) else [part]
    return [part for part in parts if part.strip()]


def _line(part: str, context: HeadingContext) -> tuple[MoneyLine | None, Notice | None]:
    told = _plain(folded(part))
    year = context.year
    if label := _YEAR_LABEL.match(told):
        year = int(label[1])
        told = told[label.end() :]
    numbers = [found[0] for found in _NUMBER.finditer(told)]
    if not numbers:
        return _without_number(part, told, context)
    if len(numbers) > 1:
        numbers = [number for number in numbers if not _YEAR.fullmatch(number)] or numbers
        year = year or _only_year(told)
    amount = amount_of(numbers[0], decimal=context.decimal)
    if amount is None or len(numbers) > 1:
        return None, _not_understood(part)
    unit = _unit_in(told)
    line = MoneyLine(
        amount=amount * (unit if unit > 1 else context.unit),
        currency=_currency_in(told) or context.currency,
        year=year,
        source=_source_of(part, told) or context.source,
    )
    return line, _doubt_of(numbers[0], context)


def _bare(number: str, context: HeadingContext) -> ReadMoney | None:
    """Read a cell that holds a number and nothing else; most cells of money do."""
    amount = amount_of(number, decimal=context.decimal)
    if amount is None:
        return None
    line = MoneyLine(amount * context.unit, context.currency, context.year, context.source)
    doubt = _doubt_of(number, context)
    return ReadMoney((line,), (doubt,) if doubt else ())


def _doubt_of(number: str, context: HeadingContext) -> Notice | None:
    if context.decimal is None and is_ambiguous(number):
        return _(
            "“%(told)s” was read as thousands; it may be meant with decimals.", told=number[:80]
        )
    return None


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
def _unit_in(told: str) -> int:
    spaced = re.sub(r"(?<=\d)(?=[^\W\d])", " ", told)
    for name, unit in _UNITS:
        if _unit_pattern(name).search(spaced):
            return unit
    return 1


@cache
def _unit_pattern(name: str) -> re.Pattern[str]:
    """Give what finds a unit; one letter counts only behind a number (`5 m`, not `m. of labour`)."""
    long = [phrase for phrase in phrases("money", name) if len(phrase.rstrip("*")) > 1]
    short = [phrase for phrase in phrases("money", name) if len(phrase.rstrip("*")) == 1]
    letters = "|".join(re.escape(letter) for letter in short) or "(?!)"
    return re.compile(rf"{compiled(long).pattern}|(?<=\d )(?:{letters})(?!\w)")


@lru_cache(maxsize=8192)
def _currency_in(told: str) -> str | None:
    spaced = re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", told)
    found = max(_any_currency().finditer(spaced), key=lambda match: len(match[0]), default=None)
    if found is None:
        return None
    return next(
        currency
        for currency in keys("money", "currencies")
        if pattern("money", "currencies", currency).fullmatch(found[0])
    )


@cache
def _any_currency() -> re.Pattern[str]:
    return compiled(
        phrase
        for currency in keys("money", "currencies")
        for phrase in phrases("money", "currencies", currency)
    )


@lru_cache(maxsize=8192)
def _source_in(told: str) -> str | None:
    if pattern("money", "not_covered").search(told):
        return NOT_COVERED
    found = pattern("money", "sources").search(told)
    return told.strip(" :;,.–—-") if found and len(told) < 120 else None


def _source_of(part: str, told: str) -> str | None:
    """Give the words of a source that stand beside an amount: `State budget – 100 thousand`."""
    if pattern("money", "not_covered").search(told):
        return NOT_COVERED
    found = pattern("money", "sources").search(folded(part))
    if found is None:
        return None
    words = re.sub(r"[\d\s.,:;()–—-]*\d[\d\s.,]*", " ", part)
    for name, _unit in _UNITS:
        words = re.sub(_unit_pattern(name).pattern, " ", words, flags=re.IGNORECASE)
    for currency in keys("money", "currencies"):
        words = re.sub(
            pattern("money", "currencies", currency).pattern, " ", words, flags=re.IGNORECASE
        )
    return " ".join(words.split()).strip(" :;,.–—-()") or None


def _not_understood(text: str) -> Notice:
    return _("“%(told)s” is not understood as an amount; its words are kept.", told=text[:80])
