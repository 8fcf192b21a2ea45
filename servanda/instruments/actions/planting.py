"""A whole tree of provisions added in one step: the same few queries for ten rows and for thousands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.actions.amending import last_edition
from servanda.instruments.actions.placing import lasting_tree
from servanda.instruments.actions.provisions import (
    NewProvision,
    parts_said,
    provision_of,
    wording_of,
)
from servanda.instruments.models import Instrument, Provision
from servanda.instruments.rules import Place, Tree, between
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import Row
from servanda.registers.rules import Ability


@dataclass(frozen=True)
class Planted:
    """A provision that is to be made; `under` is the number of the one above it among those before it.

    None where it stands under the parent of `new`, or at the top.
    """

    new: NewProvision
    under: int | None = None


def plant_provisions(
    mandate: Mandate, *, instrument: Instrument, planted: Sequence[Planted]
) -> list[Provision]:
    """Add provisions with all that they lead, in their order, behind those that are there.

    Raises ValidationError where one is to stand under something of another text.
    """
    with change(mandate, "add_provisions", Ability.EDIT) as changes:
        edition, tree = last_edition(instrument), lasting_tree(instrument)
        made = changes.create_all([provision_of(instrument, edition, one.new) for one in planted])
        news = [
            one.new if one.under is None else replace(one.new, parent=made[one.under])
            for one in planted
        ]
        _require_in_text(tree, news, made)
        wordings = changes.create_all(
            [
                wording_of(provision, edition, new)
                for provision, new in zip(made, _placed(tree, news), strict=True)
            ]
        )
        parts = [
            part
            for wording, new in zip(wordings, news, strict=True)
            for part in parts_said(wording, new)
        ]
        _create_by_kind(changes, parts)
        return made


def _require_in_text(tree: Tree, news: Iterable[NewProvision], made: Iterable[Provision]) -> None:
    there = tree.nodes.keys() | {provision.pk for provision in made}
    if any(new.parent is not None and new.parent.pk not in there for new in news):
        raise ValidationError(_("A provision stands under one of its own instrument."))


def _placed(tree: Tree, news: Sequence[NewProvision]) -> list[NewProvision]:
    """Give each its place: the one it has, else the next behind all under the same parent."""
    last: dict[int | None, Place] = {}
    placed = []
    for new in news:
        above = new.parent.pk if new.parent else None
        if above not in last and (siblings := tree.below(above)):
            last[above] = tree.nodes[siblings[-1]].place
        if new.place is None:
            last[above] = between(last.get(above), None)
        placed.append(new if new.place else replace(new, place=last[above]))
    return placed


def _create_by_kind(changes: Changes, parts: Iterable[Row]) -> None:
    kinds: dict[type[Row], list[Row]] = defaultdict(list)
    for part in parts:
        kinds[type(part)].append(part)
    for rows in kinds.values():
        changes.create_all(rows)
