"""What a date says in its place: a point, a beginning, a deadline; and its EDTF in that role."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Final, NamedTuple

from servanda.reading.edtf import bounds
from servanda.reading.finding.dates import periods
from servanda.reading.finding.dates.matching import Match
from servanda.reading.finding.dates.periods import Grain, Period
from servanda.reading.finding.dates.policy import Third
from servanda.reading.finding.dates.resolving import MEANINGS, resolve, third_of
from servanda.reading.finding.dates.scene import Scene

_HALF_YEAR = re.compile(r"(\d{4})-(?:01/\1-06|07/\1-12)")
_PART_OR_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?/\d{4}-\d\d(?:-\d\d)?|\d{4}-\d\d-\d\d")


class Role(StrEnum):
    """What a date expression does in its sentence."""

    POINT = "point"
    PERIOD = "period"
    SINCE = "since"
    AFTER = "after"
    DEADLINE = "deadline"
    RECURRING = "recurring"
    DURATION = "duration"
    VAGUE = "vague"


@dataclass(frozen=True)
class FoundDate:
    """One date expression: `text` is the source from `start` to `end`.

    `edtf` is None where the text does not say which day (`every year`, `for two years`);
    `is_joined` where it stands under the `by` of the deadline before it (`by 2022 and 2025`).
    """

    text: str
    start: int
    end: int
    edtf: str | None
    role: Role
    is_joined: bool = False


class Told(NamedTuple):
    """What a match says: its role, the period it rests on, and its EDTF."""

    role: Role
    period: Period | None
    edtf: str | None


def tell(match: Match, scene: Scene) -> Told:
    """Say what a found form means in its place."""
    if match.means in _WITHOUT_DAY:
        return Told(_WITHOUT_DAY[match.means], None, None)
    when = match if match.means in MEANINGS else match.only() or match
    period = resolve(when, scene)
    if match.means in _ENDING and (whole := _ended_by(when, scene)):
        return Told(Role.DEADLINE, period or whole, f"../{whole.last.isoformat()}")
    if period is None:
        return Told(_UNRESOLVED.get(match.means, _ROLES[match.means]), None, None)
    role = _ROLES[match.means]
    if role == "point" and period.grain in _STRETCHES:
        role = Role.PERIOD
    return Told(role, period, _edtf(match.means, period))


def due_of(found: Iterable[FoundDate]) -> str | None:
    """Give the EDTF by which a commitment falls due, from the date or dates told with it.

    `by` and `until` give `../DAY`, as do a day and a part of a month or year after `Deadline:`;
    a bare month, quarter or half-year there stays a period; two targets in one phrase give the
    set of both. A duty that recurs from a day on gives `DAY/..`; one that only recurs, or waits
    for an event, gives None.
    """
    dates = list(found)
    if any(one.role is Role.RECURRING for one in dates):
        start = next((one.edtf for one in dates if one.edtf), None)
        return _open_from(start) if start else None
    deadlines = [one for one in dates if one.role is Role.DEADLINE and one.edtf]
    if not deadlines:
        return next((one.edtf for one in dates if one.edtf), None)
    joined = takewhile(lambda one: one.is_joined, deadlines[1:])
    targets = [_due(one) for one in (deadlines[0], *joined)]
    if len(targets) == 1:
        return targets[0]
    return "{" + ",".join(target.removeprefix("../") for target in targets) + "}"


def _due(deadline: FoundDate) -> str:
    edtf = deadline.edtf or ""
    if _PART_OR_DAY.fullmatch(edtf) and not _HALF_YEAR.fullmatch(edtf):
        last = bounds(edtf).latest
        return f"../{last.isoformat()}" if last else edtf
    return edtf


def _ended_by(when: Match, scene: Scene) -> Period | None:
    """Give the period at whose end `by the end of ...` puts the deadline."""
    part = when.only() if when.means == "same_as" else when
    if part is None:
        return None
    if part.means == "part_of_year" and part.number("YEARPART") == Third.LATE:
        return periods.year(scene.published.year) if scene.published else None
    if part.means != "part" or third_of(part) is not Third.LATE:
        return None
    whole = part.only()
    return resolve(whole, scene) if whole else None


def _edtf(means: str, period: Period) -> str:
    if means == "about":
        return period.edtf if "/" in period.edtf else f"{period.edtf}~"
    if means in ("since", "since_told"):
        return _open_from(period.edtf)
    if means in ("deadline", "target", "limit", "counted_from"):
        return f"../{period.edtf if period.grain in _PLAIN else period.last.isoformat()}"
    if means == "before":
        return f"../{_neighbour(period, -1)}"
    return f"{_neighbour(period, 1)}/.." if means == "after" else period.edtf


def _open_from(edtf: str) -> str:
    """Turn a period into the time from its beginning on; a quarter begins with its month."""
    start = edtf.partition("/")[0]
    if start == "..":
        return edtf
    year, _, code = start.partition("-")
    if code.isdigit() and code in {"33", "34", "35", "36"}:
        start = f"{year}-{3 * int(code) - 98:02d}"
    return f"{start}/.."


def _neighbour(period: Period, step: int) -> str:
    """Give the day, month or year just before or after a period, as finely as the period is told."""
    outside = period.first - timedelta(days=1) if step < 0 else period.last + timedelta(days=1)
    unit = _PLAIN.get(period.grain, "day")
    return periods.containing(outside, unit).edtf


_STRETCHES: Final = frozenset((Grain.DAYS, Grain.MONTHS, Grain.YEARS, Grain.WEEK))
_PLAIN: Final = {Grain.DAY: "day", Grain.MONTH: "month", Grain.YEAR: "year"}
_ROLES: Final = {
    "point": Role.POINT,
    "bare": Role.POINT,
    "about": Role.POINT,
    "stretch_before": Role.PERIOD,
    "day_of_range": Role.POINT,
    "since": Role.SINCE,
    "since_told": Role.SINCE,
    "deadline": Role.DEADLINE,
    "target": Role.DEADLINE,
    "before": Role.DEADLINE,
    "after": Role.AFTER,
    "limit": Role.DEADLINE,
    "counted_from": Role.DEADLINE,
    "in_time": Role.POINT,
    "weekend": Role.PERIOD,
    "coming": Role.PERIOD,
}
_ENDING: Final = frozenset(("deadline", "target", "before"))
_UNRESOLVED: Final = {"in_time": Role.DURATION}
_WITHOUT_DAY: Final = {
    "recurring": Role.RECURRING,
    "until_event": Role.DEADLINE,
    "duration": Role.DURATION,
    "vague": Role.VAGUE,
}
# What a form of the group FOUND may mean; `nothing` is what only looks like a date.
PLACES: Final = frozenset(_ROLES) | frozenset(_WITHOUT_DAY) | {"nothing", "targets"}
