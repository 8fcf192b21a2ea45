"""Who does what a verb says, in a language with free order of words: the nominative of its clause."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.clauses import Clauses, is_finite
from servanda.reading.finding.inflected.noun_phrases import cases_after
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from servanda.reading.finding.inflected.figure import Figure
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.morphology import Form

_LOOK_BACK = 60  # figures among which the sides are looked for
_NOUNS = frozenset({"NOUN", "NPRO"})
_WE = frozenset({"1per", "plur"})
_MOST_JOINED = 8


@dataclass(frozen=True, slots=True)
class Doers:
    """The parties (by key) and people that do something; `first` is where they stand, or None.

    `shared` when they are not named but meant together: «стороны», or nobody at all.
    """

    keys: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    people: tuple[str, ...] = ()
    shared: bool = False


@dataclass(slots=True)
class SubjectFinder:
    """Finds doers in one text whose figures are known; `named` are the words of names."""

    text: Text
    figures: tuple[Figure, ...]
    named: frozenset[int] = frozenset()
    _clauses: dict[int, Clauses] = field(default_factory=dict)

    def clauses(self, sentence: Sentence) -> Clauses:
        """Give the clauses of a sentence, cut once."""
        if sentence.number not in self._clauses:
            self._clauses[sentence.number] = Clauses(self.text, sentence, self.named)
        return self._clauses[sentence.number]

    def in_words(self, first: int, last: int) -> tuple[Figure, ...]:
        """List the figures between two words."""
        begin = bisect_left(self.figures, first, key=lambda figure: figure.first)
        end = bisect_left(self.figures, last, key=lambda figure: figure.first)
        return tuple(figure for figure in self.figures[begin:end] if figure.last <= last)

    def subject_of(self, verb: int, form: Form, sentence: Sentence) -> Doers:
        """Find the subject of a verb: before it or behind it, else in the clause it hangs on."""
        clauses = self.clauses(sentence)
        number: int | None = clauses.of(verb).number
        while number is not None:
            clause = clauses.clauses[number]
            here = self._in_clause(clauses, clause.number, sentence)
            found = self._nearest(here, verb, form, sentence)
            if found.keys or found.people or found.first is not None:
                return found
            if clause.kind in {"relative", "participle"}:
                return self._antecedent(clause.first, sentence)
            number = clause.parent
        return self.speaker_before(verb) if form.traits >= _WE else Doers()

    def speaker_before(self, index: int) -> Doers:
        """Give for whom «планируем» is said: the party of the person told last before it."""
        place = bisect_left(self.figures, index, key=lambda figure: figure.first)
        people = [
            f for f in self.figures[max(0, place - _LOOK_BACK) : place] if f.person and f.keys
        ]
        return Doers(people[-1].keys) if people else Doers()

    def _in_clause(self, clauses: Clauses, number: int, sentence: Sentence) -> list[Figure]:
        figures = self.in_words(sentence.first, sentence.last)
        return [figure for figure in figures if clauses.of(figure.first).number == number]

    def _nearest(self, figures: list[Figure], verb: int, form: Form, sentence: Sentence) -> Doers:
        """Choose among the figures of a clause, those before the verb first."""
        before = [f for f in reversed(figures) if f.last <= verb]
        after = [f for f in figures if f.first > verb and not self._is_parted(verb, f.first)]
        for loose in (False, True):
            for figure in (*before, *after):
                told = loose and (form.number != "sing" or bool(figure.gender))
                if figure.loose and not told:
                    continue
                group = self._joined(figure, figures)
                number = "" if len(group) > 1 else form.number
                if not figure.may_be_subject(number, form.gender if len(group) == 1 else ""):
                    continue
                if len(group) == 1 and self._is_outdone(figure, verb, form):
                    return Doers(first=None)
                return _doers(group)
        return Doers()

    def _is_parted(self, verb: int, index: int) -> bool:
        """Tell whether another verb stands between a verb and what comes behind it."""
        return any(is_finite(self.text.folded(place)) for place in range(verb + 1, index))

    def _is_outdone(self, figure: Figure, verb: int, form: Form) -> bool:
        """Tell whether a plain noun nearer to the verb is its subject: «… МОМ программа помогает»."""
        words = range(figure.last, verb)
        if figure.first > verb:
            clauses = self.clauses(self.text.sentence_of(self.text.words[verb].start))
            own = clauses.words_of(clauses.of(verb).number)
            words = range(own[0], verb)
        for place in words:
            forms = [f for f in forms_of(self.text.folded(place)) if f.part == "NOUN"]
            cases = {f.case for f in forms}
            agrees = any(f.number == form.number for f in forms)
            governed = cases_after(self.text, place - 1)
            if cases == {"nomn"} and agrees and not governed:
                return not (form.gender and forms[0].gender != form.gender)
        return False

    def plain_subject(self, verb: int, form: Form, sentence: Sentence) -> str | None:
        """Give the base form of a noun or pronoun that is the subject of a verb, nobody named."""
        clauses = self.clauses(sentence)
        words = clauses.words_of(clauses.of(verb).number)
        for place in sorted(words, key=lambda place: (place > verb, abs(place - verb))):
            if place == verb or cases_after(self.text, place - 1):
                continue
            for one in forms_of(self.text.folded(place))[:1]:
                noun = one.case == "nomn" and (one.part in _NOUNS or "Apro" in one.traits)
                if noun and one.number == form.number:
                    return one.lemma
        return None

    def _joined(self, figure: Figure, figures: list[Figure]) -> list[Figure]:
        """Add the figures joined with one by commas, «и», «с»: «МОМ и МИД», «министр с послом»."""
        group = [figure]
        place = figures.index(figure)
        for other in reversed(figures[max(0, place - _MOST_JOINED) : place]):
            if not self._joins(other.last, group[0].first):
                break
            group.insert(0, other)
        for other in figures[place + 1 : place + _MOST_JOINED]:
            if not self._joins(group[-1].last, other.first):
                break
            group.append(other)
        return group

    def _joins(self, first: int, last: int) -> bool:
        first = self.past_bracket(first)
        between = range(first, last)
        if not between:
            return False
        joined = all(self.text.stands(i, "and", ",", "joining") for i in between)
        return joined and len(between) <= 3 and not self.text.stands(first, "contrast")

    def past_bracket(self, index: int) -> int:
        """Give the word behind a short bracket that opens here, else the same word."""
        if self.text.folded(index) == "(":
            for place in range(index, min(index + 8, len(self.text.words))):
                if self.text.folded(place) == ")":
                    return place + 1
        return index

    def _antecedent(self, comma: int, sentence: Sentence) -> Doers:
        """Give who a relative clause tells of: the figure that ends right before its comma."""
        before = [f for f in self.in_words(sentence.first, comma) if f.last >= comma - 1]
        return _doers(before[-1:]) if before else Doers()

    def agent_of(self, verb: int, sentence: Sentence) -> Doers:
        """Find by whom something is done: the instrumental of the clause, «утверждён комиссией»."""
        clauses = self.clauses(sentence)
        here = self._in_clause(clauses, clauses.of(verb).number, sentence)
        agents = [
            figure
            for figure in here
            if "ablt" in figure.cases
            and not self.text.stands(figure.first - 1, "with", "between")
            and ("nomn" not in figure.cases or figure.first == verb + 1)
        ]
        if not agents:
            return Doers()
        nearest = min(agents, key=lambda figure: abs(figure.first - verb))
        return _doers(self._joined(nearest, here))

    def partner_of(self, verb: int, sentence: Sentence) -> tuple[str, ...]:
        """Give with whom something is agreed: «договорились с МИД»."""
        clauses = self.clauses(sentence)
        here = self._in_clause(clauses, clauses.of(verb).number, sentence)
        withs = [f for f in here if self.text.stands(f.first - 1, "with") and "ablt" in f.cases]
        return withs[0].keys if withs and abs(withs[0].first - verb) <= _MOST_JOINED else ()

    def sides_before(self, index: int) -> Doers:
        """Give the parties of the nearest sentence up to a word that tells of two or more."""
        place = bisect_left(self.figures, index, key=lambda figure: figure.first)
        here: int | None = None
        keys: list[str] = []
        for figure in reversed(self.figures[max(0, place - _LOOK_BACK) : place]):
            number = self.text.sentence_of(self.text.words[figure.first].start).number
            if number != here and len(set(keys)) > 1:
                break
            keys = keys if number == here else []
            here = number
            keys[:0] = figure.keys
        distinct = tuple(dict.fromkeys(keys))
        return Doers(distinct, shared=True) if len(distinct) > 1 else Doers(shared=True)

    def sides_of(self, first: int, last: int) -> Doers:
        """Find the sides of a thing: «соглашение между МИД и МОМ», «договор с Норландией»."""
        for place in range(first, last):
            if self.text.stands(place, "between", "with"):
                inside = [f for f in self.in_words(place, last) if f.first - place <= 3]
                if inside:
                    figures = list(self.in_words(place, last))
                    return _doers(self._joined(inside[0], figures))
        return Doers()


def _doers(figures: list[Figure]) -> Doers:
    if not figures:
        return Doers()
    keys = tuple(dict.fromkeys(key for figure in figures for key in figure.keys))
    people = tuple(dict.fromkeys(figure.person for figure in figures if figure.person))
    both = any(figure.kind == "both" for figure in figures)
    return Doers(keys, figures[0].first, figures[-1].last, people, shared=both)
