"""The rows of a plan on their way into a register: what each becomes, its cells, and where they are cited."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from servanda.history.rules import JsonValue
from servanda.instruments.actions import Answering, NewProvision
from servanda.instruments.importing.matching import Matching
from servanda.instruments.models import Instrument, Provision, ProvisionKind
from servanda.instruments.rules import Locator, Meant, MoneyTold, Point, cells_of
from servanda.reading.matrices.model import Field
from servanda.registers.actions import Mandate
from servanda.registers.rules import writable
from servanda.sources.actions import Place, cite_all
from servanda.sources.models import Version

CITED_AS: Mapping[Field, str] = {
    Field.TITLE: "text",
    Field.CODE: "code",
    Field.TIMING: "due",
    Field.RESPONSIBLE: "by",
    Field.PARTNERS: "by",
}
"""Fields of a provision that stand on the cells of columns; other cells are cited by their column."""
Read = dict[str, JsonValue]
"""What was read from the cells of a row and put into its provision, aspect by aspect."""
_BINDING = frozenset({ProvisionKind.MEASURE, ProvisionKind.ACTIVITY})


def binds(point: Point, meant: Meant) -> bool:
    """Tell whether a point binds someone: what is to be done, and whatever somebody answers for."""
    return point.kind.value in _BINDING or bool(meant.named)


def new_provision(
    point: Point, meant: Meant, matching: Matching, *, like: Instrument, language: str
) -> NewProvision:
    """Return what a point becomes in an instrument, without its place in the tree and its cells."""
    return NewProvision(
        text=point.text,
        kind=ProvisionKind(point.kind.value),
        language=language or like.register.language,
        code=point.code,
        strength="planned",
        due=meant.due.due or None,
        due_words=meant.due.words,
        recurrence=meant.due.recurrence,
        beside=tuple(answering(meant, matching)),
        money=meant.money,
        binds=binds(point, meant),
        visibility=like.visibility,
    )


def answering(meant: Meant, matching: Matching) -> Iterator[Answering]:
    """Give the parties that answer for a point, each once in a role, with the words that name it."""
    seen: set[tuple[int, str]] = set()
    for named in meant.named:
        party = matching.parties.get(named.name)
        if party is not None and (party.pk, named.role) not in seen:
            seen.add((party.pk, named.role))
            yield Answering(party, named.role, named.by_consent, named.name[:300])


def cells_kept(point: Point, read: Read) -> Read:
    """Return what a wording keeps of the row it comes from: every cell as it stands, what was read."""
    kept: list[JsonValue] = [
        {
            "place": cell.place,
            "column": cell.column,
            "heading": cell.heading,
            "field": cell.field,
            "raw": cell.raw,
        }
        for cell in cells_of(point)
    ]
    return {"cells": kept, "read": read}


def read_of(new: NewProvision, *, under: UUID | None) -> Read:
    """Return what is put into a provision as it is compared with what stands there later."""
    return {
        "code": new.code.strip(),
        "kind": str(new.kind),
        "text": writable(new.text),
        "due": [new.due or "", new.due_words, new.recurrence],
        "by": answering_told(new.beside),
        "money": money_told(new.money),
        "under": str(under) if under else None,
    }


def answering_told(those: Sequence[Answering]) -> list[JsonValue]:
    """Return who answers for a provision as plain values, in an order that says nothing."""
    told = sorted((str(one.party.uuid), str(one.role), one.by_consent) for one in those)
    return [list(one) for one in told]


def money_told(lines: Sequence[MoneyTold]) -> list[JsonValue]:
    """Return money as plain values; an amount as its digits."""
    return [
        [
            None if line.amount is None else f"{line.amount:.2f}",
            line.currency,
            line.year,
            line.source,
            line.is_covered,
            line.words,
        ]
        for line in lines
    ]


class Citing:
    """Finds the words of cells in a version, row by row in their order, and cites them in the end."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.uncited = 0
        self._locator = Locator(version.text, version.anchors)
        self._places: list[tuple[Provision, Place]] = []

    def add(self, point: Point, provision: Provision | None, *, cells: set[str] | None) -> None:
        """Let a provision stand on the cells of a point: all, or those at some places.

        Every point is told, in the order of the file, for where one stands follows from the last.
        """
        for cell, span in zip(point.cells, self._locator.spans_of(point), strict=True):
            asked = cells is None or f"{cell.sheet}!{cell.address}" in cells
            if provision is None or not asked:
                continue
            if span is None:
                self.uncited += 1
                continue
            cited = CITED_AS.get(cell.column.field, f"cells.{cell.column.index}")
            self._places.append((provision, Place(cited, *span)))

    def cite(self, mandate: Mandate) -> None:
        """Store the citations: few queries for any number."""
        cite_all(mandate, version=self.version, places=self._places)
