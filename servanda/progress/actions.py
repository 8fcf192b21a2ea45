"""Saying what became of a provision, and keeping the latest word of each assessor at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.instruments.models import Provision
from servanda.parties.models import Party
from servanda.progress.models import Core, Evidence, Scale, ScaleValue, Standing, Update
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import put_date
from servanda.registers.rules import Ability
from servanda.sources.models import Document, Passage

PROGRESS = "progress"


@dataclass(frozen=True)
class NewUpdate:
    """What an update is made from. `value` is a code of the scale, `as_of` EDTF."""

    assessor: Party
    value: str
    stated_on: date
    narrative: str = ""
    language: str = ""
    as_of: str | None = None
    as_of_words: str = ""
    reason_for_delay: str = ""
    corrects: Update | None = None
    visibility: str = "register"


def ensure_scale(mandate: Mandate) -> Scale:
    """Return the register's scale of progress; made, with the core as its values, at first use."""
    register = mandate.desk.register
    found = Scale.objects.filter(register=register, code=PROGRESS).first()
    if found is not None:
        return found
    with change(mandate, "create_scale", Ability.ASSESS) as changes, override("en"):
        scale = changes.create(Scale(code=PROGRESS, title="Progress"))
        values = [
            ScaleValue(scale=scale, code=core.value, label=str(core.label), core=core, order=order)
            for order, core in enumerate(Core)
        ]
        changes.create_all(values)
    return scale


def add_update(
    mandate: Mandate,
    *,
    provision: Provision,
    new: NewUpdate,
    passages: Iterable[Passage] = (),
    documents: Iterable[Document] = (),
) -> Update:
    """Add what an assessor says of a provision, with the passages and files it stands on.

    Nothing is overwritten: a correction names the update it corrects. Raises ValidationError for
    a day that has not come, or a value the scale does not have.
    """
    if new.stated_on > mandate.desk.today:
        raise ValidationError(
            {"stated_on": _("This day has not come yet: give the day it was said.")}
        )
    with change(mandate, "add_update", Ability.ASSESS) as changes:
        update = Update(
            provision=provision,
            assessor=new.assessor,
            value=_value(mandate, new.value),
            narrative=new.narrative,
            language=new.language,
            reason_for_delay=new.reason_for_delay,
            corrects=new.corrects,
            stated_on=new.stated_on,
            recorded_at=timezone.now(),
            visibility=new.visibility,
        )
        put_date(update, "as_of", edtf=new.as_of, words=new.as_of_words)
        changes.create(update, under=[provision])
        evidence = [
            Evidence(update=update, document=p.version.document, passage=p) for p in passages
        ]
        evidence += [Evidence(update=update, document=document) for document in documents]
        changes.create_all(evidence)
        _put_standing(changes, update)
    return update


def _value(mandate: Mandate, code: str) -> ScaleValue:
    scale = ensure_scale(mandate)
    value = scale.values.filter(code=code).first()
    if value is None:
        known = ", ".join(scale.values.values_list("code", flat=True))
        raise ValidationError(
            {
                "value": _("%(code)s is no value of this scale; it has: %(known)s.")
                % {"code": code, "known": known}
            }
        )
    return value


def _put_standing(changes: Changes, update: Update) -> None:
    """Store the assessor's latest word, the later stated one, of two of a day the later entered."""
    of_both = Standing.objects.filter(provision=update.provision, assessor=update.assessor)
    present = of_both.first()
    if present is not None and present.stated_on > update.stated_on:
        return
    if present is not None:
        changes.remove(present)
    changes.create(
        Standing(
            provision=update.provision,
            assessor=update.assessor,
            update=update,
            core=update.value.core,
            stated_on=update.stated_on,
        )
    )
