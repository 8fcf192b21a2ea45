"""One paragraph cut into words: its sentences, the forms in it, and what stands around a date."""

from bisect import bisect_right
from itertools import compress, count
from typing import Final

from servanda.reading.finding.dates.matching import Match, Matching
from servanda.reading.finding.dates.scene import Tense
from servanda.reading.finding.dates.tokens import Tokens
from servanda.reading.finding.dates.words import DateWords
from servanda.reading.finding.dates.yearly import IN_A_YEAR, year_of

_VERB: Final = 6  # letters of a verb known by its ending
_REACH: Final = 40  # words to either side in which the tense of a date is looked for
_CLOSING: Final = frozenset(".!?;")
_CURRENCIES: Final = frozenset("$€£₽¥")
_AFTER_CODES: Final = frozenset("/_%")
_BEFORE_CODES: Final = frozenset("/_#№")
_YEAR_DIGITS: Final = 4
_ABBREVIATION: Final = 4  # a word this short before a full stop may be cut short


class Paragraph:
    """The words of a paragraph; a place in it is the number of a word."""

    def __init__(self, tokens: Tokens, words: DateWords) -> None:
        self.tokens = tokens
        self.matching = Matching(words.recognizer, tokens)
        self._words = words
        self._sentences = _sentence_starts(tokens)

    def sentence_of(self, at: int) -> int:
        """Give the number of the sentence that a word stands in."""
        return bisect_right(self._sentences, at) - 1

    def are_beside(self, end: int, at: int) -> bool:
        """Tell whether nothing but a comma or a bracket stands between two dates."""
        between = self.tokens.folded[end:at]
        return len(between) <= 1 and all(sign in {",", "("} for sign in between)

    def year_joined_at(self, end: int) -> int | None:
        """Give the year of the date that one is joined to, as in `5 May and 9 June 2020`."""
        joined = self.matching.word("JOINING", end)
        following = self.matching.longest("FOUND", end + 1) if joined else None
        when = following.inner("WHEN") if following else None
        inner = when.only() if when else None
        return year_of(inner) if inner and inner.means in IN_A_YEAR else None

    def tense_around(self, at: int, end: int) -> Tense:
        """Give the tense that the words of the sentence before a date tell, else those after it.

        A word of the list tells it, or the ending of a verb ("signera", "firmarán").
        """
        folded, tenses, endings = self.tokens.folded, self._words.tenses, self._words.future_endings
        for place in self._places_around(at, end):
            word = folded[place]
            if word in tenses and (told := self.matching.word("TENSE", place)) is not None:
                return Tense(told)
            if word.endswith(endings) and len(word) >= _VERB and word not in tenses:
                return Tense.FUTURE
        return Tense.UNTOLD

    def _places_around(self, at: int, end: int) -> tuple[int, ...]:
        """Give the words of the sentence before a date, the nearest first, then those after it."""
        number = self.sentence_of(at)
        first, *following = self._sentences[number : number + 2]
        last = following[0] if following else len(self.tokens)
        before = range(at - 1, max(first - 1, at - _REACH), -1)
        return (*before, *range(end, min(last, end + _REACH)))

    def is_labelled(self, at: int) -> bool:
        """Tell whether a label such as `Deadline:` stands right before."""
        folded = self.tokens.folded
        if at < 1 or folded[at - 1] != ":":
            return False
        return any(
            tuple(folded[max(0, at - 1 - len(label)) : at - 1]) == label
            for label in self._words.deadline_labels
        )

    def is_date(self, match: Match) -> bool:
        """Tell whether a number that looks like a year is one: no sum, count or part of a code."""
        folded, last = self.tokens.folded, match.end - 1
        if not folded[last].isdecimal() or len(folded[last]) != _YEAR_DIGITS:
            return True
        following = folded[match.end] if match.end < len(folded) else ""
        is_coded = following in _AFTER_CODES and self.tokens.is_glued(match.end)
        counts = following in self._words.counted
        if is_coded or (counts and not self.tokens.text(match.end).istitle()):  # "Participants:"
            return False
        before = folded[last - 1] if last else ""
        if before in _CURRENCIES:
            return False
        alone = last == match.start and self.tokens.is_glued(last)
        return not (alone and before in _BEFORE_CODES)

    def alone(self, match: Match) -> Match:
        """Leave out the words around a date that do not belong to it.

        `dates from 1984`; `by yesterday's decision`, where `by` belongs to the decision; and
        `within a week of receipt`.
        """
        if match.means == "until_event":
            return match._replace(end=self.matching.beginning_of("EVENT", match.start, match.end))
        when = match.inner("WHEN")
        if when is None or not (match.means == "bare" or self.matching.word("OWNING", match.end)):
            return match
        return Match("point", when.start, when.end, (("WHEN", when),))


def _sentence_starts(tokens: Tokens) -> list[int]:
    """Give the words with which sentences begin."""
    closed = compress(count(1), map(_CLOSING.__contains__, tokens.folded[:-1]))
    return [
        0,
        *(
            at
            for at in closed
            if tokens.initial(at).isupper()
            and not tokens.is_glued(at)
            and not _is_abbreviated(tokens, at - 1)
        ),
    ]


def _is_abbreviated(tokens: Tokens, sign: int) -> bool:
    """Tell whether a full stop may stand for the rest of a word, as in `Mr.` and `U.S.`."""
    if sign == 0 or tokens.folded[sign] != ".":
        return False
    word = sign - 1
    return len(tokens.text(word)) <= _ABBREVIATION and tokens.initial(word).isupper()
