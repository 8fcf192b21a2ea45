"""Turns a matched form into a period of the calendar, in the light of its place in the text.

One function for each meaning a form of a language may have (`languages/*/dates.toml` names them);
each gives None where the text does not say enough.
"""

from datetime import timedelta
from typing import Final

from servanda.reading.finding.dates import periods
from servanda.reading.finding.dates.matching import Match
from servanda.reading.finding.dates.periods import Period
from servanda.reading.finding.dates.policy import HALVES, THIRDS, Third
from servanda.reading.finding.dates.relative import RELATIVE, Telling, distance
from servanda.reading.finding.dates.scene import Scene
from servanda.reading.finding.dates.yearly import IN_A_YEAR, half_number, year_of


def resolve(match: Match, scene: Scene, *, year: int | None = None) -> Period | None:
    """Give the period that a form means; `year` is that of the other end of a range.

    None where the text does not say enough, or names a time beyond the years 1 to 9999.
    """
    try:
        return _resolve(match, scene, year=year)
    except (ValueError, OverflowError):  # the calendar ends, or has no such day
        return None


def _resolve(match: Match, scene: Scene, *, year: int | None) -> Period | None:
    if match.means == "same_as":  # a group that only stands for another
        inner = match.only()
        return _resolve(inner, scene, year=year) if inner else None
    if match.means in IN_A_YEAR:
        return _in_its_year(match, scene, year=year)
    return _ALONE[match.means](match, scene)


def _in_its_year(match: Match, scene: Scene, *, year: int | None) -> Period | None:
    """Resolve what needs a year: the one beside it, that of the range, or that of the scene."""
    build = IN_A_YEAR[match.means]

    def in_year(number: int) -> Period | None:
        try:
            return build(match, number)
        except ValueError:  # no such day in that year
            return None

    beside = match.inner("YEAR")
    written = (beside or match).number("YYYY")
    if beside is not None and written is None:
        whole = resolve(beside, scene)
        return in_year(whole.first.year) if whole else None
    if written is not None or year is not None:
        return in_year(written or year or 0)
    return scene.with_year(in_year)


# What stands alone ---------------------------------------------------------------------------


def _year(match: Match, _scene: Scene) -> Period | None:
    return periods.year(match.number("YYYY") or 0)


def _years(match: Match, _scene: Scene) -> Period | None:
    first, *later = match.numbers("YYYY")
    last = later[0] if later else first - first % 100 + (match.number("YY") or 0)
    return periods.between(periods.year(first), periods.year(last)) if first < last else None


def _listed_years(match: Match, scene: Scene) -> Period | None:
    """Read years joined by `and`: a range where they follow each other, else a set."""
    found = _years(match, scene)
    if found is None or found.last.year - found.first.year == 1:
        return found
    return periods.listed([periods.year(found.first.year), periods.year(found.last.year)])


def _decade(match: Match, _scene: Scene) -> Period | None:
    tens = match.number("TENS") or 0
    return periods.decade(tens) if tens % 10 == 0 else None


def _part(match: Match, scene: Scene) -> Period | None:
    """Read the end of March: a third, as the policy of parts says."""
    whole = _whole(match, scene)
    return periods.part(whole, THIRDS[third_of(match)]) if whole else None


def third_of(match: Match) -> Third:
    """Give the third that the words of a part name."""
    return Third(match.number("PARTNAME") or match.number("ENDNAME") or Third.EARLY)


def _part_of_year(match: Match, scene: Scene) -> Period | None:
    """Read year-end, mid-year: of the year of publication."""
    if scene.published is None:
        return None
    third = THIRDS[Third(match.number("YEARPART") or 1)]
    return periods.part(periods.year(scene.published.year), third)


def _ten_days(match: Match, scene: Scene) -> Period | None:
    """Read the first ten days of May."""
    whole, nth = _whole(match, scene), match.number("NTH") or 1
    third = Third.LATE if nth < 0 else Third(min(nth, Third.LATE))
    return periods.part(whole, THIRDS[third]) if whole else None


def _half_of_month(match: Match, scene: Scene) -> Period | None:
    whole = _whole(match, scene)
    return periods.part(whole, HALVES[half_number(match)]) if whole else None


def _day_of_period(match: Match, scene: Scene) -> Period | None:
    """Read the first or the last day of a month, quarter or year."""
    whole, nth = _whole(match, scene), match.number("NTH") or 1
    if whole is None:
        return None
    return periods.day(whole.last if nth < 0 else whole.first + timedelta(days=nth - 1))


