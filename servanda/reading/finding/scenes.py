"""The day on which something happened that is told without a date of its own.

Examples: "LIMA, Feb. 18. Peru met ..." happened on the day of the dateline; "Peru opened the
clinic yesterday. The minister of Chile attended the ceremony" on that of the sentence before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import is_heading
from servanda.reading.finding.dates import Role

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.text import Sentence, Text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LABEL = 5  # words before the colon of "Place and date:"
_DATELINE = 24  # words; a longer line is none


def day_of_scene(text: Text, sentence: Sentence) -> str | None:
    """Give the EDTF day on which the events of an undated sentence took place, or None."""
    if not sentence.number:
        return None
    before = text.sentences[sentence.number - 1]
    if is_dateline(text, before) and _opens(text, before):
        return _only_day(text, before)
    if before.paragraph == sentence.paragraph and not is_heading(text, before):
        return _only_day(text, before)
    return None


def _opens(text: Text, dateline: Sentence) -> bool:
    """Tell whether only headings stand before a dateline."""
    return all(is_heading(text, line) for line in text.sentences[: dateline.number])


def is_dateline(text: Text, line: Sentence) -> bool:
    """Tell "LIMA, Peru, Feb. 18." from a sentence: towns and a day, no word in small letters.

    What stands in brackets does not matter: "Lima, 18 February (by video)".
    """
    dates = text.dates_in(line.start, line.end)
    if not dates or line.last - line.first > _DATELINE:
        return False
    depth = 0
    for word in text.words[_past_label(text, line) : line.last]:
        depth += (word.plain == "(") - (word.plain == ")")
        if not depth and word.text[0].islower() and not _in_date(word.start, dates):
            return False
    return True


def town_of_dateline(text: Text, line: Sentence) -> str | None:
    """Give the town that a line of place and day opens with: "Norburg, 3-4 April"."""
    if not is_dateline(text, line):
        return None
    first = last = _past_label(text, line)
    while last < line.last and text.words[last].is_capital:
        if text.date_at(text.words[last].start) is not None:
            break
        last += 1
    ends = last > first and (last >= line.last or text.words[last].is_sign)
    return " ".join(text.said(first, last).split()) if ends else None


def _past_label(text: Text, line: Sentence) -> int:
    """Pass over "Place and date:" before what it labels."""
    near = range(line.first + 1, min(line.first + _LABEL, line.last - 1))
    colon = next((place for place in near if text.folded(place) == ":"), None)
    labels = text.lists.words("meetings", "dateline_labels")
    labelled = colon and any(text.folded(place) in labels for place in range(line.first, colon))
    return colon + 1 if colon and labelled else line.first


def _in_date(offset: int, dates: tuple[FoundDate, ...]) -> bool:
    return any(found.start <= offset < found.end for found in dates)


def _only_day(text: Text, sentence: Sentence) -> str | None:
    """Give the one day that a sentence tells; what it says of months and years does not matter."""
    dates = text.dates_in(sentence.start, sentence.end)
    points = {found.edtf or "" for found in dates if found.role is Role.POINT}
    days = [edtf for edtf in points if is_day(edtf)]
    return days[0] if len(days) == 1 else None


def is_day(edtf: str | None) -> bool:
    """Tell whether a date is one day."""
    return bool(edtf and _DAY.fullmatch(edtf))


def is_days(edtf: str | None) -> bool:
    """Tell a day, or days that are counted, from a month, a season or a year."""
    return all(is_day(part) for part in (edtf or "").split("/"))


def goes_on(text: Text, start: int, end: int) -> bool:
    """Tell whether no other time is told between two offsets, so that the scene is the same."""
    placed = {Role.POINT, Role.PERIOD, Role.DEADLINE, Role.SINCE}
    return not any(found.role in placed for found in text.dates_in(start, end))
