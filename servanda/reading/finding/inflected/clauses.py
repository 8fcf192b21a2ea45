"""Sentences cut into clauses, and the verbs in them.

Example: in «Бюро, которое работает с мая, сообщило, что готово помочь» are three clauses; the
subject of «сообщило» is «Бюро», for the middle clause only stands between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from servanda.reading.morphology import Form, forms_of, lemmas

if TYPE_CHECKING:
    from servanda.reading.finding.text import Sentence, Text

_VERBAL = frozenset({"VERB", "INFN", "PRTS", "ADJS", "PRTF", "GRND"})
_FINITE = frozenset({"VERB", "PRTS", "ADJS"})
_ADVERBS = frozenset({"ADVB", "PRCL"})
_CLOSING = frozenset({",", ";", ":", ".", "–", "—", '"'})
_SAYING = 12  # words in which who said it is told
_NEAR_VERB = 6  # words between a subject and its passive verb
_LIKELY = 2  # meanings of a word among which the verb must be


@lru_cache(20_000)
def verb_form(folded: str) -> Form | None:
    """Give a word as a verb, None where it hardly is one; «создана» is rather passive than a quality."""
    forms = forms_of(folded)[:_LIKELY]
    likely = [form for form in forms if form.part in _VERBAL and form.known]
    if not likely or forms[0].part == "NOUN":
        return None
    if likely[0].part == "ADJS":
        passive = (form for form in forms_of(folded) if form.part == "PRTS")
        return next(passive, likely[0])
    return likely[0]


def is_finite(folded: str) -> bool:
    """Tell a verb that makes a clause of its own: «решил», «создана», «готова»."""
    forms = forms_of(folded)
    return bool(forms) and forms[0].part in _FINITE


def is_participle(folded: str) -> bool:
    """Tell a participle or an adverbial participle: «прошедший», «отметив»."""
    return any(form.part in {"PRTF", "GRND"} for form in forms_of(folded))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its number, the word it begins at, its kind, and the clause it hangs on.

    `kind` is main, that, relative, participle or bracket.
    """

    number: int
    first: int
    kind: str
    parent: int | None


