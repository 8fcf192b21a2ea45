"""Drawing time: where things of known and vague dates stand on a line of years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 960
MARGIN = 20
LANE = 46
TOP = 40
LETTER = 7.2
"""The width of a letter of the labels, in units of the drawing; wide enough for any script."""


@dataclass(frozen=True)
class Happening:
    """A thing in time. `earliest` and `latest` are its bounds, inclusive; None is open.

    `lasts` tells a period (a plan, a body) from a moment (a meeting). `is_vague` marks what is
    planned, or known less sharply than a month.
    """

    label: str
    url: str
    earliest: date | None
    latest: date | None
    lasts: bool
    is_vague: bool = False


@dataclass(frozen=True)
class Shape:
    """A happening on the drawing, in its units; `width` is 0 for a moment."""

    label: str
    url: str
    x: float
    y: float
    width: float
    text_x: float
    text_y: float
    is_vague: bool


@dataclass(frozen=True)
class Tick:
    """A year of the scale."""

    year: int
    x: float


@dataclass(frozen=True)
class Drawing:
    """All that the template draws."""

    width: int
    height: int
    ticks: list[Tick]
    spans: list[Shape]
    moments: list[Shape]
    today: float | None
    first_year: int
    last_year: int

    @property
    def bottom(self) -> int:
        return self.height - 10


@dataclass(frozen=True)
class Scale:
    """From days to units of the drawing."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day stands; days outside stand at the edge."""
        days = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days / days, 0.0), 1.0)
        return round(MARGIN + part * (WIDTH - 2 * MARGIN), 1)


def draw(happenings: Iterable[Happening], *, today: date) -> Drawing | None:
    """Return the drawing of happenings with a date, None when there is none.

    Each thing stands in the highest lane where neither it nor its label meets another.
    """
    dated = [h for h in happenings if h.earliest or h.latest]
    if not dated:
        return None
    scale = _scale(dated, today)
    lanes: list[float] = []
    spans = [_shape(h, scale, lanes, 0) for h in _in_order(dated) if h.lasts]
    begin = len(lanes)
    moment_lanes: list[float] = []
    moments = [_shape(h, scale, moment_lanes, begin) for h in _in_order(dated) if not h.lasts]
    height = TOP + LANE * (begin + len(moment_lanes)) + 20
    is_now = scale.first <= today <= scale.last
    return Drawing(
        width=WIDTH,
        height=height,
        ticks=_ticks(scale),
        spans=spans,
        moments=moments,
        today=scale.x(today) if is_now else None,
        first_year=scale.first.year,
        last_year=scale.last.year,
    )


def _in_order(happenings: Sequence[Happening]) -> list[Happening]:
    return sorted(happenings, key=lambda h: (h.earliest or h.latest or date.min, h.label))


def _scale(dated: Sequence[Happening], today: date) -> Scale:
    days = [day for h in dated for day in (h.earliest, h.latest) if day is not None]
    first, last = min(days), max([*days, today])
    return Scale(date(first.year, 1, 1), date(last.year, 12, 31))


def _ticks(scale: Scale) -> list[Tick]:
    years = scale.last.year - scale.first.year + 1
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 10000) if years / n <= 12)
    return [
        Tick(year, scale.x(date(year, 1, 1)))
        for year in range(scale.first.year, scale.last.year + 1)
        if (year - scale.first.year) % step == 0
    ]


def _shape(happening: Happening, scale: Scale, lanes: list[float], begin: int) -> Shape:
    start = scale.x(happening.earliest or scale.first)
    end = scale.x(happening.latest or scale.last)
    x = start if happening.lasts else (start + end) / 2
    length = len(happening.label) * LETTER
    text_x = max(MARGIN, min(x, WIDTH - MARGIN - length))
    lane = _free_lane(
        lanes, x=min(x, text_x), end=max(end if happening.lasts else x, text_x + length)
    )
    y = TOP + LANE * (begin + lane)
    return Shape(
        label=happening.label,
        url=happening.url,
        x=round(x, 1),
        y=y,
        width=round(max(end - start, 4.0), 1) if happening.lasts else 0,
        text_x=round(text_x, 1),
        text_y=y + 32,
        is_vague=happening.is_vague,
    )


def _free_lane(lanes: list[float], *, x: float, end: float) -> int:
    """Return the first lane that is free from `x` on, and take it until `end`."""
    for number, taken_until in enumerate(lanes):
        if taken_until + MARGIN <= x:
            lanes[number] = end
            return number
    lanes.append(end)
    return len(lanes) - 1
