"""What is new in a register: updates, meetings and documents, as they were entered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.meetings.models import Meeting, MeetingStatus
from servanda.portal.views.entries import entries_seen
from servanda.progress.models import Update, UpdateQuerySet
from servanda.progress.views.footnotes import told_date
from servanda.progress.views.points import day_told
from servanda.registers.lists.ordering import Order, Walk, next_ones
from servanda.registers.models import Desk, Entry
from servanda.sources.models import Document, Version

NAMED = 3
"""How many updates of one statement are named; of the rest the line tells how many there are."""
LOOKED_AT = 120


@dataclass(frozen=True)
class NewPoint:
    """A point with what was said of it; `handling` are the markings of both."""

    label: str
    url: str
    value: str
    value_label: str
    handling: tuple[str, ...]


@dataclass(frozen=True)
class News:
    """One line: what was entered when. A statement on many points is one line with its points.

    `handling` is the marking of the entry under its name; each point has its own.
    """

    at: datetime
    kind: str | Promise
    label: str
    url: str
    detail: str
    handling: str
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


def markings_of_news(news: Iterable[News]) -> Iterator[str]:
    """Give the handling markings of a page that tells news."""
    for line in news:
        yield line.handling
        yield from (handling for point in line.points for handling in point.handling)


@dataclass(frozen=True)
class Stated:
    """The latest updates that one assessor stated on one day: the keys of those named, and the rest."""

    named: tuple[int, ...]
    rest: int


def latest_stated(desk: Desk, *, most: int) -> list[Stated]:
    """Return the latest updates that a person may see, so many lines at most: one query."""
    entered = Order(F("recorded_at"), Update._meta.get_field("recorded_at"), True, True)
    seen = entries_seen(desk, "update")
    assert isinstance(seen, UpdateQuerySet)  # noqa: S101  of its model
    latest = next_ones(desk, seen.uncorrected(), Walk(entered), most=LOOKED_AT)
    # Chosen first: what is told of each would be asked of all.
    updates = Update.objects.filter(pk__in=latest.values("pk")).with_dating()
    together: dict[tuple[int, str], list[int]] = {}
    for update in updates.order_by("-recorded_at", "-id").only("assessor", "stated_on"):
        together.setdefault((update.assessor_id, day_told(update)), []).append(update.pk)
    listed = list(together.values())[:most]
    return [Stated(tuple(keys[:NAMED]), len(keys[NAMED:])) for keys in listed]


def latest_meetings(desk: Desk, *, most: int) -> list[int]:
    """Return the keys of the meetings entered last that a person may see: one query."""
    return list(
        Meeting.objects.visible_to(desk).order_by("-id").values_list("pk", flat=True)[:most]
    )


def latest_news(
    desk: Desk,
    meetings: Iterable[Meeting],
    stated: Iterable[tuple[list[Update], int]],
    *,
    most: int,
) -> list[News]:
    """Return the latest documents, meetings and updates a person may see: one query, for documents.

    Of what was stated, the updates named come with how many others there are.
    """
    told = (_stated(desk, updates, rest) for updates, rest in stated if updates)
    news = [*_documents(desk, most), *_meetings(desk, meetings), *told]
    return sorted(news, key=lambda line: line.at, reverse=True)[:most]


def _documents(desk: Desk, most: int) -> Iterator[News]:
    documents = Document.objects.visible_to(desk).filter(pk=OuterRef("document"))
    versions = Version.objects.filter(Exists(documents), register=desk.register)
    latest = versions.select_related("document").defer(*Version.long_fields())
    for version in latest.order_by("-received_at", "-id")[:most]:
        document = version.document
        told = ", ".join(filter(None, [document.publisher, told_date(document.published)]))
        yield News(
            at=version.received_at,
            kind=_("Document"),
            label=document.title,
            url=_url(desk, document),
            detail=told,
            handling=document.handling,
        )


def _meetings(desk: Desk, meetings: Iterable[Meeting]) -> Iterator[News]:
    for meeting in meetings:
        yield News(
            at=_entered(meeting.uuid),
            kind=_("Meeting"),
            label=meeting.label,
            url=_url(desk, meeting),
            detail=str(MeetingStatus(meeting.status).label),
            handling=meeting.handling,
        )


def _stated(desk: Desk, updates: list[Update], rest: int) -> News:
    first = updates[0]
    return News(
        at=first.recorded_at,
        kind=_("Update"),
        label=first.assessor.label,
        url=_url(desk, first.assessor),
        detail=told_date(day_told(first)) or str(_("date not known")),
        handling=first.assessor.handling,
        points=list(_points(desk, updates)),
        rest=rest,
    )


def _points(desk: Desk, updates: Iterable[Update]) -> Iterator[NewPoint]:
    for update in updates:
        provision, value = update.provision, update.value
        yield NewPoint(
            label=provision.label,
            url=_url(desk, provision),
            value=value.core,
            value_label=value.told,
            handling=(provision.handling, update.handling),
        )


def _url(desk: Desk, entry: Entry) -> str:
    return reverse(entry.KIND, kwargs={"slug": desk.register.slug, "uuid": entry.uuid})


def _entered(uuid: UUID) -> datetime:
    """Return when an entry was made: a public name of version 7 begins with the moment."""
    return datetime.fromtimestamp((uuid.int >> 80) / 1000, tz=UTC)
