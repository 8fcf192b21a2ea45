"""Verbs told by their endings: what will be ("signera", "firmarán"), what would be ("signerait").

Only where a language lists such endings; where the word stands as a noun ("l'opéra") it is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.text import Sentence, Text

_LEAST = 5  # letters of a verb with its ending
_REACH = 14  # words between "that" and a verb of what would be


def is_future(text: Text, index: int) -> bool:
    """Tell a verb in the future by its ending."""
    return _ends(text, index, "future_endings")


def is_conditional(text: Text, index: int, sentence: Sentence) -> bool:
    """Tell what was said that would be: "a annoncé qu'il signerait", "dijo que firmaría"."""
    if not _ends(text, index, "conditional_endings"):
        return False
    begin = max(sentence.first, index - _REACH)
    that = next((i for i in range(index - 1, begin - 1, -1) if text.stands(i, "that")), None)
    saying = text.lists.phrases("references", "reporting")
    return that is not None and saying.any_in(text.words, sentence.first, that)


def _ends(text: Text, index: int, endings: str) -> bool:
    if not 0 <= index < len(text.words):
        return False
    word, lists = text.words[index], text.lists
    if not word.folded.endswith(lists.words("phrases", endings) or ("\n",)):
        return False
    named = word.folded in lists.words("phrases", "no_verbs") or text.stands(index - 1, "of", "one")
    small = word.text[0].islower() or text.sentence_of(word.start).first == index
    return small and len(word.text) >= _LEAST - 1 and not named
