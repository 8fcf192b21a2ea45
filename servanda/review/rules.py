"""What a proposal is made of, and when two tell of the same thing: plain rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.reading.names import name_key

Found = dict[str, object]
"""The fields of one item of a reading, as the annotation schema names them."""

ORDER = ("party", "body", "person", "instrument", "meeting", "commitment")
"""The order in which kinds are accepted: what others name comes first."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "party": ("name", "kind", "aliases"),
    "body": ("name", "kind", "aliases", "since"),
    "person": ("name", "post", "organization"),
    "instrument": ("name", "abbreviation", "aliases", "kind", "period"),
    "meeting": ("status", "date", "place", "format", "parties", "people"),
    "commitment": ("text", "by", "status", "due"),
}
"""What a person may change in a proposal of each kind."""

DATE_FIELDS = frozenset({"since", "period", "date", "due"})
LIST_FIELDS = frozenset({"aliases", "parties", "people", "by"})

REPORT_STATUSES = frozenset({"planned", "agreed"})
NEAR = timedelta(days=31)
LIKE = 0.5


@dataclass(frozen=True)
class Span:
    """A stretch of days, inclusive; None is open or unknown."""

    earliest: date | None
    latest: date | None

    @property
    def is_narrow(self) -> bool:
        """Tell whether both ends are known and at most a month apart."""
        if self.earliest is None or self.latest is None:
            return False
        return self.latest - self.earliest <= NEAR


def words(fields: Mapping[str, object], name: str) -> str:
    """Return a field that holds one text, empty where the reading is silent."""
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""


def several(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    """Return a field that holds several texts."""
    value = fields.get(name)
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def supported_fields(found: Mapping[str, object], accepted: Mapping[str, object]) -> list[str]:
    """Return the fields that stand on the source: given, and as the machine found them.

    What a person changed has no source until they cite one.
    """
    return [
        name
        for name, value in accepted.items()
        if value not in (None, "", [], ()) and found.get(name) == value
    ]


def are_same_day(one: Span, other: Span) -> bool:
    """Tell whether two vague dates may be of one event: equal, or narrow and overlapping."""
    if one == other:
        return one.earliest is not None
    if not (one.is_narrow and other.is_narrow):
        return False
    return _overlap(one, other)


def _overlap(one: Span, other: Span) -> bool:
    starts = [day for day in (one.earliest, other.earliest) if day is not None]
    ends = [day for day in (one.latest, other.latest) if day is not None]
    return len(starts) == len(ends) == 2 and max(starts) <= min(ends)


def likeness(one: str, other: str) -> float:
    """Return how much two texts share, 0 to 1: common words over all words, folded."""
    left, right = set(name_key(one).split()), set(name_key(other).split())
    return len(left & right) / len(left | right) if left and right else 0.0


def most_alike(text: str, others: Iterable[tuple[int, str]]) -> int | None:
    """Return the number of the text most like this one, None when none is much like it."""
    ranked = sorted(((likeness(text, other), number) for number, other in others), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] >= LIKE else None
