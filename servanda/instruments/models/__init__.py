"""What was agreed: instruments, the tree of their provisions, and their wording in each edition."""

from servanda.instruments.models.instruments import (
    Adoption,
    Edition,
    Instrument,
    InstrumentKind,
    InstrumentName,
)
from servanda.instruments.models.provisions import (
    Consent,
    Link,
    LinkKind,
    Provision,
    ProvisionKind,
)
from servanda.instruments.models.wordings import (
    Responsibility,
    ResponsibilityRole,
    Strength,
    Timing,
    Wording,
    WordingText,
)

__all__ = [
    "Adoption",
    "Consent",
    "Edition",
    "Instrument",
    "InstrumentKind",
    "InstrumentName",
    "Link",
    "LinkKind",
    "Provision",
    "ProvisionKind",
    "Responsibility",
    "ResponsibilityRole",
    "Strength",
    "Timing",
    "Wording",
    "WordingText",
]
