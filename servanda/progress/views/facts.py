"""What is known of an entry, fact by fact, each with its sources; and the way to a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language_info

from servanda.progress.views.footnotes import Mark
from servanda.progress.views.points import Tie
from servanda.registers.models import Name


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


def names_as_facts(names: Iterable[Name]) -> list[Fact]:
    """Return the names of an entry by their kind; nothing where it has one name only."""
    by_kind: dict[str, list[Value]] = {}
    listed = list(names)
    for name in listed:
        told = ", ".join(filter(None, [language_name(name.language), name.source]))
        by_kind.setdefault(name.get_kind_display(), []).append(Value(name.text, detail=told))
    facts = [
        Fact(kind.capitalize(), values, needs_source=False) for kind, values in by_kind.items()
    ]
    return facts if len(listed) > 1 else []


def language_name(code: str) -> str:
    """Return the name of a language in the reader's language; an unknown code as it stands."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
