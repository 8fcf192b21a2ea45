"""Cuts a text into the words, numbers and signs that date forms are matched against.

What scanning and line breaks did to a date is mended in the word compared, never in the text:
`l7 February 2O21` and `17 Febru-` / `ary 2021` are compared as they were meant.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
# Signs and letters that look alike; Ukrainian І and the Roman numerals of Unicode among them.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("’ʼ", "'"),
        **dict(zip("ёЁІіⅠⅡⅢⅣ", ("е", "Е", "I", "i", "I", "II", "III", "IV"), strict=True)),
    }
)
_SOFT_HYPHEN: Final = "\u00ad"
_HYPHENS: Final = frozenset(("-", "‐", _SOFT_HYPHEN))
_BLEMISH = re.compile("[^\\W\\d_][0-9]|[0-9][^\\W\\d_]|[-‐][ \\t]*\r?\n|\u00ad")
_LINE_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")

# Letters that scanning takes digits for, and the digits that it takes letters for.
_AS_DIGITS: Final = str.maketrans("OoОоlIІЗ", "00001113")
_AS_LETTERS: Final = str.maketrans("01", "ol")
_MOST_DIGITS: Final = 4
_LEAST_LETTERS: Final = 3


class Token(NamedTuple):
    """One word, number or sign; `glued` when no space stands before it.

    `folded` is what forms are compared with: case, dashes and blemishes taken out.
    """

    text: str
    folded: str
    start: int
    end: int
    glued: bool


def tokens_of(
    text: str, *, start: int = 0, end: int | None = None, known: frozenset[str] = frozenset()
) -> list[Token]:
    """Cut a text, or the part from start to end, into words, numbers and signs with offsets.

    Words of `known` are put together where a line break or a mistaken letter cut them.
    """
    last = len(text) if end is None else end
    tokens = cut(_TOKEN.finditer(text, start, last))
    is_whole = not known or _BLEMISH.search(text, start, last) is None
    return tokens if is_whole else list(_mended(text, tokens, known))


def cut(pieces: Iterable[re.Match[str]]) -> list[Token]:
    """Make a token of each piece found."""
    found: list[Token] = []
    last = -1
    for piece in pieces:
        text = piece.group()
        start, end = piece.span()
        found.append(Token(text, text.translate(_ALIKE).casefold(), start, end, start == last))
        last = end
    return found


def _mended(text: str, tokens: list[Token], known: frozenset[str]) -> Iterable[Token]:
    at = 0
    while at < len(tokens):
        end = _end_of_blemish(tokens, at)
        mended = _respelled(tokens[at:end], known) if end > at + 1 else None
        if mended is None and _is_cut_short(tokens, at):
            end, mended = at + 3, _joined(text, tokens[at : at + 3], known)
        yield tokens[at] if mended is None else mended
        at = at + 1 if mended is None else end


def _end_of_blemish(tokens: list[Token], at: int) -> int:
    """Give the end of a run of letters and digits without a gap that begins here."""
    end = at + 1
    if not tokens[at].glued or not tokens[at - 1].text[-1].isalnum():
        while end < len(tokens) and tokens[end].glued and tokens[end].text[0].isalnum():
            end += 1
    return end


def _respelled(run: list[Token], known: frozenset[str]) -> Token | None:
    """Read letters among digits as digits (`2O21`), or digits among letters as letters (`Apri1`)."""
    written = "".join(token.text for token in run)
    if len(written) <= _MOST_DIGITS and (digits := written.translate(_AS_DIGITS)).isdecimal():
        return _one(run, digits)
    word = written.translate(_AS_LETTERS).casefold()
    return _one(run, word) if word in known else None


def _is_cut_short(tokens: list[Token], at: int) -> bool:
    """Tell a word that goes on after a hyphen at the end of a line."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in _HYPHENS:
        return False
    return tokens[at].text.isalpha() and tokens[at + 1].glued and tokens[at + 2].text.islower()


def _joined(text: str, run: list[Token], known: frozenset[str]) -> Token | None:
    word, hyphen, rest = run
    is_soft = hyphen.text == _SOFT_HYPHEN and rest.glued
    if not is_soft and not _LINE_BREAK.fullmatch(text, hyphen.end, rest.start):
        return None
    whole = word.folded + rest.folded
    return _one(run, whole) if len(whole) > _LEAST_LETTERS and whole in known else None


def _one(run: list[Token], folded: str) -> Token:
    text = "".join(token.text for token in run)
    return run[0]._replace(text=text, folded=folded, end=run[-1].end)
