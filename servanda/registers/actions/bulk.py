"""Many entries changed by one action: looked at first, then all as one record, or none of them.

What is changed of one entry is changed by the action that also changes it of one alone, so a change
in bulk can do nothing that nobody could do by hand. It is undone as a whole.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servanda.registers.actions.changing import change
from servanda.registers.actions.mandates import EditConflict, Mandate, NotAllowed
from servanda.registers.actions.protecting import Protection, protect_entry
from servanda.registers.models import Desk, Entry
from servanda.registers.rules import Ability, Visibility

NewValue: TypeAlias = str | date | None
Seen: TypeAlias = Mapping[UUID, int]
"""Entries, and the revision in which a person saw each of them."""

MOST_CHANGED = 1_000
"""So many entries are changed at once at most: nobody else changes anything in a register meanwhile."""


@dataclass(frozen=True)
class Changeable:
    """A field that many entries of a kind may be given at once.

    `put` gives it to one entry by the action that changes it of one alone; `refuses` is the sentence
    why an entry cannot have a value, empty where it can.
    """

    name: str
    put: Callable[[Mandate, Entry, NewValue], None]
    refuses: Callable[[Desk, Entry, NewValue], str] = lambda _desk, _entry, _value: ""


@dataclass(frozen=True)
class BulkChange:
    """What many entries are to be given."""

    of: Changeable
    value: NewValue


@dataclass(frozen=True)
class Line:
    """What a change would do to one entry: nothing where it has the value, or where it is refused."""

    entry: UUID
    revision: int
    before: NewValue
    refusal: str = ""


@dataclass(frozen=True)
class BulkPreview:
    """What a change would do; `absent` of those that were named are not there, or not seen."""

    wanted: BulkChange
    lines: tuple[Line, ...]
    absent: int = 0

    @property
    def changing(self) -> list[Line]:
        """Those that would be changed."""
        return [one for one in self.lines if not one.refusal and one.before != self.wanted.value]

    @property
    def keeping(self) -> list[Line]:
        """Those that have the value already."""
        return [one for one in self.lines if not one.refusal and one.before == self.wanted.value]

    @property
    def refused(self) -> list[Line]:
        return [one for one in self.lines if one.refusal]

    @property
    def seen(self) -> dict[UUID, int]:
        """What a person saw who looked at this."""
        return {line.entry: line.revision for line in self.lines}


class ChangedSince(ValidationError):
    """Some of the entries are not as the person saw them; nothing was changed.

    `changed` have another revision, `gone` of them are not there any more or not seen any more.
    """

    def __init__(self, changed: Sequence[UUID], gone: int) -> None:
        super().__init__(
            gettext_lazy("Somebody changed some of these entries since you looked at them.")
        )
        self.changed, self.gone = changed, gone


def seal(seen: Seen) -> str:
    """Return the fingerprint of entries as they were seen: another one when any of them changed."""
    told = "\n".join(sorted(f"{entry} {revision}" for entry, revision in seen.items()))
    return hashlib.sha256(told.encode()).hexdigest()


def preview_change(
    desk: Desk, *, among: QuerySet[Entry], named: Iterable[UUID] | None, wanted: BulkChange
) -> BulkPreview:
    """Tell what a change in bulk would do; nothing is written.

    `among` are the entries that the person may see in the list; those `named` of them, all where it is
    None. Raises NotAllowed without the right, ValidationError for more than MOST_CHANGED.
    """
    if not desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    asked = None if named is None else set(named)
    if asked is not None:
        _require_few(len(asked))
        among = among.filter(uuid__in=asked)
    entries = list(among.order_by("pk")[: MOST_CHANGED + 1])
    _require_few(len(entries))
    lines = tuple(_line(desk, one, wanted) for one in entries)
    return BulkPreview(wanted, lines, absent=0 if asked is None else len(asked) - len(lines))


def change_in_bulk(
    mandate: Mandate, *, among: QuerySet[Entry], seen: Seen, wanted: BulkChange
) -> int:
    """Give a field of many entries a value, and return how many it changed.

    What hangs on an entry becomes as strict in the same change. Those that have the value, and those
    that cannot have it, stay as they are. Raises ChangedSince, and changes nothing, where any entry
    is not as it was seen; NotAllowed without the right; ValidationError for none, or too many.
    """
    if not seen:
        raise ValidationError(_("No entry is chosen: tick some in the list."))
    _require_few(len(seen))
    with change(mandate, "change_in_bulk", Ability.EDIT):
        entries = list(among.filter(uuid__in=seen).order_by("pk"))
        _require_as_seen(entries, seen)
        return sum(_put(mandate, entry, wanted) for entry in entries)


def _put(mandate: Mandate, entry: Entry, wanted: BulkChange) -> int:
    """Change an entry; tell 1 where it was changed, 0 where it stayed as it was."""
    revision = entry.revision
    if _line(mandate.desk, entry, wanted).refusal or _stands(entry, wanted) == wanted.value:
        return 0
    try:
        wanted.of.put(mandate, entry, wanted.value)
    except EditConflict as conflict:
        raise ChangedSince([entry.uuid], 0) from conflict
    except ValidationError as error:
        told = _("%(entry)s: %(reason)s") % {"entry": entry, "reason": " ".join(error.messages)}
        raise ValidationError(told) from error
    return int(entry.revision != revision)


def _line(desk: Desk, entry: Entry, wanted: BulkChange) -> Line:
    refusal = wanted.of.refuses(desk, entry, wanted.value)
    return Line(entry.uuid, entry.revision, _stands(entry, wanted), refusal)


def _stands(entry: Entry, wanted: BulkChange) -> NewValue:
    found: NewValue = getattr(entry, wanted.of.name)
    return found


def _require_as_seen(entries: Sequence[Entry], seen: Seen) -> None:
    changed = [one.uuid for one in entries if one.revision != seen[one.uuid]]
    if changed or len(entries) < len(seen):
        raise ChangedSince(changed, len(seen) - len(entries))


def _require_few(number: int) -> None:
    if number > MOST_CHANGED:
        told = _("At most %(most)s entries are changed at once: narrow the list.")
        raise ValidationError(told % {"most": MOST_CHANGED})


def protections(by: Callable[..., None]) -> tuple[Changeable, ...]:
    """Return what may be changed of entries of any kind that has a page of its own.

    `by` is the action that sets it on one, as `protect_entry`.
    """
    return (
        Changeable("visibility", _protecting("visibility", by), _of_no_side),
        Changeable("embargo_until", _protecting("embargo_until", by)),
        Changeable("handling", _protecting("handling", by)),
    )


def _protecting(name: str, by: Callable[..., None]) -> Callable[[Mandate, Entry, NewValue], None]:
    def put(mandate: Mandate, entry: Entry, value: NewValue) -> None:
        stands = Protection(entry.visibility, entry.embargo_until, entry.handling)
        told = replace(stands, **{name: value})  # type: ignore[arg-type]  # the form gives what fits
        by(mandate, entry=entry, as_told=told, revision=entry.revision)

    return put


def _of_no_side(desk: Desk, entry: Entry, value: NewValue) -> str:
    if value == Visibility.OWN_SIDE and desk.side_id is None and entry.side_id is None:
        return _("You belong to no side of this register: choose who else sees it.")
    return ""


PROTECTIONS = protections(protect_entry)
"""The same by the action of this room, which knows nothing of sources."""
