"""What a noun of meeting says: an event of its own, one that has a name, one of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Match

_DATED = 7  # words after a noun of meeting in which its date is told
_BEFORE_NOUN = 4  # words: those of "prior to the next"


@dataclass(frozen=True, slots=True)
class MeetingNouns:
    """Questions about the nouns of meeting in one text."""

    text: Text

    def is_event(self, noun: Match[str]) -> bool:
        """Tell "a meeting" from "by the next meeting", which says when, and "conclude talks"."""
        when = self.text.lists.phrases("meetings", "measured_by")
        begin = max(0, noun.first - _BEFORE_NOUN)
        if when.ending_at(self.text.words, noun.first, least=begin):
            reach = self._offset(noun.last), self._offset(noun.last + _DATED)
            return bool(self.text.dates_in(*reach))
        of_talks = self.text.lists.phrases("meetings", "brought_on")
        return not (
            self._is_verb(noun.first)
            or of_talks.ending_at(self.text.words, noun.first, least=begin)
        )

    def _offset(self, index: int) -> int:
        return self.text.words[min(index, len(self.text.words) - 1)].start

    def _is_verb(self, index: int) -> bool:
        """Tell "the Board is meeting", which is no noun."""
        ending = tuple(self.text.lists.grammar("working_endings"))
        return self.text.stands(index - 1, "be_forms") and self.text.folded(index).endswith(ending)

    def is_named(self, index: int) -> bool:
        """Tell whether a meeting has a name: "the International Conference on Fisheries"."""
        capital = self.text.words[index].is_capital and self.text.words[index - 1].is_capital
        return capital and not self.text.stands(index - 1, "the")

    def is_numbered(self, index: int) -> bool:
        """Tell whether a meeting is one of a row: "the ninth session", "its 12th round"."""
        before = self.text.folded(index - 1)
        endings = tuple(self.text.lists.grammar("ordinal_endings"))
        digits = before[:1].isdigit() and before.endswith(endings)
        return digits or self.text.stands(index - 1, "ordinals")
