"""Words that open the search for an item and made none, each with the reason."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.explaining.entries import entry_of
from servanda.reading.finding.attribution import is_heading
from servanda.reading.finding.carrier_verbs import carriers
from servanda.reading.finding.mentions import named_places
from servanda.reading.finding.parties import acts
from servanda.reading.finding.triggers import Around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from servanda.reading.finding.mentions import Mention, NamedPlaces
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.words import Match
    from servanda.reading.model import Item, Reading

Told = tuple[str, str, int, int, str]
"""Why, the words, their start and end, and the entry of the word list."""

_NO_MEETING = frozenset({"instrument", "party"})
_ACTS = ("founding", "ongoing", "standing")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Looks through one text for the words with which the finders begin."""

    text: Text
    reading: Reading
    names: tuple[Mention, ...]
    around: Around = field(init=False)
    named: NamedPlaces = field(init=False)

    def __post_init__(self) -> None:
        """Look at the names once."""
        object.__setattr__(self, "around", Around(self.text))
        object.__setattr__(self, "named", named_places(self.names))

    def parties(self) -> Iterator[Told]:
        """Give the states and organizations that are named and act nowhere, each once."""
        kept = {form for p in self.reading.parties for form in (p.name, *p.aliases)}
        acting = {m.key for m in self.names if m.family == "party" and acts(self.text, m)}
        told: set[str] = set()
        for mention in self.names:
            known = mention.key in acting or mention.key in told or mention.name in kept
            if mention.family == "party" and not known:
                told.add(mention.key)
                yield self._told(self._why_no_party(mention), mention.first, mention.last, "states")

    def _why_no_party(self, mention: Mention) -> str:
        forms = {"inner": "in_longer_name", "adjective": "quality", "seat": "seat"}
        if mention.form in forms:
            return forms[mention.form]
        return "setting" if mention.kind == "state" else "in_longer_name"

    def meetings(self) -> Iterator[Told]:
        """Give the words of meeting that stand in no meeting of the reading."""
        lists, taken = self.text.lists, joined_places(self.reading.meetings)
        for key in ("verbs", "nouns"):
            phrases = lists.phrases("meetings", key)
            for sentence in self.text.sentences:
                for match in phrases.all_in(self.text.words, sentence.first, sentence.last):
                    start = self.text.words[match.first].start
                    if not is_in(start, taken):
                        why = self._why_no_meeting(match, sentence, key=key)
                        yield self._told(why, match.first, match.last, f"meetings/{key}")

    def _why_no_meeting(self, match: Match[str], sentence: Sentence, *, key: str) -> str:
        words, lists = self.text.words, self.text.lists
        wishes = lists.phrases("meetings", "status", "wishes")
        if wishes.any_in(words, sentence.first, sentence.last):
            return "wish"
        if self.text.folded(sentence.first) in lists.words("meetings", "status", "doubts"):
            return "doubtful"
        if self.named.is_family(match.first, _NO_MEETING):
            return "in_a_name"
        before = self.text.folded(match.first - 1)
        if key == "nouns" and before in lists.words("meetings", "anaphoric"):
            return "named_before"
        dated = any(date.edtf for date in self.text.dates_in(sentence.start, sentence.end))
        return "no_rule" if dated else "undated"

    def commitments(self) -> Iterator[Told]:
        """Give the verbs of undertaking and the acts that stand in no commitment."""
        taken = joined_places(self.reading.commitments)
        for sentence in self.text.sentences:
            for first, last in self._verbs(sentence):
                if not is_in(self.text.words[first].start, taken):
                    why = self._why_no_commitment(first, last, sentence)
                    yield self._told(why, first, last, "commitments/carrier", "commitments/acts")

    def _verbs(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Give the places of the verbs, without those that lie in a longer one."""
        words, lists = self.text.words, self.text.lists
        within = (sentence.first, sentence.last)
        found = [(m.first, m.last) for m in carriers(lists.language).all_in(words, *within)]
        for key in _ACTS:
            phrases = lists.phrases("commitments", "acts", key)
            found += [(m.first, m.last) for m in phrases.all_in(words, *within)]
        kept: list[tuple[int, int]] = []
        for first, last in sorted(set(found), key=lambda place: (place[0], -place[1])):
            if not kept or first >= kept[-1][1]:
                kept.append((first, last))
        return kept

    def _why_no_commitment(self, first: int, last: int, sentence: Sentence) -> str:
        named = first in self.named.name_words or bool(self.named.between(first, last))
        reasons = {
            "heading": is_heading(self.text, sentence),
            "negated": self.around.is_negated(first, last, sentence),
            "doubtful": self.around.is_doubtful(first, sentence),
            "in_a_name": named,
            "as_noun": self.text.stands(first - 1, "noun_markers", "asking"),
        }
        return next((why for why, holds in reasons.items() if holds), "nothing_undertaken")

    def _told(self, why: str, first: int, last: int, *lists: str) -> Told:
        words = self.text.said(first, last)
        entry = entry_of(words, language=self.text.lists.language, lists=lists)
        span = self.text.span(first, last)
        return why, words, span.start, span.end, entry


def joined_places(items: Iterable[Item]) -> list[tuple[int, int]]:
    """Give where items stand, joined where they overlap, in order."""
    joined: list[tuple[int, int]] = []
    for item in sorted(items, key=lambda item: item.start):
        if joined and item.start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], item.end)
        else:
            joined.append((item.start, item.end))
    return joined


def is_in(offset: int, places: list[tuple[int, int]]) -> bool:
    """Tell whether an offset lies in one of the places, which are in order and apart."""
    at = bisect_left(places, (offset + 1,)) - 1
    return at >= 0 and offset < places[at][1]
