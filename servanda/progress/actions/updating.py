"""Saying what became of a provision, and keeping the latest word of each assessor at hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.instruments.models import Provision
from servanda.parties.models import Party
from servanda.progress.actions.rounds import require_open
from servanda.progress.actions.scales import value_named
from servanda.progress.actions.telling import Address, NewUpdate, check_told, put_told, told_fields
from servanda.progress.models import Evidence, EvidenceAddress, ScaleValue, Standing, Update
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import Desk
from servanda.registers.rules import Ability, Visibility
from servanda.sources.actions import DocumentFacts, Ingested, Upload, ingest, passage_at
from servanda.sources.models import Document, DocumentKind, Passage, Version


@dataclass(frozen=True)
class NewEvidence:
    """What a new update stands on: words of a version (`start` to `end`), and files."""

    version: Version | None = None
    start: int = 0
    end: int = 0
    uploads: tuple[Upload, ...] = ()


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
    if not Party.objects.filter(pk=new.assessor.pk).spoken_for_at(mandate.desk).exists():
        raise ValidationError({"assessor": _("You do not speak for this party today.")})
    require_open(mandate, provision, new.period)
    if waits(mandate.desk):
        raise ValidationError(
            _(
                "What focal points say waits to be accepted in this register: submit it as an answer."
            )
        )
    return put_update(mandate, provision=provision, new=new, passages=passages, documents=documents)


def waits(desk: Desk) -> bool:
    """Tell whether what the person says of a provision waits until the secretariat accepts it."""
    return desk.register.waits_for_acceptance and not desk.can_edit


def put_update(
    mandate: Mandate,
    *,
    provision: Provision,
    new: NewUpdate,
    passages: Iterable[Passage] = (),
    documents: Iterable[Document] = (),
) -> Update:
    """Add an update for whoever may give it: called where it was found out that they may.

    Raises what `add_update` raises, but for who speaks and for which period.
    """
    _check(mandate, provision, new)
    with change(mandate, "add_update", Ability.ASSESS) as changes:
        value = new.chosen or value_named(mandate, provision.instrument, new.value)
        _check_kind(value, new.corrects)
        update = Update(
            provision=provision,
            assessor=new.assessor,
            value=value,
            language=new.language,
            corrects=new.corrects,
            stated_on=new.stated_on,
            recorded_at=timezone.now(),
            visibility=new.visibility,
        )
        if new.visibility == Visibility.OWN_SIDE:
            update.side_id = mandate.desk.side_id
        put_told(update, new)
        changes.create(update)
        changes.create_all(_evidence(update, passages, documents))
        changes.create_all(_addresses(update, new.addresses))
        _put_standing(changes, update)
    return update


def add_update_with_evidence(
    mandate: Mandate, *, provision: Provision, new: NewUpdate, evidence: NewEvidence
) -> tuple[Update, list[Ingested]]:
    """Add an update with the words and the files it stands on, all or nothing.

    Returns the update and what came of each file: one that the register has already is used as it
    is. Raises what `add_update` and `ingest` raise.
    """
    with change(mandate, "add_update", Ability.ASSESS):
        passages = []
        if evidence.version is not None:
            passages.append(passage_at(mandate, evidence.version, evidence.start, evidence.end))
        ingested = ingest_evidence(mandate, evidence.uploads, visibility=new.visibility)
        documents = [one.document for one in ingested]
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


def ingest_evidence(
    mandate: Mandate, uploads: Iterable[Upload], *, visibility: str
) -> list[Ingested]:
    """Take in the files on which something that is said stands."""
    facts = DocumentFacts(kind=DocumentKind.OTHER, visibility=visibility)
    return [
        ingest(mandate, upload=upload, facts=facts, ability=Ability.ASSESS) for upload in uploads
    ]


def _is_said(
    mandate: Mandate, provision: Provision, new: NewUpdate, stands_on: set[tuple[int, int | None]]
) -> bool:
    """Tell whether the same was said already, on the same evidence: a form that was sent twice."""
    same = Update.objects.visible_to(mandate.desk).filter(
        provision=provision,
        assessor=new.assessor,
        value=value_named(mandate, provision.instrument, new.value),
        stated_on=new.stated_on,
        corrects=new.corrects,
        visibility=new.visibility,
        **told_fields(new),
    )
    addresses = {(one.url, one.seen_on) for one in new.addresses}
    return any(
        set(update.evidence.values_list("document_id", "passage_id")) == stands_on
        and set(update.addresses.values_list("url", "seen_on")) == addresses
        for update in same
    )


def _check(mandate: Mandate, provision: Provision, new: NewUpdate) -> None:
    check_told(new, today=mandate.desk.today)
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


def _check_kind(value: ScaleValue, corrected: Update | None) -> None:
    if corrected is not None and corrected.value.kind != value.kind:
        raise ValidationError(
            {"value": _("A correction speaks of the same: choose a value of the same kind.")}
        )


def _addresses(update: Update, addresses: Iterable[Address]) -> list[EvidenceAddress]:
    return [
        EvidenceAddress(update=update, url=one.url, seen_on=one.seen_on)
        for one in dict.fromkeys(addresses)
    ]


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
