"""The page of all tables, from the models."""

from __future__ import annotations

import inspect
import re

from django.apps import apps
from django.db import models

from servanda.registers.models import Entry, Name, Row, Text
from tests.reference.pages import MADE, table

BASES: dict[type[models.Model], str] = {
    Row: "every row of a register",
    Entry: "every entry",
    Name: "every name",
    Text: "every text",
}
VAGUE = ("_words", "_earliest", "_latest")


def model_page() -> str:
    """Return the page of all tables, room by room from the bottom upwards."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("servanda.")]
    parts = [
        "# The model",
        MADE,
        "One heading a room, one table a model. A *vague date* is four columns: the date in EDTF, "
        "`…_words` as the source has them, and `…_earliest` and `…_latest`, the first and last day "
        "it can mean. How the parts hang together: "
        "[Provisions, updates and standings](../explanation/standing.md).",
        "## What many share",
        *(told_model(base, said=f"Stands on {said}. ") for base, said in BASES.items()),
    ]
    for room in reversed(rooms):
        parts.append(f"## {room.label}")
        parts += [told_model(model) for model in room.get_models()]
    return "\n\n".join(parts) + "\n"


def told_model(model: type[models.Model], *, said: str = "") -> str:
    """Return heading, docstring and fields of a model, without the fields of a shared base."""
    base = next((base for base in (Entry, Name, Text, Row) if is_above(base, model)), None)
    hidden = {field.name for field in base._meta.fields} if base else set()
    fields = [field for field in model._meta.fields if field.name not in hidden | {"id"}]
    kind = {Entry: "An entry. ", Name: "A name. ", Text: "A text. "}.get(base, "") if base else ""
    words = inspect.cleandoc(model.__doc__ or "")
    names = {field.name for field in fields}
    rows = [told_field(field, names) for field in fields if not is_bound(field.name, names)]
    parts = [f"### {model.__name__}", f"{said}{kind}{words}"]
    parts.append(table(["field", "holds", "it means"], rows))
    rules = [
        str(rule.violation_error_message)
        for rule in model._meta.constraints
        if rule.violation_error_message != rule.default_violation_error_message
    ]
    return "\n\n".join([*parts, *(f"*{rule}*" for rule in rules)])


def is_above(base: type[models.Model], model: type[models.Model]) -> bool:
    return issubclass(model, base) and model is not base


def is_bound(name: str, names: set[str]) -> bool:
    """Tell whether a column belongs to the vague date that another one holds."""
    stem = re.sub(f"({'|'.join(VAGUE)})$", "", name)
    return stem != name and {stem, *(stem + end for end in VAGUE)} <= names


def told_field(field: models.Field[object, object], names: set[str]) -> list[str]:
    """Return the line of a field: its name, what it holds, what it means."""
    said = "; ".join(filter(None, [own_name(field), str(field.help_text)]))
    choices = [f"`{value}`" for value, _label in field.flatchoices]
    is_vague = {field.name + end for end in VAGUE} <= names
    holds = "a vague date" if is_vague else kind_of(field)
    unknown = ", or nothing" if field.null else ""
    return [f"`{field.name}`", f"{', '.join(choices) or holds}{unknown}", said]


def own_name(field: models.Field[object, object]) -> str:
    """Return the words given to a field, not those made of its name."""
    words = str(field.verbose_name)
    return "" if words.lower() == field.name.replace("_", " ") else words


def kind_of(field: models.Field[object, object]) -> str:
    """Return what a column holds, in plain words."""
    if isinstance(field, models.ForeignKey):
        name = getattr(field.remote_field.model, "__name__", "")
        return f"one {name}" if name else "one of the same"
    kinds = {
        models.UUIDField: "a uuid", models.TextField: "a text", models.BooleanField: "yes or no",
        models.DateTimeField: "a moment", models.DateField: "a day", models.JSONField: "JSON",
        models.BinaryField: "bytes", models.DecimalField: "a number", models.IntegerField: "a number", models.URLField: "an address",
    }  # fmt: skip
    found = next((words for kind, words in kinds.items() if isinstance(field, kind)), "")
    return found or f"up to {field.max_length} characters"
