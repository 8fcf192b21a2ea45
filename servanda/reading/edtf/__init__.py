"""Dates as vague as their source: EDTF (ISO 8601-2) to days and to words."""

from servanda.reading.edtf.parsing import Bounds, bounds, is_edtf

__all__ = ["Bounds", "bounds", "is_edtf"]
