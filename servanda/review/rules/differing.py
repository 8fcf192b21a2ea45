"""When two sources cannot both be right about a field: plain rules."""

from collections.abc import Callable, Mapping

from servanda.reading.names import name_key, person_key, script_of
from servanda.reading.same_names import same_keys
from servanda.review.rules.likeness import Span

Values = tuple[str, str]
"""What a source tells, and what stands."""

BETWEEN = ";"
"""What stands between the names of several parties."""
NEVER_BOTH = frozenset({"held", "cancelled"})


def dates_differ(told: Span, stands: Span) -> bool:
    """Tell whether two dates of one event share no day: 18 February and 19 February do."""
    return _are_known(told, stands) and not _touch(told, stands)


def periods_differ(told: Span, stands: Span) -> bool:
    """Tell whether two periods begin or end otherwise; one with an open end may be the other."""
    if not _are_known(told, stands) or told == stands:
        return False
    first = None not in (told.earliest, stands.earliest) and told.earliest != stands.earliest
    last = None not in (told.latest, stands.latest) and told.latest != stands.latest
    return first or last


def deadlines_differ(told: Span, stands: Span) -> bool:
    """Tell whether two deadlines end on other days, and neither says the other more exactly.

    "In March" says "by June" more exactly; "by March" does not.
    """
    if told.latest is None or stands.latest is None or told.latest == stands.latest:
        return dates_differ(told, stands)
    if told.earliest is None and stands.earliest is None:
        return True
    return not (_within(told, stands) or _within(stands, told))


def places_differ(told: str, stands: str) -> bool:
    """Tell whether two places are two; in two scripts they are not compared, nor a place in it."""
    if not told or not stands or script_of(told) != script_of(stands):
        return False
    here, there = set(name_key(told).split()), set(name_key(stands).split())
    return not (here <= there or there <= here)


def persons_differ(told: str, stands: str) -> bool:
    """Tell whether two names of a person are no spellings of one name, nor a part of one."""
    here, there = set(person_key(told).split()), set(person_key(stands).split())
    return bool(here and there) and not (here <= there or there <= here)


def formats_differ(told: str, stands: str) -> bool:
    """Tell whether both are known and are not the same."""
    return bool(told and stands) and told != stands


def statuses_differ(told: str, stands: str) -> bool:
    """Tell whether a meeting would have been held and cancelled."""
    return {told, stands} == NEVER_BOTH


def parties_differ(told: str, stands: str) -> bool:
    """Tell whether two lists of parties (with ; between) share none, in whatever language."""
    here = {key for name in told.split(BETWEEN) for key in same_keys(name)} - {""}
    there = {key for name in stands.split(BETWEEN) for key in same_keys(name)} - {""}
    return bool(here and there) and not here & there


DATES_DIFFER: Mapping[tuple[str, str], Callable[[Span, Span], bool]] = {
    ("meeting", "date"): dates_differ,
    ("party", "since"): dates_differ,
    ("instrument", "period"): periods_differ,
    ("provision", "due"): deadlines_differ,
}
"""By kind of entry and field: when two dates contradict each other."""

WORDS_DIFFER: Mapping[tuple[str, str], Callable[[str, str], bool]] = {
    ("meeting", "place"): places_differ,
    ("meeting", "format"): formats_differ,
    ("meeting", "status"): statuses_differ,
    ("person", "name"): persons_differ,
    ("provision", "by"): parties_differ,
}
"""By kind of entry and field: when two words contradict each other."""


def _are_known(one: Span, other: Span) -> bool:
    return Span(None, None) not in (one, other)


def _touch(one: Span, other: Span) -> bool:
    """Tell whether two stretches share a day; an open end reaches as far as needed."""
    starts = [day for day in (one.earliest, other.earliest) if day is not None]
    ends = [day for day in (one.latest, other.latest) if day is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _within(one: Span, other: Span) -> bool:
    """Tell whether a stretch with two ends lies within another."""
    if one.earliest is None or one.latest is None:
        return False
    starts_inside = other.earliest is None or other.earliest <= one.earliest
    return starts_inside and (other.latest is None or one.latest <= other.latest)
