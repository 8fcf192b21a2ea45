"""What is looked for in a register, and an entry that was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from servanda.reading.edtf import bounds
from servanda.reading.errors import EdtfError
from servanda.review.rules import Span

MOST = 5
"""How many likely entries a person is offered."""

UNKNOWN = Span(None, None)


@dataclass(frozen=True)
class Match:
    """An entry that a proposal may be about, and what speaks for it.

    A sure one is taken when the proposal is accepted without a choice; another is only offered.
    """

    kind: str
    uuid: UUID
    label: str
    why: str | Promise = ""
    is_sure: bool = True


@dataclass(frozen=True)
class Wanted:
    """A proposal's kind and fields, and what its reading knows beside them.

    `own` are the entries which the same reading has become: one reading tells of each thing once.
    `parties` are the known parties that `fields` name, None where one of them is not known yet;
    `some_parties` are those that are known. `language` is that of the document.
    `record` is the instrument that a commitment would hang on, None for a statement. `day` is the
    day of the document.
    """

    kind: str
    fields: Mapping[str, object]
    own: frozenset[UUID] = frozenset()
    parties: frozenset[UUID] | None = None
    some_parties: frozenset[UUID] = frozenset()
    record: int | None = None
    day: date | None = None
    language: str = ""


def span_of(edtf: str) -> Span:
    """Return the days of a date, unknown where there is none or it is not EDTF."""
    try:
        found = bounds(edtf) if edtf else None
    except EdtfError:
        return UNKNOWN
    return Span(found.earliest, found.latest) if found else UNKNOWN
