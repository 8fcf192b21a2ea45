"""Words that say whose word something is: "said the Agency", "According to the Ministry".

Examples: "Norland's ministry told the paper that ...", "..., the Agency announced on Monday",
"“We signed it,” Ada Berg added". Media only pass words on; several at once are no speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import after_attribution
from servanda.reading.finding.subjects import Doers
from servanda.reading.finding.triggers import Around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.actors import Actor
    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Sentence, Text

_REACH = 8  # words after a verb of saying in which "that" or a quotation begins
_SIGNS = frozenset({",", '"', "'", ".", ":", ";", "(", "—", "–"})
_OPENS_SPEECH = frozenset({"that", ":", '"'})
_NOBODY = Doers()


@dataclass(frozen=True, slots=True)
class Saying:
    """Words at offset `start` that say whose word a sentence is; `speaker` None for no party.

    `closes` is true where they stand behind what was said and so may concern more than one
    sentence before them; `is_direct` where what was said stands in quotation marks.
    """

    start: int
    sentence: Sentence
    speaker: str | None
    closes: bool = False
    is_direct: bool = False


def find_sayings(text: Text, subjects: SubjectFinder) -> Iterator[Saying]:
    """Find all words that say who speaks, in the order of the text."""
    verbs = text.lists.phrases("references", "reporting")
    finder = _Finder(text, subjects, Around(text))
    for sentence in text.sentences:
        for match in verbs.all_in(text.words, sentence.first, sentence.last):
            found = finder.told_by(match.first, match.last, sentence)
            if found:
                yield found


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    subjects: SubjectFinder
    around: Around

    def told_by(self, first: int, last: int, sentence: Sentence) -> Saying | None:
        """Read one word of saying; None where it does not say whose word this is."""
        if self.text.stands(first, "according"):
            return self._according(first, last, sentence)
        if self._is_passive(first) or not self._leads_to_speech(first, last, sentence):
            return None
        inverted = self._inverted(first, last, sentence)
        doers = inverted or self._subject(first, sentence)
        begin = first if inverted or doers.first is None else doers.first
        while self.text.stands(begin - 1, "articles"):
            begin -= 1
        closes = self._closes(begin, last, sentence, inverted=inverted is not None)
        direct = self._is_direct(begin, last, sentence)
        return self._saying(first, sentence, doers, closes=closes, is_direct=direct)

    def _saying(
        self,
        index: int,
        sentence: Sentence,
        doers: Doers,
        *,
        closes: bool = False,
        is_direct: bool = False,
    ) -> Saying:
        speaker = doers.names[0] if len(doers.names) == 1 else None
        start = self.text.words[index].start
        return Saying(start, sentence, speaker or None, closes, is_direct)

    def _according(self, first: int, last: int, sentence: Sentence) -> Saying | None:
        """Read "according to the Agency"; a plan or a calendar is no speaker."""
        end = after_attribution(self.text, replace(sentence, first=first))
        doers = self._named_at(last + 1, replace(sentence, last=end) if end > first else sentence)
        media = self.text.lists.phrases("references", "media")
        heard = media.any_in(self.text.words, last + 1, min(last + 5, sentence.last))
        if not (doers.names or heard):
            return None
        return self._saying(first, sentence, doers, closes=first > sentence.first)

    def _is_passive(self, verb: int) -> bool:
        """Tell "was told", "to be said", "the announced dates": none of them speaks."""
        return self.text.stands(self.around.before_adverbs(verb), "be_forms", "to", "articles")

    def _leads_to_speech(self, first: int, last: int, sentence: Sentence) -> bool:
        """Tell "said", "noted that", "..., announced on Monday" from "noted progress"."""
        if self._is(first, "speech") or self._ends_at(last, sentence):
            return True
        reach = range(last, min(last + _REACH, sentence.last))
        return any(self.text.folded(place) in _OPENS_SPEECH for place in reach)

    def _ends_at(self, index: int, sentence: Sentence) -> bool:
        """Tell whether a clause ends at a word, or only says where and when from there on."""
        if index >= sentence.last or self.text.folded(index) in _SIGNS:
            return True
        word = self.text.words[index]
        dated = any(date.start == word.start for date in self.text.dates_in(word.start, word.end))
        return dated or self._is(index, "subordinate") or self.text.stands(index, "adverbs")

    def _is(self, index: int, key: str) -> bool:
        return self.text.folded(index) in self.text.lists.words("references", key)

    def _closes(self, begin: int, last: int, sentence: Sentence, *, inverted: bool) -> bool:
        """Tell whether the words stand behind what was said: nothing more is told after them."""
        behind = begin > sentence.first + 1 and self.text.folded(begin - 1) in _SIGNS
        rest = [self.text.folded(place) for place in range(last, sentence.last)]
        return behind and (inverted or (len(rest) <= _REACH and not _OPENS_SPEECH & set(rest)))

    def _is_direct(self, begin: int, last: int, sentence: Sentence) -> bool:
        before = self.text.folded(begin - 1) == '"' and begin > sentence.first
        after = self.text.folded(last) in {":", ","} and self.text.folded(last + 1) == '"'
        return before or after

    def _inverted(self, first: int, last: int, sentence: Sentence) -> Doers | None:
        """Read "..., said the Agency": the speaker stands after the verb, and the clause ends."""
        if self.text.folded(first - 1) not in _SIGNS or self._is(first, "with_hearer"):
            return None
        doers = self._named_at(last, sentence)
        if doers.first is None:
            return None
        actor = self.subjects.in_words(doers.first, sentence.last)[0]
        return doers if self._ends_at(self._past_voice(actor.last, sentence), sentence) else None

    def _past_voice(self, index: int, sentence: Sentence) -> int:
        """Give the place after "'s spokesman"."""
        if self.text.folded(index) != "'s":
            return index
        voices = self.text.lists.phrases("references", "voices")
        match = voices.longest_at(self.text.words, index + 1, sentence.last)
        return match.last if match else index

    def _named_at(self, index: int, sentence: Sentence) -> Doers:
        """Find the speaker named from a word on."""
        doers = self.subjects.group_at(index, limit=sentence.last)
        if doers.first is None:
            return doers
        actor = self.subjects.in_words(doers.first, sentence.last)[0]
        return doers if self._speaks(actor, index) else _NOBODY

    def _subject(self, verb: int, sentence: Sentence) -> Doers:
        """Find the speaker before the verb, where no other clause stands between."""
        part = replace(sentence, first=self._after_quotation(verb, sentence))
        doers = self.subjects.subject_of(verb, part)
        for actor in reversed(self.subjects.in_words(part.first, verb)):
            if self._speaks_before(actor, verb):
                joined = set(actor.names) <= set(doers.names)
                return doers if joined else Doers(actor.names, actor.first)
        return doers if self.text.stands(verb - 1, "and", "who") else _NOBODY

    def _after_quotation(self, verb: int, sentence: Sentence) -> int:
        """Give the word after the quotation or clause that ends before a verb."""
        for place in range(verb - 1, sentence.first, -1):
            if self.text.folded(place) in {'"', ";", ":"}:
                return place + 1
        return sentence.first

    def _speaks(self, actor: Actor, begin: int) -> bool:
        """Tell "the Agency", "a spokesman of the Agency" from "the plan of the Agency"."""
        voices = self.text.lists.phrases("references", "voices")
        if self.text.folded(actor.last) == "'s":
            return voices.any_in(self.text.words, actor.last + 1, actor.last + 4)
        words = range(actor.first - 1, begin - 1, -1)
        joint = next((place for place in words if self._is(place, "subordinate")), None)
        return joint is None or voices.ending_at(self.text.words, joint, least=begin) is not None

    def _speaks_before(self, actor: Actor, verb: int) -> bool:
        """Tell whether only a title, a place or an aside stands between a party and its verb."""
        if not self._speaks(actor, self._phrase_begin(actor)):
            return False
        gap = [self.text.folded(place) for place in range(actor.last, verb)]
        while gap and gap[-1] in self.text.lists.grammar("adverbs", "have_forms"):
            gap.pop()
        if not gap or gap[0] == "'s":
            return len(gap) <= _REACH
        if gap[0] in {",", "("}:
            return gap[-1] in {",", ")"}
        return self._is(actor.last, "subordinate") and "," not in gap and len(gap) <= _REACH

    def _phrase_begin(self, actor: Actor) -> int:
        """Give where the words that an actor depends on begin: after a sign or "and"."""
        first = actor.first
        while first > max(0, actor.first - _REACH):
            if self.text.folded(first - 1) in _SIGNS or self.text.stands(first - 1, "and", "that"):
                break
            first -= 1
        return first
