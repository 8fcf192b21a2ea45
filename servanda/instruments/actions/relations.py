"""Tying instruments to one another, and to the documents that hold their text."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import HeldText, Instrument, Relation, RelationKind
from servanda.registers.actions import Mandate, change, complete
from servanda.registers.models import put_date
from servanda.registers.rules import Ability, strictest
from servanda.sources.actions import Words, cite_words, remove_cited
from servanda.sources.models import Document


@dataclass(frozen=True)
class NewRelation:
    """How an instrument stands to another, and why; `date` is EDTF, empty where it is unknown."""

    kind: str
    reason: str = ""
    date: str = ""
    date_words: str = ""


def relate_instruments(
    mandate: Mandate,
    *,
    instrument: Instrument,
    other: Instrument,
    new: NewRelation,
    source: Words | None = None,
) -> Relation:
    """Say how one instrument stands to another; the same is said once.

    Said again, it adds what was left open, and its source. Raises ValidationError for an instrument
    and itself, for two of which each would come after the other, for a date that is none, and for
    another date or reason than it has already.
    """
    if instrument.pk == other.pk:
        raise ValidationError(_("An instrument stands in no relation to itself."))
    visibility = strictest([instrument.visibility, other.visibility]).value
    with change(mandate, "relate_instruments", Ability.EDIT) as changes:
        if Relation.objects.filter(instrument=other, other=instrument, kind=new.kind).exists():
            raise ValidationError(_("The other instrument stands in this relation to this one."))
        relation = Relation(
            instrument=instrument,
            other=other,
            kind=RelationKind(new.kind),
            reason=new.reason,
            visibility=visibility,
        )
        put_date(relation, "date", edtf=new.date or None, words=new.date_words)
        same = Relation.objects.filter(instrument=instrument, other=other, kind=new.kind).first()
        if same is not None:
            complete(changes, same, said=relation, fields=("date", "reason"))
            relation = same
        else:
            changes.create(relation)
        cite_words(mandate, entry=relation, words=source, fields=["kind"])
        return relation


def remove_relation(mandate: Mandate, *, relation: Relation) -> None:
    """Take back that an instrument stands so to another; the history keeps that it was said."""
    with change(mandate, "remove_relation", Ability.EDIT) as changes:
        remove_cited(changes, relation)


def hold_text(
    mandate: Mandate, *, instrument: Instrument, document: Document, part: str
) -> HeldText:
    """Say that a document holds the text of an instrument, or a part of it; said once."""
    visibility = strictest([instrument.visibility, document.visibility]).value
    with change(mandate, "hold_text", Ability.EDIT) as changes:
        held = HeldText.objects.filter(instrument=instrument, document=document, part=part)
        found = held.first()
        if found is not None:
            return found
        new = HeldText(instrument=instrument, document=document, part=part, visibility=visibility)
        return changes.create(new)


def release_text(mandate: Mandate, *, held: HeldText) -> None:
    """Take back that a document holds the text of an instrument."""
    with change(mandate, "release_text", Ability.EDIT) as changes:
        remove_cited(changes, held)
