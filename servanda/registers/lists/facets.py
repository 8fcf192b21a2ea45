"""The values of a facet as a person reads and chooses them, with how many entries have each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import BooleanField, DateField, ForeignKey, Q
from django.utils.translation import gettext_lazy as _

from servanda.registers.lists.rights import HIDDEN, field_at, related_at, visible
from servanda.registers.models import Entry
from servanda.registers.rules.lists import NO, NONE, YES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import Model

    from servanda.registers.lists.checking import Asked
    from servanda.registers.lists.declaring import Facet, Words
    from servanda.registers.models import Desk

MOST_SHOWN: Final = 12
"""Values of a facet that are shown: the most frequent, of years the latest, and beside them those chosen and none."""
MOST_IN_WHOLE: Final = 1_000
"""Values of a facet that are shown where it is asked for whole: more no page can carry."""
_HIDDEN: Final = ""
"""Stands for all entries that the person may not see: these cannot be chosen."""
_AT_ONCE: Final = 5_000
LABELS: Final[Mapping[str, Words]] = {
    NONE: _("none"),
    YES: _("yes"),
    NO: _("no"),
    _HIDDEN: HIDDEN,
}


@dataclass(frozen=True)
class FacetValue:
    """How many entries have one value; `value` is empty where it cannot be chosen."""

    value: str
    label: Words
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class FacetCount:
    """The values of a facet, most frequent first; `more` is how many others are not shown."""

    facet: Facet
    values: tuple[FacetValue, ...]
    more: int = 0

    @property
    def is_chosen(self) -> bool:
        return any(value.is_chosen for value in self.values)


def facet_count(
    desk: Desk,
    checked: Asked,
    facet: Facet,
    *,
    counted: Mapping[str | None, int],
    most: int,
) -> FacetCount:
    """Tell how many entries have each value of a facet, as `counted` has them; show so many at most."""
    model, chosen = checked.listed.model, checked.query.chosen.get(facet.name, ())
    labels, by_value = _told(desk, model, facet, counted, chosen)
    for value in chosen:
        by_value.setdefault(value, 0)  # so that it can be given up
    in_order = sorted(by_value, key=lambda value: (-by_value[value], value))
    if isinstance(field_at(model, facet.field), DateField):
        in_order.sort(reverse=True)
    kept = {*chosen, NONE}
    shown = [value for place, value in enumerate(in_order) if place < most or value in kept]
    values = tuple(
        FacetValue(value, labels.get(value, value), by_value[value], value in chosen)
        for value in shown
    )
    return FacetCount(facet, values, more=len(in_order) - len(shown))


def _told(
    desk: Desk,
    model: type[Model],
    facet: Facet,
    counted: Mapping[str | None, int],
    chosen: Collection[str],
) -> tuple[dict[str, Words], Counter[str]]:
    """Return the words of each value and how many entries have it, by what chooses it."""
    field = field_at(model, facet.field)
    names: dict[str, tuple[str, Words]] = {}
    if isinstance(field, ForeignKey):
        related = related_at(model, facet.field)
        keys = [int(key) for key in counted if key]
        names = _linked(desk, related, facet, keys, [one for one in chosen if one != NONE])
    elif isinstance(field, BooleanField):
        names = dict.fromkeys(("1", "true"), (YES, LABELS[YES]))
        names |= dict.fromkeys(("0", "false"), (NO, LABELS[NO]))
    labels: dict[str, Words] = {one: facet.told(one) for one in chosen}
    labels |= {**dict(names.values()), **LABELS}
    by_value: Counter[str] = Counter()
    for held, number in counted.items():
        if not held:
            value: str = NONE
        elif isinstance(field, ForeignKey | BooleanField):
            value, _label = names.get(held, (_HIDDEN, HIDDEN))
        else:
            value = held
            labels[value] = facet.told(held)
        by_value[value] += number
    return labels, by_value


def _linked(
    desk: Desk,
    related: type[Model],
    facet: Facet,
    keys: Sequence[int],
    chosen: Sequence[str],
) -> dict[str, tuple[str, Words]]:
    """Return by what linked rows are chosen and told, as far as the person may see them."""
    if not issubclass(related, Entry):
        told = related._default_manager.filter(pk__in=keys).values_list("pk", facet.key)
        return {str(pk): (str(key), facet.told(str(key))) for pk, key in told}
    found: dict[str, tuple[str, Words]] = {}
    for first in range(0, max(len(keys), 1), _AT_ONCE):
        wanted = Q(pk__in=keys[first : first + _AT_ONCE]) | Q(uuid__in=chosen)
        seen = visible(desk, related).filter(wanted)
        rows = seen.values_list("pk", "uuid", facet.key or "label")
        found |= {str(pk): (str(uuid), label) for pk, uuid, label in rows}
    return found
