"""How far a noun goes on: over its qualities, and over what "of", "on" and "against" add to it.

Examples: "plan [national de lutte contre la traite 2022-2026] que", "comisión [mixta de pesca]".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.extents import years_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.wordlists import WordLists

_LONGEST = 28  # words of a name
_LEAST = 4  # letters of a word that is known as an adjective by its ending


def is_noun_first(lists: WordLists) -> bool:
    """Tell whether qualities follow the noun in a language."""
    return bool(lists.words("phrases", "joints"))


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """Reads noun phrases in one text in which some names are known."""

    text: Text
    known: Mapping[int, Mention]

    def end_of(self, last: int) -> int:
        """Give the end of the phrase whose noun ends before word `last`."""
        if last >= len(self.text.words):
            return last
        begin = last
        limit = min(self.text.sentence_of(self.text.words[last - 1].start).last, last + _LONGEST)
        index = self.past_qualities(self._past_capitals(last, limit), limit)
        while index < limit:
            after = self._complement(index, limit, told=index > begin)
            if after == index:
                break
            index = after
        return index

    def past_qualities(self, index: int, limit: int) -> int:
        """Pass over adjectives, two of them joined by "and" included: "politique et social"."""
        while index < limit:
            if self.is_quality(index, limit):
                index += 1
            elif self.text.stands(index, "and", ",") and self._joins_qualities(index, limit):
                index += 2
            else:
                break
        return index

    def _joins_qualities(self, index: int, limit: int) -> bool:
        """Tell "sociaux et culturels", "económica, social y cultural"."""
        before = self.is_quality(index - 1, limit)
        return before and index + 1 < limit and self.is_quality(index + 1, limit)

    def is_quality(self, index: int, limit: int) -> bool:
        """Tell an adjective by the list or by its ending; a capital letter wants the list."""
        word, lists = self.text.words[index], self.text.lists
        other = self.known.get(index)
        if other or lists.phrases("phrases", "joints").longest_at(self.text.words, index, limit):
            return other is not None and other.form == "adjective"
        if word.folded in lists.words("phrases", "adjectives"):
            return True
        if self._is_participle(index):
            return not self._tells_when(index + 1, limit)
        ended = word.folded.endswith(lists.words("phrases", "adjective_endings"))
        small = not word.is_capital and len(word.text) >= _LEAST
        return ended and small and word.folded not in lists.words("phrases", "no_adjectives")

    def _is_participle(self, index: int) -> bool:
        word, lists = self.text.words[index], self.text.lists
        ended = word.folded.endswith(lists.words("phrases", "participle_endings"))
        return (
            ended
            and word.text.islower()
            and len(word.text) >= _LEAST
            and (word.folded not in lists.words("phrases", "no_participles"))
        )

    def _tells_when(self, index: int, limit: int) -> bool:
        """Tell whether a participle goes on as an act does: "signed at", "set up in"."""
        if index >= limit or self.text.words[index].is_sign:
            return True
        dated = self.text.date_at(self.text.words[index].start) is not None
        return dated or self.text.folded(index) in self.text.lists.words("phrases", "after_acts")

    def _complement(self, index: int, limit: int, *, told: bool) -> int:
        """Pass over one complement: "de lutte", "sur la pêche", "et de suivi"."""
        begin = index
        if told and self.text.stands(index, "and", ","):
            if self.text.stands(index, ",") and not self._is_listed(index, limit):
                return index
            begin += 1
        joint = self.text.lists.phrases("phrases", "joints").longest_at(
            self.text.words, begin, limit
        )
        if joint is None:
            joined = begin > index and self._goes_on_in_capitals(begin, limit)
            return self._past_noun(begin, limit) if joined else index
        if self.text.stands(begin, "between"):
            return self._past_sides(joint.last, limit) or index
        noun = self.past_articles(joint.last)
        if begin > index and not self.text.words[noun].is_capital and joint.value == "weak":
            return index
        end = self._past_noun(noun, limit)
        return end if end > noun else index

    def _is_listed(self, comma: int, limit: int) -> bool:
        """Tell a list in a name, which "and" ends: "de l'Eau, de la Pêche et de la Forêt"."""
        opener = self.text.lists.phrases("phrases", "joints").longest_at(
            self.text.words, comma + 1, limit
        )
        noun = self.past_articles(opener.last if opener else comma + 1)
        if noun >= limit or not self.text.words[noun].is_capital or noun in self.known:
            return False
        reach = range(noun + 1, min(noun + 10, limit))
        return any(self.text.stands(place, "and") for place in reach)

    def _goes_on_in_capitals(self, index: int, limit: int) -> bool:
        """Tell "Plan de Acción y Seguimiento", false for "... y Perú"."""
        if index >= limit or not self.text.words[index].is_capital:
            return False
        other = self.known.get(index)
        before = self.text.words[index - 2]
        return before.is_capital and other is None and not self.is_function(index)

    def past_articles(self, index: int) -> int:
        while self.text.stands(index, "the"):
            index += 1
        return index

    def _past_noun(self, index: int, limit: int) -> int:
        """Pass over the noun of a complement with its qualities; the same word where none stands."""
        if index >= limit or not self.is_noun(index):
            return index
        known = self.known.get(index)
        if known and known.first == index:
            return self.past_qualities(known.last, limit)
        return self.past_qualities(self._past_capitals(index + 1, limit), limit)

    def _past_capitals(self, index: int, limit: int) -> int:
        """Pass over a name that follows its noun at once: "fleuve [Mano]", "Fundación [Claridad]"."""
        while index < limit and self.text.words[index].is_capital:
            other = self.known.get(index)
            state = other and other.first == index and (other.kind, other.form) == ("state", "full")
            if self.is_function(index) or (other and not state):
                break
            index = other.last if other else index + 1
        return index

    def is_noun(self, index: int) -> bool:
        """Tell whether a word may be the noun of a complement."""
        word = self.text.words[index]
        if word.is_sign or word.is_number or self.is_function(index):
            return False
        if self.text.date_at(word.start) is not None or is_infinitive(self.text, index):
            return False
        return word.is_capital or len(word.text) > 1

    def is_function(self, index: int) -> bool:
        word = self.text.folded(index)
        lists = self.text.lists
        return word in lists.words("references", "function", "words") or word in lists.words(
            "references", "closing", "words"
        )

    def _past_sides(self, index: int, limit: int) -> int | None:
        """Pass over "the Government of Norland and Sudland", None where no side is known."""
        end = None
        while index < limit:
            begin = self._past_government(index, limit)
            side = self.known.get(begin)
            if side is None or side.first != begin:
                break
            end = side.last
            if not self.text.stands(end, "and", ","):
                break
            index = end + 1
        return end

    def _past_government(self, index: int, limit: int) -> int:
        governments = self.text.lists.words("agencies", "government", "words")
        while index < limit and (
            self.text.stands(index, "the", "of") or self.text.folded(index) in governments
        ):
            index += 1
        return index

    def past_number(self, index: int) -> int:
        """Pass over "n° 2016-36", "503", and quotation marks: "« Eau pour tous »"."""
        marks = self.text.lists.phrases("phrases", "number_marks")
        mark = marks.longest_at(self.text.words, index)
        begin = mark.last if mark else index
        if begin < len(self.text.words) and self.text.words[begin].is_number:
            dated = self.text.date_at(self.text.words[begin].start)
            end = begin + 1
            while self.text.folded(end) in {"/", "."} and self.text.folded(end + 1)[:1].isdigit():
                end += 2
            return end if dated is None or mark else years_after(self.text, index)
        if self.text.folded(index) == '"':
            for place in range(index + 1, min(index + 12, len(self.text.words))):
                if self.text.folded(place) == '"':
                    return place + 1
        return index


def is_infinitive(text: Text, index: int) -> bool:
    """Tell a verb in the infinitive by its ending or by the list."""
    if not 0 <= index < len(text.words):
        return False
    word, lists = text.words[index], text.lists
    if not word.text[:1].islower() or word.folded in lists.words("phrases", "no_infinitives"):
        return False
    listed = word.folded in lists.words("phrases", "infinitives")
    endings = lists.words("phrases", "infinitive_endings")
    return listed or (bool(endings) and word.folded.endswith(endings))
