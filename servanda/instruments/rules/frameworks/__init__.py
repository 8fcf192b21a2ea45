"""Frameworks as files: read strictly, checked, shipped with the program. Plain Python, no database."""

from servanda.instruments.rules.frameworks.checking import members_by_name
from servanda.instruments.rules.frameworks.loading import FILES, read_framework
from servanda.instruments.rules.frameworks.model import (
    Certainty,
    Crossing,
    Crosswalk,
    Fault,
    Framework,
    FrameworkReading,
    Group,
    Item,
    ItemKind,
    Label,
    LabelKind,
    Scheme,
    Source,
)
from servanda.instruments.rules.frameworks.naming import provision_name, public_name
from servanda.instruments.rules.frameworks.shipped import (
    files_in,
    read_folder,
    shipped,
    shipped_codes,
    shipped_frameworks,
)

__all__ = [
    "FILES",
    "Certainty",
    "Crossing",
    "Crosswalk",
    "Fault",
    "Framework",
    "FrameworkReading",
    "Group",
    "Item",
    "ItemKind",
    "Label",
    "LabelKind",
    "Scheme",
    "Source",
    "files_in",
    "members_by_name",
    "provision_name",
    "public_name",
    "read_folder",
    "read_framework",
    "shipped",
    "shipped_codes",
    "shipped_frameworks",
]
