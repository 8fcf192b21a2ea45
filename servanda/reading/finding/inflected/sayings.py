"""Words that tell who speaks in an inflected text: «…, сообщил министр», «МОТ заявила, что», «по словам».

A verb of saying tells it where what was said follows («что», a colon) or stands before; «отметил
успехи» says nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases, lemma_phrases
from servanda.reading.finding.inflected.subjects import Doers
from servanda.reading.finding.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.inflected.naming import Naming
    from servanda.reading.finding.inflected.subjects import SubjectFinder
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.words import Match

_REACH = 8  # words after a verb of saying in which «что» or a quotation begins
_AGAIN = 2  # sentences after one who spoke in which «по его словам» means the same
_VOICE = 3  # words of «официальный представитель» at most
_DASHES = frozenset({",", "—", "–", "-"})
_SIGNS = _DASHES | {'"', ".", ":", ";", "("}


def find_sayings(text: Text, subjects: SubjectFinder, naming: Naming) -> Iterator[Saying]:
    """Find all words that say who speaks, in the order of the text."""
    finder = _Finder(text, subjects, naming)
    before: Saying | None = None
    for sentence in text.sentences:
        for saying in finder.in_sentence(sentence, before):
            before = saying
            yield saying


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    subjects: SubjectFinder
    naming: Naming

    def _list(self, key: str) -> LemmaPhrases[str]:
        return lemma_phrases(self.text.lists.language, "references", key)

    def in_sentence(self, sentence: Sentence, before: Saying | None) -> list[Saying]:
        """Give the sayings of a sentence in order; `before` is the last one of the text so far."""
        place = self.text.words, sentence.first, sentence.last
        told = [self._by_verb(match, sentence) for match in self._list("reporting").all_in(*place)]
        for match in self._list("according").all_in(*place):
            again = self._is_again(match)
            told.append(
                self._said_again(match, sentence, before)
                if again
                else self._by_words(match, sentence)
            )
        return sorted((one for one in told if one), key=lambda one: one.start)

    def _is_again(self, match: Match[str]) -> bool:
        return any(self.text.stands(i, "possessive") for i in range(match.first, match.last))

    def _said_again(
        self, match: Match[str], sentence: Sentence, before: Saying | None
    ) -> Saying | None:
        """Read «по его словам»: who spoke right before, else the person told last."""
        if before and sentence.number - before.sentence.number <= _AGAIN:
            start = self.text.words[match.first].start
            return Saying(start, sentence, before.speaker, match.first > sentence.first)
        doers = self.subjects.speaker_before(match.first)
        return self._saying(match.first, sentence, doers, closes=match.first > sentence.first)

    def _by_verb(self, match: Match[str], sentence: Sentence) -> Saying | None:
        """Read «сообщил министр», «МОТ заявила, что»; None where nothing said follows or precedes."""
        verb = match.first
        form = verb_form(self.text.folded(verb))
        if form is None or form.part != "VERB":
            return None
        as_told = self.text.stands(verb - 1, "as")
        beside = self._voice_beside(match) or (as_told and self._named_at(match.last))
        doers = beside or self.subjects.subject_of(verb, form, sentence)
        after = doers.first is None or doers.first > verb
        begin = verb if after or doers.first is None else doers.first
        follows = self._follows(match.last, sentence)
        behind = begin > sentence.first + 1 and self.text.folded(begin - 1) in _SIGNS
        ends = after or match.last >= sentence.last - 1
        if not (follows or (behind and ends) or as_told):
            return None
        direct = self._is_direct(begin, match.last, sentence)
        return self._saying(
            verb, sentence, doers, closes=behind and ends and not follows, direct=direct
        )

    def _voice_beside(self, match: Match[str]) -> Doers | None:
        """Find whose «представитель» or «пресс-служба» speaks, right before or behind the verb."""
        voices = self._list("voices")
        behind = voices.longest_at(self.text.words, match.last)
        if behind:
            return self._named_at(behind.last)
        figures = self.subjects.in_words(max(0, match.first - _REACH), match.first)
        owner = next((f for f in reversed(figures) if f.last == match.first), None)
        if owner is None:
            return None
        for first in range(max(0, owner.first - _VOICE), owner.first):
            voice = voices.longest_at(self.text.words, first)
            if voice and voice.last == owner.first:
                return Doers(owner.keys, first)
        return None

    def _named_at(self, index: int) -> Doers | None:
        """Find who is named by the words that begin here."""
        here = self.subjects.in_words(index, min(index + 2 * _REACH, len(self.text.words)))[:1]
        return Doers(here[0].keys, index) if here and here[0].first == index else None

    def _follows(self, last: int, sentence: Sentence) -> bool:
        """Tell whether what was said begins soon: «что», «о том, что» or a colon."""
        near = range(last, min(last + _REACH, sentence.last))
        return any(
            self.text.stands(place, "that") or self.text.folded(place) == ":" for place in near
        )

    def _is_direct(self, begin: int, last: int, sentence: Sentence) -> bool:
        """Tell whether what was said stands in quotation marks before or behind."""
        before = begin - 1
        while before > sentence.first and self.text.folded(before) in _DASHES:
            before -= 1
        near = range(last, min(last + _REACH, sentence.last))
        opens = any(self.text.folded(i) == ":" and self.text.folded(i + 1) == '"' for i in near)
        return opens or (before > sentence.first and self.text.folded(before) == '"')

    def _by_words(self, match: Match[str], sentence: Sentence) -> Saying | None:
        """Read «по словам министра», «по данным СМИ»; a plan says nothing."""
        voice = self._list("voices").longest_at(self.text.words, match.last)
        heard = self._list("media").longest_at(self.text.words, match.last)
        doers = self._named_at(match.last) or (voice and self._named_at(voice.last))
        if doers is None and not heard:
            return None
        closes = match.first > sentence.first
        return self._saying(match.first, sentence, doers or Doers(), closes=closes)

    def _saying(
        self,
        index: int,
        sentence: Sentence,
        doers: Doers,
        *,
        closes: bool = False,
        direct: bool = False,
    ) -> Saying:
        names = self.naming.named(doers.keys)
        speaker = names[0] if len(names) == 1 else None
        return Saying(self.text.words[index].start, sentence, speaker, closes, direct)
