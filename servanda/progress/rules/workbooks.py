"""What the cells of a workbook of answers mean, as a person or a program wrote them."""

import hashlib
import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

ANSWERED = (
    "value",
    "narrative",
    "percent",
    "challenges",
    "delay",
    "reason_for_delay",
    "way_forward",
    "next_step",
    "next_step_by",
    "spent",
    "currency",
    "address",
)
"""The columns that are filled in, in their order."""

_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_GROUPS = re.compile(r"[\s\u00a0\u202f']")
_TWO_WAYS = re.compile(r"\d{1,3}[.,]\d{3}")
_PERCENT_AT_MOST = 100


class Outcome(StrEnum):
    """What becomes of a row that comes back."""

    UNCHANGED = "unchanged"
    TAKEN = "taken"
    CONFLICT = "conflict"


class WrongCell(ValueError):
    """A cell that means nothing here; the sentence names why."""


def merged(*, base: str, theirs: str, ours: str) -> Outcome:
    """Compare what a row was when it went out, as it comes back, and as it is now, by digests.

    A row that nobody touched, and one that says what stands, change nothing. Where both changed,
    nobody's words are overwritten.
    """
    if theirs in {base, ours}:
        return Outcome.UNCHANGED
    return Outcome.TAKEN if ours == base else Outcome.CONFLICT


def digest(cells: Mapping[str, str]) -> str:
    """Return a short name of what the cells of a row say; empty cells say nothing."""
    told = {name: cells[name] for name in ANSWERED if cells.get(name)}
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:24]


def plain_text(words: str) -> str:
    """Return a text without what programs add on the way: other ends of lines, spaces at the end."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def percent_of(words: str) -> str:
    """Return a share as whole per cent: `80`, `80 %` and `80,0` are the same. Raises WrongCell."""
    number = _number(words.strip().removesuffix("%"))
    if number is None:
        return ""
    if number != number.to_integral_value() or not 0 <= number <= _PERCENT_AT_MOST:
        raise WrongCell(words)
    return str(int(number))


def amount_of(words: str) -> str:
    """Return an amount without zeros at its end: `1 200,50` and `1200.5` are the same.

    Raises WrongCell for `1,200`, which is twelve hundred to one reader and one and a fifth to another.
    """
    if _TWO_WAYS.fullmatch(words.strip()):
        raise WrongCell(words)
    number = _number(words)
    if number is None:
        return ""
    if number < 0 or number != round(number, 2):
        raise WrongCell(words)
    return plain_amount(number)


def plain_amount(number: Decimal) -> str:
    """Return an amount without zeros at its end."""
    return f"{number.normalize():f}"


def _number(words: str) -> Decimal | None:
    """Return a number as any country writes it; None where there is none. Raises WrongCell."""
    bare = _GROUPS.sub("", words)
    if not bare:
        return None
    last = max(bare.rfind(","), bare.rfind("."))
    if last >= 0:
        whole = bare[:last].replace(",", "").replace(".", "")
        bare = f"{whole}.{bare[last + 1 :]}"
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise WrongCell(words) from error
    if not number.is_finite():
        raise WrongCell(words)
    return number