@dataclass(slots=True)
class Clauses:
    """The clauses of one sentence: of each word the number of its clause.

    Signs among the words `named`, within the name of something, part nothing.
    """

    text: Text
    sentence: Sentence
    named: frozenset[int] = frozenset()
    clauses: list[Clause] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)
    _verb_seen: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Go over the words once."""
        self._open_clause(self.sentence.first, "main", None)
        if self.text.stands(self.sentence.first, "conditions", "where_clause"):
            self._open_clause(self.sentence.first, "relative", 0)
        for index in range(self.sentence.first, self.sentence.last):
            self._step(index)
            self.numbers.append(self._open[-1])
            if is_finite(self.text.folded(index)):
                self._verb_seen.add(self._open[-1])

    def of(self, index: int) -> Clause:
        """Give the clause of a word."""
        return self.clauses[self.numbers[index - self.sentence.first]]

    def words_of(self, number: int) -> list[int]:
        """Give the words of a clause, in order."""
        first = self.sentence.first
        return [first + step for step, found in enumerate(self.numbers) if found == number]

    def extent_of(self, number: int) -> tuple[int, int]:
        """Give the words to quote for a clause: its own with those within it; of an inner, its head."""
        words = self.words_of(number)
        first, last = words[0], words[-1] + 1
        for clause in self.clauses:
            if clause.parent == number and clause.kind in {"relative", "participle", "bracket"}:
                inner = self.words_of(clause.number)
                if inner and inner[0] == last:
                    last = inner[-1] + 1
        while first < last - 1 and self._is_opening(first):
            first += 1
        while last > first + 1 and self._closes(last - 1):
            last -= 1
        return first, last

    def _closes(self, index: int) -> bool:
        """Tell a sign behind a clause from the stop of a date: «5 мая 2011 г.»."""
        word = self.text.words[index]
        return word.plain in _CLOSING and self.text.date_at(word.start) is None

    def _is_opening(self, index: int) -> bool:
        signs = {",", ";", ":", "–", "—", "("}
        return self.text.folded(index) in signs or self.text.stands(
            index, "contrast", "that", "also"
        )

    def _open_clause(self, first: int, kind: str, parent: int | None) -> None:
        self.clauses.append(Clause(len(self.clauses), first, kind, parent))
        self._open.append(len(self.clauses) - 1)

    def _step(self, index: int) -> None:
        sign = self.text.folded(index)
        if index in self.named:
            return
        if sign == "(":
            self._open_clause(index, "bracket", self._open[-1])
        elif sign == ")" and self._kind() == "bracket":
            self._open.pop()
        elif sign in {";", ":"} and self._kind() != "bracket":
            before = self._open[-1]
            self._open.clear()
            self._open_clause(index, "main", before)
            if self.text.stands(index + 1, "conditions"):
                self._open_clause(index, "relative", self._open[-1])
        elif sign in {",", "–", "—"} and index > self.sentence.first:
            self._at_comma(index)

    def _kind(self) -> str:
        return self.clauses[self._open[-1]].kind

    def _at_comma(self, index: int) -> None:
        comma = self.text.folded(index) == ","
        kind = self._opened_after(index) if comma else None
        if not comma and self._is_attribution(index + 1):
            kind = "attribution"
        if kind == "contrast":
            self._close_inner()
            before = self._open[-1]
            if len(self._open) > 1:
                self._open.pop()
            else:
                self._open.clear()
            self._open_clause(index, "main", before)
        elif kind:
            if kind == "that":
                self._close_inner()
            self._open_clause(index, kind, self._open[-1])
        elif self.text.folded(index) == ",":
            self._close_at(index)

    def _opened_after(self, index: int) -> str | None:
        """Give the kind of clause that a comma opens, None where it only parts a list."""
        after, second = self.text.folded(index + 1), self.text.folded(index + 2)
        which = "который" in lemmas(after) or "который" in lemmas(second)
        adverb = forms_of(after)
        led = bool(adverb) and adverb[0].part in _ADVERBS and is_participle(second)
        also = self.text.stands(index + 2, "also")
        kinds = (
            ("relative", which or self.text.stands(index + 1, "where_clause", "conditions")),
            ("that", self.text.stands(index + 1, "that")),
            ("contrast", self.text.stands(index + 1, "contrast") and not also),
            ("attribution", self._is_attribution(index + 1)),
            ("participle", (is_participle(after) or led) and not self._is_quality(index - 1)),
        )
        return next((kind for kind, opened in kinds if opened), None)

    def _is_quality(self, index: int) -> bool:
        """Tell an adjective, which a list of qualities goes on: «безопасной, упорядоченной»."""
        forms = forms_of(self.text.folded(index)) if index >= self.sentence.first else ()
        return bool(forms) and forms[0].part == "ADJF"

    def _is_attribution(self, index: int) -> bool:
        """Tell «, сообщила служба» and «, как сообщила служба,» from what is told."""
        begin = index + self.text.stands(index, "as")
        verb = forms_of(self.text.folded(begin))
        reporting = self.text.lists.words("references", "reporting")
        finite = bool(verb) and verb[0].part == "VERB" and verb[0].lemma in reporting
        near = range(begin, min(begin + _SAYING, self.sentence.last))
        ends = not any(self.text.stands(i, "that") for i in near)
        return finite and ends and (begin > index or self.text.folded(index - 2) != "и")

    def _close_inner(self) -> None:
        while len(self._open) > 1 and self._kind() in {"participle", "relative", "attribution"}:
            self._open.pop()

    def _close_at(self, index: int) -> None:
        """End a clause that a comma closes; a list within it goes on."""
        kind = self._kind()
        ended = kind == "relative" and self._open[-1] in self._verb_seen
        inner = kind in {"participle", "attribution"} or ended
        if inner and index + 1 < self.sentence.last and not self._is_listed(index):
            self._open.pop()
        elif kind == "main" and self._open[-1] in self._verb_seen and self._is_whole(index + 1):
            before = self._open.pop()
            self._open_clause(index, "main", before)

    def _is_whole(self, first: int) -> bool:
        """Tell a clause with a subject and a verb of its own from more of a list."""
        subject = False
        for place in range(first, self.sentence.last):
            if self.text.folded(place) in {",", ";", ":", "("}:
                return False
            form = forms_of(self.text.folded(place))[:1]
            if form and form[0].part in _FINITE:
                return subject
            alone = form and form[0].part == "NOUN" and form[0].case == "nomn"
            subject = subject or bool(alone and self._is_only_nominative(place))
        return False

    def _is_only_nominative(self, index: int) -> bool:
        """Tell «министр» and «стороны» that begin a clause from an object in a list."""
        cases = {form.case for form in forms_of(self.text.folded(index)) if form.part == "NOUN"}
        passive = any(
            form.part == "PRTS"
            for place in range(index + 1, min(index + _NEAR_VERB, self.sentence.last))
            for form in forms_of(self.text.folded(place))
        )
        return "accs" not in cases or passive

    def _is_listed(self, index: int) -> bool:
        """Tell a comma between two words of one list, which «и» ends before any verb."""
        for place in range(index + 1, min(index + 8, self.sentence.last)):
            folded = self.text.folded(place)
            if self.text.stands(place, "and"):
                return place > index + 1
            if folded == "," or is_finite(folded):
                return False
        return False
