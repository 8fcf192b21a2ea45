"""What may be tied to the objectives of a framework in a register: read in ten queries, computed by rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from servanda.instruments.models import (
    DeclinedTie,
    Instrument,
    InstrumentName,
    Link,
    LinkKind,
    Provision,
    ProvisionKind,
    ProvisionLabel,
    Wording,
)
from servanda.instruments.rules.frameworks import public_name, shipped_codes
from servanda.instruments.rules.proposing import (
    Aim,
    Aims,
    Measure,
    Proposed,
    Tie,
    followed,
    propose,
    words_that_ship,
)
from servanda.progress.views.coverage.frameworks import Outline, outline_of
from servanda.progress.views.coverage.measures import implementing
from servanda.progress.views.points import provisions_seen
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_within_reach

MEASURES: Final = (
    ProvisionKind.MEASURE,
    ProvisionKind.ACTIVITY,
    ProvisionKind.POINT,
    ProvisionKind.UNDERTAKING,
)
"""What is asked whether it implements an objective."""
_CROSSINGS: Final = {
    LinkKind.SAME_AS: ("equal", "equal"),
    LinkKind.WITHIN: ("subset", "superset"),
    LinkKind.COVERS: ("superset", "subset"),
    LinkKind.OVERLAPS: ("intersects", "intersects"),
}
"""How the first stands to the second of two provisions that are tied, and the second to the first."""


@dataclass(frozen=True)
class Offer:
    """A tie that may be made: a measure and an objective by their keys, and why."""

    measure: int
    aim: int
    proposed: Proposed


def offers_in(desk: Desk, framework: Instrument, language: str) -> tuple[Outline, list[Offer]]:
    """Return what may be tied to a framework, measure by measure in their order, the surest first.

    What is tied already is left out, and what somebody declined.
    """
    outline = outline_of(desk, framework, language)
    aims = _aims(framework, outline)
    words = words_that_ship(_code_of(framework))
    tied = implementing(desk, framework, outline)
    declined = set(DeclinedTie.objects.of(desk).values_list("provision", "target"))
    crossing = _crossing(desk, framework, outline)
    offers = []
    for key, measure in _measures(desk):
        found = {one.aim: one for one in followed(crossing.get(key, ()))}
        for one in propose(measure, aims, words):
            if one.aim not in found or one.sureness >= found[one.aim].sureness:
                found[one.aim] = one
        offers += [
            Offer(key, aim, one)
            for aim, one in sorted(found.items(), key=lambda pair: -pair[1].sureness)
            if key not in tied.get(aim, ()) and (key, aim) not in declined
        ]
    return outline, offers


def _code_of(framework: Instrument) -> str:
    """Return the code of a framework that ships; empty for another."""
    return next((one for one in shipped_codes() if public_name(one) == framework.uuid), "")


def _aims(framework: Instrument, outline: Outline) -> Aims:
    """Return the provisions of a framework without headings and what stands under these."""
    titles = _titles(framework)
    rows = Wording.objects.present().filter(provision__instrument=framework).order_by()
    told = {key: row for key, *row in rows.values_list("provision", "code", "provision__kind")}
    codes: dict[int, str] = {}
    for key, above in outline.parents.items():
        code = told[key][0]
        codes[key] = f"{codes.get(above or 0, '')} {code}" if code.startswith("(") else code
    aims = [
        Aim(key, one.number, codes[key], tuple(titles[key]), outline.parents[key])
        for key, one in outline.objectives.items()
        if all(told[step][1] != ProvisionKind.HEADING for step in outline.above(key))
    ]
    names = InstrumentName.objects.filter(of=framework).values_list("text", flat=True)
    called = next((told[key][1] for key in outline.top), "")
    return Aims(aims, (framework.label, *names), framework.symbol, called)


def _titles(framework: Instrument) -> Mapping[int, list[str]]:
    labels = ProvisionLabel.objects.filter(provision__instrument=framework).exclude(language="")
    titles: dict[int, list[str]] = defaultdict(list)
    for key, text in labels.order_by("id").values_list("provision", "text"):
        titles[key].append(text)
    return titles


def _measures(desk: Desk) -> Iterator[tuple[int, Measure]]:
    """Give the measures of the register in the order of their plans, with what stands above them."""
    rows = (
        Wording.objects.visible_to(desk)
        .present()
        .filter(provision__in=provisions_seen(desk).standing_consent().order_by().values("pk"))
        .order_by("provision__instrument", "order", "rank", "provision")
        .values_list(
            "provision",
            "parent",
            "code",
            "provision__kind",
            "provision__label",
            "provision__instrument",
            "provision__instrument__label",
            "cells",
        )
    )
    parts = {row[0]: row for row in rows}
    numbers: dict[int, set[str]] = defaultdict(set)
    for part in parts.values():
        if part[3] not in MEASURES:
            numbers[part[5]].add(part[2].rstrip("."))
    for key, parent, _code, kind, label, instrument, title, cells in parts.values():
        if kind in MEASURES:
            above = [parts[one][4] for one in _way(parts, parent)]
            told = tuple(_cells(cells))
            yield key, Measure(label, (title, *above), told, frozenset(numbers[instrument]))


def _way(parts: Mapping[int, Sequence[object]], start: int | None) -> Iterator[int]:
    """Give the provisions that stand above one, from below."""
    seen: set[int] = set()
    here = start
    while here is not None and here in parts and here not in seen:
        seen.add(here)
        yield here
        above = parts[here][1]
        here = above if isinstance(above, int) else None


def _cells(told: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give the headings and contents of the row of a matrix."""
    cells = told.get("cells", ())
    for cell in cells if isinstance(cells, list) else ():
        yield str(cell.get("heading", "")), str(cell.get("raw", ""))


def _crossing(desk: Desk, framework: Instrument, outline: Outline) -> Mapping[int, list[Tie]]:
    """Return by measure where crosswalks lead from what it implements of other frameworks."""
    within = Q(from_provision__instrument=framework) | Q(to_provision__instrument=framework)
    links = Link.objects.filter(
        within, is_within_reach(desk), register__is_library=True, kind__in=_CROSSINGS
    ).select_related("from_provision__instrument", "to_provision__instrument")
    ties: dict[int, list[Tie]] = defaultdict(list)
    for link in links.order_by("-strength", "id"):
        forward, backward = _CROSSINGS[LinkKind(link.kind)]
        if link.to_provision_id in outline.objectives:
            ties[link.from_provision_id].append(_tie(link, link.from_provision, forward))
        else:
            ties[link.to_provision_id].append(_tie(link, link.to_provision, backward))
    return _by_measure(desk, ties)


def _tie(link: Link, start: Provision, relation: str) -> Tie:
    aim = link.to_provision_id if start.pk == link.from_provision_id else link.from_provision_id
    told = f"{start.instrument.label}: {start.label}"
    return Tie(told, aim, relation, link.strength, link.reason)


def _by_measure(desk: Desk, ties: Mapping[int, Iterable[Tie]]) -> Mapping[int, list[Tie]]:
    """Return by measure the ties of what it implements; of an action those of its objective as well."""
    parents = dict(
        Wording.objects.present()
        .filter(provision__register__is_library=True, parent__in=ties)
        .order_by()
        .values_list("provision", "parent")
    )
    own = Link.objects.visible_to(desk).filter(
        kind=LinkKind.IMPLEMENTS, to_provision__in=[*ties, *parents]
    )
    found: dict[int, list[Tie]] = defaultdict(list)
    for measure, target in own.order_by("id").values_list("from_provision", "to_provision"):
        found[measure] += ties.get(target) or ties.get(parents.get(target) or 0, ())
    return found
