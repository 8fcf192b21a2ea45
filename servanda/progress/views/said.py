"""What was said of a provision: each assessor's updates, side by side in time, never averaged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from servanda.progress.actions import may_be_verified
from servanda.progress.lists import STANDINGS
from servanda.progress.models import Evidence, EvidenceAddress, ScaleKind, Update
from servanda.progress.rules import Headline, headline
from servanda.progress.views.footnotes import Footnotes, Mark
from servanda.progress.views.points import (
    HIDDEN,
    Assessment,
    Tie,
    assessment_of,
    day_told,
    party_ties,
)
from servanda.registers.models import Desk
from servanda.sources.models import Trace, Version


@dataclass(frozen=True)
class Verified:
    """What a party found of an update that tells done."""

    party: object
    is_adequate: bool
    words: str
    day: str


@dataclass(frozen=True)
class Statement:
    """One update as the page tells it; `corrected_on` is the day of the update that corrects it."""

    update: Update
    label: str
    marks: list[Mark]
    documents: list[Tie]
    addresses: list[EvidenceAddress]
    verified: list[Verified]
    corrected_on: date | None

    @property
    def may_be_verified(self) -> bool:
        return may_be_verified(self.update)


@dataclass(frozen=True)
class Cell:
    """What one assessor said on one day."""

    assessor: Tie
    statements: list[Statement]


@dataclass(frozen=True)
class Day:
    """What was said on one day (EDTF, empty where no source tells it), a cell for each assessor."""

    stated_on: str
    cells: list[Cell]


@dataclass(frozen=True)
class Said:
    """All that was said, latest day first, and what the last words add up to."""

    assessors: list[Tie]
    days: list[Day]
    last_words: list[Assessment]

    @property
    def standing(self) -> Headline:
        return headline(word.value for word in self.last_words)

    @property
    def standing_label(self) -> object:
        return STANDINGS[self.standing]


def updates_on(desk: Desk, provision: int) -> list[Update]:
    """Return the updates of a provision that a person may see, latest first."""
    updates = Update.objects.visible_to(desk).filter(provision=provision)
    said = updates.stated_by(desk.today).latest_first().with_dating().select_related("value")
    return list(said.prefetch_related("addresses", "verifications"))


def evidence_of(updates: Iterable[Update]) -> list[Evidence]:
    """Return what the updates stand on, with documents and passages."""
    return list(
        Evidence.objects.filter(update__in=[update.pk for update in updates])
        .select_related("document", "passage__version__document")
        .annotate(**Trace.in_newest("passage"))
        .defer(*Version.long_fields("passage__version__"))
        .order_by("id")
    )


def said_of(
    desk: Desk, updates: list[Update], evidence: list[Evidence], footnotes: Footnotes
) -> Said:
    """Lay the updates (latest first) side by side; one query, for the names of the parties."""
    verifiers = [one.verifier_id for update in updates for one in update.verifications.all()]
    ties = party_ties(desk, [*(update.assessor_id for update in updates), *verifiers])
    keys = sorted(
        {update.assessor_id for update in updates},
        key=lambda key: str(ties.get(key, HIDDEN).text).casefold(),
    )
    corrected = corrections_in(updates)
    statements = _statements(desk, updates, evidence, footnotes, ties)
    by_day: dict[str, dict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    last: dict[int, Update] = {}
    for update in updates:
        by_day[day_told(update)][update.assessor_id].append(statements[update.pk])
        if update.pk not in corrected and update.value.kind == ScaleKind.STATUS:
            last.setdefault(update.assessor_id, update)
    return Said(
        assessors=[ties.get(key, HIDDEN) for key in keys],
        days=[
            Day(day, [Cell(ties.get(key, HIDDEN), said.get(key, [])) for key in keys])
            for day, said in by_day.items()
        ],
        last_words=[assessment_of(last[key], ties.get(key, HIDDEN)) for key in keys if key in last],
    )


def corrections_in(updates: Sequence[Update]) -> dict[int, date]:
    """Return which of some updates (latest first) another one corrects, and on which day."""
    return {u.corrects_id: u.stated_on for u in reversed(updates) if u.corrects_id}


def _verified(update: Update, ties: Mapping[int, Tie]) -> list[Verified]:
    """Return the latest that each party found, oldest first."""
    found = sorted(update.verifications.all(), key=attrgetter("verified_on"))
    latest = {one.verifier_id: one for one in found}
    return [
        Verified(
            ties.get(one.verifier_id, HIDDEN).text,
            one.is_adequate,
            one.words,
            one.verified_on.isoformat(),
        )
        for one in latest.values()
    ]


def _statements(
    desk: Desk,
    updates: list[Update],
    evidence: list[Evidence],
    footnotes: Footnotes,
    ties: Mapping[int, Tie],
) -> dict[int, Statement]:
    corrected = corrections_in(updates)
    on: dict[int, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        on[piece.update_id].append(piece)
    return {
        update.pk: Statement(
            update=update,
            label=update.value.told,
            marks=footnotes.mark_passages(p.passage for p in on[update.pk] if p.passage),
            documents=[
                _document_tie(desk, piece, footnotes)
                for piece in on[update.pk]
                if piece.passage is None
            ],
            addresses=list(update.addresses.all()),
            verified=_verified(update, ties),
            corrected_on=corrected.get(update.pk),
        )
        for update in updates
    }


def _document_tie(desk: Desk, piece: Evidence, footnotes: Footnotes) -> Tie:
    if not footnotes.is_seen(piece.document_id):
        return Tie(_("Source not public"))
    names = {"slug": desk.register.slug, "uuid": piece.document.uuid}
    return Tie(piece.document.title, reverse("document", kwargs=names))
