"""Cuts a text into the words, numbers and signs that date forms are matched against.

What scanning and line breaks did to a date is mended in the word compared, never in the text:
`l7 February 2O21` and `17 Febru-` / `ary 2021` are compared as they were meant.
"""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Final

TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|\S")
# The same with the space after it: all of a text but a space before its first word. What most
# words are written with comes first, for it is told fastest.
_TOKEN_AND_SPACE = re.compile(r"(?:[a-zа-я]++(?!\w)|[^\W\d_]+|\d+|\S)\s*+")

# Signs and letters that look alike; Ukrainian І and the Roman numerals of Unicode among them.
_ALIKE: Final = (
    *((dash, "-") for dash in "‐‑‒–—−"),
    *((mark, "'") for mark in "’ʼ"),
    *zip("ёЁІіⅠⅡⅢⅣ", ("е", "Е", "I", "i", "I", "II", "III", "IV"), strict=True),
)
_SOFT_HYPHEN: Final = "\u00ad"
_HYPHENS: Final = frozenset(("-", _SOFT_HYPHEN))
_BLEMISH = re.compile(  # begins with one class of signs, which the engine looks for fast
    r"[-‐\u00ad0-9](?:(?<=[0-9])(?:[^\W\d_]|(?<=[^\W\d_][0-9]))|(?<=\u00ad)|(?<=[-‐])[ \t]*\r?\n)"
)
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*+\r?\n[ \t]*+")

# Letters that scanning takes digits for, and the digits that it takes letters for.
_AS_DIGITS: Final = str.maketrans("OoОоlIІЗ", "00001113")
_AS_LETTERS: Final = str.maketrans("01", "ol")
_MOST_DIGITS: Final = 4
_LEAST_LETTERS: Final = 3


class Tokens:
    """The words, numbers and signs of a part of a text, in order.

    `words` is what forms are compared with: case, dashes and blemishes taken out, the space after
    each still on it. What else is asked of a token is told from the text, where one asks.
    """

    def __init__(self, text: str, words: list[str], *, end: int) -> None:
        self._text = text
        self.words = words
        self._end = end  # where in the text the last word and the space after it end

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def starts(self) -> list[int]:
        """Give where each token begins in the text, and where the space after the last one ends."""
        lengths = list(map(len, self.words))
        return list(accumulate(lengths, initial=self._end - sum(lengths)))

    def with_words(self, words: list[str], *, starts: list[int]) -> "Tokens":
        """Give other words, which are not as long as they are written, where they begin."""
        changed = Tokens(self._text, words, end=self._end)
        changed.starts = starts
        return changed

    def end(self, at: int) -> int:
        """Give where a token ends in the text."""
        return self.starts[at] + len(self.text(at))

    def initial(self, at: int) -> str:
        """Give the first letter of a token as it is written."""
        return self._text[self.starts[at]]

    def text(self, at: int) -> str:
        """Give a token as it is written."""
        return self._text[self.starts[at] : self.starts[at + 1]].rstrip()

    def folded(self, at: int) -> str:
        """Give a token as it is compared."""
        return self.words[at].rstrip()

    def is_small(self, at: int) -> bool:
        """Tell whether a token begins with a small letter as it is written."""
        return self._text[self.starts[at]].islower()

    def is_glued(self, at: int) -> bool:
        """Tell whether no space stands between a token and the one before it."""
        return at > 0 and not self._text[self.starts[at] - 1].isspace()


def fold(text: str) -> str:
    """Write what looks alike alike, all in small letters."""
    if not text.isascii():
        for written, meant in _ALIKE:
            text = text.replace(written, meant)
    return text.casefold()


def folded_whole(text: str) -> str | None:
    """Fold a whole text, or give None where folding would move what stands in it."""
    folded = fold(text)
    return folded if len(folded) == len(text) else None  # nothing became longer: all is in place


def tokens_of(
    text: str, folded_text: str | None, *, start: int, end: int, known: frozenset[str]
) -> Tokens:
    """Cut the part of a text from start to end into words, numbers and signs.

    `folded_text` is what `folded_whole` gave. Words of `known` are put together where a line
    break or a mistaken letter cut them.
    """
    words = _TOKEN_AND_SPACE.findall(text if folded_text is None else folded_text, start, end)
    tokens = Tokens(text, words, end=end)
    if folded_text is None:  # what is folded here may be longer than what is written
        tokens = tokens.with_words(list(map(fold, words)), starts=tokens.starts)
    blemishes = [blemish.start() for blemish in _BLEMISH.finditer(text, start, end)]
    return _mended(text, tokens, known, blemishes) if blemishes else tokens


def _mended(text: str, tokens: Tokens, known: frozenset[str], blemishes: list[int]) -> Tokens:
    """Put together what a blemish cut, at each of the places where one may stand."""
    words: list[str] = []
    starts: list[int] = []
    done = 0
    for place in blemishes:
        first = _begin_of_run(tokens, bisect_right(tokens.starts, place) - 1)
        if first < done:
            continue
        end, word = _mended_piece(text, tokens, known, first)
        words += [*tokens.words[done:first], word]
        starts += tokens.starts[done : first + 1]
        done = end
    return tokens.with_words(words + tokens.words[done:], starts=starts + tokens.starts[done:])


def _mended_piece(text: str, tokens: Tokens, known: frozenset[str], at: int) -> tuple[int, str]:
    """Give the end of what a word is put together of, and the word."""
    end = _end_of_run(tokens, at)
    word = _respelled("".join(map(tokens.text, range(at, end))), known) if end > at + 1 else None
    if word is None and _is_cut_short(text, tokens, at):
        end, word = at + 3, _joined(tokens.folded(at) + tokens.folded(at + 2), known)
    return (at + 1, tokens.words[at]) if word is None else (end, word)


def _begin_of_run(tokens: Tokens, at: int) -> int:
    """Give the word before a hyphen, or the begin of a run of letters and digits without a gap."""
    if tokens.folded(at) in _HYPHENS:
        return max(0, at - 1)
    while tokens.is_glued(at) and tokens.folded(at - 1).isalnum():
        at -= 1
    return at


def _end_of_run(tokens: Tokens, at: int) -> int:
    """Give the end of a run of letters and digits without a gap that begins here."""
    end = at + 1
    while end < len(tokens) and tokens.is_glued(end) and tokens.folded(end).isalnum():
        end += 1
    return end


def _respelled(written: str, known: frozenset[str]) -> str | None:
    """Read letters among digits as digits (`2O21`), or digits among letters as letters (`Apri1`)."""
    if len(written) <= _MOST_DIGITS and (digits := written.translate(_AS_DIGITS)).isdecimal():
        return digits
    return _joined(fold(written.translate(_AS_LETTERS)), known)


def _is_cut_short(text: str, tokens: Tokens, at: int) -> bool:
    """Tell a word that goes on after a hyphen at the end of a line, or after a soft hyphen."""
    if at + 2 >= len(tokens) or tokens.folded(at + 1) not in _HYPHENS:
        return False
    if not (
        tokens.folded(at).isalpha() and tokens.is_glued(at + 1) and tokens.text(at + 2).islower()
    ):
        return False
    is_soft = tokens.folded(at + 1) == _SOFT_HYPHEN and tokens.is_glued(at + 2)
    return is_soft or bool(_LINE_BREAK.fullmatch(text, tokens.end(at + 1), tokens.starts[at + 2]))


def _joined(word: str, known: frozenset[str]) -> str | None:
    return word if len(word) > _LEAST_LETTERS and word in known else None
