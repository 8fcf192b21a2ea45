"""The numbers of the footnotes: in the order of reading, the same passage under the same number."""

from collections.abc import Iterable, Iterator
from itertools import chain
from uuid import UUID

from typing_extensions import override

from servanda.reports.rules.brief import Brief, MeetingLine, OpenPoint
from servanda.reports.rules.grounds import Footnote, Source, Sources
from servanda.reports.rules.meetings import who_meets

Place = tuple[UUID | None, int | None, int | None]


class Numbering:
    """The footnotes of one paper. All hidden sources share one number, so nobody counts them."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._numbers: dict[Place, int] = {}
        self._footnotes: list[Footnote] = []
        self.add(sources)

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes, by their numbers."""
        return tuple(self._footnotes)

    def add(self, sources: Iterable[Source]) -> None:
        """Give a number to each source that has none yet."""
        for source in sources:
            if _place(source) not in self._numbers:
                self._numbers[_place(source)] = len(self._footnotes) + 1
                self._footnotes.append(Footnote(len(self._footnotes) + 1, source))

    def of(self, sources: Sources) -> tuple[int, ...]:
        """Return the numbers of a line's sources, smallest first."""
        return tuple(sorted({self._numbers[_place(source)] for source in sources}))


class NumberingAsRead(Numbering):
    """The footnotes of a paper, numbered as its lines are written one after the other."""

    def __init__(self) -> None:
        super().__init__(())

    @override
    def of(self, sources: Sources) -> tuple[int, ...]:
        """Return the numbers of a line's sources; a source that is new gets the next one."""
        self.add(sources)
        return super().of(sources)


def sources_in(brief: Brief) -> Iterator[Source]:
    """Yield the sources of a brief in the order of reading."""
    if brief.next_meeting is not None:
        yield from brief.next_meeting.sources
    if brief.series is not None:
        yield from brief.series.sources
    for participant in who_meets(brief):
        yield from participant.sources
    for meeting in brief.past_meetings:
        yield from _of_meeting(meeting)
    for point in chain(brief.open_points, brief.measures):
        yield from of_point(point)
    for sources in _of_lists(brief):
        yield from sources


def _of_lists(brief: Brief) -> Iterator[Sources]:
    yield from (line.sources for line in brief.instruments)
    yield from (line.sources for line in brief.bodies)
    yield from (line.sources for line in brief.duties)
    yield from (line.sources for line in brief.changes)


def _of_meeting(meeting: MeetingLine) -> Iterator[Source]:
    yield from meeting.sources
    for participant in meeting.participants:
        yield from participant.sources


def of_point(point: OpenPoint) -> Iterator[Source]:
    """Yield the sources of a point and of what is said of it."""
    yield from point.sources
    for standing in point.standings:
        yield from standing.sources


def _place(source: Source) -> Place:
    return (source.document, source.start, source.end)
