"""The words of a part beside the names: labels before a name, brackets behind it, words of help."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from servanda.reading.matrices.cells.cutting import body_pattern, is_body, pieces_of
from servanda.reading.matrices.words import compiled, folded, pattern, phrases

ROLES: Final = ("co_lead", "coordinator", "monitor", "reporter", "partner", "lead")
_MOST_WORDS: Final = 6
_LABEL = re.compile(r"(?:(?<!\s)\s+)?([^:()]{2,60}):\s*")
_LABEL_BEFORE_DASH = re.compile(r"([^:()–—]{2,60}?)\s[–—-]\s+(?=\w)")


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


def role_of_bracket(told: str) -> str | None:
    """Give the part that the folded words of a bracket name first, None where they name a unit."""
    named = roles_named(told)
    is_role = named and len(told.split()) <= _MOST_WORDS and not _is_unit(told)
    return named[0] if is_role else None


def role_named_alone(told: str) -> str | None:
    """Give the part that folded words name and say nothing else."""
    return next((role for role in ROLES if pattern("roles", role).fullmatch(told)), None)


def _is_unit(told: str) -> bool:
    """Tell a unit in brackets that has a body of its own from the word of a part."""
    if body_pattern().search(told) is None or pattern("roles", "coordinator").search(told):
        return False
    return any(role_named_alone(part.strip()) is None for part in _heading_joints().split(told))


@lru_cache(maxsize=8192)
def labelled(piece: str, role: str) -> tuple[str, str]:
    """Take off what stands before a name and says its part: `Lead: …`, `Соисполнители: …`, `Lead – …`."""
    found = _LABEL.match(piece)
    named = role_named(folded(found[1]), usual="") if found else ""
    if not named:
        found = _LABEL_BEFORE_DASH.match(piece)
        named = (role_named_alone(folded(found[1])) or "") if found else ""
    return (named, piece[found.end() :]) if found and named else (role, piece)


def with_names_apart(text: str) -> str:
    """Let names stand by themselves that a bracket or a colon ties together: `(by consent: …)`."""
    if ":" in text or "–" in text or "-" in text or "—" in text:
        text = _consent_before_names().sub(_consenting, _without_colons(text))
    if "(" not in text:
        return text
    return _help_of_names().sub(_helping_apart, _consent_of_names().sub(_consenting, text))


def _without_colons(text: str) -> str:
    """Read `MoI in cooperation with: IOM` without its colon, `In cooperation with IOM: MoI` as two names."""
    if ":" not in text:
        return text
    return _help_first().sub(r"\1; ", _help_with_colon().sub(_listed_help, text))


def _listed_help(told: re.Match[str]) -> str:
    """Let the names of a list behind a colon all help, whatever sign parts them."""
    return f"{told[1]} {(told['list'] or '').replace(';', ',')}"


def _consenting(told: re.Match[str]) -> str:
    names = pieces_of(told["names"])
    return "".join(f"; {name} ({told['word']})" for name in names)


def _helping_apart(bracket: re.Match[str]) -> str:
    return f"; {bracket[1]};" if is_body(bracket["names"]) else bracket[0]


@cache
def _help_of_names() -> re.Pattern[str]:
    return re.compile(rf"\(\s*(?P<told>{helping().pattern}\s+(?P<names>[^()]+))\)", re.IGNORECASE)


@cache
def _help_with_colon() -> re.Pattern[str]:
    before, names = r"(?<=[^\s;,])", r"(?P<list>[^\n:]*(?=\n|$))?"
    return re.compile(rf"{before}(\s+{helping().pattern})\s*:{names}", re.IGNORECASE)


@cache
def _help_first() -> re.Pattern[str]:
    return re.compile(rf"((?:^|[;\n])\s*{helping().pattern}\s+[^:;\n()]{{2,80}}):", re.IGNORECASE)


@cache
def _consent_of_names() -> re.Pattern[str]:
    return re.compile(rf"\(\s*{_consent()}(?P<names>[^()]+)\)", re.IGNORECASE)


@cache
def _consent_before_names() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[;\n])\s*{_consent()}(?P<names>[^;\n()]+)", re.IGNORECASE)


def _consent() -> str:
    listed = compiled(phrases("actors", "by_consent")).pattern
    return rf"(?P<word>{listed})\s*(?::|\s[–—-]\s)\s*"


@cache
def helping() -> re.Pattern[str]:
    """Give what finds the words that tie those who help to the name before: `in cooperation with`."""
    listed = [phrase for phrase in phrases("roles", "partner") if " " in phrase]
    tying = [phrase for phrase in listed if not body_pattern().search(phrase.replace("*", ""))]
    return re.compile(compiled(tying).pattern, re.IGNORECASE)
