"""The frameworks of the library as pages read them: their objectives, titles and groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from servanda.instruments.models import (
    Certainty,
    Instrument,
    InstrumentKind,
    LabelKind,
    Link,
    LinkKind,
    ProvisionKind,
    ProvisionLabel,
    Relation,
    RelationKind,
    Wording,
)
from servanda.progress.views.coverage.matrix import Objective
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_within_reach

FALLBACK = "en"
"""In this language a title is shown that there is not in the language of the reader."""


@dataclass(frozen=True)
class Outline:
    """The provisions of a framework with their titles; `parents` leads from each to the one above."""

    objectives: Mapping[int, Objective]
    top: Sequence[int]
    parents: Mapping[int, int | None]

    def above(self, provision: int) -> list[int]:
        """Return a provision and all it stands under."""
        way, here = [], provision
        while here in self.parents and here not in way:
            way.append(here)
            here = self.parents[here] or 0
        return way


def frameworks_there(desk: Desk) -> list[Instrument]:
    """Return the frameworks of the library; the Global Compact first, as most ask for it."""
    found = Instrument.objects.filter(
        is_within_reach(desk), register__is_library=True, kind=InstrumentKind.FRAMEWORK
    )
    return sorted(found, key=lambda one: (one.symbol == "", one.label))


def schemes_of(desk: Desk, framework: Instrument) -> list[Instrument]:
    """Return the ways in which the provisions of a framework are grouped, those that group some."""
    relations = Relation.objects.filter(
        is_within_reach(desk),
        is_within_reach(desk, "instrument__"),
        other=framework,
        kind=RelationKind.GROUPS,
        instrument__provisions__links_in__kind=LinkKind.PART_OF,
    )
    rows = relations.select_related("instrument").distinct().order_by("id")
    return [relation.instrument for relation in rows]


def outline_of(desk: Desk, framework: Instrument, language: str) -> Outline:
    """Read the provisions of a framework, named in the language of the reader: two queries."""
    wordings = Wording.objects.present().filter(
        is_within_reach(desk), provision__instrument=framework
    )
    rows = _in_order(wordings.select_related("provision").order_by("order", "rank", "provision_id"))
    labels = labels_by_provision(
        ProvisionLabel.objects.filter(provision__instrument=framework), language
    )
    objectives = {
        row.provision_id: objective_of(row, labels[row.provision_id], language) for row in rows
    }
    top = [
        row.provision_id
        for row in rows
        if row.parent_id is None and row.provision.kind != ProvisionKind.HEADING
    ]
    return Outline(objectives, top, {row.provision_id: row.parent_id for row in rows})


def _in_order(siblings: Iterable[Wording]) -> list[Wording]:
    """Return the wordings as the text has them, each before what stands under it."""
    below: dict[int | None, list[Wording]] = defaultdict(list)
    for row in siblings:
        below[row.parent_id].append(row)
    waiting, found = below[None][::-1], list[Wording]()
    while waiting:
        row = waiting.pop()
        found.append(row)
        waiting += below[row.provision_id][::-1]
    return found


def labels_by_provision(
    labels: Iterable[ProvisionLabel], language: str
) -> Mapping[int, list[ProvisionLabel]]:
    """Return the numbers, and the titles in a language or the one that stands for it."""
    found: dict[int, list[ProvisionLabel]] = defaultdict(list)
    for label in labels:
        if label.kind == LabelKind.NUMBER or label.language in {language, FALLBACK}:
            found[label.provision_id].append(label)
    return found


def objective_of(row: Wording, labels: Sequence[ProvisionLabel], language: str) -> Objective:
    """Return a provision as pages name it: short where there is a short title in the language."""
    number = next((one.text for one in labels if one.kind == LabelKind.NUMBER), row.code)
    asked = [
        (kind, one) for one in (language, FALLBACK) for kind in (LabelKind.SHORT, LabelKind.TITLE)
    ]
    titles = {(label.kind, label.language): label for label in labels}
    label = next((titles[one] for one in asked if one in titles), None)
    return Objective(
        pk=row.provision_id,
        uuid=str(row.provision.uuid),
        number=number,
        title=label.text if label else row.provision.label,
        language=label.language if label else FALLBACK,
        certainty=Certainty(label.certainty).label
        if label and label.certainty != Certainty.SEEN
        else "",
    )


def grouped(
    desk: Desk, outline: Outline, scheme: Instrument | None
) -> list[tuple[str, list[Objective]]]:
    """Return the objectives in the groups of a scheme, or all at the top in one: one query at most."""
    if scheme is None:
        return [("", [outline.objectives[key] for key in outline.top])]
    links = Link.objects.filter(
        is_within_reach(desk), kind=LinkKind.PART_OF, to_provision__instrument=scheme
    )
    rows = links.select_related("to_provision").order_by("to_provision_id")
    groups: dict[str, set[int]] = defaultdict(set)
    for link in rows:
        groups[link.to_provision.label].add(link.from_provision_id)
    return [
        (title, [one for key, one in outline.objectives.items() if key in members])
        for title, members in groups.items()
    ]
