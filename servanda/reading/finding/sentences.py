"""Text cut into sentences and paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servanda.reading.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Nothing here gives back what it took ("++"), so that the time is linear in the text.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)")
_LINE = re.compile(r"\n[ \t]*+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*+\n\s*+")
_LIST_MARK = re.compile(
    r"(?:[-–—•*]\s|\d{1,2}(?:\.\d{1,2}){0,5}[.)]?\s|[IVX]{1,4}\.\s|\(?[a-zа-я]\)\s)"
)
_LONGEST = 2_500  # characters; what goes on longer without a stop is no sentence but a table
_SHORT_LINE = 70  # a line below this many characters was ended by its writer, not by the margin


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Spans between empty lines, white space at their ends left out."""
    return tuple(_trimmed(text, _parted(text, _PARAGRAPH)))


def split_sentences(text: str, *, stopped: frozenset[str]) -> tuple[Span, ...]:
    """Give sentences, headings and list items, in order; none crosses a paragraph.

    `stopped` are the abbreviations of the language that end in a stop ("Mr.").
    """
    sentences: list[Span] = []
    for paragraph in split_paragraphs(text):
        for line in _trimmed(text, _lines_of(text, paragraph)):
            ended = (part for whole in _ends_of(text, line, stopped) for part in _cut(text, whole))
            sentences.extend(_trimmed(text, ended))
    return tuple(sentences)


def _parted(text: str, border: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for match in border.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def _trimmed(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    for span in spans:
        words = span.in_text(text)
        start = span.start + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, start + len(words.strip()))


def _lines_of(text: str, paragraph: Span) -> Iterator[Span]:
    """Lines that stand for themselves; wrapped lines stay together."""
    start = begin = paragraph.start
    for match in _LINE.finditer(text, paragraph.start, paragraph.end):
        line = text[begin : match.start()]
        ended = len(line.strip()) < _SHORT_LINE and not line.rstrip().endswith((",", "-"))
        if ended or _LIST_MARK.match(text, match.end()):
            yield Span(start, match.start())
            start = match.end()
        begin = match.end()
    yield Span(start, paragraph.end)


def _ends_of(text: str, line: Span, stopped: frozenset[str]) -> Iterator[Span]:
    start = line.start
    for match in _END.finditer(text, line.start, line.end):
        if _is_end(text, match, stopped):
            yield Span(start, match.end())
            start = match.end()
    yield Span(start, line.end)


def _cut(text: str, whole: Span) -> Iterator[Span]:
    """Cut what is too long for a sentence, at a space where there is one."""
    start = whole.start
    while whole.end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        end = space if space > 0 else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, whole.end)


def _is_end(text: str, match: re.Match[str], stopped: frozenset[str]) -> bool:
    """Refuse an end after an abbreviation, an initial, a number of a list, or before a small letter."""
    after = text[match.end() : match.end() + 3].lstrip()
    if after[:1].islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    word = re.split(r"[\s(\"“«]", before)[-1]
    if word.casefold() in stopped:
        return False
    if len(word) == 1 and word.isupper():
        return False
    return "." not in word or word[-1:].isdigit()
