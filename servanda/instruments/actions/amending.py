"""How a wording is changed: in place where its edition is being made, else a new one takes its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import Edition, Instrument, Provision, Wording
from servanda.registers.actions import Changes, EditConflict
from servanda.registers.actions.rows import tables
from servanda.registers.models import Row


@dataclass(frozen=True)
class Seen:
    """The wording that a person had before them, and in which state."""

    wording: UUID
    revision: int

    @classmethod
    def of(cls, wording: Wording) -> "Seen":
        """Return how a wording stands now."""
        return cls(wording.uuid, wording.revision)


def last_edition(instrument: Instrument) -> Edition:
    """Return the edition under which a text is changed: the draft where there is one, else the last.

    Raises ValidationError for an instrument without any.
    """
    found = Edition.objects.filter(instrument=instrument).order_by("number").last()
    if found is None:
        raise ValidationError(_("This instrument has no edition."))
    return found


def lasting_wording(provision: Provision, seen: Seen | None = None) -> Wording:
    """Return the wording of a provision in the last edition.

    Raises EditConflict where it is not as it was seen, ValidationError for what was withdrawn.
    """
    lasting = Wording.objects.select_related("provision__instrument", "from_edition")
    found = lasting.filter(provision=provision, to_edition=None).first()
    if found is None:
        raise ValidationError(_("This provision was withdrawn: nothing of it is changed any more."))
    if seen is not None and Seen.of(found) != seen:
        raise EditConflict(found, found)
    return found


def amended(changes: Changes, wording: Wording, edition: Edition) -> Wording:
    """Return the wording that an edition may change: itself where it began with it, else a copy.

    The copy takes its place; what it is a copy of ends with the edition and stays as it was.
    """
    if wording.from_edition_id == edition.pk:
        changes.count(wording)
        return wording
    begun = Wording(from_edition=edition, **_values(wording, {"from_edition", "to_edition"}))
    begun.kind = wording.kind = wording.kind or wording.provision.kind
    wording.to_edition = edition
    changes.update(wording)
    changes.create(begun)
    for part in parts_of(wording):
        changes.create(type(part)(**{part.PART_OF: begun}, **_values(part, {part.PART_OF})))
    return begun


def ended(changes: Changes, wording: Wording, edition: Edition) -> None:
    """Let a provision be withdrawn: from an edition on it has no wording."""
    wording.kind = wording.kind or wording.provision.kind
    wording.to_edition = edition
    changes.update(wording)


def parts_of(wording: Wording) -> Iterable[Row]:
    """Return all that is part of a wording: texts, time, responsibilities, money."""
    for table in tables():
        of = table._meta.get_field(table.PART_OF).related_model if table.PART_OF else None
        if of is Wording:
            yield from table._default_manager.filter(**{table.PART_OF: wording}).order_by("pk")


def keep_present(changes: Changes, wording: Wording, edition: Edition) -> None:
    """Let a provision tell the text and the kind of its wording, where that is a present one."""
    if edition.is_draft:
        return
    provision = Provision.objects.get(pk=wording.provision_id)
    original = wording.texts.filter(is_original=True).order_by("pk").first()
    if original is not None:
        provision.label = original.text[: label_length()]
    provision.kind = wording.kind or provision.kind
    changes.update(provision)


def label_length() -> int:
    """Return how much of a text a provision tells in lists."""
    return Provision._meta.get_field("label").max_length or 0


def _values(row: Row, but: set[str]) -> dict[str, object]:
    """Return what the columns of a row hold, but for who it is and what it hangs on."""
    own = {"id", "uuid", "register", "side", "merged_into", *but}
    return {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if column.name not in own
    }
