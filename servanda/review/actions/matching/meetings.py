"""Meetings of the same parties at the same time, and series of the same parties."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from servanda.meetings.models import (
    Meeting,
    MeetingSeries,
    MeetingStatus,
    Participation,
    SeriesParty,
)
from servanda.reading.names import name_key
from servanda.registers.models import Desk
from servanda.review.actions.matching.found import MOST, Match, Wanted, span_of
from servanda.review.rules import Span, are_same_day, words

RECURRING = "recurring"

SAME_SERIES = _("the same parties meet regularly")
SAME_TIME = _("the same parties at the same time")
NEAR_TIME = _("the same parties; the time may be the same")
FEW_DAYS = _("the same parties a few days apart: the sources may differ on the date")
SOME_PARTIES = _("some of the same parties at the same time")

FEW = timedelta(days=7)


@dataclass(frozen=True)
class Known:
    """A meeting of the register, with the parties that took part."""

    uuid: UUID
    label: str
    status: str
    when: Span
    place: str
    parties: frozenset[UUID]


def meetings_alike(desk: Desk, wanted: Sequence[Wanted]) -> list[list[Match]]:
    """Return, for each meeting that is wanted, those it may be; series where it recurs."""
    recurring = [one for one in wanted if words(one.fields, "status") == RECURRING]
    series = _series(desk) if recurring else {}
    parties = {party for one in wanted for party in one.parties or one.some_parties}
    known = _known(desk, parties) if parties and len(recurring) < len(wanted) else []
    return [
        _series_alike(one, series) if one in recurring else _alike(one, known) for one in wanted
    ]


def _series(desk: Desk) -> dict[frozenset[UUID], list[Match]]:
    """Return the series by their parties."""
    rows = SeriesParty.objects.filter(series__in=MeetingSeries.objects.visible_to(desk))
    named: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    columns = ("series__uuid", "series__label", "party__uuid")
    for uuid, label, party in rows.order_by("series_id").values_list(*columns):
        named[uuid, label].add(party)
    found: dict[frozenset[UUID], list[Match]] = defaultdict(list)
    for (uuid, label), parties in named.items():
        theirs = found[frozenset(parties)]
        theirs.append(Match(MeetingSeries.KIND, uuid, label, SAME_SERIES, is_sure=not theirs))
    return found


def _series_alike(wanted: Wanted, series: dict[frozenset[UUID], list[Match]]) -> list[Match]:
    return series.get(wanted.parties, [])[:MOST] if wanted.parties else []


def _known(desk: Desk, parties: Iterable[UUID]) -> list[Known]:
    """Return the meetings at which any of these parties took part."""
    visible = Meeting.objects.visible_to(desk)
    rows = Participation.objects.filter(meeting__in=visible, party__uuid__in=list(parties))
    there: dict[int, set[UUID]] = defaultdict(set)
    for meeting, party in rows.values_list("meeting_id", "party__uuid"):
        there[meeting].add(party)
    return [
        Known(
            meeting.uuid,
            meeting.label,
            meeting.status,
            Span(meeting.date_earliest, meeting.date_latest),
            meeting.place,
            frozenset(there[meeting.pk]),
        )
        for meeting in visible.filter(pk__in=there).order_by("id")
    ]


def _alike(wanted: Wanted, known: list[Known]) -> list[Match]:
    """Return the meetings of these parties at this time, then those that may be meant."""
    when = span_of(words(wanted.fields, "date"))
    possible = [k for k in known if k.uuid not in wanted.own and _may_stand_so(wanted, k)]
    matches = _of_all_parties(wanted, when, possible) if wanted.parties else []
    there = {match.uuid for match in matches}
    matches += [
        Match(Meeting.KIND, k.uuid, k.label, SOME_PARTIES, is_sure=False)
        for k in possible
        if k.uuid not in there and _shares_sides(wanted, k) and are_same_day(when, k.when)
    ]
    return matches[:MOST]


def _of_all_parties(wanted: Wanted, when: Span, possible: list[Known]) -> list[Match]:
    parties = wanted.parties or frozenset()
    here = [k for k in possible if parties <= k.parties]
    sure = [k for k in here if _is_the_same(wanted, when, k)]
    near = [k for k in here if k not in sure and when.overlaps(k.when)]
    sure.sort(key=lambda k: (len(k.parties - parties), k.when != when))
    matches = [
        Match(Meeting.KIND, k.uuid, k.label, SAME_TIME, is_sure=place == 0)
        for place, k in enumerate(sure)
    ]
    matches += [Match(Meeting.KIND, k.uuid, k.label, NEAR_TIME, is_sure=False) for k in near]
    apart = [k for k in here if k not in (*sure, *near) and _days_apart(when, k.when) <= FEW]
    matches += [Match(Meeting.KIND, k.uuid, k.label, FEW_DAYS, is_sure=False) for k in apart]
    return matches


def _shares_sides(wanted: Wanted, known: Known) -> bool:
    """Tell whether two parties at least were at both, where one source names more than the other."""
    return len(wanted.some_parties & known.parties) > 1


def _days_apart(one: Span, other: Span) -> timedelta:
    """Return how far two narrow stretches lie apart; the longest time where one is not narrow."""
    if not (one.is_narrow and other.is_narrow and one.earliest and other.earliest):
        return timedelta.max
    if one.latest is None or other.latest is None:
        return timedelta.max
    return max(one.earliest - other.latest, other.earliest - one.latest)


def _may_stand_so(wanted: Wanted, known: Known) -> bool:
    """Tell whether one meeting can be both: a cancelled one was not held."""
    if words(wanted.fields, "status") == MeetingStatus.CANCELLED:
        return known.status != MeetingStatus.HELD
    return known.status != MeetingStatus.CANCELLED


def _is_the_same(wanted: Wanted, when: Span, known: Known) -> bool:
    """Tell whether two are one: the same time, and of a single party the same day or place."""
    if not are_same_day(when, known.when):
        return False
    if len(wanted.parties or ()) > 1:
        return True
    place = name_key(words(wanted.fields, "place"))
    return when.is_day or bool(place and place == name_key(known.place))
