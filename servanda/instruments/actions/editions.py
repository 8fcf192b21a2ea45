"""Editions: opened with a reason and a source, put in force on a day."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.actions.amending import told_by
from servanda.instruments.models import Consent, Edition, Instrument, Provision, Wording
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import put_date
from servanda.registers.rules import Ability, Visibility, strictest
from servanda.sources.models import Document


@dataclass(frozen=True)
class NewEdition:
    """What an edition is opened with. `date` is EDTF: in force from."""

    reason: str
    date: str | None = None
    date_words: str = ""
    made_from: Document | None = None


def open_edition(mandate: Mandate, *, instrument: Instrument, new: NewEdition) -> Edition:
    """Open the next edition of an instrument as a draft: what is changed from now on stands in it.

    The people of the register see it alone, whoever sees the instrument. Raises ValidationError
    while another one is being made, without a reason, and for a date that is none.
    """
    if not new.reason.strip():
        raise ValidationError({"reason": _("Say why a new edition is made.")})
    with change(mandate, "open_edition", Ability.EDIT) as changes:
        last = Edition.objects.filter(instrument=instrument).order_by("number").last()
        if last is not None and last.is_draft:
            raise ValidationError(_("An edition of this instrument is being made already."))
        edition = Edition(
            instrument=instrument,
            number=last.number + 1 if last else 1,
            reason=new.reason.strip(),
            is_draft=True,
            made_from=new.made_from,
            visibility=strictest([instrument.visibility, Visibility.REGISTER]).value,
            side_id=instrument.side_id,
        )
        put_date(edition, "date", edtf=new.date, words=new.date_words)
        _require_later(edition, last)
        return changes.create(edition)


def put_in_force(
    mandate: Mandate, *, edition: Edition, date: str, words: str = "", revision: int | None = None
) -> None:
    """Let a draft be the text of its instrument from a day on (EDTF).

    What it words anew, adds and withdraws is so for the whole register from now on. Raises
    EditConflict for a stale revision, ValidationError for no draft, and for a date that is none, is
    still to come, or is earlier than that of the edition before.
    """
    with change(mandate, "put_in_force", Ability.EDIT) as changes:
        if not edition.is_draft:
            raise ValidationError(_("This edition is in force already."))
        if not date:
            raise ValidationError({"date": _("Say from which day it is in force.")})
        instrument = edition.instrument
        put_date(edition, "date", edtf=date, words=words)
        if edition.date_earliest is not None and edition.date_earliest > mandate.desk.today:
            told = _("This day is still to come: put the edition in force when it has come.")
            raise ValidationError({"date": told})
        before = Edition.objects.filter(instrument=instrument, number__lt=edition.number)
        _require_later(edition, before.order_by("number").last())
        edition.is_draft = False
        edition.visibility = instrument.visibility
        changes.update(edition, revision=revision)
        _settle(changes, edition)


def _require_later(edition: Edition, before: Edition | None) -> None:
    if before is None or before.date_earliest is None or edition.date_earliest is None:
        return
    if edition.date_earliest < before.date_earliest:
        raise ValidationError({"date": _("The edition before it is in force from a later day.")})


def _settle(changes: Changes, edition: Edition) -> None:
    """Let the provisions that an edition touched tell what it says of them."""
    begun = Wording.objects.filter(from_edition=edition, to_edition=None)
    known = Wording.objects.filter(from_edition__number__lt=edition.number)
    known_before = set(
        known.filter(provision__in=begun.values("provision")).values_list("provision", flat=True)
    )
    told = told_by(list(begun.order_by("pk")))
    for provision in told:
        if provision.pk not in known_before and provision.consent == Consent.PROPOSED:
            provision.consent = Consent.AGREED
    ended = Wording.objects.filter(to_edition=edition).exclude(
        provision__in=begun.values("provision")
    )
    gone = Provision.objects.filter(pk__in=ended.values("provision")).order_by("pk")
    for provision in gone:
        provision.consent = Consent.WITHDRAWN
    changes.update_all([*told, *gone])
