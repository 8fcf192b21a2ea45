"""Dates as vague as their source: EDTF (ISO 8601-2) to days and to words."""

from servanda.reading.edtf.adding import words_add_to
from servanda.reading.edtf.describing import describe, month_name
from servanda.reading.edtf.parsing import Bounds, bounds, is_edtf
from servanda.reading.errors import EdtfError

__all__ = ["Bounds", "EdtfError", "bounds", "describe", "is_edtf", "month_name", "words_add_to"]
