"""When two things told in different words are the same thing: plain rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from servanda.reading.finding.dates import find_dates
from servanda.reading.languages import vocabulary
from servanda.reading.names import name_key
from servanda.review.rules.fields import several, words

NEAR = timedelta(days=31)
LIKE = 0.5

SIDES = frozenset({"state", "international_organization"})
"""Kinds of parties that are a side of their own, and whose short names are known everywhere."""

_ABBREVIATION = re.compile(r"\w*[^\W\d_]\w*")
_FEWEST_WORDS = 4
_LONG_WORD = 5


@dataclass(frozen=True)
class Span:
    """A stretch of days, inclusive; None is open or unknown."""

    earliest: date | None
    latest: date | None

    @property
    def is_narrow(self) -> bool:
        """Tell whether both ends are known and at most a month apart."""
        if self.earliest is None or self.latest is None:
            return False
        return self.latest - self.earliest <= NEAR

    @property
    def is_day(self) -> bool:
        """Tell whether it is one day."""
        return self.earliest is not None and self.earliest == self.latest

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a day; never where an end is unknown."""
        starts = [day for day in (self.earliest, other.earliest) if day is not None]
        ends = [day for day in (self.latest, other.latest) if day is not None]
        return len(starts) == len(ends) == 2 and max(starts) <= min(ends)

    def sharpens(self, other: "Span") -> bool:
        """Tell whether it lies within another and says more."""
        if self.earliest is None or self.latest is None or self == other:
            return False
        if other.earliest is None or other.latest is None:
            return other == Span(None, None)
        return other.earliest <= self.earliest and self.latest <= other.latest


def are_same_day(one: Span, other: Span) -> bool:
    """Tell whether two vague dates may be of one event: equal, or narrow and overlapping."""
    if one == other:
        return one.earliest is not None
    return one.is_narrow and other.is_narrow and one.overlaps(other)


def telling_aliases(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return the other names that tell by themselves which thing is meant.

    Abbreviations and names of two words or more do; "the Ministry", "the Government" do not.
    """
    others = (words(fields, "abbreviation"), *several(fields, "aliases"))
    return tuple(
        name for name in others if is_abbreviation(name) or len(name_key(name).split()) > 1
    )


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is one word with two capitals at least: IOM, MFA, UNODC."""
    word = name.strip()
    return _ABBREVIATION.fullmatch(word) is not None and sum(map(str.isupper, word)) > 1


@lru_cache(maxsize=4096)
def words_but_dates(text: str, language: str) -> frozenset[str]:
    """Return the words of a text, folded, without those that tell a date."""
    if not vocabulary(language, "dates"):
        return word_set(text)
    rest, end = [], 0
    for told in find_dates(text, published=None, language=language):
        rest.append(text[end : told.start])
        end = told.end
    return word_set(" ".join([*rest, text[end:]]))


def likeness(one: str, other: str) -> float:
    """Return how much two texts share, 0 to 1: common words over all words, folded."""
    return shared(word_set(one), word_set(other))


@lru_cache(maxsize=4096)
def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, folded, without those that only hold it together."""
    return frozenset(name_key(text).split())


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of words share, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def says_enough(text: str) -> bool:
    """Tell whether a text is long enough to be known again elsewhere."""
    return len(word_set(text)) >= _FEWEST_WORDS


def may_be_misprint(one: str, other: str) -> bool:
    """Tell whether two names differ in one word, by one letter or by the order of its letters.

    The word has five letters at least: Hajivey may be Hajiyev, Lee is not Lea.
    """
    ours, theirs = word_set(one) - word_set(other), word_set(other) - word_set(one)
    if len(ours) != 1 or len(theirs) != 1 or not word_set(one) & word_set(other):
        return False
    here, there = sorted((min(ours), min(theirs)), key=len)
    if len(here) < _LONG_WORD or here[0] != there[0] or len(there) - len(here) > 1:
        return False
    start = next((n for n, sign in enumerate(here) if sign != there[n]), len(here))
    if len(here) < len(there):
        return here[start:] == there[start + 1 :]
    return here[start + 1 :] == there[start + 1 :] or sorted(here) == sorted(there)
