"""Plans applied to a register: looked at first, then brought in as one action, or not at all."""

from servanda.instruments.importing.matching import Choice, Matching
from servanda.instruments.importing.plans import (
    IMPORTED,
    Imported,
    PlanKnown,
    PlanOrder,
    Preview,
    import_plan,
    preview_plan,
)

__all__ = [
    "IMPORTED",
    "Choice",
    "Imported",
    "Matching",
    "PlanKnown",
    "PlanOrder",
    "Preview",
    "import_plan",
    "preview_plan",
]
