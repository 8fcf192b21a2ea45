"""The commitments of a register with who answers for them and what became of them by a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from servanda.instruments.models import (
    InstrumentKind,
    Provision,
    Responsibility,
    ResponsibilityRole,
    Timing,
    Wording,
)
from servanda.progress.models import Update
from servanda.progress.rules import headline, is_overdue
from servanda.reports.models.knowing import known_on, shown_parties
from servanda.reports.rules.brief import (
    UNKNOWN_DATE,
    AssessorStanding,
    OpenPoint,
    OwnNotes,
    Target,
    VagueDate,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django_stubs_ext import WithAnnotations

    from servanda.registers.models import Desk
    from servanda.reports.models.reading_sources import SourceBook

    class SaidFields(TypedDict):
        """What is found beside the columns of an update."""

        before: str | None
        changed_on: date | None
        since: date

    SaidUpdate = WithAnnotations[Update, SaidFields]

LONG_AGO = date.min
ANSWERING = (ResponsibilityRole.LEAD, ResponsibilityRole.CO_LEAD, ResponsibilityRole.PARTNER)


@dataclass(frozen=True)
class Said:
    """The latest update of one assessor by a day."""

    uuid: UUID
    assessor: str
    core: str
    label: str
    since: date
    stated_on: date
    before: str
    narrative: str


@dataclass(frozen=True)
class PointRows:
    """What the database has on the commitments: wordings, parties by wording, updates by provision."""

    wordings: list[Wording]
    parties: dict[int, list[str]]
    said: dict[int, list[Said]]

    def entries(self) -> Iterable[UUID]:
        """Return the public names of all that may have sources."""
        for wording in self.wordings:
            yield wording.provision.uuid
            yield from (said.uuid for said in self.said.get(wording.provision_id, ()))


def read_points(desk: Desk, *, on: date) -> PointRows:
    """Return the commitments known on a day, of all instruments of the register, in three queries."""
    wordings = list(_wordings(desk, on=on))
    return PointRows(wordings, _parties(desk), _said(desk, on=on))


def stands_in_meeting(wording: Wording) -> bool:
    """Tell whether a commitment is a point of a meeting or an undertaking told by a document."""
    return wording.provision.instrument.kind in {InstrumentKind.RECORD, InstrumentKind.STATEMENT}


def point_line(
    wording: Wording, rows: PointRows, *, book: SourceBook, own: dict[UUID, OwnNotes], on: date
) -> OpenPoint:
    """Return the line of one commitment as it stood on a day."""
    provision = wording.provision
    instrument = provision.instrument
    said = rows.said.get(provision.pk, [])
    values = [one.core for one in said]
    due = _due(wording)
    return OpenPoint(
        target=Target(provision.KIND, provision.uuid),
        instrument=Target(instrument.KIND, instrument.uuid),
        text=provision.label,
        agreed_on=_agreed_on(wording),
        told_on=_told_on(wording),
        where=instrument.label,
        by=tuple(rows.parties.get(wording.pk, ())),
        due=due,
        standing=headline(values),
        standings=tuple(_standing(one, book) for one in said),
        overdue=is_overdue(due_latest=due.latest, values=values, on=on),
        heard_on=_heard_on(wording, said, book),
        told_as=wording.strength,
        sources=book.of(provision.uuid),
        own_notes=own.get(provision.uuid, ()),
    )


def _wordings(desk: Desk, *, on: date) -> QuerySet[Wording]:
    provisions = Provision.objects.visible_to(desk).commitments().standing_consent()
    held = Q(provision__instrument__meeting__date_earliest=None)
    held |= Q(provision__instrument__meeting__date_earliest__lte=on)
    return (
        Wording.objects.visible_to(desk)
        .present()
        .filter(held, provision__in=known_on(provisions, on).order_by())
        .select_related(
            "provision__instrument__meeting", "provision__instrument__made_from", "timing"
        )
        .order_by("provision__instrument_id", "order", "id")
    )


def _parties(desk: Desk) -> dict[int, list[str]]:
    answering = Responsibility.objects.filter(
        register=desk.register,
        role__in=ANSWERING,
        wording__to_edition=None,
        wording__provision__binds=True,
        party__in=shown_parties(desk),
    )
    parties: dict[int, list[str]] = defaultdict(list)
    for wording, party in answering.order_by("id").values_list("wording_id", "party__label"):
        if party not in parties[wording]:
            parties[wording].append(party)
    return parties


def _said(desk: Desk, *, on: date) -> dict[int, list[Said]]:
    """Return the latest word of each assessor on each provision, in the order of assessors."""
    said: dict[int, list[Said]] = defaultdict(list)
    for row in latest_said(desk, on=on).order_by("assessor__label", "id"):
        said[row.provision_id].append(
            Said(
                uuid=row.uuid,
                assessor=row.assessor.label,
                core=row.value.core,
                label=row.value.label,
                since=row.since,
                stated_on=row.stated_on,
                before=row.before or "",
                narrative=row.narrative,
            )
        )
    return said


def latest_said(desk: Desk, *, on: date) -> QuerySet[SaidUpdate]:
    """Return the latest update of each assessor on each provision by a day, found in SQL.

    What a later update corrects is left out once that correction had been said. `before` is the
    last other value the assessor gave, `since` the day it first gave the present one after that.
    """
    by_then = Update.objects.visible_to(desk).stated_by(on)
    corrected = by_then.filter(corrects__isnull=False).values("corrects")
    standing = by_then.exclude(pk__in=corrected)
    of_same = standing.filter(
        provision=OuterRef("provision"), assessor=OuterRef("assessor")
    ).order_by()
    later = of_same.filter(
        Q(stated_on__gt=OuterRef("stated_on"))
        | Q(stated_on=OuterRef("stated_on"), pk__gt=OuterRef("pk"))
    )
    other = of_same.exclude(value__core=OuterRef("value__core")).order_by("-stated_on", "-pk")
    run = of_same.filter(
        value__core=OuterRef("value__core"),
        stated_on__gte=Coalesce(OuterRef("changed_on"), Value(LONG_AGO)),
    ).order_by("stated_on")
    found = (
        standing.filter(~Exists(later), assessor__in=shown_parties(desk))
        .annotate(
            before=Subquery(other.values("value__core")[:1]),
            changed_on=Subquery(other.values("stated_on")[:1]),
        )
        .annotate(since=Subquery(run.values("stated_on")[:1]))
        .select_related("assessor", "value")
    )
    return cast("QuerySet[SaidUpdate]", found)


def _standing(said: Said, book: SourceBook) -> AssessorStanding:
    return AssessorStanding(
        assessor=said.assessor,
        value=said.core,
        label=said.label,
        since=said.since,
        stated_on=said.stated_on,
        before=said.before,
        narrative=said.narrative,
        sources=book.of(said.uuid),
    )


def _due(wording: Wording) -> VagueDate:
    timing: Timing | None = getattr(wording, "timing", None)
    if timing is None:
        return UNKNOWN_DATE
    words = timing.due_words or timing.recurrence or timing.relative_to
    return VagueDate(timing.due, words, timing.due_earliest, timing.due_latest)


def _agreed_on(wording: Wording) -> VagueDate:
    """Return the day of the meeting on whose record a point stands."""
    meeting = getattr(wording.provision.instrument, "meeting", None)
    if meeting is None:
        return UNKNOWN_DATE
    return VagueDate(meeting.date, meeting.date_words, meeting.date_earliest, meeting.date_latest)


def _told_on(wording: Wording) -> VagueDate:
    """Return the day of the document from which a statement was made."""
    document = wording.provision.instrument.made_from
    if document is None:
        return UNKNOWN_DATE
    return VagueDate(document.published, "", document.published_earliest, document.published_latest)


def _heard_on(wording: Wording, said: list[Said], book: SourceBook) -> date | None:
    days = [one.stated_on for one in said]
    told = book.heard.get(wording.provision.uuid)
    return max([*days, told] if told else days, default=None)
