"""The languages that are known, each a folder of word lists, and which one a text is in."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from servanda.reading.names import script_of

_WORD = re.compile(r"[^\W\d_]+")

# Enough to know a language by; a longer text is judged by its beginning.
_CHARACTERS_READ = 20_000
_LEAST_WORDS_KNOWN = 2
_LEAST_SHARE = 0.12
_LEAD_OVER_THE_NEXT = 1.2


def detect_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language a text is in, None when unsure.

    Compared are the languages of the script most letters are in, by the share of the words
    of the text that stand under `frequent` in their `words.toml`. The share must be at least
    an eighth or so, and a fifth more than that of the next language.
    """
    start = text[:_CHARACTERS_READ]
    words = [word.casefold() for word in _WORD.findall(start)]
    script = script_of(start)
    known = sorted(
        ((sum(word in _frequent(code) for word in words), code) for code in _written_in(script)),
        reverse=True,
    )
    if not known or known[0][0] < max(_LEAST_WORDS_KNOWN, _LEAST_SHARE * len(words)):
        return None
    is_ahead = len(known) == 1 or known[0][0] >= _LEAD_OVER_THE_NEXT * known[1][0]
    return known[0][1] if is_ahead else None


@cache
def languages() -> tuple[str, ...]:
    """Give the ISO 639-1 codes of the languages that can be detected, in alphabetical order.

    How much of a text can be read in a language is another matter: it depends on the other
    lists in its folder.
    """
    folders = resources.files(__name__).iterdir()
    return tuple(sorted(folder.name for folder in folders if (folder / "words.toml").is_file()))


@cache
def vocabulary(code: str, name: str) -> Mapping[str, object]:
    """Give the content of `languages/<code>/<name>.toml`, read once; empty where there is none.

    This is the one door to the word lists: `words` is used here to detect the language, the
    other lists (dates, bodies, commitments …) by what finds facts in a text.
    """
    path = resources.files(__name__) / code / f"{name}.toml"
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")) if path.is_file() else {})


@cache
def _written_in(script: str) -> tuple[str, ...]:
    return tuple(code for code in languages() if vocabulary(code, "words")["script"] == script)


@cache
def _frequent(code: str) -> frozenset[str]:
    listed = vocabulary(code, "words")["frequent"]
    words = listed if isinstance(listed, list) else []
    return frozenset(str(word).casefold() for word in words)
