"""What implements the objectives of a framework in a register, and what each of it lacks: two queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from servanda.instruments.models import (
    Instrument,
    Link,
    LinkKind,
    MoneyLine,
    ProvisionKind,
    Responsibility,
    Wording,
)
from servanda.progress.models import Update
from servanda.progress.views.coverage.frameworks import Outline
from servanda.progress.views.coverage.matrix import Gap
from servanda.progress.views.points import provisions_seen
from servanda.registers.models import Desk

SILENT_AFTER: Final = timedelta(days=365)
_INDICATOR_CELL: Final = '"field": "indicator"'
"""How a wording keeps a cell of a matrix whose column tells indicators; blank cells are not kept."""


def implementing(
    desk: Desk, framework: Instrument, outline: Outline
) -> Mapping[int, frozenset[int]]:
    """Return by provision of a framework what implements it, or anything under it, in the register.

    What implements a provision of the register that is the same as one of the framework counts too.
    """
    seen = provisions_seen(desk).standing_consent().order_by().values("pk")
    own = Link.objects.visible_to(desk).filter(from_provision__in=seen)
    same = own.filter(kind=LinkKind.SAME_AS, to_provision__instrument=framework)
    ties = own.filter(
        Q(to_provision__instrument=framework, kind__in=[LinkKind.IMPLEMENTS, LinkKind.SAME_AS])
        | Q(to_provision__in=same.values("from_provision"), kind=LinkKind.IMPLEMENTS)
    ).values_list("from_provision", "to_provision", "kind")
    rows = list(ties)
    equal: dict[int, list[int]] = defaultdict(list)
    for start, target, kind in rows:
        if kind == LinkKind.SAME_AS:
            equal[start].append(target)
    found: dict[int, set[int]] = defaultdict(set)
    for start, target, kind in rows:
        if kind == LinkKind.IMPLEMENTS:
            for end in equal.get(target, [target]):
                for above in outline.above(end):
                    found[above].add(start)
    return {key: frozenset(measures) for key, measures in found.items()}


def lacks_of(desk: Desk, measures: Iterable[int]) -> Mapping[int, frozenset[Gap]]:
    """Say of each measure what it lacks on the day: two queries for any number."""
    keys = set(measures)
    indicated = _with_indicators(desk)
    rows = (
        Wording.objects.visible_to(desk)
        .present()
        .filter(provision__in=keys)
        .order_by()
        .annotate(
            agency=Exists(Responsibility.objects.filter(wording=OuterRef("pk"))),
            deadline=_has_deadline(),
            budget=Exists(
                MoneyLine.objects.filter(wording=OuterRef("pk")).exclude(is_covered=False)
            ),
            news=_has_news(desk),
            told=Cast("cells", TextField()),
        )
    )
    asked = [gap for gap in Gap if gap != Gap.INDICATOR]
    lacks = dict.fromkeys(keys, frozenset(Gap))
    for key, parent, told, *has in rows.values_list("provision", "parent", "told", *asked):
        there = dict(zip(asked, has, strict=True))
        there[Gap.INDICATOR] = not indicated.isdisjoint({key, parent}) or (
            _INDICATOR_CELL in (told or "")
        )
        lacks[key] = frozenset(gap for gap, is_there in there.items() if not is_there)
    return lacks


def _has_deadline() -> Q:
    told = ("due", "due_words", "recurrence", "relative_to")
    known = Q(pk__in=[])
    for name in told:
        known |= Q(**{f"timing__{name}__gt": ""})
    return known


def _with_indicators(desk: Desk) -> frozenset[int]:
    """Return the provisions under which an indicator stands: a measure's own, or its goal's."""
    indicators = (
        Wording.objects.visible_to(desk)
        .present()
        .filter(
            Q(kind=ProvisionKind.INDICATOR) | Q(kind="", provision__kind=ProvisionKind.INDICATOR),
            parent__isnull=False,
        )
    )
    return frozenset(indicators.order_by().values_list("parent", flat=True).distinct())


def _has_news(desk: Desk) -> Exists:
    said = Update.objects.visible_to(desk).filter(provision=OuterRef("provision"))
    since = desk.today - SILENT_AFTER
    return Exists(said.stated_by(desk.today).filter(stated_on__gt=since).order_by())
