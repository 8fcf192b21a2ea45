"""The state of past decisions before a meeting, gathered in twelve queries for any number of points."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from servanda.instruments.models import Instrument, Link, Provision
from servanda.meetings.models import Meeting, MeetingSeries, MeetingStatus
from servanda.progress.models import Update
from servanda.progress.rules import headline, is_overdue
from servanda.progress.views.counted import Stands, Stretch, stands_among
from servanda.registers.models import Desk
from servanda.reports.models.brief import desk_for
from servanda.reports.models.knowing import known_on, shown_parties
from servanda.reports.models.reading_frame import read_own_notes
from servanda.reports.models.reading_meetings import bare_line
from servanda.reports.models.reading_points import (
    PointDetails,
    Saying,
    point_line,
    read_commitments,
    read_last_words,
    read_parties,
    read_sayings,
)
from servanda.reports.models.reading_sources import SourceBook, read_sources
from servanda.reports.rules.brief import RegisterLine, Variant
from servanda.reports.rules.commitments import PROVISION, Commitment, Said
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.past import Before, PastDecisions, PastPoint, TakenUp, propose


@dataclass(frozen=True)
class Asked:
    """Which of the points are asked for: so many after the first so many, of one standing or of all.

    `on` is the day on which they are looked at, None today.
    """

    first: int = 0
    most: int = 50
    standing: str = ""
    variant: Variant = Variant.INTERNAL
    on: date | None = None


@dataclass(frozen=True)
class Earlier:
    """What lies before a meeting: the day on which it is looked at, the series, what they held."""

    on: date
    series: list[MeetingSeries]
    held: list[Meeting]

    @property
    def last(self) -> Meeting | None:
        """The last meeting held: of the series itself, else of one that it follows."""
        own = (
            [one for one in self.held if one.series_id == self.series[0].pk] if self.series else []
        )
        return next(iter(own or self.held), None)

    @property
    def last_day(self) -> date | None:
        """The last day that the last meeting can have been on."""
        return self.last.date_latest if self.last else None


def gather_past_decisions(desk: Desk, meeting: Meeting, asked: Asked) -> PastDecisions:
    """Return the earlier points that a meeting has to speak of, as they stand before it.

    Of a meeting that is past, as they stood on its first day.
    """
    desk = desk_for(desk, asked.variant)
    earlier = earlier_than(desk, meeting, on=asked.on)
    stands = _stands(desk, earlier, asked)
    among = frozenset(stands.keys)
    known = read_commitments(desk, on=earlier.on, among=among) if among else []
    by_key = {one.row.provision: one for one in known}
    commitments = [by_key[key] for key in stands.keys if key in by_key]
    sayings = read_sayings(desk, {said.key for one in commitments for said in one.said})
    of_updates = (saying.uuid for saying in sayings.values())
    entries = {meeting.uuid, *(one.row.uuid for one in commitments), *of_updates}
    book = read_sources(desk, entries, on=earlier.on)
    details = _details(desk, commitments, sayings, asked.variant)
    points = _points(desk, commitments, earlier, details=details, book=book)
    register = desk.register
    markings = [
        register.handling,
        meeting.handling,
        *(one.row.handling for one in commitments),
        *(source.handling for sources in book.sources.values() for source in sources),
    ]
    return PastDecisions(
        register=RegisterLine(register.slug, register.title, register.is_fictional),
        on=earlier.on,
        variant=asked.variant,
        handling=tuple(dict.fromkeys(filter(None, markings))),
        meeting=bare_line(meeting, None),
        last=bare_line(earlier.last, None) if earlier.last else None,
        series=tuple(one.label for one in earlier.series),
        points=tuple(points),
        counts=tuple(stands.counts.items()),
        first=asked.first,
    )


def earlier_than(desk: Desk, meeting: Meeting, *, on: date | None = None) -> Earlier:
    """Return what lies before a meeting, of its series and of those that it follows: two queries.

    It is looked at on a day, None today; a meeting that was held by then on its first day.
    """
    day = meeting.date_earliest if meeting.status == MeetingStatus.HELD else None
    on = on or desk.today
    on = min(on, day) if day else on
    series = _followed(desk, meeting.series_id)
    held = (
        Meeting.objects.visible_to(desk)
        .past_on(on)
        .filter(series__in=[one.pk for one in series])
        .exclude(pk=meeting.pk)
    )
    if day is not None:
        held = held.filter(Q(date_latest__lt=day) | Q(date_latest=None))
    return Earlier(on, series, list(held) if series else [])


def _followed(desk: Desk, first: int | None) -> list[MeetingSeries]:
    """Return a series and those that it follows, one after the other, as far as they are seen."""
    if first is None:
        return []
    seen = MeetingSeries.objects.visible_to(desk)
    by_key = {one.pk: one for one in seen.filter(Q(pk=first) | ~Q(followed_by=None)).distinct()}
    found: list[MeetingSeries] = []
    key: int | None = first
    while key in by_key and by_key[key] not in found:
        found.append(by_key[key])
        key = by_key[key].follows_id
    return found


def _stands(desk: Desk, earlier: Earlier, asked: Asked) -> Stands:
    records = [one.record_id for one in earlier.held if one.record_id is not None]
    if not records:
        return Stands({}, [])
    instruments = Instrument.objects.visible_to(desk).filter(pk__in=records)
    provisions = Provision.objects.visible_to(desk).filter(instrument__in=instruments)
    commitments = provisions.commitments().standing_consent()
    said = Update.objects.visible_to(desk).filter(
        provision__instrument__in=records, assessor__in=shown_parties(desk)
    )
    stretch = Stretch(
        asked.first, asked.most, asked.standing, settled_by=earlier.last_day, on=earlier.on
    )
    return stands_among(desk, known_on(commitments, earlier.on), said, stretch=stretch)


def _details(
    desk: Desk, commitments: list[Commitment], sayings: dict[int, Saying], variant: Variant
) -> PointDetails:
    keeps_notes = variant is Variant.INTERNAL and desk.side_id is not None
    noted = {one.row.uuid for one in commitments}
    return PointDetails(
        answering=read_parties(desk, {one.row.wording for one in commitments}),
        sayings=sayings,
        instruments={},
        own=read_own_notes(desk, noted) if keeps_notes and noted else {},
    )


def _points(
    desk: Desk,
    commitments: list[Commitment],
    earlier: Earlier,
    *,
    details: PointDetails,
    book: SourceBook,
) -> Iterable[PastPoint]:
    among = frozenset(one.row.provision for one in commitments)
    day = earlier.last_day
    then = read_last_words(desk, on=day, among=among) if day and among else {}
    taken_up = _taken_up(desk, among, earlier.last)
    for one in commitments:
        line = point_line(one, details, book)
        before = _before(one, then, day)
        told = taken_up.get(one.row.provision, ())
        yield PastPoint(line, before, told, propose(line, before, told))


def _before(
    one: Commitment, then: Mapping[int, tuple[Said, ...]], day: date | None
) -> Before | None:
    """Return how a commitment stood on the day of the last meeting; None where it came of it."""
    agreed = one.row.agreed_latest
    if day is None or (agreed is not None and agreed >= day):
        return None
    values = [said.core for said in then.get(one.row.provision, ())]
    overdue = is_overdue(due_latest=one.row.due_latest, values=values, on=day)
    return Before(headline(values), overdue)


def _taken_up(
    desk: Desk, among: Collection[int], last: Meeting | None
) -> dict[int, tuple[TakenUp, ...]]:
    """Return the points of the last meeting that are tied to earlier ones, by the keys of these."""
    if last is None or last.record_id is None or not among:
        return {}
    seen = Provision.objects.visible_to(desk).filter(instrument=last.record_id)
    links = Link.objects.visible_to(desk).filter(to_provision__in=among, from_provision__in=seen)
    found: dict[int, tuple[TakenUp, ...]] = defaultdict(tuple)
    for link in links.select_related("from_provision").order_by("id"):
        one = link.from_provision
        told = TakenUp(Target(PROVISION, one.uuid), one.label, link.kind)
        found[link.to_provision_id] = (*found[link.to_provision_id], told)
    return found
