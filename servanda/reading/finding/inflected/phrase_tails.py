"""What depends on a noun behind it: genitives, «и …», «по …» and «о …» with their nouns, titles.

Example: «план» goes on with «действий по борьбе с наводнениями и засухой»; it ends before a verb,
before another party, and where no word fits the case that is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases
from servanda.reading.finding.inflected.noun_phrases import PhraseReader, cases_after
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LONGEST = 24  # words of a tail; longer is a clause, not a name
_LONGEST_BRACKET = 8  # words of a short name in a bracket
_MOST_QUOTED = 14  # words in quotation marks behind a noun
_MOST_MODIFIERS = 7
_LIST = 10  # words in which a list ends with «и»
_GENITIVE = frozenset({"gent"})
_INSTRUMENTAL = frozenset({"ablt"})
_DATIVE = frozenset({"datv"})


@dataclass(frozen=True, slots=True)
class TailReader:
    """Reads what stands behind nouns in one text."""

    phrases: PhraseReader

    def tail_end(self, last: int, cases: Collection[str], openers: frozenset[str]) -> int:
        """Widen to the right: genitives, «и …», openers («по», «о») with their phrases, a title."""
        if last >= len(self.phrases.text.words):
            return last
        limit = min(
            self.phrases.text.sentence_of(self.phrases.text.words[last - 1].start).last,
            last + _LONGEST,
        )
        inner = frozenset(cases)
        while last < limit:
            end, inner = self._step(last, inner, openers=openers, limit=limit)
            if end == last:
                break
            last = end
        return last

    def _step(
        self, last: int, inner: frozenset[str], *, openers: frozenset[str], limit: int
    ) -> tuple[int, frozenset[str]]:
        """Take one more phrase into a name, and give the cases that «и» may go on with."""
        quoted = max(self._quoted(last, limit), self._past_short_name(last))
        if quoted > last:
            return quoted, inner
        for begin, cases, joined in self._ways_on(last, inner, openers, limit):
            end = self.phrases.phrase_end(begin, cases, limit=limit)
            if end > begin:
                return end, joined
        return last, inner

    def _ways_on(
        self, last: int, inner: frozenset[str], openers: frozenset[str], limit: int
    ) -> Iterator[tuple[int, frozenset[str], frozenset[str]]]:
        """Give where a phrase may go on, in which cases, and the cases that «и» then joins."""
        if not self._closes(last):
            yield last, _GENITIVE, inner | _GENITIVE
        if self._governs("governs_instrumental", last - 1):
            yield last, _INSTRUMENTAL, inner | _INSTRUMENTAL
        if self._joins(last, limit):
            yield last + 1, inner, inner
        if self._governs("governs_dative", last - 1):
            yield last, _DATIVE, inner | _DATIVE
        if self.phrases.text.folded(last) in openers and self._may_open(last):
            governed = cases_after(self.phrases.text, last)
            yield last + 1, governed, governed

    def _closes(self, index: int) -> bool:
        """Tell whether a party's name ends here, behind which no plain noun belongs to it."""
        before, after = self.phrases.known.get(index - 1), self.phrases.known.get(index)
        if before is None or before.family != "party" or before.form == "adjective":
            return False
        return after is None or before.kind == "state"

    def _governs(self, kind: str, index: int) -> bool:
        text = self.phrases.text
        listed = lemma_phrases(text.lists.language, "grammar", kind)
        return listed.longest_at(text.words, index, index + 1) is not None

    def _may_open(self, index: int) -> bool:
        """Refuse «при поддержке», and «между» before sides that have names of their own."""
        after = self.phrases.known.get(index + 1)
        if self.phrases.text.stands(index, "between"):
            return not any(
                (one := self.phrases.known.get(index + step)) and one.family == "party"
                for step in (1, 2, 3)
            )
        if self.phrases.text.folded(index) == "при":
            forms = forms_of(self.phrases.text.folded(index + 1))
            seats = self.phrases.text.lists.words("agencies", "seats", "words")
            large = self.phrases.text.words[index + 1 : index + 2]
            named = after is not None or (bool(large) and large[0].is_capital)
            return named or (bool(forms) and forms[0].lemma in seats)
        return True

    def _joins(self, index: int, limit: int) -> bool:
        """Tell "и", and a comma in a list that ends with "и" before any verb."""
        text = self.phrases.text
        if self._names_another(index + 1):
            return False
        if text.stands(index, "and"):
            return True
        return text.folded(index) == "," and self._is_list(index + 1, min(limit, index + _LIST))

    def _is_list(self, first: int, last: int) -> bool:
        text = self.phrases.text
        for place in range(first, last):
            if text.stands(place, "and"):
                return True
            sign = text.words[place].is_sign and text.folded(place) != ","
            if sign or self._is_verb(place) or text.stands(place, "relative", "that"):
                return False
        return False

    def _names_another(self, index: int) -> bool:
        """Tell whether a party with a name of its own begins here: it ends the name before.

        So does a post behind a state: «министр труда Норландии и посол Остмарка».
        """
        known = self.phrases.known.get(index)
        if self._closes(index - 1) and self._is_post(index):
            return True
        if known and known.first == index:
            before = self.phrases.known.get(index - 2)
            listed = before is not None and before.kind == known.kind == "state"
            return known.family == "party" and known.form in {"full", "short"} and not listed
        if not (index < len(self.phrases.text.words) and self.phrases.text.words[index].is_capital):
            return False
        language = self.phrases.text.lists.language
        begins = [index]
        while len(begins) < _MOST_MODIFIERS and self.phrases.is_modifier_at(begins[-1]):
            begins.append(begins[-1] + 1)
        return any(
            lemma_phrases(language, "agencies", key).longest_at(self.phrases.text.words, begin)
            for key in ("heads", "organs")
            for begin in begins
        )

    def _is_post(self, index: int) -> bool:
        heads = lemma_phrases(self.phrases.text.lists.language, "posts", "heads")
        return heads.longest_at(self.phrases.text.words, index) is not None

    def _is_verb(self, index: int) -> bool:
        forms = forms_of(self.phrases.text.folded(index))
        return bool(forms) and forms[0].part in {"VERB", "INFN", "PRTS", "GRND", "ADJS"}

    def _quoted(self, index: int, limit: int) -> int:
        """Give the end of a title in quotation marks that stands here, or the same word."""
        if self.phrases.text.folded(index) != '"':
            return index
        for place in range(index + 2, min(limit, index + _MOST_QUOTED)):
            if self.phrases.text.folded(place) == '"':
                return place + 1
        return index

    def _past_short_name(self, index: int) -> int:
        """Give the word after «(МОМ)» behind the name it shortens, else the same word."""
        known = self.phrases.known.get(index - 1)
        if known is None or known.abbreviation is None or self.phrases.text.folded(index) != "(":
            return index
        closing = range(index, min(index + _LONGEST_BRACKET, len(self.phrases.text.words)))
        return next((i + 1 for i in closing if self.phrases.text.folded(i) == ")"), index)
