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
from servanda.registers.rules import Ability, Visibility
from servanda.sources.actions import DocumentFacts, Ingested, Upload, ingest, passage_at
from servanda.sources.models import Document, DocumentKind, Passage, Version

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


@dataclass(frozen=True)
class NewEvidence:
    """What a new update stands on: words of a version (`start` to `end`), and a file."""

    version: Version | None = None
    start: int = 0
    end: int = 0
    upload: Upload | None = None


def ensure_scale(mandate: Mandate) -> Scale:
    """Return the register's scale of progress; made, with the core as its values, at first use."""
    with change(mandate, "create_scale", Ability.ASSESS) as changes, override("en"):
        found = Scale.objects.filter(register=mandate.desk.register, code=PROGRESS).first()
        if found is not None:
            return found
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
    a party that the focal point does not represent today, a day that has not come, a value the scale does not have, a correction of what somebody else
    or something else was said of.
    """
    _check(mandate, provision, new)
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
        if new.visibility == Visibility.OWN_SIDE:
            update.side_id = mandate.desk.side_id
        put_date(update, "as_of", edtf=new.as_of, words=new.as_of_words)
        changes.create(update)
        changes.create_all(_evidence(update, passages, documents))
        _put_standing(changes, update)
    return update


def add_update_with_evidence(
    mandate: Mandate, *, provision: Provision, new: NewUpdate, evidence: NewEvidence
) -> tuple[Update, Ingested | None]:
    """Add an update with the words and the file it stands on, all or nothing.

    Returns the update and what came of the file, if there was one: a file that the register has
    already is used as it is. Raises what `add_update` and `ingest` raise.
    """
    with change(mandate, "add_update", Ability.ASSESS):
        passages = []
        if evidence.version is not None:
            passages.append(passage_at(mandate, evidence.version, evidence.start, evidence.end))
        ingested = None
        if evidence.upload is not None:
            facts = DocumentFacts(kind=DocumentKind.OTHER, visibility=new.visibility)
            ingested = ingest(mandate, upload=evidence.upload, facts=facts, ability=Ability.ASSESS)
        documents = [ingested.document] if ingested else []
        stands_on: set[tuple[int, int | None]] = {(document.pk, None) for document in documents}
        stands_on |= {(passage.version.document_id, passage.pk) for passage in passages}
        if _is_said(mandate, provision, new, stands_on):
            raise ValidationError(
                _("The register has this very update already: nothing was added.")
            )
        update = add_update(
            mandate, provision=provision, new=new, passages=passages, documents=documents
        )
    return update, ingested


def _is_said(
    mandate: Mandate, provision: Provision, new: NewUpdate, stands_on: set[tuple[int, int | None]]
) -> bool:
    """Tell whether the same was said already, on the same evidence: a form that was sent twice."""
    same = Update.objects.visible_to(mandate.desk).filter(
        provision=provision,
        assessor=new.assessor,
        value__code=new.value,
        narrative=new.narrative,
        reason_for_delay=new.reason_for_delay,
        stated_on=new.stated_on,
        as_of=new.as_of or "",
        as_of_words=new.as_of_words,
        corrects=new.corrects,
        visibility=new.visibility,
    )
    return any(
        set(update.evidence.values_list("document_id", "passage_id")) == stands_on
        for update in same
    )


def _check(mandate: Mandate, provision: Provision, new: NewUpdate) -> None:
    if not Party.objects.filter(pk=new.assessor.pk).spoken_for_at(mandate.desk).exists():
        raise ValidationError({"assessor": _("You do not speak for this party today.")})
    if new.stated_on > mandate.desk.today:
        raise ValidationError(
            {"stated_on": _("This day has not come yet: give the day it was said.")}
        )
    if new.corrects is not None and new.corrects.provision_id != provision.pk:
        raise ValidationError({"corrects": _("The update to correct is about something else.")})
    if new.corrects is not None and new.corrects.assessor_id != new.assessor.pk:
        raise ValidationError(
            {
                "corrects": _(
                    "An update is corrected by the party that gave it: choose the same assessor, "
                    "or add an update that corrects nothing."
                )
            }
        )
    if new.visibility == Visibility.OWN_SIDE and mandate.desk.side_id is None:
        raise ValidationError(
            {"visibility": _("You belong to no side of this register: choose who else sees it.")}
        )


def _evidence(
    update: Update, passages: Iterable[Passage], documents: Iterable[Document]
) -> list[Evidence]:
    """Return what an update stands on, each passage and each document once."""
    cited = {p.pk: p for p in passages}.values()
    whole = {d.pk: d for d in documents}.values()
    return [
        *(Evidence(update=update, document=p.version.document, passage=p) for p in cited),
        *(Evidence(update=update, document=d) for d in whole),
    ]


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
    """Store the assessor's last word: the later stated one, of two of a day the later entered.

    A correction takes the place of what it corrects, whatever days the two were stated on.
    """
    said = Update.objects.filter(provision=update.provision, assessor=update.assessor)
    last = said.last_words().select_related("value").first()
    present = Standing.objects.filter(provision=update.provision, assessor=update.assessor).first()
    if last is None or (present is not None and present.update_id == last.pk):
        return
    if present is not None:
        changes.remove(present)
    changes.create(
        Standing(
            provision=update.provision,
            assessor=update.assessor,
            update=last,
            core=last.value.core,
            stated_on=last.stated_on,
        )
    )
