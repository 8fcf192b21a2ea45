"""Taking back what one record of the history did, as a whole and as a new record.

Accepting, importing, merging, changing in bulk: whatever went through `change` left what was
before and after, so it is undone by one mechanism. Nothing is taken away from under what others
built since: their work is named, and nothing is undone.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils.translation import gettext as _

from servanda.history.models import Record
from servanda.history.rules import FINGERPRINT, FieldChange, JsonValue
from servanda.registers.actions.changes import Changes
from servanda.registers.actions.changing import change
from servanda.registers.actions.deeds import (
    RECORD,
    UNDONE,
    BuiltSince,
    Deed,
    StandsInTheWay,
    built_since,
    deeds_of,
    named_since,
    told_since,
    void_since,
)
from servanda.registers.actions.mandates import Mandate, NotAllowed
from servanda.registers.actions.rows import (
    lots,
    references_to,
    row_named,
    sees_all,
    table_told,
    untold,
)
from servanda.registers.actions.telling import follows, told
from servanda.registers.actions.visibility import put_effective
from servanda.registers.actions.whole import require_whole
from servanda.registers.models import Entry, Row
from servanda.registers.rules import Ability

ERASING = frozenset({"erase_words", "redact_words"})
MOST_TOLD = 50
"""So many things that stand in the way are told at most before somebody tries."""


def undo(mandate: Mandate, *, record: Record) -> None:
    """Take back all that a record did; the history keeps both.

    Raises StandsInTheWay, with what was built since, and for a record undone already, one that is
    none of this register, and one whose words were erased. Raises NotAllowed without the right.
    """
    with change(mandate, "undo", Ability.EDIT) as changes:
        if record.register != mandate.desk.register.uuid:
            raise NotAllowed(_("This belongs to another register."))
        _require_undoable(record)
        deeds = deeds_of(record)
        _require_seen(mandate, deeds)
        built = list(built_since(record, deeds))
        if built:
            raise StandsInTheWay(_("Others have built on this since."), built)
        try:
            with transaction.atomic():
                bring_back(changes, deeds)
                require_whole(changes)
        except IntegrityError as error:
            raise StandsInTheWay(_("Something made since stands in its place.")) from error
        except StandsInTheWay:
            raise
        except ValidationError as error:
            raise StandsInTheWay(" ".join(error.messages)) from error
        changes.made.append(FieldChange(RECORD, record.uuid, UNDONE, None, True))


def in_the_way(record: Record) -> StandsInTheWay | None:
    """Return what is known to stand in the way of undoing a record: four queries, for a page.

    What merely leads to something that would go is found by `undo` itself.
    """
    try:
        _require_undoable(record)
    except StandsInTheWay as found:
        return found
    ours = record.changes.exclude(kind=RECORD)
    later = told_since(record).filter(
        Exists(ours.filter(entry=OuterRef("entry"), field=OuterRef("field")))
    )
    touched = later.order_by("entry", "kind").values_list("kind", "entry").distinct()
    built = [BuiltSince(kind, uuid, "") for kind, uuid in touched[:MOST_TOLD]]
    return StandsInTheWay(_("Others have built on this since."), built) if built else None


def bring_back(changes: Changes, deeds: Sequence[Deed]) -> None:
    """Make anew what was removed, set back what was changed, remove what was new; the last first.

    What is new goes first where nothing leads to it: it may stand where something comes back.
    """
    new = [deed.row for deed in reversed(deeds) if deed.row and deed.is_new]
    led_to = _left(changes, new)
    for deed in reversed(deeds):
        if deed.is_removal:
            _put_back(changes, deed)
    for deed in reversed(deeds):
        if deed.row is not None and not deed.is_new:
            _set_back(changes, deed)
    _remove_all(changes, led_to)


def is_undone(record: Record) -> bool:
    """Tell whether a record is undone: not where what undid it was undone itself since."""
    return record.sequence in void_since(record)


def _require_undoable(record: Record) -> None:
    if is_undone(record):
        raise StandsInTheWay(_("This was undone already."))
    if record.changes.filter(salt=None).exists() or record.action in ERASING:
        raise StandsInTheWay(_("Words of this were erased by law: it cannot be undone."))


def _require_seen(mandate: Mandate, deeds: list[Deed]) -> None:
    """Refuse to take back what the person may not see: the note of another side, an embargo."""
    desk, rows = mandate.desk, [deed.row for deed in deeds if deed.row is not None]
    standing = (r for r in rows if not (isinstance(r, Entry) and r.merged_into is not None))
    if not all(map(desk.may, {row.CHANGED_WITH for row in rows})) or not sees_all(desk, standing):
        raise NotAllowed(_("Your role in this register does not allow this."))


def _put_back(changes: Changes, deed: Deed) -> None:
    """Make a row again that the record removed."""
    table = table_told(deed.kind, deed.before)
    if table is None:
        raise StandsInTheWay(_("Something this removed cannot be made again."))
    row = table(uuid=deed.uuid, register=changes.mandate.desk.register)
    _set_values(row, deed.before)
    changes.create(row)
    if isinstance(row, Entry):
        put_effective(row)
        changes.update(row)


def _set_back(changes: Changes, deed: Deed) -> None:
    """Give a row the values again that it had before the record."""
    row = row_named(deed.kind, deed.uuid)  # anew: what it hangs on may have been set back meanwhile
    if row is None:
        raise StandsInTheWay(_("Something this stood on is not there any more."))
    _set_values(row, deed.before)
    if isinstance(row, Entry):
        put_effective(row)  # what it hangs on decides, whatever the record told of it
        changes.update(row)
    else:
        changes.rewrite(row)


def _remove_all(changes: Changes, rows: list[Row]) -> None:
    """Remove rows, each after those that lead to it."""
    while rows:
        left = _left(changes, rows)
        if len(left) == len(rows):
            raise StandsInTheWay(_("Others have built on this since."), map(named_since, left))
        rows = left


def _left(changes: Changes, rows: Iterable[Row]) -> list[Row]:
    """Remove those of some rows to which nothing leads, all of a kind at once; return those left."""
    left: list[Row] = []
    for _table, alike in groupby(rows, key=type):
        for lot in lots(list(alike)):
            if not _are_removed(changes, lot):
                left += [row for row in lot if not _are_removed(changes, [row])]
    return left


def _are_removed(changes: Changes, rows: Sequence[Row]) -> bool:
    """Remove rows with all that follows from them; tell whether nothing else led to one."""
    following = [one for one in references_to(type(rows[0])) if follows(one.table)]
    try:
        with transaction.atomic():
            for reference in following:
                reference.leading_to_any(rows).delete()
            changes.remove_all(rows)
    except ProtectedError:
        return False
    return True


def _set_values(row: Row, values: dict[str, JsonValue]) -> None:
    for name, value in values.items():
        if isinstance(value, str) and value.startswith(FINGERPRINT):
            if row.pk and told(row).get(name) == value:
                continue
            raise StandsInTheWay(
                _("A long text that this changed is not kept: it cannot be undone.")
            )
        try:
            setattr(row, name, untold(row, name, value))
        except LookupError as error:
            raise StandsInTheWay(_("Something this stood on is not there any more.")) from error
