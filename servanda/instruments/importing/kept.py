"""A plan as it was brought in last: the rows that its provisions keep, beside what they say by now."""

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.history.rules import JsonValue
from servanda.instruments.actions import Amendment
from servanda.instruments.importing.rows import Read, answering_told, money_told
from servanda.instruments.models import Instrument, Provision, Wording
from servanda.instruments.rules import DueTold, Node, PlanRow, RowCell, Tree
from servanda.registers.models import Desk


@dataclass(frozen=True)
class Kept:
    """A provision of a plan with its last wording, and the row that it was brought in from.

    `read` is what was read from the cells of that row; None for a provision that was entered here.
    """

    provision: Provision
    wording: Wording
    row: PlanRow
    read: Read | None

    @property
    def is_brought(self) -> bool:
        """Tell whether it comes from a file."""
        return bool(self.row.cells)

    @property
    def stands(self) -> bool:
        """Tell whether it is part of the plan still: neither withdrawn nor merged into another."""
        return self.wording.to_edition_id is None and self.provision.merged_into_id is None


@dataclass(frozen=True)
class Standing:
    """What a wording says by now, as it is compared and as it is asked for."""

    read: Read
    amendment: Amendment
    language: str


def kept_rows(instrument: Instrument, *, seen_from: Desk | None = None) -> list[Kept]:
    """Return the rows of a plan as it was brought in last, in the order in which they stand by now.

    All of them, or those alone that the person at a desk may see.
    """
    wordings = Wording.objects.filter(provision__instrument=instrument)
    if seen_from is not None:
        wordings = wordings.visible_to(seen_from).filter(
            provision__in=Provision.objects.visible_to(seen_from)
        )
    found = wordings.select_related("provision", "parent").order_by(
        "provision", "from_edition__number"
    )
    last = _in_order({wording.provision_id: wording for wording in found})
    at = {wording.provision_id: place for place, wording in enumerate(last)}
    by_name = {str(wording.provision.uuid): place for place, wording in enumerate(last)}
    return [
        Kept(wording.provision, wording, _row(wording, at, by_name), _read(wording))
        for wording in last
    ]


def standing(wording: Wording) -> Standing:
    """Return what a wording says by now."""
    original = wording.texts.filter(is_original=True).order_by("pk").first()
    said = Amendment.of(wording)
    read: Read = {
        "code": said.code,
        "kind": said.kind,
        "text": (said.texts or {}).get(original.language, "") if original else "",
        "due": _due_told(said.due or DueTold()),
        "by": answering_told(said.answering or ()),
        "money": money_told(said.money or ()),
        "under": str(wording.parent.uuid) if wording.parent else None,
    }
    return Standing(read, said, original.language if original else wording.register.language)


def _due_told(due: DueTold) -> list[JsonValue]:
    """Return a time as plain values; one that is counted from another day was never read in a plan."""
    told: list[JsonValue] = [due.due, due.words, due.recurrence]
    return [*told, due.relative_to, due.number] if due.relative_to or due.is_counted else told


def _in_order(last: dict[int, Wording]) -> list[Wording]:
    """Return wordings as they are read; those that were withdrawn stand where they stood."""
    tree = Tree(Node(key, one.parent_id, one.place) for key, one in last.items())
    return [last[key] for key, _depth in tree.walk()]


def _row(wording: Wording, at: dict[int, int], by_name: dict[str, int]) -> PlanRow:
    """Return the row that a wording was brought in from, else what it says by now as one."""
    read, cells = _read(wording), tuple(_cells(wording))
    if read is None:
        code, text = wording.code, wording.provision.label
        kind, under = wording.kind or wording.provision.kind, at.get(wording.parent_id or 0)
    else:
        code, text, kind = (str(read.get(name) or "") for name in ("code", "text", "kind"))
        name = read.get("under")
        under = by_name.get(str(name)) if name else None
    return PlanRow(code, text, under, kind, cells)


def _read(wording: Wording) -> Read | None:
    read = wording.cells.get("read")
    return read if isinstance(read, dict) else None


def _cells(wording: Wording) -> Iterator[RowCell]:
    for cell in wording.cells.get("cells") or []:
        if isinstance(cell, dict):
            yield RowCell(
                place=str(cell.get("place", "")),
                column=int(str(cell.get("column", 0))),
                heading=str(cell.get("heading", "")),
                field=str(cell.get("field", "")),
                raw=str(cell.get("raw", "")),
            )
