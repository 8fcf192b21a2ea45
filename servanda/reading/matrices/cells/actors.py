"""Who: the names in a cell, each with its part, and whether the body must consent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.cutting import (
    BRACKET,
    cut_names,
    is_body,
    pieces_of,
)
from servanda.reading.matrices.cells.roles import (
    helping,
    labelled,
    role_named_alone,
    role_of_bracket,
    with_names_apart,
)
from servanda.reading.matrices.model import Actor
from servanda.reading.matrices.words import compiled, folded, pattern, phrases
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.notices import Notice

_LONGEST: Final = 6_000
_LONGEST_NAME: Final = 250
_EDGES: Final = " .;,()*–—-"
# A name of a body holds no year; a decision of one does.
_YEAR = re.compile(r"(?:19|20)\d\d")


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
    told, doubts = _told(with_names_apart(text), usual)
    if pattern("actors", "condition").search(folded(text)):
        doubts.append(_("the cell makes a condition: “%(told)s”.", told=text[:120]))
    actors = _beside_the_lead(told)
    doubts += [_long_name(actor.name) for actor in actors if len(actor.name) > _LONGEST_NAME]
    return ReadActors(tuple(actors), tuple(doubts))


def _told(text: str, usual: str) -> tuple[list[tuple[Actor, bool]], list[Notice]]:
    """Give the actors in their order, each with whether a word of its own says the part it has."""
    told: list[tuple[Actor, bool]] = []
    doubts: list[Notice] = []
    role, helps = usual, False
    for cut in cut_names(text):
        piece = cut.words
        if cut.is_doubtful:
            doubts.append(_long_name(piece))
        if _is_consent(piece):
            doubts += _consenting(told, piece)
            continue
        if _is_condition(piece):
            continue
        role, rest = labelled(piece, role)
        helps = helps and not cut.is_anew and rest == piece
        for name, is_other, part in _parts(rest, "partner" if helps else role):
            actor = _actor(name, part)
            if actor is None:
                continue
            if is_other:
                doubts.append(_("“%(name)s” is named as an alternative.", name=actor.name[:80]))
            bare = _actor(name, "")
            told.append((actor, bare is not None and bool(bare.role)))
        helps = helps or helping().search(rest) is not None
    return told, doubts


def _consenting(told: list[tuple[Actor, bool]], piece: str) -> list[Notice]:
    """Let the words of consent that stand behind a comma count for the actor before them."""
    if not told:
        return [_("“%(told)s” names no actor.", told=piece[:80])]
    actor, is_said = told[-1]
    told[-1] = (replace(actor, by_consent=True), is_said)
    return []


@lru_cache(maxsize=8192)
def _is_consent(piece: str) -> bool:
    return pattern("actors", "by_consent").fullmatch(folded(piece).strip(_EDGES)) is not None


@lru_cache(maxsize=8192)
def _is_condition(piece: str) -> bool:
    """Tell a condition that stands alone, which the cell is doubted for, from an actor."""
    return pattern("actors", "condition").fullmatch(folded(piece).strip(_EDGES)) is not None


def _beside_the_lead(told: list[tuple[Actor, bool]]) -> list[Actor]:
    """Take for partners those without a word of their own beside one called the lead: `(созыв)`."""
    is_led = any(is_said and actor.role == "lead" for actor, is_said in told)
    return [
        replace(actor, role="partner") if is_led and not is_said and actor.role == "lead" else actor
        for actor, is_said in told
    ]


@lru_cache(maxsize=16384)
def looks_like_actors(text: str) -> bool:
    """Tell a cell that names bodies and says nothing else of them."""
    if len(text) > 1000 or not text.strip():
        return False
    pieces = pieces_of(text)
    known = sum(
        is_body(piece) and len(piece.split()) <= 14 and not _YEAR.search(piece) for piece in pieces
    )
    return bool(pieces) and known >= 0.6 * len(pieces)


@cache
def _or_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in phrases("actors", "or"))
    return re.compile(rf"\s+(?:{words})\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _parts(piece: str, role: str) -> tuple[tuple[str, bool, str], ...]:
    """Give the names of a piece, those who only help apart: `… in collaboration with IOM`."""
    found = helping().search(piece)
    if found is None:
        before, after = piece, ""
    else:
        before, after = piece[: found.start()], piece[found.end() :]
    return (*_each(before, role), *_each(after, "partner"))


def _each(piece: str, role: str) -> list[tuple[str, bool, str]]:
    return [(name, is_other, role) for name, is_other in _alternatives(piece)] if piece else []


def _alternatives(piece: str) -> list[tuple[str, bool]]:
    """Give the names of a piece that leaves a choice, each with whether it is not the first."""
    parts = [part for part in _or_pattern().split(piece) if part.strip()]
    if len(parts) < 2 or not all(is_body(part) for part in parts):
        return [(piece, False)]
    return [(part, place > 0) for place, part in enumerate(parts)]


@lru_cache(maxsize=8192)
def _actor(name: str, role: str) -> Actor | None:
    by_consent = False

    def take(bracket: re.Match[str]) -> str:
        nonlocal by_consent, role
        told = folded(bracket[1])
        if pattern("actors", "by_consent").search(told):
            by_consent = True
            return ""
        named = role_of_bracket(told)
        if named:
            role = named
            return ""
        return bracket[0]

    bare = BRACKET.sub(take, name)
    bare, is_said_bare = _without_consent(bare)
    bare, role = _with_role_at_end(bare, role)
    bare = " ".join(bare.split()).strip(" ,;–—-…")
    bare = bare[:-1] if bare.endswith(".") and not bare.endswith("..") else bare
    if not re.search(r"[^\W_]", bare):
        return None
    return Actor(bare, role, by_consent or is_said_bare)


def _without_consent(name: str) -> tuple[str, bool]:
    found = _consent_at_end().search(name)
    return (name[: found.start()], True) if found else (name, False)


def _with_role_at_end(name: str, role: str) -> tuple[str, str]:
    """Take off the part that stands behind a dash: `MIA - lead`."""
    before, dash, word = re.sub(r"\s[–—]\s", " - ", name).rpartition(" - ")
    named = role_named_alone(folded(word)) if dash else None
    return (before, named) if named else (name, role)


@cache
def _consent_at_end() -> re.Pattern[str]:
    listed = compiled(phrases("actors", "by_consent")).pattern
    return re.compile(rf"[\s,–—-]+{listed}\s*\.?$", re.IGNORECASE)


def _too_long() -> Notice:
    return _("the cell is too long to be a list of actors; its words are kept.")


def _long_name(name: str) -> Notice:
    return _("“%(name)s …” may be more than one actor.", name=name[:60])
