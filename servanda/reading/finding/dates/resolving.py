"""Turns a matched form into a period of the calendar, in the light of its place in the text.

One function for each meaning a form of a language may have (`languages/*/dates.toml` names them);
each gives None where the text does not say enough.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from servanda.reading.finding.dates import periods
from servanda.reading.finding.dates.forms import Match
from servanda.reading.finding.dates.periods import Period
from servanda.reading.finding.dates.scene import Scene, Tense


def resolve(match: Match, scene: Scene, *, year: int | None = None) -> Period | None:
    """Give the period that a form means; `year` is that of the other end of a range."""
    if match.means == "same_as":  # a group that only stands for another
        inner = _only(match)
        return resolve(inner, scene, year=year) if inner else None
    if match.means in _IN_A_YEAR:
        return _in_its_year(match, scene, year=year)
    return _MEANINGS[match.means](match, scene)


def _in_its_year(match: Match, scene: Scene, *, year: int | None) -> Period | None:
    """Resolve what needs a year: the one beside it, that of the range, or that of the scene."""
    build = _IN_A_YEAR[match.means]

    def in_year(number: int) -> Period | None:
        try:
            return build(match, number)
        except ValueError:  # no such day in that year
            return None

    beside = match.inner("YEAR")
    if beside is not None:
        whole = resolve(beside, scene)
        return in_year(whole.first.year) if whole else None
    written = match.number("YYYY")
    if written is not None or year is not None:
        return in_year(written or year or 0)
    return scene.with_year(in_year)


# What needs a year ---------------------------------------------------------------------------


def _day_of_month(match: Match, index: int = 0) -> int:
    inner = match.inner("DAY", index)
    return (inner.number("DD") if inner else match.number("DD", index)) or 0


def _month_number(match: Match) -> int:
    return match.number("MONTHNAME") or match.number("MM") or 0


def _day(match: Match, year: int) -> Period:
    return periods.day(date(year, _month_number(match), _day_of_month(match)))


def _days(match: Match, year: int) -> Period | None:
    first, last = (date(year, _month_number(match), _day_of_month(match, n)) for n in (0, 1))
    return periods.days(first, last) if first < last else None


def _adjacent_days(match: Match, year: int) -> Period | None:
    """Two days joined by a conjunction are one range only when they follow each other."""
    found = _days(match, year)
    return found if found and (found.last - found.first).days == 1 else None


def _month(match: Match, year: int) -> Period:
    return periods.month(year, _month_number(match))


def _season(match: Match, year: int) -> Period:
    return periods.season(year, match.number("SEASONNAME") or 0)


def _quarter(match: Match, year: int) -> Period:
    return periods.quarter(year, match.number("QUARTERNAME") or match.number("ORDINAL") or 0)


def _half(match: Match, year: int) -> Period:
    return periods.half(year, match.number("HALFNAME") or match.number("ORDINAL") or 0)


_IN_A_YEAR: Final[dict[str, Callable[[Match, int], Period | None]]] = {
    "day": _day,
    "days": _days,
    "adjacent_days": _adjacent_days,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
}


# What stands alone ---------------------------------------------------------------------------


def _year(match: Match, _scene: Scene) -> Period | None:
    return periods.year(match.number("YYYY") or 0)


def _years(match: Match, _scene: Scene) -> Period | None:
    first, last = match.number("YYYY") or 0, match.number("YYYY", 1)
    if last is None:
        last = first - first % 100 + (match.number("YY") or 0)
    return periods.between(periods.year(first), periods.year(last)) if first < last else None


def _adjacent_years(match: Match, scene: Scene) -> Period | None:
    found = _years(match, scene)
    return found if found and found.last.year - found.first.year == 1 else None


def _decade(match: Match, _scene: Scene) -> Period | None:
    tens = match.number("TENS") or 0
    return periods.decade(tens) if tens % 10 == 0 else None


def _range(match: Match, scene: Scene) -> Period | None:
    """From one date to another; the first takes the year of the second where it has none."""
    first, last = match.inner("END"), match.inner("END", 1)
    if first is None or last is None:
        return None
    if not _tells_year(last):
        begin = resolve(first, scene)
        until = resolve(last, scene, year=begin.first.year) if begin else None
        if begin and until and until.first < begin.first:
            until = resolve(last, scene, year=begin.first.year + 1)
    else:
        until = resolve(last, scene)
        begin = resolve(first, scene, year=until.first.year) if until else None
        if begin and until and begin.first > until.first:
            begin = resolve(first, scene, year=until.first.year - 1)
    return periods.between(begin, until) if begin and until else None


def _tells_year(match: Match) -> bool:
    inner = _only(match) if match.means == "same_as" else match
    return inner is not None and (
        inner.means not in _IN_A_YEAR
        or inner.inner("YEAR") is not None
        or inner.number("YYYY") is not None
    )


def _part(match: Match, scene: Scene) -> Period | None:
    whole = _resolved(match, "PERIOD", scene)
    return periods.third(whole, match.number("PARTNAME") or 1) if whole else None


# What is told from the day of publication ----------------------------------------------------


def _day_word(match: Match, scene: Scene) -> Period | None:
    if scene.published is None:
        return None
    return periods.day(scene.published + timedelta(days=match.number("DAYWORD") or 0))


def _near(unit: str) -> Callable[[Match, Scene], Period | None]:
    """This, last or next week, month, quarter, year or decade."""

    def near(match: Match, scene: Scene) -> Period | None:
        if scene.published is None:
            return None
        count = match.number("NEAR") or 0
        moved = periods.shift(scene.published, unit=unit, count=count)
        return periods.containing(moved, unit) if moved else None

    return near


def _next_year(_match: Match, scene: Scene) -> Period | None:
    return periods.year(scene.published.year + 1) if scene.published else None


def _near_named(match: Match, scene: Scene) -> Period | None:
    """Last May, this spring, next December: the one before, of, or after the publication."""
    if scene.published is None:
        return None
    near, year = match.number("NEAR") or 0, scene.published.year
    build = _season if match.number("SEASONNAME") else _month
    found = build(match, year)
    if near < 0 and found.last >= scene.published:
        return build(match, year - 1)
    if near > 0 and found.first <= scene.published:
        return build(match, year + 1)
    return found


def _weekday(match: Match, scene: Scene) -> Period | None:
    """The latest such day on or before the publication, or the next where the text looks ahead."""
    if scene.published is None:
        return None
    since = (scene.published.weekday() - (match.number("WEEKDAY") or 0)) % 7
    near = match.number("NEAR")
    ahead = near == 1 or (near is None and since > 0 and scene.tense is Tense.FUTURE)
    if near == -1 and since == 0:
        since = 7
    return periods.day(scene.published + timedelta(days=7 * ahead - since))


def _days_of_week(match: Match, scene: Scene) -> Period | None:
    """Earlier this week: from its Monday to the day before the publication."""
    if scene.published is None or scene.published.weekday() == 0:
        return None
    return periods.days(periods.week_of(scene.published).first, scene.published - timedelta(days=1))


def _ago(match: Match, scene: Scene) -> Period | None:
    if scene.published is None:
        return None
    unit, count = _distance(match)
    moved = None if count is None else periods.shift(scene.published, unit=unit, count=-count)
    if moved is None:
        return None
    finer = {"week": "day", "year": "month" if count == 1 else "year"}.get(unit, unit)
    return periods.containing(moved, finer)


def _from_now(match: Match, scene: Scene) -> Period | None:
    """The coming two years: from the publication on, so long."""
    unit, count = _distance(match)
    if scene.published is None or count is None:
        return None
    moved = periods.shift(scene.published, unit=unit, count=count)
    return periods.days(scene.published, moved) if moved else None


def _time_limit(match: Match, scene: Scene) -> Period | None:
    """Within three months: the day that lies so far after the publication."""
    found = _from_now(match, scene)
    return periods.day(found.last) if found else None


# What is told from a date before -------------------------------------------------------------


def _same(unit: str) -> Callable[[Match, Scene], Period | None]:
    """That year, the same month, the following day."""

    def same(match: Match, scene: Scene) -> Period | None:
        told = scene.last_within(unit)
        if told is None:
            return None
        moved = periods.shift(told.first, unit=unit, count=match.number("SAME") or 0)
        return periods.containing(moved, unit) if moved else None

    return same


def _apposition(_match: Match, scene: Scene) -> Period | None:
    """Roughly five weeks earlier: means the date it stands beside, and nothing without one."""
    return scene.beside


def _told(_match: Match, scene: Scene) -> Period | None:
    return scene.last_point()


def _later(match: Match, scene: Scene) -> Period | None:
    return _away(match, scene, sign=1)


def _earlier(match: Match, scene: Scene) -> Period | None:
    return _away(match, scene, sign=-1)


def _away(match: Match, scene: Scene, *, sign: int) -> Period | None:
    unit, count = _distance(match)
    finer = "day" if unit == "week" else unit
    told = scene.last_within(finer)
    if told is None or count is None:
        return None
    moved = periods.shift(told.first, unit=unit, count=sign * count)
    return periods.containing(moved, finer) if moved else None


def _stretch_before(match: Match, scene: Scene) -> Period | None:
    """In the five years before: so long, up to the date told before."""
    unit, count = _distance(match)
    told = scene.last_point()
    moved = periods.shift(told.first, unit=unit, count=-count) if told and count else None
    return periods.days(moved, told.first) if told and moved else None


def _day_of_range(match: Match, scene: Scene) -> Period | None:
    """On the second or the last day of the days told before."""
    told, number = scene.last_range(), match.number("NTHDAY") or 0
    if told is None:
        return None
    found = told.last if number < 0 else told.first + timedelta(days=number - 1)
    return periods.day(found) if found <= told.last else None


def _anniversary(match: Match, scene: Scene) -> Period | None:
    """This day in an earlier year."""
    year = _resolved(match, "YEAR", scene)
    if scene.published is None or year is None:
        return None
    moved = periods.shift(
        scene.published, unit="year", count=year.first.year - scene.published.year
    )
    return periods.day(moved) if moved else None


def _distance(match: Match) -> tuple[str, int | None]:
    count = match.inner("COUNT")
    unit = match.word("UNITNAME") or ""
    if count is None:
        return unit, None
    return unit, count.number("NUMBER") or count.number("COUNTNAME") or count.number("ONE")


def _resolved(match: Match, name: str, scene: Scene) -> Period | None:
    inner = match.inner(name)
    return resolve(inner, scene) if inner else None


def _only(match: Match) -> Match | None:
    return next((value for _, value in match.slots if isinstance(value, Match)), None)


_MEANINGS: Final[dict[str, Callable[[Match, Scene], Period | None]]] = {
    "year": _year, "years": _years, "adjacent_years": _adjacent_years, "decade": _decade,
    "range": _range, "part": _part,
    "day_word": _day_word, "near_named": _near_named, "weekday": _weekday,
    "days_of_week": _days_of_week, "ago": _ago, "coming": _from_now, "limit": _time_limit,
    "since_told": _told, "later": _later, "earlier": _earlier, "apposition": _apposition,
    "anniversary": _anniversary, "stretch_before": _stretch_before, "day_of_range": _day_of_range,
    "next_year": _next_year,
    **{f"near_{unit}": _near(unit) for unit in ("week", "month", "quarter", "year", "decade")},
    **{f"same_{unit}": _same(unit) for unit in ("day", "week", "month", "year")},
}  # fmt: skip
MEANINGS: Final = frozenset(_MEANINGS) | frozenset(_IN_A_YEAR) | {"same_as"}
