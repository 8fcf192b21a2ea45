"""What the home of a register looks for: how many of each, and the keys of what it shows.

Kept until something changes in the register, so that however much it holds, the page reads the few
rows that it shows. Keys and numbers are kept; whether the person may see the rows is asked with them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from servanda.meetings.models import Meeting, MeetingSeries, MeetingStatus
from servanda.portal.views.news import Stated, latest_meetings, latest_stated
from servanda.progress.views.counted import Stretch, stands_counted
from servanda.progress.views.points import last_words_on
from servanda.registers.models import Desk, kept_until_changed
from servanda.review.models import Proposal
from servanda.review.views.differing import differences_seen
from servanda.sources.models import DifferenceState

SOON = timedelta(days=90)
SHOWN = 8
SERIES = 3


@dataclass(frozen=True)
class Coming:
    """The key of the next meeting; where none is planned, of what is known instead.

    `unheard` was planned after the last meeting held, and nothing was heard of it since its day.
    `series` are those that go on, each with its last meeting held.
    """

    meeting: int | None = None
    unheard: int | None = None
    series: Mapping[int, int | None] | None = None

    def meetings(self) -> Iterator[int]:
        """Give the keys of the meetings that are told."""
        told = [self.meeting, self.unheard, *(self.series or {}).values()]
        yield from (key for key in told if key is not None)


@dataclass(frozen=True)
class Outlook:
    """What a person may see of a register today.

    `counts`: how many commitments have each standing. `due`: the first that are overdue or fall due
    soon, one more than are shown, with the last words on them, `said`.
    """

    counts: dict[str, int]
    due: list[int]
    said: list[int]
    coming: Coming
    meetings: list[int]
    stated: list[Stated]
    open_proposals: int
    open_differences: int

    def updates(self) -> Iterator[int]:
        """Give the keys of the updates that are told."""
        yield from self.said
        for one in self.stated:
            yield from one.named


def outlook_of(desk: Desk) -> Outlook:
    """Return what there is to show, looked for anew when the register has changed."""
    return kept_until_changed(desk, "outlook", partial(_outlook, desk))


def _outlook(desk: Desk) -> Outlook:
    stretch = Stretch(0, SHOWN + 1, until=desk.today + SOON)
    stands = stands_counted(desk, stretch=stretch)
    words = last_words_on(desk, stands.keys) if stands.keys else []
    return Outlook(
        counts=stands.counts,
        due=stands.keys,
        said=[update.pk for update in words],
        coming=_coming(desk),
        meetings=latest_meetings(desk, most=SHOWN),
        stated=latest_stated(desk, most=SHOWN),
        open_proposals=_open_proposals(desk),
        open_differences=_open_differences(desk),
    )


def _coming(desk: Desk) -> Coming:
    meetings = Meeting.objects.visible_to(desk)
    coming = meetings.next_on(desk.today).first()
    if coming is not None:
        return Coming(coming.pk)
    last = meetings.past_on(desk.today).exclude(date_latest=None).first()
    unheard = meetings.filter(status=MeetingStatus.PLANNED).order_by("-date_latest")
    if last is not None:
        unheard = unheard.filter(date_latest__gt=last.date_latest)
    first = unheard.first()
    return Coming(unheard=first.pk if first else None, series=_series(desk))


def _series(desk: Desk) -> dict[int, int | None]:
    found = MeetingSeries.objects.visible_to(desk).order_by("label").values_list("pk", flat=True)
    last: dict[int, int | None] = dict.fromkeys(found[:SERIES])
    held = Meeting.objects.visible_to(desk).past_on(desk.today).filter(series__in=list(last))
    for meeting, series in held.values_list("pk", "series"):
        if last[series] is None:
            last[series] = meeting
    return last


def _open_proposals(desk: Desk) -> int:
    if not desk.can_edit:
        return 0
    return Proposal.objects.visible_to(desk).open().count()


def _open_differences(desk: Desk) -> int:
    """Count the facts on which sources differ and nobody has decided, for who may decide."""
    if not desk.can_edit:
        return 0
    seen = differences_seen(desk).filter(state=DifferenceState.OPEN)
    return seen.values("entry", "field").distinct().count()
