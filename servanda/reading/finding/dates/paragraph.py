"""One paragraph cut into words: its sentences, the forms in it, and what stands around a date."""

from collections.abc import Iterator
from typing import Final

from servanda.reading.finding.dates.matching import Match
from servanda.reading.finding.dates.scene import Tense
from servanda.reading.finding.dates.tokens import Tokens
from servanda.reading.finding.dates.words import DateWords
from servanda.reading.finding.dates.yearly import IN_A_YEAR, year_of

_VERB: Final = 6  # letters of a verb known by its ending
_REACH: Final = 40  # words to either side in which the tense of a date is looked for
_CLOSING: Final = frozenset(".!?;")
_BETWEEN: Final = frozenset((",", "("))
_CURRENCIES: Final = frozenset("$€£₽¥")
_AFTER_CODES: Final = frozenset("/_%")
_BEFORE_CODES: Final = frozenset("/_#№")
_YEAR_DIGITS: Final = 4
_ABBREVIATION: Final = 4  # a word this short before a full stop may be cut short


class Paragraph:
    """The words of a paragraph; a place in it is the number of a word."""

    def __init__(self, tokens: Tokens, words: DateWords) -> None:
        self.tokens = tokens
        self._words = words
        self._shapes = words.shapes
        self._keys = words.shapes.grammar.keys_of(tokens.words)
        self._sentence = 0  # where the sentence that was asked for last begins
        self._asked = 0  # by which word of it

    def beginnings(self) -> Iterator[int]:
        """Give the words with which dates may begin, as far as two keys tell."""
        return self._shapes.beginnings(self._keys)

    def longest(self, at: int) -> Match | None:
        """Give the longest form of a date that begins with a word, or None."""
        return self._shapes.longest(self.tokens, self._keys, at)

    def sentence_begin(self, at: int) -> int:
        """Give the word with which the sentence of a word begins; what was looked through is not again."""
        if at > self._asked:
            begins = filter(self._begins_sentence, range(at, self._asked, -1))
            self._sentence, self._asked = next(begins, self._sentence), at
        elif at < self._sentence:
            begins = filter(self._begins_sentence, range(at, 0, -1))
            self._sentence, self._asked = next(begins, 0), at
        return self._sentence

    def are_beside(self, end: int, at: int) -> bool:
        """Tell whether nothing but a comma or a bracket stands between two dates."""
        return at <= end or (at == end + 1 and self.tokens.folded(end) in _BETWEEN)

    def year_joined_at(self, end: int) -> int | None:
        """Give the year of the date that one is joined to, as in `5 May and 9 June 2020`."""
        joined = self._meaning("JOINING", end)
        following = self.longest(end + 1) if joined else None
        when = following.inner("WHEN") if following else None
        inner = when.only() if when else None
        return year_of(inner) if inner and inner.means in IN_A_YEAR else None

    def tense_around(self, at: int, end: int) -> Tense:
        """Give the tense that the words of the sentence before a date tell, else those after it."""
        before = range(at - 1, max(-1, at - _REACH), -1)
        told = self._tense_of(before, border=1)
        if told is not None:
            return told
        if any(map(self._begins_sentence, range(at + 1, end))):
            return Tense.UNTOLD
        after = range(end, min(len(self.tokens), end + _REACH))
        return self._tense_of(after, border=0) or Tense.UNTOLD

    def _tense_of(self, places: range, *, border: int) -> Tense | None:
        """Give the tense of the first word that tells one, up to the border of a sentence.

        A word of the list tells it, or the ending of a verb ("signera", "firmarán"). A border is a
        word (0), or the one after it (1), with which a sentence begins.
        """
        keys, tenses, endings = self._keys, self._words.tenses, self._words.future_endings
        for place in places:
            if self._begins_sentence(place + border):
                break
            if keys[place] in tenses:
                if (told := self._meaning("TENSE", place)) is not None:
                    return Tense(told)
            elif endings:
                word = self.tokens.folded(place)
                if word.endswith(endings) and len(word) >= _VERB:
                    return Tense.FUTURE
        return None

    def _begin_of_event(self, match: Match) -> int:
        """Give the word with which an event begins that ends as a form does."""
        last = match.end
        fits = (at for at in range(match.start, last) if self._word("EVENT", at)[0] == last)
        return next(fits, last - 1)

    def _meaning(self, name: str, at: int) -> int | str | None:
        """Give the meaning of a word of a class that stands at a place, or None."""
        return self._word(name, at)[1]

    def _word(self, name: str, at: int) -> tuple[int, int | str | None]:
        """Give where the longest word of a class ends that begins at a place, and its meaning."""
        keys = self._keys
        for words, value, capital in self._shapes.grammar.lexemes(name, keys[at]):
            end = at + len(words)
            whole = end == at + 1 or tuple(keys[at:end]) == words
            if whole and not (capital and self.tokens.is_small(at)):
                return end, value
        return at, None

    def _begins_sentence(self, at: int) -> bool:
        """Tell whether a sentence begins with a word."""
        if at == 0 or self.tokens.words[at - 1][0] not in _CLOSING:
            return at == 0
        tokens = self.tokens
        return (
            tokens.initial(at).isupper()
            and not tokens.is_glued(at)
            and not _is_abbreviated(tokens, at - 1)
        )

    def is_labelled(self, at: int) -> bool:
        """Tell whether a label such as `Deadline:` stands right before."""
        if at < 1 or self.tokens.words[at - 1][0] != ":":
            return False
        return any(
            tuple(map(self.tokens.folded, range(max(0, at - 1 - len(label)), at - 1))) == label
            for label in self._words.deadline_labels
        )

    def is_date(self, match: Match) -> bool:
        """Tell whether a number that looks like a year is one: no sum, count or part of a code."""
        tokens, last = self.tokens, match.end - 1
        year = tokens.folded(last)
        if len(year) != _YEAR_DIGITS or not year.isdecimal():
            return True
        following = tokens.folded(match.end) if match.end < len(tokens) else ""
        is_coded = following in _AFTER_CODES and tokens.is_glued(match.end)
        counts = following in self._words.counted
        if is_coded or (counts and not tokens.text(match.end).istitle()):  # "Participants:"
            return False
        before = tokens.folded(last - 1) if last else ""
        if before in _CURRENCIES:
            return False
        alone = last == match.start and tokens.is_glued(last)
        return not (alone and before in _BEFORE_CODES)

    def alone(self, match: Match) -> Match:
        """Leave out the words around a date that do not belong to it.

        `dates from 1984`; `by yesterday's decision`, where `by` belongs to the decision; and
        `within a week of receipt`.
        """
        if match.means == "until_event":
            return match._replace(end=self._begin_of_event(match))
        when = match.inner("WHEN")
        if when is None or not (match.means == "bare" or self._meaning("OWNING", match.end)):
            return match
        return Match("point", when.start, when.end, (("WHEN", when),))


def _is_abbreviated(tokens: Tokens, sign: int) -> bool:
    """Tell whether a full stop may stand for the rest of a word, as in `Mr.` and `U.S.`."""
    if sign == 0 or tokens.folded(sign) != ".":
        return False
    word = sign - 1
    return len(tokens.text(word)) <= _ABBREVIATION and tokens.initial(word).isupper()
