"""Drawing time: where things of known and vague dates stand on a line of years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 960
MARGIN = 20
LANE = 26
NARROW_LANE = 20
TOP = 40
BASELINE = 13
BESIDE = 12
"""How far a label stands from its shape."""
NAMED_MOMENTS = 40
"""Up to so many moments bear their label; more would fill the page, so they only tell it when asked."""
LETTER = 7.2
"""The width of a letter of the labels, in units of the drawing; wide enough for any script."""


@dataclass(frozen=True)
class Happening:
    """A thing in time. `earliest` and `latest` are its bounds, inclusive; None is open.

    `label` is short, for the drawing; `title` tells all, empty where the label does. `lasts` tells a period (a plan, a body) from a moment (a meeting). `is_vague` marks what is
    planned, or known less sharply than a month.
    """

    label: str
    url: str
    earliest: date | None
    latest: date | None
    lasts: bool
    is_vague: bool = False
    title: str = ""


@dataclass(frozen=True)
class Shape:
    """A happening on the drawing, in its units; `width` is 0 for a moment.

    `is_named` tells whether the label is written beside it.
    """

    label: str
    title: str
    url: str
    x: float
    y: float
    width: float
    text_x: float
    text_y: float
    is_vague: bool
    is_named: bool


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
    spans = _Lanes(scale, top=TOP, step=LANE, is_named=True)
    for happening in _in_order(h for h in dated if h.lasts):
        spans.place(happening)
    brief = _in_order(h for h in dated if not h.lasts)
    is_named = len(brief) <= NAMED_MOMENTS
    moments = _Lanes(
        scale, top=spans.bottom, step=LANE if is_named else NARROW_LANE, is_named=is_named
    )
    for happening in brief:
        moments.place(happening)
    is_now = scale.first <= today <= scale.last
    return Drawing(
        width=WIDTH,
        height=moments.bottom + 20,
        ticks=_ticks(scale),
        spans=spans.shapes,
        moments=moments.shapes,
        today=scale.x(today) if is_now else None,
        first_year=scale.first.year,
        last_year=scale.last.year,
    )


def _in_order(happenings: Iterable[Happening]) -> list[Happening]:
    return sorted(happenings, key=lambda h: (h.earliest or h.latest or date.min, h.label))


def _scale(dated: Sequence[Happening], today: date) -> Scale:
    days = [day for h in dated for day in (h.earliest, h.latest) if day is not None]
    first, last = min([*days, today]), max([*days, today])
    return Scale(date(first.year, 1, 1), date(last.year, 12, 31))


def _ticks(scale: Scale) -> list[Tick]:
    years = scale.last.year - scale.first.year + 1
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 10000) if years / n <= 12)
    return [
        Tick(year, scale.x(date(year, 1, 1)))
        for year in range(scale.first.year, scale.last.year + 1)
        if (year - scale.first.year) % step == 0
    ]


class _Lanes:
    """Lanes below each other; each thing stands in the highest one that is free where it stands."""

    def __init__(self, scale: Scale, *, top: int, step: int, is_named: bool) -> None:
        self.shapes: list[Shape] = []
        self._scale, self._top, self._step, self._is_named = scale, top, step, is_named
        self._taken_until: list[float] = []

    @property
    def bottom(self) -> int:
        return self._top + self._step * len(self._taken_until)

    def place(self, happening: Happening) -> None:
        """Draw a thing; they come in the order in which they begin."""
        start = self._scale.x(happening.earliest or self._scale.first)
        end = self._scale.x(happening.latest or self._scale.last)
        width = max(end - start, 4.0) if happening.lasts else 0
        x = start if happening.lasts else (start + end) / 2
        length = len(happening.label) * LETTER if self._is_named else 0
        text_x = _beside(x, width, length=length)
        lane = self._free_lane(
            min(x, text_x), until=max(x + width, text_x + length, x + MARGIN / 2)
        )
        y = self._top + self._step * lane
        self.shapes.append(
            Shape(
                label=happening.label,
                title=happening.title or happening.label,
                url=happening.url,
                x=round(x, 1),
                y=y,
                width=round(width, 1),
                text_x=round(text_x, 1),
                text_y=y + BASELINE,
                is_vague=happening.is_vague,
                is_named=self._is_named,
            )
        )

    def _free_lane(self, x: float, *, until: float) -> int:
        """Return the first lane that is free from `x` on, and take it."""
        gap = MARGIN if self._is_named else 0
        for number, taken_until in enumerate(self._taken_until):
            if taken_until + gap <= x:
                self._taken_until[number] = until
                return number
        self._taken_until.append(until)
        return len(self._taken_until) - 1


def _beside(x: float, width: float, *, length: float) -> float:
    """Return where a label begins: within its shape, else after it, else before it."""
    if length + BESIDE <= width:
        return x + BESIDE / 2
    after, before = x + width + BESIDE, x - BESIDE - length
    if after + length <= WIDTH:
        return after
    return before if before >= 0 else max(0.0, WIDTH - length)
