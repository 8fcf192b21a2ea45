"""Workbooks in which a party answers a round: made, and taken back row by row."""

from servanda.progress.importing.cells import Fault
from servanda.progress.importing.making import make_workbook
from servanda.progress.importing.taking import Taken, look_at_workbook, take_workbook

__all__ = ["Fault", "Taken", "look_at_workbook", "make_workbook", "take_workbook"]
