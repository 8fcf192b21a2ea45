"""What an entry was, as its history tells it, and making it so again by a new change.

An entry is restored with its parts: the rows of tables that name it, or a part of it, as what
they are `PART_OF`. A name that it had then comes back, one that it got since goes.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.history.models import Change
from servanda.history.rules import FINGERPRINT, FieldChange, JsonValue
from servanda.registers.actions.changing import change
from servanda.registers.actions.deeds import Deed, StandsInTheWay, leaning_on
from servanda.registers.actions.mandates import EditConflict, Mandate, NotAllowed
from servanda.registers.actions.rows import row_named, sees_all, tables
from servanda.registers.actions.telling import told
from servanda.registers.actions.undoing import bring_back
from servanda.registers.actions.whole import require_whole
from servanda.registers.models import Desk, Entry, Row
from servanda.registers.rules import Ability

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT = frozenset({"effective_visibility", "merged_into", "side"})
"""Fields that follow from others, or that only an action of their own changes."""
EMPTY: tuple[JsonValue, ...] = (None, "", [], {})

State = dict[str, JsonValue]


def restoration(desk: Desk, entry: Entry, *, sequence: int) -> list[FieldChange]:
    """Return what an entry and its parts would change by to be as they were after a record.

    From the history alone. What was erased by law stays as it is, and so does a long text of which
    the history keeps the fingerprint. Raises ValidationError where the entry was not there yet,
    NotAllowed where a part is hidden from the person.
    """
    rows = _rows_of(entry, since=sequence)
    if not sees_all(desk, (row for _kind, _uuid, row in rows)):
        raise NotAllowed(_("Your role in this register does not allow this."))
    states, unknown = _states(entry, [uuid for _kind, uuid, _row in rows], up_to=sequence)
    if not bare(states.get(rows[0][1], {})):
        raise ValidationError(_("The entry was not there yet."))
    found: list[FieldChange] = []
    for kind, uuid, row in rows:
        then, now = states.get(uuid, {}), told(row) if row else {}
        fields = [name for name in [*now, *then] if (uuid, name) not in unknown]
        for name in dict.fromkeys(fields):
            before, after = now.get(name), then.get(name)
            if not (_is_kept(row, name, after) or _is_same(before, after)):
                found.append(FieldChange(kind, uuid, name, before, after))
    return found


def restore_state(mandate: Mandate, *, entry: Entry, sequence: int, revision: int) -> bool:
    """Give an entry and its parts the values again that they had after a record of the history.

    Returns whether anything differed. Raises EditConflict for a stale revision, StandsInTheWay
    where something it led to is gone or others have built on a part that would go,
    ValidationError where it was not there yet, NotAllowed without the right.
    """
    with change(mandate, "restore_state", Ability.EDIT) as changes:
        stored = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
        if stored.revision != revision:
            raise EditConflict(entry, stored)
        if stored.merged_into_id is not None:  # type: ignore[attr-defined]  # the column of merged_into
            raise ValidationError(_("This entry was merged into another one: restore that one."))
        deeds = list(_deeds(restoration(mandate.desk, stored, sequence=sequence)))
        _require_free(deeds)
        bring_back(changes, deeds)
        require_whole(changes)
        return bool(deeds)


def bare(state: State) -> State:
    """Return a state without its empty fields, which the history tells by silence."""
    return {name: value for name, value in state.items() if value not in EMPTY}


def _rows_of(entry: Entry, *, since: int) -> list[tuple[str, UUID, Row | None]]:
    """Return an entry and its parts, as they are; None for those removed since a record."""
    there = [_fetched(type(entry)._default_manager.filter(pk=entry.pk))[0]]
    there += _parts_of(there)
    found: list[tuple[str, UUID, Row | None]] = [(r.KIND, UUID(str(r.uuid)), r) for r in there]
    parts = [table for table in tables() if table.PART_OF]
    removed = Change.objects.filter(
        record__register=entry.register.uuid,
        record__sequence__gt=since,
        kind__in={table.KIND for table in parts},
        field__in={table.PART_OF for table in parts},
        before__in=[str(uuid) for _kind, uuid, _row in found],
        after__isnull=True,
    )
    known = {uuid for _kind, uuid, _row in found}
    gone = dict(removed.order_by("id").values_list("entry", "kind"))
    return found + [(kind, uuid, None) for uuid, kind in gone.items() if uuid not in known]


def _parts_of(owners: Sequence[Row]) -> list[Row]:
    """Return the parts of rows of one table, and theirs."""
    found: list[Row] = []
    for table in tables():
        if table.PART_OF and _owner_of(table) is type(owners[0]):
            rows = table._default_manager.filter(**{f"{table.PART_OF}__in": owners})
            parts = _fetched(rows.order_by("pk"))
            found += parts + (_parts_of(parts) if parts else [])
    return found


def _fetched(rows: "QuerySet[Row]") -> list[Row]:
    """Return rows with all that they name, in one query."""
    links = [column.name for column in rows.model._meta.concrete_fields if column.is_relation]
    return list(rows.select_related(*links))


def _owner_of(table: type[Row]) -> object:
    return table._meta.get_field(table.PART_OF).related_model


def _states(
    entry: Entry, uuids: list[UUID], *, up_to: int
) -> tuple[dict[UUID, State], set[tuple[UUID, str]]]:
    """Return what the history had of rows up to a record, and the fields that were erased."""
    changes = Change.objects.filter(
        entry__in=uuids, record__register=entry.register.uuid, record__sequence__lte=up_to
    ).order_by("record__sequence", "id")
    states: dict[UUID, State] = {}
    unknown: set[tuple[UUID, str]] = set()
    for one in changes.exclude(kind="erasure"):
        states.setdefault(one.entry, {})[one.field] = one.after
        if one.salt is None:
            unknown.add((one.entry, one.field))
        else:
            unknown.discard((one.entry, one.field))
    return states, unknown


def _is_kept(row: Row | None, name: str, value: JsonValue) -> bool:
    """Tell whether a field stays as it is; a part that is gone comes back with all it had."""
    if row is None:
        return False
    is_long = isinstance(value, str) and value.startswith(FINGERPRINT)
    return is_long or name in row.UNTOLD or (isinstance(row, Entry) and name in KEPT)


def _is_same(before: JsonValue, after: JsonValue) -> bool:
    return before == after or (before in EMPTY and after in EMPTY)


def _deeds(wanted: Iterable[FieldChange]) -> Iterator[Deed]:
    """Yield what is to be brought back, row by row, as if one record had done it all."""
    for (kind, uuid), group in groupby(wanted, key=attrgetter("kind", "entry")):
        fields = list(group)
        row = row_named(kind, uuid)
        yield Deed(
            kind,
            uuid,
            before={one.field: one.after for one in fields},
            after={one.field: one.before for one in fields},
            row=row,
            is_new=row is not None and _goes(row, fields),
        )


def _goes(row: Row, fields: list[FieldChange]) -> bool:
    """Tell whether a part was not there then: all that it says now goes."""
    now = bare(told(row)).keys() - (KEPT if isinstance(row, Entry) else set())
    return now <= {one.field for one in fields if one.after in EMPTY}


def _require_free(deeds: list[Deed]) -> None:
    """Refuse to remove a part to which something leads that stays."""
    going = {deed.uuid for deed in deeds if deed.is_new}
    built = [
        one for deed in deeds if deed.row and deed.is_new for one in leaning_on([deed.row], going)
    ]
    if built:
        raise StandsInTheWay(_("Others have built on this since."), built)
