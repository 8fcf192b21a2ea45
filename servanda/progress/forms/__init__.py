"""What a person may type about instruments and provisions, and what became of them."""

from servanda.progress.forms.updating import (
    LONGEST,
    MEANT_AS_DATE,
    UpdateForm,
    places_of,
    value_choices,
    visibility_choices,
)

__all__ = [
    "LONGEST",
    "MEANT_AS_DATE",
    "UpdateForm",
    "places_of",
    "value_choices",
    "visibility_choices",
]
