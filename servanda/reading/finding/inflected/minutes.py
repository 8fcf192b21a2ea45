"""Points of minutes and of lists: an infinitive, who is responsible and by when.

Examples: «РЕШИЛИ: 1. Закончить опись. Ответственный: Институт. Срок: до 1 мая», «Поручить МИД
подготовить ответ», «Стороны договорились: – открыть бюро;».
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import is_heading
from servanda.reading.finding.dates import Role, due_of
from servanda.reading.finding.inflected.carriers import carriers
from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.subjects import Doers
from servanda.reading.model import Commitment

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.inflected.naming import Naming
    from servanda.reading.finding.inflected.triggers import Around
    from servanda.reading.finding.text import Sentence, Text

_LABELLED = 4  # sentences behind a point in which its labels stand
_MARKS = frozenset("()[]–—-•*·.;:")
_CHARGING = frozenset({"поручить", "предложить", "обязать", "рекомендовать"})
_ADDRESSEE = 24  # words in which it is told who shall do something
_CLOSING = " \n\t,;:"
_LEAST = 2
_DAY = 2  # hyphens in a day
_NO_DUE = frozenset({Role.SINCE, Role.DURATION, Role.VAGUE})


@dataclass(slots=True)
class Points:
    """The points of a text and the numbers of the sentences that they take up."""

    commitments: list[Commitment] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)


def find_points(around: Around, naming: Naming) -> Points:
    """Find the points under «Решили:» and those with a label, in the order of the text."""
    finder = _Finder(around, naming, Points(), around.text)
    lead: Doers | None = None
    for sentence in around.text.sentences:
        if sentence.number in finder.points.sentences:
            continue
        opened = finder.lead_of(sentence)
        if opened is not None:
            lead = opened
            finder.points.sentences.add(sentence.number)
        elif lead is not None and finder.closes(sentence):
            lead = None
        elif finder.is_mark(sentence):
            continue
        elif lead is not None and (charged := finder.addressee(sentence)):
            lead = charged
        else:
            finder.read(sentence, lead)
    return finder.points


@dataclass(frozen=True, slots=True)
class _Finder:
    around: Around
    naming: Naming
    points: Points
    text: Text

    def lead_of(self, sentence: Sentence) -> Doers | None:
        """Read «РЕШИЛИ:», «Стороны договорились о следующем:», or a heading of such words."""
        opens = self.text.folded(sentence.last - 1) == ":"
        return (self._carried(sentence) if opens else None) or self._headed(sentence, opens=opens)

    def _headed(self, sentence: Sentence, *, opens: bool) -> Doers | None:
        first = self._past_marks(sentence)
        headings = self.around.phrases("actions", "headings")
        match = headings.longest_at(self.text.words, first, sentence.last)
        ends = match is not None and (opens or match.last >= sentence.last - 1)
        return Doers() if ends else None

    def _carried(self, sentence: Sentence) -> Doers | None:
        """Read a sentence with a colon whose verb agrees, and who agreed."""
        found = carriers(self.text.lists.language).all_in(
            self.text.words, sentence.first, sentence.last
        )
        agreed = [m for m in found if any(c.status == "agreed" for c in m.value)]
        if not agreed or sentence.last - agreed[-1].last > _LABELLED:
            return None
        form = verb_form(self.text.folded(agreed[-1].first))
        if form is None or form.part != "VERB":
            return Doers()
        return self.around.subjects.subject_of(agreed[-1].first, form, sentence)

    def addressee(self, sentence: Sentence) -> Doers | None:
        """Read «1. Министерству связи:», to whom the points below are given."""
        if self.text.folded(sentence.last - 1) != ":" or self._point_verb(sentence) is not None:
            return None
        figures = self.around.subjects.in_words(sentence.first, sentence.last)
        keys = tuple(dict.fromkeys(k for f in figures if "datv" in f.cases for k in f.keys))
        return Doers(keys) if keys else None

    def closes(self, sentence: Sentence) -> bool:
        """Tell a heading that begins another part, and a sentence that is no point."""
        first = self._past_marks(sentence)
        closing = self.around.phrases("actions", "closing")
        if closing.longest_at(self.text.words, first, sentence.last):
            return True
        before = self.text.sentences[sentence.number - 1]
        new = before.paragraph != sentence.paragraph and not self.is_mark(before)
        return new and not self.is_mark(sentence) and self._point_verb(sentence) is None

    def is_mark(self, sentence: Sentence) -> bool:
        """Tell a number that stands for itself: «1.1.»."""
        return all(self._is_mark_word(i) for i in range(sentence.first, sentence.last))

    def _is_mark_word(self, index: int) -> bool:
        word = self.text.words[index]
        lettered = self.text.folded(index + 1) == ")" and len(word.text) == 1
        return word.text in _MARKS or word.is_number or lettered

    def _past_marks(self, sentence: Sentence) -> int:
        first = sentence.first
        while first < sentence.last - 1 and self._is_mark_word(first):
            first += 1
        return first

    def _point_verb(self, sentence: Sentence) -> int | None:
        """Give the infinitive that a point turns on; before it only who shall do it may stand."""
        first = self._past_marks(sentence)
        for place in range(first, min(first + _ADDRESSEE, sentence.last)):
            form = verb_form(self.text.folded(place))
            if form is None or form.part in {"PRTF", "ADJS"}:
                continue
            if form.part == "INFN":
                return place if self._may_open(first, place) else None
            return None
        return None

    def _may_open(self, first: int, verb: int) -> bool:
        """Tell «МИД подготовить …», «К 1 мая представить …» from an infinitive of another verb."""
        if verb == first:
            return True
        told = self.around.subjects.in_words(first, verb)
        dates = self.text.dates_in(self.text.words[first].start, self.text.words[verb].start)
        nouns = self.around.has_meeting(list(range(first, verb)))
        return bool(told or dates or nouns) and not self.around.is_denied(verb)

    def read(self, sentence: Sentence, lead: Doers | None) -> None:
        """Add the point that a sentence makes: under a lead, or with labels behind it."""
        verb = self._point_verb(sentence)
        labels = self._labels(sentence) if verb is not None else []
        alone = verb is not None and self._is_whole(sentence, verb)
        if verb is None or (lead is None and not labels and not alone):
            return
        noting = self.around.phrases("actions", "noting")
        noted = self.around.phrases("actions", "noting_words")
        notes = noting.longest_at(self.text.words, verb, sentence.last) or noted.any_in(
            self.text.words, verb, sentence.last
        )
        if notes and not labels:
            self.points.sentences.update([sentence.number] if lead is not None else [])
            return
        self.points.commitments.append(self._point(sentence, verb, labels, lead or Doers()))
        self.points.sentences.update([sentence.number, *(one.number for one in labels)])

    def _is_whole(self, sentence: Sentence, verb: int) -> bool:
        """Tell a sentence of minutes that has no other verb: «Следующее заседание созвать в мае»."""
        if is_heading(self.text, sentence) or self.text.folded(sentence.last - 1) == "?":
            return False
        others = (
            verb_form(self.text.folded(place))
            for place in range(sentence.first, sentence.last)
            if place != verb
        )
        finite = any(form and form.part in {"VERB", "ADJS", "PRTS"} for form in others)
        return self._is_minutes() and not finite

    def _is_minutes(self) -> bool:
        return bool(self.points.sentences)

    def _labels(self, sentence: Sentence) -> list[Sentence]:
        """Give the sentences behind a point that open with «Ответственный:» or «Срок:»."""
        found: list[Sentence] = []
        number = sentence.number + 1
        for line in self.text.sentences[number : number + _LABELLED]:
            if not (self._has_label(line, "responsible") or self._has_label(line, "deadline")):
                break
            found.append(line)
        return found

    def _has_label(self, line: Sentence, key: str) -> bool:
        first = line.first + (self.text.folded(line.first) in _MARKS)
        label = self.around.phrases("actions", key).longest_at(self.text.words, first, line.last)
        signs = {":", "–", "—", "-", "."}
        return label is not None and self.text.folded(label.last) in signs

    def _point(
        self, sentence: Sentence, verb: int, labels: list[Sentence], lead: Doers
    ) -> Commitment:
        begin = self.text.words[self._past_marks(sentence)].start
        end = labels[-1].end if labels else sentence.end
        quote = self.text.content[begin:end].rstrip(_CLOSING if labels else _CLOSING + ".")
        told = self.text.content[self.text.words[verb].start : sentence.end].rstrip(" .;,:")
        short = " ".join(told.split())
        rule = "row of an action list" if labels else "решить … point of a list"
        return Commitment(
            text=short[:1].upper() + short[1:],
            by=self._doers(sentence, verb, labels) or self.naming.names_of(lead, begin),
            status="agreed",
            due=self._due(sentence, labels),
            strength="agreed",
            verb=self.text.said(verb, verb + 1),
            quote=quote,
            start=begin,
            end=begin + len(quote),
            rule=rule,
        )

    def _doers(self, sentence: Sentence, verb: int, labels: list[Sentence]) -> tuple[str, ...]:
        """Give who is responsible: by the label, else who stands before the infinitive."""
        subjects = self.around.subjects
        responsible = [line for line in labels if self._has_label(line, "responsible")]
        figures = [f for line in responsible for f in subjects.in_words(line.first, line.last)]
        if not figures:
            first, end = self._past_marks(sentence), verb
            if self.around.lemma_at(verb) in _CHARGING:
                first, end = verb, self.around.infinitive_after(verb, sentence) or sentence.last
            figures = [
                figure
                for figure in subjects.in_words(first, end)
                if figure.cases & {"datv", "nomn"}
                and not self.text.stands(figure.first - 1, "settings", "with")
            ]
        keys = dict.fromkeys(key for figure in figures for key in figure.keys)
        return self.naming.named(tuple(keys))

    def _due(self, sentence: Sentence, labels: list[Sentence]) -> str | None:
        deadline = [line for line in labels if self._has_label(line, "deadline")]
        told: list[FoundDate] = []
        for line in deadline or [sentence]:
            told.extend(self.text.dates_in(line.start, line.end))
        things = self.around.things
        dates = [d for d in told if self.text.word_at(d.start) not in things]
        due = due_of(d for d in dates if d.role not in _NO_DUE)
        return _no_later(due) if deadline else due


def _no_later(due: str | None) -> str | None:
    """Give the last day for a day or days behind «Срок»; a month or a quarter stays as it is."""
    last = (due or "").rpartition("/")[2]
    return f"../{last}" if last.count("-") == _DAY else due
