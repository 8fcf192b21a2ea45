"""What the file of a plan says otherwise than the plan that is there, as the page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.importing import Correction
from servanda.instruments.rules import CellChange, PlanRow
from servanda.progress.forms.plans import FIELDS
from servanda.reading.matrices.model import Field

_ASPECTS: Final = {
    "code": _("number"),
    "kind": _("kind"),
    "text": _("words"),
    "due": _("when"),
    "by": _("who"),
    "money": _("how much"),
    "under": _("place"),
}


@dataclass(frozen=True)
class CellLine:
    """A cell that says otherwise."""

    name: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class ChangedLine:
    """A row that says otherwise, or moves; `left` is what stays, for somebody changed it here."""

    row: PlanRow
    cells: Sequence[CellLine]
    is_moved: bool
    left: Sequence[str | Promise] = ()


@dataclass(frozen=True)
class DoubtfulLine:
    """A row of which nobody knows yet which it is: those that it may be, by their public names."""

    row: PlanRow
    perhaps: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """All that a file says otherwise, in the order in which a person looks at it."""

    instrument: str
    same: int
    changed: Sequence[ChangedLine]
    added: Sequence[PlanRow]
    doubtful: Sequence[DoubtfulLine]
    waiting: Sequence[PlanRow]
    gone: Sequence[PlanRow]
    period: str
    is_empty: bool


def difference_of(found: Correction) -> Difference:
    """Return a correction as the page shows it."""
    rows = found.comparison.new
    return Difference(
        instrument=found.instrument.label,
        same=found.comparison.same,
        changed=_changed(found),
        added=[rows[at] for at in found.added],
        doubtful=_doubtful(found),
        waiting=[rows[at] for at in found.waiting],
        gone=[one.row for one in found.gone],
        period=found.period,
        is_empty=found.is_empty,
    )


def markings_in(found: Correction) -> Iterator[str]:
    """Give the handling markings of a plan, of its file, and of the rows of it that the page shows."""
    plan, pairing = found.instrument, found.comparison.pairing
    yield plan.handling
    if plan.made_from is not None:
        yield plan.made_from.handling
    shown = {change.old for change in found.comparison.changed}.union(*pairing.doubtful.values())
    for one in (*(found.kept[at] for at in sorted(shown)), *found.gone):
        yield from (one.provision.handling, one.wording.handling)


def _changed(found: Correction) -> list[ChangedLine]:
    left = {one.change.new: [_ASPECTS[name] for name in one.left] for one in found.touched}
    return [
        ChangedLine(
            found.comparison.new[change.new],
            [_cell_line(cell) for cell in change.cells],
            change.is_moved,
            left.get(change.new, ()),
        )
        for change in found.comparison.changed
    ]


def _cell_line(cell: CellChange) -> CellLine:
    known = cell.field in list(Field)
    name = cell.heading or (FIELDS[Field(cell.field)] if known else cell.field)
    return CellLine(name, cell.before, cell.after)


def _doubtful(found: Correction) -> list[DoubtfulLine]:
    told = []
    for at, formers in found.comparison.pairing.doubtful.items():
        perhaps = [found.kept[former] for former in formers]
        choices = [
            (str(one.provision.uuid), f"{one.row.code} {one.row.text}".strip()) for one in perhaps
        ]
        told.append(DoubtfulLine(found.comparison.new[at], choices))
    return told
