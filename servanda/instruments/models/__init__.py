"""What was agreed: instruments, the tree of their provisions, and their wording in each edition."""

from servanda.instruments.models.adoptions import Adoption, Qualification
from servanda.instruments.models.comments import Comment, PlainText
from servanda.instruments.models.declining import DeclinedTie
from servanda.instruments.models.instruments import (
    Edition,
    Instrument,
    InstrumentKind,
    InstrumentName,
)
from servanda.instruments.models.labels import Certainty, LabelKind, ProvisionLabel
from servanda.instruments.models.lineage import Lineage, lineage_of
from servanda.instruments.models.mapping import ColumnMapping
from servanda.instruments.models.naming import provisions_meant
from servanda.instruments.models.parts import (
    CountedFrom,
    MoneyLine,
    Responsibility,
    ResponsibilityRole,
    Timing,
    Unit,
)
from servanda.instruments.models.presence import is_present
from servanda.instruments.models.provisions import (
    Consent,
    Link,
    LinkKind,
    Provision,
    ProvisionKind,
)
from servanda.instruments.models.reading import (
    answering_in,
    lines_of,
    lines_of_two,
    money_in,
    tree_in,
    tree_with_names,
)
from servanda.instruments.models.relations import HeldPart, HeldText, Relation, RelationKind
from servanda.instruments.models.wordings import Strength, Wording, WordingText

__all__ = [
    "Adoption",
    "Certainty",
    "ColumnMapping",
    "Comment",
    "Consent",
    "CountedFrom",
    "DeclinedTie",
    "Edition",
    "HeldPart",
    "HeldText",
    "Instrument",
    "InstrumentKind",
    "InstrumentName",
    "LabelKind",
    "Lineage",
    "Link",
    "LinkKind",
    "MoneyLine",
    "PlainText",
    "Provision",
    "ProvisionKind",
    "ProvisionLabel",
    "Qualification",
    "Relation",
    "RelationKind",
    "Responsibility",
    "ResponsibilityRole",
    "Strength",
    "Timing",
    "Unit",
    "Wording",
    "WordingText",
    "answering_in",
    "is_present",
    "lineage_of",
    "lines_of",
    "lines_of_two",
    "money_in",
    "provisions_meant",
    "tree_in",
    "tree_with_names",
]
