"""Finds the date expressions of a text and what each means in EDTF."""

from servanda.reading.finding.dates.roles import FoundDate, Role, due_of
from servanda.reading.finding.dates.searching import distinct_dates, find_dates

__all__ = ["FoundDate", "Role", "distinct_dates", "due_of", "find_dates"]
