"""Dates told from another day: from that of publication, or from a date told before.

Each function gives None where that day is not known.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from servanda.reading.finding.dates import periods
from servanda.reading.finding.dates.matching import Match
from servanda.reading.finding.dates.periods import Period
from servanda.reading.finding.dates.scene import Scene, Tense

_SATURDAY: Final = 5
_NEAR_UNITS: Final = frozenset(("day", "week", "month"))
Telling = Callable[[Match, Scene], Period | None]


def distance(match: Match) -> tuple[str, int | None]:
    """Give the unit and the number of `three weeks`, or of `a three-week term`."""
    term = match.word("TERM")
    if term is not None:
        number, _, unit = term.partition(" ")
        return unit, int(number)
    count = match.inner("COUNT")
    unit = match.word("UNITNAME") or match.word("LONGNAME") or ""
    if count is None:
        return unit, match.number("NUMBER") or 1
    return unit, count.number("NUMBER") or count.number("COUNTNAME") or count.number("ONE")


# From the day of publication -----------------------------------------------------------------


def _day_word(match: Match, scene: Scene) -> Period | None:
    """Today, yesterday, the date of this statement."""
    if scene.published is None:
        return None
    return periods.day(scene.published + timedelta(days=match.number("DAYWORD") or 0))


def _near(unit: str) -> Telling:
    """Read this, last or next week, month, quarter, year or decade."""

    def near(match: Match, scene: Scene) -> Period | None:
        count = match.number("NEAR") or 0
        moved = _moved(scene.published, unit=unit, count=count)
        return periods.containing(moved, unit) if moved else None

    return near


def _next_year(_match: Match, scene: Scene) -> Period | None:
    return periods.year(scene.published.year + 1) if scene.published else None


def _near_named(match: Match, scene: Scene) -> Period | None:
    """Read last May, this spring, next December: before, of, or after the publication."""
    if scene.published is None:
        return None
    season, near, year = match.number("SEASONNAME"), match.number("NEAR"), scene.published.year

    def of(year: int) -> Period:
        number = season or match.number("MONTHNAME") or 0
        return periods.season(year, number) if season else periods.month(year, number)

    if near == -1 and of(year).last >= scene.published:
        return of(year - 1)
    if near == 1 and of(year).first <= scene.published:
        return of(year + 1)
    return of(year)


def _weekday(match: Match, scene: Scene) -> Period | None:
    """Take the latest such day up to the publication, or the next where the text looks ahead."""
    if scene.published is None:
        return None
    since = (scene.published.weekday() - (match.number("WEEKDAY") or 0)) % 7
    near = match.number("NEAR")
    looks_ahead = scene.tense is Tense.FUTURE or (scene.is_deadline and scene.tense is Tense.UNTOLD)
    ahead = near == 1 or (near is None and since > 0 and looks_ahead)
    if near == -1 and since == 0:
        since = 7
    return periods.day(scene.published + timedelta(days=7 * ahead - since))


def _earlier(unit: str) -> Telling:
    """Read earlier this week, month or year: from its first day to that before the publication."""

    def earlier(_match: Match, scene: Scene) -> Period | None:
        if scene.published is None:
            return None
        first = periods.containing(scene.published, unit).first
        last = scene.published - timedelta(days=1)
        return periods.days(first, last) if first <= last else None

    return earlier


def _ago(match: Match, scene: Scene) -> Period | None:
    unit, count = distance(match)
    moved = _moved(scene.published, unit=unit, count=-count) if count else None
    if moved is None:
        return None
    one_year = "month" if count == 1 else "year"
    finer = {"week": "day", "half": "month", "year": one_year}.get(unit, unit)
    return periods.containing(moved, finer)


def _ahead(match: Match, scene: Scene) -> Period | None:
    """Read two weeks from now, as finely as it is told."""
    unit, count = distance(match)
    moved = _moved(scene.published, unit=unit, count=count) if count else None
    return periods.containing(moved, "day" if unit == "week" else unit) if moved else None


def _in_time(match: Match, scene: Scene) -> Period | None:
    """Read in two months where the text looks ahead; else, and of years, it tells how long."""
    is_near = match.word("UNITNAME") in _NEAR_UNITS
    return _ahead(match, scene) if is_near and scene.tense is Tense.FUTURE else None


def _ahead_or_later(match: Match, scene: Scene) -> Period | None:
    """Read «через две недели»: from the publication where the text looks ahead, else from a date."""
    if scene.tense is Tense.FUTURE or scene.last_point() is None:
        return _ahead(match, scene)
    return _away(1)(match, scene)


def _weekend(match: Match, scene: Scene) -> Period | None:
    """Read the weekend: the one before the publication, or the next where the text looks ahead."""
    if scene.published is None:
        return None
    near = match.number("NEAR")
    if near is None:
        is_over = scene.tense is not Tense.FUTURE and scene.published.weekday() < _SATURDAY
        near = -1 if is_over else 0
    return periods.weekend_of(scene.published + timedelta(weeks=near))


def _day_of_this_month(match: Match, scene: Scene) -> Period | None:
    """Read «23-го числа»: of the month told in the sentence, else of the publication or beside it."""
    inner = match.inner("DAY")
    number = inner.number("DD") if inner else None
    month = scene.month_meant(number or 1)
    if month is None or number is None or number > month.last.day:
        return None
    return periods.day(month.first.replace(day=number))


def _coming(match: Match, scene: Scene) -> Period | None:
    """Read within the next two years: from the publication on, so long."""
    unit, count = distance(match)
    moved = _moved(scene.published, unit=unit, count=count) if count else None
    return periods.days(scene.published, moved) if moved and scene.published else None


def _limit(match: Match, scene: Scene) -> Period | None:
    """Read within three months: the day that lies so far after the publication."""
    unit, count = distance(match)
    moved = _moved(scene.published, unit=unit, count=count) if count else None
    return periods.day(moved) if moved else None


# From a date told before ---------------------------------------------------------------------


def _same(unit: str) -> Telling:
    """Read that year, the same month, the following day."""

    def same(match: Match, scene: Scene) -> Period | None:
        told = scene.last_within(unit)
        count = match.number("SAME") or match.number("NEXTDAY") or 0
        moved = _moved(told.first if told else None, unit=unit, count=count)
        return periods.containing(moved, unit) if moved else None

    return same


def _since_told(_match: Match, scene: Scene) -> Period | None:
    return scene.last_point()


def _away(sign: int) -> Telling:
    """Read six weeks later, a year earlier."""

    def away(match: Match, scene: Scene) -> Period | None:
        unit, count = distance(match)
        finer = "day" if unit == "week" else unit
        told = scene.last_within(finer)
        moved = _moved(told.first, unit=unit, count=sign * count) if told and count else None
        return periods.containing(moved, finer) if moved else None

    return away


def _apposition(_match: Match, scene: Scene) -> Period | None:
    """Read roughly five weeks earlier as the date it stands beside, or as nothing without one."""
    return scene.beside


def _stretch_before(match: Match, scene: Scene) -> Period | None:
    """Read in the five years before: so long, up to the date told before."""
    unit, count = distance(match)
    told = scene.last_point()
    moved = _moved(told.first, unit=unit, count=-count) if told and count else None
    return periods.days(moved, told.first) if told and moved else None


def _day_of_range(match: Match, scene: Scene) -> Period | None:
    """Read on the second or the last day of the days told before."""
    told, number = scene.last_range(), match.number("NTH") or 0
    if told is None:
        return None
    found = told.last if number < 0 else told.first + timedelta(days=number - 1)
    return periods.day(found) if found <= told.last else None


def _moved(moment: date | None, *, unit: str, count: int) -> date | None:
    return None if moment is None else periods.shift(moment, unit=unit, count=count)


_UNITS: Final = ("day", "week", "month", "quarter", "half", "year", "decade")
RELATIVE: Final[dict[str, Telling]] = {
    "day_word": _day_word,
    "near_named": _near_named,
    "next_year": _next_year,
    "weekday": _weekday,
    "days_of_week": _earlier("week"),
    "earlier_month": _earlier("month"),
    "ago": _ago,
    "ahead": _ahead,
    "coming": _coming,
    "limit": _limit,
    "in_time": _in_time,
    "ahead_or_later": _ahead_or_later,
    "weekend": _weekend,
    "day_of_this_month": _day_of_this_month,
    "since_told": _since_told,
    "later": _away(1),
    "earlier": _away(-1),
    "apposition": _apposition,
    "stretch_before": _stretch_before,
    "day_of_range": _day_of_range,
    **{f"near_{unit}": _near(unit) for unit in _UNITS},
    **{f"same_{unit}": _same(unit) for unit in _UNITS},
}
