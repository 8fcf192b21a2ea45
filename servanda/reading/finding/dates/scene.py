"""What a reader knows at one place of a text: its date, the dates already told, the tense."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Final

from servanda.reading.finding.dates.periods import Grain, Period, containing

# A date without a year further ahead of the publication than this is of the year before,
# unless the sentence speaks of the future.
_FAR: Final = timedelta(days=183)


class Tense(Enum):
    """Whether the words around a date look back, look ahead, or do neither."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass
class Scene:
    """The state of reading a text from its beginning to one place."""

    published: date | None
    tense: Tense = Tense.UNKNOWN
    told: list[Period] = field(default_factory=list)
    told_in_sentence: list[Period] = field(default_factory=list)
    beside: Period | None = None

    def last_point(self) -> Period | None:
        """The day, month or year told last."""
        points = (Grain.DAY, Grain.MONTH, Grain.YEAR)
        return next((told for told in reversed(self.told) if told.grain in points), None)

    def last_within(self, unit: str) -> Period | None:
        """The date told last that lies within one day, week, month or year."""
        return next(
            (told for told in reversed(self.told) if containing(told.first, unit).holds(told)), None
        )

    def last_range(self) -> Period | None:
        """The range of days told last."""
        return next((told for told in reversed(self.told) if told.grain is Grain.DAYS), None)

    def with_year(self, build: Callable[[int], Period | None]) -> Period | None:
        """Give a date told without its year the year that the place suggests.

        That of a full date in the same sentence that the date falls into; else the year of
        publication, or the one before or after it, as tense and distance say.
        """
        for period in reversed(self.told_in_sentence):
            found = build(period.first.year)
            if found is not None and period.grain <= Grain.MONTH and self._goes_with(period, found):
                return found
        if self.published is None:
            return None
        found = build(self.published.year)
        if found is None:  # the 29th of February
            return build(self.published.year - 1) or build(self.published.year + 1)
        if self.tense is Tense.FUTURE and found.last < self.published:
            return build(self.published.year + 1)
        if found.first > self.published and self._looks_back(found.first):
            return build(self.published.year - 1)
        return found

    def _goes_with(self, told: Period, found: Period) -> bool:
        if self.published is None or told.holds(found):
            return True
        return self.tense is Tense.PAST and told.first <= found.first <= self.published

    def _looks_back(self, moment: date) -> bool:
        if self.tense is Tense.PAST:
            return True
        return (
            self.tense is Tense.UNKNOWN
            and self.published is not None
            and moment - self.published > _FAR
        )
