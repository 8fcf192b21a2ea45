"""Units and currencies of amounts: `thousand EUR`, `(000 USD)`, `MEUR`, `k€`, `10 m`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from servanda.reading.matrices.words import alternatives, compiled, keys, pattern, phrases

_UNITS: Final = (("billion", 1_000_000_000), ("million", 1_000_000), ("thousand", 1_000))
# Digits part from letters, and both from the sign of a currency: `$5M`, `5000€`.
_SEAMS = re.compile(
    r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)|(?<=[^\w\s.,'’()-])(?=\d)|(?<=\d)(?=[^\w\s.,'’()-])"
)
_ZEROS = re.compile(
    r"(?<![\w.,])(?<!\d[\s.,'’])(?:[x×х*]\s?)?['’]?(?:1[\s.,]?)?000(?P<more>[\s.,]?000)?s?(?![\w]|[.,]\d)"
)

_NO_WORD = re.compile(r"\s?(?:[^\w\s]|\d)")


@lru_cache(maxsize=8192)
def unit_in(told: str) -> int:
    """Give what every amount is multiplied by, 1 where the folded text names no unit."""
    spaced = _SEAMS.sub(" ", told)
    for name, unit in _UNITS:
        if _unit_pattern(name).search(spaced):
            return unit
    beside = _beside_currency().search(told)
    return _of_letter(beside["before"] or beside["behind"]) if beside else 1


def unit_of_heading(told: str) -> int:
    """Give the unit that a heading names; there, zeros alone are one: `(000 USD)`, `EUR 1 000`."""
    unit = unit_in(told)
    if unit > 1:
        return unit
    zeros = next((one for one in _ZEROS.finditer(told) if _are_unit(told, one)), None)
    if zeros is None:
        return 1
    return 1_000_000 if zeros["more"] else 1_000


def _are_unit(told: str, zeros: re.Match[str]) -> bool:
    """Tell zeros beside a currency, a bracket or the end from a number: `per 1,000 inhabitants`."""
    before, behind = told[: zeros.start()], told[zeros.end() :]
    if _counting().search(before):
        return False
    if _ends_at().match(behind):
        return True
    return _opened_by().search(before) is not None and _NO_WORD.match(behind) is not None


@cache
def _counting() -> re.Pattern[str]:
    """Give what stands before a number of things that an amount is for: `per`, `на`."""
    return re.compile(rf"(?<!\w)(?:{alternatives(phrases('money', 'total_of'))})\s?$")


@cache
def _ends_at() -> re.Pattern[str]:
    """Give what stands behind zeros that are a unit: a currency, a bracket, the end."""
    return re.compile(rf"\s?(?:[()\[\]]|$|(?:{alternatives(_currencies())})(?!\w))")


@cache
def _opened_by() -> re.Pattern[str]:
    """Give what stands before zeros that are a unit where only a sign stands behind them."""
    return re.compile(rf"(?:[(\[]|(?<!\w)(?:{alternatives(_currencies())}))\s?$")


@lru_cache(maxsize=8192)
def currency_in(told: str) -> str | None:
    """Give the currency that a folded text names, None where none."""
    spaced = _either_as_unit().sub(" ", _SEAMS.sub(" ", told))
    found = max(_any_currency().finditer(spaced), key=lambda match: len(match[0]), default=None)
    if found is not None:
        return _currency_of(found[0])
    beside = _beside_currency().search(told)
    return _currency_of(beside["of"] or beside["currency"]) if beside else None


def without_units(words: str) -> str:
    """Take units and currencies out of the words that stand beside an amount."""
    words = re.sub(_beside_currency().pattern, " ", words, flags=re.IGNORECASE)
    words = re.sub(rf"(?<=\d)\s?(?:{_any_letter()})(?!\w)", " ", words, flags=re.IGNORECASE)
    for name, _unit in _UNITS:
        words = re.sub(_unit_pattern(name).pattern, " ", words, flags=re.IGNORECASE)
    return re.sub(_any_currency().pattern, " ", words, flags=re.IGNORECASE)


@cache
def _unit_pattern(name: str) -> re.Pattern[str]:
    """Give what finds a unit; one letter counts only behind a number (`5 m`, not `m. of labour`)."""
    letters, either = _letters(name), _either(name)
    long = [phrase for phrase in phrases("money", name) if phrase not in {*letters, *either}]
    return re.compile(
        rf"{compiled(long).pattern}|(?<=\d )(?:{alternatives(letters)})(?!\w)"
        rf"|{_as_unit(alternatives(either))}"
    )


@cache
def _either_as_unit() -> re.Pattern[str]:
    """Give what finds the words that may be a currency too where they are a unit."""
    return re.compile(
        _as_unit(alternatives(word for name, _unit in _UNITS for word in _either(name)))
    )


def _either(name: str) -> list[str]:
    """Give the words of a unit that currencies go by as well: `5 mld lei`, `thousand MLD`."""
    return [phrase for phrase in phrases("money", name) if phrase in _currencies()]


def _as_unit(words: str) -> str:
    """Give, to be put into a pattern, such words behind a number or before a currency."""
    return (
        rf"(?<!\w)(?:(?<=\d )(?:{words})|(?:{words})(?=\s(?:{alternatives(_currencies())})))(?!\w)"
    )


def _letters(name: str) -> list[str]:
    return [phrase for phrase in phrases("money", name) if len(phrase.rstrip("*")) == 1]


@cache
def _any_letter() -> str:
    return alternatives(letter for name, _unit in _UNITS for letter in _letters(name))


def _of_letter(letter: str) -> int:
    return next(unit for name, unit in _UNITS if letter in _letters(name))


@cache
def _beside_currency() -> re.Pattern[str]:
    """Give what finds the letter of a unit before or behind a currency: `k EUR`, `M€`, `EUR m`."""
    letters, currencies = _any_letter(), alternatives(_currencies())
    return re.compile(
        rf"(?<![^\W\d_])(?P<before>{letters})\s?(?P<of>{currencies})(?!\w)"
        rf"|(?<!\w)(?P<currency>{currencies})\s?(?P<behind>{letters})(?!\w)"
    )


@cache
def _any_currency() -> re.Pattern[str]:
    return compiled(_currencies())


@cache
def _currencies() -> tuple[str, ...]:
    return tuple(
        phrase
        for currency in keys("money", "currencies")
        for phrase in phrases("money", "currencies", currency)
    )


def _currency_of(words: str) -> str:
    return next(
        currency
        for currency in keys("money", "currencies")
        if pattern("money", "currencies", currency).fullmatch(words)
    )
