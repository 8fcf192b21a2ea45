"""What is known of an entry, fact by fact, each with its sources; and the way to a page."""

from dataclasses import dataclass, field

from servanda.progress.views.footnotes import Mark
from servanda.progress.views.points import Tie


@dataclass(frozen=True)
class Step:
    """A page on the way here."""

    label: str
    url: str


@dataclass(frozen=True)
class Value:
    """One value of a fact: text, where it leads, a date (EDTF), the words of the source, a detail."""

    text: str = ""
    url: str = ""
    edtf: str = ""
    words: str = ""
    detail: str = ""

    @classmethod
    def of_date(cls, edtf: str, words: str) -> "list[Value]":
        """Return a date as the value of a fact; nothing where nothing is said of it."""
        return [cls(edtf=edtf, words=words)] if edtf or words else []

    @classmethod
    def of_tie(cls, tie: Tie) -> "Value":
        """Return a thing that has a page as the value of a fact."""
        return cls(str(tie.text), url=tie.url, detail=tie.role)


@dataclass(frozen=True)
class Fact:
    """A field of an entry as a page shows it.

    A field that a source should carry and none does is shown as such; `needs_source` is false for
    what follows from the register itself.
    """

    label: str
    values: list[Value]
    marks: list[Mark] = field(default_factory=list)
    needs_source: bool = True


def given(*facts: Fact) -> list[Fact]:
    """Return the facts of which something is known."""
    return [fact for fact in facts if fact.values]
