"""A text prepared for finding: its words, sentences and dates, and where each stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import SMALL_WORDS
from servanda.reading.finding.sentences import split_paragraphs, split_sentences
from servanda.reading.finding.wordlists import WordLists, accented_beginnings
from servanda.reading.finding.words import Word, split_words
from servanda.reading.model import Span

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in characters, and in words (`last` excluded)."""

    number: int
    paragraph: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Text:
    """What every finder is given. Offsets are characters, `first`/`last` are words."""

    content: str
    published: str | None
    lists: WordLists
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    dates: tuple[FoundDate, ...]

    def word_at(self, offset: int) -> int:
        """Give the number of the first word that begins at or after an offset."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def sentence_of(self, offset: int) -> Sentence:
        """Give the sentence in which an offset lies (the one before, for white space)."""
        found = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[max(0, found)]

    def paragraph_begin(self, index: int) -> int:
        """Give the first word of the paragraph that a word stands in."""
        here = self.sentence_of(self.words[index].start).paragraph
        opening = bisect_left(self.sentences, here, key=lambda sentence: sentence.paragraph)
        return self.sentences[opening].first

    def said(self, first: int, last: int) -> str:
        """Give the text from one word to before another."""
        return self.content[self.words[first].start : self.words[last - 1].end]

    def span(self, first: int, last: int) -> Span:
        return Span(self.words[first].start, self.words[last - 1].end)

    def folded(self, index: int) -> str:
        """Give the folded word at a place, "" beyond the ends of the text."""
        return self.words[index].folded if 0 <= index < len(self.words) else ""

    def stands(self, index: int, *kinds: str) -> bool:
        """Tell whether the word at a place is of these kinds of the grammar, or is such a sign."""
        return self.folded(index) in self.lists.grammar(*kinds)

    def date_at(self, offset: int) -> FoundDate | None:
        """Give the date in whose words an offset lies, or None."""
        found = bisect_right(self.dates, offset, key=lambda found: found.start) - 1
        return self.dates[found] if found >= 0 and offset < self.dates[found].end else None

    def dates_in(self, start: int, end: int) -> tuple[FoundDate, ...]:
        """Give the dates that stand whole between two offsets."""
        first = bisect_left(self.dates, start, key=lambda found: found.start)
        last = bisect_left(self.dates, end, key=lambda found: found.start)
        return tuple(found for found in self.dates[first:last] if found.end <= end)


def _in_mixed_case(
    words: tuple[Word, ...], sentences: tuple[Span, ...], small_words: frozenset[str]
) -> tuple[Word, ...]:
    """Compare headings in capitals ("JOINT COMMISSION ON TRADE") as if written in mixed case."""
    large = [span for span in sentences if _is_large(words, span)]
    if not large:
        return words
    starts = [span.start for span in large]
    changed = []
    for word in words:
        place = bisect_right(starts, word.start) - 1
        if place >= 0 and word.start < large[place].end and word.text.isupper():
            small = word.folded if word.folded in small_words else word.plain.capitalize()
            changed.append(replace(word, plain=small))
        else:
            changed.append(word)
    return tuple(changed)


def _is_large(words: tuple[Word, ...], span: Span) -> bool:
    first = bisect_left(words, span.start, key=lambda word: word.start)
    last = bisect_left(words, span.end, key=lambda word: word.start)
    letters = [word.text for word in words[first:last] if word.text.isalpha()]
    return len(letters) > 2 and all(word.isupper() for word in letters)


def _with_accents(words: tuple[Word, ...], language: str) -> tuple[Word, ...]:
    """Compare "Etat" as "État", where a language leaves out the accents of capitals."""
    meant = accented_beginnings(language)
    if not meant:
        return words
    return tuple(
        replace(
            word, plain=meant[word.folded][:1].upper() + word.plain[1:], folded=meant[word.folded]
        )
        if word.folded in meant and word.is_capital
        else word
        for word in words
    )


def prepare_text(
    content: str, *, language: str, published: str | None, dates: tuple[FoundDate, ...]
) -> Text:
    """Cut a text into words and sentences."""
    lists = WordLists(language)
    spans = split_sentences(content, stopped=lists.grammar("stopped"))
    small = SMALL_WORDS | lists.grammar("small_words")
    words = _with_accents(_in_mixed_case(split_words(content), spans, small), language)
    starts = [word.start for word in words]
    paragraphs = [span.start for span in split_paragraphs(content)]
    sentences = tuple(
        Sentence(
            number,
            bisect_right(paragraphs, span.start),
            span.start,
            span.end,
            bisect_left(starts, span.start),
            bisect_left(starts, span.end),
        )
        for number, span in enumerate(spans)
    )
    return Text(content, published, lists, words, sentences, dates)
