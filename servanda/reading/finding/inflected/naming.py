"""By which names doers are listed; «стороны» behind a meeting are those who met."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from servanda.reading.finding.inflected.subjects import Doers
    from servanda.reading.model import Meeting

_NEAR = 8  # meetings before among which the sides are looked for


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of parties and bodies by key, and the meetings of one text in order."""

    called: Mapping[str, str]
    meetings: Sequence[Meeting] = ()

    def names_of(self, doers: Doers, offset: int) -> tuple[str, ...]:
        """Give who does what is told at a place of the text."""
        met = self._met_before(offset) if doers.shared else ()
        return met or self.named(doers.keys)

    def named(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.called[key] for key in keys if key in self.called))

    def _met_before(self, offset: int) -> tuple[str, ...]:
        """Give the parties of the meeting told last that was held between two or more."""
        last = bisect_right(self.meetings, offset, key=lambda meeting: meeting.start)
        for meeting in reversed(self.meetings[max(0, last - _NEAR) : last]):
            if meeting.status == "held" and len(meeting.parties) > 1:
                return meeting.parties
        return ()
