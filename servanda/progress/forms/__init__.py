"""What a person may type about instruments and provisions, and what became of them."""

from servanda.progress.forms.sourcing import (
    LONGEST,
    MEANT_AS_DATE,
    SourcedForm,
    When,
    WhenField,
    places_of,
)
from servanda.progress.forms.updating import UpdateForm, value_choices, visibility_choices

__all__ = [
    "LONGEST",
    "MEANT_AS_DATE",
    "SourcedForm",
    "UpdateForm",
    "When",
    "WhenField",
    "places_of",
    "value_choices",
    "visibility_choices",
]
