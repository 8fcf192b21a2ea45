"""Paragraphs out of the lines of a printed page."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# A hyphen that the layout put at the end of a line; PDF readers mark it in these ways.
_LAYOUT_HYPHEN = re.compile("[\ufffe\x02\u00ad]$")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'»”’)\]]*$")
_STARTS_ITEM = re.compile(
    r"[•●▪◦‣·*\uf0b7]\s|\(?\d{1,2}(?:\.\d{1,2}){0,5}[.)]\s|\(?(?:[a-zа-я]|[ivx]{1,4})\)\s|№",
    re.IGNORECASE,
)
# A dash begins an item after the end of a sentence, but a half of one inside it.
_STARTS_DASHED_ITEM = re.compile(r"[–—-]\s")
_FULL_LINE = 0.85
_SHORT_LINE = 0.65
_EDGE_LINES = 3
_LEAST_PAGES_OF_A_RUNNING_LINE = 3


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Join the lines of one page where they were wrapped.

    A line is wrapped when a layout hyphen ends it or it is long for the page; not when the
    next begins a numbered or listed item. After the end of a sentence only a full line
    counts as wrapped.
    """
    stripped = [" ".join(line.split()) for line in lines]
    width = max((len(line) for line in stripped), default=0)
    joined: list[str] = []
    last = ""
    for line in stripped:
        if last and line and _is_wrapped(last, line, width=width):
            joined[-1] = _joined(joined[-1], line)
        elif line:
            joined.append(line)
        last = line
    return joined


def break_overleaf(last: str, first: str) -> str:
    """Give what stands between the last paragraph of a page and the first of the next.

    Nothing or a hyphen inside a word, a space inside a sentence, else a blank line.
    """
    if _LAYOUT_HYPHEN.search(last):
        return hyphen_between(last[:-1], first)
    return " " if first[:1].islower() and not _ENDS_SENTENCE.search(last) else "\n\n"


def hyphen_between(last: str, line: str) -> str:
    """Tell a hyphen of the word ("2016-2018", "Asia-Pacific") from one of the layout."""
    return "" if last[-1:].isalpha() and line[:1].islower() else "-"


@dataclass(frozen=True)
class Running:
    """The lines that run along at the top and at the foot of the pages, with digits as "#"."""

    top: frozenset[str]
    foot: frozenset[str]


@dataclass(frozen=True)
class Parted:
    """The lines of one page: those of the text, and those that run along above and below it."""

    top: list[str]
    text: list[str]
    foot: list[str]


def running_lines(pages: Sequence[Sequence[str]]) -> Running:
    """Give the lines that run along at the edges of the pages.

    They show on half of all pages, or on two of three odd (or even) ones, as in a book; on three at
    least, so that nothing is lost from a short document.
    """
    edges = [_edges(lines) for lines in pages]
    tops, feet = [top for top, _foot in edges], [foot for _top, foot in edges]
    return Running(_running(tops), _running(feet))


def parted(lines: Sequence[str], *, running: Running) -> Parted:
    """Take the running lines off the top and the foot of a page."""
    start, end = 0, len(lines)
    while start < min(end, _EDGE_LINES) and masked(lines[start]) in running.top:
        start += 1
    while end > max(start, len(lines) - _EDGE_LINES) and masked(lines[end - 1]) in running.foot:
        end -= 1
    return Parted(list(lines[:start]), list(lines[start:end]), list(lines[end:]))


def _edges(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Give the lines at the top and at the foot of a page; none is both."""
    middle = (len(lines) + 1) // 2
    return lines[: min(_EDGE_LINES, middle)], lines[max(len(lines) - _EDGE_LINES, middle) :]


def _running(edges: Sequence[Sequence[str]]) -> frozenset[str]:
    running: set[str] = set()
    for some, share in ((edges, 1 / 2), (edges[::2], 2 / 3), (edges[1::2], 2 / 3)):
        seen: Counter[str] = Counter()
        for lines in some:
            seen.update({masked(line) for line in lines if line.strip()})
        least = max(_LEAST_PAGES_OF_A_RUNNING_LINE, math.ceil(share * len(some)))
        running |= {line for line, times in seen.items() if times >= least}
    return frozenset(running)


def masked(line: str) -> str:
    """Give the line with each number as "#", so that page numbers look alike."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _is_wrapped(last: str, line: str, *, width: int) -> bool:
    if _LAYOUT_HYPHEN.search(last):
        return True
    if _STARTS_ITEM.match(line):
        return False
    if _ENDS_SENTENCE.search(last):
        return not _STARTS_DASHED_ITEM.match(line) and len(last) >= _FULL_LINE * width
    return len(last) >= _SHORT_LINE * width


def _joined(last: str, line: str) -> str:
    if _LAYOUT_HYPHEN.search(last):
        return last[:-1] + hyphen_between(last[:-1], line) + line
    return last + line if last.endswith("-") else f"{last} {line}"
