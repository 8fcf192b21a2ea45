"""The last step: every item's words stand in the text at its place, or the item goes."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from servanda.reading.model import Item, Reading

Quoted = TypeVar("Quoted", bound="Item")


class UnquotedItemWarning(UserWarning):
    """An item was dropped because its words do not stand in the text: a fault of a rule."""


def only_quoted(reading: Reading, text: str) -> Reading:
    """Keep the items whose quotation is exact; warn of each that is dropped."""
    return replace(
        reading,
        parties=_kept(reading.parties, text),
        people=_kept(reading.people, text),
        meetings=_kept(reading.meetings, text),
        commitments=_kept(reading.commitments, text),
        instruments=_kept(reading.instruments, text),
        bodies=_kept(reading.bodies, text),
    )


def is_quoted(item: Item, text: str) -> bool:
    """Tell whether an item's quotation is not empty and stands at its place."""
    return bool(item.quote) and text[item.start : item.end] == item.quote


def _kept(items: tuple[Quoted, ...], text: str) -> tuple[Quoted, ...]:
    for item in items:
        if not is_quoted(item, text):
            warnings.warn(
                f"Dropped: {item.quote!r} does not stand at {item.start}-{item.end} "
                f"(rule: {item.rule}).",
                UnquotedItemWarning,
                stacklevel=3,
            )
    return tuple(item for item in items if is_quoted(item, text))
