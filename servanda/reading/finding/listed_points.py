"""Points listed line by line under one verb: "The ministers agreed:", "Action points".

Each point is a commitment of those who agreed, or of the one that the point itself names:
"(a) to open the register;", "- The Agency will print it by May.", "3. Norland to send a list".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.carrier_verbs import Carrier, carriers
from servanda.reading.finding.dates import Role, due_of
from servanda.reading.finding.noun_first.phrases import is_infinitive
from servanda.reading.finding.noun_first.verbs import is_future
from servanda.reading.finding.subjects import Doers
from servanda.reading.finding.triggers import Around
from servanda.reading.model import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Sentence, Text

_MARKS = (
    re.compile(r"[-–—•*·▪]\s"),
    re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,5}[.)]?(?:\s|$)"),
    re.compile(r"\(?[ivxIVX]{1,4}[.)](?:\s|$)"),
    re.compile(r"\(?[a-zа-я][.)](?:\s|$)"),
)
_INTERPOSED = 10  # words between the verb and the colon: "on the following steps"
_LEAST = 2  # words of a point
_NO_DUE = frozenset({Role.SINCE, Role.DURATION, Role.VAGUE})
_LONGEST_LIST = 200  # lines; a longer list is a document of its own
_CLOSING = " \n\t.,;:"
_AGREED = Carrier("agree", "agreed", "agreed", frozenset())


@dataclass(frozen=True, slots=True)
class _Lead:
    """The line over a list: what its verb is worth, its words, and who undertakes the points."""

    carrier: Carrier
    verb: str
    doers: Doers
    is_heading: bool


@dataclass(frozen=True, slots=True)
class ListedPoints:
    """The points of a text, and the numbers of the sentences that only lead to them."""

    points: tuple[Commitment, ...]
    leads: frozenset[int]


def find_listed_points(text: Text, subjects: SubjectFinder) -> ListedPoints:
    """Find the points of all lists whose lead says that they were agreed or undertaken."""
    finder = _Finder(text, subjects, Around(text))
    points: list[Commitment] = []
    leads: set[int] = set()
    for sentence in text.sentences:
        lead = finder.lead_of(sentence)
        found = list(finder.points_under(lead, sentence)) if lead else []
        points.extend(found)
        leads.update([sentence.number] if found else [])
    return ListedPoints(tuple(points), frozenset(leads))


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    subjects: SubjectFinder
    around: Around

    def lead_of(self, sentence: Sentence) -> _Lead | None:
        """Read a line as the lead of a list, or None."""
        return (self._carried(sentence) if self._opens(sentence) else None) or self._headed(
            sentence
        )

    def _opens(self, sentence: Sentence) -> bool:
        """Tell whether a line ends with a colon."""
        return self.text.folded(sentence.last - 1) == ":"

    def _carried(self, sentence: Sentence) -> _Lead | None:
        """Read "The parties agreed to:"; what is denied or asked for is no lead."""
        matches = carriers(self.text.lists.language).all_in(
            self.text.words, sentence.first, sentence.last
        )
        for match in reversed(matches):
            near = sentence.last - 1 - match.last <= _INTERPOSED
            denied = self.around.is_negated(match.first, match.last, sentence)
            noun = self.text.stands(match.first - 1, "noun_markers", "asking")
            if near and not (denied or noun or match.value.strength in {"ongoing", "done"}):
                doers = self.subjects.subject_of(match.first, sentence)
                verb = self.text.said(match.first, match.last)
                weak = match.value.strength == "planned"
                return (
                    None
                    if weak and not doers.names
                    else _Lead(match.value, verb, doers, is_heading=False)
                )
        return None

    def _headed(self, sentence: Sentence) -> _Lead | None:
        """Read "Action points" and "The following was decided:"."""
        headings = self.text.lists.phrases("commitments", "actions", "headings")
        first = sentence.first
        match = next((m for m in headings.all_in(self.text.words, first, sentence.last)), None)
        if match is None or not (self._opens(sentence) or sentence.last - match.last <= 1):
            return None
        return _Lead(_AGREED, self.text.said(match.first, match.last), Doers(), is_heading=True)

    def points_under(self, lead: _Lead, sentence: Sentence) -> Iterator[Commitment]:
        """Give the points of the list that follows a lead, up to a line with another mark."""
        kind: int | None = None
        marked = False
        after = sentence.number + 1
        above = self._own_mark(sentence)
        for line in self.text.sentences[after : after + _LONGEST_LIST]:
            begin, found = self._past_mark(line)
            if found is not None and (found == above or found != (found if kind is None else kind)):
                return
            if found is None and not marked:
                if line.paragraph != self.text.sentences[line.number - 1].paragraph or kind is None:
                    return
                continue
            kind = kind if found is None else found
            marked = found is not None and begin >= line.last
            if not marked:
                point = self._point(lead, line, begin)
                if point:
                    yield point

    def _own_mark(self, sentence: Sentence) -> int | None:
        """Give the kind of the mark that a lead has itself: the list it stands in goes on above."""
        mark = self._past_mark(sentence)[1]
        before = self.text.sentences[max(0, sentence.number - 1)]
        begin, found = self._past_mark(before)
        return found if mark is None and begin >= before.last else mark

    def _past_mark(self, line: Sentence) -> tuple[int, int | None]:
        """Give the first word after the mark of a list, and the kind of the mark."""
        said = self.text.content[line.start : line.end]
        for kind, mark in enumerate(_MARKS):
            match = mark.match(said)
            if match:
                return self.text.word_at(line.start + match.end()), kind
        return line.first, None

    def _point(self, lead: _Lead, line: Sentence, begin: int) -> Commitment | None:
        leads = self.text.stands(begin, "to_verb") and is_infinitive(self.text, begin + 1)
        told = begin + (leads or self.text.stands(begin, "to", "that"))
        if line.last - told < _LEAST or self._only_notes(told):
            return None
        own = self._own_doers(told, line)
        if lead.is_heading and not (own or told > begin or self._is_aim(told)):
            return None
        doers = own or lead.doers
        words = self.text.content[self.text.words[begin].start : line.end].rstrip(_CLOSING)
        start, first = self.text.words[begin].start, self.text.words[told].start
        said = " ".join(words[first - start :].split())
        return Commitment(
            text=said[:1].upper() + said[1:],
            by=doers.names,
            status=lead.carrier.status,
            due=self._due(start, line.end),
            strength=lead.carrier.strength,
            verb=lead.verb,
            quote=words,
            start=start,
            end=start + len(words),
            rule=f"{lead.carrier.verb} … point of a list",
        )

    def _only_notes(self, index: int) -> bool:
        """Tell whether a point has a verb of its own that binds nobody ("welcomed the offer")."""
        return self.text.folded(index) in self.text.lists.words("commitments", "negation", "urging")

    def _is_aim(self, index: int) -> bool:
        if is_infinitive(self.text, index):
            return True
        return self.text.folded(index) in self.text.lists.words("commitments", "pledges", "verbs")

    def _own_doers(self, first: int, line: Sentence) -> Doers | None:
        """Find who a point names as its doer: "The Agency will", "Norland to send"."""
        for actor in self.subjects.in_words(first, min(first + 8, line.last)):
            verb = actor.last
            if self.text.stands(verb, "obliging") or is_future(self.text, verb):
                doers = self.subjects.joined(actor, line)
                return doers if doers.names else None
        return None

    def _due(self, start: int, end: int) -> str | None:
        dates = [d for d in self.text.dates_in(start, end) if d.role not in _NO_DUE]
        return due_of(dates)
