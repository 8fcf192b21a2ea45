"""Which part of a text an address asks for: a branch that is opened, a portion, or all of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.http import urlencode


@dataclass(frozen=True)
class Asked:
    """What of a text a page is asked to show: what was opened, which portion of it, or all."""

    opened: str = ""
    portion: int = 1
    is_whole: bool = False

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "Asked":
        """Read from an address what is asked for; what is no number is the first portion."""
        number = told.get("portion", "")
        is_number = number.isascii() and number.isdigit() and 0 < len(number) < 6
        return cls(told.get("open", ""), int(number) if is_number else 1, "whole" in told)


def asking(opened: str, portion: int) -> str:
    """Return what an address says that asks for a branch, and for one of its portions."""
    told = {"open": opened, "portion": str(portion) if portion > 1 else ""}
    return f"?{urlencode({name: value for name, value in told.items() if value})}"
