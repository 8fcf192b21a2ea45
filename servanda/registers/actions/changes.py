"""What one action has changed so far: rows are saved, and what was before and after is kept."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.history.rules import FieldChange
from servanda.registers.actions.finding import fed_by
from servanda.registers.actions.mandates import EditConflict, Mandate, NotAllowed
from servanda.registers.actions.saving import left_to_database, put_writable, related
from servanda.registers.actions.telling import told, told_changed, told_new
from servanda.registers.actions.visibility import (
    Followed,
    hangs_elsewhere,
    held_otherwise,
    parents_named,
    put_effective,
    put_embargo,
    tightened,
)
from servanda.registers.models import Entry, Register, Row
from servanda.registers.rules import Visibility, latest_embargo, strictest

if TYPE_CHECKING:
    from datetime import date

AnyRow = TypeVar("AnyRow", bound=Row)


class Changes:
    """What one action has changed so far: saves rows and keeps what was before and after."""

    def __init__(self, mandate: Mandate) -> None:
        self.mandate = mandate
        self.made: list[FieldChange] = []
        self.fed: list[Entry] = []
        """Entries that are found otherwise than before, by a row of theirs or by what they hang on."""
        self.keep_back_until: date | None = None
        """Until when the entries that are made are kept back, as what tells of them is."""
        self.elsewhere: dict[Register, list[Followed]] = {}
        """Entries of other registers that hang on one of the library and followed it."""

    def create(self, row: AnyRow, *, under: Iterable[Entry] = ()) -> AnyRow:
        """Save a new row in the mandate's register, no more open than the parents that it names.

        `under` are further entries than which it is no more open.
        """
        self._prepare(row, list(under))
        row.save(force_insert=True)
        self._tell(row, told_new(row))
        return row

    def create_all(self, rows: Sequence[AnyRow], *, under: Iterable[Entry] = ()) -> list[AnyRow]:
        """Save many new rows of one kind at once."""
        parents = list(under)
        for row in rows:
            self._prepare(row, parents)
        if not rows:
            return []
        saved = type(rows[0])._default_manager.bulk_create(rows)
        for row in saved:
            self._tell(row, told_new(row))
        return saved

    def update(self, entry: Entry, *, revision: int | None = None) -> None:
        """Save a changed entry; `revision` is the one the person saw, the entry's own if None.

        Raises EditConflict when the stored entry has another, or the entry at hand is older.
        """
        self._require_here(entry)
        model = type(entry)
        stored = model._default_manager.select_for_update().get(pk=entry.pk)
        seen = entry.revision if revision is None else revision
        if not stored.revision == entry.revision == seen:
            raise EditConflict(entry, stored)
        if hangs_elsewhere(entry, stored):
            self._put_side(entry)
            put_effective(entry)
        put_writable(entry)
        before, after = told(stored), told(entry)
        changed = [name for name in after if before[name] != after[name]]
        is_kept_back_otherwise = entry.effective_embargo != stored.effective_embargo
        if not changed and not is_kept_back_otherwise:
            return
        entry.revision = stored.revision + 1
        entry.full_clean(
            exclude=left_to_database(entry), validate_unique=False, validate_constraints=False
        )
        entry.save()
        self._tell(entry, told_changed(entry, before, after), former=stored)
        self.fed += [fed_by(row) for row in entry.told_under(changed) if row.FEEDS]
        if {"effective_visibility", "side"} & set(changed) or is_kept_back_otherwise:
            self._follow(tightened(entry))
        self._follow(held_otherwise(entry, stored))

    def rewrite(self, row: Row) -> None:
        """Save a changed row that is no entry: a name, a citation; nobody edits it by itself."""
        self._require_here(row)
        put_writable(row)
        stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
        before, after = told(stored), told(row)
        if before != after:
            row.full_clean(
                exclude=left_to_database(row), validate_unique=False, validate_constraints=False
            )
            row.save()
            self._tell(row, told_changed(row, before, after), former=stored)

    def count(self, entry: Entry) -> None:
        """Count a change of a part of an entry as one of the entry, for whoever has it open."""
        self._require_here(entry)
        entry.revision += 1
        entry.save(update_fields=["revision"])

    def tell_anew(self, row: Row) -> None:
        """Save a row whose former words were erased from the history: told is what it says now."""
        self._require_here(row)
        row.save()
        self._tell(row, told_new(row))

    def remove(self, row: Row) -> None:
        """Delete a row that nothing cites (a name, a standing); the history keeps what it said."""
        self.remove_all([row])

    def remove_all(self, rows: Sequence[Row]) -> None:
        """Delete many rows of one kind at once; nothing is told of them where one is led to."""
        for row in rows:
            self._require_here(row)
        gone = [
            FieldChange(c.kind, c.entry, c.field, c.after, None)
            for row in rows
            for c in told_new(row)
        ]
        fed = [fed_by(row) for row in rows if row.FEEDS]
        for table in {type(row) for row in rows}:
            table._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
        self.made += gone
        self.fed += fed

    def _tell(self, row: Row, changed: list[FieldChange], *, former: Row | None = None) -> None:
        """Keep what changed of a row; `former` is the row as it was, which may have hung elsewhere."""
        self.made += changed
        if not row.FEEDS:
            return
        self.fed.append(fed_by(row))
        if former is not None and row.FEEDS.partition("__")[0] in {one.field for one in changed}:
            self.fed.append(fed_by(former))

    def _follow(self, followed: Iterable[Followed]) -> None:
        """Keep what changed on entries because of what they hang on."""
        for entry, told_of_it in followed:
            if entry.register_id == self.mandate.desk.register.pk:
                self.made += told_of_it
                self.fed.append(entry)
            else:
                self.elsewhere.setdefault(entry.register, []).append((entry, told_of_it))

    def _prepare(self, row: Row, under: list[Entry]) -> None:
        row.register = self.mandate.desk.register
        parents = under
        if isinstance(row, Entry):
            parents = [*parents_named(row), *under]
            row.effective_visibility = strictest(
                [row.visibility, *(parent.effective_visibility for parent in parents)]
            ).value
            row.embargo_until = latest_embargo([row.embargo_until, self.keep_back_until])
            put_embargo(row, parents)
            sides = [parent.side_id for parent in parents if parent.side_id is not None]
            if row.side_id is None and sides:
                row.side_id = sides[0]
            self._put_side(row)
        self._require_here(row, beside=parents)
        put_writable(row)
        row.full_clean(
            exclude=left_to_database(row), validate_unique=False, validate_constraints=False
        )

    def _put_side(self, entry: Entry) -> None:
        """Put what one side alone may see on the side of the person, where it is on none."""
        if entry.visibility != Visibility.OWN_SIDE or entry.side_id is not None:
            return
        entry.side_id = self.mandate.desk.side_id
        if entry.side_id is None:
            raise ValidationError(
                {
                    "visibility": _(
                        "You belong to no side of this register: choose who else sees it."
                    )
                }
            )

    def _require_here(self, row: Row, *, beside: Iterable[Entry] = ()) -> None:
        """Refuse a row of another register, and one that leads to another; the library is open."""
        home = self.mandate.desk.register.pk
        others = [*related(row), *beside]
        strange = [o for o in others if o.register_id != home and not o.register.is_library]
        if row.register_id != home or strange:
            raise NotAllowed(_("This belongs to another register."))
