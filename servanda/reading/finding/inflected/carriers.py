"""Verbs and nouns that carry an undertaking, with what each is worth and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases
from servanda.reading.finding.wordlists import WordLists, strings


@dataclass(frozen=True, slots=True)
class Carrier:
    """What a verb is worth, and what may stand behind it."""

    verb: str
    strength: str
    status: str
    takes: frozenset[str]


@cache
def carriers(language: str) -> LemmaPhrases[tuple[Carrier, ...]]:
    """Give the carriers by their forms; one form may take several things."""
    rows: dict[str, list[Carrier]] = {}
    for row in WordLists(language).rows("commitments", "carrier"):
        carrier = Carrier(
            str(row["verb"]),
            str(row["strength"]),
            str(row["status"]),
            frozenset(strings(row, "takes")),
        )
        for form in strings(row, "forms"):
            rows.setdefault(form, []).append(carrier)
    return LemmaPhrases((form, tuple(found)) for form, found in rows.items())
