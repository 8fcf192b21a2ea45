"""What one action has changed so far: rows are saved, and what was before and after is kept."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.history.rules import FieldChange
from servanda.registers.actions.altering import Alteration, alterations
from servanda.registers.actions.finding import fed_by
from servanda.registers.actions.mandates import EditConflict, Mandate, NotAllowed
from servanda.registers.actions.rows import fetch_path, fetch_told
from servanda.registers.actions.saving import (
    put_writable,
    related,
    require_clean,
    store,
    stored_of,
)
from servanda.registers.actions.telling import told_new
from servanda.registers.actions.visibility import (
    Followed,
    hangs_elsewhere,
    held_otherwise,
    parents_named,
    put_effective_of,
    put_embargo,
    tightened,
)
from servanda.registers.models import Entry, Register, Row
from servanda.registers.rules import Visibility, latest_embargo, strictest

if TYPE_CHECKING:
    from datetime import date

AnyRow = TypeVar("AnyRow", bound=Row)
AnyEntry = TypeVar("AnyEntry", bound=Entry)


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
        self._tell({row: told_new(row)})
        return row

    def create_all(self, rows: Sequence[AnyRow], *, under: Iterable[Entry] = ()) -> list[AnyRow]:
        """Save many new rows of one kind at once."""
        if not rows:
            return []
        parents = list(under)
        if isinstance(rows[0], Entry):
            for path in rows[0].PARENTS:
                fetch_path(rows, path)
        for row in rows:
            self._prepare(row, parents)
        saved = type(rows[0])._default_manager.bulk_create(rows)
        fetch_told(saved)
        self._tell({row: told_new(row) for row in saved})
        return saved

    def update(self, entry: Entry, *, revision: int | None = None) -> None:
        """Save a changed entry; `revision` is the one the person saw, the entry's own if None.

        Raises EditConflict when the stored entry has another, or the entry at hand is older.
        """
        self.update_all([entry], seen={} if revision is None else {entry.uuid: revision})

    def update_all(
        self, entries: Sequence[AnyEntry], *, seen: Mapping[UUID, int] | None = None
    ) -> None:
        """Save many changed entries of one kind at once; `seen` are revisions that a person saw.

        What hangs on them follows when all are saved. Raises EditConflict, and saves none, for the
        first that is stored with another revision than was seen, or than it has at hand.
        """
        formers = self._stored(entries)
        revisions = seen or {}
        elsewhere = []
        for entry, former in zip(entries, formers, strict=True):
            if not former.revision == entry.revision == revisions.get(entry.uuid, entry.revision):
                raise EditConflict(entry, former)
            if hangs_elsewhere(entry, former):
                self._put_side(entry)
                elsewhere.append(entry)
        put_effective_of(elsewhere)
        altered = list(alterations(entries, formers))
        for one in altered:
            one.row.revision = one.former.revision + 1
        self._save(altered)
        for one in altered:
            fed = one.row.told_under([change.field for change in one.told])
            self.fed += [fed_by(row) for row in fed if row.FEEDS]
        self._follow(tightened(one.row for one in altered if one.is_seen_otherwise))
        for one in altered:
            self._follow(held_otherwise(one.row, one.former))

    def rewrite(self, row: Row) -> None:
        """Save a changed row that is no entry: a name, a citation; nobody edits it by itself."""
        self.rewrite_all([row])

    def rewrite_all(self, rows: Sequence[AnyRow]) -> None:
        """Save many changed rows of one table that are no entries."""
        self._save(list(alterations(rows, self._stored(rows))))

    def count(self, entry: Entry) -> None:
        """Count a change of a part of an entry as one of the entry, for whoever has it open."""
        self.count_all([entry])

    def count_all(self, entries: Sequence[Entry]) -> None:
        """Count changes of parts of many entries of one kind as changes of the entries."""
        for entry in entries:
            self._require_here(entry)
            entry.revision += 1
        store(entries, ["revision"])

    def tell_anew(self, row: Row) -> None:
        """Save a row whose former words were erased from the history: told is what it says now."""
        self._require_here(row)
        row.save()
        self._tell({row: told_new(row)})

    def remove(self, row: Row) -> None:
        """Delete a row that nothing cites (a name, a standing); the history keeps what it said."""
        self.remove_all([row])

    def remove_all(self, rows: Sequence[Row]) -> None:
        """Delete many rows of one kind at once; nothing is told of them where one is led to."""
        for row in rows:
            self._require_here(row)
        for _table, alike in groupby(rows, key=type):
            of_table = list(alike)
            fetch_told(of_table)
            fetch_path(of_table, of_table[0].FEEDS)
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

    def _stored(self, rows: Sequence[AnyRow]) -> list[AnyRow]:
        """Return rows of this register as they are stored."""
        for row in rows:
            self._require_here(row)
        return stored_of(rows)

    def _save(self, altered: Sequence[Alteration[AnyRow]]) -> None:
        """Save what is otherwise in rows of one table, and keep what it was."""
        for one in altered:
            require_clean(one.row)
        store([one.row for one in altered], {name for one in altered for name in one.fields})
        self._tell({one.row: one.told for one in altered})
        for one in altered:
            by = one.row.FEEDS.partition("__")[0]
            if any(change.field == by for change in one.told):
                self.fed.append(fed_by(one.former))  # it may have hung elsewhere

    def _tell(self, changed: Mapping[Row, list[FieldChange]]) -> None:
        """Keep what changed of rows of one table."""
        rows = list(changed)
        for told in changed.values():
            self.made += told
        if rows and rows[0].FEEDS:
            fetch_path(rows, rows[0].FEEDS)
            self.fed += [fed_by(row) for row in rows]

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
        require_clean(row)

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
