"""A correction of a plan applied: rows amended, moved and added, those that are gone withdrawn if asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from servanda.instruments.actions import (
    InstrumentFacts,
    Planted,
    Seen,
    amend_provision,
    change_instrument,
    hold_text,
    lasting_tree,
    plant_provisions,
    put_provision,
    withdraw_alone,
)
from servanda.instruments.importing.correcting import Correction, PlanRead, Touched, name_above
from servanda.instruments.importing.kept import Kept
from servanda.instruments.importing.rows import Citing, cells_kept, read_of
from servanda.instruments.models import HeldPart, HeldText, Instrument, Provision, Wording
from servanda.instruments.rules import Place, Tree, spread
from servanda.registers.actions import EditConflict, Mandate, change
from servanda.registers.rules import Ability
from servanda.sources.actions import DocumentFacts, Ingested, Upload, add_version, ingest
from servanda.sources.models import Document, DocumentKind

CORRECTED = "correct_plan"
"""What the history calls it."""


@dataclass(frozen=True)
class Corrected:
    """What became of a correction: the document, and how many cells are not cited."""

    document: Document
    uncited: int


def apply_correction(
    mandate: Mandate, *, correction: Correction, plan: PlanRead, upload: Upload, withdraw: bool
) -> Corrected:
    """Let a plan say what a file of it says otherwise, all as one action.

    Raises EditConflict where somebody changed a row since it was compared.
    """
    with change(mandate, "correct_plan", Ability.EDIT):
        _require_as_seen(correction.touched)
        kept = _keep_file(mandate, correction.instrument, upload)
        made = _plant(mandate, correction, plan)
        for touched in correction.touched:
            if touched.is_to_move:
                _move(mandate, correction, touched, made)
        for touched in correction.touched:
            amend_provision(mandate, provision=touched.kept.provision, amendment=touched.amendment)
        if withdraw:
            _withdraw(mandate, correction)
        _put_period(mandate, correction)
        return Corrected(kept.document, _cite(mandate, kept, correction, plan, made))


def _require_as_seen(touched: Sequence[Touched]) -> None:
    asked = {one.kept.wording.pk: one for one in touched}
    there = Wording.objects.in_bulk(list(asked))
    for key, one in asked.items():
        wording = there.get(key)
        if wording is None or wording.to_edition_id is not None or Seen.of(wording) != one.seen:
            raise EditConflict(one.kept.wording, wording or one.kept.wording)


def _keep_file(mandate: Mandate, instrument: Instrument, upload: Upload) -> Ingested:
    """Keep the file as the newest version of the document of the plan, else as its document."""
    held = HeldText.objects.filter(instrument=instrument, part=HeldPart.TEXT).order_by("pk").first()
    if held is not None:
        return add_version(mandate, document=held.document, upload=upload)
    facts = DocumentFacts(kind=DocumentKind.PLAN.value, title=instrument.label)
    kept = ingest(mandate, upload=upload, facts=facts)
    hold_text(mandate, instrument=instrument, document=kept.document, part=HeldPart.TEXT)
    return kept


def _plant(mandate: Mandate, correction: Correction, plan: PlanRead) -> dict[int, Provision]:
    """Add the new rows where they stand in the file; return what each became."""
    places = _places(correction, lasting_tree(correction.instrument))
    number = {place: at for at, place in enumerate(correction.added)}
    planted = []
    for place in correction.added:
        under = correction.comparison.new[place].under
        above = correction.provision_of(under) if under is not None else None
        new = replace(
            plan.news[place],
            uuid=correction.names[place],
            parent=above.provision if above else None,
            place=places.get(place),
            cells=cells_kept(
                plan.points[place],
                read_of(plan.news[place], under=name_above(correction, place)),
            ),
        )
        planted.append(Planted(new, number.get(under) if under is not None else None))
    if not planted:
        return {}
    made = plant_provisions(mandate, instrument=correction.instrument, planted=planted)
    return dict(zip(correction.added, made, strict=True))


def _places(correction: Correction, tree: Tree) -> dict[int, Place]:
    """Give new rows places behind the rows that they follow in the file, under what was there."""
    added, found = set(correction.added), dict[int, Place]()
    for under, rows in _by_what_they_stand_under(correction).items():
        above = correction.provision_of(under) if under is not None else None
        if under in added or added.isdisjoint(rows):
            continue
        siblings = tree.below(above.provision.pk if above else None)
        found |= _among(correction, rows, tree, siblings)
    return found


def _by_what_they_stand_under(correction: Correction) -> Mapping[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    for place, row in enumerate(correction.comparison.new):
        found.setdefault(row.under, []).append(place)
    return found


def _among(
    correction: Correction, rows: Iterable[int], tree: Tree, siblings: Sequence[int]
) -> Iterator[tuple[int, Place]]:
    """Yield the places of the new ones of some rows that stand under the same one."""
    added, run, last = set(correction.added), list[int](), None
    for place in rows:
        one = correction.provision_of(place)
        if place in added:
            run.append(place)
        elif one is not None and one.provision.pk in siblings:
            yield from zip(run, _gap(tree, siblings, last, len(run)), strict=True)
            run, last = [], one.provision.pk
    yield from zip(run, _gap(tree, siblings, last, len(run)), strict=True)


def _gap(tree: Tree, siblings: Sequence[int], after: int | None, number: int) -> list[Place]:
    """Return places between a sibling, or the beginning, and the one that stands behind it."""
    before = tree.nodes[after].place if after is not None else None
    later = siblings[siblings.index(after) + 1 :] if after is not None else siblings
    places = (tree.nodes[one].place for one in later)
    behind = next((place for place in places if before is None or place > before), None)
    return spread(before, behind, number)


def _move(
    mandate: Mandate, correction: Correction, touched: Touched, made: Mapping[int, Provision]
) -> None:
    """Let a row stand under what it stands under in the file, behind the row that it follows there."""
    place = touched.change.new
    rows, provision = correction.comparison.new, touched.kept.provision
    there = {at: one.provision for at in range(len(rows)) if (one := correction.provision_of(at))}
    there |= made
    under = rows[place].under
    above = there.get(under) if under is not None else None
    tree = lasting_tree(correction.instrument)
    siblings = [key for key in tree.below(above.pk if above else None) if key != provision.pk]
    before = (
        there[at].pk for at in range(place - 1, -1, -1) if rows[at].under == under and at in there
    )
    behind = next((siblings.index(key) + 1 for key in before if key in siblings), 0)
    put_provision(mandate, provision=provision, under=above, at=behind, seen=None)


def _withdraw(mandate: Mandate, correction: Correction) -> None:
    going = _lasting(correction.gone)
    if going:
        withdraw_alone(mandate, instrument=correction.instrument, seen=going)


def _lasting(gone: Collection[Kept]) -> dict[Provision, Seen]:
    keys = [one.provision.pk for one in gone]
    lasting = Wording.objects.filter(provision__in=keys, to_edition=None)
    return {w.provision: Seen.of(w) for w in lasting.select_related("provision")}


def _put_period(mandate: Mandate, correction: Correction) -> None:
    if correction.period:
        instrument = Instrument.objects.get(pk=correction.instrument.pk)
        facts = replace(InstrumentFacts.of(instrument), period=correction.period, period_words="")
        change_instrument(mandate, instrument=instrument, facts=facts, revision=instrument.revision)


def _cite(
    mandate: Mandate,
    kept: Ingested,
    correction: Correction,
    plan: PlanRead,
    made: Mapping[int, Provision],
) -> int:
    """Let what is new, and what says otherwise, stand on the cells of the new file."""
    citing = Citing(kept.version)
    touched = {one.change.new: one for one in correction.touched}
    for place, point in enumerate(plan.points):
        one = touched.get(place)
        if place in made or one is None:
            citing.add(point, made.get(place), cells=None)
        else:
            changed = {cell.place for cell in one.change.cells}
            citing.add(point, one.kept.provision, cells=changed)
    citing.cite(mandate)
    return citing.uncited
