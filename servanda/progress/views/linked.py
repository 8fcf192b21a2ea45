"""The ties of a provision to others, by their kind, as its page and the drawn chain name them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from servanda.instruments.models import Link, LinkKind, Provision
from servanda.progress.views.footnotes import Footnotes, Mark
from servanda.progress.views.points import tied_url
from servanda.registers.models import Desk

LINKS_OUT: Mapping[str, str | Promise] = {
    LinkKind.IMPLEMENTS: gettext_lazy("Implements"),
    LinkKind.RESPONDS_TO: gettext_lazy("Responds to"),
    LinkKind.CONTINUES: gettext_lazy("Continues"),
    LinkKind.AMENDS: gettext_lazy("Amends"),
    LinkKind.REPLACES: gettext_lazy("Replaces"),
    LinkKind.SAME_AS: gettext_lazy("Same as"),
    LinkKind.PART_OF: gettext_lazy("Part of"),
    LinkKind.WITHIN: gettext_lazy("Lies within"),
    LinkKind.COVERS: gettext_lazy("Covers"),
    LinkKind.OVERLAPS: gettext_lazy("Overlaps with"),
}
LINKS_IN: Mapping[str, str | Promise] = {
    LinkKind.IMPLEMENTS: gettext_lazy("Implemented by"),
    LinkKind.RESPONDS_TO: gettext_lazy("Answered by"),
    LinkKind.CONTINUES: gettext_lazy("Continued by"),
    LinkKind.AMENDS: gettext_lazy("Amended by"),
    LinkKind.REPLACES: gettext_lazy("Replaced by"),
    LinkKind.SAME_AS: gettext_lazy("Same as"),
    LinkKind.PART_OF: gettext_lazy("Has as a part"),
    LinkKind.WITHIN: gettext_lazy("Covers"),
    LinkKind.COVERS: gettext_lazy("Lies within"),
    LinkKind.OVERLAPS: gettext_lazy("Overlaps with"),
}


@dataclass(frozen=True)
class LinkTie:
    """A provision to which one is tied; `role` is the reason, with its sources."""

    text: str
    url: str
    role: str
    marks: list[Mark]
    remove_url: str


@dataclass(frozen=True)
class LinkGroup:
    """The provisions to which one is tied in one way."""

    label: str | Promise
    ties: list[LinkTie]


def link_groups(
    desk: Desk,
    found: Provision,
    links: list[Link],
    around: Mapping[int, Provision],
    footnotes: Footnotes,
) -> list[LinkGroup]:
    """Return the ties of a provision by their kind, out and in; hidden provisions are left out."""
    groups: dict[str | Promise, list[LinkTie]] = defaultdict(list)
    for link in links:
        is_out = link.from_provision_id == found.pk
        other = around.get(link.to_provision_id if is_out else link.from_provision_id)
        if other is not None:
            label = (LINKS_OUT if is_out else LINKS_IN)[link.kind]
            groups[label].append(_link_tie(desk, link, other, footnotes))
    return [LinkGroup(label, ties) for label, ties in groups.items()]


def _link_tie(desk: Desk, link: Link, other: Provision, footnotes: Footnotes) -> LinkTie:
    away = reverse("link-remove", kwargs={"slug": desk.register.slug, "uuid": link.uuid})
    marks = footnotes.marks(link, "kind", "reason")
    url = tied_url(desk, other)
    return LinkTie(other.label, url=url, role=link.reason, marks=marks, remove_url=away)
