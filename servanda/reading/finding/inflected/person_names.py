"""Names of people in any case, and their base form: «с Рашидом Мередовым» names Рашид Мередов."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from servanda.reading.morphology import Form, forms_of, nominative

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_LONGEST_NAME = 5
_NAMES = frozenset({"Name", "Surn", "Patr"})
_SMALL_PARTS = frozenset({"PREP", "CONJ", "PRCL", "NPRO"})
# What an unknown name may end in, by case, with what it ends in in the nominative.
_ENDINGS = {
    "gent": (("ы", "а"), ("и", "я"), ("а", ""), ("я", "й")),
    "datv": (("у", ""), ("ю", "й"), ("е", "а")),
    "accs": (("у", "а"), ("ю", "я"), ("а", ""), ("я", "й")),
    "ablt": (("ом", ""), ("ем", "й"), ("ой", "а"), ("ей", "я")),
    "loct": (("е", ""),),
}
_SURNAME_ENDINGS = ("ов", "ев", "ин", "ын")
_LEAST_STEM = 3


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads names of people in one text in which everything else that is named is known."""

    text: Text
    named: Mapping[int, Mention]

    def end_of_name(self, first: int, *, led: bool = False) -> int:
        """Give the end of the words of a name that begin here; the same word where none do.

        Where a post has `led` to it, the first may be a word besides: «министр Берды Лесов».
        """
        if first >= len(self.text.words):
            return first
        last = first
        limit = min(self.text.sentence_of(self.text.words[first].start).last, first + _LONGEST_NAME)
        particles = self.text.lists.words("honorifics", "particles")
        while last < limit:
            step = self._initials(last)
            follows = last > first or (led and self.fits(first + 1))
            step = step or int(self.fits(last) or (follows and self._follows(last)))
            goes_on = last > first and self.text.folded(last) in particles
            step = step or int(goes_on and (self.fits(last + 1) or last + 1 >= limit))
            step = step or int(goes_on and self.text.folded(last) in {"оглы", "кызы", "уулу"})
            if not step:
                break
            last += step
        return last

    def _follows(self, index: int) -> bool:
        """Tell a surname that is a word besides: «Араки» behind «Хироко»."""
        if index in self.named or self.text.date_at(self.text.words[index].start):
            return False
        word = self.text.words[index]
        letters = word.text.replace("-", "")
        forms = forms_of(word.folded)
        noun = not forms or forms[0].part not in {"PREP", "CONJ", "NPRO"}
        return word.is_capital and letters.isalpha() and not letters.isupper() and noun

    def _initials(self, index: int) -> int:
        """Give how many words an initial takes here: «А.» two, «А.И.» one."""
        text = self.text
        if index >= len(text.words) or not text.words[index].is_capital:
            return 0
        if text.words[index].plain.count(".") > 1:
            return 1
        alone = len(text.words[index].text) == 1 and text.folded(index + 1) == "."
        return 2 if alone else 0

    def count(self, first: int, last: int) -> int:
        """Count the words of a name written out, initials left apart."""
        return sum(self._is_word(index) for index in range(first, last))

    def _is_word(self, index: int) -> bool:
        return self.fits(index) or self._follows(index)

    def fits(self, index: int) -> bool:
        """Tell whether a word can be part of a person's name."""
        if index >= len(self.text.words) or index in self.named:
            return False
        word = self.text.words[index]
        letters = word.text.replace("-", "")
        if not word.is_capital or len(letters) < 2 or not letters.isalpha() or letters.isupper():
            return False
        if self.text.date_at(word.start) is not None:
            return False
        return not may_be_other(word.folded)

    def in_nominative(self, first: int, last: int, cases: frozenset[str]) -> str:
        """Give a name as it stands in lists, in one line."""
        gender = self._gender(first, last, cases)
        words = [
            base_name(word.text, cases, gender) if self._is_word(first + step) else word.text
            for step, word in enumerate(self.text.words[first:last])
        ]
        parts = []
        for step, written in enumerate(words):
            begin = self.text.words[first + step].start
            glued = step and not self.text.content[begin - 1].isspace()
            initial = written == "." or "." in written
            parts.append(("" if not step or (glued and initial) else " ") + written)
        return "".join(parts)

    def _gender(self, first: int, last: int, cases: frozenset[str]) -> str:
        """Give the gender that the first name tells, empty where it tells none."""
        for index in range(first, last):
            for form in forms_of(self.text.folded(index)):
                told = form.traits & {"Name", "Patr"} and form.gender in {"masc", "femn"}
                if told and form.known and (not cases or form.case in cases):
                    return form.gender
        return ""

    def cases_of(self, first: int, last: int) -> frozenset[str]:
        """Give the cases in which the words of a name agree; none where they tell nothing."""
        common: frozenset[str] | None = None
        for index in range(first, last):
            here = frozenset(
                form.case
                for form in forms_of(self.text.folded(index))
                if form.traits & _NAMES and form.number == "sing"
            )
            if here:
                common = here if common is None else (common & here or common)
        return common or frozenset()


