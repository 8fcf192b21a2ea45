"""Two states of a text held against each other word by word: what stayed, went and came.

A text of n words costs n squared at worst, so long stretches are parted: what is equal at both ends
goes first, then sentences are matched, and words within what is left of them. A stretch that is still
too long is told as gone and come as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_COMPARED = 250_000
"""So many pairs of words are held against each other in one stretch at most."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.;:!?\n]+[.;:!?\n]*\s*|[.;:!?\n]+\s*")


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A stretch of words of which the same became."""

    mark: Mark
    text: str


def marked(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in their order; neighbours of one kind are one piece."""
    found: list[Piece] = []
    for mark, text in _by_words(before, after):
        if not text:
            continue
        if found and found[-1].mark is mark:
            found[-1] = Piece(mark, found[-1].text + text)
        else:
            found.append(Piece(mark, text))
    return found


def _by_words(before: str, after: str) -> Iterator[tuple[Mark, str]]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    yield Mark.SAME, "".join(old[:head])
    middle = slice(head, len(old) - tail), slice(head, len(new) - tail)
    yield from _middle(old[middle[0]], new[middle[1]])
    yield Mark.SAME, "".join(old[len(old) - tail :])


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    if len(old) * len(new) <= MOST_COMPARED:
        yield from _steps(old, new)
        return
    old_sentences = _SENTENCES.findall("".join(old))
    new_sentences = _SENTENCES.findall("".join(new))
    if len(old_sentences) * len(new_sentences) > MOST_COMPARED:
        yield from ((Mark.GONE, "".join(old)), (Mark.NEW, "".join(new)))
        return
    matcher = SequenceMatcher(None, old_sentences, new_sentences, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(old_sentences[start:end]), "".join(new_sentences[new_start:new_end])
        if kind == "equal":
            yield Mark.SAME, gone
        else:
            yield from _within(_WORDS.findall(gone), _WORDS.findall(come))


def _within(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    if len(old) * len(new) <= MOST_COMPARED:
        yield from _steps(old, new)
    else:
        yield from ((Mark.GONE, "".join(old)), (Mark.NEW, "".join(new)))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Mark.SAME, "".join(old[start:end])
        else:
            yield Mark.GONE, "".join(old[start:end])
            yield Mark.NEW, "".join(new[new_start:new_end])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words are the same at the beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
