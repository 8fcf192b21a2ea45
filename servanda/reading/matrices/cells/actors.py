"""Who: the names in a cell, each with its part, and whether the body must consent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.cutting import (
    BRACKET,
    body_pattern,
    cut_names,
    is_body,
    pieces_of,
)
from servanda.reading.matrices.model import Actor
from servanda.reading.matrices.words import compiled, folded, pattern, phrases
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.notices import Notice

ROLES: Final = ("co_lead", "coordinator", "monitor", "reporter", "partner", "lead")
_LONGEST: Final = 6_000
_LONGEST_NAME: Final = 250
_EDGES: Final = " .;,()*–—-"
# A name of a body holds no year; a decision of one does.
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(r"(?:(?<!\s)\s+)?([^:()]{2,60}):\s*")


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
    told, doubts = _told(_with_names_of_brackets(text), usual)
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
        role, rest = _labelled(piece, role)
        helps = helps and not cut.is_anew and rest == piece
        for name, is_other, part in _parts(rest, "partner" if helps else role):
            actor = _actor(name, part)
            if actor is None:
                continue
            if is_other:
                doubts.append(_("“%(name)s” is named as an alternative.", name=actor.name[:80]))
            bare = _actor(name, "")
            told.append((actor, bare is not None and bool(bare.role)))
        helps = helps or _helping().search(rest) is not None
    return told, doubts


def _consenting(told: list[tuple[Actor, bool]], piece: str) -> list[Notice]:
    """Let the words of consent that stand behind a comma count for the actor before them."""
    if not told:
        return [_("“%(told)s” names no actor.", told=piece[:80])]
    actor, is_said = told[-1]
    told[-1] = (replace(actor, by_consent=True), is_said)
    return []


def _is_consent(piece: str) -> bool:
    return pattern("actors", "by_consent").fullmatch(folded(piece).strip(_EDGES)) is not None


def _is_condition(piece: str) -> bool:
    """Tell a condition that stands alone, which the cell is doubted for, from an actor."""
    return pattern("actors", "condition").fullmatch(folded(piece).strip(_EDGES)) is not None


def _with_names_of_brackets(text: str) -> str:
    """Let the bodies that a bracket names stand by themselves: `(by consent: …)`, `(together with …)`."""

    def consenting(bracket: re.Match[str]) -> str:
        names = pieces_of(bracket["names"])
        return "".join(f"; {name} ({bracket['word']})" for name in names)

    def helping(bracket: re.Match[str]) -> str:
        return f"; {bracket[1]};" if is_body(bracket["names"]) else bracket[0]

    if "(" not in text:
        return text
    return _help_of_names().sub(helping, _consent_of_names().sub(consenting, text))


@cache
def _help_of_names() -> re.Pattern[str]:
    return re.compile(rf"\(\s*(?P<told>{_helping().pattern}\s+(?P<names>[^()]+))\)", re.IGNORECASE)


@cache
def _consent_of_names() -> re.Pattern[str]:
    listed = compiled(phrases("actors", "by_consent")).pattern
    return re.compile(
        rf"\(\s*(?P<word>{listed})\s*(?::|\s[–—-]\s)\s*(?P<names>[^()]+)\)", re.IGNORECASE
    )


def _beside_the_lead(told: list[tuple[Actor, bool]]) -> list[Actor]:
    """Take for partners those without a word of their own beside one called the lead: `(созыв)`."""
    is_led = any(is_said and actor.role == "lead" for actor, is_said in told)
    return [
        replace(actor, role="partner") if is_led and not is_said and actor.role == "lead" else actor
        for actor, is_said in told
    ]


def role_named(told: str, *, usual: str) -> str:
    """Give the part that a folded text names, the usual one where it names none."""
    for role in ROLES:
        if pattern("roles", role).search(told):
            return role
    return usual


def roles_named(told: str) -> list[str]:
    """Give the parts that a folded heading names, one for each of its words: `lead agency and partners`."""
    parts = (role_named(part, usual="") for part in _heading_joints().split(told))
    return list(dict.fromkeys(part for part in parts if part))


@cache
def _heading_joints() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in phrases("actors", "and"))
    return re.compile(rf"[/,;()]|(?<!\w)(?:{words})(?!\w)")


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


def _parts(piece: str, role: str) -> Iterator[tuple[str, bool, str]]:
    """Give the names of a piece, those who only help apart: `… in collaboration with IOM`."""
    found = _helping().search(piece)
    if found is None or not found.start():
        told = piece[found.end() :] if found else piece
        yield from (
            (name, is_other, "partner" if found else role) for name, is_other in _alternatives(told)
        )
        return
    yield from ((name, is_other, role) for name, is_other in _alternatives(piece[: found.start()]))
    yield from (
        (name, is_other, "partner") for name, is_other in _alternatives(piece[found.end() :])
    )


@cache
def _helping() -> re.Pattern[str]:
    listed = [phrase for phrase in phrases("roles", "partner") if " " in phrase]
    return re.compile(compiled(listed).pattern, re.IGNORECASE)


def _alternatives(piece: str) -> list[tuple[str, bool]]:
    """Give the names of a piece that leaves a choice, each with whether it is not the first."""
    parts = [part for part in _or_pattern().split(piece) if part.strip()]
    if len(parts) < 2 or not all(is_body(part) for part in parts):
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

    bare = BRACKET.sub(take, name)
    bare, is_said_bare = _without_consent(bare)
    bare, role = _with_role_at_end(bare, role)
    bare = " ".join(bare.split()).strip(" ,;–—-…")
    bare = bare[:-1] if bare.endswith(".") and not bare.endswith("..") else bare
    if not re.search(r"[^\W_]", bare):
        return None
    return Actor(bare, role, by_consent or is_said_bare)


def _is_unit(told: str) -> bool:
    """Tell a unit in brackets that has a body of its own from the word of a part."""
    return body_pattern().search(told) is not None and not pattern("roles", "coordinator").search(
        told
    )


def _without_consent(name: str) -> tuple[str, bool]:
    found = _consent_at_end().search(name)
    return (name[: found.start()], True) if found else (name, False)


def _with_role_at_end(name: str, role: str) -> tuple[str, str]:
    """Take off the part that stands behind a dash: `MIA - lead`."""
    before, dash, word = re.sub(r"\s[–—]\s", " - ", name).rpartition(" - ")
    told = folded(word)
    for known in ROLES if dash else ():
        if pattern("roles", known).fullmatch(told):
            return before, known
    return name, role


@cache
def _consent_at_end() -> re.Pattern[str]:
    listed = compiled(phrases("actors", "by_consent")).pattern
    return re.compile(rf"[\s,–—-]+{listed}\s*\.?$", re.IGNORECASE)


def _too_long() -> Notice:
    return _("the cell is too long to be a list of actors; its words are kept.")


def _long_name(name: str) -> Notice:
    return _("“%(name)s …” may be more than one actor.", name=name[:60])
