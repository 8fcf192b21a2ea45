"""The scales that come with Servanda: read from scales.csv, where each value has its source."""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

TABLE = Path(__file__).parent / "scales.csv"


@dataclass(frozen=True)
class ShippedValue:
    """One value; `core` is what it means, empty where it tells nothing of how a thing stands."""

    code: str
    label: str
    core: str
    certainty: str
    source: str
    note: str


@dataclass(frozen=True)
class ShippedScale:
    """One scale of one kind: status, acceptance or rating."""

    code: str
    kind: str
    title: str
    values: tuple[ShippedValue, ...]

    @property
    def is_certain(self) -> bool:
        """Tell whether every value was seen in its source."""
        return all(value.certainty == "seen" for value in self.values)


@cache
def shipped_scales() -> tuple[ShippedScale, ...]:
    """Return the scales that come with Servanda, in the order of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        ShippedScale(code, kind, title, tuple(_value(row) for row in group))
        for (code, kind, title), group in groupby(
            rows, key=lambda row: (row["scale"], row["kind"], row["title"])
        )
    )


def shipped_scale(code: str) -> ShippedScale | None:
    """Return the scale of a code, None where none has it."""
    return next((scale for scale in shipped_scales() if scale.code == code), None)


def _value(row: dict[str, str]) -> ShippedValue:
    return ShippedValue(
        row["code"], row["label"], row["core"], row["certainty"], row["source"], row["note"]
    )
