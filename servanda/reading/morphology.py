"""What the form of a Russian word says: its base form, its case and number; and its other forms.

Made from the dictionary of pymorphy3 (OpenCorpora), which is loaded when the first Russian word
is asked for. Words that the dictionary lacks are judged by their endings.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = 60_000  # words whose forms are remembered
_LONGEST = 60  # letters; what is longer is no word
_SMALL_PARTS = frozenset({"PREP", "CONJ", "PRCL", "NPRO"})
# Second forms of a case count as the case: "в лесу", "чашка чаю".
_SAME_CASE = {"gen2": "gent", "gen1": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


@dataclass(frozen=True, slots=True)
class Form:
    """One meaning of a word form, in the words of OpenCorpora (`NOUN`, `gent`, `plur`, `masc`).

    `place` is its number among the meanings; what a form does not have is an empty string.
    """

    lemma: str
    part: str
    case: str
    number: str
    gender: str
    tense: str
    traits: frozenset[str]
    known: bool
    place: int

    @property
    def is_modifier(self) -> bool:
        """True for what agrees with a noun: adjectives, full participles, ordinal numbers."""
        return self.part in {"ADJF", "PRTF"} or "Anum" in self.traits

    def agrees_with(self, noun: Form) -> bool:
        """Tell whether an adjective in this form may stand at a noun in that form."""
        if self.case != noun.case or self.number != noun.number:
            return False
        return self.number == "plur" or not noun.gender or noun.gender in {self.gender, "ms-f"}


class _Tag(Protocol):
    POS: str | None
    case: str | None
    number: str | None
    gender: str | None
    tense: str | None
    grammemes: frozenset[str]


class _Parse(Protocol):
    word: str
    normal_form: str
    tag: _Tag
    is_known: bool

    def inflect(self, required: set[str]) -> _Parse | None: ...


class _Analyzer(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...


@cache
def _analyzer() -> _Analyzer:
    return cast("_Analyzer", importlib.import_module("pymorphy3").MorphAnalyzer())


@lru_cache(_KEPT)
def _parses(word: str) -> tuple[_Parse, ...]:
    if not word or len(word) > _LONGEST or not any("а" <= c <= "я" for c in word):
        return ()
    return tuple(_analyzer().parse(word))


@lru_cache(_KEPT)
def forms_of(word: str) -> tuple[Form, ...]:
    """Give what a folded word may be, the likeliest first; nothing for signs and Latin letters."""
    return tuple(_form(parse, place) for place, parse in enumerate(_parses(word)))


def _form(parse: _Parse, place: int) -> Form:
    tag = parse.tag
    case = str(tag.case or "")
    return Form(
        lemma=parse.normal_form.replace("ё", "е"),
        part=str(tag.POS or ""),
        case=_SAME_CASE.get(case, case),
        number=str(tag.number or ""),
        gender="ms-f" if "ms-f" in tag.grammemes else str(tag.gender or ""),
        tense=str(tag.tense or ""),
        traits=frozenset(str(one) for one in tag.grammemes),
        known=parse.is_known,
        place=place,
    )


@lru_cache(_KEPT)
def lemmas(word: str) -> frozenset[str]:
    """Give the base forms that a folded word may have, the word itself among them.

    A preposition or the like is no rare form of a noun besides: «после» is not «посол».
    """
    forms = forms_of(word)
    small = bool(forms) and forms[0].part in _SMALL_PARTS
    return frozenset({word, *(form.lemma for form in (forms[:1] if small else forms))})


@lru_cache(_KEPT)
def nominative(word: str, form: Form) -> str:
    """Give a word in the nominative of its number and gender, its capital letters kept."""
    if form.case == "nomn" or "Fixd" in form.traits:
        return word
    parses = _parses(word.casefold().replace("ё", "е"))
    found = parses[form.place].inflect({"nomn"}) if form.place < len(parses) else None
    return _as_written(found.word, word) if found else word


def _as_written(found: str, model: str) -> str:
    """Give a found form the large letters of the word in the text, and its «ё» where they agree."""
    folded = model.casefold()
    kept = [
        there if there == "ё" and here in "её" else "е" if here == "ё" else here
        for here, there in zip(found, folded.ljust(len(found)), strict=False)
    ]
    found = "".join(kept)
    if len(model) > 1 and model.isupper():
        return found.upper()
    parts = [
        part[:1].upper() + part[1:] if like[:1].isupper() else part
        for part, like in zip(found.split("-"), [*model.split("-"), *[""] * 9], strict=False)
    ]
    return "-".join(parts)


def parts_of(forms: Iterable[Form]) -> frozenset[str]:
    """Give the parts of speech among forms."""
    return frozenset(form.part for form in forms)
