"""Answering what was proposed: ties that a person confirms, and those that nobody is to propose again."""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.instruments.actions.linking import link_provisions
from servanda.instruments.models import DeclinedTie, LinkKind, Provision
from servanda.registers.actions import Mandate, change
from servanda.registers.rules import Ability


@dataclass(frozen=True)
class ProposedTie:
    """That a provision implements another, and why it was proposed."""

    provision: Provision
    target: Provision
    reason: str = ""


def confirm_ties(mandate: Mandate, *, ties: Iterable[ProposedTie]) -> int:
    """Tie each provision to what it implements, as one record; return how many ties were said.

    One that is there already is left as it is.
    """
    with change(mandate, "confirm_ties", Ability.EDIT):
        made = [
            link_provisions(
                mandate,
                source=one.provision,
                target=one.target,
                kind=LinkKind.IMPLEMENTS.value,
                reason=one.reason[:500],
            )
            for one in ties
        ]
    return len(made)


def decline_ties(mandate: Mandate, *, ties: Iterable[ProposedTie]) -> int:
    """Keep that some ties are not to be proposed again, as one record; return how many are new."""
    with change(mandate, "decline_ties", Ability.EDIT) as changes:
        wanted = {(one.provision.pk, one.target.pk): one for one in ties}
        there = set(
            DeclinedTie.objects.of(mandate.desk)
            .filter(provision__in=[provision for provision, _target in wanted])
            .values_list("provision", "target")
        )
        new = [
            DeclinedTie(provision=one.provision, target=one.target)
            for key, one in wanted.items()
            if key not in there
        ]
        changes.create_all(new)
    return len(new)
