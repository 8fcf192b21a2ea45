"""Where a text names a framework and the numbers of its provisions, as papers do.

`GCM 10 (b)`, `SDG targets 8.7 and 16.2`, `A/RES/73/195, para. 26 (c)`, `objective 10 of the Global Compact`,
`Palermo Protocol, article 6`, `цель 10 Глобального договора`, and `objective 10` alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from servanda.instruments.rules.proposing.aims import Aim, Aims, Measure, plain

_NUMBER: Final = r"\d{1,3}(?:\.(?:\d{1,2}|[a-z]))*(?:\s?\([a-z]{1,2}\)|\s[a-z]\))?(?![\w/])"
_LIST: Final = rf"{_NUMBER}(?:(?:\s*[,;]\s*|\s+(?:and|or|и|или|et|y)\s+)(?:and\s+)?{_NUMBER})*"
_KINDS: Final = {
    "objective": r"objectives?|objectifs?|objetivos?|цел[ьиейямх]+",
    "goal": r"goals?|targets?|indicators?|objectifs?|objetivos?|cibles?|metas?|цел[ьиейямх]+|задач[аиеуйямх]*",
    "article": r"articles?|arts?\.?|статья|стать[иейюямх]+|ст\.",
}
_PARAGRAPH: Final = r"paragraphs?|paras?\.?|пункт(?:а|ы|ов|е)?|пп?\.|§"
_SEEN_NUMBER: Final = re.compile(_NUMBER, re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """An aim that a text names, in which words, and whether the framework is named with it."""

    aim: Aim
    words: str
    is_named: bool


def references_in(measure: Measure, aims: Aims) -> Iterator[Reference]:
    """Give the aims that a measure names: in its words, and in cells under a heading that names them."""
    named, bare = _patterns(tuple(aims.names), aims.symbol, aims.called)
    for text in (measure.text, *(f"{heading}: {raw}" for heading, raw in measure.cells)):
        yield from _named(text, aims, named)
    heads = [(head, raw) for head, raw in measure.cells if _names(head, aims)]
    for head, raw in heads:
        for number in _SEEN_NUMBER.findall(raw):
            aim = aims.by_number.get(plain(number))
            if aim is not None:
                yield Reference(aim, f"{head}: {number}", is_named=True)
    for found in bare.finditer(measure.text) if bare else ():
        for number in _SEEN_NUMBER.findall(found["list"]):
            aim = aims.by_number.get(plain(number))
            if aim is not None and plain(number) not in measure.own_numbers:
                yield Reference(aim, found[0], is_named=False)


def _named(text: str, aims: Aims, patterns: Iterable[re.Pattern[str]]) -> Iterator[Reference]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            is_paragraph = bool(found["paragraph"])
            is_cited = found["name"].casefold() == aims.symbol.casefold()
            known = aims.by_code if is_paragraph or is_cited else aims.by_number
            for number in _SEEN_NUMBER.findall(found["list"]):
                aim = known.get(plain(number))
                if aim is not None:
                    yield Reference(aim, found[0].strip(), is_named=True)


def _names(heading: str, aims: Aims) -> bool:
    """Tell whether a heading names the framework: “GCM objective”."""
    names = [one for one in (*aims.names, aims.symbol) if one]
    return any(_word(one).search(heading) for one in names)


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


@cache
def _patterns(
    names: tuple[str, ...], symbol: str, called: str
) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str] | None]:
    """Return how a framework is named before and after its numbers, and its numbers alone."""
    told = sorted({one for one in (*names, symbol) if one}, key=len, reverse=True)
    if not told:
        return (), None
    name = "|".join(map(re.escape, told))
    kind = _KINDS.get(called, re.escape(called) if called else r"(?!)")
    marked = rf"(?:(?P<paragraph>{_PARAGRAPH})|{kind})"
    before = rf"(?<!\w)(?P<name>{name})(?!\w)[\s,;:]{{0,3}}(?:{marked}\s*)?(?P<list>{_LIST})"
    after = (
        rf"(?<!\w){marked}\s+(?P<list>{_LIST})\s*,?\s+"
        rf"(?:of\s+(?:the\s+)?|du\s+|de\s+la\s+|des\s+)?(?P<name>{name})(?!\w)"
    )
    bare = re.compile(rf"(?<!\w)(?:{kind})\s+(?P<list>{_LIST})", re.IGNORECASE)
    return (
        (re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)),
        bare if called == "objective" else None,
    )
