"""Plain functions about the text of instruments: places in the tree."""

from servanda.instruments.rules.places import Place, between, spread

__all__ = ["Place", "between", "spread"]
