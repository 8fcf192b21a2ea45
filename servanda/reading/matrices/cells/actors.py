"""Who: the names in a cell, each with its part, and whether the body must consent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.model import Actor
from servanda.reading.matrices.words import compiled, folded, pattern, phrases
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.notices import Notice

ROLES: Final = ("co_lead", "coordinator", "monitor", "reporter", "partner", "lead")
_LONGEST: Final = 6_000
_LONGEST_NAME: Final = 250
_CUTS = re.compile(r"\s*(?:[;\n•●▪]|,(?!\d)|\s[/|]\s|\s[–—]\s(?=\())\s*")
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_LABEL = re.compile(r"\s*([^:()]{2,60}):\s*")
_LEADING_NUMBER = re.compile(r"^(?:[-–—•*]|\d{1,2}[.)]|[a-zа-я]\))\s+")
_ABBREVIATION = re.compile(r"(?=(?:[^A-ZА-ЯІЇЄҐ]*[A-ZА-ЯІЇЄҐ]){2})[\w.’'\-/]{2,12}")
_UPPER_START = re.compile(r"[^\W\d_]")
_ADJECTIVE = re.compile(
    r"[^\W\d_]+(?:ні|нні|ські|цькі|зькі|ные|ние|ские|цкие|ские|ная|ская|ний|ный|ский|ський|нa|на|ська|ова|овий|ові|овые)"
)
_ELLIPTIC_TAIL = re.compile(r"(?:[-–—]|\b(?:of|for|по|з|із))$")


@dataclass(frozen=True)
class ReadActors:
    """The names of a cell in their order, and what is doubtful in them."""

    actors: tuple[Actor, ...]
    doubts: tuple[Notice, ...] = ()


@lru_cache(maxsize=16384)
def read_actors(text: str, *, usual: str) -> ReadActors:
    """Read a cell of actors; `usual` is the part of those of whom the cell says none."""
    if len(text) > _LONGEST:
        return ReadActors((), (_too_long(),))
    told: list[Actor] = []
    doubts: list[Notice] = []
    role = usual
    for piece in _pieces(text):
        role, rest = _labelled(piece, role)
        for name, is_other in _alternatives(rest):
            actor = _actor(name, role)
            if actor is None:
                continue
            if is_other:
                doubts.append(_("“%(name)s” is named as an alternative.", name=actor.name[:80]))
            told.append(actor)
    if pattern("actors", "condition").search(folded(text)):
        doubts.append(_("the cell makes a condition: “%(told)s”.", told=text[:120]))
    doubts += [_long_name(actor.name) for actor in told if len(actor.name) > _LONGEST_NAME]
    return ReadActors(tuple(told), tuple(doubts))


def role_named(told: str, *, usual: str) -> str:
    """Give the part that a folded text names, the usual one where it names none."""
    for role in ROLES:
        if pattern("roles", role).search(told):
            return role
    return usual


@lru_cache(maxsize=16384)
def looks_like_actors(text: str) -> bool:
    """Tell a cell that names bodies and says nothing else of them."""
    if len(text) > 1000 or not text.strip():
        return False
    pieces = _pieces(text)
    known = sum(_is_body(piece) and len(piece.split()) <= 14 for piece in pieces)
    return bool(pieces) and known >= 0.6 * len(pieces)


def _pieces(text: str) -> list[str]:
    """Cut a cell into names: at commas, semicolons, slashes and line ends outside brackets."""
    held: list[str] = []

    def keep(bracket: re.Match[str]) -> str:
        held.append(bracket[0])
        return f"\x00{len(held) - 1}\x00"

    masked = _BRACKET.sub(keep, text.strip())
    cut = [piece for piece in _CUTS.split(_slashed(masked)) if piece and piece.strip(" .,;-–—")]
    joined = _joined([_LEADING_NUMBER.sub("", piece) for piece in cut])
    parted = [part for piece in joined for part in _at_and(piece)]
    return [
        re.sub(r"\x00(\d+)\x00", lambda at: held[int(at[1])], piece).strip() for piece in parted
    ]


def _slashed(text: str) -> str:
    """Cut at a slash between two abbreviations (`MIA/MFA`), not inside a word (`and/or`)."""
    return _SLASH.sub(
        lambda at: (
            "; "
            if _is_abbreviation(_word_before(text, at.start()))
            and _is_abbreviation(_word_after(text, at.end()))
            else "/"
        ),
        text,
    )


def _word_before(text: str, end: int) -> str:
    return re.split(r"[\s/,;]", text[:end])[-1]


def _word_after(text: str, start: int) -> str:
    return re.split(r"[\s/,;.]", text[start:])[0]


def _joined(pieces: list[str]) -> list[str]:
    """Put together again what a comma inside a name has cut."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _goes_on(joined[-1], piece):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _goes_on(before: str, piece: str) -> bool:
    """Tell the second part of one name: `Ministry of Labour, Migration and …`, `обласні, Київська …`."""
    last = before.rpartition(", ")[2]
    if _is_elliptic(last):
        return True
    if _is_elliptic(piece):
        return False
    if _has_body(piece) or _is_abbreviation(piece.split(maxsplit=1)[0] if piece.split() else ""):
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
    return len(words) > 1 and _body_pattern().search(" ".join(words[:3])) is not None


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
    if _is_abbreviation(first) and (
        _is_abbreviation(left.rsplit(maxsplit=1)[-1]) or _has_body(left)
    ):
        return True
    if not first[:1].isupper() or not _has_body(left):
        return False
    return _begins_with_body(right)


