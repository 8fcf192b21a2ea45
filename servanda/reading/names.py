"""Keys under which the spellings of one name meet, whatever the script and the order of words.

The word lists and letter tables are in `names.toml` beside this module.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FINAL_BRACKETS = re.compile(r"(?<!\s)\s*+(?:\([^()]*\)|\[[^\[\]]*\])\s*+$")
_DOT_OF_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$)")
_APOSTROPHES = re.compile(
    "['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`"
    "\N{MODIFIER LETTER TURNED COMMA}\N{MODIFIER LETTER APOSTROPHE}]"
)
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0652\u0670]")
_DOUBLED = re.compile(r"(.)\1+")
_I_BEFORE_VOWEL = re.compile("i(?=[aeou])")

UNKNOWN_SCRIPT = "Zyyy"


@dataclass(frozen=True)
class _NameRules:
    """The content of `names.toml`, ready for use."""

    function_words: frozenset[str]
    elisions: re.Pattern[str]
    honorifics: frozenset[str]
    letters: dict[int, str]
    sounding: dict[int, str]
    name_spellings: tuple[tuple[str, str], ...]
    person_spellings: tuple[tuple[str, str], ...]
    scripts: dict[str, str]


def name_key(name: str) -> str:
    """Give the key of a name of a party, body or instrument; equal keys mean the same name.

    The rules, in order: NFKC and casefold; brackets at the end go ("… (IOM)": an abbreviation
    is a name of its own); elided articles and function words go; Cyrillic becomes Latin;
    marks on letters go; *sh ch zh kh w* and their Turkmen letters fall together (Aşgabat,
    Ashgabat); punctuation goes; the words are sorted. Words stay inflected, so a
    translation or an abbreviation has another key.
    A name made of function words or brackets only keeps them. No letter or digit: "".
    """
    rules = _rules()
    words = _words(rules.elisions.sub("", _without_final_brackets(_folded(name))))
    telling = [word for word in words if word not in rules.function_words] or words
    spelled = (_respelled(_latin(word), spellings=rules.name_spellings) for word in telling)
    return " ".join(sorted(word for word in spelled if word))


def person_key(name: str) -> str:
    """Give the key of a person's name; spellings of one name in several languages share it.

    As `name_key`, but honorifics go instead of function words, letters are taken as they
    sound (*ç* is *ch*), and what transcription confuses falls together: *j dzh dj zh*;
    *h kh g gh*; *v w*; *i y ý* and *iy* before a vowel; doubled letters; *d* and *t* at the
    end of a word. So Hajiyev, Hajiev, Gadzhiev, Гаджиев, Hajiýew agree. Other vowels
    stay: Meredov is not Muradov. Initials and patronymics are words of the key like others.
    """
    rules = _rules()
    chunks = _without_final_brackets(_folded(name)).split()
    telling = [chunk for chunk in chunks if chunk.rstrip(".,") not in rules.honorifics] or chunks
    words = _words(" ".join(telling))
    skeletons = (_person_skeleton(word) for word in words)
    return " ".join(sorted(skeleton for skeleton in skeletons if skeleton))


def script_of(text: str) -> str:
    """Give the ISO 15924 code of the script most letters of a text are in.

    "Zyyy" (undetermined) where the text has no letter of a script listed in `names.toml`.
    """
    scripts = _rules().scripts
    counted: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if letter.isalpha():
            first_word = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
            if first_word in scripts:
                counted[scripts[first_word]] += times
    return counted.most_common(1)[0][0] if counted else UNKNOWN_SCRIPT


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def _without_final_brackets(name: str) -> str:
    shorter = _FINAL_BRACKETS.sub("", name)
    while shorter.strip() and shorter != name:
        name, shorter = shorter, _FINAL_BRACKETS.sub("", shorter)
    return name


def _words(text: str) -> list[str]:
    joined = _APOSTROPHES.sub("", _DOT_OF_INITIALS.sub("", text))
    kept = (letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in joined)
    return "".join(kept).split()


def _latin(word: str) -> str:
    """Transliterate the folded word where it is Cyrillic, and drop the marks on letters."""
    transliterated = word.translate(_rules().letters)
    return _MARKS.sub("", unicodedata.normalize("NFD", transliterated)).translate(_rules().letters)


def _respelled(word: str, *, spellings: tuple[tuple[str, str], ...]) -> str:
    for written, replacement in spellings:
        word = word.replace(written, replacement)
    return word


def _person_skeleton(word: str) -> str:
    rules = _rules()
    spelled = _respelled(_latin(word.translate(rules.sounding)), spellings=rules.person_spellings)
    single = _DOUBLED.sub(r"\1", spelled)
    skeleton = _DOUBLED.sub(r"\1", _I_BEFORE_VOWEL.sub("", single)).lower()
    return f"{skeleton[:-1]}t" if skeleton.endswith("d") else skeleton


@cache
def _rules() -> _NameRules:
    tables = tomllib.loads(files("servanda.reading").joinpath("names.toml").read_text("utf-8"))
    elided = "|".join(tables["elisions"]["words"])
    spellings: dict[str, list[list[str]]] = tables["spellings"]
    return _NameRules(
        function_words=_all_words(tables["function_words"]),
        elisions=re.compile(rf"\b(?:{elided}){_APOSTROPHES.pattern}(?=\w)"),
        honorifics=_all_words(tables["honorifics"]),
        letters=str.maketrans({**tables["cyrillic"], **tables["latin"]}),
        sounding=str.maketrans(tables["sounding"]),
        name_spellings=tuple((written, sound) for written, sound in spellings["name"]),
        person_spellings=tuple((written, sound) for written, sound in spellings["person"]),
        scripts=tables["scripts"],
    )


def _all_words(by_language: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(_folded(word) for words in by_language.values() for word in words)
