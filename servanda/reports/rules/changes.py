"""What happened since the last meeting, told from the dates of what is in the brief."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from servanda.reports.rules.brief import (
    BodyLine,
    ChangeKind,
    ChangeLine,
    InstrumentLine,
    MeetingLine,
    OpenPoint,
    Term,
    VagueDate,
)

CHANGES_SHOWN = 40
"""How many changes a paper tells; those left out are counted."""

DONE = "done"
"""The strength of a verb that tells an act, not an undertaking."""


def within(since: date, on: date) -> Callable[[date | None], bool]:
    """Return the test whether a day lies after the last meeting and not after the day of the brief."""
    return lambda day: day is not None and since < day <= on


def of_points(points: Iterable[OpenPoint], *, since: date, on: date) -> Iterator[ChangeLine]:
    """Yield new updates, deadlines that passed, and undertakings first told since."""
    lies_within = within(since, on)
    for point in points:
        is_new = not point.agreed_on.edtf and lies_within(point.told_on.latest)
        is_new = is_new and point.told_as != DONE
        if is_new:
            yield _line(ChangeKind.POINT, point, on=point.told_on, text=point.text)
        if point.overdue and lies_within(point.due.latest):
            yield _line(ChangeKind.OVERDUE, point, on=point.due, text=point.text)
        # What the document that brings an undertaking says of its progress is no news beside it.
        yield from _updates(point, since=since, told=point.told_on.latest if is_new else None)


def of_meetings(meetings: Iterable[MeetingLine], *, since: date, on: date) -> Iterator[ChangeLine]:
    """Yield the meetings held since that are not of the series."""
    lies_within = within(since, on)
    for meeting in meetings:
        if not meeting.in_series and lies_within(meeting.date.earliest) and not meeting.lapsed:
            yield _line(ChangeKind.MEETING, meeting, on=meeting.date, text=meeting.name)


def of_instruments(
    instruments: Iterable[InstrumentLine], *, since: date, on: date
) -> Iterator[ChangeLine]:
    """Yield the instruments whose period began or ended since."""
    lies_within = within(since, on)
    for line in instruments:
        if lies_within(line.period.earliest):
            yield _line(ChangeKind.BEGUN, line, on=_day(line.period.earliest), text=line.name)
        if lies_within(line.period.latest) and line.term == Term.ENDED:
            yield _line(ChangeKind.ENDED, line, on=_day(line.period.latest), text=line.name)


def of_bodies(bodies: Iterable[BodyLine], *, since: date, on: date) -> Iterator[ChangeLine]:
    """Yield the bodies that exist only since."""
    lies_within = within(since, on)
    for body in bodies:
        if lies_within(body.since.earliest):
            yield _line(ChangeKind.BODY, body, on=body.since, text=body.name)


def newest_first(changes: Iterable[ChangeLine]) -> tuple[ChangeLine, ...]:
    """Return the changes, the newest first; on one day in the order of their kinds."""
    kinds = tuple(ChangeKind)
    by_kind = sorted(changes, key=lambda change: (kinds.index(change.kind), change.text))
    return tuple(
        sorted(
            by_kind,
            key=lambda change: change.on.latest or change.on.earliest or date.min,
            reverse=True,
        )
    )


def _updates(point: OpenPoint, *, since: date, told: date | None) -> Iterator[ChangeLine]:
    for standing in point.standings:
        if standing.stated_on > since and standing.stated_on != told:
            yield ChangeLine(
                kind=ChangeKind.UPDATE,
                target=point.target,
                on=_day(standing.stated_on),
                text=point.text,
                assessor=standing.assessor,
                value=standing.value,
                before=standing.before if standing.since > since else standing.value,
                sources=standing.sources,
            )


def _line(
    kind: ChangeKind,
    of: OpenPoint | MeetingLine | InstrumentLine | BodyLine,
    *,
    on: VagueDate,
    text: str,
) -> ChangeLine:
    return ChangeLine(kind, of.target, on, text, "", "", "", of.sources)


def _day(day: date | None) -> VagueDate:
    return VagueDate(day.isoformat(), "", day, day) if day else VagueDate()
