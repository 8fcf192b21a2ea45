"""A plan drawn in time: where the years and quarters stand, and the bar of each row.

What is known only to lie somewhere within a time is drawn lighter than what lasts all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from servanda.reading.edtf import Bounds, EdtfError, bounds

WIDTH: Final = 720
HEAD: Final = 36
SHARP: Final = timedelta(days=31)
"""What is known as sharply as this is drawn firm."""
MOST_LABELS: Final = 12
_QUARTERED: Final = 12
"""So many years at most have lines for their quarters."""
_NAMED_QUARTERS: Final = 5
"""So many years at most have room for the names of their quarters."""
_NARROWEST: Final = 5.0
_DAY: Final = timedelta(days=1)
_OPEN: Final = frozenset({"", ".."})
_NUMERALS: Final = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Bar:
    """A stretch of time on the drawing, in its units."""

    x: float
    width: float
    is_firm: bool


@dataclass(frozen=True)
class Tick:
    """A year or a quarter of the scale: its name, and where the middle of it stands."""

    name: str
    x: float


@dataclass(frozen=True)
class Span:
    """Days from and to, inclusive; None is open. One that is not firm means a time within it."""

    first: date | None
    last: date | None
    is_firm: bool


@dataclass(frozen=True)
class Scale:
    """Whole years on a line."""

    first_year: int
    last_year: int
    today: date

    @property
    def years(self) -> list[Tick]:
        """The years that have room for their names."""
        number = self.last_year - self.first_year + 1
        step = -(-number // MOST_LABELS)
        return [
            Tick(str(year), self._middle(date(year, 1, 1), date(year, 12, 31)))
            for year in range(self.first_year, self.last_year + 1, step)
        ]

    @property
    def quarters(self) -> list[Tick]:
        """The quarters, where there is room for their names."""
        if self.last_year - self.first_year >= _NAMED_QUARTERS:
            return []
        return [
            Tick(_NUMERALS[quarter], self._middle(*_quarter(year, quarter)))
            for year in range(self.first_year, self.last_year + 1)
            for quarter in range(4)
        ]

    @property
    def year_lines(self) -> list[float]:
        """Where the years begin, and where the last one ends."""
        begun = [self.x(date(year, 1, 1)) for year in range(self.first_year, self.last_year + 1)]
        return [*begun, float(WIDTH)]

    @property
    def quarter_lines(self) -> list[float]:
        """Where the quarters begin that begin no year; none of many years."""
        if self.last_year - self.first_year >= _QUARTERED:
            return []
        years = range(self.first_year, self.last_year + 1)
        return [self.x(_quarter(year, quarter)[0]) for year in years for quarter in (1, 2, 3)]

    @property
    def today_line(self) -> float | None:
        """Where today stands; None where it lies outside."""
        return self.x(self.today) if self.first_year <= self.today.year <= self.last_year else None

    def x(self, day: date) -> float:
        """Return where a day begins; days outside stand at the edge."""
        first, end = date(self.first_year, 1, 1), date(self.last_year, 12, 31)
        part = (day - first).days / ((end - first).days + 1)
        return round(min(max(part, 0.0), 1.0) * WIDTH, 1)

    def bar(self, span: Span) -> Bar:
        """Return the bar of a span; an open side of it goes on to the edge."""
        start = self.x(span.first) if span.first else 0.0
        end = self.x(span.last + _DAY) if span.last and span.last < date.max else float(WIDTH)
        width = max(end - start, _NARROWEST)
        return Bar(round(min(start, WIDTH - width), 1), round(width, 1), span.is_firm)

    def _middle(self, first: date, last: date) -> float:
        return round((self.x(first) + self.x(last)) / 2, 1)


def scale_of(days: Iterable[date], today: date) -> Scale | None:
    """Return the scale of the years in which some days lie; None of none."""
    years = [day.year for day in days]
    return Scale(min(years), max(years), today) if years else None


def spans_of(edtf: str) -> list[Span]:
    """Return what a time (EDTF) says: of a period its whole length, and firm what surely lies in it."""
    try:
        return list(_spans(edtf)) if edtf else []
    except EdtfError:
        return []


def _spans(edtf: str) -> Iterator[Span]:
    if edtf[:1] in {"{", "["}:
        for one in edtf.strip("{}[]").split(","):
            yield from _spans(one.strip())
        return
    start, stroke, end = edtf.partition("/")
    if not stroke:
        found = bounds(edtf)
        yield Span(found.earliest, found.latest, _is_sharp(found))
        return
    begins = None if start in _OPEN else bounds(start)
    ends = None if end in _OPEN else bounds(end)
    whole = Span(begins.earliest if begins else None, ends.latest if ends else None, is_firm=False)
    yield whole
    firm = _firm(begins, ends)
    if firm is not None:
        yield firm


def _firm(begins: Bounds | None, ends: Bounds | None) -> Span | None:
    """Return what surely lies within a period; None where an end is open or they may touch."""
    if begins is None or ends is None:
        return None
    first = begins.earliest if _is_sharp(begins) else begins.latest
    last = ends.latest if _is_sharp(ends) else ends.earliest
    if first is None or last is None or first >= last:
        return None
    return Span(first, last, is_firm=True)


def _is_sharp(found: Bounds) -> bool:
    return (
        found.earliest is not None
        and found.latest is not None
        and found.latest - found.earliest <= SHARP
    )


def _quarter(year: int, quarter: int) -> tuple[date, date]:
    first = date(year, 3 * quarter + 1, 1)
    end = date(year, 12, 31) if quarter == 3 else date(year, 3 * quarter + 4, 1) - _DAY
    return first, end
