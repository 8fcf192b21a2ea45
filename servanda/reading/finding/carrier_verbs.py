"""The verbs that carry an undertaking, as a language lists them: "agree", "undertake", "will"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from servanda.reading.finding.wordlists import WordLists, strings
from servanda.reading.finding.words import Phrases

_WEAK = frozenset({"planned", "ongoing", "offered"})
_OF_MUCH = frozenset({"pledge", "accept"})  # all sorts of people promise and accept


@dataclass(frozen=True, slots=True)
class Carrier:
    """A verb of the list with its strength, what it takes after it, and when alone it counts.

    `only` is "binding" for a verb that undertakes in joint documents only, "of itself" for one
    by which a speaker must tell of itself, "" for all others.
    """

    verb: str
    strength: str
    status: str
    takes: frozenset[str]
    only: str = ""

    @property
    def is_weak(self) -> bool:
        """True for a verb that says much else too: it counts where a party is named."""
        return self.strength in _WEAK or self.verb in _OF_MUCH


@cache
def carriers(language: str) -> Phrases[Carrier]:
    """Give the carrier verbs of a language by their written forms."""
    entries: list[tuple[str, Carrier]] = []
    for row in WordLists(language).rows("commitments", "carrier"):
        carrier = Carrier(
            str(row["verb"]),
            str(row["strength"]),
            str(row["status"]),
            frozenset(strings(row, "takes")),
            str(row.get("only", "")),
        )
        entries.extend((form, carrier) for form in strings(row, "forms"))
    return Phrases(entries)
