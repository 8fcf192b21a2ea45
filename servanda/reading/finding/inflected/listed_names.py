"""States, organizations, places, documents and bodies that the lists know, in any case.

Example: «с Международной организацией по миграции» names the Международная организация по миграции.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases
from servanda.reading.finding.known import Known, known_entries
from servanda.reading.finding.mentions import Mention, longest_first
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from servanda.reading.finding.text import Text

_SMALL_PARTS = frozenset({"NPRO", "ADVB", "PREP", "CONJ", "PRCL", "ADJF"})


def find_listed(text: Text) -> list[Mention]:
    """Give the mentions of all that the lists name."""
    phrases = _listed_phrases(text.lists.language)
    found = []
    for match in phrases.all_in(text.words, 0, len(text.words)):
        key, name, family, kind, form = match.value
        if match.last - match.first == 1 and _is_small_word(text, match.first, form):
            continue
        rule = f"{kind.replace('_', ' ')} on the list, {form}"
        found.append(Mention(match.first, match.last, family, kind, name, key, form, rule))
    return longest_first(found)


@cache
def _listed_phrases(language: str) -> LemmaPhrases[Known]:
    return LemmaPhrases(known_entries(language))


def _is_small_word(text: Text, index: int, form: str) -> bool:
    """Tell «Того» that opens a sentence as a pronoun from the state of that name."""
    if form == "adjective" or text.words[index].text.isupper():
        return False
    forms = forms_of(text.folded(index))
    return bool(forms) and forms[0].known and forms[0].part in _SMALL_PARTS
