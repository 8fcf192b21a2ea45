"""Saying, as somebody else than its assessor, whether what an update tells as done is adequate."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.history.models import Change
from servanda.parties.models import Party
from servanda.progress.models import Core, ScaleKind, Update, Verification
from servanda.registers.actions import Mandate, change
from servanda.registers.rules import Ability


@dataclass(frozen=True)
class NewVerification:
    """Who verified, what they found and why they say so."""

    verifier: Party
    is_adequate: bool
    words: str = ""


def verify_update(mandate: Mandate, *, update: Update, new: NewVerification) -> Verification:
    """Say whether what an update tells as done is adequate.

    The update stays as it was said. Raises ValidationError for an update that does not tell done,
    for the party that said so itself, for whoever entered it, and for a party that the person does
    not speak for.
    """
    _check(mandate, update, new)
    with change(mandate, "verify_update", Ability.ASSESS) as changes:
        found = Verification.objects.filter(
            update=update, verifier=new.verifier, verified_on=mandate.desk.today
        )
        if found.exists():
            raise ValidationError({"verifier": _("This party verified the update today already.")})
        return changes.create(
            Verification(
                update=update,
                verifier=new.verifier,
                is_adequate=new.is_adequate,
                words=new.words,
                verified_on=mandate.desk.today,
            )
        )


def may_be_verified(update: Update) -> bool:
    """Tell whether there is something to verify: that it is done."""
    return update.value.kind == ScaleKind.STATUS and update.value.core == Core.DONE


def _check(mandate: Mandate, update: Update, new: NewVerification) -> None:
    if not may_be_verified(update):
        raise ValidationError(_("Only what is said to be done is verified."))
    if new.verifier.pk == update.assessor_id:
        raise ValidationError(
            {"verifier": _("Somebody else than who said so verifies it: choose another party.")}
        )
    if not Party.objects.filter(pk=new.verifier.pk).spoken_for_at(mandate.desk).exists():
        raise ValidationError({"verifier": _("You do not speak for this party today.")})
    if mandate.desk.actor is not None and _entered_by(update) == mandate.desk.actor:
        raise ValidationError(_("You entered this update yourself: somebody else verifies it."))
    if not new.is_adequate and not new.words.strip():
        raise ValidationError({"words": _("Say what is lacking.")})


def _entered_by(update: Update) -> object:
    first = Change.objects.filter(entry=update.uuid).order_by("record__sequence", "id")
    return first.values_list("record__actor", flat=True).first()
