"""What a provision comes from and what came of it, over any number of ties, within rights."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from servanda.instruments.models.provisions import Link, Provision
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at

MOST_STEPS = 6
"""So many steps a lineage goes in each direction; who wants more walks on from its end."""
MOST_PROVISIONS = 200
_SEEN = (
    "from_provision__",
    "to_provision__",
    "from_provision__instrument__",
    "to_provision__instrument__",
)


@dataclass
class Lineage:
    """The provisions around one by the step on which each stands: before it negative, after it positive.

    `links` are all ties between them that were met; `goes_on` tells that there is more beyond.
    """

    steps: dict[int, int]
    provisions: dict[int, Provision]
    links: list[Link] = field(default_factory=list)
    goes_on: bool = False

    def at(self, step: int) -> list[Provision]:
        """Return the provisions of one step, in the order in which they were met."""
        return [self.provisions[key] for key, place in self.steps.items() if place == step]

    def in_order(self) -> list[int]:
        """Return the steps from the first source to the last that follows from it."""
        return sorted(set(self.steps.values()))


def lineage_of(desk: Desk, found: Provision) -> Lineage:
    """Walk from a provision to what it comes from and to what came of it: one query a step.

    A tie with an end that the person may not see is not met, nor what lies behind it.
    """
    lineage = Lineage({found.pk: 0}, {found.pk: found})
    before, after = {found.pk}, {found.pk}
    met: set[int] = set()
    for step in range(1, MOST_STEPS + 1):
        rows = [link for link in _ties(desk, before, after) if link.pk not in met]
        met |= {link.pk for link in rows}
        lineage.links += rows
        outward = [link.to_provision for link in rows if link.from_provision_id in before]
        inward = [link.from_provision for link in rows if link.to_provision_id in after]
        before, after = _put(lineage, outward, -step), _put(lineage, inward, step)
        if not before and not after:
            lineage.goes_on = len(lineage.provisions) >= MOST_PROVISIONS
            return lineage
    lineage.goes_on = True
    return lineage


def _put(lineage: Lineage, provisions: Iterable[Provision], step: int) -> set[int]:
    """Put the provisions that are new on a step, as far as there is room; return their keys."""
    new = set()
    for provision in provisions:
        if provision.pk in lineage.provisions or len(lineage.provisions) >= MOST_PROVISIONS:
            continue
        lineage.steps[provision.pk], lineage.provisions[provision.pk] = step, provision
        new.add(provision.pk)
    return new


def _ties(desk: Desk, before: set[int], after: set[int]) -> Iterable[Link]:
    ends = Q(from_provision__in=before) | Q(to_provision__in=after)
    rows = Link.objects.visible_to(desk).filter(ends)
    for leading in _SEEN:
        rows = rows.filter(is_seen_at(desk, leading))
    return rows.select_related("from_provision__instrument", "to_provision__instrument").order_by(
        "kind", "id"
    )[: 2 * MOST_PROVISIONS]
