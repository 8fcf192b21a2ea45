"""What a text is about: everyday news of weather, sport and crime undertakes no cooperation.

In a match report "France will play" and "the clubs agreed" bind no state. Words of each subject
are counted against the words of cooperation, so that two police forces may still agree.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from servanda.reading.finding.wordlists import WordLists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from servanda.reading.finding.text import Text
    from servanda.reading.model import Commitment

_SHORT = 60  # words; so few are a sentence or two, and tell little of their subject
_LEAST = 3  # words of a subject; fewer tell nothing
_LEAST_OF_SHORT = 5
_SHARE = 0.03  # of all words of a text that are words of the subject
_COOPERATION = 0.025  # of all words; so many words of cooperation are no everyday news
_OFFICIAL = 0.015  # of all words of a text in which officials act, that are words of cooperation
_WEIGHT = 2  # words of a subject that one word of cooperation outweighs
_SIDES = 2  # sides that agree with each other even in news of crime and weather
_TEAMS = "sport"  # where a state is its team


class Side(Protocol):
    """Words that tell of somebody: where they stand, what kind of side it is, which parties."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


class Sides(Protocol):
    """Whoever knows which sides are told between two words."""

    def in_words(self, first: int, last: int) -> Sequence[Side]: ...


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one subject: written out, and by how they begin."""

    whole: frozenset[str]
    begun: tuple[str, ...]

    def count_in(self, words: Counter[str]) -> int:
        return sum(
            number
            for word, number in words.items()
            if word in self.whole or word.startswith(self.begun)
        )


@cache
def _subjects(language: str) -> dict[str, _Words]:
    found: dict[str, list[str]] = {}
    for word, subject in WordLists(language).pairs("themes", "elsewhere"):
        found.setdefault(subject, []).append(word.casefold())
    return {subject: _words_of(words) for subject, words in found.items()}


def _words_of(words: Iterable[str]) -> _Words:
    listed = list(words)
    begun = tuple(word[:-1] for word in listed if word.endswith("*"))
    return _Words(frozenset(listed), begun)


@dataclass(frozen=True, slots=True)
class Theme:
    """What a text is about: the everyday `subject` or None, and whether officials act in it."""

    subject: str | None = None
    is_official: bool = True


def theme_of(text: Text) -> Theme:
    """Weigh the words of everyday subjects in a text against those of cooperation."""
    subjects = dict(_subjects(text.lists.language))
    against = subjects.pop("cooperation", None)
    if not subjects or against is None:
        return Theme()
    words = Counter(word.folded for word in text.words if not word.is_sign)
    total, cooperating = words.total(), against.count_in(words)
    counts = {subject: own.count_in(words) for subject, own in subjects.items()}
    chief = max(counts, key=lambda subject: counts[subject])
    fewest = _LEAST_OF_SHORT if total < _SHORT else _LEAST
    least = max(fewest, _SHARE * total, _WEIGHT * cooperating + 1)
    everyday = counts[chief] >= least and cooperating < _COOPERATION * total
    official = total < _SHORT or cooperating >= _OFFICIAL * total
    return Theme(chief if everyday else None, official)


def within_theme(text: Text, subjects: Sides, commitments: list[Commitment]) -> list[Commitment]:
    """Leave out what everyday news tells, but where several sides agree with each other.

    Where no officials act, what a side undertakes counts only if the side is named.
    """
    theme = theme_of(text)
    if theme.subject == _TEAMS:
        return []
    if theme.subject:
        return [one for one in commitments if _is_joint(text, subjects, one)]
    return [one for one in commitments if one.by or theme.is_official]


def _is_joint(text: Text, subjects: Sides, commitment: Commitment) -> bool:
    """Tell whether the words of a commitment name several sides that agree."""
    if commitment.status != "agreed" or len(commitment.by) < _SIDES:
        return False
    here = subjects.in_words(text.word_at(commitment.start), text.word_at(commitment.end))
    return sum(len(actor.names) for actor in here if actor.kind == "party") >= _SIDES
