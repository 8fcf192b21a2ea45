"""Who said it, at the end of a sentence; and which sentences are only headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.text import Sentence, Text

_LONGEST = 14  # words of "..., the ministry's spokesman said on Monday"
_HEADING = 110  # characters; a longer line without a stop is a sentence badly ended
_PAIRS = (("“", "”"), ("«", "»"), ('"', '"'), ("‘", "’"))
_CLOSING_SIGNS = frozenset(".!?:;,\"'”’»)")


def without_attribution(text: Text, sentence: Sentence) -> int:
    """Give the word before which ", said the Agency" begins, or the end of the sentence."""
    reporting = text.lists.words("references", "reporting")
    for place in range(sentence.last - 1, max(sentence.first, sentence.last - _LONGEST), -1):
        if text.words[place].plain != ",":
            continue
        begin = place + 1 + (text.folded(place + 1) in {'"', "'"})
        said = {text.folded(index) for index in range(begin, sentence.last)}
        return place if said & set(reporting) else sentence.last
    return sentence.last


def after_attribution(text: Text, sentence: Sentence) -> int:
    """Give the first word after "According to the Agency,", or the first of the sentence."""
    if text.folded(sentence.first) in text.lists.words("references", "reporting"):
        for place in range(sentence.first, min(sentence.first + _LONGEST, sentence.last)):
            if text.words[place].plain == ",":
                return place + 1
    return sentence.first


def without_loose_quotes(words: str) -> tuple[int, str]:
    """Strip quotation marks that have no partner; give how many signs went at the beginning."""
    skipped = 0
    for opening, closing in _PAIRS:
        if words.startswith(opening) and closing not in words[1:]:
            words, skipped = words[1:], skipped + 1
        if words.endswith(closing) and opening not in words[:-1]:
            words = words[:-1]
    return skipped, words


def is_heading(text: Text, sentence: Sentence) -> bool:
    """Tell whether a line has no stop at its end, as headings have not."""
    said = text.content[sentence.start : sentence.end]
    return said[-1:] not in _CLOSING_SIGNS and len(said) < _HEADING
