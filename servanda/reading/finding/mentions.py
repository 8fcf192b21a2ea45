"""A place in the text where something is named, and which of two overlapping names counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.reading.finding.text import Text

SMALL_WORDS = frozenset({"the", "a", "an", "of", "on", "for", "and", "in", "to"})
# Of other languages, where a heading in capitals is shown in mixed case.
_SMALL_ELSEWHERE = frozenset(
    [
        "de",
        "la",
        "le",
        "les",
        "du",
        "des",
        "et",
        "entre",
        "sur",
        "pour",
        "au",
        "aux",
        "contre",
        "el",
        "los",
        "las",
        "del",
        "al",
        "y",
        "e",
        "sobre",
        "para",
        "en",
    ]
)
_LONGEST_BRACKET = 200  # characters
_LONGEST_ABBREVIATION = 4  # letters
_MARKS = (("«", "»"), ("“", "”"))
_NO_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to before `last` name a thing.

    `family` is party, instrument, body or place; `key` is the same for all names of one thing;
    `form` is full, short (an abbreviation), adjective, seat (a capital for its government) or
    plain (named in small letters); `tail` is the word after the title without years and brackets.
    """

    first: int
    last: int
    family: str
    kind: str
    name: str
    key: str
    form: str
    rule: str
    abbreviation: str | None = None
    period: str | None = None

    def under(self, key: str) -> Mention:
        return replace(self, key=key)


def fold_name(name: str) -> str:
    """Give a name without case, signs and small words, so that spellings of one name agree."""
    words = _NO_WORD.sub(" ", name.casefold().replace("co-op", "coop")).split()
    return " ".join(word for word in words if word not in SMALL_WORDS)


def base_form(words: str) -> str:
    """Give a name as a list shows it: one line, first letter large, headings in mixed case.

    Abbreviations ("CT NAP 2020-2022") are no heading and stay as they are.
    """
    name = " ".join(words.split()).strip(" ,;:‘’“”\"'«»")
    for opening, closing in _MARKS:
        if name.count(opening) > name.count(closing):
            space = " " if f"{opening} " in name else ""
            name = f"{name}{space}{closing}"
    if name.isupper() and " " in name and any(map(_is_no_abbreviation, name.split())):
        name = " ".join(_in_small(word) for word in name.split())
    return name[:1].upper() + name[1:]


def _is_no_abbreviation(word: str) -> bool:
    return word.isalpha() and len(word) > _LONGEST_ABBREVIATION


def _in_small(word: str) -> str:
    """Give a word of a heading in capitals as a name has it: "L'UNION" as "l'Union"."""
    if word.lower() in SMALL_WORDS | _SMALL_ELSEWHERE:
        return word.lower()
    if word[1:2] in {"'", "’"} and len(word) > 2:
        return word[:2].lower() + word[2:].capitalize()
    return word.capitalize()


def longest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that do not overlap, the longer before the shorter, in the order of the text."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (m.first - m.last, m.first)):
        place = range(mention.first, mention.last)
        if not taken.intersection(place):
            kept.append(mention)
            taken.update(place)
    return sorted(kept, key=lambda m: m.first)


def by_word(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """For each word that a mention covers, that mention."""
    return {index: m for m in mentions for index in range(m.first, m.last)}


def quote_of(text: Text, mention: Mention) -> tuple[str, int, int]:
    """Give the words of a mention with their place."""
    span = text.span(mention.first, mention.last)
    return span.in_text(text.content), span.start, span.end


def quote_with_abbreviation(text: Text, mention: Mention) -> tuple[str, int, int]:
    """Give the same, with the abbreviation in brackets behind it where the bracket is closed."""
    quote, start, end = quote_of(text, mention)
    closed = text.content.find(")", end, end + _LONGEST_BRACKET) + 1
    if not closed or not mention.abbreviation or text.folded(mention.last) != "(":
        return quote, start, end
    return text.content[start:closed], start, closed


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """Where in a text things are named: what stands between two words, which words are names."""

    mentions: tuple[Mention, ...]
    name_words: frozenset[int]

    def between(self, first: int, last: int) -> tuple[Mention, ...]:
        """Give the mentions that begin between two words, in order."""
        begin = bisect_left(self.mentions, first, key=lambda m: m.first)
        end = bisect_left(self.mentions, last, key=lambda m: m.first)
        return self.mentions[begin:end]

    def is_family(self, index: int, families: frozenset[str]) -> bool:
        """Tell whether a word stands in a name of one of these families."""
        return index in self.name_words and any(
            m.family in families and m.last > index for m in self.between(index - 30, index + 1)
        )


def named_places(mentions: Iterable[Mention]) -> NamedPlaces:
    """Order mentions for looking up; towns and regions are names but no name words."""
    ordered = tuple(sorted(mentions, key=lambda m: (m.first, -m.last)))
    words = {i for m in ordered if m.family != "place" for i in range(m.first, m.last)}
    return NamedPlaces(ordered, frozenset(words))
