"""What a reader knows at one place of a text: its date, the dates already told, the tense."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Final, Protocol

from servanda.reading.finding.dates.periods import Grain, Period, containing, shift

# A date without a year further ahead of the publication than this is of the year before,
# unless the sentence speaks of the future.
_FAR: Final = timedelta(days=183)
_POINTS: Final = frozenset((Grain.DAY, Grain.MONTH, Grain.YEAR))


class Tense(Enum):
    """Whether the words around a date look back, look ahead, do neither, or tell no time."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"
    UNTOLD = "untold"


class Place(Protocol):
    """What stands around a date. Most dates say all themselves, so it is looked for where one asks."""

    def tense(self) -> Tense:
        """Give the tense of the words around the date."""

    def year_beside(self) -> int | None:
        """Give the year of the date that it is joined to."""

    def told_in_sentence(self) -> Iterator[Period]:
        """Give the days to months told in the sentence before it, each once, the last one first."""


@dataclass(slots=True)
class Scene:
    """The state of reading a text from its beginning to one place."""

    published: date | None
    place: Place
    told: list[Period] = field(default_factory=list)
    beside: Period | None = None
    is_deadline: bool = False
    _looked_through: dict[str, tuple[int, Period | None]] = field(default_factory=dict)

    @property
    def tense(self) -> Tense:
        """Give the tense of the words around the date."""
        return self.place.tense()

    def last_point(self) -> Period | None:
        """Give the day, month or year told last."""
        return self._latest("point", lambda told: told.grain in _POINTS)

    def last_within(self, unit: str) -> Period | None:
        """Give the date told last that lies within one day, week, month or year."""
        return self._latest(unit, lambda told: containing(told.first, unit).holds(told))

    def last_range(self) -> Period | None:
        """Give the range of days told last."""
        return self._latest("range", lambda told: told.grain is Grain.DAYS)

    def _latest(self, kind: str, fits: Callable[[Period], bool]) -> Period | None:
        """Give the date told last that fits; what was looked through before is not again."""
        seen, known = self._looked_through.get(kind, (0, None))
        newer = (self.told[at] for at in range(len(self.told) - 1, seen - 1, -1))
        found = next((told for told in newer if fits(told)), known)
        self._looked_through[kind] = len(self.told), found
        return found

    def with_year(self, build: Callable[[int], Period | None]) -> Period | None:
        """Give a date told without its year the year that the place suggests.

        That of the date it is joined to (`5 May and 9 June 2020`); that of a full date in the
        same sentence that it falls into; else the year of publication, or the one before or
        after it, as tense and distance say.
        """
        year_beside = self.place.year_beside()
        if year_beside is not None:
            return build(year_beside)
        for told in self.place.told_in_sentence():
            found = build(told.first.year)
            if found is not None and self._goes_with(told, found):
                return found
        return None if self.published is None else self._about(self.published, build)

    def month_meant(self, day: int) -> Period | None:
        """Give the month in which a day told by its number alone lies.

        The month told in the same sentence, else that of publication, or the one before or
        after it where the text looks back or ahead past that day.
        """
        told = next(self.place.told_in_sentence(), None)
        if told is not None:
            return containing(told.first, "month")
        if self.published is None:
            return None
        past = self.tense is Tense.PAST and day > self.published.day
        ahead = (self.is_deadline or self.tense is Tense.FUTURE) and day < self.published.day
        moved = shift(self.published, unit="month", count=ahead - past)
        return containing(moved, "month") if moved else None

    def _goes_with(self, told: Period, found: Period) -> bool:
        if self.published is None or told.holds(found):
            return True
        return self.tense is Tense.PAST and told.first <= found.first <= self.published

    def _about(self, published: date, build: Callable[[int], Period | None]) -> Period | None:
        """Build in the year of publication or in the one before or after it."""
        found = build(published.year)
        if found is None:  # the 29th of February
            return build(published.year - 1) or build(published.year + 1)
        if self.tense is Tense.FUTURE and found.last < published:
            return build(published.year + 1)
        far = self._may_be_past() and found.first - published > _FAR
        if found.first > published and (self.tense is Tense.PAST or far):
            return build(published.year - 1)
        return found

    def _may_be_past(self) -> bool:
        """Tell whether nothing speaks for the time to come; a deadline without a verb does."""
        return self.tense is Tense.UNKNOWN or (self.tense is Tense.UNTOLD and not self.is_deadline)
