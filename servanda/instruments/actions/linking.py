"""Tying provisions to one another across instruments, and how far one is agreed."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import Consent, Link, Provision
from servanda.registers.actions import Mandate, change, complete
from servanda.registers.rules import Ability
from servanda.sources.actions import Words, cite_words, remove_cited


@dataclass(frozen=True)
class NewLink:
    """How one provision stands to another, why, and on which words of a document."""

    kind: str
    reason: str = ""
    words: Words | None = None


def tie_provisions(mandate: Mandate, *, source: Provision, target: Provision, new: NewLink) -> Link:
    """Tie one provision to another on the words of a document.

    Said again, it adds the reason that was left open, and its source. Raises ValidationError for a
    provision and itself, and for another reason than the tie has already.
    """
    if source.pk == target.pk:
        raise ValidationError({"other": _("A provision is not linked to itself.")})
    with change(mandate, "link_provisions", Ability.EDIT) as changes:
        link = link_provisions(
            mandate, source=source, target=target, kind=new.kind, reason=new.reason
        )
        complete(changes, link, said=Link(reason=new.reason), fields=["reason"])
        cite_words(mandate, entry=link, words=new.words, fields=["kind"])
        return link


def link_provisions(
    mandate: Mandate, *, source: Provision, target: Provision, kind: str, reason: str = ""
) -> Link:
    """Tie one provision to another; the same tie is made once."""
    with change(mandate, "link_provisions", Ability.EDIT) as changes:
        found = Link.objects.filter(from_provision=source, to_provision=target, kind=kind).first()
        if found is not None:
            return found
        link = Link(from_provision=source, to_provision=target, kind=kind, reason=reason)
        link.visibility = source.visibility
        return changes.create(link)


def remove_link(mandate: Mandate, *, link: Link) -> None:
    """Take a tie between two provisions away; the history keeps that it was there."""
    with change(mandate, "remove_link", Ability.EDIT) as changes:
        remove_cited(changes, link)


def put_consent(
    mandate: Mandate,
    *,
    provision: Provision,
    consent: str,
    revision: int,
    words: Words | None = None,
) -> None:
    """Say how far a provision is agreed, on the words of a document.

    `revision` is the one the person saw: raises EditConflict where somebody changed it since.
    """
    with change(mandate, "put_consent", Ability.EDIT) as changes:
        provision.consent = Consent(consent).value
        changes.update(provision, revision=revision)
        cite_words(mandate, entry=provision, words=words, fields=["consent"])