@lru_cache(10_000)
def may_be_other(folded: str) -> bool:
    """Tell a word of the dictionary that is no name: «Говоря», «Также», «Министр»."""
    forms = forms_of(folded)
    if not forms or is_like_surname(folded):
        return False
    if any(form.traits & _NAMES and form.known for form in forms):
        return False
    if forms[0].part in _SMALL_PARTS:
        return True
    best = forms[0]
    name_like = best.part == "NOUN" and best.number == "sing" and best.gender == "masc"
    return best.known and not (name_like and len(folded) <= 6 and "anim" not in best.traits)


@lru_cache(10_000)
def is_like_surname(folded: str) -> bool:
    """Tell «Токаев», which the dictionary only has as a form of another word, no base form."""
    forms = forms_of(folded)
    like = folded.endswith(_SURNAME_ENDINGS) and len(folded) > _LEAST_STEM + 2
    return like and bool(forms) and all(form.case != "nomn" for form in forms)


@lru_cache(10_000)
def base_name(word: str, cases: frozenset[str], gender: str) -> str:
    """Give a word of a name in the nominative, when it stands in one of these cases."""
    if not cases or ("nomn" in cases and not _must_be_oblique(word, cases)):
        return word
    found = _best(word.casefold().replace("ё", "е"), cases, gender)
    if found:
        return nominative(word, found)
    return word if _is_unchanged(word, cases, gender) else _by_ending(word, cases)


def _keeps_stem(folded: str, form: Form) -> bool:
    """Tell whether a guessed base form has the letters of the word: «Шольца» is not «Шолец»."""
    stem = folded[:-1]
    return form.known or form.lemma.startswith(stem[: len(form.lemma)]) or len(stem) < _LEAST_STEM


def _must_be_oblique(word: str, cases: frozenset[str]) -> bool:
    forms = [f for f in forms_of(word.casefold().replace("ё", "е")) if f.traits & _NAMES]
    return bool(forms) and all(form.case != "nomn" for form in forms) and len(cases) > 1


def _best(folded: str, cases: frozenset[str], gender: str) -> Form | None:
    """Give the form of a name that fits best, a known one first."""
    fitting = [
        form
        for form in forms_of(folded)
        if form.part == "NOUN"
        and form.number == "sing"
        and form.case in cases
        and _keeps_stem(folded, form)
        and (not gender or form.gender in {gender, "ms-f"})
    ]
    ranked = sorted(fitting, key=lambda f: (not f.traits & _NAMES, not f.known, f.place))
    return ranked[0] if ranked else None


def _is_unchanged(word: str, cases: frozenset[str], gender: str) -> bool:
    """Tell a name that has no cases: «Гранди», a woman's that ends in a consonant."""
    last = word[-1:].casefold()
    if "accs" in cases and last in "ую":
        return False
    vowel = last in "иоуыэюе" and not word.endswith(("ой", "ей"))
    return vowel or (gender == "femn" and last not in "аяйу")


def _by_ending(word: str, cases: frozenset[str]) -> str:
    """Give an unknown name in the nominative by its ending alone."""
    for case in sorted(cases):
        for ending, base in _ENDINGS.get(case, ()):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _LEAST_STEM:
                return stem + base
    return word
