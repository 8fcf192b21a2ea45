"""What a list reads over other entries: of one that the person may not see, nothing but that it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    Expression,
    F,
    Field,
    ForeignKey,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext_lazy

from servanda.registers.models import Desk, Entry, Row
from servanda.registers.models.entries import is_seen_at

if TYPE_CHECKING:
    from collections.abc import Iterator

AnyRow = TypeVar("AnyRow", bound=Row)
HIDDEN: Final = gettext_lazy("not shown to you")
"""Stands for an entry that the person may not see."""


def field_at(model: type[Model], path: str) -> Field[object, object]:
    """Return the field at the end of a path."""
    *way, last = path.split("__")
    for name in way:
        model = related_at(model, name)
    field: Field[object, object] = model._meta.get_field(last)  # type: ignore[assignment]  # a column
    return field


def related_at(model: type[Model], path: str) -> type[Model]:
    """Return the table to which a path of links leads."""
    for name in path.split("__"):
        related = model._meta.get_field(name).related_model
        assert isinstance(related, type)  # noqa: S101  a link leads to a table
        model = related
    return model


def entries_on(model: type[Model], path: str) -> Iterator[str]:
    """Give the ways to the entries over which a path leads, the nearest first."""
    parts = path.split("__")
    for count in range(1, len(parts) + 1):
        way = "__".join(parts[:count])
        field = field_at(model, way)
        if isinstance(field, ForeignKey) and issubclass(related_at(model, way), Entry):
            yield way


def is_hidden(desk: Desk, way: str) -> Case:
    """Tell in a query whether an entry links to one that the person may not see."""
    return Case(
        When(Q(**{way: None}), then=Value(value=False)),
        When(is_seen_at(desk, f"{way}__"), then=Value(value=False)),
        default=Value(value=True),
        output_field=BooleanField(),
    )


def seen_value(desk: Desk, model: type[Model], path: str) -> Expression | F:
    """Return what stands at the end of a path, nothing where it leads over a hidden entry."""
    *way, _last = path.split("__")
    hidden = list(entries_on(model, "__".join(way))) if way else []
    if not hidden:
        return F(path)
    seen = Q()
    for one in hidden:
        seen &= is_seen_at(desk, f"{one}__")
    return Case(When(seen, then=F(path)), default=Value(None), output_field=field_at(model, path))


def visible(desk: Desk, model: type[Entry]) -> QuerySet[Entry]:
    """Return the entries of a table that the person may see."""
    entries: QuerySet[Entry] = model._default_manager.filter(is_seen_at(desk))
    return entries


def standing_on(desk: Desk, rows: QuerySet[AnyRow], way: str) -> QuerySet[AnyRow]:
    """Leave out the rows that stand on one, at `way`, which the person may not see."""
    related = related_at(rows.model, way)
    assert issubclass(related, Entry)  # noqa: S101  rows stand on entries
    seen = visible(desk, related).filter(pk=OuterRef(way))
    return rows.filter(Q(**{way: None}) | Exists(seen))
