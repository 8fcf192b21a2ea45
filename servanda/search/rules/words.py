"""A text as the words the index knows: folded, stemmed, and names as they sound.

The same words come out for a text and for a query, whatever the database.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import Stemmer

from servanda.reading.names import person_key

STEMMED: Final = {"en": "english", "ru": "russian"}
"""Languages whose words are looked up by their stems, as Snowball names them."""

_KEPT = 200_000  # words whose forms are remembered
_LONGEST = 60  # letters: what is longer is no word
# A word with its marks; every sign of a script without spaces is a word.
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|(?:(?![{_IDEOGRAPH}_])\w[\u0300-\u036f\u064b-\u0652\u00ad]*)+")
_APART = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "\u00ad": None}
)
_SHORT_I = unicodedata.normalize("NFD", "й")
# What a Russian surname ends in, and the case after it: Гаджиева, Мередовым.
_SURNAME_IN_CASE = re.compile(r"(.{2,}(?:ов|ев|ёв|ин|ын))(?:а|у|ым|ом|е|ой|ых|ыми|ы)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, standing from `start` to before `end`, as it is looked up."""

    start: int
    end: int
    folded: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class IndexedWords:
    """What the index keeps of a text, each a row of words: as written, stemmed, names by sound."""

    words: str
    stems: str
    names: str


def words_of(text: str) -> Iterator[Word]:
    """Give the words of a text in order."""
    for match in _WORD.finditer(text):
        written = match.group()
        if len(written) <= _LONGEST and (word := folded(written)):
            yield Word(match.start(), match.end(), word, written[0].isupper())


@lru_cache(_KEPT)
def folded(word: str) -> str:
    """Give a word in small letters without marks: "Ýylanly" as "ylanly"; й is a letter and stays."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_APART))
    plain = plain.replace(_SHORT_I, "й")
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


@lru_cache(_KEPT)
def stem(word: str, language: str) -> str:
    """Give the stem of a folded word; a language that is not stemmed keeps the word."""
    stemmer = _stemmer(language)
    return folded(stemmer.stemWord(word)) if stemmer else word


@lru_cache(_KEPT)
def stems_in_any_language(word: str) -> tuple[str, ...]:
    """Give what a word of a query may stand as, in a text of any language."""
    is_cyrillic = "а" <= word[:1] <= "я"
    languages = [code for code in STEMMED if (code == "ru") == is_cyrillic]
    return tuple(dict.fromkeys([word, *(stem(word, code) for code in languages)]))


@lru_cache(_KEPT)
def sounds(word: str) -> tuple[str, ...]:
    """Give how a folded word sounds as a person's name, and as one in a Russian case.

    Гаджиев, Gadzhiev and Hajiyev sound alike; Гаджиевым sounds like Гаджиев as well.
    """
    inflected = _SURNAME_IN_CASE.fullmatch(word)
    forms = [word, inflected.group(1)] if inflected else [word]
    keys = (person_key(form).replace(" ", "") for form in forms)
    return tuple(dict.fromkeys(folded(key) for key in keys if key))


def indexed(text: str, language: str) -> IndexedWords:
    """Give what the index keeps of a text in a language (ISO 639-1, "" where it is unknown)."""
    stemmed = language.partition("-")[0]
    told = _told(stemmed if stemmed in STEMMED else "")
    found = [told(written) for written in _WORD.findall(text)]
    return IndexedWords(
        " ".join([word for word, _stem, _names in found if word]),
        " ".join([stem for _word, stem, _names in found if stem]),
        " ".join([names for _word, _stem, names in found if names]),
    )


@cache
def _told(language: str) -> Callable[[str], tuple[str, str, str]]:
    """Return what tells of a word as it is written: folded, stemmed, and as names sound; "" for none.

    It remembers words as they are written, for the same ones come again and again.
    """

    @lru_cache(_KEPT)
    def told(written: str) -> tuple[str, str, str]:
        word = folded(written) if len(written) <= _LONGEST else ""
        is_name = written[0].isupper() and not word.isdigit()
        return word, stem(word, language), " ".join(sounds(word)) if is_name else ""

    return told


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = STEMMED.get(language.partition("-")[0])
    return Stemmer.Stemmer(name) if name else None
