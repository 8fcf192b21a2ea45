"""A plan of the register beside a file of it that was corrected: what differs, and what is to be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from servanda.history.rules import JsonValue
from servanda.instruments.actions import Amendment, NewProvision, Seen
from servanda.instruments.importing.kept import Kept, kept_rows, standing
from servanda.instruments.importing.rows import Read, cells_kept, read_of
from servanda.instruments.models import Instrument
from servanda.instruments.rules import (
    ASPECTS,
    Comparison,
    DueTold,
    Point,
    RowChange,
    Settled,
    compare_plans,
    may_differ,
    rows_of,
    settled,
)
from servanda.registers.actions import NotAllowed, sees_all
from servanda.registers.models import Desk


@dataclass(frozen=True)
class Touched:
    """A provision of which something is to be put otherwise, and what is left as it stands here."""

    kept: Kept
    change: RowChange
    amendment: Amendment
    seen: Seen
    is_to_move: bool = False
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Correction:
    """What a file says otherwise than a plan that is there, row by row.

    `added` and `waiting` are places of rows of the file: those that are new, and those that stand
    under a row of which nobody knows yet which it is, or that was withdrawn here. `names` are the
    public names that the new ones get.
    """

    instrument: Instrument
    kept: Sequence[Kept]
    comparison: Comparison
    touched: tuple[Touched, ...] = ()
    added: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    gone: tuple[Kept, ...] = ()
    period: str = ""
    names: Mapping[int, UUID] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is to be done: what is gone from the file stays as it is."""
        return not (self.touched or self.added or self.period)

    def provision_of(self, place: int) -> Kept | None:
        """Return what stands in the register for a row of the file; None for one that is new."""
        former = self.comparison.pairing.old_of.get(place)
        return None if former is None else self.kept[former]


@dataclass(frozen=True)
class PlanRead:
    """The rows of a file as they would be put: each point with the provision that it becomes."""

    points: Sequence[Point]
    news: Sequence[NewProvision]
    told: Mapping[str, str] = field(default_factory=dict)
    """Which provision a row is, as a person tells it: public names by places; none for a new row."""


def correction_of(desk: Desk, *, instrument: Instrument, plan: PlanRead, period: str) -> Correction:
    """Compare a plan that is there with a file of it; change nothing.

    Raises NotAllowed where the person may not see all of the plan, ValidationError where the file
    is of another plan.
    """
    kept = kept_rows(instrument)
    if not sees_all(desk, (row for one in kept for row in (one.provision, one.wording))):
        raise NotAllowed(_("Your role in this register does not allow this."))
    rows = rows_of(plan.points)
    comparison = compare_plans([one.row for one in kept], rows, told=_told(kept, plan))
    _require_same_plan(instrument, kept, comparison)
    bare = Correction(instrument, kept, comparison)
    added = tuple(place for place in comparison.pairing.added if _has_place(bare, place))
    found = replace(bare, names={place: uuid7() for place in added})
    return replace(
        found,
        touched=tuple(_touched(found, plan)),
        added=added,
        waiting=tuple(one for one in comparison.pairing.added if one not in set(added)),
        gone=tuple(kept[at] for at in comparison.pairing.gone if _is_missed(kept[at])),
        period=period if period != instrument.period else "",
    )


def _told(kept: Sequence[Kept], plan: PlanRead) -> dict[int, int | None]:
    """Return which rows of the file a person paired; ValidationError for a name of nothing."""
    places = {row.place: at for at, row in enumerate(rows_of(plan.points))}
    formers = {str(one.provision.uuid): at for at, one in enumerate(kept)}
    told: dict[int, int | None] = {}
    for place, name in plan.told.items():
        if place not in places or (name and name not in formers):
            raise ValidationError(
                _("“%(pair)s” names no row of the file and of the plan.")
                % {"pair": f"{place}={name}"}
            )
        told[places[place]] = formers[name] if name else None
    return told


