"""A reading by a language model, where the administrator names one: off otherwise."""

from servanda.review.actions.modelling.endpoint import (
    Endpoint,
    ModelTrouble,
    endpoint,
    is_narrower,
)
from servanda.review.actions.modelling.parts import LONGEST_TEXT
from servanda.review.actions.modelling.reading import (
    Permission,
    ask_for_model_reading,
    model_task,
    read_with_model_task,
)

__all__ = [
    "LONGEST_TEXT",
    "Endpoint",
    "ModelTrouble",
    "Permission",
    "ask_for_model_reading",
    "endpoint",
    "is_narrower",
    "model_task",
    "read_with_model_task",
]
