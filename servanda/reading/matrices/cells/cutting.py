"""Cuts a cell of actors into names, and tells a body by its words or its abbreviation."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from servanda.reading.matrices.words import compiled, folded, pattern, phrases

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
_ELLIPTIC_TAIL = re.compile(r"(?:[-–—]|\b(?:of|for|по|з|із))$")


def pieces_of(text: str) -> list[str]:
    """Cut a cell into names: at commas, semicolons, slashes and line ends outside brackets."""
    held: list[str] = []

    def keep(bracket: re.Match[str]) -> str:
        held.append(bracket[0])
        return f"\x00{len(held) - 1}\x00"

    masked = BRACKET.sub(keep, text) if "(" in text or "[" in text else text
    masked = _slashed(masked.strip()) if "/" in masked else masked.strip()
    joined = _joined(_cut(masked))
    parted = [part for piece in joined for part in _at_and(piece)]
    if not held:
        return [piece.strip() for piece in parted]
    return [
        re.sub(r"\x00(\d+)\x00", lambda at: held[int(at[1])], piece).strip() for piece in parted
    ]


def _slashed(text: str) -> str:
    """Cut at a slash between two abbreviations (`MIA/MFA`), not inside a word (`and/or`)."""
    return _SLASH.sub(
        lambda at: (
            "; "
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


def _cut(text: str) -> list[tuple[str, bool]]:
    """Cut at every sign, and give with each piece whether a comma stands before it."""
    parts = ["", *_CUTS.split(text)]
    return [
        (_LEADING_NUMBER.sub("", piece), sign.strip() == ",")
        for sign, piece in zip(parts[::2], parts[1::2], strict=True)
        if piece.strip(" .,;-–—")
    ]


def _joined(cut: list[tuple[str, bool]]) -> list[str]:
    """Put together again what a comma inside a name has cut."""
    joined: list[str] = []
    for place, (piece, _is_at_comma) in enumerate(cut):
        if joined and (
            _goes_on(joined[-1], piece) or _enumerates(joined[-1], cut[place : place + _MOST_PARTS])
        ):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _enumerates(before: str, cut: list[tuple[str, bool]]) -> bool:
    """Tell the middle of a long name: `Ministry of Education, Science, Culture and Sport`."""
    if not _has_of(before):
        return False
    for piece, is_at_comma in cut:
        if not is_at_comma or is_body(piece):
            return False
        if pattern("actors", "and").search(folded(piece)):
            return True
        if len(piece.split()) > _LONGEST_PART:
            return False
    return False


def _goes_on(before: str, piece: str) -> bool:
    """Tell the second part of one name: `Ministry of Labour, Migration and …`, `обласні, Київська …`."""
    last = before.rpartition(", ")[2]
    if _is_elliptic(last):
        return True
    if _is_elliptic(piece):
        return False
    if has_body(piece) or is_abbreviation(piece.split(maxsplit=1)[0] if piece.split() else ""):
        return False
    if not _has_of(before):
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