def _counted_from(match: Match, scene: Scene) -> Period | None:
    """Read within six months of 1 May 2021: the last day of them."""
    unit, count = distance(match)
    told = _whole(match, scene)
    moved = periods.shift(told.last, unit=unit, count=count) if told and count else None
    return periods.day(moved) if moved else None


def _whole(match: Match, scene: Scene) -> Period | None:
    """Resolve the period that a part or a count is told of."""
    places = ("PERIOD", "WHEN", "MONTH", "BAREMONTH", "QUARTER", "HALF", "YEAR", "AROUND")
    inner = next((found for place in places if (found := match.inner(place))), None)
    return resolve(inner, scene) if inner else None


def _day_of_month(match: Match, scene: Scene) -> Period | None:
    """Read the 15th of this month."""
    inner, day = match.inner("MONTH"), match.inner("DAY")
    month = resolve(inner, scene) if inner else None
    if month is None or day is None:
        return None
    found = month.first + timedelta(days=(day.number("DD") or 1) - 1)
    return periods.day(found) if found <= month.last else None


def _days_of_month(match: Match, scene: Scene) -> Period | None:
    """Read the 17th and 18th of this month."""
    inner, numbers = match.inner("MONTH"), [day.number("DD") or 1 for day in match.inners("DAY")]
    month = resolve(inner, scene) if inner else None
    if month is None or numbers != sorted(numbers):
        return None
    first, last = (month.first + timedelta(days=one - 1) for one in (numbers[0], numbers[-1]))
    return periods.days(first, last) if last <= month.last else None


def _week_of_month(match: Match, scene: Scene) -> Period | None:
    """Read the second week of May: the one that begins with its second Monday."""
    inner = match.inner("MONTH") or match.inner("BAREMONTH")
    month, nth = resolve(inner, scene) if inner else None, match.number("NTH") or 1
    if month is None:
        return None
    if nth < 0:
        return periods.week_of(month.last)
    monday = periods.week_of(month.first + timedelta(days=6)).first
    return periods.week_of(monday + timedelta(weeks=nth - 1))


def _week_of(match: Match, scene: Scene) -> Period | None:
    inner = match.inner("FULLDAY") or match.inner("BAREDAY")
    day = resolve(inner, scene) if inner else None
    return periods.week_of(day.first) if day else None


def _anniversary(match: Match, scene: Scene) -> Period | None:
    """Read this day in an earlier year."""
    inner = match.inner("YEAR")
    year = resolve(inner, scene) if inner else None
    if scene.published is None or year is None:
        return None
    count = year.first.year - scene.published.year
    moved = periods.shift(scene.published, unit="year", count=count)
    return periods.day(moved) if moved else None


def _range(match: Match, scene: Scene) -> Period | None:
    """From one date to another; the one without a year takes that of the other."""
    first, last = match.inners("END")
    if _tells_year(last):
        return _range_ending(first, resolve(last, scene), scene)
    return _range_beginning(resolve(first, scene), last, scene)


def _range_ending(first: Match, until: Period | None, scene: Scene) -> Period | None:
    if until is None:
        return None
    begin = resolve(first, scene, year=until.first.year)
    if begin and begin.first > until.first:
        begin = resolve(first, scene, year=until.first.year - 1)
    return periods.between(begin, until) if begin else None


def _range_beginning(begin: Period | None, last: Match, scene: Scene) -> Period | None:
    if begin is None:
        return None
    until = resolve(last, scene, year=begin.first.year)
    if until and until.first < begin.first:
        until = resolve(last, scene, year=begin.first.year + 1)
    return periods.between(begin, until) if until else None


def _tells_year(match: Match) -> bool:
    inner = match.only() if match.means == "same_as" else match
    return inner is not None and (inner.means not in IN_A_YEAR or year_of(inner) is not None)


_ALONE: Final[dict[str, Telling]] = {
    **RELATIVE,
    "year": _year,
    "years": _years,
    "listed_years": _listed_years,
    "decade": _decade,
    "part": _part,
    "part_of_year": _part_of_year,
    "ten_days": _ten_days,
    "half_of_month": _half_of_month,
    "day_of_period": _day_of_period,
    "counted_from": _counted_from,
    "day_of_month": _day_of_month,
    "days_of_month": _days_of_month,
    "week_of": _week_of,
    "week_of_month": _week_of_month,
    "anniversary": _anniversary,
    "range": _range,
}
MEANINGS: Final = frozenset(_ALONE) | frozenset(IN_A_YEAR) | {"same_as"}