def _require_same_plan(instrument: Instrument, kept: Sequence[Kept], found: Comparison) -> None:
    """Refuse a file of which less than half is in the plan: it is another one of the same title."""
    brought = sum(one.is_brought for one in kept)
    paired = len(found.pairing.old_of)
    if 2 * paired < min(brought, len(found.new)):
        raise ValidationError(
            _(
                "“%(title)s” is in the register already, and of this file it has less than half: "
                "give another plan another title."
            )
            % {"title": instrument.label}
        )


def _has_place(found: Correction, place: int) -> bool:
    """Tell whether a new row can be put: all above it stand, or are new as well."""
    under = found.comparison.new[place].under
    while under is not None:
        one = found.provision_of(under)
        if one is not None:
            return one.stands
        if under in found.comparison.pairing.doubtful:
            return False
        under = found.comparison.new[under].under
    return True


def _is_missed(kept: Kept) -> bool:
    return kept.stands and kept.is_brought


def _touched(found: Correction, plan: PlanRead) -> Iterator[Touched]:
    changed = {change.new: change for change in found.comparison.changed}
    for place, former in found.comparison.pairing.old_of.items():
        kept = found.kept[former]
        if not kept.stands:
            continue
        change = changed.get(place) or RowChange(former, place, (), is_moved=False)
        touched = _settled(found, kept, change, plan)
        if touched is not None:
            yield touched


def _settled(found: Correction, kept: Kept, change: RowChange, plan: PlanRead) -> Touched | None:
    """Return what a row changes of its provision, None where that is nothing."""
    now = read_of(plan.news[change.new], under=name_above(found, change.new))
    fields = {cell.field for cell in change.cells}
    differing = [
        name for name in ASPECTS if may_differ(name, read=kept.read, now=now, changed=fields)
    ]
    if not (differing or change.cells or change.is_moved):
        return None
    here = standing(kept.wording)
    outcome = {
        name: settled(name, read=kept.read, here=here.read, now=now, changed=fields)
        for name in differing
    }
    put = [name for name, what in outcome.items() if what is Settled.PUT]
    left = [name for name, what in outcome.items() if what is Settled.LEFT]
    is_to_move, is_left = _move(kept, here.read, now) if change.is_moved else (False, False)
    if not (put or change.cells or change.is_moved):
        return None
    amendment = _amendment(plan.news[change.new], put, here.amendment, here.language)
    read = {**now, **{name: _kept_read(kept, now, name) for name in ASPECTS if name not in outcome}}
    return Touched(
        kept,
        change,
        replace(amendment, cells=cells_kept(plan.points[change.new], read)),
        Seen.of(kept.wording),
        is_to_move=is_to_move,
        left=(*left, *(["under"] if is_left else [])),
    )


def _kept_read(kept: Kept, now: Read, name: str) -> JsonValue:
    return kept.read[name] if kept.read is not None and name in kept.read else now[name]


def name_above(found: Correction, place: int) -> UUID | None:
    """Return the public name of what a row of the file stands under; None at the top."""
    under = found.comparison.new[place].under
    above = found.provision_of(under) if under is not None else None
    named = found.names.get(under) if under is not None else None
    return above.provision.uuid if above else named


def _move(kept: Kept, here: Read, now: Read) -> tuple[bool, bool]:
    """Tell whether a row is to be moved, and whether it is left where somebody moved it here."""
    if here["under"] == now["under"] and now["under"] is not None:
        return False, False
    is_untouched = kept.read is None or here["under"] == kept.read.get("under")
    return is_untouched, not is_untouched


def _amendment(
    new: NewProvision, put: Sequence[str], stands: Amendment, language: str
) -> Amendment:
    """Return the amendment that puts some things as a row tells them."""
    due = stands.due or DueTold()
    told: dict[str, Amendment] = {
        "code": Amendment(code=new.code),
        "kind": Amendment(kind=str(new.kind)),
        "text": Amendment(texts={language: new.text}),
        "due": Amendment(
            due=replace(due, due=new.due or "", words=new.due_words, recurrence=new.recurrence)
        ),
        "by": Amendment(answering=new.beside),
        "money": Amendment(money=new.money),
    }
    found = Amendment()
    for name in put:
        one = told[name]
        said = {key: value for key, value in vars(one).items() if value is not None}
        found = replace(found, **said)
    return found
