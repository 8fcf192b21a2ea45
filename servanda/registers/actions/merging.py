"""Two entries that are one: all that leads to the twin leads to the other, and the twin stays behind.

The twin is kept with `merged_into`, so old addresses lead on, and one record tells all that moved:
undoing it parts them again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import CharField, Count, Expression, F, Q, Value
from django.utils.translation import gettext as _

from servanda.registers.actions.changes import Changes
from servanda.registers.actions.changing import change
from servanda.registers.actions.mandates import EditConflict, Mandate
from servanda.registers.actions.rows import Reference, references_to, seen_by, sees, tables
from servanda.registers.actions.whole import require_whole
from servanda.registers.models import Desk, Entry, Name, Row
from servanda.registers.models.entries import NameKind
from servanda.registers.rules import Ability

OWN = frozenset(
    {"id", "uuid", "register", "revision", "merged_into", "side", "visibility"}
    | {"effective_visibility", "embargo_until", "effective_embargo", "handling"}
)
"""Fields that a merge leaves as they are: who an entry is, and who may see it."""

EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Merger:
    """What a merge moves, of each kind and as far as the person sees it; which fields it fills."""

    moved: Mapping[str, int]
    filled: tuple[str, ...]


def merge(mandate: Mandate, *, twin: Entry, into: Entry, revisions: tuple[int, int]) -> None:
    """Merge an entry into another of its kind; `revisions` are those of both that the person saw.

    What leads to the twin leads to the other afterwards; where both have the same (a name, a
    citation), one stays. Empty fields of the other are filled from the twin. The stricter of
    both visibilities counts for what moves, as everywhere. Raises ValidationError for two that
    cannot be one, EditConflict for a stale revision, NotAllowed without the right.
    """
    with change(mandate, "merge", Ability.EDIT) as changes:
        require_mergeable(twin, into)
        _require_seen(twin, revisions[0])
        _require_seen(into, revisions[1])
        _move_tied(changes, twin, into)
        twin.refresh_from_db()
        into.refresh_from_db()
        for name in fillable(twin, into):
            setattr(into, name, getattr(twin, name))
        changes.update(into)
        twin.merged_into = into
        changes.update(twin)
        require_whole(changes)


def preview_merge(desk: Desk, *, twin: Entry, into: Entry) -> Merger:
    """Return what a merge would move, as far as the person sees it, and which fields it would fill.

    Two queries at most. Raises ValidationError for two that cannot be one.
    """
    require_mergeable(twin, into)
    counted = [
        seen_by(desk, reference.leading_to(twin))
        .order_by()
        .annotate(told=Value(reference.table.KIND, output_field=CharField()))
        .values("told")
        .annotate(rows=Count("pk"))
        .values_list("told", "rows")
        for reference in references_to(type(twin))
        if issubclass(reference.table, Entry | Name)
    ]
    moved: Counter[str] = Counter()
    for kind, rows in counted[0].union(*counted[1:], all=True):
        moved[kind] += rows
    return Merger(+moved, tuple(fillable(twin, into)))


def moved_to(desk: Desk, uuid: UUID) -> UUID | None:
    """Return the public name of the entry into which one was merged, as far as the person sees it."""
    entries = [table for table in tables() if issubclass(table, Entry)]
    asked = [
        table._default_manager.filter(uuid=uuid, register=desk.register, merged_into__isnull=False)
        .order_by()
        .values_list(Value(number), "merged_into")
        for number, table in enumerate(entries)
    ]
    found = list(asked[0].union(*asked[1:], all=True))
    if not found:
        return None
    number, key = found[0]
    entry = entries[number]._default_manager.get(pk=key)
    while entry.merged_into is not None:
        entry = entry.merged_into
    return entry.uuid if sees(desk, entry) else None


def require_mergeable(twin: Entry, into: Entry) -> None:
    """Raise ValidationError for two entries that cannot be one."""
    if type(twin) is not type(into) or twin.register_id != into.register_id:
        raise ValidationError(_("Only two entries of one kind and one register can be merged."))
    if twin.pk == into.pk:
        raise ValidationError(_("An entry cannot be merged into itself."))
    if twin.merged_into or into.merged_into:
        raise ValidationError(_("One of the two was merged already."))
    twin.require_mergeable_into(into)


def _require_seen(entry: Entry, seen: int) -> None:
    """Refuse to merge what somebody changed since the person looked."""
    stored = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
    if stored.revision != seen:
        raise EditConflict(entry, stored)


def _move_tied(changes: Changes, twin: Entry, into: Entry) -> None:
    """Let everything that leads to the twin lead to the other; refuse what cannot be said of one."""
    try:
        with transaction.atomic():
            _move_all(changes, twin, into)
    except IntegrityError as error:
        told = _("A tie between the two cannot be one of an entry with itself: remove it first.")
        raise ValidationError(told) from error


def _move_all(changes: Changes, twin: Row, into: Row) -> None:
    """Let everything that leads to one row lead to another of its table."""
    for reference in references_to(type(twin)):
        if _may_meet(reference):
            for row in list(reference.leading_to(twin)):
                row.refresh_from_db()  # an earlier column of it may have been moved
                _move(changes, row, reference, into)
        else:
            _move_alike(changes, list(reference.leading_to(twin)), reference, into)


def _may_meet(reference: Reference) -> bool:
    """Tell whether a row that leads elsewhere may come to say the same as one that is there."""
    return any(reference.column in names for names, _condition in _kept_unique(reference.table))


def _move_alike(changes: Changes, rows: Sequence[Row], reference: Reference, into: Row) -> None:
    """Let rows of one table, of which none can say the same as another, lead to a row: few queries."""
    for row in rows:
        reference.point(row, None if row == into else into)
    entries = [row for row in rows if isinstance(row, Entry)]
    changes.update_all(entries)
    if not entries:
        changes.rewrite_all(rows)


def _move(changes: Changes, row: Row, reference: Reference, into: Row) -> None:
    reference.point(row, None if row == into else into)
    if isinstance(row, Name) and row.kind == NameKind.FULL:
        row.kind = NameKind.ALIAS
    same = _same_as(row)
    if same is not None:
        _give_way(changes, row, same)
    elif isinstance(row, Entry):
        changes.update(row)
    else:
        changes.rewrite(row)


def _give_way(changes: Changes, row: Row, same: Row) -> None:
    """Merge a row into one that says the same, where only one of them may stand."""
    row.refresh_from_db()
    _move_all(changes, row, same)
    row.refresh_from_db()
    if isinstance(row, Entry) and isinstance(same, Entry):
        row.merged_into = same
        changes.update(row)
    else:
        changes.remove(row)


def _same_as(row: Row) -> Row | None:
    """Return the row beside which this one may not stand, by the constraints of its table."""
    for names, condition in _kept_unique(type(row)):
        values = {name: getattr(row, name) for name in names}
        found = type(row)._default_manager.filter(
            condition,
            *(
                Q((name, value)) if value is not None else Q((f"{name}__isnull", True))
                for name, value in values.items()
            ),
        )
        same = found.exclude(pk=row.pk).first()
        if same is not None and type(row)._default_manager.filter(condition, pk=row.pk).exists():
            return same
    return None


def _kept_unique(table: type[Row]) -> Iterator[tuple[list[str], Q]]:
    """Yield the columns that may not be the same twice, and for which rows that counts."""
    for column in table._meta.concrete_fields:
        if column.unique and column.name not in {"id", "uuid"}:
            yield [column.name], Q(**{f"{column.name}__isnull": False})
    for constraint in table._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            of_expressions = [n for part in constraint.expressions for n in _columns_in(part)]
            present = Q(**{f"{name}__isnull": False for name in constraint.fields})
            names = [*constraint.fields, *of_expressions]
            yield names, present & (constraint.condition or Q())


def _columns_in(expression: object) -> Iterator[str]:
    if isinstance(expression, F):
        yield expression.name  # type: ignore[attr-defined]  # the stubs leave it out
    elif isinstance(expression, Expression):
        for part in expression.get_source_expressions():
            yield from _columns_in(part)


def fillable(twin: Entry, into: Entry) -> Iterator[str]:
    """Yield the fields that are empty in an entry and not in its twin."""
    for column in into._meta.concrete_fields:
        value = getattr(twin, column.attname)
        is_empty = getattr(into, column.attname) in EMPTY
        is_itself = column.is_relation and value == into.pk
        if column.name not in OWN and is_empty and value not in EMPTY and not is_itself:
            yield column.name
