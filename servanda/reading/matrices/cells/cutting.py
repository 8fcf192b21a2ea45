"""Cuts a cell of actors into names, and tells a body by its words or its abbreviation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.languages import vocabulary
from servanda.reading.matrices.words import codes, compiled, folded, pattern, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BRACKET = re.compile(r"(?:(?<!\s)\s+)?[(\[]([^()\[\]]*)[)\]]")
_CUTS = re.compile(r"((?:(?<![^\S\n])[^\S\n]+)?(?:[;\n•●▪]|,(?!\d)|\s[/|]\s|\s[–—]\s(?=\())\s*)")
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_LEADING_NUMBER = re.compile(r"^(?:[-–—•*]|\d{1,2}[.)]|[a-zа-я]\))\s+")
_ABBREVIATION = re.compile(r"(?=(?:[^A-ZА-ЯІЇЄҐ]{0,11}[A-ZА-ЯІЇЄҐ]){2})[\w.’'\-/]{2,12}")
_ADJECTIVE = re.compile(
    r"(?<![^\W\d_])[^\W\d_]+(?:ні|нні|ські|цькі|зькі|ные|ние|ские|цкие|ские|ная|ская|ний|ный|ский|ський|нa|на|ська|ова|овий|ові|овые)"
)
_LONGEST_PART: Final = 2  # words of one part of a long name
_MOST_PARTS: Final = 6
_MOST_WORDS_OF_STATE: Final = 4
_MASK = re.compile(r"\x00(\d+)\x00")
_ELLIPTIC_TAIL = re.compile(r"(?:[-–—]|\b(?:of|for|по|з|із))$")


@dataclass(frozen=True)
class Piece:
    """A name cut out, the sign before it (none before the first), and whether it may be several."""

    words: str
    sign: str = ""
    is_doubtful: bool = False

    @property
    def is_anew(self) -> bool:
        """Tell whether more than a comma, a slash or an `and` parts it from the last."""
        return ";" in self.sign or ("\n" in self.sign and "," not in self.sign)


def pieces_of(text: str) -> list[str]:
    """Cut a cell into names: at commas, semicolons, slashes and line ends outside brackets."""
    return [piece.words for piece in cut_names(text)]


def cut_names(text: str) -> list[Piece]:
    """Cut a cell into names, each with the sign before it."""
    held: list[str] = []

    def keep(bracket: re.Match[str]) -> str:
        held.append(bracket[0])
        return f"\x00{len(held) - 1}\x00"

    masked = BRACKET.sub(keep, text) if "(" in text or "[" in text else text
    masked = _slashed(masked.strip()) if "/" in masked else masked.strip()
    return [
        Piece(_unmasked(words, held), "" if place else piece.sign, piece.is_doubtful)
        for piece in _joined(_cut(masked))
        for place, words in enumerate(_at_and(piece.words))
    ]


def _unmasked(words: str, held: Sequence[str]) -> str:
    """Put the brackets that were held back into their places."""
    return (_MASK.sub(lambda at: held[int(at[1])], words) if held else words).strip()


def _slashed(text: str) -> str:
    """Cut at a slash between two abbreviations (`MIA/MFA`), not inside a word (`and/or`)."""
    return _SLASH.sub(
        lambda at: (
            " / "
            if is_abbreviation(_word_before(text, at.start()))
            and is_abbreviation(_word_after(text, at.end()))
            else "/"
        ),
        text,
    )


def _word_before(text: str, end: int) -> str:
    return re.split(r"[\s/,;]", text[:end])[-1]


def _word_after(text: str, start: int) -> str:
    return re.split(r"[\s/,;.]", text[start:])[0]


def _cut(text: str) -> Iterator[Piece]:
    """Cut at every sign."""
    parts = ["", *_CUTS.split(text)]
    sign = ""
    for added, piece in zip(parts[::2], parts[1::2], strict=True):
        sign += added
        if piece.strip(" .,;-–—"):
            yield Piece(_LEADING_NUMBER.sub("", piece), sign)
            sign = ""


def _joined(cut: Iterator[Piece]) -> list[Piece]:
    """Put together again what a comma inside a name has cut; what only may be one is doubtful."""
    joined: list[Piece] = []
    pieces = list(cut)
    for place, piece in enumerate(pieces):
        before = joined[-1] if joined else Piece("")
        is_listed = _enumerates(before.words, pieces[place : place + _MOST_PARTS])
        if is_listed or _goes_on(before.words, piece.words):
            joined[-1] = replace(
                before,
                words=f"{before.words}, {piece.words}",
                is_doubtful=before.is_doubtful or (is_listed and not _is_field(piece.words)),
            )
        else:
            joined.append(piece)
    return joined


def _enumerates(before: str, cut: Sequence[Piece]) -> bool:
    """Tell the middle of a long name: `Ministry of Education, Science, Culture and Sport`."""
    if not _has_of(before) or _ends_in_state(before):
        return False
    for piece in cut:
        if piece.sign.strip() != "," or _names_other(piece.words):
            return False
        if pattern("actors", "and").search(folded(piece.words)):
            return True
        if len(piece.words.split()) > _LONGEST_PART:
            return False
    return False


@lru_cache(maxsize=8192)
def _names_other(piece: str) -> bool:
    """Tell a piece that names others than the body before it: bodies, States, known organizations."""
    names = _and_pattern().split(piece)[::2]
    return (
        has_body(piece)
        or any(map(is_abbreviation, piece.split()))
        or any(_bare(name) in _known_names() for name in names)
    )


@lru_cache(maxsize=8192)
def _ends_in_state(name: str) -> bool:
    """Tell a name that is whole: `Embassy of Norway`."""
    words = _bare(name).split()
    ends = (" ".join(words[-length:]) for length in range(1, _MOST_WORDS_OF_STATE + 1))
    return any(end in _known_names() for end in ends)


def _is_field(piece: str) -> bool:
    """Tell what ministries are of: `Culture`, `Social Affairs`."""
    names = [_bare(name) for name in _and_pattern().split(f" {piece}")[::2]]
    return all(pattern("bodies", "fields").match(name) for name in names if name)


def _bare(name: str) -> str:
    return folded(name).strip(" .")


@cache
def _known_names() -> frozenset[str]:
    """Give the names of States and organizations that the languages list."""
    return frozenset(
        folded(str(name))
        for code in codes()
        for listed in ("states", "organizations")
        for base, row in vocabulary(code, listed).items()
        for name in (base, *(row.get("also", ()) if isinstance(row, dict) else ()))
    )


def _goes_on(before: str, piece: str) -> bool:
    """Tell the second part of one name: `Ministry of Labour, Migration and …`, `обласні, Київська …`."""
    last = before.rpartition(", ")[2]
    if _is_elliptic(last):
        return True
    if _is_elliptic(piece):
        return False
    if has_body(piece) or is_abbreviation(piece.split(maxsplit=1)[0] if piece.split() else ""):
        return False
    if not _has_of(before) or _names_other(piece):
        return False
    starts_low = piece[:1].islower()
    names_two = pattern("actors", "and").search(folded(piece)) is not None
    return starts_low or names_two


@lru_cache(maxsize=8192)
def _is_elliptic(last: str) -> bool:
    words = [word for word in last.split() if folded(word) not in phrases("actors", "and")]
    is_low = last[:1].islower()
    return bool(words) and (
        _ELLIPTIC_TAIL.search(last) is not None
        or (is_low and all(_ADJECTIVE.fullmatch(word.lower()) for word in words))
    )


@lru_cache(maxsize=8192)
def _has_of(name: str) -> bool:
    """Tell a name that says of what it is: `Ministry of Labour`, `Министерство труда`."""
    words = folded(name).split()
    return len(words) > 1 and body_pattern().search(" ".join(words[:3])) is not None


@lru_cache(maxsize=8192)
def _at_and(piece: str) -> tuple[str, ...]:
    """Cut `IOM and UNHCR`, `Ministry of Interior and Ministry of Justice`, not `Labour and Migration`."""
    parts = _and_pattern().split(piece)
    names: list[str] = [parts[0]]
    for joiner, right in zip(parts[1::2], parts[2::2], strict=True):
        left = names[-1]
        if _are_two(left, right):
            names.append(right)
        else:
            names[-1] = f"{left}{joiner}{right}"
    return tuple(name for name in names if name.strip())


def _are_two(left: str, right: str) -> bool:
    if _bare(left) in _known_names() and _bare(right) in _known_names():
        return True
    first = right.split(maxsplit=1)[0] if right.split() else ""
    if is_abbreviation(first) and (is_abbreviation(left.rsplit(maxsplit=1)[-1]) or has_body(left)):
        return True
    if not first[:1].isupper() or not has_body(left):
        return False
    return _begins_with_body(right)


def _begins_with_body(name: str) -> bool:
    start = " ".join(folded(name).split()[:3])
    return body_pattern().search(start) is not None


@cache
def _and_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in phrases("actors", "and"))
    return re.compile(rf"(\s+(?:{words})\s+)", re.IGNORECASE)


def is_body(piece: str) -> bool:
    """Tell whether a name names a body, by a word or by an abbreviation among its first words."""
    words = piece.split()
    return has_body(piece) or any(is_abbreviation(word.strip(".,()")) for word in words[:3])


@lru_cache(maxsize=8192)
def has_body(piece: str) -> bool:
    """Tell whether a word of a body stands in a name."""
    return body_pattern().search(folded(piece)) is not None


def is_abbreviation(word: str) -> bool:
    """Tell an abbreviation: two capitals at least, and short."""
    return _ABBREVIATION.fullmatch(word.strip(".,")) is not None


@cache
def body_pattern() -> re.Pattern[str]:
    """Give what finds the words that tell a body."""
    return compiled(phrases("bodies", "words"))
