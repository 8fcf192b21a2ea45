"""What is new in a register: updates, meetings and documents, as they were entered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.meetings.models import Meeting, MeetingStatus
from servanda.portal.views.entries import entries_seen
from servanda.progress.models import Update
from servanda.progress.views.footnotes import told_date
from servanda.progress.views.points import day_told
from servanda.registers.models import Desk, Entry
from servanda.sources.models import Document, Version

NAMED = 3
"""How many updates of one statement are named; of the rest the line tells how many there are."""
LOOKED_AT = 120


@dataclass(frozen=True)
class NewPoint:
    """A point with what was said of it."""

    label: str
    url: str
    value: str
    value_label: str


@dataclass(frozen=True)
class News:
    """One line: what was entered when. A statement on many points is one line with its points."""

    at: datetime
    kind: str | Promise
    label: str
    url: str
    detail: str
    points: list[NewPoint] = field(default_factory=list)
    rest: int = 0

    @property
    def day(self) -> date:
        """The day on which it was entered, where the site stands."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class NewsDay:
    """What was entered on one day."""

    day: date
    lines: list[News]


def by_day(news: Iterable[News]) -> list[NewsDay]:
    """Return news, latest first, gathered under the days on which they were entered."""
    return [NewsDay(day, list(lines)) for day, lines in groupby(news, key=lambda line: line.day)]


def latest_news(desk: Desk, *, most: int) -> list[News]:
    """Return the latest updates, meetings and documents a person may see: three queries."""
    news = [*_documents(desk, most), *_meetings(desk, most), *_updates(desk)]
    return sorted(news, key=lambda line: line.at, reverse=True)[:most]


def _documents(desk: Desk, most: int) -> Iterator[News]:
    versions = Version.objects.filter(document__in=Document.objects.visible_to(desk))
    latest = (
        versions.select_related("document").defer(*Version.long_fields()).order_by("-received_at")
    )
    for version in latest[:most]:
        document = version.document
        told = ", ".join(filter(None, [document.publisher, told_date(document.published)]))
        yield News(version.received_at, _("Document"), document.title, _url(desk, document), told)


def _meetings(desk: Desk, most: int) -> Iterator[News]:
    for meeting in Meeting.objects.visible_to(desk).order_by("-id")[:most]:
        told = str(MeetingStatus(meeting.status).label)
        yield News(_entered(meeting.uuid), _("Meeting"), meeting.label, _url(desk, meeting), told)


def _updates(desk: Desk) -> Iterator[News]:
    """Return the latest updates; those that one assessor stated on one day are one line."""
    seen = entries_seen(desk, "update").values("pk")
    updates = Update.objects.filter(pk__in=seen).uncorrected().with_dating()
    updates = updates.select_related("assessor", "provision", "value")
    together: dict[tuple[int, str], list[Update]] = {}
    for update in updates.order_by("-recorded_at", "-id")[:LOOKED_AT]:
        together.setdefault((update.assessor_id, day_told(update)), []).append(update)
    for (_assessor, day), listed in together.items():
        first = listed[0]
        yield News(
            at=first.recorded_at,
            kind=_("Update"),
            label=first.assessor.label,
            url=_url(desk, first.assessor),
            detail=told_date(day) or str(_("date not known")),
            points=list(_points(desk, listed[:NAMED])),
            rest=len(listed[NAMED:]),
        )


def _points(desk: Desk, updates: Iterable[Update]) -> Iterator[NewPoint]:
    for update in updates:
        provision, value = update.provision, update.value
        yield NewPoint(provision.label, _url(desk, provision), value.core, value.told)


def _url(desk: Desk, entry: Entry) -> str:
    return reverse(entry.KIND, kwargs={"slug": desk.register.slug, "uuid": entry.uuid})


def _entered(uuid: UUID) -> datetime:
    """Return when an entry was made: a public name of version 7 begins with the moment."""
    return datetime.fromtimestamp((uuid.int >> 80) / 1000, tz=UTC)
