"""How a wording is changed: in place where its edition is being made, else a new one takes its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import Edition, Instrument, Provision, Wording, WordingText
from servanda.registers.actions import Changes, EditConflict
from servanda.registers.actions.rows import fetch_path, lots, tables
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
    return amended_all(changes, [wording], edition)[0]


def amended_all(changes: Changes, wordings: Sequence[Wording], edition: Edition) -> list[Wording]:
    """Return in their order the wordings that an edition may change instead of some: few queries."""
    fetch_path(wordings, "provision")
    changes.count_all([one for one in wordings if one.from_edition_id == edition.pk])
    former = [one for one in wordings if one.from_edition_id != edition.pk]
    begun = [
        Wording(from_edition=edition, **_values(one, {"from_edition", "to_edition", "kind"}))
        for one in former
    ]
    for one, new in zip(former, begun, strict=True):
        new.kind = one.kind or one.provision.kind
    end(changes, former, edition)
    changes.create_all(begun)
    instead = {one.pk: new for one, new in zip(former, begun, strict=True)}
    for parts in parts_of(former):
        changes.create_all([_copy_of(part, instead) for part in parts])
    return [instead.get(one.pk, one) for one in wordings]


def _copy_of(part: Row, instead: Mapping[int, Wording]) -> Row:
    """Return a part of a wording as one of the wording that stands instead."""
    of: int = getattr(part, f"{part.PART_OF}_id")
    return type(part)(**{part.PART_OF: instead[of]}, **_values(part, {part.PART_OF}))


def end(changes: Changes, wordings: Sequence[Wording], edition: Edition) -> None:
    """Let wordings make part of the text no more from an edition on."""
    for wording in wordings:
        wording.kind = wording.kind or wording.provision.kind
        wording.to_edition = edition
    changes.update_all(wordings)


def parts_of(wordings: Sequence[Wording]) -> Iterator[list[Row]]:
    """Give all that is part of some wordings table by table: texts, time, responsibilities, money."""
    for table in tables():
        of = table._meta.get_field(table.PART_OF).related_model if table.PART_OF else None
        if of is Wording:
            rows = table._default_manager.order_by("pk")
            found = (rows.filter(**{f"{table.PART_OF}__in": lot}) for lot in lots(wordings))
            yield [row for lot in found for row in lot]


def keep_present(changes: Changes, wording: Wording, edition: Edition) -> None:
    """Let a provision tell the text and the kind of its wording, where that is a present one."""
    if not edition.is_draft:
        changes.update_all(told_by([wording]))


def told_by(wordings: Sequence[Wording]) -> list[Provision]:
    """Return the provisions of some wordings with the text and the kind that these tell; not saved."""
    found: list[Provision] = []
    for lot in lots(wordings):
        originals = WordingText.objects.filter(of__in=lot, is_original=True).order_by("-pk")
        words = dict(originals.values_list("of", "text"))
        provisions = Provision.objects.in_bulk([wording.provision_id for wording in lot])
        for wording in lot:
            provision = provisions[wording.provision_id]
            provision.label = words.get(wording.pk, provision.label)[: label_length()]
            provision.kind = wording.kind or provision.kind
            found.append(provision)
    return found


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
