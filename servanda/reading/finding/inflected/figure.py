"""One place of an inflected text that tells of somebody, and what verb it may be the subject of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Words `first` to before `last` tell of these parties (by key), in one of these cases.

    `kind` is party, body, person, both or pronoun. `number` and `gender` are those that its verb
    must have, empty where any will do; `loose` where it may only belong to the word before it.
    """

    first: int
    last: int
    keys: tuple[str, ...]
    kind: str
    cases: frozenset[str]
    number: str = ""
    gender: str = ""
    person: str | None = None
    loose: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The parties it tells of, by key."""
        return self.keys

    def may_be_subject(self, number: str, gender: str) -> bool:
        """Tell whether a verb of this number and gender may have it as its subject."""
        if "nomn" not in self.cases:
            return False
        if number and self.number and number != self.number:
            return False
        return not (gender and self.gender and number == "sing" and gender != self.gender)
