"""What a person typed as a question to the index: words, phrases, beginnings, what must be absent.

    plan "national action plan" -draft migr*

Every word must be there, in any of its forms; a phrase as it is written; after `-` neither.
A date is found under any of the ways in which it is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import Final

from servanda.reading.edtf import EdtfError, bounds, describe
from servanda.reading.finding.dates import find_dates
from servanda.search.rules.words import sounds, stem, stems_in_any_language, words_of

MOST_WORDS: Final = 64
"""Words of a query: who pastes a page is asked for less."""
MOST_SIGNS: Final = 2_000
_QUOTED = re.compile(r"(-?)\s*[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?|(\S+)")
_TELLING = ("en", "ru", "fr", "es")
_YEAR_WORDS = frozenset({"г", "год", "года", "году"})
_SHORTEST_NAME = 3  # letters of a name as it sounds


class Column(Enum):
    """In which of the rows of words a term is looked for."""

    WORDS = "words"
    STEMS = "stems"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other; `is_beginning` where the last one may go on."""

    column: Column
    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms of which one must stand in what is found, or none of them where `is_absent`."""

    terms: tuple[Term, ...]
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses that all hold. Without one that must be there nothing is found."""

    clauses: tuple[Clause, ...]

    @property
    def asked(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if not clause.is_absent)


class QueryTooLong(ValueError):
    """More words than are looked for at once."""


def parsed(typed: str) -> Query:
    """Read what a person typed; signs that mean nothing here are passed over.

    Raises QueryTooLong for more than MOST_WORDS words.
    """
    if len(typed) > MOST_SIGNS:
        raise QueryTooLong
    dated = _date(typed)
    if dated:
        return Query((dated,))
    found = []
    for match in _QUOTED.finditer(typed):
        minus, quoted, bare = match.groups()
        clause = _bare(bare) if bare else _phrase(quoted, is_absent=bool(minus))
        found += [clause] if clause else []
    if sum(len(term.words) for clause in found for term in clause.terms[:1]) > MOST_WORDS:
        raise QueryTooLong
    return Query(tuple(found))


def _bare(written: str) -> Clause | None:
    """Read what stands between spaces: a word in any form, or a symbol (`CEDAW/C/TKM/CO/5`)."""
    is_absent = written.startswith("-") and len(written) > 1
    words = tuple(word.folded for word in words_of(written))
    if not words:
        return None
    if written.endswith("*"):
        return Clause((Term(Column.WORDS, words, is_beginning=True),), is_absent=is_absent)
    if len(words) > 1:
        return Clause((Term(Column.WORDS, words),), is_absent=is_absent)
    stems = (Term(Column.STEMS, (form,)) for form in stems_in_any_language(words[0]))
    names = (Term(Column.NAMES, (key,)) for key in _name_keys(words[0]))
    return Clause((*stems, *names), is_absent=is_absent)


def _name_keys(word: str) -> tuple[str, ...]:
    """Give how a word sounds; short ones and numbers are not taken for names of people."""
    if not word.isalpha():
        return ()
    return tuple(key for key in sounds(word) if len(key) >= _SHORTEST_NAME)


def _phrase(quoted: str, *, is_absent: bool) -> Clause | None:
    words = tuple(word.folded for word in words_of(quoted))
    is_beginning = quoted.rstrip().endswith("*")
    terms = (Term(Column.WORDS, words, is_beginning=is_beginning),)
    return Clause(terms, is_absent=is_absent) if words else None


def _date(typed: str) -> Clause | None:
    """Read a query that is one date: `17 February 2021`, «17 февраля 2021 года», `2021-02-17`."""
    said = " ".join(typed.split()).strip('"“”«».')
    edtf = said if _is_edtf(said) else None
    for language in _TELLING if edtf is None else ():
        dates = find_dates(said, published=None, language=language)
        whole = [one for one in dates if one.edtf and one.text == said]
        if whole:
            edtf = whole[0].edtf
            break
    if edtf is None or len(edtf) < len("2021-02") or not _is_edtf(edtf):
        return None
    told = chain([said, edtf], (describe(edtf, language) for language in _TELLING), _digits(edtf))
    phrases = dict.fromkeys(phrase for one in told for phrase in _stemmed(one))
    return Clause(tuple(Term(Column.STEMS, words) for words in phrases if words))


def _stemmed(told: str) -> Iterator[tuple[str, ...]]:
    """Give a date as it stands in texts of each language, the word for a year at its end left out."""
    words = [word.folded for word in words_of(told)]
    while words and words[-1] in _YEAR_WORDS:
        words.pop()
    for language in _TELLING:
        yield tuple(stem(word, language) for word in words)


def _is_edtf(said: str) -> bool:
    if not said[:4].isdigit() or not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", said):
        return False
    try:
        bounds(said)
    except EdtfError:
        return False
    return True


def _digits(edtf: str) -> list[str]:
    """Give the other ways to write a day in digits, and the month before the day in English."""
    parts = edtf.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return []
    year, month, day = parts
    named = describe(edtf, "en").split()
    return [
        f"{day}.{month}.{year}",
        f"{int(day)}.{int(month)}.{year}",
        f"{named[1]} {named[0]} {year}",
    ]
