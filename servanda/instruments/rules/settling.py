"""What a corrected file changes of a provision: what it says otherwise, where nobody changed that here."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from servanda.history.rules import JsonValue

ASPECTS: Final = ("code", "kind", "text", "due", "by", "money")
"""What is told of a row."""
_SAID_IN: Final = {
    "due": frozenset({"timing"}),
    "by": frozenset({"responsible", "partners"}),
    "money": frozenset({"money", "source"}),
}
"""The fields of the cells that tell it; the others follow from the whole row."""


class Settled(Enum):
    """What becomes of one thing that a row tells."""

    STAYS = "stays"
    PUT = "put"
    LEFT = "left"


def settled(
    aspect: str,
    *,
    read: Mapping[str, JsonValue] | None,
    here: Mapping[str, JsonValue],
    now: Mapping[str, JsonValue],
    changed: Collection[str],
) -> Settled:
    """Return what becomes of one thing: `read` when the plan was brought in last, standing `here`.

    `changed` are the fields of which a cell says otherwise `now`. It is put where it stands as it
    was read, and left, for a person to decide, where somebody changed it here. Where the words are
    the same it is put only if more is understood of them than was.
    """
    before, stands, told = (read or {}).get(aspect), here.get(aspect), now.get(aspect)
    if told in (stands, before):
        return Settled.STAYS
    if not _is_said_otherwise(aspect, changed):
        is_more = read is not None and stands == before and _is_more(aspect, before, told)
        return Settled.PUT if is_more else Settled.STAYS
    if read is None:
        return Settled.LEFT if _says_something(stands) else Settled.PUT
    return Settled.PUT if stands == before else Settled.LEFT


def may_differ(
    aspect: str,
    *,
    read: Mapping[str, JsonValue] | None,
    now: Mapping[str, JsonValue],
    changed: Collection[str],
) -> bool:
    """Tell whether it matters what stands here: a row that says what it said needs no look."""
    if read is None:
        return _is_said_otherwise(aspect, changed)
    before, told = read.get(aspect), now.get(aspect)
    if told == before:
        return False
    return _is_said_otherwise(aspect, changed) or _is_more(aspect, before, told)


def _is_said_otherwise(aspect: str, changed: Collection[str]) -> bool:
    fields = _SAID_IN.get(aspect)
    return bool(changed) if fields is None else not fields.isdisjoint(changed)


def _is_more(aspect: str, before: JsonValue, told: JsonValue) -> bool:
    """Tell whether of the same words more is understood than was: a day, a party, an amount."""
    old, new = _listed(before), _listed(told)
    if aspect == "due":
        return not any(old[:1] + old[2:]) and any(new[:1] + new[2:])
    if aspect == "by":
        return all(one in new for one in old)
    if aspect == "money":
        return not any(map(_amount, old)) and any(map(_amount, new))
    return False


def _amount(line: JsonValue) -> bool:
    return isinstance(line, list) and line[0] is not None


def _listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _says_something(value: JsonValue) -> bool:
    return any(value) if isinstance(value, list) else bool(value)
