"""Plans applied to a register: looked at first, then brought in as one action, or not at all."""

from servanda.instruments.importing.applying import CORRECTED
from servanda.instruments.importing.correcting import Correction, PlanRead, Touched
from servanda.instruments.importing.kept import Kept, kept_rows
from servanda.instruments.importing.matching import Choice, Matching
from servanda.instruments.importing.plans import (
    BROUGHT_IN,
    IMPORTS,
    Imported,
    PlanOrder,
    Preview,
    import_plan,
    preview_plan,
    title_of,
)

__all__ = [
    "BROUGHT_IN",
    "CORRECTED",
    "IMPORTS",
    "Choice",
    "Correction",
    "Imported",
    "Kept",
    "Matching",
    "PlanOrder",
    "PlanRead",
    "Preview",
    "Touched",
    "import_plan",
    "kept_rows",
    "preview_plan",
    "title_of",
]
