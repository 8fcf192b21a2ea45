"""Phrases around a noun: the adjectives that agree with it, and what depends on it behind.

Example: in «к Национальному плану действий по охране побережья на 2020-2022 годы» the phrase of
«плану» begins at «Национальному» and ends with «годы»; in the nominative it is «Национальный
план действий по охране побережья на 2020-2022 годы».
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from servanda.reading.finding.extents import period_of
from servanda.reading.finding.inflected.person_names import is_like_surname
from servanda.reading.finding.wordlists import WordLists
from servanda.reading.morphology import CASES, Form, forms_of, nominative

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_MOST_MODIFIERS = 7
_SMALL_PARTS = frozenset({"PREP", "CONJ", "PRCL", "NPRO"})
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Head:
    """A noun with the adjectives before it: words `first` to `noun`, and what the noun may be."""

    first: int
    noun: int
    forms: tuple[Form, ...]

    @property
    def cases(self) -> frozenset[str]:
        return frozenset(form.case for form in self.forms)

    def may_be(self, *cases: str) -> bool:
        return not self.cases.isdisjoint(cases)


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Reads phrases in one text whose listed names are known by their words."""

    text: Text
    known: Mapping[int, Mention]

    def noun_forms(self, index: int) -> tuple[Form, ...]:
        """Give what a word may be as a noun; an abbreviation may stand in any case."""
        if not 0 <= index < len(self.text.words):
            return ()
        found = forms_of(self.text.folded(index))
        if found and found[0].part in _SMALL_PARTS:
            return ()
        return tuple(f for f in found if f.part in {"NOUN", "UNKN"} and (f.case in CASES))

    def head_at(self, noun: int, *, least: int = 0) -> Head:
        """Widen a noun to the left over the adjectives that agree with it."""
        forms = self.noun_forms(noun)
        governed = self._governed(noun)
        first = index = noun
        while index > max(least, noun - _MOST_MODIFIERS):
            here, step = self._agreeing_before(index, forms)
            if not here:
                break
            forms, first = here, index - step
            index = first
        governed = governed or self._governed(first)
        allowed = tuple(f for f in forms if f.case in governed) if governed else forms
        return Head(first, noun, allowed or forms)

    def _agreeing_before(self, index: int, forms: tuple[Form, ...]) -> tuple[tuple[Form, ...], int]:
        """Give the forms of a noun that the adjective before a word leaves, and its distance."""
        here = self._left_by(index - 1, forms)
        if here:
            return here, 1
        if self.text.stands(index - 1, "and", ","):
            here = self._left_by(index - 2, forms)
            return here, 2 if here else 0
        return (), 0

    def _left_by(self, index: int, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        if index < 0 or index in self.known or self.text.stands(index, "no_quality"):
            return ()
        if self.text.words[index].is_capital and self._is_person_name(index):
            return ()
        modifiers = [f for f in forms_of(self.text.folded(index)) if f.is_modifier]
        return tuple(n for n in forms if any(m.agrees_with(n) for m in modifiers))

    def _governed(self, first: int) -> frozenset[str]:
        """Give the cases that the preposition before a word asks for; none without one."""
        return cases_after(self.text, first - 1)

    def phrase_end(self, index: int, cases: Collection[str], *, limit: int) -> int:
        """Give the end of a noun with its adjectives that begins here, or the same word."""
        known = self.known.get(index)
        if known and known.first == index and known.last <= limit:
            fits = known.form in {"short", "full"} and self._may_be(index, known.last, cases)
            return known.last if fits else index
        place = index
        while place < min(limit, index + _MOST_MODIFIERS):
            if self._is_noun(place, index, cases):
                return place + 1
            if not self._is_modifier(place, cases):
                return index
            place += 1
            joined = self.text.stands(place, "and", ",") and self._is_modifier(place + 1, cases)
            place += joined
        return index

    def _may_be(self, first: int, last: int, cases: Collection[str]) -> bool:
        """Tell whether a known name may stand in one of these cases."""
        for place in range(first, last):
            found = self.noun_forms(place)
            if found and not self.text.words[place].text.isupper():
                return any(f.case in cases for f in found)
        return True

    def _is_noun(self, place: int, begin: int, cases: Collection[str]) -> bool:
        word = self.text.words[place]
        if word.is_sign or word.is_number or self.text.date_at(word.start):
            return False
        if word.text.isupper():
            return len(word.text) > 1
        forms = forms_of(word.folded)
        if not forms:
            return word.is_capital and not self._has_cyrillic(word.folded)
        return not self._is_other(place, begin) and any(
            f.part == "NOUN" and f.case in cases for f in forms
        )

    def _is_other(self, place: int, begin: int) -> bool:
        """Tell a small word, a name of people, and an adjective that a noun follows."""
        first = forms_of(self.text.folded(place))[0]
        named = self.text.words[place].is_capital and self._is_person_name(place)
        leads = first.is_modifier and place == begin and not self._ends_here(place)
        return first.part in _SMALL_PARTS or named or leads

    def _has_cyrillic(self, folded: str) -> bool:
        return any("а" <= letter <= "я" for letter in folded)

    def _is_person_name(self, place: int) -> bool:
        """Tell whether a word with a large letter is a name of people, or one no dictionary has."""
        forms = forms_of(self.text.folded(place))
        if self.text.sentence_of(self.text.words[place].start).first == place:
            return False
        named = any(f.traits & {"Name", "Surn", "Patr"} for f in forms)
        return named or not any(f.known for f in forms) or is_like_surname(self.text.folded(place))

    def _ends_here(self, place: int) -> bool:
        return not self.noun_forms(place + 1)

    def _is_modifier(self, place: int, cases: Collection[str]) -> bool:
        if place >= len(self.text.words) or self.text.stands(place, "no_quality"):
            return False
        return any(
            (f.is_modifier or f.part == "NUMR") and f.case in cases
            for f in forms_of(self.text.folded(place))
        )

    def years_end(self, index: int) -> int:
        """Give the word after years that belong to a title («на 2020-2022 годы», «1951 года»)."""
        text = self.text
        if index >= len(text.words):
            return index
        begin = index
        if text.stands(index, "until"):
            return index
        while text.stands(begin, "for", "spanning"):
            begin += 1
        found = text.date_at(text.words[begin].start) or text.date_at(text.words[index].start)
        if found is None or found.start not in {text.words[index].start, text.words[begin].start}:
            return index
        years = period_of((found.edtf or "").removeprefix("../")[:9].removesuffix("-12-31"))
        single_year_when = text.stands(index, "in") and years and "/" not in years
        return text.word_at(found.end) if years and not single_year_when else index

    def is_modifier_at(self, index: int) -> bool:
        """Tell whether a word is first of all an adjective, as «рабочая» in «рабочая группа»."""
        forms = forms_of(self.text.folded(index))
        return bool(forms) and forms[0].is_modifier

    def may_be(self, known: Mention, *cases: str) -> bool:
        """Tell whether a listed name may stand in one of these cases here."""
        return self._may_be(known.first, known.last, cases)

    def in_nominative(self, head: Head, last: int) -> str:
        """Give a phrase with its noun and the adjectives of that noun in the nominative."""
        forms = [f for f in head.forms if f.number != "plur"] or head.forms
        form = next((f for f in forms if f.case == "nomn"), forms[0])
        if form.case == "nomn":
            return " ".join(self.text.said(head.first, last).split())
        parts = [
            (self._modifier_in_nominative(place, form), place)
            for place in range(head.first, head.noun)
        ]
        parts.append((nominative(self.text.words[head.noun].text, form), head.noun))
        said = ""
        for written, place in parts:
            start = self.text.words[place].start
            gap = " " if said and self.text.content[start - 1].isspace() else ""
            said += gap + written
        rest = self.text.content[self.text.words[head.noun].end : self.text.words[last - 1].end]
        return " ".join((said + rest).split())

    def _modifier_in_nominative(self, place: int, noun: Form) -> str:
        word = self.text.words[place]
        for form in forms_of(word.folded):
            if form.is_modifier and form.agrees_with(noun):
                return nominative(word.text, form)
        return word.text


def cases_after(text: Text, index: int) -> frozenset[str]:
    """Give the cases that the preposition at a word asks for; none where there is none."""
    return _governed_cases(text.lists.language).get(text.folded(index), _NONE)


@cache
def _governed_cases(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, case in WordLists(language).pairs("grammar", "governs"):
        found[word] = found.get(word, _NONE) | {case}
    return found
