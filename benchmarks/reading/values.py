"""What other programs call a date, as EDTF; and which dates every program can tell.

HeidelTime writes TIMEX3 values (`2021-Q1`, `2021-W07`, modifiers START, MID, END); chrono-node and
dateparser know a day and how much of it is certain. Parts become thirds by the policy of the house,
in favour of the peer.
"""

import re
from datetime import date, timedelta
from typing import Final

from servanda.reading.edtf import is_edtf
from servanda.reading.finding.dates import periods
from servanda.reading.finding.dates.policy import THIRDS, Third

_PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_CODES: Final = {
    **{f"Q{n}": str(32 + n) for n in range(1, 5)},
    "SP": "21", "SU": "22", "FA": "23", "AU": "23", "WI": "24",
}  # fmt: skip
_PARTS: Final = {"START": Third.EARLY, "MID": Third.MID, "END": Third.LATE}


def is_plain(edtf: str) -> bool:
    """Tell a day, a month or a year, which every program can tell."""
    return _PLAIN.fullmatch(edtf) is not None


def edtf_of_timex(value: str, modifier: str = "") -> str | None:
    """Give the EDTF of a TIMEX3 value, or None where it names no time of the calendar."""
    year, _, rest = value.partition("-")
    if rest in _CODES:
        value = f"{year}-{_CODES[rest]}"
    elif rest in ("H1", "H2"):
        value = periods.half(int(year), int(rest[1])).edtf
    elif week := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        value = periods.days(monday, monday + timedelta(days=6)).edtf
    elif re.fullmatch(r"\d{3}", value):
        value = f"{value}X"
    value = value.partition("T")[0]
    if modifier in _PARTS and is_plain(value) and len(value) < len("2021-02-17"):
        return _part(value, _PARTS[modifier])
    return value if is_edtf(value) else None


def _part(value: str, third: Third) -> str:
    numbers = [int(number) for number in value.split("-")]
    whole = periods.year(numbers[0]) if len(numbers) == 1 else periods.month(numbers[0], numbers[1])
    return periods.part(whole, THIRDS[third]).edtf