def _begins_with_body(name: str) -> bool:
    start = " ".join(folded(name).split()[:3])
    return _body_pattern().search(start) is not None


@cache
def _and_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in phrases("actors", "and"))
    return re.compile(rf"(\s+(?:{words})\s+)", re.IGNORECASE)


@cache
def _or_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in phrases("actors", "or"))
    return re.compile(rf"\s+(?:{words})\s+", re.IGNORECASE)


def _alternatives(piece: str) -> list[tuple[str, bool]]:
    """Give the names of a piece that leaves a choice, each with whether it is not the first."""
    parts = [part for part in _or_pattern().split(piece) if part.strip()]
    if len(parts) < 2 or not all(_is_body(part) for part in parts):
        return [(piece, False)]
    return [(part, place > 0) for place, part in enumerate(parts)]


def _labelled(piece: str, role: str) -> tuple[str, str]:
    """Take off what stands before a colon and names a part: `Lead: …`, `Соисполнители: …`."""
    found = _LABEL.match(piece)
    if found is None:
        return role, piece
    named = role_named(folded(found[1]), usual="")
    return (named, piece[found.end() :]) if named else (role, piece)


@lru_cache(maxsize=8192)
def _actor(name: str, role: str) -> Actor | None:
    by_consent = False

    def take(bracket: re.Match[str]) -> str:
        nonlocal by_consent, role
        told = folded(bracket[1])
        if pattern("actors", "by_consent").search(told):
            by_consent = True
            return ""
        named = role_named(told, usual="")
        if named and len(told.split()) <= 6 and not _is_unit(told):
            role = named
            return ""
        return bracket[0]

    bare = _BRACKET.sub(take, name)
    bare, is_said_bare = _without_consent(bare)
    bare = " ".join(bare.split()).strip(" ,;–—-…")
    bare = bare[:-1] if bare.endswith(".") and not bare.endswith("..") else bare
    if not re.search(r"[^\W_]", bare):
        return None
    return Actor(bare, role, by_consent or is_said_bare)


def _is_unit(told: str) -> bool:
    """Tell a unit in brackets that has a body of its own from the word of a part."""
    return _body_pattern().search(told) is not None and not pattern("roles", "coordinator").search(
        told
    )


def _without_consent(name: str) -> tuple[str, bool]:
    found = _consent_at_end().search(name)
    return (name[: found.start()], True) if found else (name, False)


@cache
def _consent_at_end() -> re.Pattern[str]:
    listed = compiled(phrases("actors", "by_consent")).pattern
    return re.compile(rf"[\s,–—-]+{listed}\s*\.?$", re.IGNORECASE)


def _is_body(piece: str) -> bool:
    words = piece.split()
    return _has_body(piece) or any(_is_abbreviation(word.strip(".,()")) for word in words[:3])


@lru_cache(maxsize=8192)
def _has_body(piece: str) -> bool:
    return _body_pattern().search(folded(piece)) is not None


def _is_abbreviation(word: str) -> bool:
    return _ABBREVIATION.fullmatch(word.strip(".,")) is not None


@cache
def _body_pattern() -> re.Pattern[str]:
    return compiled(phrases("bodies", "words"))


def _too_long() -> Notice:
    return _("the cell is too long to be a list of actors; its words are kept.")


def _long_name(name: str) -> Notice:
    return _("“%(name)s …” may be more than one actor.", name=name[:60])
