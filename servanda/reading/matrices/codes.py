"""The numbers of rows, as official texts write them: 1.2.3, II., 1), a); and labels: Objective 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from servanda.reading.matrices.model import RowKind
from servanda.reading.matrices.words import folded, phrases

_DOTTED = r"\d{1,3}(?:\.\d{1,3}){1,6}"
_CODE = re.compile(
    rf"(?P<mark>[№#]\s*)?(?P<code>{_DOTTED}(?:[.)]|(?=[\s:–—-]|$))"
    r"|\d{1,3}(?:-\d{1,2})?[.)](?!\d)"
    r"|\d{1,3}[¹²³⁴⁵⁶⁷⁸⁹]+[.)]?"
    r"|[IVXLCІХ]{1,6}[.)](?!\w)"
    r"|[A-ZА-Я]\d{1,3}(?:\.\d{1,3})*[.):](?!\w)"
    r"|[A-Za-zА-Яа-яІіЇїЄєҐґ](?:\.\d{1,3})*[.)](?!\w)(?!\s*[A-ZА-Я]\.))\s*"
)
_LONE = re.compile(
    rf"(?:№\s*)?({_DOTTED}|\d{{1,4}}|[IVXLC]{{1,6}}|[A-Za-zА-Я]\d*(?:[.-]\d+)*"
    r"|[A-ZА-ЯІЇЄҐ]{1,4}\d{1,3}(?:[.-][A-ZА-ЯІЇЄҐ]{0,4}\d{1,3})*)[.)]?"
)
_ROMAN = re.compile(r"[IVXLCІХ]+")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}")
_NUMBER_OF_LABEL = re.compile(
    rf"(?:(?<!\s)\s+)?(?:(?:№|no\.?|nr\.?|n°)\s*)?(?P<code>{_DOTTED}|\d{{1,3}}|[ivxlcіх]{{1,5}}(?!\w)|[a-zа-я](?!\w))(?P<end>[.):]?)"
)
_AFTER_LABEL = re.compile(r"(?:(?<!\s)\s+)?(?:[:.–—]|-\s|$)")
_LABELLED: Final = (
    RowKind.TOTAL,
    RowKind.PROBLEM,
    RowKind.GOAL,
    RowKind.OBJECTIVE,
    RowKind.MEASURE,
    RowKind.ACTIVITY,
    RowKind.INDICATOR,
    RowKind.NOTE,
    RowKind.HEADING,
)
_LONGEST_LABEL: Final = 60


@dataclass(frozen=True)
class Coded:
    """A text cut at its number: the number, what it looks like, and the words behind it."""

    code: str | None
    shape: str
    rest: str


@dataclass(frozen=True)
class Label:
    """What a text calls itself at its beginning: `Objective 1. …`; `says_more` tells words behind."""

    kind: RowKind
    code: str | None
    says_more: bool


@lru_cache(maxsize=8192)
def cut_code(text: str) -> Coded:
    """Cut the number off the beginning of a text; a day, a year or an initial is none."""
    told = text.lstrip(" \t\u00a0")
    found = _CODE.match(told)
    if found is None or _DATE.match(told):
        return Coded(None, "", told.strip())
    code = found["code"].rstrip(".:")
    return Coded(code, shape_of(code), told[found.end() :].strip())


def lone_code(text: str) -> str | None:
    """Give the number that a cell of numbers holds, None where it holds words."""
    told = " ".join(text.split())
    found = _LONE.fullmatch(told)
    if found is None:
        return None
    return f"{found[1]})" if told.endswith(")") else found[1]


@lru_cache(maxsize=8192)
def shape_of(code: str) -> str:
    """Tell what a number looks like: `d` and its depth, `r`oman, `p`arenthesis, `l`etter."""
    bare = code.rstrip(".)")
    bracket = "p" if code.endswith(")") else ""
    if bare[:1].isdigit():
        return f"{bracket}d{bare.count('.') + 1}"
    if _ROMAN.fullmatch(bare):
        return f"{bracket}r"
    return f"{bracket}{'u' if bare[:1].isupper() else 'l'}{bare.count('.') + 1}"


@lru_cache(maxsize=8192)
def label_of(text: str) -> Label | None:
    """Give what a row calls itself, None where it only happens to use the word."""
    start = folded(text[: 2 * _LONGEST_LABEL])
    for kind in _LABELLED:
        found = _label_pattern(kind).match(start)
        if found is None:
            continue
        number = _NUMBER_OF_LABEL.match(start, found.end())
        if number is not None and _ends_well(start, number):
            return Label(
                kind, _as_written(number["code"]), bool(start[number.end() :].strip(" .:–—-"))
            )
        if _AFTER_LABEL.match(start, found.end()):
            return Label(kind, None, bool(start[found.end() :].strip(" .:–—-()")))
    return None


def _ends_well(start: str, number: re.Match[str]) -> bool:
    """Tell the number of a label from a word behind it: `Action a`, but not `Action a state takes`."""
    code = number["code"]
    return code[:1].isdigit() or bool(number["end"]) or number.end() == len(start)


def _as_written(code: str) -> str:
    return code.upper() if code.isalpha() else code


@cache
def _label_pattern(kind: RowKind) -> re.Pattern[str]:
    alternatives = "|".join(
        r"[\s-]+".join(
            re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)
            for word in phrase.split()
        )
        for phrase in sorted(phrases("kinds", kind.value), key=len, reverse=True)
    )
    return re.compile(rf"(?:{alternatives})(?!\w)")
