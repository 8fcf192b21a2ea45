"""The dates in the words of a meeting on which it may have been or may come to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.finding.dates import Role

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.mentions import NamedPlaces
    from servanda.reading.finding.text import Text

# When a meeting may be that is still to come: "by the end of June" too.
TO_COME = frozenset(Role) - {Role.DURATION, Role.VAGUE, Role.SINCE}
# A deadline told with a meeting that was held is that of what was agreed there.
HELD = TO_COME - {Role.DEADLINE}


def dates_among(
    text: Text, names: NamedPlaces, words: tuple[int, int], roles: frozenset[Role]
) -> list[FoundDate]:
    """Give the dates of these roles from one word to before another, those of names left out."""
    first, last = words
    return [
        date
        for date in text.dates_in(text.words[first].start, text.words[last - 1].end)
        if date.role in roles and text.word_at(date.start) not in names.name_words
    ]
