"""The words that tell a commitment in an inflected text, and what is asked of the words around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases, lemma_phrases

if TYPE_CHECKING:
    from servanda.reading.finding.inflected.clauses import Clause
    from servanda.reading.finding.inflected.subjects import Doers, SubjectFinder
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Sentence, Text

_NEAR = 3  # words before a verb in which «бы» or «может» makes it doubtful


@dataclass(frozen=True, slots=True)
class Trigger:
    """One commitment: its verb at `verb`, quoted from word `begin` to before `end`.

    `told_from` is the first word of its short text.
    """

    verb: int
    begin: int
    end: int
    told_from: int
    said: str
    strength: str
    status: str
    doers: Doers
    rule: str


@dataclass(frozen=True, slots=True)
class Around:
    """Questions about the words around a place in one text; `things` are named documents and bodies."""

    text: Text
    subjects: SubjectFinder
    things: dict[int, Mention]

    def phrases(self, *keys: str) -> LemmaPhrases[str]:
        return lemma_phrases(self.text.lists.language, "commitments", *keys)

    def clause(self, index: int, sentence: Sentence) -> Clause:
        return self.subjects.clauses(sentence).of(index)

    def words(self, index: int, sentence: Sentence) -> list[int]:
        """Give the words of the clause in which a word stands."""
        clauses = self.subjects.clauses(sentence)
        return clauses.words_of(clauses.of(index).number)

    def extent(self, index: int, sentence: Sentence) -> tuple[int, int]:
        """Give the words to quote for the clause of a word."""
        clauses = self.subjects.clauses(sentence)
        return clauses.extent_of(clauses.of(index).number)

    def is_denied(self, index: int) -> bool:
        """Tell «не намерены», «не было решено»."""
        negations = self.text.lists.words("commitments", "negation", "words")
        return any(self.text.folded(index - back) in negations for back in (1, 2))

    def is_doubtful(self, index: int, sentence: Sentence) -> bool:
        """Tell what is wished, advised or supposed, in the clause or in that on which it hangs."""
        clauses = self.subjects.clauses(sentence)
        clause = clauses.of(index)
        before = [place for place in clauses.words_of(clause.number) if place < index]
        if any(self._is_doubt(place) for place in before[-_NEAR:]):
            return True
        opening = clauses.words_of(clause.number)[:2]
        if any(self.text.stands(place, "conditions") for place in opening):
            return True
        if clause.kind != "that" or clause.parent is None:
            return False
        above = [place for place in clauses.words_of(clause.parent) if place < clause.first]
        return any(self._is_doubt(place) for place in above)

    def _is_doubt(self, index: int) -> bool:
        doubt = self.phrases("negation", "doubt").longest_at(self.text.words, index, index + 1)
        return doubt is not None

    def any_of(self, places: list[int], *keys: str) -> bool:
        """Tell whether one of these words opens a phrase of a list."""
        found = self.phrases(*keys)
        return any(found.longest_at(self.text.words, place) for place in places)

    def has_thing(self, places: list[int]) -> bool:
        """Tell whether a document, a body or another thing that is made is told in these words."""
        return any(place in self.things for place in places) or self.any_of(
            places, "acts", "things"
        )

    def has_meeting(self, places: list[int]) -> bool:
        nouns = lemma_phrases(self.text.lists.language, "meetings", "nouns")
        return any(
            place not in self.things and nouns.longest_at(self.text.words, place)
            for place in places
        )

    def infinitive_after(self, index: int, sentence: Sentence) -> int | None:
        """Give the first infinitive behind a word in its clause, before any other verb."""
        quoted = False
        for place in self.words(index, sentence):
            quoted ^= place > index and self.text.folded(place) == '"'
            form = verb_form(self.text.folded(place)) if place > index and not quoted else None
            if form is None or form.part in {"PRTF", "GRND"}:
                continue
            if form.part == "INFN":
                return place
            if form.part == "VERB" and form.lemma != "быть":
                return None
        return None

    def lemma_at(self, index: int) -> str:
        form = verb_form(self.text.folded(index))
        return form.lemma if form else ""

    def is_listed(self, lemma: str, *keys: str) -> bool:
        return lemma in _listed(self.text, keys)


def _listed(text: Text, keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(text.lists.words("commitments", *keys))
